#include "render/slice.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/fail.h"
#include "core/path.h"
#include "core/text.h"
#include "render/pdfobj.h"
#include "render/slice_make.h"
#include "render/slice_read.h"

int
slice_add_span(struct slice *s, uint64_t offset, uint32_t size,
    struct fail *fail)
{
	struct slice_span *new;
	size_t room = s->room == 0 ? 64 : s->room * 2;

	if (s->count == s->room) {
		if ((new = realloc(s->span, room * sizeof(*new))) == NULL)
			return (fail_memory(fail));
		s->span = new;
		s->room = room;
	}
	s->span[s->count].offset = offset;
	s->span[s->count++].size = size;
	return (0);
}

int
slice_add_piece(struct slice *s, uint32_t top, uint32_t height,
    struct fail *fail)
{
	struct slice_piece *new;
	size_t i;

	new = realloc(s->piece, (s->pieces + 1) * sizeof(*new));
	if (new == NULL)
		return (fail_memory(fail));
	s->piece = new;
	new += s->pieces;
	memset(new, 0, sizeof(*new));
	new->slice = s;
	new->top = top;
	new->height = height;
	if (s->pieces > 0)
		new->first = new[-1].first + new[-1].count;
	new->count = s->count - new->first;
	for (i = new->first; i < s->count; i++)
		new->size += s->span[i].size;
	s->pieces++;
	return (0);
}

int
slice_open(struct slice *s, const char *path, struct unpack *unpack,
    struct fail *fail)
{
	if ((s->path = text_copy(path, fail)) != NULL &&
	    slice_read(s, unpack, fail) == 0)
		return (0);
	fail_add(fail, "reading the picture '%s'", path);
	slice_clear(s);
	return (-1);
}

int
slice_ready(struct slice *s, const struct slice_how *how, struct fail *fail)
{
	char *made;
	int rc = -1;

	if (slice_passes(s) && how->jpeg_quality == 0 && how->count == 0)
		return (slice_add_piece(s, 0, s->height, fail));
	made = text_printf(fail, "%s/%s.part", how->dir, path_base(s->path));
	if (made != NULL)
		rc = slice_make(s, made, how, fail);
	if (rc == -1)
		fail_add(fail, "packing the picture '%s'", path_base(s->path));
	free(made);
	return (rc);
}

static void
slice_close(struct slice *s)
{
	if (s->fd != -1)
		(void)close(s->fd);
	s->fd = -1;
}

/* Opened only now: a long page has hundreds of pictures. */
static int
slice_rewind(void *arg)
{
	const struct slice_piece *piece = arg;
	struct slice *s = piece->slice;

	slice_close(s);
	s->at = piece->first;
	s->in = 0;
	s->fd = open(s->path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	return (s->fd == -1 ? -1 : 0);
}

static long
slice_next(void *arg, uint8_t *bytes, size_t size)
{
	const struct slice_piece *piece = arg;
	struct slice *s = piece->slice;
	const struct slice_span *span;
	size_t end = piece->first + piece->count;
	ssize_t n;

	while (s->at < end && s->in == s->span[s->at].size) {
		s->at++;
		s->in = 0;
	}
	if (s->at == end) {
		slice_close(s);
		return (0);
	}
	span = &s->span[s->at];
	if (size > span->size - s->in)
		size = span->size - s->in;
	do
		n = pread(s->fd, bytes, size, (off_t)(span->offset + s->in));
	while (n == -1 && errno == EINTR);
	if (n <= 0)		/* an end here: the file was cut meanwhile */
		return (-1);
	s->in += (uint32_t)n;
	return (n);
}

void
slice_source(struct slice_piece *piece, struct pdfobj_source *source)
{
	memset(source, 0, sizeof(*source));
	source->size = piece->size;
	source->rewind = slice_rewind;
	source->read = slice_next;
	source->arg = piece;
}

void
slice_entries(const struct slice *s, char *text, size_t size)
{
	if (s->jpeg)
		(void)snprintf(text, size, "/Filter /DCTDecode\n");
	else if (s->made != NULL)
		(void)snprintf(text, size, "/Filter /FlateDecode\n");
	else
		(void)snprintf(text, size, "/Filter /FlateDecode\n"
		    "/DecodeParms <</Predictor 15 /Colors 3 /BitsPerComponent 8"
		    " /Columns %u>>\n", s->width);
}

void
slice_clear(struct slice *s)
{
	const struct slice empty = SLICE_INIT;

	slice_close(s);
	if (s->made != NULL)
		(void)unlink(s->made);
	free(s->made);
	free(s->path);
	free(s->span);
	free(s->piece);
	*s = empty;
}
