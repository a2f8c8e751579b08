/*
 * source.h - a file that the site writes, konton.xml or plan.xml, as it was
 * read: its text checked by its schema, and the sum that an order names it by.
 *
 * Ownership: source_load() fills, source_clear() frees.
 */
#ifndef REGISTER_SOURCE_H
#define REGISTER_SOURCE_H

#include "core/xml.h"

struct fail;

struct source {
	char *path;
	struct xml_doc *doc;
	char sha256[65];	/* of the file */
};
#define SOURCE_INIT { NULL, NULL, "" }

/*
 * source_load(source, dir, name, schema, fail): read ${dir}/${name}, which
 * ${schema} must hold for; fills all of ${source}, and on -1 empties it.
 * FAIL_CONFIG: it is missing or wrong.
 */
int source_load(struct source *, const char *, const char *, const char *,
    struct fail *);

/* source_clear(source): free; fine if empty. */
void source_clear(struct source *);

#endif /* !REGISTER_SOURCE_H */
