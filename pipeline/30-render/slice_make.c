#include "render/slice_make.h"

#include <errno.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <png.h>
#include <zlib.h>

#include "core/fail.h"
#include "core/text.h"
#include "render/slice.h"

#define BUFFER 65536
#define LEVEL 6

/* One decoding; everything in it is undone by make_clear(). */
struct make {
	const struct slice *s;
	FILE *in, *out;
	png_structp png;
	png_infop info;
	z_stream z;
	int zlib;		/* z is initialised */
	uint64_t written;	/* bytes */
	uint8_t *row;		/* filter byte and one row, or all rows */
	uint8_t packed[BUFFER];
	char why[160];		/* libpng's own words */
};

/* libpng demands that this does not return. */
static void
on_error(png_structp png, png_const_charp text)
{
	struct make *m = png_get_error_ptr(png);

	(void)snprintf(m->why, sizeof(m->why), "%s", text);
	png_longjmp(png, 1);
}

static void
on_warning(png_structp png, png_const_charp text)
{
	(void)png;
	(void)text;
}

/* Whatever it is, make it 8-bit RGB on white. */
static void
set_transforms(struct make *m)
{
	png_color_16 white = { 0, 255, 255, 255, 255 };
	int colour = png_get_color_type(m->png, m->info);

	png_set_expand(m->png);
	png_set_scale_16(m->png);
	if ((colour & PNG_COLOR_MASK_COLOR) == 0)
		png_set_gray_to_rgb(m->png);
	if ((colour & PNG_COLOR_MASK_ALPHA) || m->s->transparent)
		png_set_background(m->png, &white,
		    PNG_BACKGROUND_GAMMA_SCREEN, 0, 1.0);
	(void)png_set_interlace_handling(m->png);
	png_read_update_info(m->png, m->info);
}

/* Deflate ${size} bytes; finish with 0. */
static int
pack(struct make *m, uint8_t *bytes, size_t size, struct fail *fail)
{
	int z, flush = size == 0 ? Z_FINISH : Z_NO_FLUSH;
	size_t n;

	m->z.next_in = bytes;
	m->z.avail_in = (uInt)size;
	do {
		m->z.next_out = m->packed;
		m->z.avail_out = BUFFER;
		z = deflate(&m->z, flush);
		n = BUFFER - m->z.avail_out;
		if (z == Z_STREAM_ERROR)
			return (fail_set(fail, FAIL_IO, "zlib failed"));
		if (fwrite(m->packed, 1, n, m->out) != n)
			return (fail_sys(fail, "cannot write the decoded "
			    "picture"));
		m->written += n;
	} while (m->z.avail_out == 0);
	return (0);
}

/*
 * libpng's errors come back to the setjmp; nothing of ours lies between, and
 * no local variable is changed after it.
 */
static int
png_step(struct make *m, void (*step)(struct make *), struct fail *fail)
{
	if (setjmp(png_jmpbuf(m->png)) != 0)
		return (fail_set(fail, FAIL_DATA, "its data are broken: %s",
		    m->why));
	step(m);
	return (0);
}

static void
step_info(struct make *m)
{
	png_init_io(m->png, m->in);
	png_set_user_limits(m->png, SLICE_MAX_WIDTH, SLICE_MAX_HEIGHT);
	png_set_chunk_malloc_max(m->png, 8u << 20);
	png_read_info(m->png, m->info);
	set_transforms(m);
}

static void
step_row(struct make *m)
{
	png_read_row(m->png, m->row + 1, NULL);
}

/* All passes into memory: a row is whole only after the last. */
static void
step_interlaced(struct make *m)
{
	size_t stride = (size_t)m->s->width * 3 + 1;
	uint32_t y;
	int pass;

	for (pass = 0; pass < PNG_INTERLACE_ADAM7_PASSES; pass++)
		for (y = 0; y < m->s->height; y++)
			png_read_row(m->png, m->row + y * stride + 1, NULL);
}

static int
make_rows(struct make *m, struct fail *fail)
{
	size_t stride = (size_t)m->s->width * 3 + 1;
	size_t all = m->s->interlaced ? stride * m->s->height : stride;
	uint32_t y;

	if (png_step(m, step_info, fail) == -1)
		return (-1);
	if (png_get_rowbytes(m->png, m->info) != stride - 1)
		return (fail_set(fail, FAIL_DATA, "its rows cannot be made "
		    "RGB"));
	if (all > SLICE_MAX_INTERLACED)
		return (fail_set(fail, FAIL_DATA, "it is interlaced and too "
		    "large; save it without interlacing"));
	if ((m->row = calloc(1, all)) == NULL)
		return (fail_memory(fail));
	if (m->s->interlaced && png_step(m, step_interlaced, fail) == -1)
		return (-1);
	for (y = 0; y < m->s->height; y++) {
		if (!m->s->interlaced && png_step(m, step_row, fail) == -1)
			return (-1);
		if (pack(m, m->s->interlaced ? m->row + y * stride : m->row,
		    stride, fail) == -1)
			return (-1);
	}
	return (pack(m, NULL, 0, fail));
}

static int
make_start(struct make *m, const char *made, struct fail *fail)
{
	if ((m->in = fopen(m->s->path, "rbe")) == NULL)
		return (fail_sys(fail, "cannot open it"));
	if ((m->out = fopen(made, "wbxe")) == NULL)
		return (fail_sys(fail, "cannot create '%s'", made));
	m->png = png_create_read_struct(PNG_LIBPNG_VER_STRING, m, on_error,
	    on_warning);
	if (m->png == NULL ||
	    (m->info = png_create_info_struct(m->png)) == NULL ||
	    deflateInit(&m->z, LEVEL) != Z_OK)
		return (fail_memory(fail));
	m->zlib = 1;
	return (0);
}

static int
make_clear(struct make *m, struct fail *fail)
{
	int rc = 0;

	if (m->zlib)
		(void)deflateEnd(&m->z);
	if (m->png != NULL)
		png_destroy_read_struct(&m->png, &m->info, NULL);
	if (m->in != NULL)
		(void)fclose(m->in);
	if (m->out != NULL && fclose(m->out) == EOF)
		rc = fail->kind != FAIL_NONE ? -1 : fail_sys(fail,
		    "cannot write the decoded picture");
	free(m->row);
	free(m);
	return (rc);
}

int
slice_make(struct slice *s, const char *made, struct fail *fail)
{
	struct make *m;
	uint64_t written = 0;
	int rc = -1;

	if ((m = calloc(1, sizeof(*m))) == NULL)
		return (fail_memory(fail));
	m->s = s;
	if (make_start(m, made, fail) == 0 && make_rows(m, fail) == 0) {
		written = m->written;
		rc = 0;
	}
	if (make_clear(m, fail) == -1)
		rc = -1;
	s->count = 0;
	s->size = 0;
	if (rc == 0 && written > UINT32_MAX)
		rc = fail_set(fail, FAIL_DATA, "it is too large");
	if (rc == 0)
		rc = slice_add_span(s, 0, (uint32_t)written, fail);
	if (rc == 0 && ((s->made = text_copy(made, fail)) == NULL))
		rc = -1;
	if (rc == -1) {
		(void)unlink(made);
		return (-1);
	}
	free(s->path);
	if ((s->path = text_copy(made, fail)) == NULL)
		return (-1);
	return (0);
}
