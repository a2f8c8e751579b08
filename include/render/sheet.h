/*
 * sheet.h - the A4 pages of a report: where the pen is, what is tagged, what
 * stands in the margins.
 *
 * Everything is drawn from the top down.  A page's head and foot are drawn at
 * the end, when the number of pages is known; they and all lines and areas
 * are artifacts.
 *
 * Units: pt from the page's bottom left corner.
 *
 * Source: PDF 1.4, 9.5 (artifacts) and 9.7.
 */
#ifndef RENDER_SHEET_H
#define RENDER_SHEET_H

#include <stddef.h>

#include "render/outline.h"
#include "render/page.h"
#include "render/setting.h"
#include "render/tag.h"

struct faces;
struct fail;
struct pdfobj;
struct pdfobj_dict;
struct rich;

#define SHEET_MM (72.0 / 25.4)
#define SHEET_HEIGHT 841.89
#define SHEET_LEFT (20 * SHEET_MM)	/* margins of 20 mm */
#define SHEET_WIDTH (170 * SHEET_MM)
#define SHEET_TOP (SHEET_HEIGHT - 20 * SHEET_MM)
#define SHEET_BOTTOM (20 * SHEET_MM)
#define SHEET_TEXT 10.0		/* size of plain text */

struct sheet {
	struct pdfobj *p;	/* borrowed */
	struct faces *faces;	/* borrowed */
	struct page_list pages;
	struct tag_tree tree;
	struct tag document;
	struct outline outline;
	struct setting_missing missing;
	struct page *page;	/* the present one; NULL: none yet */
	struct pdfobj_dict *images;	/* of its resources, or NULL */
	double y;		/* everything above is used */
	int open;		/* marked content is */
	const void *owner;	/* its element's object; NULL: an artifact */
};
#define SHEET_INIT { .pages = PAGE_LIST_INIT, .tree = TAG_TREE_INIT }

struct sheet_margins {		/* what stands in them; borrowed */
	const char *left, *right;	/* of the head */
	const char *foot;	/* beside the page's number */
};

/* sheet_start(s, p, faces, fail): the first page. */
int sheet_start(struct sheet *, struct pdfobj *, struct faces *,
    struct fail *);

/* sheet_next(s, fail): a new page. */
int sheet_next(struct sheet *, struct fail *);

/* sheet_room(s): height that is left.  sheet_is_new(s): 1: nothing is on it. */
double sheet_room(const struct sheet *);
int sheet_is_new(const struct sheet *);

/*
 * sheet_mark(s, tag): what is drawn from here on is content of ${tag}; NULL:
 * an artifact.  sheet_unmark(s): it ends.
 */
void sheet_mark(struct sheet *, struct tag *);
void sheet_unmark(struct sheet *);

/* sheet_area(s, rect, grey): fill x, y, width, height; 0 is black. */
void sheet_area(struct sheet *, const double [4], double);

/* A piece of text that is drawn line by line, maybe on several pages. */
struct sheet_text {
	const struct setting *set;	/* borrowed, as all but the links */
	const struct rich *rich;	/* its links; NULL: without */
	struct tag *tag;	/* NULL: an artifact */
	double x, width;
	double align;		/* 0: to the left, 1: to the right */
	struct sheet_link *link;	/* owned */
};

/*
 * sheet_line(s, text, n, y, fail): draw its line ${n}, whose top is at ${y}.
 * sheet_text_clear(text): fine if zeroed.
 */
int sheet_line(struct sheet *, struct sheet_text *, size_t, double,
    struct fail *);
void sheet_text_clear(struct sheet_text *);

/* sheet_label(s, text, fail): the same of a plain text, whole, at s->y. */
int sheet_label(struct sheet *, struct tag *, const char *, double,
    struct fail *);

/*
 * sheet_finish(s, margins, fail): the margins of all pages, fonts, bookmarks
 * and the structure.
 */
int sheet_finish(struct sheet *, const struct sheet_margins *,
    struct fail *);

/* sheet_clear(s): fine if empty. */
void sheet_clear(struct sheet *);

#endif /* !RENDER_SHEET_H */
