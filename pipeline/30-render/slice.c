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
	s->size += size;
	return (0);
}

int
slice_open(struct slice *s, const char *path, const char *dir,
    struct fail *fail)
{
	char *made = NULL;
	int rc = -1;

	if ((s->path = text_copy(path, fail)) == NULL)
		goto out;
	if (slice_read(s, fail) == -1)
		goto out;
	if (!slice_passes(s)) {
		made = text_printf(fail, "%s/%s.part", dir, path_base(path));
		if (made == NULL || slice_make(s, made, fail) == -1)
			goto out;
	}
	rc = 0;
out:
	if (rc == -1) {
		fail_add(fail, "reading the picture '%s'", path);
		slice_clear(s);
	}
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
	struct slice *s = arg;

	slice_close(s);
	s->at = 0;
	s->in = 0;
	s->fd = open(s->path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	return (s->fd == -1 ? -1 : 0);
}

static long
slice_next(void *arg, uint8_t *bytes, size_t size)
{
	struct slice *s = arg;
	const struct slice_span *span;
	ssize_t n;

	while (s->at < s->count && s->in == s->span[s->at].size) {
		s->at++;
		s->in = 0;
	}
	if (s->at == s->count) {
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
slice_source(struct slice *s, struct pdfobj_source *source)
{
	memset(source, 0, sizeof(*source));
	source->size = s->size;
	source->rewind = slice_rewind;
	source->read = slice_next;
	source->arg = s;
}

void
slice_entries(const struct slice *s, char *text, size_t size)
{
	(void)snprintf(text, size, "/Filter /FlateDecode\n/DecodeParms <<"
	    "/Predictor 15 /Colors 3 /BitsPerComponent 8 /Columns %u>>\n",
	    s->width);
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
	*s = empty;
}
