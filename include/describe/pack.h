/*
 * pack.h - a package while it is being filled: its files with their sizes and
 * digests, and the identifiers that are given in it.
 *
 * Identifiers and times follow from the input alone, so that the same job
 * gives the same bytes each time.  A failure of pack_uuid() is kept in the
 * pack and reported by the next pack_save() or pack_text().
 */
#ifndef DESCRIBE_PACK_H
#define DESCRIBE_PACK_H

#include <stddef.h>
#include <stdint.h>

#include "core/fail.h"
#include "describe/uuid.h"

struct input;
struct part;
struct xml_writer;

/* Where things lie in a package (schemas/40-describe.package.5). */
#define PACK_METS "METS.xml"
#define PACK_DC "metadata/descriptive/dc.xml"
#define PACK_PREMIS "metadata/preservation/premis.xml"
#define PACK_RETENTION "metadata/other/retention.xml"
#define PACK_DOCUMENTATION "documentation/"
#define PACK_ORIGINAL PACK_DOCUMENTATION "original/"
#define PACK_SCHEMAS "schemas/"
#define PACK_DECISION PACK_DOCUMENTATION "decision.xml"
#define PACK_PDFA "representations/pdfa/"
#define PACK_WARC "representations/warc/"
#define PACK_PDFA_FILE PACK_PDFA "data/document.pdf"
#define PACK_WARC_FILE PACK_WARC "data/capture.warc.gz"

#define PACK_ID 40		/* room for an XML id: "ID-" and a UUID */

struct pack_file {
	char *path;		/* relative to the package's folder; owned */
	const char *type;	/* media type */
	uint64_t size;		/* bytes */
	char sha256[65];
	char sha512[129];
	int64_t created_utc;
};

struct pack {
	const struct input *in;	/* borrowed */
	const char *version;	/* E-ARK CSIP, "2.1.0" or "2.0.4"; borrowed */
	char *dir;		/* the folder being filled; owned */
	struct pack_file *file;	/* owned, in the order of adding */
	size_t count;
	struct fail broken;	/* the first failure of pack_uuid() */
};

/* pack_init(pk, in, version, dir, fail): an empty package in ${dir}. */
int pack_init(struct pack *, const struct input *, const char *, const char *,
    struct fail *);

/*
 * pack_link(pk, from, path, part, fail): give the file JOB/${from} the name
 * ${path} too.  Size and digests are those of ${part}, and not looked at.
 */
int pack_link(struct pack *, const char *, const char *, const struct part *,
    struct fail *);

/* pack_copy(pk, from, path, fail): copy a small file, and hash the copy. */
int pack_copy(struct pack *, const char *, const char *, struct fail *);

/* pack_text(pk, path, bytes, n, fail): write a small file. */
int pack_text(struct pack *, const char *, const void *, size_t,
    struct fail *);

/*
 * pack_save(pk, path, w, schema, fail): end the XML document, validate it
 * against schemas/${schema} and write it.  The writer is still the caller's.
 */
int pack_save(struct pack *, const char *, struct xml_writer *, const char *,
    struct fail *);

/* pack_find(pk, path): a file that was added, or NULL; borrowed. */
const struct pack_file *pack_find(const struct pack *, const char *);

/* pack_sums(pk, path, fail): write the list ID.sha256 of all files. */
int pack_sums(const struct pack *, const char *, struct fail *);

/* pack_uuid(pk, key, out): the identifier of a thing of this package. */
void pack_uuid(struct pack *, const char *, char [UUID_TEXT]);

/* pack_agent(pk, name, version, out): that of an agent; version may be NULL. */
void pack_agent(struct pack *, const char *, const char *, char [UUID_TEXT]);

/* pack_xmlid(pk, key, out): "ID-" and the identifier, for XML's ids. */
void pack_xmlid(struct pack *, const char *, char [PACK_ID]);

/* pack_clear(pk): free; fine if zeroed. */
void pack_clear(struct pack *);

#endif /* !DESCRIBE_PACK_H */
