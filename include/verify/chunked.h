/*
 * chunked.h - what an HTTP body sent in chunks holds without their frames.
 * Source: RFC 9112, 7.1.
 */
#ifndef VERIFY_CHUNKED_H
#define VERIFY_CHUNKED_H

#include <stddef.h>
#include <stdint.h>

struct hash;

struct chunked {
	int state;
	uint64_t left;		/* bytes of the present chunk */
	int digits;		/* of its size, so far */
	int line;		/* bytes of the present trailer line */
};

/* chunked_start(c): before the first byte of a body. */
void chunked_start(struct chunked *);

/*
 * chunked_take(c, bytes, n, hash): the next bytes of the body; what they hold
 * is added to ${hash}.  0, or -1 when that fails.
 */
int chunked_take(struct chunked *, const uint8_t *, size_t, struct hash *);

/* chunked_whole(c): 1 if that was a whole body in chunks, and nothing after. */
int chunked_whole(const struct chunked *);

#endif /* !VERIFY_CHUNKED_H */
