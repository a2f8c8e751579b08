#include "render/check_part.h"

#include <stdlib.h>
#include <string.h>


struct step {			/* an element whose kids are walked */
	const struct pdf_value *kids;	/* /K; an array, or the only one */
	uint32_t next, count, object;
};

struct walk {
	struct check_run *run;
	struct step *step;	/* owned */
	size_t depth, room;
	struct check_kids kids;	/* owned; used again for each element */
	uint8_t *seen;		/* owned; per object */
	int level;		/* of the last heading */
	int has_h, has_hn;
};

struct element {
	const struct pdf_value *dict;
	const char *type;	/* for PDF/UA, or NULL */
	uint32_t object;
};

/* ---- what may stand where (7.2) ---- */

/* Under a type on the left may stand only those on the right. */
static const struct {
	const char *type, *rule, *kids[6];
} holds[] = {
	{ "Table", "7.2-3", { "TR", "THead", "TBody", "TFoot", "Caption",
	    NULL } },
	{ "TR", "7.2-10", { "TH", "TD", NULL } },
	{ "THead", "7.2-36", { "TR", NULL } },
	{ "TBody", "7.2-37", { "TR", NULL } },
	{ "TFoot", "7.2-38", { "TR", NULL } },
	{ "L", "7.2-19", { "L", "LI", "Caption", NULL } },
	{ "LI", "7.2-20", { "Lbl", "LBody", NULL } },
	{ "TOC", "7.2-27", { "TOC", "TOCI", "Caption", NULL } }
};

/* A type on the left may stand only under those on the right. */
static const struct {
	const char *type, *rule, *parents[5];
} stands[] = {
	{ "TR", "7.2-4", { "Table", "THead", "TBody", "TFoot", NULL } },
	{ "THead", "7.2-5", { "Table", NULL } },
	{ "TBody", "7.2-6", { "Table", NULL } },
	{ "TFoot", "7.2-7", { "Table", NULL } },
	{ "TH", "7.2-8", { "TR", NULL } },
	{ "TD", "7.2-9", { "TR", NULL } },
	{ "LI", "7.2-17", { "L", NULL } },
	{ "LBody", "7.2-18", { "LI", NULL } },
	{ "TOCI", "7.2-26", { "TOC", NULL } }
};

static int
is_in(const char *type, const char *const *names)
{
	for (; *names != NULL; names++)
		if (check_is(type, *names))
			return (1);
	return (0);
}

static size_t
count_of(const struct check_kids *kids, const char *type)
{
	size_t i, n = 0;

	for (i = 0; i < kids->count; i++)
		n += check_is(kids->kid[i].type, type);
	return (n);
}

/* How many of each part a table has, and where its caption is. */
static void
check_table_parts(struct walk *w, const struct element *e)
{
	const struct check_kids *k = &w->kids;
	size_t bodies = count_of(k, "TBody"), heads = count_of(k, "THead");
	size_t feet = count_of(k, "TFoot"), i;

	if (heads > 1)
		check_add(w->run, CHECK_UA1, "7.2-11", e->object, "a table "
		    "with %zu THead", heads);
	if (feet > 1)
		check_add(w->run, CHECK_UA1, "7.2-12", e->object, "a table "
		    "with %zu TFoot", feet);
	if (bodies == 0 && feet > 0)
		check_add(w->run, CHECK_UA1, "7.2-13", e->object, "a table "
		    "with TFoot but no TBody");
	if (bodies == 0 && heads > 0)
		check_add(w->run, CHECK_UA1, "7.2-14", e->object, "a table "
		    "with THead but no TBody");
	if (count_of(k, "Caption") > 1)
		check_add(w->run, CHECK_UA1, "7.2-39", e->object, "a table "
		    "with several captions");
	for (i = 1; i + 1 < k->count; i++)
		if (check_is(k->kid[i].type, "Caption"))
			check_add(w->run, CHECK_UA1, "7.2-16", e->object, "a "
			    "caption in the midst of a table");
	check_table(w->run, e->dict, e->object);
}

static void
check_kinds(struct walk *w, const struct element *e)
{
	const struct check_kid *kid;
	size_t i, j;

	for (i = 0; i < sizeof(holds) / sizeof(holds[0]); i++)
		if (check_is(e->type, holds[i].type))
			break;
	if (i == sizeof(holds) / sizeof(holds[0]))
		return;
	check_kids(w->run, e->dict, &w->kids);
	for (j = 0; j < w->kids.count; j++) {
		kid = &w->kids.kid[j];
		if (kid->type != NULL && !is_in(kid->type, holds[i].kids))
			check_add(w->run, CHECK_UA1, holds[i].rule, e->object,
			    "%s holds %s", e->type, kid->type);
		if (j > 0 && check_is(kid->type, "Caption") &&
		    (check_is(e->type, "L") || check_is(e->type, "TOC")))
			check_add(w->run, CHECK_UA1, e->type[0] == 'L' ?
			    "7.2-40" : "7.2-28", e->object, "the caption is "
			    "not the first in %s", e->type);
	}
	if (check_is(e->type, "Table"))
		check_table_parts(w, e);
}

static void
check_place(struct walk *w, const struct element *e)
{
	const char *parent;
	size_t i;

	for (i = 0; i < sizeof(stands) / sizeof(stands[0]); i++) {
		if (!check_is(e->type, stands[i].type))
			continue;
		parent = check_parent_type(w->run, e->dict);
		if (!is_in(parent, stands[i].parents))
			check_add(w->run, CHECK_UA1, stands[i].rule, e->object,
			    "%s stands in %s", e->type, parent == NULL ?
			    "no standard element" : parent);
	}
}

/* ---- one element ---- */

static void
check_heading(struct walk *w, const struct element *e)
{
	int level;

	if (check_is(e->type, "H"))
		w->has_h = 1;
	if (e->type == NULL || e->type[0] != 'H' || e->type[1] < '1' ||
	    e->type[1] > '6')
		return;
	w->has_hn = 1;
	level = e->type[1] - '0';
	if (level > w->level + 1)
		check_add(w->run, CHECK_UA1, "7.4.2-1", e->object, "the "
		    "heading H%d follows H%d", level, w->level);
	w->level = level;
}

static void
check_words(struct walk *w, const struct element *e)
{
	static const char *const keys[][2] = { { "ActualText", "7.2-21" },
		{ "Alt", "7.2-22" }, { "E", "7.2-23" } };
	int i, actual = pdf_is_string(pdf_get(&w->run->pdf, e->dict,
	    "ActualText"));

	if (check_is(e->type, "Figure") && !actual &&
	    !check_says(w->run, e->dict, "Alt"))
		check_add(w->run, CHECK_UA1, "7.3-1", e->object, "a Figure "
		    "without /Alt");
	if (check_is(e->type, "Formula") && !actual &&
	    !check_says(w->run, e->dict, "Alt"))
		check_add(w->run, CHECK_UA1, "7.7-1", e->object, "a Formula "
		    "without /Alt");
	if (check_is(e->type, "Note") && !check_says(w->run, e->dict, "ID"))
		check_add(w->run, CHECK_UA1, "7.9-1", e->object, "a Note "
		    "without /ID");
	check_lang(w->run, pdf_find(e->dict, "Lang"), e->object);
	if (w->run->has_lang)
		return;
	for (i = 0; i < 3; i++)
		if (pdf_is_string(pdf_get(&w->run->pdf, e->dict,
		    keys[i][0])) && !pdf_is_string(check_inherited(w->run,
		    e->dict, "Lang")))
			check_add(w->run, CHECK_UA1, keys[i][1], e->object,
			    "the language of /%s is not known", keys[i][0]);
}

static void
check_type(struct walk *w, const struct element *e)
{
	const struct pdf_value *s = pdf_get(&w->run->pdf, e->dict, "S");
	int loops = check_role_loops(w->run, e->dict);

	if (check_standard(w->run, e->dict, CHECK_1A) == NULL)
		check_add(w->run, CHECK_1A, loops ? "6.8.3.4-2" : "6.8.3.4-1",
		    e->object, "the element is of no standard type of PDF 1.4");
	if (e->type == NULL && !loops)
		check_add(w->run, CHECK_UA1, "7.1-5", e->object, "the "
		    "element is of no standard type");
	else if (e->type != NULL && s->kind == PDF_NAME &&
	    !pdf_name_is(s, e->type) && check_is_standard(s))
		check_add(w->run, CHECK_UA1, "7.1-7", e->object, "a standard "
		    "type is mapped to %s", e->type);
	if (loops)
		check_add(w->run, CHECK_UA1, "7.1-6", e->object, "the role "
		    "map leads in a circle");
}

static void
check_element(struct walk *w, const struct element *e)
{
	check_type(w, e);
	if (pdf_get(&w->run->pdf, e->dict, "P")->kind == PDF_NULL)
		check_add(w->run, CHECK_NOTE, "7.1-12", e->object, "the "
		    "element has no /P");
	check_place(w, e);
	check_kinds(w, e);
	check_heading(w, e);
	check_words(w, e);
}

/* ---- the walk ---- */

static void
push(struct walk *w, const struct pdf_value *dict, uint32_t object)
{
	const struct pdf_value *k = pdf_find(dict, "K");
	const struct pdf_value *all = pdf_resolve(&w->run->pdf, k);
	size_t room = w->room == 0 ? 64 : w->room * 2;
	struct step *new;

	if (w->depth == w->room) {
		if ((new = realloc(w->step, room * sizeof(*new))) == NULL) {
			check_memory(w->run);
			return;
		}
		w->step = new;
		w->room = room;
	}
	new = &w->step[w->depth++];
	new->next = 0;
	new->object = object;
	new->kids = all->kind == PDF_ARRAY ? all->as.item : k;
	new->count = all->kind == PDF_ARRAY ? all->count : 1;
}

/* An element that is met a second time is not gone into. */
static int
is_new(struct walk *w, const struct pdf_value *value)
{
	const struct pdf_object *o = pdf_target(&w->run->pdf, value);
	size_t i;

	if (o == NULL)
		return (1);
	i = pdf_index(&w->run->pdf, o);
	if (w->seen[i])
		check_add(w->run, CHECK_NOTE, "6.8.3", o->number, "the "
		    "element stands in the structure tree twice");
	else
		w->seen[i] = 1;
	return (w->seen[i]++ == 1);
}

static void
walk(struct walk *w)
{
	const struct pdf_value *value, *dict;
	struct element e;
	struct step *top;

	push(w, w->run->tree, 0);
	while (w->depth > 0) {
		top = &w->step[w->depth - 1];
		if (top->next == top->count) {
			w->depth--;
			continue;
		}
		value = &top->kids[top->next++];
		dict = check_is_element(w->run, value);
		if (dict == NULL || !is_new(w, value))
			continue;
		e.dict = dict;
		e.type = check_standard(w->run, dict, CHECK_UA1);
		e.object = check_number_of(value, top->object);
		check_element(w, &e);
		push(w, dict, e.object);
	}
}

void
check_tree(struct check_run *run)
{
	struct walk w = { .run = run, .kids = CHECK_KIDS_INIT };

	if (run->tree->kind != PDF_DICT)
		return;
	if ((w.seen = calloc(run->pdf.count, 1)) == NULL)
		check_memory(run);
	else
		walk(&w);
	if (w.has_h && w.has_hn) {
		check_add(run, CHECK_UA1, "7.4.4-2", 0, "H is used, and H1 to "
		    "H6 too");
		check_add(run, CHECK_UA1, "7.4.4-3", 0, "H1 to H6 are used, "
		    "and H too");
	}
	check_kids_clear(&w.kids);
	free(w.step);
	free(w.seen);
}
