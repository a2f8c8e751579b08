/*
 * stamp_http.h - carry a request for a time stamp to its authority.
 * Source: RFC 3161, 3.4 (POST, application/timestamp-query).
 */
#ifndef VERIFY_STAMP_HTTP_H
#define VERIFY_STAMP_HTTP_H

struct buf;
struct fail;

#define STAMP_HTTP_SECONDS 10	/* for the whole of it */

struct stamp_http {		/* borrowed */
	const char *url;	/* http: or https: */
	const struct buf *request;	/* DER */
	int timeout_s;
};

/*
 * stamp_post(http, answer, fail): add the answer's body to ${answer}.  No
 * cookie, no proxy, no redirect is followed, and the answer is no larger than
 * STAMP_MAX_BYTES (verify/stamp.h).  FAIL_LATER: the authority cannot be
 * reached, is too slow, or says that it is busy (408, 425, 429, 5xx).
 * FAIL_DATA: it says something else than 200, or too much.
 */
int stamp_post(const struct stamp_http *, struct buf *, struct fail *);

#endif /* !VERIFY_STAMP_HTTP_H */
