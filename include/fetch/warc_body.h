/*
 * warc_body.h - go through the bytes of a record's body, wherever they are.
 */
#ifndef FETCH_WARC_BODY_H
#define FETCH_WARC_BODY_H

#include <stddef.h>

struct fail;
struct warc_body;

/*
 * warc_body_each(body, each, arg, fail): hand all its bytes to ${each}, in
 * pieces and in order, until it returns -1.  FAIL_IO: the file cannot be read,
 * or is shorter than the body.
 */
int warc_body_each(const struct warc_body *,
    int (*each)(void *, const void *, size_t, struct fail *), void *,
    struct fail *);

#endif /* !FETCH_WARC_BODY_H */
