#include "render/page.h"

#include <stdlib.h>

#include "core/fail.h"
#include "render/layout_read.h"
#include "render/pdfobj.h"

#define LEAST_PT 3.0		/* PDF 1.4, appendix C: sides of a page */
#define TALL_PT_PER_PX 0.72
#define MM (72 / 25.4)		/* in pt */
#define A4_WIDTH 595.276
#define A4_HEIGHT 841.89
#define A4_MARGIN (10 * MM)
#define SCREEN_PT_PER_PX 0.75

void
page_paper_tall(struct page_paper *paper)
{
	const struct page_paper tall = { TALL_PT_PER_PX, 0, 0, 0,
		PAGE_MAX_PX };

	*paper = tall;
}

void
page_paper_a4(struct page_paper *paper, int width_px)
{
	double scale = (A4_WIDTH - 2 * A4_MARGIN) / width_px;

	if (scale > SCREEN_PT_PER_PX)
		scale = SCREEN_PT_PER_PX;
	paper->pt_per_px = scale;
	paper->width = A4_WIDTH;
	paper->height = A4_HEIGHT;
	paper->margin = A4_MARGIN;
	paper->most_px = (int)((A4_HEIGHT - 2 * A4_MARGIN) / scale);
}

static void
make_page(struct page *page, struct pdfobj *p, int width_px, int key)
{
	double width = page->paper->width;

	if (width <= 0)
		width = page_length(page, width_px);
	page->dict = pdfobj_page(p, width < LEAST_PT ? LEAST_PT : width,
	    page_height(page));
	page->contents = pdfobj_contents(p, page->dict);
	page->owners = pdfobj_array(p);
	pdfobj_set_int(p, page->dict, "StructParents", key);
	pdfobj_set_name(p, page->dict, "Tabs", "S");
}

int
page_list_make(struct page_list *list, struct pdfobj *p, const int64_t *cut,
    size_t count, struct fail *fail)
{
	struct page *page;
	size_t i;

	if (count > PDFOBJ_MAX_ARRAY)
		return (fail_set(fail, FAIL_DATA, "it would be %zu pages, of "
		    "%d that PDF/A-1 allows: lower the page's greatest height "
		    "in bevara.xml", count, PDFOBJ_MAX_ARRAY));
	if ((list->page = calloc(count, sizeof(*list->page))) == NULL)
		return (fail_memory(fail));
	list->count = count;
	for (i = 0; i < count; i++) {
		page = &list->page[i];
		page->paper = &list->paper;
		page->top_px = cut[i];
		page->height_px = (i + 1 < count ? cut[i + 1] :
		    list->height_px) - cut[i];
		make_page(page, p, list->width_px, (int)i);
	}
	return (pdfobj_check(p, fail));
}

struct page *
page_list_more(struct page_list *list, struct pdfobj *p, struct fail *fail)
{
	struct page *page;

	if (list->page == NULL && (list->page = calloc(PDFOBJ_MAX_ARRAY,
	    sizeof(*list->page))) == NULL) {
		(void)fail_memory(fail);
		return (NULL);
	}
	if (list->count == PDFOBJ_MAX_ARRAY) {
		(void)fail_set(fail, FAIL_DATA, "more than the %d pages that "
		    "PDF/A-1 allows: divide it", PDFOBJ_MAX_ARRAY);
		return (NULL);
	}
	page = &list->page[list->count];
	page->paper = &list->paper;
	make_page(page, p, 0, (int)list->count++);
	return (pdfobj_check(p, fail) == -1 ? NULL : page);
}

struct page *
page_list_at(struct page_list *list, double y_px)
{
	size_t low = 0, high = list->count, middle;

	/* The last page whose top is not below the place. */
	while (high - low > 1) {
		middle = low + (high - low) / 2;
		if ((double)list->page[middle].top_px <= y_px)
			low = middle;
		else
			high = middle;
	}
	return (&list->page[low]);
}

void
page_list_clear(struct page_list *list)
{
	free(list->page);
	list->page = NULL;
	list->count = 0;
}

double
page_x(const struct page *page, double px)
{
	return (page->paper->margin + page_length(page, px));
}

double
page_y(const struct page *page, double px)
{
	return (page_height(page) - page->paper->margin -
	    page_length(page, px - (double)page->top_px));
}

double
page_length(const struct page *page, double px)
{
	return (px * page->paper->pt_per_px);
}

double
page_height(const struct page *page)
{
	double height = page->paper->height;

	if (height <= 0)
		height = page_length(page, (double)page->height_px);
	return (height < LEAST_PT ? LEAST_PT : height);
}

static double
between(double v, double low, double high)
{
	return (v < low ? low : v > high ? high : v);
}

int
page_clip(const struct page_list *list, const struct page *page,
    const struct layout_box *box, double rect[4])
{
	double top = (double)page->top_px;
	double bottom = top + (double)page->height_px;

	if (box->x >= list->width_px || box->x + box->w <= 0 ||
	    box->y >= bottom || box->y + box->h <= top)
		return (0);
	rect[0] = page_x(page, between(box->x, 0, list->width_px));
	rect[1] = page_y(page, between(box->y + box->h, top, bottom));
	rect[2] = page_x(page, between(box->x + box->w, 0,
	    list->width_px));
	rect[3] = page_y(page, between(box->y, top, bottom));
	return (rect[2] > rect[0] && rect[3] > rect[1]);
}
