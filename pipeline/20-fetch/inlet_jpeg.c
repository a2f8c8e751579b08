#include "fetch/inlet_picture.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>
#include <jerror.h>

#include "core/fail.h"
#include "fetch/inlet_exif.h"

#define SCANS_MAX 100		/* of a progressive picture; each costs as much
				   as the whole */
#define MEMORY_MAX (512l << 20)	/* bytes that libjpeg may hold */

struct jpeg_in {
	const struct inlet_bytes *from;
	struct jpeg_decompress_struct d;
	struct jpeg_error_mgr errors;
	struct jpeg_progress_mgr progress;
	jmp_buf back;
	int made;		/* d is initialised */
	uint8_t *pixels;	/* RGB: one row, or all if it is turned */
	uint8_t *row;		/* where the next is read to */
	uint8_t *turned;	/* one row, if it is turned */
	int turn;		/* EXIF orientation */
	char why[JMSG_LENGTH_MAX];	/* libjpeg's own words */
};

/* libjpeg demands that this does not return. */
static void
on_error(j_common_ptr c)
{
	struct jpeg_in *j = c->client_data;

	c->err->format_message(c, j->why);
	longjmp(j->back, 1);
}

/* What libjpeg would patch over with grey is an error; odd bytes are not. */
static void
on_message(j_common_ptr c, int level)
{
	if (level == -1 && c->err->msg_code != JWRN_EXTRANEOUS_DATA &&
	    c->err->msg_code != JWRN_JFIF_MAJOR &&
	    c->err->msg_code != JWRN_ADOBE_XFORM)
		on_error(c);
}

static void
on_progress(j_common_ptr c)
{
	struct jpeg_in *j = c->client_data;

	if (j->d.input_scan_number <= SCANS_MAX)
		return;
	(void)snprintf(j->why, sizeof(j->why), "more than %d scans",
	    SCANS_MAX);
	longjmp(j->back, 1);
}

/* As inlet_png.c does it. */
static int
take_step(struct jpeg_in *j, void (*step)(struct jpeg_in *),
    struct fail *fail)
{
	if (setjmp(j->back) != 0)
		return (fail_set(fail, FAIL_DATA, "it is a JPEG picture that "
		    "is cut, damaged or of a rare kind (%s): save it once "
		    "more, as PNG if you can", j->why));
	step(j);
	return (0);
}

static void
step_header(struct jpeg_in *j)
{
	jpeg_create_decompress(&j->d);
	j->made = 1;
	j->d.mem->max_memory_to_use = MEMORY_MAX;
	j->progress.progress_monitor = on_progress;
	j->d.progress = &j->progress;
	jpeg_mem_src(&j->d, j->from->data, (unsigned long)j->from->size);
	(void)jpeg_read_header(&j->d, TRUE);
}

static void
step_start(struct jpeg_in *j)
{
	j->d.out_color_space = JCS_RGB;
	(void)jpeg_start_decompress(&j->d);
}

static void
step_row(struct jpeg_in *j)
{
	JSAMPROW row = j->row;

	(void)jpeg_read_scanlines(&j->d, &row, 1);
}

static void
step_end(struct jpeg_in *j)
{
	(void)jpeg_finish_decompress(&j->d);
}

/* Sideways: width and height change places. */
static int
is_sideways(int turn)
{
	return (turn >= 5);
}

static int
measure(struct jpeg_in *j, struct fail *fail)
{
	int64_t width = j->d.image_width, height = j->d.image_height;
	int whole = j->turn != 1 || j->d.progressive_mode;
	int side = is_sideways(j->turn);

	if (inlet_size_check(j->from, side ? height : width,
	    side ? width : height, whole ? INLET_MAX_WHOLE : INLET_MAX_PIXELS,
	    fail) == -1)
		return (-1);
	if (j->d.jpeg_color_space == JCS_CMYK ||
	    j->d.jpeg_color_space == JCS_YCCK)
		return (fail_set(fail, FAIL_DATA, "it is a JPEG picture in "
		    "the colours of print (CMYK): save it in those of screens "
		    "(RGB)"));
	j->pixels = malloc((size_t)width * 3 *
	    (j->turn == 1 ? 1 : (size_t)height));
	j->turned = malloc((size_t)(side ? height : width) * 3);
	if (j->pixels == NULL || j->turned == NULL)
		return (fail_memory(fail));
	return (0);
}

/*
 * The pixel that is seen at x, y lies here in the file (EXIF 2.32, 4.6.4):
 * 2 and 4 are mirrored, 3 upside down, 5 to 8 the same and on their side.
 */
static const uint8_t *
seen_at(const struct jpeg_in *j, int64_t x, int64_t y)
{
	int64_t w = j->d.output_width, h = j->d.output_height, at;
	int turn = j->turn;

	if (is_sideways(turn)) {
		at = x;
		x = y;
		y = at;
	}
	if (turn == 2 || turn == 3 || turn == 7 || turn == 8)
		x = w - 1 - x;
	if (turn == 3 || turn == 4 || turn == 6 || turn == 7)
		y = h - 1 - y;
	return (j->pixels + (y * w + x) * 3);
}

static int
pass_turned(struct jpeg_in *j, const struct inlet_rows *to, struct fail *fail)
{
	int side = is_sideways(j->turn);
	int64_t w = side ? j->d.output_height : j->d.output_width;
	int64_t h = side ? j->d.output_width : j->d.output_height, x, y;

	for (y = 0; y < h; y++) {
		for (x = 0; x < w; x++)
			memcpy(j->turned + x * 3, seen_at(j, x, y), 3);
		if (to->row(to->arg, j->turned, fail) == -1)
			return (-1);
	}
	return (0);
}

static int
pass_rows(struct jpeg_in *j, const struct inlet_rows *to, struct fail *fail)
{
	size_t row = (size_t)j->d.output_width * 3;

	while (j->d.output_scanline < j->d.output_height) {
		j->row = j->pixels + (j->turn == 1 ? 0 :
		    row * j->d.output_scanline);
		if (take_step(j, step_row, fail) == -1 || (j->turn == 1 &&
		    to->row(to->arg, j->row, fail) == -1))
			return (-1);
	}
	if (j->turn != 1 && pass_turned(j, to, fail) == -1)
		return (-1);
	return (take_step(j, step_end, fail));
}

int
inlet_jpeg(struct inlet_bytes *from, const struct inlet_rows *to,
    struct fail *fail)
{
	struct inlet_exif exif;
	struct jpeg_in j = { .from = from };
	int side, rc = -1;

	inlet_exif_jpeg(&exif, from->data, from->size);
	j.turn = exif.turn;
	side = is_sideways(j.turn);
	j.d.err = jpeg_std_error(&j.errors);
	j.d.client_data = &j;
	j.errors.error_exit = on_error;
	j.errors.emit_message = on_message;
	if (take_step(&j, step_header, fail) == -1 ||
	    measure(&j, fail) == -1 ||
	    take_step(&j, step_start, fail) == -1 ||
	    to->start(to->arg, (int)(side ? j.d.output_height :
	    j.d.output_width), (int)(side ? j.d.output_width :
	    j.d.output_height), fail) == -1)
		goto out;
	rc = pass_rows(&j, to, fail);
out:
	if (j.made)
		jpeg_destroy_decompress(&j.d);
	free(j.pixels);
	free(j.turned);
	return (rc);
}
