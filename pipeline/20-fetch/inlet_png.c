#include "fetch/inlet_picture.h"

#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#include <png.h>

#include "core/fail.h"

#define CHUNK_MAX (8u << 20)	/* bytes of one that is no picture data */

struct png_in {
	struct inlet_bytes *from;
	size_t at;
	png_structp png;
	png_infop info;
	uint8_t *pixels;	/* RGBA: one row, or all if interlaced */
	png_bytep *rows;	/* of pixels, if interlaced */
	uint8_t *rgb;		/* one row */
	int width, height;
	char why[200];		/* libpng's own words */
};

int
inlet_size_check(const struct inlet_bytes *b, int64_t width, int64_t height,
    int64_t most_pixels, struct fail *fail)
{
	if (width < 1 || height < 1)
		return (fail_set(fail, FAIL_DATA, "it is a picture of %lld x "
		    "%lld pixels, which shows nothing: take it again",
		    (long long)width, (long long)height));
	if (width > INLET_MAX_WIDTH)
		return (fail_set(fail, FAIL_DATA, "it is %lld pixels wide; at "
		    "most %d are taken: hand it in as several pictures",
		    (long long)width, INLET_MAX_WIDTH));
	if (height > b->most_height)
		return (fail_set(fail, FAIL_DATA, "it is %lld pixels high; at "
		    "most %d are taken (hojd in bevara.xml): hand it in as "
		    "several captures", (long long)height, b->most_height));
	if (width * height > most_pixels)
		return (fail_set(fail, FAIL_DATA, "it has %lld x %lld pixels; "
		    "at most %lld are taken of its kind: hand it in as several "
		    "pictures", (long long)width, (long long)height,
		    (long long)most_pixels));
	return (0);
}

/* A chunk may claim any size; nothing that libpng needs here is larger. */
static png_voidp
allocate(png_structp png, png_alloc_size_t n)
{
	(void)png;
	return (n > CHUNK_MAX ? NULL : malloc(n));
}

static void
release(png_structp png, png_voidp bytes)
{
	(void)png;
	free(bytes);
}

static void
on_error(png_structp png, png_const_charp text)
{
	struct png_in *p = png_get_error_ptr(png);

	(void)strncpy(p->why, text, sizeof(p->why) - 1);
	png_longjmp(png, 1);
}

static void
on_warning(png_structp png, png_const_charp text)
{
	struct png_in *p = png_get_error_ptr(png);

	(void)text;
	p->from->odd = 1;
}

static void
on_read(png_structp png, png_bytep to, size_t n)
{
	struct png_in *p = png_get_io_ptr(png);

	if (n > p->from->size - p->at)
		png_error(png, "it ends too early");
	memcpy(to, p->from->data + p->at, n);
	p->at += n;
}

/*
 * libpng's errors come back to the setjmp; nothing of ours lies between, and
 * no local variable is changed after it.
 */
static int
take_step(struct png_in *p, void (*step)(struct png_in *), struct fail *fail)
{
	if (setjmp(png_jmpbuf(p->png)) != 0)
		return (fail_set(fail, FAIL_DATA, "it is a PNG picture that is "
		    "cut or damaged (%s): save it once more", p->why));
	step(p);
	return (0);
}

static void
step_info(struct png_in *p)
{
	png_set_user_limits(p->png, PNG_UINT_31_MAX, PNG_UINT_31_MAX);
	png_set_chunk_malloc_max(p->png, CHUNK_MAX);
	png_set_chunk_cache_max(p->png, 100);
	png_set_read_fn(p->png, p, on_read);
	png_read_info(p->png, p->info);
}

/* Whatever it is made of becomes 8-bit RGBA. */
static void
step_prepare(struct png_in *p)
{
	png_set_expand(p->png);
	png_set_scale_16(p->png);
	png_set_gray_to_rgb(p->png);
	png_set_add_alpha(p->png, 0xff, PNG_FILLER_AFTER);
	(void)png_set_interlace_handling(p->png);
	png_read_update_info(p->png, p->info);
}

static void
step_row(struct png_in *p)
{
	png_read_row(p->png, p->pixels, NULL);
}

static void
step_image(struct png_in *p)
{
	png_read_image(p->png, p->rows);
}

static void
step_end(struct png_in *p)
{
	png_read_end(p->png, NULL);
}

/* Laid on white, as render does it too. */
static void
flatten(const uint8_t *rgba, uint8_t *rgb, int width)
{
	int i, k;

	for (i = 0; i < width; i++, rgba += 4, rgb += 3)
		for (k = 0; k < 3; k++)
			rgb[k] = (uint8_t)((rgba[k] * rgba[3] +
			    255 * (255 - rgba[3]) + 127) / 255);
}

/* What the header declares, and room for it. */
static int
measure(struct png_in *p, int *interlaced, struct fail *fail)
{
	int64_t width = png_get_image_width(p->png, p->info);
	int64_t height = png_get_image_height(p->png, p->info);
	size_t row = (size_t)width * 4, held;
	int64_t y;

	*interlaced = png_get_interlace_type(p->png, p->info) !=
	    PNG_INTERLACE_NONE;
	if (inlet_size_check(p->from, width, height, *interlaced ?
	    INLET_MAX_WHOLE : INLET_MAX_PIXELS, fail) == -1)
		return (-1);
	p->width = (int)width;
	p->height = (int)height;
	held = *interlaced ? (size_t)height : 1;
	p->pixels = calloc(held, row);
	p->rows = calloc(held, sizeof(*p->rows));
	p->rgb = malloc((size_t)width * 3);
	if (p->pixels == NULL || p->rows == NULL || p->rgb == NULL)
		return (fail_memory(fail));
	for (y = 0; y < (int64_t)held; y++)
		p->rows[y] = p->pixels + (size_t)y * row;
	return (0);
}

static int
pass_rows(struct png_in *p, int interlaced, const struct inlet_rows *to,
    struct fail *fail)
{
	const uint8_t *from;
	int y;

	if (interlaced && take_step(p, step_image, fail) == -1)
		return (-1);
	for (y = 0; y < p->height; y++) {
		if (!interlaced && take_step(p, step_row, fail) == -1)
			return (-1);
		from = interlaced ? p->rows[y] : p->pixels;
		flatten(from, p->rgb, p->width);
		if (to->row(to->arg, p->rgb, fail) == -1)
			return (-1);
	}
	return (take_step(p, step_end, fail));
}

int
inlet_png(struct inlet_bytes *from, const struct inlet_rows *to,
    struct fail *fail)
{
	struct png_in p = { .from = from };
	int interlaced = 0, rc = -1;

	p.png = png_create_read_struct_2(PNG_LIBPNG_VER_STRING, &p, on_error,
	    on_warning, NULL, allocate, release);
	if (p.png == NULL ||
	    (p.info = png_create_info_struct(p.png)) == NULL) {
		fail_memory(fail);
		goto out;
	}
	if (take_step(&p, step_info, fail) == -1 ||
	    measure(&p, &interlaced, fail) == -1 ||
	    take_step(&p, step_prepare, fail) == -1 ||
	    to->start(to->arg, p.width, p.height, fail) == -1)
		goto out;
	rc = pass_rows(&p, interlaced, to, fail);
out:
	png_destroy_read_struct(&p.png, &p.info, NULL);
	free(p.pixels);
	free(p.rows);
	free(p.rgb);
	return (rc);
}
