#include "fetch/layout.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/fail.h"
#include "core/text.h"
#include "core/xml.h"
#include "fetch/value.h"

#define PIXELS_MAX 1e7		/* a place further out makes no sense */
#define WORD_MAX 8192		/* bytes of one word */
#define TEXT_MAX (8u << 20)	/* bytes kept for the verdict */

struct writer {
	struct xml_writer *w;
	struct layout *l;
	int depth;		/* of the XML element that is open */
	struct fail *fail;
};

static int write_children(struct writer *, const struct value *,
    const char *);

static int
wrong(struct writer *s, const char *what)
{
	return (fail_set(s->fail, FAIL_DATA,
	    "the page's layout is not as expected: %s", what));
}

/* A place in pixels, to 1/100, as short as it can be written. */
static int
set_pixels(struct writer *s, const char *name, const struct value *v)
{
	double d = value_real(v, NAN);
	char text[32];
	size_t n;

	if (!(fabs(d) <= PIXELS_MAX))
		return (wrong(s, name));
	d = round(d * 100) / 100;
	snprintf(text, sizeof(text), "%.2f", d == 0 ? 0.0 : d);
	n = strlen(text);
	while (text[n - 1] == '0')
		text[--n] = '\0';
	if (text[n - 1] == '.')
		text[--n] = '\0';
	xml_set(s->w, name, text);
	return (0);
}

static int
set_box(struct writer *s, const struct value *v)
{
	static const char *const side[] = { "x", "y", "w", "h" };
	size_t i;

	for (i = 0; i < 4; i++) {
		if (set_pixels(s, side[i], value_get(v, side[i])) == -1)
			return (-1);
	}
	return (0);
}

/* An attribute, unless the page gives nothing for it. */
static void
set_given(struct writer *s, const struct value *v, const char *name)
{
	const char *text = value_text(v, name);

	xml_set(s->w, name, text == NULL || *text == '\0' ? NULL : text);
}

/* Keep a word for the verdict, after a space unless it is joined. */
static void
keep_word(struct layout *l, const char *word, int join)
{
	l->words++;
	if (l->text.size > TEXT_MAX)
		return;
	if (!join && l->text.size > 0)
		buf_addc(&l->text, ' ');
	buf_adds(&l->text, word);
}

/* A word is [text, x, w]. */
static int
write_word(struct writer *s, const struct value *v, int join)
{
	const char *text = value_string(value_at(v, 0));

	if (text == NULL || *text == '\0' ||
	    value_size(value_at(v, 0)) > WORD_MAX)
		return (wrong(s, "a word"));
	xml_open(s->w, "w");
	if (set_pixels(s, "x", value_at(v, 1)) == -1 ||
	    set_pixels(s, "w", value_at(v, 2)) == -1)
		return (-1);
	xml_put(s->w, text);
	xml_close(s->w);
	keep_word(s->l, text, join);
	return (0);
}

static int
write_run(struct writer *s, const struct value *v)
{
	const struct value *words = value_get(v, "words");
	int join = value_true(v, "join");
	size_t i;

	if (value_count(words) == 0)
		return (wrong(s, "a run without words"));
	xml_open(s->w, "run");
	if (set_box(s, v) == -1 ||
	    set_pixels(s, "size", value_get(v, "size")) == -1)
		return (-1);
	xml_set(s->w, "join", join ? "true" : NULL);
	xml_set(s->w, "rtl", value_true(v, "rtl") ? "true" : NULL);
	set_given(s, v, "lang");
	for (i = 0; i < value_count(words); i++) {
		if (write_word(s, value_at(words, i), join && i == 0) == -1)
			return (-1);
	}
	xml_close(s->w);
	return (0);
}

static int
write_picture(struct writer *s, const struct value *v)
{
	xml_open(s->w, "picture");
	if (set_box(s, v) == -1)
		return (-1);
	xml_set(s->w, "source", value_text(v, "source"));
	xml_set(s->w, "alt", value_text(v, "alt"));
	xml_close(s->w);
	s->l->pictures++;
	return (0);
}

/* A link's boxes come before what it holds; each is [x, y, w, h]. */
static int
write_link(struct writer *s, const struct value *v)
{
	static const char *const side[] = { "x", "y", "w", "h" };
	const struct value *boxes = value_get(v, "boxes");
	const char *address = value_text(v, "address");
	size_t i, k;

	if (address == NULL)
		return (wrong(s, "a link without an address"));
	xml_open(s->w, "link");
	xml_set(s->w, "address", address);
	xml_set(s->w, "label", value_text(v, "label"));
	for (i = 0; i < value_count(boxes); i++) {
		xml_open(s->w, "box");
		for (k = 0; k < 4; k++) {
			if (set_pixels(s, side[k],
			    value_at(value_at(boxes, i), k)) == -1)
				return (-1);
		}
		xml_close(s->w);
	}
	if (write_children(s, v, "link") == -1)
		return (-1);
	xml_close(s->w);
	return (0);
}

static int
write_cell(struct writer *s, const struct value *v)
{
	double columns = value_number(v, "columns", 1);
	double rows = value_number(v, "rows", 1);
	const char *scope = value_text(v, "scope");

	if (columns < 1 || columns > 1000 || rows < 1 || rows > 65534)
		return (wrong(s, "a cell's span"));
	xml_set(s->w, "header", value_true(v, "header") ? "true" : NULL);
	if (scope != NULL) {
		if (strcmp(scope, "row") != 0 && strcmp(scope, "col") != 0)
			return (wrong(s, "a cell's scope"));
		xml_set(s->w, "scope", scope);
	}
	if (columns > 1)
		xml_setf(s->w, "columns", "%d", (int)columns);
	if (rows > 1)
		xml_setf(s->w, "rows", "%d", (int)rows);
	return (0);
}

static int
write_block(struct writer *s, const struct value *v, const char *kind)
{
	const char *role = value_text(v, "role");
	double level = value_number(v, "level", 0);

	xml_open(s->w, kind);
	if (strcmp(kind, "heading") == 0) {
		if (level < 1 || level > 6)
			return (wrong(s, "a heading's level"));
		xml_setf(s->w, "level", "%d", (int)level);
	}
	if (strcmp(kind, "section") == 0 && role != NULL && *role != '\0')
		xml_set(s->w, "role", role);
	if (strcmp(kind, "cell") == 0 && write_cell(s, v) == -1)
		return (-1);
	if (write_children(s, v, kind) == -1)
		return (-1);
	xml_close(s->w);
	return (0);
}

/* What may stand directly in what, as the schema has it. */
static const struct {
	const char *in;
	const char *kinds;	/* each followed by a space */
} allowed[] = {
	{ "section", "heading paragraph section list table " },
	{ "item", "heading paragraph section list table " },
	{ "cell", "heading paragraph section list table " },
	{ "heading", "run link picture " },
	{ "paragraph", "run link picture " },
	{ "link", "run picture " },
	{ "list", "item " },
	{ "table", "row " },
	{ "row", "cell " },
};

static int
may_hold(const char *in, const char *kind)
{
	size_t i, n = strlen(kind);
	const char *at;

	for (i = 0; i < sizeof(allowed) / sizeof(*allowed); i++) {
		if (strcmp(allowed[i].in, in) != 0)
			continue;
		at = allowed[i].kinds;
		while (*at != '\0') {
			if (strcspn(at, " ") == n && memcmp(at, kind, n) == 0)
				return (1);
			at += strcspn(at, " ") + 1;
		}
	}
	return (0);
}

static int
write_node(struct writer *s, const struct value *v, const char *in)
{
	const char *kind = value_text(v, "t");

	if (kind == NULL || !may_hold(in, kind))
		return (wrong(s, "a part in the wrong place"));
	if (s->depth >= LAYOUT_DEEP)
		return (wrong(s, "too deep"));
	if (strcmp(kind, "run") == 0)
		return (write_run(s, v));
	if (strcmp(kind, "picture") == 0)
		return (write_picture(s, v));
	if (strcmp(kind, "link") == 0)
		return (write_link(s, v));
	return (write_block(s, v, kind));
}

static int
write_children(struct writer *s, const struct value *v, const char *in)
{
	const struct value *list = value_get(v, "c");
	size_t i;
	int rc = 0;

	s->depth++;
	for (i = 0; rc == 0 && i < value_count(list); i++)
		rc = write_node(s, value_at(list, i), in);
	s->depth--;
	return (rc);
}

static int
write_layout(struct writer *s, const struct value *v)
{
	xml_open(s->w, "layout");
	xml_set(s->w, "xmlns", "urn:x-bevara:layout:1");
	if (set_pixels(s, "width", value_get(v, "width")) == -1 ||
	    set_pixels(s, "height", value_get(v, "height")) == -1)
		return (-1);
	set_given(s, v, "title");
	set_given(s, v, "lang");
	set_given(s, v, "address");
	xml_open(s->w, "body");
	s->depth = 3;		/* layout, body, and what they hold */
	if (write_children(s, value_get(v, "body"), "section") == -1)
		return (-1);
	xml_close(s->w);
	xml_close(s->w);
	return (0);
}

int
layout_write(struct layout *l, const char *json, size_t n, const char *path,
    struct fail *fail)
{
	struct writer s = { NULL, l, 0, fail };
	struct value *v = NULL;
	const char *lang;
	int rc = -1;

	if ((v = value_parse(json, n, fail)) == NULL ||
	    (s.w = xml_writer_new(fail)) == NULL)
		goto out;
	lang = value_text(v, "lang");
	if (lang != NULL && *lang != '\0' &&
	    (l->language = text_clean(lang, fail)) == NULL)
		goto out;
	l->cut = value_true(v, "cut");
	if (write_layout(&s, v) == -1 || buf_check(&l->text, fail) == -1)
		goto out;
	rc = xml_writer_save(s.w, path, LAYOUT_SCHEMA, fail);
out:
	xml_writer_free(s.w);
	value_free(v);
	return (rc);
}

void
layout_clear(struct layout *l)
{
	buf_clear(&l->text);
	free(l->language);
	memset(l, 0, sizeof(*l));
}
