/*
 * guard_http.h - the heads of HTTP/1.1 messages that pass through the guard.
 *
 * The client's head is read strictly: what is not plainly a proxy's request is
 * refused.  The server's head is read loosely, since servers are, but what
 * goes on to the browser is clean.
 *
 * Source: RFC 9112 (3.2 request target, 6 body length, 9.6 closing), RFC 9110
 * 7.6.1 (fields of one hop).
 */
#ifndef FETCH_GUARD_HTTP_H
#define FETCH_GUARD_HTTP_H

#include <stddef.h>
#include <stdint.h>

#include "core/buf.h"

#define GUARD_HTTP_REQUEST_MAX (64u << 10)	/* bytes of a client's head */
#define GUARD_HTTP_ANSWER_MAX (256u << 10)	/* bytes of a server's head */

struct guard_request {
	int tunnel;		/* 1: CONNECT */
	char host[256];		/* lower case, no brackets, no dot last */
	int port;
	char address[280];	/* "host:port", "[v6]:port", for messages */
	int64_t body_bytes;	/* that follow the head */
	char auth[256];		/* value of Proxy-Authorization, or "" */
	struct buf head;	/* to send on; empty for a tunnel; owned */
};

/*
 * guard_http_end(bytes, n, seen): how many bytes the head has, up to and with
 * its empty line; 0 if that has not come yet.  The first ${seen} bytes have
 * been looked at in vain before.
 */
size_t guard_http_end(const char *, size_t, size_t);

/*
 * guard_http_request(request, head, n, why):
 * Read a client's whole head.  0, or the HTTP status to refuse it with and
 * ${why} in plain words (static); what is known of the address is filled in
 * then too.  ${request} need not be initialised; clear it in any case.
 */
int guard_http_request(struct guard_request *, const char *, size_t,
    const char **);

/*
 * guard_http_answer(out, head, n):
 * Add to ${out} a server's head as it goes on to the browser: without the
 * fields of one hop, with Connection: close.  Returns its status, or -1 if
 * it is no HTTP/1 head.
 */
int guard_http_answer(struct buf *, const char *, size_t);

/* guard_request_clear(request): free what it owns. */
void guard_request_clear(struct guard_request *);

#endif /* !FETCH_GUARD_HTTP_H */
