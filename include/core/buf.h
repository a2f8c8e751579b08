/*
 * buf.h - bytes that grow.
 *
 * The bytes are always followed by a NUL that size does not count, so that
 * text can be read as a string.  Once an addition fails for want of memory,
 * later ones are ignored and buf_failed() says so: callers may add freely and
 * test once.
 */
#ifndef CORE_BUF_H
#define CORE_BUF_H

#include <stddef.h>
#include <stdint.h>

struct fail;

struct buf {
	uint8_t *data;		/* owned; NULL while empty */
	size_t size;		/* bytes in use */
	size_t room;		/* bytes allocated */
	int failed;
};
#define BUF_INIT { NULL, 0, 0, 0 }

/* buf_add(b, bytes, n), buf_adds(b, string), buf_addc(b, byte). */
void buf_add(struct buf *, const void *, size_t);
void buf_adds(struct buf *, const char *);
void buf_addc(struct buf *, int);

/* buf_addf(b, fmt, ...): printf into it. */
void buf_addf(struct buf *, const char *, ...)
    __attribute__((format(printf, 2, 3)));

/* buf_reserve(b, n): make room for n more bytes; returns 0 or -1. */
int buf_reserve(struct buf *, size_t);

/* buf_text(b): the bytes as a string; "" while empty; borrowed. */
const char *buf_text(const struct buf *);

/* buf_take(b): the bytes as a string that is now the caller's; b is empty. */
char *buf_take(struct buf *, struct fail *);

/* buf_check(b, fail): 0, or -1 if an addition failed. */
int buf_check(const struct buf *, struct fail *);

/* buf_reset(b): size 0, the room is kept. */
void buf_reset(struct buf *);

/* buf_clear(b): free.  buf_wipe(b): overwrite, then free (for secrets). */
void buf_clear(struct buf *);
void buf_wipe(struct buf *);

#endif /* !CORE_BUF_H */
