#include "fetch/hop.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/fail.h"
#include "core/text.h"

#define LEFT_OUT "(left out)"

/* ${n} bytes as a trimmed line of text without control characters. */
static char *
line_text(const char *s, size_t n, struct fail *fail)
{
	char *raw, *clean;
	size_t i;

	while (n > 0 && strchr(" \t\r\n", s[n - 1]) != NULL)
		n--;
	while (n > 0 && (*s == ' ' || *s == '\t')) {
		s++;
		n--;
	}
	if ((raw = malloc(n + 1)) == NULL) {
		fail_memory(fail);
		return (NULL);
	}
	for (i = 0; i < n; i++)
		raw[i] = (unsigned char)s[i] < ' ' || s[i] == 0x7f ? ' ' : s[i];
	raw[n] = '\0';
	clean = text_clean(raw, fail);
	free(raw);
	return (clean);
}

int
hop_add_header(struct hop *hop, const char *line, size_t n,
    struct fail *fail)
{
	const char *colon = memchr(line, ':', n);
	struct hop_header *more, h = { NULL, NULL };
	size_t name_size = colon != NULL ? (size_t)(colon - line) : 0;

	if (name_size == 0)
		return (0);
	more = realloc(hop->header, (hop->header_count + 1) * sizeof(*more));
	if (more == NULL)
		return (fail_memory(fail));
	hop->header = more;
	if ((h.name = line_text(line, name_size, fail)) == NULL)
		goto no;
	if (strncasecmp(h.name, "set-cookie", 10) == 0)
		h.value = text_copy(LEFT_OUT, fail);
	else
		h.value = line_text(colon + 1, n - name_size - 1, fail);
	if (h.value == NULL)
		goto no;
	if (h.name[0] == '\0')
		goto none;
	more[hop->header_count++] = h;
	return (0);
none:
	free(h.name);
	free(h.value);
	return (0);
no:
	free(h.name);
	return (-1);
}

void
hop_clear_headers(struct hop *hop)
{
	size_t i;

	for (i = 0; i < hop->header_count; i++) {
		free(hop->header[i].name);
		free(hop->header[i].value);
	}
	free(hop->header);
	hop->header = NULL;
	hop->header_count = 0;
}

const char *
hop_header(const struct hop *hop, const char *name)
{
	size_t i;

	for (i = 0; i < hop->header_count; i++)
		if (strcasecmp(hop->header[i].name, name) == 0)
			return (hop->header[i].value);
	return (NULL);
}

void
hop_clear(struct hop *hop)
{
	struct hop_certificate *c;
	size_t i;

	for (i = 0; i < hop->certificate_count; i++) {
		c = &hop->certificate[i];
		free(c->subject);
		free(c->issuer);
		free(c->not_before);
		free(c->not_after);
		free(c->pem);
	}
	free(hop->certificate);
	hop_clear_headers(hop);
	free(hop->url);
	free(hop->peer);
	free(hop->error);
	memset(hop, 0, sizeof(*hop));
}
