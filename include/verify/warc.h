/*
 * warc.h - a WARC file of gzip members, one for each record: every one of its
 * records, and every digest that they give.
 *
 * The file is read once, and its own digests are made on the way.  Its size,
 * and that of a record, are not limited; the memory is.
 * Source: WARC 1.1 (ISO 28500:2017), annex D.
 */
#ifndef VERIFY_WARC_H
#define VERIFY_WARC_H

#include <stddef.h>
#include <stdint.h>

#include "core/hash.h"
#include "verify/trouble.h"

struct fail;
struct team;
struct warc;

#define WARC_IN_BYTES (4u << 20)	/* of the file at a time */
#define WARC_OUT_BYTES (8u << 20)	/* unpacked at a time, twice */
#define WARC_LEAST_BYTES 4096		/* of each, for tests */

struct warc_result {
	struct hash_sum sum;	/* SHA-256 and SHA-512 of the file */
	struct trouble_list troubles;	/* in the file's order */
	uint64_t record_count;
	uint64_t digest_count;	/* that were compared */
	uint64_t bare_count;	/* records without a digest to compare */
};

/* warc_is(path): 1 if that is the name of such a file. */
int warc_is(const char *);

/*
 * warc_new(team, in_bytes, out_bytes, fail): what checks one file after the
 * other.  ${team} is borrowed until warc_free(), or NULL.
 */
struct warc *warc_new(struct team *, size_t, size_t, struct fail *);

/*
 * warc_check(warc, fd, result, fail): read the open file to its end and fill
 * the zeroed ${result}, what is wrong with it too.  -1: it could not be read,
 * or memory is short.
 */
int warc_check(struct warc *, int, struct warc_result *, struct fail *);

/* warc_result_clear(result): free; fine if zeroed. */
void warc_result_clear(struct warc_result *);

/* warc_free(warc): fine if NULL. */
void warc_free(struct warc *);

#endif /* !VERIFY_WARC_H */
