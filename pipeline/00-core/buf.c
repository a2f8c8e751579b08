#include "core/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/fail.h"

#define SHORT 48			/* bytes */

int
buf_reserve(struct buf *b, size_t n)
{
	size_t want, room;
	uint8_t *data;

	if (b->failed)
		return (-1);
	if (n > SIZE_MAX / 4 || b->size > SIZE_MAX / 4)
		goto none;
	want = b->size + n + 1;
	if (want <= b->room)
		return (0);
	room = b->room == 0 ? 64 : b->room;
	while (room < want)
		room *= 2;
	if ((data = realloc(b->data, room)) == NULL)
		goto none;
	b->data = data;
	b->room = room;
	return (0);
none:
	b->failed = 1;
	return (-1);
}

void
buf_add(struct buf *b, const void *bytes, size_t n)
{
	if (buf_reserve(b, n) == -1)
		return;
	if (n > 0)
		memcpy(b->data + b->size, bytes, n);
	b->size += n;
	b->data[b->size] = '\0';
}

void
buf_adds(struct buf *b, const char *s)
{
	buf_add(b, s, strlen(s));
}

void
buf_addc(struct buf *b, int c)
{
	char byte = (char)c;

	buf_add(b, &byte, 1);
}

void
buf_addf(struct buf *b, const char *fmt, ...)
{
	va_list ap;
	size_t room;
	int n;

	/* Most of it is short: print at once where it is to be. */
	if (buf_reserve(b, SHORT) == -1)
		return;
	room = b->room - b->size;
	va_start(ap, fmt);
	n = vsnprintf((char *)b->data + b->size, room, fmt, ap);
	va_end(ap);
	if (n >= 0 && (size_t)n >= room) {
		b->data[b->size] = '\0';
		if (buf_reserve(b, (size_t)n) == -1)
			return;
		va_start(ap, fmt);
		n = vsnprintf((char *)b->data + b->size, (size_t)n + 1, fmt,
		    ap);
		va_end(ap);
	}
	if (n < 0) {
		b->data[b->size] = '\0';
		b->failed = 1;
		return;
	}
	b->size += (size_t)n;
}

const char *
buf_text(const struct buf *b)
{
	return (b->data == NULL ? "" : (const char *)b->data);
}

char *
buf_take(struct buf *b, struct fail *fail)
{
	char *s;

	buf_add(b, "", 0);	/* even an empty one gets its NUL */
	if (buf_check(b, fail) == -1) {
		buf_clear(b);
		return (NULL);
	}
	s = (char *)b->data;
	b->data = NULL;		/* now the caller's */
	buf_clear(b);
	return (s);
}

int
buf_check(const struct buf *b, struct fail *fail)
{
	return (b->failed ? fail_memory(fail) : 0);
}

void
buf_reset(struct buf *b)
{
	b->size = 0;
	if (b->data != NULL)
		b->data[0] = '\0';
}

void
buf_clear(struct buf *b)
{
	free(b->data);
	b->data = NULL;
	b->size = b->room = 0;
	b->failed = 0;
}

void
buf_wipe(struct buf *b)
{
	if (b->data != NULL)
		explicit_bzero(b->data, b->room);
	buf_clear(b);
}
