/*
 * stamp.h - one time stamp: an authority's answer, and what it shows.
 *
 * A stamp is the authority's whole answer (RFC 3161 TimeStampResp, DER), as
 * openssl-ts(1) takes it.  Its imprint is the SHA-256 of the stamped bytes.
 * Source: RFC 3161 and RFC 5816; certificates by RFC 5280, at the stamp's own
 * time.  Whether a certificate was revoked is not asked.
 */
#ifndef VERIFY_STAMP_H
#define VERIFY_STAMP_H

#include <stddef.h>
#include <stdint.h>

#include "core/buf.h"

struct fail;
struct stamp_request;
struct stamp_trust;

#define STAMP_MAX_BYTES (128u << 10)	/* a larger answer is refused */
#define STAMP_CHAIN_BYTES (256u << 10)	/* most of a file of certificates */


struct stamp {
	int64_t time_utc;	/* when the bytes were there, as it says */
	int64_t until_utc;	/* when the first certificate of its chain
				   ends */
	char policy[80];	/* the authority's, as dotted numbers */
	struct buf chain;	/* its certificates, the root last, as PEM */
};
#define STAMP_INIT { 0, 0, "", BUF_INIT }

/*
 * stamp_accept(request, trust, answer, stamp, fail): the answer is a stamp
 * over the request's bytes with its nonce, by a certificate for time stamping
 * that chains up to ${trust}, and its time lies between the request and now,
 * give or take five minutes.  Fills ${stamp}, which is empty; on -1 it stays
 * so.  FAIL_DATA: it is no answer.  FAIL_LATER: the authority says that it
 * cannot just now.  FAIL_NO: it is refused, and why.
 */
int stamp_accept(const struct stamp_request *, const struct stamp_trust *,
    const struct buf *, struct stamp *, struct fail *);

struct stamp_kept {		/* a stamp as it lies on the share; borrowed */
	const struct buf *answer;
	const struct buf *chain;	/* certificates beside it; or NULL */
	const struct buf *data;	/* what it is said to stamp */
};

/*
 * stamp_check(kept, trust, stamp, fail): the stamp holds at its own time.
 * Fills ${stamp} as stamp_accept() does.  FAIL_DATA: it is none.  FAIL_NO: it
 * does not hold.
 */
int stamp_check(const struct stamp_kept *, const struct stamp_trust *,
    struct stamp *, struct fail *);

/* stamp_clear(stamp): free; fine if empty. */
void stamp_clear(struct stamp *);

#endif /* !VERIFY_STAMP_H */
