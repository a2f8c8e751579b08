/*
 * part.h - a file that a hand-off record lists: its name, size and digests.
 */
#ifndef CORE_RECORD_PART_H
#define CORE_RECORD_PART_H

#include <stddef.h>
#include <stdint.h>

#include "core/xml.h"

struct fail;

struct part {
	char *name;		/* relative to the record's folder; owned */
	char *type;		/* media type; owned */
	char *role;		/* what it is to the record; owned */
	uint64_t size;		/* bytes */
	char sha256[65];
	char sha512[129];
};

struct part_list {
	struct part *part;	/* owned */
	size_t count;
};
#define PART_LIST_INIT { NULL, 0 }

/*
 * part_add(list, dir, name, type, role, fail): hash ${dir}/${name} and add it.
 */
int part_add(struct part_list *, const char *, const char *, const char *,
    const char *, struct fail *);

/* part_find(list, role, nth): the nth (from 0) with that role, or NULL. */
const struct part *part_find(const struct part_list *, const char *, size_t);

/* part_check(list, dir, fail): hash all; FAIL_DATA names a changed file. */
int part_check(const struct part_list *, const char *, struct fail *);

/* part_read(list, doc, files, fail): from the element <files>. */
int part_read(struct part_list *, struct xml_doc *, const xml_node *,
    struct fail *);

/* part_write(list, w): as the element <files>. */
void part_write(const struct part_list *, struct xml_writer *);

/* part_list_clear(list): free; fine if empty. */
void part_list_clear(struct part_list *);

#endif /* !CORE_RECORD_PART_H */
