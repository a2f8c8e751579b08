/*
 * retry.h - a server that says when to come again (Retry-After, RFC 9110
 * section 10.2.3) is not asked before.
 */
#ifndef FETCH_RETRY_H
#define FETCH_RETRY_H

#include <stdint.h>

struct ask;
struct capture;
struct fail;

/*
 * retry_early(old, address, fail): 0, or -1 and FAIL_LATER when the earlier
 * capture ${old} of ${address} was told to wait, and that time has not passed.
 */
int retry_early(const struct capture *, const char *, struct fail *);

/*
 * retry_soon(ask, deadline_ms): 1 after having waited, if the server is busy
 * and asks for a short time only that ends before clock_monotonic_ms() reaches
 * ${deadline_ms}; 0 at once if not.
 */
int retry_soon(const struct ask *, int64_t);

#endif /* !FETCH_RETRY_H */
