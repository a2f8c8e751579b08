/*
 * outline.h - the bookmarks: one per heading, nested as the headings are.
 * Source: PDF 1.4, 8.2.2.
 */
#ifndef RENDER_OUTLINE_H
#define RENDER_OUTLINE_H

struct page;
struct pdfobj;
struct pdfobj_dict;

#define OUTLINE_DEPTH 6

struct outline_node {
	struct pdfobj_dict *dict;
	struct pdfobj_dict *last;	/* its last child, or NULL */
	int children;
};

struct outline {
	struct pdfobj *p;	/* borrowed */
	struct outline_node node[OUTLINE_DEPTH + 1];	/* [0]: the root */
	int depth;		/* of the last one added */
	int shown;		/* bookmarks seen before any is opened */
};
#define OUTLINE_INIT(p) { (p), { { 0, 0, 0 } }, 0, 0 }

/*
 * outline_add(o, level, title, page, y_px): a bookmark to the place on
 * ${page}; level from 1; one that would skip a level is put one below.
 */
void outline_add(struct outline *, int, const char *, const struct page *,
    double);

/* outline_finish(o): put it in the catalog, unless it is empty. */
void outline_finish(struct outline *);

#endif /* !RENDER_OUTLINE_H */
