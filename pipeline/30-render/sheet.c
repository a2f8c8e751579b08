#include "render/sheet.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/buf.h"
#include "core/fail.h"
#include "render/face.h"
#include "render/pdfobj.h"
#include "render/rich.h"

#define WIDTH 595.28
#define SMALL 8.0		/* size of what stands in the margins */
#define HEAD_Y (SHEET_HEIGHT - 11 * SHEET_MM)	/* top of its line */
#define FOOT_Y (13 * SHEET_MM)
#define FOOT_PART 0.75		/* of the width, for what is not the number */
#define LINE_GREY 0.7

int
sheet_start(struct sheet *s, struct pdfobj *p, struct faces *faces,
    struct fail *fail)
{
	struct page_paper *paper = &s->pages.paper;

	s->p = p;
	s->faces = faces;
	s->outline.p = p;
	paper->pt_per_px = 1;
	paper->width = WIDTH;
	paper->height = SHEET_HEIGHT;
	tag_tree_start(&s->tree, p, PDFOBJ_MAX_ARRAY, &s->document);
	return (sheet_next(s, fail));
}

int
sheet_next(struct sheet *s, struct fail *fail)
{
	sheet_unmark(s);
	s->page = page_list_more(&s->pages, s->p, fail);
	s->images = NULL;
	s->y = SHEET_TOP;
	return (s->page == NULL ? -1 : 0);
}

double
sheet_room(const struct sheet *s)
{
	return (s->y - SHEET_BOTTOM);
}

int
sheet_is_new(const struct sheet *s)
{
	return (s->y >= SHEET_TOP);
}

void
sheet_unmark(struct sheet *s)
{
	if (s->open)
		pdfobj_printf(s->p, s->page->contents, "EMC\n");
	s->open = 0;
}

void
sheet_mark(struct sheet *s, struct tag *tag)
{
	const void *owner = tag == NULL ? NULL : tag->own.dict;
	int id = -1;

	if (s->open && s->owner == owner)
		return;
	sheet_unmark(s);
	if (tag != NULL)
		id = tag_mark(&s->tree, tag, s->page);
	if (id == -1)
		pdfobj_printf(s->p, s->page->contents, "/Artifact <</Type "
		    "/Pagination>> BDC\n");
	else
		pdfobj_printf(s->p, s->page->contents, "/%s <</MCID %d>> BDC"
		    "\n", tag->type, id);
	s->open = 1;
	s->owner = owner;
}

void
sheet_area(struct sheet *s, const double rect[4], double grey)
{
	sheet_unmark(s);
	pdfobj_printf(s->p, s->page->contents, "/Artifact <</Type /Layout>> "
	    "BDC\nq\n%.2f %.2f %.2f rg\n%.2f %.2f %.2f %.2f re f\nQ\nEMC\n",
	    grey, grey, grey, rect[0], rect[1], rect[2], rect[3]);
}

/* ---- what is drawn as one line ---- */

int
sheet_label(struct sheet *s, struct tag *tag, const char *label, double x,
    struct fail *fail)
{
	struct rich rich = RICH_INIT;
	struct setting set = SETTING_INIT;
	struct setting_how how = { s->faces, &s->missing, SHEET_TEXT,
		SHEET_WIDTH, 0 };
	struct sheet_text text = { &set, NULL, tag, x, SHEET_WIDTH, 0, NULL };
	int rc = -1;

	if (rich_text(&rich, label, strlen(label), fail) == 0 &&
	    setting_make(&set, &how, &rich, fail) == 0 &&
	    (set.lines == 0 || sheet_line(s, &text, 0, s->y, fail) == 0))
		rc = 0;
	setting_clear(&set);
	rich_clear(&rich);
	return (rc);
}

/* ---- margins ---- */

/* Text in a margin, cut off where it does not fit: it stands on page 1 too. */
static int
put_margin(struct sheet *s, const char *words, const double place[3],
    double align, struct fail *fail)
{
	struct rich rich = RICH_INIT;
	struct setting set = SETTING_INIT;
	struct setting_how how = { s->faces, &s->missing, SMALL, place[2],
		0 };
	struct sheet_text text = { &set, NULL, NULL, place[0], place[2],
		align, NULL };
	int rc = -1;

	if (rich_text(&rich, words, strlen(words), fail) == 0 &&
	    setting_make(&set, &how, &rich, fail) == 0 &&
	    (set.lines == 0 ||
	    sheet_line(s, &text, 0, place[1], fail) == 0))
		rc = 0;
	setting_clear(&set);
	rich_clear(&rich);
	return (rc);
}

static int
put_margins(struct sheet *s, const struct sheet_margins *m, size_t n,
    struct fail *fail)
{
	const double half = SHEET_WIDTH / 2 - 6;
	const double left[3] = { SHEET_LEFT, HEAD_Y, half };
	const double right[3] = { SHEET_LEFT + half + 12, HEAD_Y, half };
	const double foot[3] = { SHEET_LEFT, FOOT_Y,
		SHEET_WIDTH * FOOT_PART };
	const double number[3] = { SHEET_LEFT + foot[2], FOOT_Y,
		SHEET_WIDTH * (1 - FOOT_PART) };
	const double line[4] = { SHEET_LEFT, HEAD_Y - SMALL *
		SETTING_LEADING - 2, SHEET_WIDTH, 0.5 };
	char words[64];

	(void)snprintf(words, sizeof(words), "sida %zu av %zu", n + 1,
	    s->pages.count);
	sheet_area(s, line, LINE_GREY);
	if (put_margin(s, m->left, left, 0, fail) == -1 ||
	    put_margin(s, m->right, right, 1, fail) == -1 ||
	    put_margin(s, m->foot, foot, 0, fail) == -1 ||
	    put_margin(s, words, number, 1, fail) == -1)
		return (-1);
	sheet_unmark(s);
	return (0);
}

int
sheet_finish(struct sheet *s, const struct sheet_margins *m,
    struct fail *fail)
{
	size_t i;

	sheet_unmark(s);
	for (i = 0; i < s->pages.count; i++) {
		s->page = &s->pages.page[i];
		if (put_margins(s, m, i, fail) == -1)
			return (-1);
	}
	if (faces_finish(s->faces, fail) == -1)
		return (-1);
	for (i = 0; i < s->pages.count; i++)
		faces_resources(s->faces, pdfobj_resources(s->p,
		    s->pages.page[i].dict));
	outline_finish(&s->outline);
	return (tag_tree_finish(&s->tree, &s->pages, fail));
}

void
sheet_clear(struct sheet *s)
{
	page_list_clear(&s->pages);
	tag_tree_clear(&s->tree);
}
