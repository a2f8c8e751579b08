#include "fetch/headers.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/fail.h"
#include "core/text.h"
#include "fetch/value.h"
#include "fetch/warc.h"

void
headers_clear(struct headers *h)
{
	size_t i;

	for (i = 0; i < h->count; i++) {
		free((char *)h->header[i].name);
		free((char *)h->header[i].value);
	}
	free(h->header);
	if (h->left != NULL)
		*h->left += h->size;
	*h = (struct headers){ NULL, 0, 0, 0, h->left };
}

static int
grow(struct headers *h, struct fail *fail)
{
	struct warc_header *more;
	size_t room = h->room == 0 ? 16 : h->room * 2;

	if (h->count < h->room)
		return (0);
	if ((more = realloc(h->header, room * sizeof(*more))) == NULL)
		return (fail_memory(fail));
	h->header = more;
	h->room = room;
	return (0);
}

/* Of HTTP/2's own, or between the browser and the guard alone. */
static int
is_foreign(const char *name)
{
	return (*name == ':' || *name == '\0' ||
	    strcasecmp(name, "proxy-connection") == 0 ||
	    strcasecmp(name, "proxy-authorization") == 0);
}

static int
add(struct headers *h, const char *name, const char *value, struct fail *fail)
{
	char *n = NULL, *v = NULL;
	int64_t size;

	if (name == NULL || value == NULL || is_foreign(name) ||
	    h->count == HEADERS_MAX)
		return (0);
	size = (int64_t)(strlen(name) + strlen(value));
	if (h->left != NULL && size > *h->left)
		return (0);
	if (grow(h, fail) == -1 || (n = text_copy(name, fail)) == NULL ||
	    (v = text_copy(value, fail)) == NULL) {
		free(n);
		return (-1);
	}
	h->header[h->count++] = (struct warc_header){ n, v };
	h->size += size;
	if (h->left != NULL)
		*h->left -= size;
	return (0);
}

/*
 * One member of an object of headers.  Several headers of one name are told
 * as one value of several lines.
 */
static int
add_member(void *arg, const char *name, const struct value *v,
    struct fail *fail)
{
	const char *line = value_string(v), *end;
	char *one;
	int rc = 0;

	while (rc == 0 && line != NULL) {
		end = strchr(line, '\n');
		if ((one = text_printf(fail, "%.*s", (int)(end == NULL ?
		    (ptrdiff_t)strlen(line) : end - line), line)) == NULL)
			return (-1);
		rc = add(arg, name, one, fail);
		free(one);
		line = end == NULL ? NULL : end + 1;
	}
	return (rc);
}

int
headers_read(struct headers *h, const struct value *v, struct fail *fail)
{
	const struct value *one;
	size_t i;

	headers_clear(h);
	for (i = 0; (one = value_at(v, i)) != NULL; i++) {
		if (add(h, value_text(one, "name"), value_text(one, "value"),
		    fail) == -1)
			return (-1);
	}
	return (value_each(v, add_member, h, fail));
}

/* One raw line "name: value". */
static int
add_line(struct headers *h, const char *line, size_t n, struct fail *fail)
{
	const char *colon = memchr(line, ':', n), *value;
	char *name = NULL, *text = NULL;
	int rc = -1;

	if (colon == NULL || colon == line)
		return (0);
	for (value = colon + 1; value < line + n && *value == ' '; value++)
		;
	if ((name = text_printf(fail, "%.*s", (int)(colon - line),
	    line)) == NULL ||
	    (text = text_printf(fail, "%.*s", (int)(line + n - value),
	    value)) == NULL)
		goto out;
	rc = add(h, name, text, fail);
out:
	free(name);
	free(text);
	return (rc);
}

int
headers_parse(struct headers *h, const char *text, struct fail *fail)
{
	const char *line = strchr(text, '\n');
	size_t n;

	headers_clear(h);
	while (line != NULL) {
		line++;
		n = strcspn(line, "\r\n");
		if (add_line(h, line, n, fail) == -1)
			return (-1);
		line = strchr(line + n, '\n');
	}
	return (0);
}

const char *
headers_get(const struct headers *h, const char *name)
{
	size_t i;

	for (i = 0; i < h->count; i++) {
		if (strcasecmp(h->header[i].name, name) == 0)
			return (h->header[i].value);
	}
	return (NULL);
}
