/*
 * fuzz_png.h - for targets that take PNG pictures: a changed byte would say
 * nothing, since the checksum of its chunk would refuse it.
 */
#ifndef FUZZ_FUZZ_PNG_H
#define FUZZ_FUZZ_PNG_H

#include <stddef.h>
#include <stdint.h>

#include <zlib.h>

static uint32_t
fuzz_get32(const uint8_t *b)
{
	return ((uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 |
	    (uint32_t)b[2] << 8 | b[3]);
}

/* fuzz_png_mend(b, n): mend the checksums, unless the last byte is odd. */
static void
fuzz_png_mend(uint8_t *b, size_t n)
{
	size_t at = 8, size;
	uint32_t crc;
	int i;

	if (n == 0 || b[n - 1] % 2 == 1)
		return;
	while (at + 12 <= n && (size = fuzz_get32(b + at)) <= n - at - 12) {
		crc = (uint32_t)crc32(0, b + at + 4, (uInt)size + 4);
		for (i = 0; i < 4; i++)
			b[at + 8 + size + (size_t)i] =
			    (uint8_t)(crc >> (24 - 8 * i));
		at += size + 12;
	}
}

#endif /* !FUZZ_FUZZ_PNG_H */
