#include "render/check_part.h"

#include <stdlib.h>
#include <string.h>

#include "core/buf.h"

#define MOST_HOPS 1000		/* from an element up to the root */
#define MOST_ROLES 64
#define MOST_NESTED 64		/* Div in Div in ... */
#define MOST_LEVELS 32		/* of the parent tree */

enum tagged {			/* what is known of an object */
	UNKNOWN, NO, YES
};

/* ---- standard types ---- */

static const struct {
	const char *name;
	int profiles;		/* CHECK_1A: of PDF 1.4; UA1: of PDF 1.7 */
} types[] = {
	{ "Document", 6 }, { "Part", 6 }, { "Div", 6 }, { "Caption", 6 },
	{ "Sect", 6 }, { "NonStruct", 6 }, { "H", 6 }, { "P", 6 },
	{ "L", 6 }, { "LI", 6 }, { "Lbl", 6 }, { "LBody", 6 },
	{ "Table", 6 }, { "TR", 6 }, { "TH", 6 }, { "TD", 6 },
	{ "Span", 6 }, { "Link", 6 }, { "Figure", 6 }, { "Formula", 6 },
	{ "Form", 6 }, { "Art", 6 }, { "BlockQuote", 6 }, { "TOC", 6 },
	{ "TOCI", 6 }, { "Index", 6 }, { "Private", 6 }, { "Quote", 6 },
	{ "Note", 6 }, { "Reference", 6 }, { "BibEntry", 6 }, { "Code", 6 },
	{ "H1", 6 }, { "H2", 6 }, { "H3", 6 }, { "H4", 6 }, { "H5", 6 },
	{ "H6", 6 }, { "THead", 4 }, { "TBody", 4 }, { "TFoot", 4 },
	{ "Annot", 4 }, { "Ruby", 4 }, { "Warichu", 4 }, { "RB", 4 },
	{ "RT", 4 }, { "RP", 4 }, { "WT", 4 }, { "WP", 4 }
};

static const char *
standard(const struct pdf_value *name, int profile)
{
	size_t i;

	for (i = 0; i < sizeof(types) / sizeof(types[0]); i++)
		if ((types[i].profiles & profile) &&
		    pdf_name_is(name, types[i].name))
			return (types[i].name);
	return (NULL);
}

int
check_is_standard(const struct pdf_value *name)
{
	return (standard(name, CHECK_UA1) != NULL);
}

/* What the role map says of a name. */
static const struct pdf_value *
role(const struct check_run *run, const struct pdf_value *name)
{
	const struct pdf_value *map = pdf_get(&run->pdf, run->tree, "RoleMap");
	uint32_t i;

	if (map->kind != PDF_DICT || name->kind != PDF_NAME)
		return (&pdf_nothing);
	for (i = 0; i < map->count && i < PDF_MAX_PAIRS; i++)
		if (pdf_same_name(&map->as.item[2 * i], name))
			return (pdf_resolve(&run->pdf,
			    &map->as.item[2 * i + 1]));
	return (&pdf_nothing);
}

const char *
check_standard(const struct check_run *run, const struct pdf_value *element,
    int profile)
{
	const struct pdf_value *name = pdf_get(&run->pdf, element, "S");
	const struct pdf_value *to = role(run, name);
	const char *type = standard(name, profile);
	int i;

	/* PDF 1.4 leaves its own types alone; later ones may be mapped. */
	if (type != NULL && (profile == CHECK_1A || to->kind != PDF_NAME ||
	    pdf_same_name(to, name)))
		return (type);
	for (i = 0; i < MOST_ROLES && to->kind == PDF_NAME; i++) {
		if ((type = standard(to, profile)) != NULL)
			return (type);
		to = role(run, to);
	}
	return (NULL);
}

int
check_role_loops(const struct check_run *run, const struct pdf_value *element)
{
	const struct pdf_value *to = pdf_get(&run->pdf, element, "S");
	int i;

	for (i = 0; i <= MOST_ROLES && to->kind == PDF_NAME; i++)
		to = role(run, to);
	return (to->kind == PDF_NAME);
}

int
check_says(const struct check_run *run, const struct pdf_value *dict,
    const char *key)
{
	const struct pdf_value *v = pdf_get(&run->pdf, dict, key);
	struct buf text = BUF_INIT;
	int some;

	if (!pdf_is_string(v))
		return (0);
	pdf_text(v, &text);
	some = text.size > 0;
	buf_clear(&text);
	return (some);
}

int
check_is(const char *type, const char *name)
{
	return (type != NULL && strcmp(type, name) == 0);
}

static int
gives_way(const char *type)
{
	return (check_is(type, "NonStruct") || check_is(type, "Div") ||
	    check_is(type, "Part"));
}

/* ---- up ---- */

const char *
check_parent_type(const struct check_run *run,
    const struct pdf_value *element)
{
	const char *type = NULL;
	int i;

	for (i = 0; i < MOST_HOPS; i++) {
		element = pdf_get(&run->pdf, element, "P");
		type = check_standard(run, element, CHECK_UA1);
		if (element->kind != PDF_DICT || !gives_way(type))
			return (type);
	}
	return (NULL);
}

const struct pdf_value *
check_inherited(const struct check_run *run, const struct pdf_value *element,
    const char *key)
{
	const struct pdf_value *v;
	int i;

	for (i = 0; i < MOST_HOPS && element->kind == PDF_DICT; i++) {
		v = pdf_get(&run->pdf, element, key);
		if (v->kind != PDF_NULL)
			return (v);
		element = pdf_get(&run->pdf, element, "P");
	}
	return (&pdf_nothing);
}

/* Note the answer for the objects from ${value} up to ${end}. */
static void
remember(struct check_run *run, const struct pdf_value *value, uint8_t answer)
{
	const struct pdf_object *o;
	int i;

	for (i = 0; i < MOST_HOPS; i++) {
		o = pdf_target(&run->pdf, value);
		if (o == NULL || run->tagged[pdf_index(&run->pdf, o)] ==
		    answer)
			return;
		run->tagged[pdf_index(&run->pdf, o)] = answer;
		value = pdf_find(&o->value, "P");
	}
}

int
check_is_tagged(struct check_run *run, const struct pdf_value *value)
{
	const struct pdf_value *at = value, *dict;
	const struct pdf_object *o;
	uint8_t answer = UNKNOWN;
	int i;

	for (i = 0; i < MOST_HOPS && answer == UNKNOWN; i++) {
		if ((o = pdf_target(&run->pdf, at)) != NULL)
			answer = run->tagged[pdf_index(&run->pdf, o)];
		dict = pdf_resolve(&run->pdf, at);
		if (dict->kind != PDF_DICT)
			answer = NO;
		else if (pdf_name_is(pdf_get(&run->pdf, dict, "Type"),
		    "StructTreeRoot"))
			answer = YES;
		at = pdf_find(dict, "P");
	}
	if (answer == UNKNOWN)
		answer = NO;
	remember(run, value, answer);
	return (answer == YES);
}

/* ---- down ---- */

const struct pdf_value *
check_is_element(const struct check_run *run, const struct pdf_value *value)
{
	const struct pdf_value *dict = pdf_resolve(&run->pdf, value), *type;

	if (dict->kind != PDF_DICT)
		return (NULL);
	type = pdf_get(&run->pdf, dict, "Type");
	return (type->kind != PDF_NAME || pdf_name_is(type, "StructElem") ?
	    dict : NULL);
}

static void add_kids(struct check_run *, const struct pdf_value *,
    struct check_kids *, int);

static void
add_kid(struct check_run *run, const struct pdf_value *value,
    struct check_kids *list, int depth)
{
	const struct pdf_value *dict = check_is_element(run, value);
	size_t room = list->room == 0 ? 16 : list->room * 2;
	struct check_kid *new;
	const char *type;

	if (dict == NULL || run->budget == 0)
		return;
	run->budget--;
	type = check_standard(run, dict, CHECK_UA1);
	if (gives_way(type)) {
		if (depth < MOST_NESTED)
			add_kids(run, dict, list, depth + 1);
		return;
	}
	if (list->count == list->room) {
		if ((new = realloc(list->kid, room * sizeof(*new))) == NULL) {
			check_memory(run);
			return;
		}
		list->kid = new;
		list->room = room;
	}
	new = &list->kid[list->count++];
	new->element = dict;
	new->type = type;
	new->object = check_number_of(value, 0);
}

static void
add_kids(struct check_run *run, const struct pdf_value *element,
    struct check_kids *list, int depth)
{
	const struct pdf_value *k = pdf_find(element, "K");
	const struct pdf_value *all = pdf_resolve(&run->pdf, k);
	uint32_t i;

	if (all->kind != PDF_ARRAY)
		add_kid(run, k, list, depth);
	else
		for (i = 0; i < all->count; i++)
			add_kid(run, &all->as.item[i], list, depth);
}

void
check_kids(struct check_run *run, const struct pdf_value *element,
    struct check_kids *list)
{
	list->count = 0;
	add_kids(run, element, list, 0);
}

void
check_kids_clear(struct check_kids *list)
{
	free(list->kid);
	list->kid = NULL;
	list->count = list->room = 0;
}

/* ---- the parent tree ---- */

static void
add_entry(struct check_run *run, const struct pdf_value *key,
    const struct pdf_value *value)
{
	size_t room = run->entry_room == 0 ? 64 : run->entry_room * 2;
	struct check_entry *new;

	if (key->kind != PDF_INT || run->budget == 0)
		return;
	run->budget--;
	if (run->entries == run->entry_room) {
		new = realloc(run->entry, room * sizeof(*new));
		if (new == NULL) {
			check_memory(run);
			return;
		}
		run->entry = new;
		run->entry_room = room;
	}
	run->entry[run->entries].key = key->as.integer;
	run->entry[run->entries++].value = value;
}

static void
add_leaf(struct check_run *run, const struct pdf_value *node, int level)
{
	const struct pdf_value *nums = pdf_get(&run->pdf, node, "Nums");
	const struct pdf_value *kids = pdf_get(&run->pdf, node, "Kids");
	uint32_t i;

	if (nums->kind == PDF_ARRAY)
		for (i = 0; i + 1 < nums->count; i += 2)
			add_entry(run, pdf_resolve(&run->pdf,
			    &nums->as.item[i]), &nums->as.item[i + 1]);
	if (kids->kind != PDF_ARRAY || level >= MOST_LEVELS)
		return;
	for (i = 0; i < kids->count && run->budget > 0; i++, run->budget--)
		add_leaf(run, pdf_resolve(&run->pdf, &kids->as.item[i]),
		    level + 1);
}

static int
by_key(const void *a, const void *b)
{
	const struct check_entry *x = a, *y = b;

	return (x->key < y->key ? -1 : x->key > y->key);
}

void
check_parents(struct check_run *run)
{
	add_leaf(run, pdf_get(&run->pdf, run->tree, "ParentTree"), 0);
	if (run->entries > 0)
		qsort(run->entry, run->entries, sizeof(*run->entry), by_key);
}

const struct pdf_value *
check_parent(const struct check_run *run, int64_t key)
{
	struct check_entry wanted = { key, NULL };
	const struct check_entry *found = NULL;

	if (run->entries > 0)
		found = bsearch(&wanted, run->entry, run->entries,
		    sizeof(wanted), by_key);
	return (found == NULL ? NULL : found->value);
}
