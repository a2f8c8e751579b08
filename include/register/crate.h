/*
 * crate.h - the files inside a ZIP, in memory only: nothing is unpacked to
 * disk, so that no name in it can lead anywhere (libzip inside).
 * libzip and not libarchive: OpenDocument wants its first file to have no extra
 * field (part 3, section 3.3), which libarchive always writes.
 */
#ifndef REGISTER_CRATE_H
#define REGISTER_CRATE_H

#include <stddef.h>

struct buf;
struct fail;

#define CRATE_FILE_MAX (32u << 20)	/* bytes of one file, unpacked */
#define CRATE_FILES_MAX 2000

/* crate_is(bytes): whether they begin as a ZIP does. */
int crate_is(const struct buf *);

/*
 * crate_read(bytes, name, out, fail): add the file of exactly that name to
 * ${out}; returns 1, or 0 if there is none, or -1.  FAIL_DATA: it is no whole
 * ZIP, is encrypted, or holds more than the bounds above.
 */
int crate_read(const struct buf *, const char *, struct buf *, struct fail *);

struct crate;			/* one that is written */

/*
 * crate_new(fail): an empty one.  crate_add(c, name, text, fail): a file of
 * that text; one named "mimetype" is stored as it is, as OpenDocument wants
 * it; at most 16.  crate_end(c, out, fail): end it and add it to ${out}.  The
 * same files give the same bytes.  crate_free(c): fine if NULL.
 */
struct crate *crate_new(struct fail *);
int crate_add(struct crate *, const char *, const struct buf *,
    struct fail *);
int crate_end(struct crate *, struct buf *, struct fail *);
void crate_free(struct crate *);

#endif /* !REGISTER_CRATE_H */
