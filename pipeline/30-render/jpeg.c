#include "render/jpeg.h"

#include <setjmp.h>
#include <stdlib.h>

#include <jpeglib.h>

#include "core/fail.h"

struct jpeg {
	struct jpeg_compress_struct c;
	struct jpeg_error_mgr errors;
	jmp_buf back;
	FILE *out;
	int made;		/* c is initialised */
	char why[JMSG_LENGTH_MAX];	/* libjpeg's own words */
	/* of the step that is taken */
	uint32_t width, height;
	int quality;
	const uint8_t *row;
};

/* libjpeg demands that this does not return. */
static void
on_error(j_common_ptr c)
{
	struct jpeg *j = c->client_data;

	c->err->format_message(c, j->why);
	longjmp(j->back, 1);
}

static void
on_message(j_common_ptr c, int level)
{
	(void)c;
	(void)level;
}

/*
 * libjpeg's errors come back to the setjmp; nothing of ours lies between, and
 * no local variable is changed after it.
 */
static int
take_step(struct jpeg *j, void (*step)(struct jpeg *), struct fail *fail)
{
	if (setjmp(j->back) != 0)
		return (fail_set(fail, FAIL_IO, "cannot write it as JPEG: %s",
		    j->why));
	step(j);
	return (0);
}

static void
step_make(struct jpeg *j)
{
	jpeg_create_compress(&j->c);
	j->made = 1;
	jpeg_stdio_dest(&j->c, j->out);
}

static void
step_start(struct jpeg *j)
{
	int i;

	j->c.image_width = j->width;
	j->c.image_height = j->height;
	j->c.input_components = 3;
	j->c.in_color_space = JCS_RGB;
	jpeg_set_defaults(&j->c);
	jpeg_set_quality(&j->c, j->quality, TRUE);
	for (i = 0; i < j->c.num_components; i++)
		j->c.comp_info[i].h_samp_factor =
		    j->c.comp_info[i].v_samp_factor = 1;
	jpeg_start_compress(&j->c, TRUE);
}

static void
step_row(struct jpeg *j)
{
	JSAMPROW row = (JSAMPROW)(uintptr_t)j->row;

	(void)jpeg_write_scanlines(&j->c, &row, 1);
}

static void
step_end(struct jpeg *j)
{
	jpeg_finish_compress(&j->c);
}

struct jpeg *
jpeg_new(FILE *out, struct fail *fail)
{
	struct jpeg *j;

	if ((j = calloc(1, sizeof(*j))) == NULL) {
		(void)fail_memory(fail);
		return (NULL);
	}
	j->out = out;
	j->c.err = jpeg_std_error(&j->errors);
	j->errors.error_exit = on_error;
	j->errors.emit_message = on_message;
	j->c.client_data = j;
	if (take_step(j, step_make, fail) == -1) {
		jpeg_free(j);
		return (NULL);
	}
	return (j);
}

int
jpeg_start(struct jpeg *j, uint32_t width, uint32_t height, int quality,
    struct fail *fail)
{
	j->width = width;
	j->height = height;
	j->quality = quality;
	return (take_step(j, step_start, fail));
}

int
jpeg_row(struct jpeg *j, const uint8_t *row, struct fail *fail)
{
	j->row = row;
	return (take_step(j, step_row, fail));
}

int
jpeg_end(struct jpeg *j, struct fail *fail)
{
	return (take_step(j, step_end, fail));
}

void
jpeg_free(struct jpeg *j)
{
	if (j == NULL)
		return;
	if (j->made)
		jpeg_destroy_compress(&j->c);
	free(j);
}
