/*
 * spool.h - bytes put aside on the disk until the WARC is written.
 *
 * One file without a name in a folder of the caller's: it is gone with its
 * descriptor, however the process ends.  Parts lie one after the other; only
 * the last one can grow.
 *
 * Errors: FAIL_IO when the disk is full or broken.
 */
#ifndef FETCH_SPOOL_H
#define FETCH_SPOOL_H

#include <stddef.h>
#include <stdint.h>

struct fail;
struct spool;

struct spool_part {		/* zeroed: nothing yet */
	int64_t at;		/* where it begins in the file */
	size_t size;		/* bytes */
};

/*
 * spool_new(dir, max, fail): an empty one in the folder ${dir}, for ${max}
 * bytes.  spool_room(s): how many of them are left.
 */
struct spool *spool_new(const char *, int64_t, struct fail *);
int64_t spool_room(const struct spool *);

/* spool_fd(s): its file, to read parts from; borrowed. */
int spool_fd(const struct spool *);

/*
 * spool_add(s, part, bytes, n, fail): let ${part} grow.  It must be empty or
 * the last one.  What there is no room for must not be added.
 */
int spool_add(struct spool *, struct spool_part *, const void *, size_t,
    struct fail *);

/* spool_drop(s, part): forget it; if it is the last, its room comes back. */
void spool_drop(struct spool *, struct spool_part *);

/* spool_free(s): fine if NULL. */
void spool_free(struct spool *);

#endif /* !FETCH_SPOOL_H */
