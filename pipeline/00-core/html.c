#include "core/html.h"

#include <assert.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "core/fail.h"
#include "core/text.h"

#define TEXT_MAX 4096		/* bytes of what html_textf() makes */

static int
is_void(const char *tag)
{
	static const char *const tags[] = { "meta", "link", "img", "input", "br",
	    NULL };
	size_t i;

	for (i = 0; tags[i] != NULL; i++)
		if (strcmp(tags[i], tag) == 0)
			return (1);
	return (0);
}

/* What XML 1.0 can hold, and is no control (section 2.2). */
static int
is_sound(uint32_t cp)
{
	return (cp == '\t' || cp == '\n' || (cp >= 0x20 && cp < 0x7f) ||
	    (cp > 0x9f && cp != 0xfffe && cp != 0xffff));
}

static void
put(struct html *h, const char *text)
{
	const char *end = text + strlen(text);
	uint32_t cp;

	while (text < end) {
		text = text_next(text, end, &cp);
		switch (cp) {
		case '&':
			buf_adds(&h->out, "&amp;");
			break;
		case '<':
			buf_adds(&h->out, "&lt;");
			break;
		case '>':
			buf_adds(&h->out, "&gt;");
			break;
		case '"':
			buf_adds(&h->out, "&quot;");
			break;
		case '\'':
			buf_adds(&h->out, "&#39;");
			break;
		default:
			text_put(&h->out, is_sound(cp) ? cp : 0xfffd);
		}
	}
}

/* End the start tag, if it is open still. */
static void
settle(struct html *h)
{
	if (h->started)
		buf_addc(&h->out, '>');
	h->started = 0;
}

void
html_start(struct html *h)
{
	buf_adds(&h->out, "<!DOCTYPE html>\n");
}

void
html_open(struct html *h, const char *tag)
{
	assert(h->depth < HTML_DEPTH);
	settle(h);
	buf_addf(&h->out, "<%s", tag);
	h->tag[h->depth++] = tag;
	h->started = 1;
}

void
html_attr(struct html *h, const char *name, const char *value)
{
	assert(h->started);
	if (value == NULL)
		return;
	buf_addf(&h->out, " %s=\"", name);
	put(h, value);
	buf_addc(&h->out, '"');
}

void
html_attrf(struct html *h, const char *name, const char *fmt, ...)
{
	char text[TEXT_MAX];
	va_list ap;

	va_start(ap, fmt);
	(void)vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	html_attr(h, name, text);
}

void
html_text(struct html *h, const char *text)
{
	settle(h);
	put(h, text);
}

void
html_textf(struct html *h, const char *fmt, ...)
{
	char text[TEXT_MAX];
	va_list ap;

	va_start(ap, fmt);
	(void)vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	html_text(h, text);
}

void
html_close(struct html *h)
{
	const char *tag;

	assert(h->depth > 0);
	tag = h->tag[--h->depth];
	if (is_void(tag))
		buf_adds(&h->out, " />\n");
	else {
		settle(h);
		buf_addf(&h->out, "</%s>", tag);
		if (strcmp(tag, "bdi") != 0 && strcmp(tag, "span") != 0 &&
		    strcmp(tag, "a") != 0 && strcmp(tag, "code") != 0)
			buf_addc(&h->out, '\n');
	}
	h->started = 0;
}

void
html_leaf(struct html *h, const char *tag, const char *class,
    const char *text)
{
	html_open(h, tag);
	html_attr(h, "class", class);
	html_text(h, text);
	html_close(h);
}

void
html_bytes(struct html *h, const char *name, const char *type,
    const struct buf *b)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	    "abcdefghijklmnopqrstuvwxyz0123456789+/";
	size_t i;

	buf_addf(&h->out, " %s=\"data:%s;base64,", name, type);
	for (i = 0; i < b->size; i += 3) {
		size_t left = b->size - i;
		uint32_t bits = (uint32_t)b->data[i] << 16;

		if (left > 1)
			bits |= (uint32_t)b->data[i + 1] << 8;
		if (left > 2)
			bits |= b->data[i + 2];
		buf_addc(&h->out, digits[bits >> 18]);
		buf_addc(&h->out, digits[bits >> 12 & 63]);
		buf_addc(&h->out, left > 1 ? digits[bits >> 6 & 63] : '=');
		buf_addc(&h->out, left > 2 ? digits[bits & 63] : '=');
	}
	buf_addc(&h->out, '"');
}

void
html_href(struct html *h, const char *scheme, const char *path)
{
	static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	    "abcdefghijklmnopqrstuvwxyz0123456789-._~/";

	buf_addf(&h->out, " href=\"%s", scheme);
	for (; *path != '\0'; path++) {
		if (strchr(plain, *path) != NULL)
			buf_addc(&h->out, *path);
		else
			buf_addf(&h->out, "%%%02X",
			    (unsigned int)(unsigned char)*path);
	}
	buf_addc(&h->out, '"');
}

int
html_check(const struct html *h, struct fail *fail)
{
	assert(h->depth == 0);
	return (buf_check(&h->out, fail));
}

void
html_clear(struct html *h)
{
	buf_clear(&h->out);
	h->depth = 0;
	h->started = 0;
}
