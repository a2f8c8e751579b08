/*
 * stamp_request.h - what an authority is asked for.
 * Source: RFC 3161, 2.4.1.
 */
#ifndef VERIFY_STAMP_REQUEST_H
#define VERIFY_STAMP_REQUEST_H

#include <stdint.h>

struct buf;
struct fail;

struct stamp_request {
	void *req;		/* a TS_REQ; owned */
	int64_t asked_utc;
};

/*
 * stamp_request_new(data, fail): a request to stamp the bytes now, with a new
 * nonce, that asks for the authority's certificates.
 * stamp_request_der(request, b, fail): add it as it is sent.
 * stamp_request_free(request): fine if NULL.
 */
struct stamp_request *stamp_request_new(const struct buf *, struct fail *);
int stamp_request_der(const struct stamp_request *, struct buf *,
    struct fail *);
void stamp_request_free(struct stamp_request *);

/*
 * stamp_request_make(data, with_nonce): a TS_REQ for the bytes, for
 * TS_REQ_free(); NULL when memory is short.
 */
void *stamp_request_make(const struct buf *, int);

#endif /* !VERIFY_STAMP_REQUEST_H */
