#include "render/outline.h"

#include "render/page.h"
#include "render/pdfobj.h"

/* The first level is shown open, the others closed (a negative count). */
static void
close_node(struct outline *o, int level)
{
	struct outline_node *node = &o->node[level];

	if (node->children == 0)
		return;
	pdfobj_set_dict(o->p, node->dict, "Last", node->last);
	pdfobj_set_int(o->p, node->dict, "Count", level == 0 ? o->shown :
	    level == 1 ? node->children : -node->children);
}

static void
set_place(struct outline *o, struct pdfobj_dict *d, const struct page *page,
    double y_px)
{
	struct pdfobj_array *place = pdfobj_array_in(o->p, d, "Dest");
	double y = page_y(page, y_px);

	if (y < 0 || y > page_height(page))
		y = page_height(page);
	pdfobj_add_dict(o->p, place, page->dict);
	pdfobj_add_name(o->p, place, "XYZ");
	pdfobj_add_null(o->p, place);
	pdfobj_add_real(o->p, place, y);
	pdfobj_add_null(o->p, place);
}

void
outline_add(struct outline *o, int level, const char *title,
    const struct page *page, double y_px)
{
	struct outline_node *parent, *node;

	if (o->node[0].dict == NULL) {
		o->node[0].dict = pdfobj_dict(o->p);
		pdfobj_set_name(o->p, o->node[0].dict, "Type", "Outlines");
	}
	if (level > o->depth + 1)
		level = o->depth + 1;
	while (o->depth >= level)
		close_node(o, o->depth--);
	parent = &o->node[level - 1];
	node = &o->node[level];
	node->dict = pdfobj_dict(o->p);
	node->last = NULL;
	node->children = 0;
	pdfobj_set_text(o->p, node->dict, "Title", title);
	pdfobj_set_dict(o->p, node->dict, "Parent", parent->dict);
	set_place(o, node->dict, page, y_px);
	if (parent->last == NULL)
		pdfobj_set_dict(o->p, parent->dict, "First", node->dict);
	else {
		pdfobj_set_dict(o->p, node->dict, "Prev", parent->last);
		pdfobj_set_dict(o->p, parent->last, "Next", node->dict);
	}
	parent->last = node->dict;
	parent->children++;
	o->shown += level <= 2;
	o->depth = level;
}

void
outline_finish(struct outline *o)
{
	struct pdfobj_dict *catalog = pdfobj_catalog(o->p);

	while (o->depth >= 0)
		close_node(o, o->depth--);
	if (o->node[0].children == 0)
		return;
	pdfobj_set_dict(o->p, catalog, "Outlines", o->node[0].dict);
	pdfobj_set_name(o->p, catalog, "PageMode", "UseOutlines");
}
