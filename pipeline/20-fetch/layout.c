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
#define TEXT_MAX (4u << 20)	/* bytes kept for the verdict */
#define OUTER 4			/* depth of what the body holds */

struct layout_writer {
	struct xml_writer *w;
	struct layout *l;	/* borrowed */
	int64_t height;		/* in place of the walk's; 0: none */
	int begun;		/* the root and the body are open */
	int depth;		/* of the XML element to be written */
	const char *open[LAYOUT_DEEP];	/* what goes on, outermost first */
	int open_count;
	struct fail *fail;	/* of the present call */
};

static int write_children(struct layout_writer *, const struct value *,
    const char *);

static int
wrong(struct layout_writer *s, const char *what)
{
	return (fail_set(s->fail, FAIL_DATA,
	    "the page's layout is not as expected: %s", what));
}

/* A place in pixels, to 1/100, as short as it can be written. */
static int
set_pixels(struct layout_writer *s, const char *name, const struct value *v)
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
set_box(struct layout_writer *s, const struct value *v)
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
set_given(struct layout_writer *s, const struct value *v, const char *name)
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
write_word(struct layout_writer *s, const struct value *v, int join)
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
write_run(struct layout_writer *s, const struct value *v)
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
	xml_set(s->w, "comment", value_true(v, "comment") ? "true" : NULL);
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
write_picture(struct layout_writer *s, const struct value *v)
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

/*
 * What a node holds, and its end; or neither, if it goes on in a later
 * portion.
 */
static int
write_rest(struct layout_writer *s, const struct value *v, const char *kind)
{
	if (value_true(v, "open")) {
		/* Only one that nothing here holds can go on. */
		if (s->depth != OUTER + s->open_count)
			return (wrong(s, "an open part within another"));
		s->open[s->open_count++] = kind;
		s->depth++;
		return (0);
	}
	if (write_children(s, v, kind) == -1)
		return (-1);
	xml_close(s->w);
	return (0);
}

/* A link's boxes come before what it holds; each is [x, y, w, h]. */
static int
write_link(struct layout_writer *s, const struct value *v)
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
	return (write_rest(s, v, "link"));
}

static int
write_cell(struct layout_writer *s, const struct value *v)
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
write_block(struct layout_writer *s, const struct value *v, const char *kind)
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
	return (write_rest(s, v, kind));
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

/* The kind's name as the table has it, since a value's does not last. */
static const char *
lasting(const char *kind)
{
	size_t i;

	for (i = 0; i < sizeof(allowed) / sizeof(*allowed); i++) {
		if (strcmp(allowed[i].in, kind) == 0)
			return (allowed[i].in);
	}
	return (NULL);
}

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
write_node(struct layout_writer *s, const struct value *v, const char *in)
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
	if ((kind = lasting(kind)) == NULL)
		return (wrong(s, "a part of no kind"));
	return (write_block(s, v, kind));
}

static int
write_children(struct layout_writer *s, const struct value *v, const char *in)
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

/* The root and the body, whose ends come by layout_end(). */
static int
begin(struct layout_writer *s, const struct value *v)
{
	const char *lang = value_text(v, "lang");

	if (lang != NULL && *lang != '\0' && (s->l->language =
	    text_clean(lang, s->fail)) == NULL)
		return (-1);
	xml_open(s->w, "layout");
	xml_set(s->w, "xmlns", "urn:x-bevara:layout:1");
	if (set_pixels(s, "width", value_get(v, "width")) == -1)
		return (-1);
	if (s->height > 0)
		xml_setf(s->w, "height", "%lld", (long long)s->height);
	else if (set_pixels(s, "height", value_get(v, "height")) == -1)
		return (-1);
	set_given(s, v, "title");
	set_given(s, v, "lang");
	set_given(s, v, "address");
	xml_set(s->w, "comments", "marked");
	xml_open(s->w, "body");
	s->begun = 1;
	s->depth = OUTER;
	return (0);
}

/* One node of a portion, or the end of one that was left open. */
static int
write_outer(struct layout_writer *s, const struct value *v)
{
	const char *kind = value_text(v, "t");

	if (kind == NULL || strcmp(kind, "end") != 0)
		return (write_node(s, v, s->open_count == 0 ? "section" :
		    s->open[s->open_count - 1]));
	if (s->open_count == 0)
		return (wrong(s, "an end of nothing"));
	s->open_count--;
	s->depth--;
	xml_close(s->w);
	return (0);
}

struct layout_writer *
layout_begin(struct layout *l, const char *path, int64_t height,
    struct fail *fail)
{
	struct layout_writer *s;

	if ((s = calloc(1, sizeof(*s))) == NULL) {
		fail_memory(fail);
		return (NULL);
	}
	s->l = l;
	s->height = height;
	if ((s->w = xml_writer_file(path, fail)) == NULL) {
		free(s);
		return (NULL);
	}
	return (s);
}

int
layout_add(struct layout_writer *s, const char *json, size_t n,
    struct fail *fail)
{
	const struct value *list;
	struct value *v;
	size_t i;
	int rc = -1;

	s->fail = fail;
	if ((v = value_parse(json, n, fail)) == NULL)
		return (-1);
	if (!s->begun && begin(s, v) == -1)
		goto out;
	s->l->cut |= value_true(v, "cut");
	list = value_get(value_get(v, "body"), "c");
	for (i = 0; i < value_count(list); i++) {
		if (write_outer(s, value_at(list, i)) == -1)
			goto out;
	}
	rc = buf_check(&s->l->text, fail);
out:
	value_free(v);
	return (rc);
}

int
layout_end(struct layout_writer *s, struct fail *fail)
{
	s->fail = fail;
	if (!s->begun || s->open_count > 0)
		return (wrong(s, "it has no end"));
	xml_close(s->w);
	xml_close(s->w);
	return (xml_writer_finish(s->w, LAYOUT_SCHEMA, fail));
}

void
layout_free(struct layout_writer *s)
{
	if (s == NULL)
		return;
	xml_writer_free(s->w);
	free(s);
}

void
layout_clear(struct layout *l)
{
	buf_clear(&l->text);
	free(l->language);
	memset(l, 0, sizeof(*l));
}
