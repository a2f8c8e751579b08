/* room: 30-render */
/*
 * fuzz_png.c - a picture of the page, as the browser or a disk may give it.
 *
 * A file that is taken has bounded measures, and gives to the PDF exactly as
 * many bytes as it says, that inflate to exactly its rows.  The checksums of
 * chunks are mended first, or a changed byte would say nothing.
 */
#include "fuzz.h"

#include <zlib.h>

#include "core/fail.h"
#include "render/pdfobj.h"
#include "render/slice.h"

#define ENOUGH (8u << 20)	/* bytes of a picture that is looked at whole */

static uint32_t
get32(const uint8_t *b)
{
	return ((uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 |
	    (uint32_t)b[2] << 8 | b[3]);
}

/* Mend the checksums, unless the file's last byte is odd. */
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

/* The bytes that come must be whole rows for a reader of the PDF. */
static void
inflates(const uint8_t *bytes, size_t n, const struct slice *s)
{
	size_t want = ((size_t)s->width * 3 + 1) * s->height;
	z_stream z = { 0 };
	uint8_t *rows = malloc(want + 1);

	FUZZ_MUST(rows != NULL && inflateInit(&z) == Z_OK);
	z.next_in = (uint8_t *)(uintptr_t)bytes;
	z.avail_in = (uInt)n;
	z.next_out = rows;
	z.avail_out = (uInt)want + 1;
	FUZZ_MUST(inflate(&z, Z_FINISH) == Z_STREAM_END);
	FUZZ_MUST(z.total_out == want && z.avail_in == 0);
	FUZZ_MUST(inflateEnd(&z) == Z_OK);
	free(rows);
}

static void
use(struct slice *s)
{
	struct pdfobj_source source;
	uint8_t *bytes;
	uint64_t n = 0;
	char text[200];
	long got;

	FUZZ_MUST(s->width > 0 && s->width <= SLICE_MAX_WIDTH &&
	    s->height > 0 && s->height <= SLICE_MAX_HEIGHT);
	slice_entries(s, text, sizeof(text));
	slice_source(s, &source);
	FUZZ_MUST(source.size < ENOUGH &&
	    (bytes = malloc(source.size + 1)) != NULL);
	FUZZ_MUST(source.rewind(source.arg) == 0);
	while ((got = source.read(source.arg, bytes + n,
	    source.size + 1 - n)) > 0)
		n += (uint64_t)got;
	FUZZ_MUST(got == 0 && n == source.size);
	if ((uint64_t)s->width * s->height * 3 < ENOUGH)
		inflates(bytes, n, s);
	free(bytes);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct slice s = SLICE_INIT;
	struct fail fail = FAIL_INIT;
	char *copy = fuzz_string(bytes, n);

	mend((uint8_t *)copy, n);
	if (slice_open(&s, fuzz_file("slice.png", copy, n), fuzz_folder(),
	    &fail) == 0)
		use(&s);
	else
		FUZZ_MUST(fail.kind == FAIL_DATA && s.path == NULL);
	slice_clear(&s);
	FUZZ_MUST(!file_exists(fuzz_path("slice.png.part")));
	free(copy);
	return (0);
}
