/*
 * gunzip.h - the gzip members of a WARC file, unpacked into its records.
 *
 * A member that fits into the memory that is there is unpacked by libdeflate
 * all at once; a larger one, or a broken one, by zlib in small steps.  Behind
 * what is no whole member the next one is looked for that begins a record.
 * Source: RFC 1952; libdeflate.h 1.14; zlib.h 1.2.13.
 */
#ifndef VERIFY_GUNZIP_H
#define VERIFY_GUNZIP_H

#include <stddef.h>
#include <stdint.h>

struct fail;
struct gunzip;
struct warc_record;

struct gunzip_work {
	const uint8_t *in;	/* bytes of the file; borrowed */
	size_t in_size;
	uint64_t in_at;		/* where they begin in it */
	int in_last;		/* 1: the file ends with them */
	uint8_t *out;		/* to unpack into; borrowed */
	size_t out_size;
	struct warc_record *record;	/* borrowed; its list is limited too */
	/* filled by gunzip_work() */
	size_t in_used;
};

struct gunzip *gunzip_new(struct fail *);

/* gunzip_start(g): before the first bytes of a file. */
void gunzip_start(struct gunzip *);

/*
 * gunzip_work(g, work, fail):
 * Unpack as much as there are bytes and room for.  Call it again with what
 * was not used and more bytes after that, as many as there is room for: too
 * few of them, and a member counts as a large one.
 */
int gunzip_work(struct gunzip *, struct gunzip_work *, struct fail *);

/* gunzip_idle(g): 1 if no member is begun and not ended. */
int gunzip_idle(const struct gunzip *);

/* gunzip_free(g): fine if NULL. */
void gunzip_free(struct gunzip *);

#endif /* !VERIFY_GUNZIP_H */
