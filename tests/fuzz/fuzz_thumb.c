/* room: 25-review */
/*
 * fuzz_thumb.c - a picture of the page, as the contact sheet shrinks it.
 *
 * What is taken becomes a PNG within the bounds; the rest is refused as bad
 * data.  A file whose last byte is even has its checksums mended first, or a
 * changed byte would say nothing.
 */
#include "fuzz.h"
#include "fuzz_png.h"

#include "core/fail.h"
#include "review/thumb.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct thumb t = THUMB_INIT;
	struct fail fail = FAIL_INIT;
	char *copy = fuzz_string(bytes, n);

	fuzz_png_mend((uint8_t *)copy, n);
	if (thumb_make(&t, fuzz_file("slice.png", copy, n), &fail) == 0) {
		FUZZ_MUST(t.width > 0 && t.width <= THUMB_WIDTH);
		FUZZ_MUST(t.height > 0 && t.height <= THUMB_ROWS);
		FUZZ_MUST(t.png.size > 57 &&
		    memcmp(t.png.data, "\x89PNG", 4) == 0);
		FUZZ_MUST(fuzz_get32(t.png.data + 16) == (uint32_t)t.width &&
		    fuzz_get32(t.png.data + 20) == (uint32_t)t.height);
	} else
		FUZZ_MUST(fail.kind == FAIL_DATA && t.png.data == NULL);
	thumb_clear(&t);
	free(copy);
	return (0);
}
