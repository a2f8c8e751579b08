#include "render/block.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/fail.h"
#include "core/text.h"
#include "render/face.h"
#include "render/rich.h"

#define LEVELS 4
#define SPACE 6.0		/* above a paragraph */
#define ITEM_SPACE 3.0
#define INDENT 20.0		/* of a list's text */
#define LABEL_GAP 6.0		/* between a number and that */
#define SIGN_SPACE 40.0		/* above the line, for the pen */
#define SIGN_PLACE 0.36		/* of the width, for place and day */
#define SIGN_GAP 18.0
#define LINE 0.6
#define KEEP 2			/* lines of a paragraph that stay together */

static const struct {
	double size, above, below;
} headings[LEVELS + 1] = { { 0, 0, 0 }, { 18, 0, 4 }, { 14, 18, 3 },
	{ 12, 14, 2 }, { 10.5, 10, 2 } };

/* ---- headings ---- */

static double
space_above(const struct block *b, const struct block_heading *h, int first)
{
	return (first && sheet_is_new(b->s) ? 0 : headings[h->level].above);
}

static int
draw_heading(struct block *b, struct block_heading *h, struct fail *fail)
{
	static const char *const types[LEVELS + 1] = { "P", "H1", "H2", "H3",
		"H4" };
	struct sheet_text text = { &h->set, NULL, NULL, SHEET_LEFT,
		SHEET_WIDTH, 0, NULL };
	struct tag tag;
	size_t i;

	if (!sheet_is_new(b->s))
		b->s->y -= headings[h->level].above;
	tag_open(&b->s->tree, &b->s->document, types[h->level], &tag);
	text.tag = &tag;
	outline_add(&b->s->outline, h->level, h->title, b->s->page,
	    SHEET_HEIGHT - b->s->y);
	for (i = 0; i < h->set.lines; i++) {
		/* Only one that is taller than a page is divided. */
		if (sheet_room(b->s) < h->set.size * SETTING_LEADING &&
		    sheet_next(b->s, fail) == -1)
			return (-1);
		if (sheet_line(b->s, &text, i, b->s->y, fail) == -1)
			return (-1);
		b->s->y -= h->set.size * SETTING_LEADING;
	}
	b->s->y -= headings[h->level].below;
	free(h->title);
	h->title = NULL;
	return (0);
}

int
block_begin(struct block *b, double space, double height,
    struct fail *fail)
{
	double need = height;
	int i;

	for (i = 0; i < b->waits; i++)
		need += space_above(b, &b->waiting[i], i == 0) +
		    setting_height(&b->waiting[i].set) +
		    headings[b->waiting[i].level].below;
	if (b->waits == 0 && !sheet_is_new(b->s))
		need += space;
	if (need > sheet_room(b->s) && !sheet_is_new(b->s) &&
	    sheet_next(b->s, fail) == -1)
		return (-1);
	for (i = 0; i < b->waits; i++)
		if (draw_heading(b, &b->waiting[i], fail) == -1)
			return (-1);
	if (!sheet_is_new(b->s))
		b->s->y -= b->waits > 0 ? 0 : space;
	b->waits = 0;
	return (0);
}

int
block_heading(struct block *b, int level, const struct rich *text,
    struct fail *fail)
{
	struct setting_how how = { b->s->faces, &b->s->missing, 0,
		SHEET_WIDTH, 1 };
	struct block_heading *h;

	/* One that would skip a level is put one below the last. */
	if (level > b->level + 1)
		level = b->level + 1;
	if (level > LEVELS)
		level = LEVELS;
	b->level = level;
	if (b->waits == BLOCK_WAITING && block_begin(b, 0, 0, fail) == -1)
		return (-1);
	h = &b->waiting[b->waits];
	h->level = level;
	how.size = headings[level].size;
	if (setting_make(&h->set, &how, text, fail) == -1 ||
	    (h->title = text_copy(buf_text(&text->text), fail)) == NULL)
		return (-1);
	b->waits++;
	return (0);
}

/* ---- lines of text ---- */

/* How many of ${left} lines to put in this room: none is left alone. */
static size_t
lines_here(double room, double leading, size_t left, int is_new)
{
	size_t fit = room < leading ? 0 : (size_t)((room + 0.01) / leading);

	if (fit >= left)
		return (left);
	if (left - fit < KEEP && fit > KEEP)
		fit = left - KEEP;
	if (fit < KEEP && !is_new)
		fit = 0;
	return (fit == 0 && is_new ? 1 : fit);
}

static int
draw_lines(struct block *b, struct sheet_text *text, struct fail *fail)
{
	double leading = text->set->size * SETTING_LEADING;
	size_t i = 0, end;

	while (i < text->set->lines) {
		end = i + lines_here(sheet_room(b->s), leading,
		    text->set->lines - i, sheet_is_new(b->s));
		for (; i < end; i++) {
			if (sheet_line(b->s, text, i, b->s->y, fail) == -1)
				return (-1);
			b->s->y -= leading;
		}
		if (i < text->set->lines && sheet_next(b->s, fail) == -1)
			return (-1);
	}
	return (0);
}

/* What must be on one page of a text of so many lines. */
static double
least_height(const struct setting *set)
{
	size_t n = set->lines < 2 * KEEP ? set->lines : KEEP;

	return ((double)n * set->size * SETTING_LEADING);
}

static int
set_text(struct block *b, const struct rich *text, double width,
    struct fail *fail)
{
	struct setting_how how = { b->s->faces, &b->s->missing, SHEET_TEXT,
		width, 0 };

	return (setting_make(&b->set, &how, text, fail));
}

int
block_paragraph(struct block *b, const struct rich *text, struct fail *fail)
{
	struct tag tag;
	struct sheet_text t = { &b->set, text, &tag, SHEET_LEFT, SHEET_WIDTH,
		0, NULL };
	int rc = -1;

	if (set_text(b, text, SHEET_WIDTH, fail) == -1)
		return (-1);
	if (b->set.lines == 0)
		return (0);
	if (block_begin(b, SPACE, least_height(&b->set), fail) == -1)
		return (-1);
	tag_open(&b->s->tree, &b->s->document, "P", &tag);
	rc = draw_lines(b, &t, fail);
	sheet_text_clear(&t);
	return (rc);
}

/* ---- lists ---- */

void
block_list(struct block *b, int ordered)
{
	b->ordered = ordered;
	b->items = 0;
}

static int
draw_label(struct block *b, struct tag *item, struct fail *fail)
{
	struct tag tag;
	char label[16] = "\xe2\x80\xa2";	/* a bullet */
	double x = SHEET_LEFT + LABEL_GAP;

	if (b->ordered)
		(void)snprintf(label, sizeof(label), "%d.", b->items);
	if (b->ordered)
		x = SHEET_LEFT;
	tag_open(&b->s->tree, item, "Lbl", &tag);
	return (sheet_label(b->s, &tag, label, x, fail));
}

int
block_item(struct block *b, const struct rich *text, struct fail *fail)
{
	/* Room for the digits of a long list. */
	double indent = INDENT + (b->items >= 99 ? LABEL_GAP : 0) +
	    (b->items >= 999 ? LABEL_GAP * 2 : 0);
	struct tag item, body;
	struct sheet_text t = { &b->set, text, &body, SHEET_LEFT + indent,
		SHEET_WIDTH - indent, 0, NULL };
	int rc = -1;

	if (set_text(b, text, t.width, fail) == -1 ||
	    block_begin(b, b->items == 0 ? SPACE : ITEM_SPACE, b->set.lines ==
	    0 ? SHEET_TEXT * SETTING_LEADING : least_height(&b->set),
	    fail) == -1)
		return (-1);
	if (b->items++ == 0)
		tag_open(&b->s->tree, &b->s->document, "L", &b->list);
	tag_open(&b->s->tree, &b->list, "LI", &item);
	if (draw_label(b, &item, fail) == -1)
		return (-1);
	tag_open(&b->s->tree, &item, "LBody", &body);
	if (b->set.lines == 0)
		b->s->y -= SHEET_TEXT * SETTING_LEADING;
	rc = draw_lines(b, &t, fail);
	sheet_text_clear(&t);
	return (rc);
}

/* ---- signatures ---- */

/* A line, and what is to be written on it, below. */
static int
draw_rule(struct block *b, const double place[2], const char *words,
    struct fail *fail)
{
	const double line[4] = { place[0], b->s->y, place[1], LINE };
	struct setting set = SETTING_INIT;
	struct rich rich = RICH_INIT;
	struct setting_how how = { b->s->faces, &b->s->missing, SHEET_TEXT,
		place[1], 0 };
	struct tag tag;
	struct sheet_text t = { &set, NULL, &tag, place[0], place[1], 0,
		NULL };
	size_t i;
	int rc = -1;

	sheet_area(b->s, line, 0);
	tag_open(&b->s->tree, &b->s->document, "P", &tag);
	if (rich_text(&rich, words, strlen(words), fail) == -1 ||
	    setting_make(&set, &how, &rich, fail) == -1)
		goto out;
	for (i = 0; i < set.lines; i++)
		if (sheet_line(b->s, &t, i, b->s->y - 2 - (double)i *
		    SHEET_TEXT * SETTING_LEADING, fail) == -1)
			goto out;
	rc = (int)set.lines;
out:
	setting_clear(&set);
	rich_clear(&rich);
	return (rc);
}

int
block_signature(struct block *b, const char *role, const char *name,
    struct fail *fail)
{
	const double left[2] = { SHEET_LEFT, SHEET_WIDTH * SIGN_PLACE };
	const double right[2] = { SHEET_LEFT + left[1] + SIGN_GAP,
		SHEET_WIDTH - left[1] - SIGN_GAP };
	char *words;
	int lines = -1;

	words = text_printf(fail, "%s, %s", name[0] != '\0' ? name :
	    "Namnf\xc3\xb6rtydligande", role);
	if (words == NULL)
		return (-1);
	/* Names of 500 letters take eight lines. */
	if (block_begin(b, SPACE, SIGN_SPACE + (2 + (double)(strlen(name) +
	    strlen(role)) / 30) * SHEET_TEXT * SETTING_LEADING, fail) == -1)
		goto out;
	b->s->y -= SIGN_SPACE;
	if (draw_rule(b, left, "Ort och datum", fail) == -1)
		goto out;
	lines = draw_rule(b, right, words, fail);
	if (lines > 0)
		b->s->y -= 4 + lines * SHEET_TEXT * SETTING_LEADING;
out:
	free(words);
	return (lines == -1 ? -1 : 0);
}

/* ---- the end ---- */

int
block_page(struct block *b, struct fail *fail)
{
	if (block_end(b, fail) == -1)
		return (-1);
	return (sheet_is_new(b->s) ? 0 : sheet_next(b->s, fail));
}

int
block_end(struct block *b, struct fail *fail)
{
	return (b->waits > 0 ? block_begin(b, 0, 0, fail) : 0);
}

void
block_clear(struct block *b)
{
	int i;

	for (i = 0; i < BLOCK_WAITING; i++) {
		setting_clear(&b->waiting[i].set);
		free(b->waiting[i].title);
	}
	setting_clear(&b->set);
}
