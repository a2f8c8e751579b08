/* room: 25-review */
/*
 * fuzz_thumb.c - a picture of the page, as the contact sheet shrinks it.
 *
 * What is taken becomes a PNG within the bounds; the rest is refused as bad
 * data.  A file whose last byte is even has its checksums mended first, or a
 * changed byte would say nothing.
 */
#include "fuzz.h"

#include <zlib.h>

#include "core/fail.h"
#include "review/thumb.h"

static uint32_t
get32(const uint8_t *b)
{
	return ((uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 |
	    (uint32_t)b[2] << 8 | b[3]);
}

static void
mend(uint8_t *b, size_t n)
{
	size_t at = 8, size;
	uint32_t crc;
	int i;

	if (n == 0 || b[n - 1] % 2 == 1)
		return;
	while (at + 12 <= n && (size = get32(b + at)) <= n - at - 12) {
		crc = (uint32_t)crc32(0, b + at + 4, (uInt)size + 4);
		for (i = 0; i < 4; i++)
			b[at + 8 + size + (size_t)i] =
			    (uint8_t)(crc >> (24 - 8 * i));
		at += size + 12;
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct thumb t = THUMB_INIT;
	struct fail fail = FAIL_INIT;
	char *copy = fuzz_string(bytes, n);

	mend((uint8_t *)copy, n);
	if (thumb_make(&t, fuzz_file("slice.png", copy, n), &fail) == 0) {
		FUZZ_MUST(t.width > 0 && t.width <= THUMB_WIDTH);
		FUZZ_MUST(t.height > 0 && t.height <= THUMB_ROWS);
		FUZZ_MUST(t.png.size > 57 &&
		    memcmp(t.png.data, "\x89PNG", 4) == 0);
		FUZZ_MUST(get32(t.png.data + 16) == (uint32_t)t.width &&
		    get32(t.png.data + 20) == (uint32_t)t.height);
	} else
		FUZZ_MUST(fail.kind == FAIL_DATA && t.png.data == NULL);
	thumb_clear(&t);
	free(copy);
	return (0);
}
