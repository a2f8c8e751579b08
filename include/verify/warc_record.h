/*
 * warc_record.h - one WARC record after the other, as their bytes come.
 *
 * A record must be all that its gzip member holds: its header, a block of
 * Content-Length bytes, CRLF CRLF, and nothing else.
 *
 * What is to be hashed is written down for the lanes: WARC-Block-Digest is of
 * the block, WARC-Payload-Digest of what follows the HTTP header in it, or of
 * all of it where there is no HTTP.  The payload digest of a revisit is of
 * another record's payload, and that of a segment is of all segments
 * together: those two are not checked.
 * Source: WARC 1.1, 4, 5.8, 5.9, 6.3.2, annex D; RFC 9112.
 */
#ifndef VERIFY_WARC_RECORD_H
#define VERIFY_WARC_RECORD_H

#include <stddef.h>
#include <stdint.h>

#include "verify/head.h"
#include "verify/label.h"
#include "verify/trouble.h"

struct fail;
struct lane_list;

#define WARC_RECORD_HEAD_BYTES (64u << 10)	/* of a record's own header */
#define WARC_RECORD_HTTP_BYTES (256u << 10)	/* of an HTTP header in it */
#define WARC_RECORD_OVER_BYTES (1u << 20)	/* that are in no record */

struct warc_record {
	struct lane_list *list;	/* where to write; borrowed, set by the caller
				   before each call */
	struct trouble_list troubles;
	uint64_t count;		/* records begun */
	uint64_t bare;		/* of them, without any digest to check */
	/* the present one */
	int state;
	uint64_t at;		/* where its member begins in the file */
	struct head head;
	struct head_fields fields;
	uint64_t left;		/* bytes of the block still to come */
	uint64_t behind;	/* bytes after the block */
	char tail[8];		/* the first of those */
	struct label payload;	/* kind 0: none */
};

/* warc_record_begin(r, at): a member begins at this place of the file. */
void warc_record_begin(struct warc_record *, uint64_t);

/* warc_record_take(r, bytes, n, fail): its next bytes, unpacked. */
int warc_record_take(struct warc_record *, const uint8_t *, size_t,
    struct fail *);

/* warc_record_end(r, fail): the member was whole, and these all its bytes. */
int warc_record_end(struct warc_record *, struct fail *);

/*
 * warc_record_is_over(r): 1 if far more bytes came than belong to the record:
 * there is no use in unpacking more of the member.
 */
int warc_record_is_over(const struct warc_record *);

/* warc_record_cut(r, why, fail): the member is not whole. */
int warc_record_cut(struct warc_record *, const char *, struct fail *);

/* warc_record_clear(r): free; fine if zeroed. */
void warc_record_clear(struct warc_record *);

#endif /* !VERIFY_WARC_RECORD_H */
