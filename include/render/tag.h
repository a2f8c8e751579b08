/*
 * tag.h - the structure tree: what a heading, a list, a picture is, for
 * screen readers and for those who take the text out of the archive.
 *
 * An element is made under its parent in reading order.  It is borrowed
 * storage of the caller, needed only while something is put in it; the tree
 * itself lies in the PDF's objects.
 *
 * Arrays of PDF/A-1 hold 8,191 entries, so that after 2,000 children the next
 * ones are put in a grouping element (Sect, Div, Span, L) under the same
 * element.
 *
 * Source: PDF 1.4, 9.6 and 9.7; ISO 14289-1 (PDF/UA-1), 7.
 */
#ifndef RENDER_TAG_H
#define RENDER_TAG_H

#include <stddef.h>
#include <stdint.h>

struct fail;
struct page;
struct page_list;
struct pdfobj;
struct pdfobj_array;
struct pdfobj_dict;

#define TAG_MAX_CHILDREN 2000

struct tag_place {		/* where children are put */
	struct pdfobj_dict *dict;
	struct pdfobj_dict *only;	/* the first child if an element */
	int only_mark;		/* the same if a marked content */
	struct pdfobj_array *children;	/* NULL: fewer than two */
	const struct page *page;	/* its /Pg, or NULL: none yet */
	int count;
};

struct tag {			/* an element */
	const char *type;	/* "P"; borrowed */
	struct tag_place own;
	struct tag_place group;	/* its last group; dict is NULL: none */
};

struct tag_tree {
	struct pdfobj *p;	/* borrowed */
	struct pdfobj_dict *root;
	struct pdfobj_dict **owner;	/* owned; the Link of each annotation */
	size_t owner_count, owner_room;
	int64_t elements;	/* made so far */
	int first_key;		/* of annotations: above those of pages */
};
#define TAG_TREE_INIT { NULL, NULL, NULL, 0, 0, 0, 0 }

/*
 * tag_tree_start(t, p, most, document): make the root and in it the element
 * ${document}; there will be at most so many pages.
 * tag_tree_finish(t, pages, fail): the parent tree.
 */
void tag_tree_start(struct tag_tree *, struct pdfobj *, size_t,
    struct tag *);
int tag_tree_finish(struct tag_tree *, const struct page_list *,
    struct fail *);
void tag_tree_clear(struct tag_tree *);

/* tag_open(t, parent, type, tag): a new element, the parent's last child. */
void tag_open(struct tag_tree *, struct tag *, const char *, struct tag *);

/*
 * tag_mark(t, tag, page): the MCID of a marked content on ${page} that
 * belongs to ${tag}, or -1 when the page's are used up: it is an artifact
 * then.
 */
int tag_mark(struct tag_tree *, struct tag *, struct page *);

/*
 * tag_link(t, tag, page, annotation, fail): put an annotation under its Link,
 * and in the parent tree.
 */
int tag_link(struct tag_tree *, struct tag *, struct page *,
    struct pdfobj_dict *, struct fail *);

/* Properties: language; the text itself; a figure's; a cell's. */
void tag_set_lang(struct tag_tree *, struct tag *, const char *);
void tag_set_text(struct tag_tree *, struct tag *, const char *);
void tag_set_figure(struct tag_tree *, struct tag *, const char *,
    const double [4]);
void tag_set_cell(struct tag_tree *, struct tag *, const char *, int, int);

/* tag_is_lang(s): 1 if PDF/A-1 takes it for a language (RFC 1766). */
int tag_is_lang(const char *);

#endif /* !RENDER_TAG_H */
