#include "verify/chunked.h"

#include <string.h>

#include "core/hash.h"

enum {
	SIZE,			/* in a chunk's size */
	AFTER_SIZE,		/* in what follows it on its line */
	DATA,
	AFTER_DATA,		/* in the line end behind a chunk */
	TRAILER,		/* in the lines behind the last chunk */
	WHOLE, BROKEN
};

#define MOST_DIGITS 15		/* of a size; no file has such a chunk */

void
chunked_start(struct chunked *c)
{
	memset(c, 0, sizeof(*c));
	c->state = SIZE;
}

static void
take_size(struct chunked *c, int byte)
{
	int d = byte >= '0' && byte <= '9' ? byte - '0' :
	    (byte | 32) >= 'a' && (byte | 32) <= 'f' ?
	    (byte | 32) - 'a' + 10 : -1;

	if (d >= 0 && c->digits < MOST_DIGITS) {
		c->left = c->left * 16 + (uint64_t)d;
		c->digits++;
	} else if (d >= 0 || c->digits == 0) {
		c->state = BROKEN;
	} else {
		c->state = AFTER_SIZE;
	}
}

/* One byte that is no chunk's data. */
static void
take_byte(struct chunked *c, int byte)
{
	if (c->state == SIZE)
		take_size(c, byte);
	if (c->state == AFTER_SIZE && byte == '\n') {
		c->state = c->left > 0 ? DATA : TRAILER;
		c->line = 0;
		return;
	}
	if (c->state == AFTER_DATA) {
		if (byte == '\n') {
			c->state = SIZE;
			c->digits = 0;
			c->left = 0;
		} else if (byte != '\r') {
			c->state = BROKEN;
		}
		return;
	}
	if (c->state != TRAILER)
		return;
	if (byte != '\n') {
		c->line |= byte != '\r';
	} else {
		if (!c->line)
			c->state = WHOLE;
		c->line = 0;
	}
}

int
chunked_take(struct chunked *c, const uint8_t *bytes, size_t n,
    struct hash *hash)
{
	size_t part;

	while (n > 0 && c->state != BROKEN) {
		if (c->state == WHOLE) {
			c->state = BROKEN;	/* something after the end */
			break;
		}
		part = 1;
		if (c->state == DATA) {
			part = c->left < n ? (size_t)c->left : n;
			if (hash_add(hash, bytes, part) == -1)
				return (-1);
			c->left -= part;
			if (c->left == 0)
				c->state = AFTER_DATA;
		} else {
			take_byte(c, *bytes);
		}
		bytes += part;
		n -= part;
	}
	return (0);
}

int
chunked_whole(const struct chunked *c)
{
	return (c->state == WHOLE);
}
