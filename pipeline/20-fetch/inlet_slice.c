#include "fetch/inlet_slice.h"

#include <errno.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <png.h>

#include "core/fail.h"
#include "core/file.h"
#include "core/path.h"
#include "core/record/capture.h"
#include "fetch/picture.h"

#define SLICE_HEIGHT 4000	/* pixels; one is held in memory */
#define LEVEL 3			/* of zlib: the PDF packs them anew or not */
#define NAME_SIZE 32

struct inlet_pen {
	png_structp png;
	png_infop info;
	FILE *out;
	int width, height;
	const uint8_t *row;	/* of the step that is taken */
};

static void
on_error(png_structp png, png_const_charp text)
{
	(void)text;
	png_longjmp(png, 1);
}

static void
on_warning(png_structp png, png_const_charp text)
{
	(void)png;
	(void)text;
}

/* As inlet_png.c does it; only the disk can be at fault. */
static int
take_step(struct inlet_pen *pen, void (*step)(struct inlet_pen *),
    struct fail *fail)
{
	errno = 0;
	if (setjmp(png_jmpbuf(pen->png)) != 0)
		return (fail_sys(fail, "cannot write a slice of the picture"));
	step(pen);
	return (0);
}

static void
step_start(struct inlet_pen *pen)
{
	png_init_io(pen->png, pen->out);
	png_set_compression_level(pen->png, LEVEL);
	png_set_filter(pen->png, PNG_FILTER_TYPE_BASE, PNG_FILTER_UP);
	png_set_IHDR(pen->png, pen->info, (png_uint_32)pen->width,
	    (png_uint_32)pen->height, 8, PNG_COLOR_TYPE_RGB,
	    PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
	    PNG_FILTER_TYPE_DEFAULT);
	png_write_info(pen->png, pen->info);
}

static void
step_row(struct inlet_pen *pen)
{
	png_write_row(pen->png, pen->row);
}

static void
step_end(struct inlet_pen *pen)
{
	png_write_end(pen->png, NULL);
}

static void
pen_free(struct inlet_pen *pen)
{
	if (pen == NULL)
		return;
	png_destroy_write_struct(&pen->png, &pen->info);
	if (pen->out != NULL)
		fclose(pen->out);
	free(pen);
}

/* The name of the slice that comes next. */
static void
next_name(const struct inlet_slices *s, size_t before, char name[NAME_SIZE])
{
	(void)snprintf(name, NAME_SIZE, "slice-%04zu.png",
	    s->c->slice_count + 1 - before);
}

static int
begin_slice(struct inlet_slices *s, struct fail *fail)
{
	struct inlet_pen *pen;
	char name[NAME_SIZE], *path = NULL;
	int left = s->height - s->row, rc = -1;

	if ((pen = calloc(1, sizeof(*pen))) == NULL)
		return (fail_memory(fail));
	next_name(s, 0, name);
	pen->width = s->width;
	pen->height = left < SLICE_HEIGHT ? left : SLICE_HEIGHT;
	pen->png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL,
	    on_error, on_warning);
	if (pen->png == NULL ||
	    (pen->info = png_create_info_struct(pen->png)) == NULL) {
		fail_memory(fail);
		goto out;
	}
	if ((path = path_join(s->dir, name, fail)) == NULL)
		goto out;
	if ((pen->out = fopen(path, "wbxe")) == NULL) {
		fail_sys(fail, "cannot make '%s'", path);
		goto out;
	}
	if (take_step(pen, step_start, fail) == -1)
		goto out;
	s->pen = pen;
	s->top = s->row;
	pen = NULL;		/* now owned by s */
	rc = 0;
out:
	pen_free(pen);
	free(path);
	return (rc);
}

static int
end_slice(struct inlet_slices *s, struct fail *fail)
{
	struct inlet_pen *pen = s->pen;
	char name[NAME_SIZE];
	FILE *out;

	if (take_step(pen, step_end, fail) == -1)
		return (-1);
	out = pen->out;
	pen->out = NULL;
	if (fclose(out) != 0)
		return (fail_sys(fail, "cannot write a slice of the picture"));
	next_name(s, 0, name);
	if (capture_add_slice(s->c, name, s->c->page_height, pen->width,
	    pen->height, fail) == -1)
		return (-1);
	s->c->page_height += pen->height;
	pen_free(pen);
	s->pen = NULL;
	return (0);
}

static int
start_picture(void *arg, int width, int height, struct fail *fail)
{
	struct inlet_slices *s = arg;

	(void)fail;
	s->width = width;
	s->height = height;
	s->row = s->top = 0;
	s->other = 0;
	if (width > s->c->page_width)
		s->c->page_width = width;
	return (0);
}

static void
note_colours(struct inlet_slices *s, const uint8_t *rgb)
{
	int x;

	if (s->row == 0)
		memcpy(s->first, rgb, 3);
	for (x = 0; x < s->width; x++, rgb += 3)
		s->other += memcmp(rgb, s->first, 3) != 0;
}

static int
take_row(void *arg, const uint8_t *rgb, struct fail *fail)
{
	struct inlet_slices *s = arg;

	if (s->pen == NULL && begin_slice(s, fail) == -1)
		return (-1);
	note_colours(s, rgb);
	s->pen->row = rgb;
	if (take_step(s->pen, step_row, fail) == -1)
		return (-1);
	s->row++;
	if (s->row - s->top == s->pen->height)
		return (end_slice(s, fail));
	return (0);
}

struct inlet_rows
inlet_slices_rows(struct inlet_slices *s)
{
	return ((struct inlet_rows){ start_picture, take_row, s });
}

/* 8-bit RGB or RGBA, not interlaced, and no byte of it wrong. */
static int
can_stand(const struct inlet_slices *s, const uint8_t *png, size_t n)
{
	struct fail ignored = FAIL_INIT;

	return (s->height <= SLICE_HEIGHT && picture_check(png, n, s->width,
	    s->height, &ignored) == 0 && png[24] == 8 && (png[25] ==
	    PNG_COLOR_TYPE_RGB || png[25] == PNG_COLOR_TYPE_RGB_ALPHA) &&
	    png[28] == PNG_INTERLACE_NONE);
}

int
inlet_slices_end(struct inlet_slices *s, const uint8_t *png, size_t n,
    struct fail *fail)
{
	char name[NAME_SIZE], *path;
	int rc;

	/* As picture_one_colour() has it: one in a thousand shows nothing. */
	if (s->other > (int64_t)s->width * s->height / 1000)
		s->shows = 1;
	if (png == NULL || !can_stand(s, png, n))
		return (0);
	next_name(s, 1, name);
	if ((path = path_join(s->dir, name, fail)) == NULL)
		return (-1);
	rc = file_write(path, png, n, fail);
	free(path);
	return (rc);
}

void
inlet_slices_clear(struct inlet_slices *s)
{
	pen_free(s->pen);
	s->pen = NULL;
}
