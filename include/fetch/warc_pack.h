/*
 * warc_pack.h - a new file of gzip members, one after another.
 *
 * Source: RFC 1952; WARC 1.1, annex D (a member for each record).
 */
#ifndef FETCH_WARC_PACK_H
#define FETCH_WARC_PACK_H

#include <stddef.h>

struct fail;
struct warc_pack_state;

struct warc_pack {
	char *path;		/* owned */
	int fd;
	int ready;		/* 1: zlib's memory must be given back */
	struct warc_pack_state *state;	/* owned */
};

/*
 * warc_pack_open(p, path, fail): make the file.  ${p} must be cleared in any
 * case.
 */
int warc_pack_open(struct warc_pack *, const char *, struct fail *);

/* warc_pack_add(p, bytes, n, fail): to the present member. */
int warc_pack_add(struct warc_pack *, const void *, size_t, struct fail *);

/*
 * warc_pack_store(p, on, fail): what is added from here on is stored as it is,
 * for it is packed already; or packed again as is usual.
 */
int warc_pack_store(struct warc_pack *, int, struct fail *);

/* warc_pack_end(p, fail): end the member; the next addition begins another. */
int warc_pack_end(struct warc_pack *, struct fail *);

/* warc_pack_close(p, fail): sync and close the file. */
int warc_pack_close(struct warc_pack *, struct fail *);

/* warc_pack_clear(p): free, and close if that was not done; fine if zeroed. */
void warc_pack_clear(struct warc_pack *);

#endif /* !FETCH_WARC_PACK_H */
