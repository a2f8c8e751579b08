#include "render/sheet.h"

#include <stdio.h>
#include <stdlib.h>

#include "core/buf.h"
#include "core/fail.h"
#include "render/face.h"
#include "render/link.h"
#include "render/pdfobj.h"
#include "render/rich.h"

#define ASCENT 0.93		/* of the fonts, in em */
#define DESCENT 0.24
#define BASELINE ((SETTING_LEADING - ASCENT - DESCENT) / 2 + ASCENT)
#define DIGIT_EM 0.4		/* of the digits in a box */
#define LINK_COLOUR "0.05 0.2 0.5"

struct sheet_link {		/* a link of the text being drawn */
	struct tag tag;
	int made;
};

/* Glyphs of one line that are drawn together; where and how large. */
struct run {
	const struct setting_glyph *glyph;
	size_t count;
	double x, baseline, size;
};

static double
width_of(const struct run *run)
{
	double width = 0;
	size_t i;

	for (i = 0; i < run->count; i++)
		width += run->glyph[i].width;
	return (width);
}

/* ---- letters ---- */

static void
put_letters(struct sheet *s, const struct run *run)
{
	struct pdfobj_dict *out = s->page->contents;
	size_t i;

	if (run->count == 0)
		return;
	pdfobj_printf(s->p, out, "BT\n/F%d %.2f Tf\n1 0 0 1 %.2f %.2f Tm\n<",
	    run->glyph[0].face, run->size, run->x, run->baseline);
	for (i = 0; i < run->count; i++)
		pdfobj_printf(s->p, out, "%04X", run->glyph[i].code);
	pdfobj_printf(s->p, out, "> Tj\nET\n");
}

static void
put_actual_text(struct sheet *s, uint32_t cp)
{
	struct pdfobj_dict *out = s->page->contents;

	if (cp < 0x10000)
		pdfobj_printf(s->p, out, "/Span <</ActualText <FEFF%04X>>> "
		    "BDC\n", (unsigned)cp);
	else
		pdfobj_printf(s->p, out, "/Span <</ActualText <FEFF%04X%04X>>>"
		    " BDC\n", (unsigned)(0xd800 + ((cp - 0x10000) >> 10)),
		    (unsigned)(0xdc00 + ((cp - 0x10000) & 0x3ff)));
}

/* One row of the number of a letter, in the middle of its box. */
static int
put_digits(struct sheet *s, const struct run *box, const char digits[4],
    double baseline, struct fail *fail)
{
	struct setting_glyph glyph[4];
	struct run row = { glyph, 0, 0, baseline, box->size * DIGIT_EM };
	struct face_letter letter = { 0, 0, 0 };

	for (; digits[row.count] != '\0'; row.count++) {
		if (faces_find(s->faces, FACE_CODE,
		    (unsigned char)digits[row.count], &letter, fail) != 1)
			return (fail->kind == FAIL_NONE ? 0 : -1);
		glyph[row.count].face = (uint8_t)letter.face;
		glyph[row.count].code = (uint16_t)letter.code;
		glyph[row.count].width = (float)(row.size * letter.width /
		    1000);
	}
	row.x = box->x + (box->glyph[0].width - width_of(&row)) / 2;
	put_letters(s, &row);
	return (0);
}

/* A letter that no font has: its number in a box, in two rows. */
static int
put_box(struct sheet *s, const struct run *box, struct fail *fail)
{
	uint32_t cp = box->glyph[0].cp;
	unsigned bits = cp > 0xffff ? 12 : 8;
	const char *form = cp > 0xffff ? "%03X" : "%02X";
	char high[12], low[12];
	int rc;

	(void)snprintf(high, sizeof(high), form, (unsigned)(cp >> bits));
	(void)snprintf(low, sizeof(low), form, (unsigned)(cp &
	    ((1u << bits) - 1)));
	put_actual_text(s, cp);
	pdfobj_printf(s->p, s->page->contents, "q\n0.4 w\n0 0 0 RG\n"
	    "%.2f %.2f %.2f %.2f re S\nQ\n", box->x + box->size * 0.08,
	    box->baseline - box->size * 0.14, box->size *
	    (SETTING_BOX_EM - 0.16), box->size * 0.9);
	rc = put_digits(s, box, high, box->baseline + box->size * 0.37,
	    fail);
	if (rc == 0)
		rc = put_digits(s, box, low, box->baseline - box->size * 0.02,
		    fail);
	pdfobj_printf(s->p, s->page->contents, "EMC\n");
	return (rc);
}

/* The run, font by font; the pen moves on. */
static int
put_run(struct sheet *s, const struct run *run, struct fail *fail)
{
	struct run part = *run;
	size_t i;

	for (i = 0; i < run->count; i += part.count) {
		part.glyph = run->glyph + i;
		part.count = 1;
		while (part.glyph[0].face != SETTING_BOX &&
		    i + part.count < run->count &&
		    part.glyph[part.count].face == part.glyph[0].face)
			part.count++;
		if (part.glyph[0].face != SETTING_BOX)
			put_letters(s, &part);
		else if (put_box(s, &part, fail) == -1)
			return (-1);
		part.x += width_of(&part);
	}
	return (0);
}

/* ---- links ---- */

/* What it says, for those who hear it; its address if nothing. */
static int
make_annotation(struct sheet *s, const struct sheet_text *t, int n,
    const double rect[4], struct fail *fail)
{
	const struct rich_link *link = &t->rich->link[n];
	struct buf words = BUF_INIT;
	struct pdfobj_dict *d;
	int rc = -1;

	buf_add(&words, buf_text(&t->rich->text) + link->from,
	    link->to - link->from);
	if (buf_check(&words, fail) == -1)
		goto out;
	d = link_make(s->p, s->page, rect, link->uri,
	    words.size > 0 ? buf_text(&words) : link->uri);
	/* On one page of paper there are never too many. */
	rc = d == NULL ? pdfobj_check(s->p, fail) :
	    tag_link(&s->tree, &t->link[n].tag, s->page, d, fail);
out:
	buf_clear(&words);
	return (rc);
}

static int
put_link(struct sheet *s, struct sheet_text *t, const struct run *run,
    struct fail *fail)
{
	int n = run->glyph[0].link;
	double rect[4], width;

	if (t->link == NULL && (t->link = calloc(t->rich->links,
	    sizeof(*t->link))) == NULL)
		return (fail_memory(fail));
	if (!t->link[n].made)
		tag_open(&s->tree, t->tag, "Link", &t->link[n].tag);
	t->link[n].made = 1;
	sheet_mark(s, &t->link[n].tag);
	pdfobj_printf(s->p, s->page->contents, "q\n" LINK_COLOUR " rg\n");
	if (put_run(s, run, fail) == -1)
		return (-1);
	width = width_of(run);
	if (run->glyph[run->count - 1].cp == ' ')
		width -= run->glyph[run->count - 1].width;
	pdfobj_printf(s->p, s->page->contents, "%.2f %.2f %.2f 0.5 re f\nQ\n",
	    run->x, run->baseline - run->size * 0.14, width);
	rect[0] = run->x;
	rect[1] = run->baseline - run->size * DESCENT;
	rect[2] = run->x + width;
	rect[3] = run->baseline + run->size * ASCENT;
	return (make_annotation(s, t, n, rect, fail));
}

/* ---- a line ---- */

int
sheet_line(struct sheet *s, struct sheet_text *t, size_t n, double y,
    struct fail *fail)
{
	const struct setting_line *line = &t->set->line[n];
	const struct setting_glyph *glyph = t->set->glyph;
	struct run run = { NULL, 0, 0, 0, t->set->size };
	size_t i;
	int rc = 0;

	run.x = t->x + (t->width - line->width) * t->align;
	run.baseline = y - BASELINE * run.size;
	for (i = line->first; i < line->end && rc == 0; i += run.count) {
		run.glyph = glyph + i;
		run.count = 1;
		while (i + run.count < line->end &&
		    run.glyph[run.count].link == run.glyph[0].link)
			run.count++;
		if (run.glyph[0].link != RICH_NO_LINK && t->rich != NULL &&
		    t->tag != NULL)
			rc = put_link(s, t, &run, fail);
		else {
			sheet_mark(s, t->tag);
			rc = put_run(s, &run, fail);
		}
		run.x += width_of(&run);
	}
	return (rc == -1 ? -1 : pdfobj_check(s->p, fail));
}

void
sheet_text_clear(struct sheet_text *t)
{
	free(t->link);
	t->link = NULL;
}
