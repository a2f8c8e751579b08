#include "verify/head.h"

#include <string.h>
#include <strings.h>

void
head_start(struct head *head)
{
	buf_reset(&head->text);
	head->line = 0;
	head->whole = head->large = head->bare = 0;
}

size_t
head_take(struct head *head, const uint8_t *bytes, size_t n, size_t most)
{
	const uint8_t *end;
	size_t at = 0, size, keep;

	while (at < n && !head->whole) {
		end = memchr(bytes + at, '\n', n - at);
		size = end == NULL ? n - at : (size_t)(end - bytes) + 1 - at;
		/* A CR that is not last in its line counts with the rest. */
		head->line += size;
		keep = most - head->text.size;
		if (size > keep)
			head->large = 1;
		buf_add(&head->text, bytes + at, size < keep ? size : keep);
		at += size;
		if (end == NULL)
			break;
		if (head->line == 1 || head->text.size < 2 ||
		    head->text.data[head->text.size - 2] != '\r')
			head->bare |= !head->large;
		if (head->line == 1 || (head->line == 2 && !head->large &&
		    head->text.data[head->text.size - 2] == '\r'))
			head->whole = 1;
		head->line = 0;
	}
	return (at);
}

void
head_clear(struct head *head)
{
	buf_clear(&head->text);
	memset(head, 0, sizeof(*head));
}

static int
is_name(const char *s, const char *end)
{
	const char *p;

	for (p = s; p < end; p++)
		if (*p <= ' ' || *p >= 0x7f ||
		    strchr("()<>@,;:\\\"/[]?={}", *p) != NULL)
			return (0);
	return (end > s);
}

/* Split one line that is no continuation; what is wrong with it, or NULL. */
static const char *
split_line(struct head_fields *fields, char *line)
{
	char *colon = strchr(line, ':'), *value, *end;

	if (colon == NULL || !is_name(line, colon))
		return ("a header line is no 'name: value'");
	if (fields->count == HEAD_FIELDS)
		return ("more than 256 header fields");
	*colon = '\0';
	value = colon + 1 + strspn(colon + 1, " \t");
	for (end = value + strlen(value); end > value &&
	    (end[-1] == ' ' || end[-1] == '\t'); end--)
		continue;
	*end = '\0';
	fields->field[fields->count].name = line;
	fields->field[fields->count++].value = value;
	return (NULL);
}

/* Cut the line from its end; the start of the next one, or NULL. */
static char *
cut_line(char *line)
{
	char *end = strchr(line, '\n');

	if (end == NULL)
		return (NULL);
	*end = '\0';
	if (end > line && end[-1] == '\r')
		end[-1] = '\0';
	return (end + 1);
}

/* Make one line of those that go on with white space, in place. */
static void
unfold(char *text)
{
	char *p;

	for (p = text; (p = strchr(p, '\n')) != NULL; p++)
		if (p[1] == ' ' || p[1] == '\t') {
			*p = ' ';
			if (p > text && p[-1] == '\r')
				p[-1] = ' ';
		}
}

const char *
head_split(struct head *head, struct head_fields *fields)
{
	char *line = (char *)head->text.data, *next;
	const char *why = NULL, *one;

	fields->count = 0;
	fields->first = "";
	if (head->text.size == 0)
		return (NULL);
	if (memchr(line, '\0', head->text.size) != NULL)
		why = "a NUL in the header";
	unfold(line);
	fields->first = line;
	for (line = cut_line(line); line != NULL && *line != '\0';
	    line = next) {
		next = cut_line(line);
		if (*line != '\0' && (one = split_line(fields, line)) != NULL)
			why = why == NULL ? one : why;
	}
	return (why);
}

const char *
head_find(const struct head_fields *fields, const char *name)
{
	size_t i;

	for (i = 0; i < fields->count; i++)
		if (strcasecmp(fields->field[i].name, name) == 0)
			return (fields->field[i].value);
	return (NULL);
}
