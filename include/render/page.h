/*
 * page.h - the pages of the PDF: where the web page is cut, and what lies
 * where on each.
 *
 * Tall: a CSS pixel is 0.72 points, so that 20,000 pixels are the 14,400 points
 * that PDF 1.4 allows; a new page begins at least that often.
 * A4: portrait, with margins of 10 mm; the web page is made smaller until its
 * width fits, but never larger than on a screen of 96 pixels to the inch.
 *
 * Units: "px" are CSS pixels of the web page from its top left corner; "pt"
 * are points of one PDF page from its bottom left corner.
 */
#ifndef RENDER_PAGE_H
#define RENDER_PAGE_H

#include <stddef.h>
#include <stdint.h>

struct fail;
struct layout_box;
struct pdfobj;
struct pdfobj_array;
struct pdfobj_dict;

#define PAGE_MAX_PX 20000
#define PAGE_MAX_WIDTH_PX 20000
#define PAGE_MAX_HEIGHT_PX 20000000	/* of the web page: 1,000 pages */
#define PAGE_MAX_MARKS 8000	/* marked contents, or links, on one page */

struct page_paper {		/* all but the scale in pt */
	double pt_per_px;
	double width, height;	/* 0: as the web page needs */
	double margin;
	int most_px;		/* of the web page on one page */
};

struct page {
	const struct page_paper *paper;	/* borrowed from the list */
	struct pdfobj_dict *dict;	/* objects of the PDF */
	struct pdfobj_dict *contents;
	struct pdfobj_array *owners;	/* by MCID: the element */
	struct pdfobj_array *links;	/* annotations; NULL: none yet */
	int64_t top_px, height_px;
	int marks;		/* MCIDs given out */
	int link_count;
	double font_pt;		/* size last set in the content; 0: none */
};

struct page_list {
	struct page *page;	/* owned */
	size_t count;
	int width_px;
	int64_t height_px;	/* of the web page */
	struct page_paper paper;
};
#define PAGE_LIST_INIT { NULL, 0, 0, 0, { 0, 0, 0, 0, 0 } }

/* page_paper_tall(paper), page_paper_a4(paper, width_px): fill it. */
void page_paper_tall(struct page_paper *);
void page_paper_a4(struct page_paper *, int);

/*
 * page_list_make(list, p, cut, count, fail):
 * Make the pages; ${cut} holds ${count} tops in px, rising from 0.  The
 * list's measures and paper must be set.  FAIL_DATA: too many pages.
 */
int page_list_make(struct page_list *, struct pdfobj *, const int64_t *,
    size_t, struct fail *);

/*
 * page_list_more(list, p, fail):
 * One more page of the list's paper, when their number is not known before;
 * NULL on failure, FAIL_DATA: too many.  Earlier pages stay where they are.
 */
struct page *page_list_more(struct page_list *, struct pdfobj *,
    struct fail *);

/* page_list_at(list, y_px): the page that holds this place, or the nearest. */
struct page *page_list_at(struct page_list *, double);

/* page_list_clear(list): fine if empty. */
void page_list_clear(struct page_list *);

/* page_x(page, px), page_y(page, px): the place on the page in pt. */
double page_x(const struct page *, double);
double page_y(const struct page *, double);

/* page_length(page, px): the same length in pt. */
double page_length(const struct page *, double);

/* page_height(page): in pt. */
double page_height(const struct page *);

/*
 * page_clip(list, page, box, rect): the part of ${box} that lies on ${page} as
 * left, bottom, right, top in pt; returns 0 if none does.
 */
int page_clip(const struct page_list *, const struct page *,
    const struct layout_box *, double [4]);

#endif /* !RENDER_PAGE_H */
