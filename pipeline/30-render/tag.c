#include "render/tag.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "core/fail.h"
#include "render/grid.h"
#include "render/page.h"
#include "render/pdfobj.h"

#define KEYS_PER_LEAF 1000	/* of the parent tree: 2 entries each */
#define MAX_LANG 35

/* What a group of surplus children is called in an element of a type. */
static const char *
group_type(const char *type)
{
	static const char *const of[][2] = { { "Document", "Sect" },
		{ "Sect", "Sect" }, { "L", "L" }, { "LBody", "Div" },
		{ "Div", "Div" }, { "TD", "Div" }, { "TH", "Div" },
		{ NULL, "Span" } };
	int i;

	for (i = 0; of[i][0] != NULL; i++)
		if (strcmp(of[i][0], type) == 0)
			break;
	return (of[i][1]);
}

static struct pdfobj_dict *
new_element(struct tag_tree *t, struct pdfobj_dict *parent, const char *type)
{
	struct pdfobj_dict *d = pdfobj_dict(t->p);

	/* Without its /Type, which may be left out: there are so many. */
	pdfobj_set_name(t->p, d, "S", type);
	pdfobj_set_dict(t->p, d, "P", parent);
	t->elements++;
	return (d);
}

static void
new_place(struct tag_place *place, struct pdfobj_dict *dict)
{
	memset(place, 0, sizeof(*place));
	place->dict = dict;
}

/* Its /K as an array, which it needs from the second child on. */
static struct pdfobj_array *
children(struct tag_tree *t, struct tag_place *place)
{
	if (place->children != NULL)
		return (place->children);
	place->children = pdfobj_array_in(t->p, place->dict, "K");
	if (place->only != NULL)
		pdfobj_add_dict(t->p, place->children, place->only);
	else if (place->count > 0)
		pdfobj_add_int(t->p, place->children, place->only_mark);
	return (place->children);
}

static void
add_element(struct tag_tree *t, struct tag_place *place,
    struct pdfobj_dict *child)
{
	if (place->count == 0) {
		pdfobj_set_dict(t->p, place->dict, "K", child);
		place->only = child;
	} else
		pdfobj_add_dict(t->p, children(t, place), child);
	place->count++;
}

static void
add_mark(struct tag_tree *t, struct tag_place *place, int id)
{
	if (place->count == 0) {
		pdfobj_set_int(t->p, place->dict, "K", id);
		place->only_mark = id;
	} else
		pdfobj_add_int(t->p, children(t, place), id);
	place->count++;
}

/* A reference that lies in /K itself: to another page, or to a link. */
static struct pdfobj_dict *
add_reference(struct tag_tree *t, struct tag_place *place, const char *type,
    const struct page *page)
{
	struct pdfobj_dict *d = pdfobj_dict_at(t->p, children(t, place));

	pdfobj_set_name(t->p, d, "Type", type);
	pdfobj_set_dict(t->p, d, "Pg", page->dict);
	place->count++;
	return (d);
}

/* Where one more child has room. */
static struct tag_place *
next_child(struct tag_tree *t, struct tag *tag)
{
	struct tag_place *now = &tag->own;
	struct pdfobj_dict *group;
	int most = TAG_MAX_CHILDREN;

	/* PDF 1.4 knows no group of rows. */
	if (strcmp(tag->type, "Table") == 0)
		most = GRID_MAX_ROWS;
	if (tag->group.dict != NULL)
		now = &tag->group;
	if (now->count >= most) {
		group = new_element(t, tag->own.dict, group_type(tag->type));
		add_element(t, &tag->own, group);
		new_place(now = &tag->group, group);
	}
	return (now);
}

static void
start_tag(struct tag *tag, const char *type, struct pdfobj_dict *dict)
{
	tag->type = type;
	new_place(&tag->own, dict);
	new_place(&tag->group, NULL);
}

void
tag_tree_start(struct tag_tree *t, struct pdfobj *p, size_t most_pages,
    struct tag *document)
{
	t->p = p;
	t->first_key = (int)most_pages;
	t->root = pdfobj_dict(p);
	pdfobj_set_name(p, t->root, "Type", "StructTreeRoot");
	start_tag(document, "Document", new_element(t, t->root, "Document"));
	pdfobj_set_dict(p, t->root, "K", document->own.dict);
	pdfobj_set_dict(p, pdfobj_catalog(p), "StructTreeRoot", t->root);
}

void
tag_open(struct tag_tree *t, struct tag *parent, const char *type,
    struct tag *tag)
{
	struct tag_place *place = next_child(t, parent);
	struct pdfobj_dict *d = new_element(t, place->dict, type);

	add_element(t, place, d);
	start_tag(tag, type, d);
}

int
tag_mark(struct tag_tree *t, struct tag *tag, struct page *page)
{
	struct tag_place *place;

	if (page->marks >= PAGE_MAX_MARKS)
		return (-1);
	place = next_child(t, tag);
	if (place->page == NULL) {
		place->page = page;
		pdfobj_set_dict(t->p, place->dict, "Pg", page->dict);
	}
	if (place->page == page)
		add_mark(t, place, page->marks);
	else
		pdfobj_set_int(t->p, add_reference(t, place, "MCR", page),
		    "MCID", page->marks);
	pdfobj_add_dict(t->p, page->owners, place->dict);
	return (page->marks++);
}

int
tag_link(struct tag_tree *t, struct tag *tag, struct page *page,
    struct pdfobj_dict *annotation, struct fail *fail)
{
	size_t room = t->owner_room == 0 ? 256 : t->owner_room * 2;
	struct tag_place *place = next_child(t, tag);
	struct pdfobj_dict **new;

	if (t->owner_count == t->owner_room) {
		if ((new = realloc(t->owner, room * sizeof(*new))) == NULL)
			return (fail_memory(fail));
		t->owner = new;
		t->owner_room = room;
	}
	pdfobj_set_dict(t->p, add_reference(t, place, "OBJR", page), "Obj",
	    annotation);
	pdfobj_set_int(t->p, annotation, "StructParent",
	    t->first_key + (int)t->owner_count);
	t->owner[t->owner_count++] = place->dict;
	return (0);
}

void
tag_set_lang(struct tag_tree *t, struct tag *tag, const char *lang)
{
	pdfobj_set_ascii(t->p, tag->own.dict, "Lang", lang);
}

void
tag_set_text(struct tag_tree *t, struct tag *tag, const char *text)
{
	pdfobj_set_text(t->p, tag->own.dict, "ActualText", text);
}

void
tag_set_figure(struct tag_tree *t, struct tag *tag, const char *alt,
    const double rect[4])
{
	struct pdfobj_dict *a = pdfobj_dict_in(t->p, tag->own.dict, "A");

	pdfobj_set_text(t->p, tag->own.dict, "Alt", alt);
	pdfobj_set_name(t->p, a, "O", "Layout");
	pdfobj_set_name(t->p, a, "Placement", "Inline");
	pdfobj_set_reals(t->p, a, "BBox", rect, 4);
}

void
tag_set_cell(struct tag_tree *t, struct tag *tag, const char *scope,
    int columns, int rows)
{
	struct pdfobj_dict *a;

	if (scope == NULL && columns == 1 && rows == 1)
		return;
	a = pdfobj_dict_in(t->p, tag->own.dict, "A");
	pdfobj_set_name(t->p, a, "O", "Table");
	if (scope != NULL)
		pdfobj_set_name(t->p, a, "Scope", scope);
	if (columns > 1)
		pdfobj_set_int(t->p, a, "ColSpan", columns);
	if (rows > 1)
		pdfobj_set_int(t->p, a, "RowSpan", rows);
}

/* The pages have the first keys, then come the annotations. */
static int
key_of(const struct tag_tree *t, const struct page_list *pages, size_t i)
{
	return (i < pages->count ? (int)i :
	    t->first_key + (int)(i - pages->count));
}

/* One leaf: the keys from the one numbered ${first} to before ${end}. */
static void
add_leaf(struct tag_tree *t, const struct page_list *pages,
    struct pdfobj_array *leaves, size_t first, size_t end)
{
	struct pdfobj_dict *leaf = pdfobj_dict(t->p);
	struct pdfobj_array *limits, *nums;
	size_t i;

	pdfobj_add_dict(t->p, leaves, leaf);
	limits = pdfobj_array_in(t->p, leaf, "Limits");
	pdfobj_add_int(t->p, limits, key_of(t, pages, first));
	pdfobj_add_int(t->p, limits, key_of(t, pages, end - 1));
	nums = pdfobj_array_in(t->p, leaf, "Nums");
	for (i = first; i < end; i++) {
		pdfobj_add_int(t->p, nums, key_of(t, pages, i));
		if (i < pages->count)
			pdfobj_add_array(t->p, nums, pages->page[i].owners);
		else
			pdfobj_add_dict(t->p, nums,
			    t->owner[i - pages->count]);
	}
}

int
tag_tree_finish(struct tag_tree *t, const struct page_list *pages,
    struct fail *fail)
{
	struct pdfobj_dict *tree = pdfobj_dict(t->p);
	struct pdfobj_array *leaves = pdfobj_array_in(t->p, tree, "Kids");
	size_t i, end, count = pages->count + t->owner_count;

	for (i = 0; i < count; i = end) {
		end = i + KEYS_PER_LEAF < count ? i + KEYS_PER_LEAF : count;
		add_leaf(t, pages, leaves, i, end);
	}
	pdfobj_set_dict(t->p, t->root, "ParentTree", tree);
	pdfobj_set_int(t->p, t->root, "ParentTreeNextKey",
	    t->first_key + (int)t->owner_count);
	return (pdfobj_check(t->p, fail));
}

void
tag_tree_clear(struct tag_tree *t)
{
	free(t->owner);
	memset(t, 0, sizeof(*t));
}

int
tag_is_lang(const char *s)
{
	size_t i, part = 0, size = strlen(s);
	int first = 1;

	if (size < 2 || size > MAX_LANG)
		return (0);
	for (i = 0; i <= size; i++) {
		if (s[i] == '-' || s[i] == '\0') {
			if (part < 1 || part > 8 || (first && part > 3))
				return (0);
			first = 0;
			part = 0;
		} else if (isalpha((unsigned char)s[i]))
			part++;		/* no digits: veraPDF, rule 6.8.4-1 */
		else
			return (0);
	}
	return (1);
}
