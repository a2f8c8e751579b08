#include "render/strip.h"

#include <stdlib.h>
#include <string.h>

#include <libdeflate.h>

#include "core/fail.h"

#define LEVEL 6			/* as small as zlib's 6 in half its time */

struct strip {
	struct libdeflate_compressor *compressor;
	size_t stride, used, room, packed_room;	/* bytes */
	uint8_t *rows, *packed;		/* owned */
};

uint32_t
strip_rows(uint32_t width)
{
	return (STRIP_BYTES / (width * 3) + 1);
}

struct strip *
strip_new(uint32_t width, uint32_t height, struct fail *fail)
{
	struct strip *s;

	if ((s = calloc(1, sizeof(*s))) == NULL)
		goto memory;
	s->stride = (size_t)width * 3;
	s->room = s->stride * (height < strip_rows(width) ? height :
	    strip_rows(width));
	if ((s->compressor = libdeflate_alloc_compressor(LEVEL)) == NULL)
		goto memory;
	s->packed_room = libdeflate_zlib_compress_bound(s->compressor,
	    s->room);
	if ((s->rows = malloc(s->room)) == NULL ||
	    (s->packed = malloc(s->packed_room)) == NULL)
		goto memory;
	return (s);
memory:
	(void)fail_memory(fail);
	strip_free(s);
	return (NULL);
}

int
strip_row(struct strip *s, const uint8_t *row, struct fail *fail)
{
	if (s->room - s->used < s->stride)
		return (fail_set(fail, FAIL_DATA, "a strip has too many rows"));
	memcpy(s->rows + s->used, row, s->stride);
	s->used += s->stride;
	return (0);
}

int
strip_end(struct strip *s, FILE *out, struct fail *fail)
{
	size_t n;

	n = libdeflate_zlib_compress(s->compressor, s->rows, s->used,
	    s->packed, s->packed_room);
	s->used = 0;
	if (n == 0)
		return (fail_set(fail, FAIL_IO, "libdeflate failed"));
	if (fwrite(s->packed, 1, n, out) != n)
		return (fail_sys(fail, "cannot write the decoded picture"));
	return (0);
}

void
strip_free(struct strip *s)
{
	if (s == NULL)
		return;
	if (s->compressor != NULL)
		libdeflate_free_compressor(s->compressor);
	free(s->rows);
	free(s->packed);
	free(s);
}
