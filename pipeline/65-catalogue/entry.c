#include "catalogue/entry.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/buf.h"
#include "core/fail.h"
#include "core/text.h"

#define START "katalog.post(["
#define END "]);\n"

const char *
entry_get(const struct entry *e, enum entry_field field)
{
	return (e->field[field] == NULL ? "" : e->field[field]);
}

void
entry_string(struct buf *b, const char *text)
{
	const char *end = text + strlen(text);
	uint32_t cp;

	buf_addc(b, '"');
	while (text < end) {
		text = text_next(text, end, &cp);
		if (cp == '"' || cp == '\\')
			buf_addf(b, "\\%c", (int)cp);
		else if (cp == '\n')
			buf_adds(b, "\\n");
		else if (cp < 0x20 || (cp >= 0x7f && cp < 0xa0) ||
		    cp == '<' || cp == 0x2028 || cp == 0x2029)
			buf_addf(b, "\\u%04x", (unsigned int)cp);
		else
			text_put(b, cp);
	}
	buf_addc(b, '"');
}

void
entry_strings(struct buf *b, const struct entry *e, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++) {
		if (i > 0)
			buf_addc(b, ',');
		entry_string(b, entry_get(e, (enum entry_field)i));
	}
}

void
entry_put(struct buf *b, const struct entry *e)
{
	buf_adds(b, START);
	entry_strings(b, e, ENTRY_FIELDS);
	buf_adds(b, END);
}

static int
hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return (c - '0');
	return (c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1);
}

/* The escape after a backslash at *at; -1 if it is none that we write. */
static int
take_escape(const char **at, const char *end, struct buf *b)
{
	uint32_t cp = 0;
	int i, digit;
	char kind;

	if (*at == end)
		return (-1);
	kind = *(*at)++;
	if (kind == 'n')
		buf_addc(b, '\n');
	if (kind == '"' || kind == '\\')
		buf_addc(b, kind);
	if (kind != 'u')
		return (strchr("n\"\\", kind) == NULL ? -1 : 0);
	for (i = 0; i < 4; i++) {
		if (*at == end || (digit = hex_digit(*(*at)++)) == -1)
			return (-1);
		cp = cp << 4 | (uint32_t)digit;
	}
	if (cp == 0 || (cp >= 0xd800 && cp <= 0xdfff))
		return (-1);
	text_put(b, cp);
	return (0);
}

/* A string at *at, as entry_string() writes it; -1 if it is none. */
static int
take_string(const char **at, const char *end, struct buf *b)
{
	if (*at == end || *(*at)++ != '"')
		return (-1);
	while (*at < end && **at != '"') {
		if (**at == '\0' || **at == '\n')
			return (-1);
		if (**at == '\\') {
			(*at)++;
			if (take_escape(at, end, b) == -1)
				return (-1);
		} else
			buf_addc(b, *(*at)++);
	}
	return (*at < end && *(*at)++ == '"' ? 0 : -1);
}

static int
take(const char **at, const char *end, const char *text)
{
	size_t n = strlen(text);

	if ((size_t)(end - *at) < n || memcmp(*at, text, n) != 0)
		return (-1);
	*at += n;
	return (0);
}

int
entry_parse(struct entry *e, const char *text, size_t size, struct fail *fail)
{
	const char *end = text + size;
	struct buf b = BUF_INIT;
	size_t i;

	memset(e, 0, sizeof(*e));
	if (take(&text, end, START) == -1)
		goto bad;
	for (i = 0; i < ENTRY_FIELDS; i++) {
		if ((i > 0 && take(&text, end, ",") == -1) ||
		    take_string(&text, end, &b) == -1 ||
		    !text_valid(buf_text(&b)))
			goto bad;
		if ((e->field[i] = buf_take(&b, fail)) == NULL)
			goto out;
	}
	if (take(&text, end, END) == 0 && text == end)
		return (0);
bad:
	(void)fail_set(fail, FAIL_DATA, "it is no line of the catalogue");
out:
	buf_clear(&b);
	entry_clear(e);
	return (-1);
}

void
entry_clear(struct entry *e)
{
	size_t i;

	for (i = 0; i < ENTRY_FIELDS; i++)
		free(e->field[i]);
	memset(e, 0, sizeof(*e));
}
