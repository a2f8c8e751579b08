/* room: 20-fetch */
/*
 * fuzz_inlet.c - a file that somebody hands in: what it is, what it says of
 * itself, and its rows.
 *
 * A picture that is taken gives just the rows that it said it would, within
 * the bounds; whatever the bytes are, nothing else is done with them.  PNG
 * checksums are mended first, or a changed byte would say nothing.  A page is
 * the browser's to read.
 */
#include "fuzz.h"
#include "fuzz_png.h"

#include <zlib.h>

#include "core/fail.h"
#include "core/path.h"
#include "fetch/inlet_date.h"
#include "fetch/inlet_exif.h"
#include "fetch/inlet_file.h"
#include "fetch/inlet_picture.h"

#define HIGH 3000		/* rows; the bound of this site */

struct seen {
	int started, width, height, rows;
	uint32_t sum;
};

static int
on_start(void *arg, int width, int height, struct fail *fail)
{
	struct seen *s = arg;

	(void)fail;
	FUZZ_MUST(!s->started && width > 0 && width <= INLET_MAX_WIDTH &&
	    height > 0 && height <= HIGH);
	s->started = 1;
	s->width = width;
	s->height = height;
	/* A large one that is blank costs time and finds nothing. */
	if ((int64_t)width * height > 4000000)
		return (fail_set(fail, FAIL_DATA, "enough"));
	return (0);
}

static int
on_row(void *arg, const uint8_t *rgb, struct fail *fail)
{
	struct seen *s = arg;

	(void)fail;
	s->rows++;
	s->sum = (uint32_t)crc32(s->sum, rgb, (uInt)s->width * 3);
	return (0);
}

static void
use_picture(const uint8_t *bytes, size_t n, int jpeg)
{
	struct inlet_bytes from = { bytes, n, HIGH, 0 };
	struct seen seen = { 0, 0, 0, 0, 0 };
	const struct inlet_rows rows = { on_start, on_row, &seen };
	struct fail fail = FAIL_INIT;
	int rc = jpeg ? inlet_jpeg(&from, &rows, &fail) :
	    inlet_png(&from, &rows, &fail);

	if (rc == 0)
		FUZZ_MUST(seen.started && seen.rows == seen.height);
	else
		FUZZ_MUST(fail.kind == FAIL_DATA &&
		    seen.rows <= seen.height);
}

/* What it says of itself is a date that was, or none. */
static void
use_facts(uint8_t *bytes, size_t n, enum inlet_kind kind)
{
	struct inlet_file f = { .kind = kind };
	struct inlet_date date = INLET_DATE_INIT;
	char zoneless[CLOCK_TEXT];

	f.bytes.data = bytes;
	f.bytes.size = n;
	if (inlet_date_own(&date, &f, zoneless))
		FUZZ_MUST(path_is_period(date.period) &&
		    date.taken[0] != '\0');
	(void)inlet_date_changed(&date, &f);
	FUZZ_MUST(path_is_period(date.period));
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct fail fail = FAIL_INIT;
	struct inlet_date date = INLET_DATE_INIT;
	enum inlet_kind kind;
	char *copy = fuzz_string(bytes, n);

	if (inlet_date_name(&date, copy))
		FUZZ_MUST(path_is_period(date.period));
	if (inlet_file_kind((uint8_t *)copy, n, &kind, &fail) == -1)
		FUZZ_MUST(fail.kind == FAIL_DATA);
	else if (kind == INLET_PNG || kind == INLET_JPEG) {
		use_facts((uint8_t *)copy, n, kind);
		if (kind == INLET_PNG)
			fuzz_png_mend((uint8_t *)copy, n);
		use_picture((uint8_t *)copy, n, kind == INLET_JPEG);
	}
	free(copy);
	return (0);
}
