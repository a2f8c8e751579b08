#include "fetch/pile.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "core/fail.h"
#include "core/path.h"

struct pile {
	int fd;
	int64_t end;		/* of the bytes that are in use */
	int64_t max;
};

/* A file that has lost its name at once; -1 if there is none. */
static int
open_nameless(const char *dir, struct fail *fail)
{
	char *path;
	int fd;

	if ((path = path_join(dir, "bodies.part-XXXXXX", fail)) == NULL)
		return (-1);
	if ((fd = mkostemp(path, O_CLOEXEC)) == -1)
		fail_sys(fail, "cannot make a file in '%s'", dir);
	else if (unlink(path) == -1) {	/* it would be part of the capture */
		fail_sys(fail, "cannot unlink '%s'", path);
		close(fd);
		fd = -1;
	}
	free(path);
	return (fd);
}

struct pile *
pile_new(const char *dir, int64_t max, struct fail *fail)
{
	struct pile *s;

	if ((s = calloc(1, sizeof(*s))) == NULL) {
		fail_memory(fail);
		return (NULL);
	}
	if ((s->fd = open_nameless(dir, fail)) == -1) {
		free(s);
		return (NULL);
	}
	s->max = max;
	return (s);
}

int64_t
pile_room(const struct pile *s)
{
	return (s->max - s->end);
}

int
pile_fd(const struct pile *s)
{
	return (s->fd);
}

int
pile_add(struct pile *s, struct pile_part *part, const void *bytes,
    size_t n, struct fail *fail)
{
	const char *at = bytes;
	ssize_t put;

	if (n == 0)
		return (0);
	if (part->size == 0)
		part->at = s->end;
	assert(part->at + (int64_t)part->size == s->end);
	while (n > 0) {
		put = pwrite(s->fd, at, n, s->end);
		if (put == -1 && errno == EINTR)
			continue;
		if (put == -1)
			return (fail_sys(fail, "cannot put a page's bytes "
			    "aside on the disk"));
		at += put;
		n -= (size_t)put;
		s->end += put;
		part->size += (size_t)put;
	}
	return (0);
}

void
pile_drop(struct pile *s, struct pile_part *part)
{
	if (part->size > 0 && part->at + (int64_t)part->size == s->end) {
		s->end = part->at;
		/* Where that fails, the next part writes over it. */
		(void)!ftruncate(s->fd, s->end);
	}
	*part = (struct pile_part){ 0, 0 };
}

void
pile_free(struct pile *s)
{
	if (s == NULL)
		return;
	close(s->fd);
	free(s);
}
