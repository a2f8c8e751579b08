#include "review/thumb.h"

#include <errno.h>
#include <fcntl.h>
#include <png.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/fail.h"

#define CHUNK_MAX (1u << 20)	/* bytes that a side chunk may unfold to */
#define CHUNKS_MAX 64
#define ALL_ROWS_MAX 10000000	/* a taller slice is refused */
#define CHANNELS 4		/* red, green, blue, alpha as read */

/* One shrinking.  All on the heap, so that longjmp() leaves it as it is. */
struct shrink {
	struct fail *fail;
	FILE *in;
	png_structp reader, writer;
	png_infop reader_info, writer_info;
	uint32_t wide, rows;	/* of the slice, as far as it is read */
	uint32_t width, height;	/* of the small picture */
	uint8_t *row;		/* wide * CHANNELS */
	uint32_t *sum;		/* width * 3, of the pixels so far */
	uint32_t *count;	/* width */
	uint8_t *out;		/* width * 3 */
	struct buf *png;
};

static void
broken(png_structp png, png_const_charp text)
{
	struct shrink *s = png_get_error_ptr(png);

	(void)fail_set(s->fail, FAIL_DATA, "it is no sound PNG picture: %s",
	    text);
	longjmp(png_jmpbuf(png), 1);
}

/* What libpng warns of does not matter for a small picture. */
static void
warned(png_structp png, png_const_charp text)
{
	(void)png;
	(void)text;
}

static void
write_bytes(png_structp png, png_bytep bytes, size_t n)
{
	struct shrink *s = png_get_io_ptr(png);

	buf_add(s->png, bytes, n);
}

static void
flush_bytes(png_structp png)
{
	(void)png;
}

static int
open_slice(struct shrink *s, const char *path, struct fail *fail)
{
	struct stat st;
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);

	if (fd == -1)
		return (fail_sys(fail, "cannot open '%s'", path));
	if (fstat(fd, &st) == -1 || !S_ISREG(st.st_mode) ||
	    st.st_size > THUMB_FILE_MAX) {
		(void)close(fd);
		return (fail_set(fail, FAIL_DATA, "'%s' is no file of at most "
		    "%u bytes", path, THUMB_FILE_MAX));
	}
	if ((s->in = fdopen(fd, "rb")) == NULL) {
		(void)fail_sys(fail, "cannot read '%s'", path);
		(void)close(fd);
		return (-1);
	}
	return (0);
}

static int
start(struct shrink *s, struct fail *fail)
{
	s->reader = png_create_read_struct(PNG_LIBPNG_VER_STRING, s, broken,
	    warned);
	s->writer = png_create_write_struct(PNG_LIBPNG_VER_STRING, s, broken,
	    warned);
	if (s->reader == NULL || s->writer == NULL ||
	    (s->reader_info = png_create_info_struct(s->reader)) == NULL ||
	    (s->writer_info = png_create_info_struct(s->writer)) == NULL)
		return (fail_memory(fail));
	png_set_user_limits(s->reader, THUMB_SIDE_MAX, ALL_ROWS_MAX);
	png_set_chunk_cache_max(s->reader, CHUNKS_MAX);
	png_set_chunk_malloc_max(s->reader, CHUNK_MAX);
	return (0);
}

static uint32_t
at_least_one(uint64_t n)
{
	return (n == 0 ? 1 : (uint32_t)n);
}

/* Measures, and any kind of pixel as red, green, blue and alpha of 8 bits. */
static int
read_head(struct shrink *s, struct fail *fail)
{
	png_structp png = s->reader;
	uint32_t tall;

	png_init_io(png, s->in);
	png_read_info(png, s->reader_info);
	if (png_get_interlace_type(png, s->reader_info) != PNG_INTERLACE_NONE)
		return (fail_set(fail, FAIL_DATA, "it is an interlaced PNG, "
		    "which cannot be read row by row"));
	s->wide = png_get_image_width(png, s->reader_info);
	tall = png_get_image_height(png, s->reader_info);
	s->rows = tall < THUMB_ROWS ? tall : THUMB_ROWS;
	s->width = s->wide < THUMB_WIDTH ? s->wide : THUMB_WIDTH;
	s->height = at_least_one((uint64_t)s->rows * s->width / s->wide);
	png_set_expand(png);
	png_set_strip_16(png);
	png_set_gray_to_rgb(png);
	png_set_add_alpha(png, 0xff, PNG_FILLER_AFTER);
	png_read_update_info(png, s->reader_info);
	if (png_get_rowbytes(png, s->reader_info) !=
	    (size_t)s->wide * CHANNELS)
		return (fail_set(fail, FAIL_DATA, "its pixels are of no kind "
		    "that is known"));
	s->row = calloc(s->wide, CHANNELS);
	s->sum = calloc(s->width, 3 * sizeof(*s->sum));
	s->count = calloc(s->width, sizeof(*s->count));
	s->out = calloc(s->width, 3);
	if (s->row == NULL || s->sum == NULL || s->count == NULL ||
	    s->out == NULL)
		return (fail_memory(fail));
	return (0);
}

static void
write_head(struct shrink *s)
{
	png_set_write_fn(s->writer, s, write_bytes, flush_bytes);
	png_set_IHDR(s->writer, s->writer_info, s->width, s->height, 8,
	    PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE,
	    PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
	png_write_info(s->writer, s->writer_info);
}

/* Add a row's pixels, on white paper, to those that they fall on. */
static void
add_row(struct shrink *s)
{
	const uint8_t *from = s->row;
	uint32_t x, c;

	for (x = 0; x < s->wide; x++, from += CHANNELS) {
		uint32_t to = (uint32_t)((uint64_t)x * s->width / s->wide);

		for (c = 0; c < 3; c++)
			s->sum[to * 3 + c] += (from[c] * from[3] +
			    255u * (255u - from[3])) / 255u;
		s->count[to]++;
	}
}

/* The row that is full: each pixel the mean of those that fell on it. */
static void
put_row(struct shrink *s)
{
	uint32_t x, c;

	for (x = 0; x < s->width; x++)
		for (c = 0; c < 3; c++)
			s->out[x * 3 + c] = (uint8_t)(s->sum[x * 3 + c] /
			    s->count[x]);
	png_write_row(s->writer, s->out);
	memset(s->sum, 0, s->width * 3 * sizeof(*s->sum));
	memset(s->count, 0, s->width * sizeof(*s->count));
}

static void
copy_rows(struct shrink *s)
{
	uint32_t y, at = 0, to;

	for (y = 0; y < s->rows; y++) {
		png_read_row(s->reader, s->row, NULL);
		to = (uint32_t)((uint64_t)y * s->height / s->rows);
		if (to != at)
			put_row(s);
		at = to;
		add_row(s);
	}
	put_row(s);
}

/* libpng comes back here when something is broken; broken() has said what. */
static int
shrink(struct shrink *s, struct fail *fail)
{
	if (setjmp(png_jmpbuf(s->reader)))
		return (-1);
	if (setjmp(png_jmpbuf(s->writer)))
		return (-1);
	if (read_head(s, fail) == -1)
		return (-1);
	write_head(s);
	copy_rows(s);
	png_write_end(s->writer, NULL);
	return (buf_check(s->png, fail));
}

int
thumb_make(struct thumb *t, const char *path, struct fail *fail)
{
	struct shrink *s = calloc(1, sizeof(*s));
	int rc = -1;

	if (s == NULL)
		return (fail_memory(fail));
	s->fail = fail;
	s->png = &t->png;
	if (open_slice(s, path, fail) == 0 && start(s, fail) == 0 &&
	    (rc = shrink(s, fail)) == 0) {
		t->width = (int)s->width;
		t->height = (int)s->height;
	}
	if (rc == -1)
		thumb_clear(t);
	png_destroy_read_struct(&s->reader, &s->reader_info, NULL);
	png_destroy_write_struct(&s->writer, &s->writer_info);
	if (s->in != NULL)
		(void)fclose(s->in);
	free(s->row);
	free(s->sum);
	free(s->count);
	free(s->out);
	free(s);
	return (rc);
}

void
thumb_clear(struct thumb *t)
{
	buf_clear(&t->png);
	t->width = 0;
	t->height = 0;
}
