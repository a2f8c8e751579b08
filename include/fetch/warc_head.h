/*
 * warc_head.h - the heads of requests and answers as a WARC holds them, and
 * text that cannot break out of its line.
 */
#ifndef FETCH_WARC_HEAD_H
#define FETCH_WARC_HEAD_H

struct buf;
struct fail;
struct warc_exchange;

/* warc_head_text(b, s): add it, its control characters made spaces. */
void warc_head_text(struct buf *, const char *);

/*
 * warc_head_uri(b, s): add an address up to its fragment, what is no URI
 * character escaped.
 */
void warc_head_uri(struct buf *, const char *);

/*
 * warc_head_request(b, x, fail): the request's head, without its secrets; its
 * line holds the address without scheme and host.  FAIL_DATA: not http(s).
 */
int warc_head_request(struct buf *, const struct warc_exchange *,
    struct fail *);

/* warc_head_response(b, x): the answer's head, true to the decoded body. */
void warc_head_response(struct buf *, const struct warc_exchange *);

#endif /* !FETCH_WARC_HEAD_H */
