/* room: 30-render */
/*
 * fuzz_png.c - a picture of the page, as the browser or a disk may give it.
 *
 * A file that is taken has bounded measures, and gives to the PDF exactly as
 * many bytes as it says, that inflate to exactly its rows.  The checksums of
 * chunks are mended first, or a changed byte would say nothing.  Inflated at
 * once or in small steps, the verdict is the same.
 */
#include "fuzz.h"
#include "fuzz_png.h"

#include <zlib.h>

#include "core/fail.h"
#include "render/pdfobj.h"
#include "render/slice.h"
#include "render/unpack.h"

#define ENOUGH (8u << 20)	/* bytes of a picture that is looked at whole */

/* The bytes that come must be whole rows for a reader of the PDF. */
static void
inflates(const uint8_t *bytes, size_t n, const struct slice_piece *piece)
{
	const struct slice *s = piece->slice;
	size_t want = ((size_t)s->width * 3 + (s->made == NULL)) *
	    piece->height;
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
use(struct slice_piece *piece)
{
	const struct slice *s = piece->slice;
	struct pdfobj_source source;
	uint8_t *bytes;
	uint64_t n = 0;
	char text[200];
	long got;

	slice_entries(s, text, sizeof(text));
	slice_source(piece, &source);
	FUZZ_MUST(source.size < ENOUGH &&
	    (bytes = malloc(source.size + 1)) != NULL);
	FUZZ_MUST(source.rewind(source.arg) == 0);
	while ((got = source.read(source.arg, bytes + n,
	    source.size + 1 - n)) > 0)
		n += (uint64_t)got;
	FUZZ_MUST(got == 0 && n == source.size);
	if (s->jpeg)
		FUZZ_MUST(n > 4 && memcmp(bytes, "\xff\xd8", 2) == 0 &&
		    memcmp(bytes + n - 2, "\xff\xd9", 2) == 0);
	else if ((uint64_t)s->width * s->height * 3 < ENOUGH)
		inflates(bytes, n, piece);
	free(bytes);
}

/* By the file's length: as it is, cut in two, or as JPEG. */
static void
use_all(struct slice *s, size_t n, struct fail *fail)
{
	uint32_t cut = s->height / 2, top = 0;
	struct slice_how how = { fuzz_folder(), n % 3 == 2 ? 75 : 0, &cut,
	    n % 3 == 1 && cut > 0 };
	size_t i;

	FUZZ_MUST(s->width > 0 && s->width <= SLICE_MAX_WIDTH &&
	    s->height > 0 && s->height <= SLICE_MAX_HEIGHT);
	if (slice_ready(s, &how, fail) == -1) {
		FUZZ_MUST(fail->kind == FAIL_DATA);
		return;
	}
	for (i = 0; i < s->pieces; i++) {
		FUZZ_MUST(s->piece[i].top == top);
		top += s->piece[i].height;
		use(&s->piece[i]);
	}
	FUZZ_MUST(top == s->height);
}

/* 0 or -1, as zlib alone has it. */
static int
slow_verdict(const char *path)
{
	struct slice s = SLICE_INIT;
	struct fail fail = FAIL_INIT;
	int rc = slice_open(&s, path, NULL, &fail);

	slice_clear(&s);
	return (rc);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct slice s = SLICE_INIT;
	struct fail fail = FAIL_INIT;
	char *copy = fuzz_string(bytes, n);
	static struct unpack *unpack;	/* 20 MB: one for all */
	const char *path;
	int rc;

	FUZZ_MUST(unpack != NULL || (unpack = unpack_new(&fail)) != NULL);
	fuzz_png_mend((uint8_t *)copy, n);
	path = fuzz_file("slice.png", copy, n);
	rc = slice_open(&s, path, unpack, &fail);
	FUZZ_MUST(rc == slow_verdict(path));
	if (rc == 0)
		use_all(&s, n, &fail);
	else
		FUZZ_MUST(fail.kind == FAIL_DATA && s.path == NULL);
	slice_clear(&s);
	FUZZ_MUST(!file_exists(fuzz_path("slice.png.part")));
	free(copy);
	return (0);
}
