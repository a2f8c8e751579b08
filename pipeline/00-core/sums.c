#include "core/sums.h"

#include <stdlib.h>
#include <string.h>

#include "core/buf.h"
#include "core/fail.h"
#include "core/file.h"
#include "core/text.h"

#define HEX 64				/* characters of a digest */
#define SUMS_MAX_BYTES (64u << 20)	/* a longer list is refused */

/*
 * What is wrong with a path in a list, or NULL.  An absolute path or one with
 * ".." would make a reader look outside the folder that the list vouches for.
 */
static const char *
path_fault(const char *path)
{
	const char *s = path;
	size_t n;

	if (*path == '\0')
		return ("an empty path");
	if (*path == '/')
		return ("an absolute path");
	if (strpbrk(path, "\n\r\\") != NULL)
		return ("a path with a line break or a backslash");
	for (;;) {
		n = strcspn(s, "/");
		if (n == 0 || (n == 1 && *s == '.') ||
		    (n == 2 && memcmp(s, "..", 2) == 0))
			return ("a path with an empty part, '.' or '..'");
		if (s[n] == '\0')
			return (NULL);
		s += n + 1;
	}
}

/* ${path} is now the list's, also on failure. */
static int
add_owned(struct sums *sums, char *path, const char *sha256,
    struct fail *fail)
{
	struct sums_line *line;
	size_t room;

	if (path == NULL)
		return (-1);
	if (sums->count == sums->room) {
		room = sums->room == 0 ? 32 : 2 * sums->room;
		line = reallocarray(sums->line, room, sizeof(*line));
		if (line == NULL) {
			free(path);
			return (fail_memory(fail));
		}
		sums->line = line;
		sums->room = room;
	}
	line = &sums->line[sums->count++];
	line->path = path;
	memcpy(line->sha256, sha256, HEX);
	line->sha256[HEX] = '\0';
	return (0);
}

int
sums_add(struct sums *sums, const char *path, const char *sha256,
    struct fail *fail)
{
	const char *fault = path_fault(path);

	if (fault != NULL)
		return (fail_set(fail, FAIL_DATA,
		    "a list of sums cannot hold '%s': %s", path, fault));
	if (strlen(sha256) != HEX)
		return (fail_set(fail, FAIL_DATA,
		    "'%s' has no SHA-256 to list", path));
	return (add_owned(sums, text_copy(path, fail), sha256, fail));
}

static int
by_path(const void *a, const void *b)
{
	const struct sums_line *x = a, *y = b;

	return (strcmp(x->path, y->path));
}

void
sums_sort(struct sums *sums)
{
	if (sums->count > 1)
		qsort(sums->line, sums->count, sizeof(*sums->line), by_path);
}

const struct sums_line *
sums_find(const struct sums *sums, const char *path)
{
	size_t low = 0, high = sums->count, middle;
	int order;

	while (low < high) {
		middle = low + (high - low) / 2;
		order = strcmp(path, sums->line[middle].path);
		if (order == 0)
			return (&sums->line[middle]);
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return (NULL);
}

/* One line without its end: digest, two spaces (or " *"), path. */
static int
parse_line(struct sums *sums, const char *s, size_t n, struct fail *fail)
{
	const char *fault;
	char *path;

	if (n < HEX + 3 || strspn(s, "0123456789abcdef") != HEX ||
	    s[HEX] != ' ' || (s[HEX + 1] != ' ' && s[HEX + 1] != '*'))
		return (fail_set(fail, FAIL_DATA, "not a lower-case SHA-256, "
		    "two spaces and a path"));
	if (memchr(s, '\0', n) != NULL)
		return (fail_set(fail, FAIL_DATA, "a NUL byte"));
	if ((path = strndup(s + HEX + 2, n - HEX - 2)) == NULL)
		return (fail_memory(fail));
	if ((fault = path_fault(path)) != NULL) {
		free(path);
		return (fail_set(fail, FAIL_DATA, "%s", fault));
	}
	return (add_owned(sums, path, s, fail));
}

/* A path listed twice could be vouched for by either line: refused. */
static int
sort_distinct(struct sums *sums, const char *name, struct fail *fail)
{
	size_t i;

	sums_sort(sums);
	for (i = 1; i < sums->count; i++)
		if (by_path(&sums->line[i - 1], &sums->line[i]) == 0)
			return (fail_set(fail, FAIL_DATA,
			    "'%s' lists '%s' twice", name,
			    sums->line[i].path));
	return (0);
}

int
sums_parse(struct sums *sums, const char *name, const char *text, size_t size,
    struct fail *fail)
{
	const char *s = text, *end = text + size, *stop;
	size_t number = 0;

	while (s < end) {
		number++;
		stop = memchr(s, '\n', (size_t)(end - s));
		if (stop == NULL)
			return (fail_set(fail, FAIL_DATA,
			    "'%s' line %zu: cut short", name, number));
		if (parse_line(sums, s, (size_t)(stop - s), fail) == -1) {
			fail_add(fail, "'%s' line %zu", name, number);
			return (-1);
		}
		s = stop + 1;
	}
	return (sort_distinct(sums, name, fail));
}

int
sums_read(struct sums *sums, const char *path, struct fail *fail)
{
	struct buf b = BUF_INIT;
	int rc = -1;

	if (file_read(path, &b, SUMS_MAX_BYTES, fail) == -1)
		goto out;
	rc = sums_parse(sums, path, buf_text(&b), b.size, fail);
out:
	buf_clear(&b);
	return (rc);
}

void
sums_text(const struct sums *sums, struct buf *b)
{
	size_t i;

	for (i = 0; i < sums->count; i++) {
		buf_adds(b, sums->line[i].sha256);
		buf_adds(b, "  ");
		buf_adds(b, sums->line[i].path);
		buf_addc(b, '\n');
	}
}

void
sums_clear(struct sums *sums)
{
	size_t i;

	for (i = 0; i < sums->count; i++)
		free(sums->line[i].path);
	free(sums->line);
	*sums = (struct sums)SUMS_INIT;
}
