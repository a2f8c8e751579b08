#include "core/base64.h"

#include <string.h>

#include "core/buf.h"

#define MAX_TEXT ((size_t)1 << 30)	/* so that the number fits an int */

static const char digits[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

void
base64_put(struct buf *b, const void *bytes, size_t n)
{
	const uint8_t *at = bytes;
	uint32_t three;
	char four[4];
	size_t left;

	for (; n > 0; at += left, n -= left) {
		left = n < 3 ? n : 3;
		three = (uint32_t)at[0] << 16;
		if (left > 1)
			three |= (uint32_t)at[1] << 8;
		if (left > 2)
			three |= at[2];
		four[0] = digits[three >> 18];
		four[1] = digits[three >> 12 & 63];
		four[2] = left > 1 ? digits[three >> 6 & 63] : '=';
		four[3] = left > 2 ? digits[three & 63] : '=';
		buf_add(b, four, 4);
	}
}

/* The six bits that a character stands for, or -1. */
static int
value(char c)
{
	const char *at = c == '\0' ? NULL : strchr(digits, c);

	return (at == NULL ? -1 : (int)(at - digits));
}

/* Four characters as up to three bytes; how many, or -1. */
static int
group(const char *text, uint8_t out[3])
{
	uint32_t bits = 0;
	int i, pad = 0, six;

	if (text[3] == '=')
		pad = text[2] == '=' ? 2 : 1;
	for (i = 0; i < 4 - pad; i++) {
		if ((six = value(text[i])) == -1)
			return (-1);
		bits |= (uint32_t)six << (18 - 6 * i);
	}
	out[0] = (uint8_t)(bits >> 16);
	out[1] = (uint8_t)(bits >> 8);
	out[2] = (uint8_t)bits;
	for (i = 3 - pad; i < 3; i++)
		if (out[i] != 0)
			return (-1);
	return (3 - pad);
}

int
base64_get(const char *text, size_t n, uint8_t *out, size_t max)
{
	uint8_t three[3];
	size_t i, size = 0;
	int got;

	if (n % 4 != 0 || n > MAX_TEXT)
		return (-1);
	for (i = 0; i < n; i += 4) {
		if ((got = group(text + i, three)) == -1 ||
		    (got < 3 && i + 4 < n) || (size_t)got > max - size)
			return (-1);
		memcpy(out + size, three, (size_t)got);
		size += (size_t)got;
	}
	return ((int)size);
}
