/*
 * warc.h - write a WARC file, one gzip member per record.
 *
 * Source: WARC 1.1 (ISO 28500:2017).  Block and payload digests are SHA-256
 * in hexadecimal, which both warcio and jwarc verify.  Bodies may lie in a
 * file: they are read from it in pieces, so that a record of any size takes the
 * same memory.
 *
 * Cookie, Authorization, Proxy-Authorization and Set-Cookie, which could hold
 * a session, never reach the file; its first record says so.
 */
#ifndef FETCH_WARC_H
#define FETCH_WARC_H

#include <stddef.h>
#include <stdint.h>

struct fail;
struct warc;

struct warc_header {
	const char *name, *value;
};

struct warc_body {		/* bytes in memory, or a part of a file */
	const void *bytes;	/* borrowed; NULL: they are in the file */
	size_t size;
	int fd;			/* borrowed; read by pread(2) */
	int64_t at;		/* where they begin in it */
};

struct warc_exchange {		/* one request and its answer; all borrowed */
	const char *url;
	const char *method;	/* "GET" */
	const char *ip;		/* that answered, or NULL */
	int64_t time_us;	/* microseconds since 1970, of the request */
	const struct warc_header *request;
	size_t request_count;
	struct warc_body sent;	/* with the request */
	int status;
	const char *reason;	/* status text, may be "" */
	const struct warc_header *response;
	size_t response_count;
	struct warc_body body;	/* decoded, as the browser gives it */
};

struct warc_resource {		/* bytes without a message; all borrowed */
	const char *uri;
	const char *type;	/* "text/html" */
	int64_t time_us;
	struct warc_body body;
};

/*
 * warc_open(path, software, organisation, fail): start ${path} with a warcinfo
 * record.
 */
struct warc *warc_open(const char *, const char *, const char *,
    struct fail *);

/*
 * warc_exchange(w, x, fail): a response and its concurrent request record.
 * Since the body is decoded, Content-Encoding and Transfer-Encoding are kept
 * as X-Orig-*, and Content-Length is the body's; the server's own is kept as
 * X-Orig-Content-Length where it differs.  CR, LF and other control characters
 * inside headers become spaces; a header whose name is none is left out, and
 * so are HTTP/2's ":status" and the like.  FAIL_DATA: the URL is not http(s),
 * or the method no word; nothing was written, and others may follow.
 */
int warc_exchange(struct warc *, const struct warc_exchange *, struct fail *);

/* warc_resource(w, r, fail): a resource record. */
int warc_resource(struct warc *, const struct warc_resource *, struct fail *);

/*
 * warc_close(w, fail): sync and close, and free ${w} in any case.  -1 also if
 * an earlier record could not be written whole.
 */
int warc_close(struct warc *, struct fail *);

/* warc_abandon(w): close and free without an error; fine if NULL. */
void warc_abandon(struct warc *);

#endif /* !FETCH_WARC_H */
