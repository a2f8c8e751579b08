#include "render/slice_make.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <png.h>

#include "core/fail.h"
#include "core/text.h"
#include "render/jpeg.h"
#include "render/slice.h"
#include "render/strip.h"

/* One decoding; everything in it is undone by make_clear(). */
struct make {
	struct slice *s;
	const struct slice_how *how;
	FILE *in, *out;
	png_structp png;
	png_infop info;
	struct strip *strip;	/* one of the two */
	struct jpeg *jpeg;
	uint32_t top, end;	/* of the piece being made, in rows */
	size_t cut;		/* the next one */
	uint64_t written;	/* bytes */
	uint8_t *row;		/* one row, or all rows */
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
	png_read_row(m->png, m->row, NULL);
}

/* All passes into memory: a row is whole only after the last. */
static void
step_interlaced(struct make *m)
{
	size_t stride = (size_t)m->s->width * 3;
	uint32_t y;
	int pass;

	for (pass = 0; pass < PNG_INTERLACE_ADAM7_PASSES; pass++)
		for (y = 0; y < m->s->height; y++)
			png_read_row(m->png, m->row + y * stride, NULL);
}

/* A piece ends at the next cut, or where it would be too large. */
static int
start_piece(struct make *m, uint32_t y, struct fail *fail)
{
	uint32_t most = m->jpeg != NULL ? JPEG_MAX_ROWS :
	    strip_rows(m->s->width);

	while (m->cut < m->how->count && m->how->cut[m->cut] <= y)
		m->cut++;
	m->top = y;
	m->end = m->cut < m->how->count ? m->how->cut[m->cut] : m->s->height;
	if (m->end > m->s->height)
		m->end = m->s->height;
	if (m->end - y > most)
		m->end = y + most;
	if (m->jpeg == NULL)
		return (0);
	return (jpeg_start(m->jpeg, m->s->width, m->end - y,
	    m->how->jpeg_quality, fail));
}

static int
end_piece(struct make *m, struct fail *fail)
{
	uint64_t before = m->written;
	off_t at;

	if (m->jpeg != NULL ? jpeg_end(m->jpeg, fail) == -1 :
	    strip_end(m->strip, m->out, fail) == -1)
		return (-1);
	if ((at = ftello(m->out)) == -1)
		return (fail_sys(fail, "cannot write the decoded picture"));
	m->written = (uint64_t)at;
	if (m->written - before > UINT32_MAX)
		return (fail_set(fail, FAIL_DATA, "it is too large"));
	if (slice_add_span(m->s, before, (uint32_t)(m->written - before),
	    fail) == -1)
		return (-1);
	return (slice_add_piece(m->s, m->top, m->end - m->top, fail));
}

static int
put_row(struct make *m, uint32_t y, const uint8_t *row, struct fail *fail)
{
	if (y == m->end && start_piece(m, y, fail) == -1)
		return (-1);
	if (m->jpeg != NULL ? jpeg_row(m->jpeg, row, fail) == -1 :
	    strip_row(m->strip, row, fail) == -1)
		return (-1);
	return (y + 1 == m->end ? end_piece(m, fail) : 0);
}

static int
make_rows(struct make *m, struct fail *fail)
{
	size_t stride = (size_t)m->s->width * 3;
	size_t all = m->s->interlaced ? stride * m->s->height : stride;
	uint32_t y;

	if (png_step(m, step_info, fail) == -1)
		return (-1);
	if (png_get_rowbytes(m->png, m->info) != stride)
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
		if (put_row(m, y, m->s->interlaced ? m->row + y * stride :
		    m->row, fail) == -1)
			return (-1);
	}
	return (0);
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
	    (m->info = png_create_info_struct(m->png)) == NULL)
		return (fail_memory(fail));
	if (m->how->jpeg_quality > 0)
		m->jpeg = jpeg_new(m->out, fail);
	else
		m->strip = strip_new(m->s->width, m->s->height, fail);
	return (m->jpeg == NULL && m->strip == NULL ? -1 : 0);
}

static int
make_clear(struct make *m, struct fail *fail)
{
	int rc = 0;

	strip_free(m->strip);
	jpeg_free(m->jpeg);
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
slice_make(struct slice *s, const char *made, const struct slice_how *how,
    struct fail *fail)
{
	struct make *m;
	char *path = NULL, *mine = NULL;
	int rc = -1;

	if ((m = calloc(1, sizeof(*m))) == NULL)
		return (fail_memory(fail));
	m->s = s;
	m->how = how;
	s->count = 0;		/* the PNG's own data are not used */
	if (make_start(m, made, fail) == 0 && make_rows(m, fail) == 0)
		rc = 0;
	if (make_clear(m, fail) == -1)
		rc = -1;
	if (rc == 0 && ((path = text_copy(made, fail)) == NULL ||
	    (mine = text_copy(made, fail)) == NULL))
		rc = -1;
	if (rc == -1) {
		(void)unlink(made);
		free(path);
		return (-1);
	}
	free(s->path);
	s->path = path;
	s->made = mine;
	s->jpeg = how->jpeg_quality > 0;
	return (0);
}
