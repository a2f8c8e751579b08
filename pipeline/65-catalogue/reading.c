#include "catalogue/reading.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "catalogue/letter.h"
#include "core/buf.h"
#include "core/fail.h"
#include "core/text.h"
#include "core/xml.h"

struct scan {
	const struct reading_own *own;
	struct buf *out;
	struct buf word;	/* as it stands in the page, over its runs */
	int marked;		/* comments were looked for, and are marked */
	int comment;		/* the run lies in one, or may */
	int join;		/* the run's first word goes on the last one */
	int in_word;
};

static int
is_at(uint32_t cp)
{
	return (cp == '@' || cp == 0xff20);
}

static int
is_handle(uint32_t cp)
{
	return (letter_is(cp) || letter_is_mark(cp) || cp == '_' ||
	    cp == '.' || cp == '-');
}

/* One past the name that stands after an '@', and a second "@host". */
static const char *
end_of_handle(const char *at, const char *end)
{
	const char *next;
	uint32_t cp;
	int hosts = 0;

	for (; at < end; at = next) {
		next = text_next(at, end, &cp);
		if (is_at(cp) && hosts++ == 0)
			continue;
		if (!is_handle(cp))
			break;
	}
	return (at);
}

/* Whether the name from ${at} is the account's own: NAME or NAME@HOST. */
static int
is_own(const struct reading_own *own, const char *at, const char *end)
{
	size_t n = strlen(own->handle), size;

	while (end > at && (end[-1] == '.' || end[-1] == '-'))
		end--;		/* what follows it in a sentence */
	size = (size_t)(end - at);
	if (n == 0 || size < n || strncasecmp(at, own->handle, n) != 0)
		return (0);
	if (size == n)
		return (1);
	return (at[n] == '@' && size - n - 1 == strlen(own->host) &&
	    strncasecmp(at + n + 1, own->host, size - n - 1) == 0);
}

/* A word without the names in it that are not the account's. */
static void
put_word(struct buf *out, const char *word, const struct reading_own *own)
{
	const char *end = word + strlen(word), *next, *stop;
	size_t start = out->size;
	uint32_t cp, before = ' ';
	int seen = 0, dropped = 0;

	if (start > 0 && out->data[start - 1] != '\n' &&
	    out->data[start - 1] != ' ')
		buf_addc(out, ' ');
	for (; word < end; word = next) {
		next = text_next(word, end, &cp);
		if (is_at(cp) && !letter_is(before)) {
			stop = end_of_handle(next, end);
			if (!is_own(own, next, stop)) {
				dropped = 1;
				before = cp;
				next = stop;
				continue;
			}
		}
		seen |= letter_is(cp);
		text_put(out, cp);
		before = cp;
	}
	/* Brackets that stood around a name tell nothing. */
	if (dropped && !seen && out->size > start) {
		out->size = start;
		out->data[start] = '\0';
	}
}

/* The word is complete: another one begins, or a block ends. */
static void
end_word(struct scan *s)
{
	if (s->word.size > 0 && s->out->size < READING_MAX)
		put_word(s->out, buf_text(&s->word), s->own);
	buf_reset(&s->word);
}

static void
end_line(struct scan *s)
{
	end_word(s);
	if (s->out->size > 0 && s->out->data[s->out->size - 1] != '\n')
		buf_addc(s->out, '\n');
}

static int
is_block(const char *name)
{
	static const char *const names[] = { "paragraph", "heading", "item",
	    "cell", "section", "list", "table", "row", NULL };
	size_t i;

	for (i = 0; names[i] != NULL; i++)
		if (strcmp(names[i], name) == 0)
			return (1);
	return (0);
}

static int
is_true(const char *text)
{
	return (text != NULL && (*text == 't' || *text == '1'));
}

static int
on_start(void *arg, const char *name, const char *const *attributes,
    struct fail *fail)
{
	struct scan *s = arg;

	(void)fail;
	if (strcmp(name, "layout") == 0)
		s->marked = xml_scan_attr(attributes, "comments") != NULL;
	else if (strcmp(name, "run") == 0) {
		s->comment = !s->marked ||
		    is_true(xml_scan_attr(attributes, "comment"));
		s->join = is_true(xml_scan_attr(attributes, "join"));
		if (s->comment)
			end_word(s);
	} else if (strcmp(name, "w") == 0) {
		if (!s->join)
			end_word(s);
		s->join = 0;
		s->in_word = !s->comment;
	} else if (is_block(name))
		end_line(s);
	return (0);
}

static int
on_end(void *arg, const char *name, struct fail *fail)
{
	struct scan *s = arg;

	if (strcmp(name, "w") == 0)
		s->in_word = 0;
	else if (is_block(name))
		end_line(s);
	return (buf_check(s->out, fail) == -1 ? -1 :
	    buf_check(&s->word, fail));
}

static int
on_text(void *arg, const char *text, size_t n, struct fail *fail)
{
	struct scan *s = arg;

	(void)fail;
	if (s->in_word && s->word.size + n <= READING_MAX)
		buf_add(&s->word, text, n);
	return (0);
}

int
reading_layout(struct buf *out, const struct buf *xml, const char *name,
    const struct reading_own *own, struct fail *fail)
{
	const struct xml_handler handler = { on_start, on_end, on_text };
	struct scan s = { own, out, BUF_INIT, 0, 0, 0, 0 };
	int rc = xml_scan_bytes(xml, name, &handler, &s, fail);

	if (rc == 0)
		rc = buf_check(out, fail);
	buf_clear(&s.word);
	return (rc);
}

void
reading_line(struct buf *out, const char *text, const struct reading_own *own)
{
	struct buf word = BUF_INIT;
	size_t n;

	while (*(text += strspn(text, " \t\r\n")) != '\0') {
		n = strcspn(text, " \t\r\n");
		buf_reset(&word);
		buf_add(&word, text, n);
		put_word(out, buf_text(&word), own);
		text += n;
	}
	buf_clear(&word);
}

int
reading_own(const char *address, char **handle, char **host,
    struct fail *fail)
{
	const char *at = strstr(address, "://"), *end, *last;
	size_t n;

	at = at == NULL ? address : at + 3;
	n = strcspn(at, "/?#");
	end = at + n + strcspn(at + n, "?#");
	*host = text_printf(fail, "%.*s", (int)strcspn(at, ":/?#"), at);
	while (end > at + n && end[-1] == '/')
		end--;
	for (last = end; last > at + n && last[-1] != '/'; last--)
		continue;
	if (last < end && *last == '@')
		last++;
	*handle = text_printf(fail, "%.*s", (int)(end - last), last);
	if (*host != NULL && *handle != NULL)
		return (0);
	free(*host);
	free(*handle);
	*host = *handle = NULL;
	return (-1);
}
