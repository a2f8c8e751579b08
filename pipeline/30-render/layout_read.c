#include "render/layout_read.h"

#include <stdlib.h>
#include <string.h>

#include "core/buf.h"
#include "core/fail.h"
#include "core/text.h"
#include "core/xml.h"

#define MAX_NUMBER 100000000
#define MAX_WORDS 100000	/* of one run */

#define IN(kind) (1u << (kind))
#define BLOCKS (IN(LAYOUT_SECTION) | IN(LAYOUT_ITEM) | IN(LAYOUT_CELL))
#define INLINES (IN(LAYOUT_HEADING) | IN(LAYOUT_PARAGRAPH) | IN(LAYOUT_LINK))

/* What each element is called, and what it may lie in. */
static const struct rule {
	const char *name;
	enum layout_kind kind;
	unsigned in;
} rules[] = {
	{ "layout", LAYOUT_PAGE, 0 },
	{ "body", LAYOUT_SECTION, IN(LAYOUT_PAGE) },
	{ "section", LAYOUT_SECTION, BLOCKS },
	{ "heading", LAYOUT_HEADING, BLOCKS },
	{ "paragraph", LAYOUT_PARAGRAPH, BLOCKS },
	{ "list", LAYOUT_LIST, BLOCKS },
	{ "item", LAYOUT_ITEM, IN(LAYOUT_LIST) },
	{ "table", LAYOUT_TABLE, BLOCKS },
	{ "row", LAYOUT_ROW, IN(LAYOUT_TABLE) },
	{ "cell", LAYOUT_CELL, IN(LAYOUT_ROW) },
	{ "link", LAYOUT_LINK, IN(LAYOUT_HEADING) | IN(LAYOUT_PARAGRAPH) },
	{ "run", LAYOUT_RUN, INLINES },
	{ "w", LAYOUT_WORD, IN(LAYOUT_RUN) },
	{ "picture", LAYOUT_PICTURE, INLINES },
	{ "box", LAYOUT_BOX, IN(LAYOUT_LINK) },
	{ NULL, LAYOUT_KINDS, 0 }
};

struct state {
	const struct layout_handler *to;
	void *arg;
	int depth, bodies;
	enum layout_kind stack[LAYOUT_MAX_DEPTH + 1];
	/* the run being read */
	struct layout_run run;
	struct layout_word *word;	/* owned; text not yet set */
	size_t room;
	struct buf text;	/* all its words, one after the other */
	struct buf lang;
};

/* Plain decimals only: no exponent, no NaN, no infinity, any locale. */
static int
number(const char *s, double *value)
{
	double v = 0, unit = 1;
	int digits = 0, minus = *s == '-';

	if (*s == '-' || *s == '+')
		s++;
	for (; *s >= '0' && *s <= '9' && digits < 12; s++, digits++)
		v = v * 10 + (*s - '0');
	if (*s == '.')
		for (s++; *s >= '0' && *s <= '9' && digits < 24; s++, digits++)
			v += (*s - '0') * (unit /= 10);
	if (*s != '\0' || digits == 0 || v > MAX_NUMBER)
		return (-1);
	*value = minus ? -v : v;
	return (0);
}

static int
get_number(const char *const *attrs, const char *name, double *value,
    struct fail *fail)
{
	const char *s = xml_scan_attr(attrs, name);

	if (s == NULL)
		return (fail_set(fail, FAIL_DATA, "%s is missing", name));
	if (number(s, value) == -1)
		return (fail_set(fail, FAIL_DATA, "%s=\"%.40s\" is no decimal "
		    "number within +-%d", name, s, MAX_NUMBER));
	return (0);
}

static int
get_box(const char *const *attrs, struct layout_box *box, struct fail *fail)
{
	if (get_number(attrs, "x", &box->x, fail) == -1 ||
	    get_number(attrs, "y", &box->y, fail) == -1 ||
	    get_number(attrs, "w", &box->w, fail) == -1 ||
	    get_number(attrs, "h", &box->h, fail) == -1)
		return (-1);
	if (box->w < 0 || box->h < 0)
		return (fail_set(fail, FAIL_DATA,
		    "a width or height is below 0"));
	return (0);
}

static int
get_int(const char *const *attrs, const char *name, int high, int *value,
    struct fail *fail)
{
	const char *s = xml_scan_attr(attrs, name);
	int64_t v = 1;

	if (s != NULL && text_int(s, 1, high, &v) == -1)
		return (fail_set(fail, FAIL_DATA, "%s=\"%.40s\" is no number "
		    "from 1 to %d", name, s, high));
	*value = (int)v;
	return (0);
}

static int
get_true(const char *const *attrs, const char *name)
{
	const char *s = xml_scan_attr(attrs, name);

	return (s != NULL && (strcmp(s, "true") == 0 || strcmp(s, "1") == 0));
}

static int
read_node(struct layout_node *n, const char *const *attrs, struct fail *fail)
{
	const char *scope = xml_scan_attr(attrs, "scope");
	struct layout_box page = { 0, 0, 0, 0 };

	if (get_int(attrs, "level", 6, &n->level, fail) == -1 ||
	    get_int(attrs, "columns", LAYOUT_MAX_COLUMNS, &n->columns,
	    fail) == -1 ||
	    get_int(attrs, "rows", LAYOUT_MAX_ROWS, &n->rows, fail) == -1)
		return (-1);
	n->header = get_true(attrs, "header");
	n->scope = scope == NULL ? 0 : scope[0];
	n->address = xml_scan_attr(attrs, "address");
	n->label = xml_scan_attr(attrs, "label");
	n->lang = xml_scan_attr(attrs, "lang");
	if (n->kind == LAYOUT_HEADING && xml_scan_attr(attrs, "level") == NULL)
		return (fail_set(fail, FAIL_DATA, "level is missing"));
	if (n->kind == LAYOUT_LINK && n->address == NULL)
		return (fail_set(fail, FAIL_DATA, "address is missing"));
	if (n->kind == LAYOUT_PAGE &&
	    (get_number(attrs, "width", &page.w, fail) == -1 ||
	    get_number(attrs, "height", &page.h, fail) == -1))
		return (-1);
	return (0);
}

static int
start_run(struct state *s, const char *const *attrs, struct fail *fail)
{
	const char *lang = xml_scan_attr(attrs, "lang");

	s->run.count = 0;
	buf_reset(&s->text);
	buf_reset(&s->lang);
	if (lang != NULL)
		buf_adds(&s->lang, lang);
	s->run.join = get_true(attrs, "join");
	s->run.rtl = get_true(attrs, "rtl");
	if (get_box(attrs, &s->run.box, fail) == -1)
		return (-1);
	return (get_number(attrs, "size", &s->run.size, fail));
}

static int
start_word(struct state *s, const char *const *attrs, struct fail *fail)
{
	size_t room = s->room == 0 ? 64 : s->room * 2;
	struct layout_word *word;

	if (s->run.count == MAX_WORDS)
		return (fail_set(fail, FAIL_DATA, "a run has more than %d "
		    "words", MAX_WORDS));
	if (s->run.count == s->room) {
		word = realloc(s->word, room * sizeof(*word));
		if (word == NULL)
			return (fail_memory(fail));
		s->word = word;
		s->room = room;
	}
	word = &s->word[s->run.count++];
	memset(word, 0, sizeof(*word));
	if (get_number(attrs, "x", &word->x, fail) == -1 ||
	    get_number(attrs, "w", &word->w, fail) == -1)
		return (-1);
	if (word->w < 0)
		return (fail_set(fail, FAIL_DATA, "a width is below 0"));
	return (0);
}

static int
end_run(struct state *s, struct fail *fail)
{
	const char *at;
	size_t i;

	if (buf_check(&s->text, fail) == -1 || buf_check(&s->lang, fail) == -1)
		return (-1);
	at = buf_text(&s->text);
	for (i = 0; i < s->run.count; i++) {
		s->word[i].text = at;
		at += s->word[i].size;
	}
	s->run.word = s->word;
	s->run.lang = s->lang.size > 0 ? buf_text(&s->lang) : NULL;
	return (s->to->run(s->arg, &s->run, fail));
}

static int
start_picture(struct state *s, const char *const *attrs, struct fail *fail)
{
	struct layout_picture picture = { { 0, 0, 0, 0 }, NULL };

	picture.alt = xml_scan_attr(attrs, "alt");
	if (get_box(attrs, &picture.box, fail) == -1)
		return (-1);
	return (s->to->picture(s->arg, &picture, fail));
}

static int
start_box(struct state *s, const char *const *attrs, struct fail *fail)
{
	struct layout_box box = { 0, 0, 0, 0 };

	if (get_box(attrs, &box, fail) == -1)
		return (-1);
	return (s->to->box(s->arg, &box, fail));
}

static const struct rule *
find_rule(const struct state *s, const char *name)
{
	const struct rule *r = rules;

	while (r->name != NULL && strcmp(r->name, name) != 0)
		r++;
	if (r->name == NULL)
		return (NULL);
	if (s->depth == 0)
		return (r->in == 0 ? r : NULL);
	return (r->in & IN(s->stack[s->depth - 1]) ? r : NULL);
}

static int
on_start(void *arg, const char *name, const char *const *attrs,
    struct fail *fail)
{
	struct state *s = arg;
	const struct rule *r = find_rule(s, name);
	struct layout_node node = { 0 };
	int rc;

	if (r == NULL || s->depth > LAYOUT_MAX_DEPTH ||
	    (s->depth == 1 && s->bodies++ > 0)) {
		rc = fail_set(fail, FAIL_DATA,
		    "<%.40s> may not be in this place", name);
		goto out;
	}
	s->stack[s->depth++] = r->kind;
	node.kind = r->kind;
	if (r->kind == LAYOUT_RUN)
		rc = start_run(s, attrs, fail);
	else if (r->kind == LAYOUT_WORD)
		rc = start_word(s, attrs, fail);
	else if (r->kind == LAYOUT_PICTURE)
		rc = start_picture(s, attrs, fail);
	else if (r->kind == LAYOUT_BOX)
		rc = start_box(s, attrs, fail);
	else if ((rc = read_node(&node, attrs, fail)) == 0)
		rc = s->to->open(s->arg, &node, fail);
	if (rc == -1 && fail->kind == FAIL_DATA)
		fail_add(fail, "<%.40s>", name);
out:
	return (rc);
}

static int
on_end(void *arg, const char *name, struct fail *fail)
{
	struct state *s = arg;
	struct layout_node node = { 0 };

	(void)name;
	node.kind = s->stack[--s->depth];
	switch (node.kind) {
	case LAYOUT_RUN:
		return (end_run(s, fail));
	case LAYOUT_WORD:
	case LAYOUT_PICTURE:
	case LAYOUT_BOX:
		return (0);
	default:
		return (s->to->close(s->arg, &node, fail));
	}
}

static int
on_text(void *arg, const char *text, size_t size, struct fail *fail)
{
	struct state *s = arg;
	struct layout_word *word;

	if (s->depth == 0 || s->stack[s->depth - 1] != LAYOUT_WORD)
		return (0);	/* the white space between elements */
	word = &s->word[s->run.count - 1];
	word->size += size;
	if (word->size > LAYOUT_MAX_WORD)
		return (fail_set(fail, FAIL_DATA, "a word is longer than %d "
		    "bytes", LAYOUT_MAX_WORD));
	buf_add(&s->text, text, size);
	return (0);
}

int
layout_read(const char *path, const struct layout_handler *handler, void *arg,
    struct fail *fail)
{
	static const struct xml_handler events = { on_start, on_end, on_text };
	struct state *s;
	int rc = -1;

	if ((s = calloc(1, sizeof(*s))) == NULL)
		return (fail_memory(fail));
	s->to = handler;
	s->arg = arg;
	rc = xml_scan(path, NULL, &events, s, fail);
	if (rc == 0 && s->bodies != 1)
		rc = fail_set(fail, FAIL_DATA, "'%s' has no <body>", path);
	buf_clear(&s->text);
	buf_clear(&s->lang);
	free(s->word);
	free(s);
	return (rc);
}
