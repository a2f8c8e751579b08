/*
 * pile.h - bytes put aside on the disk until the WARC is written.
 *
 * One file without a name in a folder of the caller's: it is gone with its
 * descriptor, however the process ends.  Parts lie one after the other; only
 * the last one can grow.
 *
 * Errors: FAIL_IO when the disk is full or broken.
 */
#ifndef FETCH_PILE_H
#define FETCH_PILE_H

#include <stddef.h>
#include <stdint.h>

struct fail;
struct pile;

struct pile_part {		/* zeroed: nothing yet */
	int64_t at;		/* where it begins in the file */
	size_t size;		/* bytes */
};

/*
 * pile_new(dir, max, fail): an empty one in the folder ${dir}, for ${max}
 * bytes.  pile_room(s): how many of them are left.
 */
struct pile *pile_new(const char *, int64_t, struct fail *);
int64_t pile_room(const struct pile *);

/* pile_fd(s): its file, to read parts from; borrowed. */
int pile_fd(const struct pile *);

/*
 * pile_add(s, part, bytes, n, fail): let ${part} grow.  It must be empty or
 * the last one.  What there is no room for must not be added.
 */
int pile_add(struct pile *, struct pile_part *, const void *, size_t,
    struct fail *);

/* pile_drop(s, part): forget it; if it is the last, its room comes back. */
void pile_drop(struct pile *, struct pile_part *);

/* pile_free(s): fine if NULL. */
void pile_free(struct pile *);

#endif /* !FETCH_PILE_H */
