#include "render/words.h"

#include <math.h>
#include <string.h>

#include "core/text.h"
#include "render/font.h"
#include "render/layout_read.h"
#include "render/page.h"
#include "render/pdfobj.h"
#include "render/tag.h"

#define MOST_POINTS LAYOUT_MAX_WORD	/* code points of a word */
#define HEX_POINTS 256		/* written at a time */
#define LEAST_SCALE 1.0		/* per cent */
#define MOST_SCALE 20000.0
#define LEAST_PT 0.5
#define MOST_PT 2000.0
#define HIGH_LINE 2.5		/* font sizes: no font's line is as high */

/* Where the next glyph falls, in pt; where a line is. */
struct pen {
	struct page *page;
	double x, y, size;
	int placed;		/* 0: a Tm is needed */
	int turned;		/* downwards: one word, from x, y on */
};

/* Left out: they have no width, and would break words apart in a search. */
static int
is_dropped(uint32_t cp)
{
	return (cp < 0x20 || (cp >= 0x7f && cp < 0xa0) || cp == 0xad ||
	    cp == 0x200b || cp == 0x2060 || cp == 0xfeff);
}

static int
is_right_to_left(uint32_t cp)
{
	return ((cp >= 0x590 && cp < 0x900) || (cp >= 0xfb1d && cp < 0xfe00) ||
	    (cp >= 0xfe70 && cp < 0xff00) || (cp >= 0x10800 && cp < 0x11000) ||
	    (cp >= 0x1e800 && cp < 0x1f000));
}

/* The word's code points; returns how many, and whether it runs leftwards. */
static size_t
decode(const struct layout_word *word, uint32_t *cp, int *rtl)
{
	const char *s = word->text, *end = s + word->size;
	size_t n = 0;

	*rtl = 0;
	while (s < end && n < MOST_POINTS) {
		s = text_next(s, end, &cp[n]);
		if (is_dropped(cp[n]))
			continue;
		*rtl |= is_right_to_left(cp[n]);
		n++;
	}
	return (n);
}

static void
reverse(uint32_t *cp, size_t n)
{
	uint32_t hold;
	size_t i;

	for (i = 0; i < n / 2; i++) {
		hold = cp[i];
		cp[i] = cp[n - 1 - i];
		cp[n - 1 - i] = hold;
	}
}

static void
put_space(struct words *w)
{
	if (w->space && w->page != NULL)
		pdfobj_printf(w->p, w->page->contents, "<%04X>Tj\n",
		    font_cid(w->font, ' '));
	w->space = 0;
}

void
words_break(struct words *w)
{
	if (w->page == NULL)
		return;
	put_space(w);
	pdfobj_printf(w->p, w->page->contents, "ET\nEMC\n");
	w->page = NULL;
}

static void
start_mark(struct words *w, struct tag *tag, struct page *page)
{
	int id;

	words_break(w);
	id = tag_mark(w->tree, tag, page);
	if (id == -1) {
		w->untagged++;
		pdfobj_printf(w->p, page->contents, "/Artifact BMC\nBT\n");
	} else
		pdfobj_printf(w->p, page->contents, "/%s <</MCID %d>> BDC\n"
		    "BT\n", tag->type, id);
	w->page = page;
	w->owner = tag->own.dict;
}

/* The text's own size is the line's height: ascent + descent is one em. */
static double
font_size(const struct page *page, const struct layout_run *run, double *top)
{
	double h = run->box.h;

	*top = run->box.y;
	if (run->size > 0 && h < run->size * 0.5) {
		h = run->size * 1.2;
		*top += (run->box.h - h) / 2;
	}
	h = page_length(page, h);
	return (h < LEAST_PT ? LEAST_PT : h > MOST_PT ? MOST_PT : h);
}

static void
put_string(struct words *w, const uint32_t *cp, size_t n)
{
	static const char digit[] = "0123456789ABCDEF";
	char hex[4 * HEX_POINTS];
	size_t i, used = 0;
	unsigned cid;

	for (i = 0; i < n; i++) {
		cid = font_cid(w->font, cp[i]);
		hex[used++] = digit[cid >> 12 & 15];
		hex[used++] = digit[cid >> 8 & 15];
		hex[used++] = digit[cid >> 4 & 15];
		hex[used++] = digit[cid & 15];
		if (used == sizeof(hex) || i + 1 == n) {
			pdfobj_write(w->p, w->page->contents, hex, used);
			used = 0;
		}
	}
}

/*
 * Draw ${n} code points, and a space when ${next} is the place in pt of the
 * word after it, which the pen is then moved to; ${next} is NAN at the end.
 */
static void
put_word(struct words *w, struct pen *pen, const uint32_t *cp, size_t n,
    const double at[3])
{
	struct pdfobj_dict *out = w->page->contents;
	double x = at[0], width = at[1], next = at[2], scale, moved, back;

	scale = 100 * width / ((double)n * FONT_WIDTH * pen->size);
	scale = round(100 * fmin(fmax(scale, LEAST_SCALE), MOST_SCALE)) / 100;
	if (pen->turned)
		pdfobj_printf(w->p, out, "0 -1 1 0 %.2f %.2f Tm\n", x,
		    pen->y);
	else if (!pen->placed || fabs(pen->x - x) > 0.02)
		pdfobj_printf(w->p, out, "1 0 0 1 %.2f %.2f Tm\n", x, pen->y);
	pdfobj_printf(w->p, out, "%.2f Tz[<", scale);
	put_string(w, cp, n);
	pen->placed = 0;
	moved = (double)n * FONT_WIDTH * pen->size * scale / 100;
	if (isnan(next)) {
		pdfobj_printf(w->p, out, ">]TJ\n");
		return;
	}
	moved += FONT_WIDTH * pen->size * scale / 100;
	back = round((x + moved - next) * 1000 / (pen->size * scale / 100));
	pdfobj_printf(w->p, out, "%04X>", font_cid(w->font, ' '));
	if (fabs(back) <= 30000) {
		pdfobj_printf(w->p, out, "%.0f", back);
		pen->x = x + moved - back * pen->size * scale / 100000;
		pen->placed = 1;
	}
	pdfobj_printf(w->p, out, "]TJ\n");
}

/* Where word ${i} of the run starts, how wide it is, where the next starts. */
static void
measure(const struct words *w, const struct pen *pen,
    const struct layout_run *run, size_t i, double at[3])
{
	double left = fmax(run->word[i].x, 0);
	double right = fmin(run->word[i].x + run->word[i].w,
	    w->pages->width_px);

	at[0] = page_x(pen->page, left);
	at[1] = page_length(pen->page, right - left);
	at[2] = i + 1 == run->count ? (double)NAN :
	    page_x(pen->page, fmax(run->word[i + 1].x, 0));
	if (!pen->turned)
		return;
	at[0] += (1 - FONT_ASCENT) * pen->size;
	at[1] = page_length(pen->page, run->box.h);
}

static int
is_seen(const struct words *w, const struct layout_run *run,
    const struct layout_word *word)
{
	double x = word->x + word->w / 2, y = run->box.y + run->box.h / 2;

	return (word->size > 0 && x >= 0 && x <= w->pages->width_px &&
	    y >= 0 && y <= (double)w->pages->height_px);
}

static void
put_run(struct words *w, struct tag *tag, const struct layout_run *run,
    struct pen *pen)
{
	uint32_t cp[MOST_POINTS];
	double at[3];
	size_t i, n;
	int rtl, join = run->join;

	for (i = 0; i < run->count; i++) {
		if (!is_seen(w, run, &run->word[i]) ||
		    (n = decode(&run->word[i], cp, &rtl)) == 0) {
			w->hidden++;
			continue;
		}
		if (rtl)
			reverse(cp, n);
		if (join)
			w->space = 0;
		join = 0;
		if (w->page != pen->page || w->owner != tag->own.dict) {
			start_mark(w, tag, pen->page);
			pen->placed = 0;
		}
		put_space(w);
		if (pen->page->font_pt != pen->size)
			pdfobj_printf(w->p, pen->page->contents,
			    "/F1 %.2f Tf\n", pen->size);
		pen->page->font_pt = pen->size;
		measure(w, pen, run, i, at);
		put_word(w, pen, cp, n, at);
		w->space = i + 1 == run->count;
		w->count++;
	}
}

int
words_any(const struct words *w, const struct layout_run *run)
{
	size_t i;

	for (i = 0; i < run->count; i++)
		if (is_seen(w, run, &run->word[i]))
			return (1);
	return (0);
}

void
words_run(struct words *w, struct tag *tag, const struct layout_run *run)
{
	struct pen pen = { NULL, 0, 0, 0, 0, 0 };
	double top;

	pen.page = page_list_at(w->pages, run->box.y + run->box.h / 2);
	pen.size = round(100 * font_size(pen.page, run, &top)) / 100;
	pen.turned = run->count == 1 && run->size > 0 &&
	    run->box.h > run->size * HIGH_LINE && run->box.h > run->word[0].w;
	if (pen.turned)
		pen.size = round(100 * fmax(page_length(pen.page,
		    run->word[0].w), LEAST_PT)) / 100;
	pen.y = page_y(pen.page, top) -
	    (pen.turned ? 0 : FONT_ASCENT * pen.size);
	put_run(w, tag, run, &pen);
}

void
words_figure(struct words *w, struct tag *tag, struct page *page,
    const double rect[4])
{
	int id;

	words_break(w);
	id = tag_mark(w->tree, tag, page);
	if (id == -1)
		w->untagged++;
	else
		pdfobj_printf(w->p, page->contents, "/Figure <</MCID %d>> BDC"
		    "\n%.2f %.2f %.2f %.2f re n\nEMC\n", id, rect[0], rect[1],
		    rect[2] - rect[0], rect[3] - rect[1]);
}
