#include "render/survey.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/fail.h"
#include "render/grid.h"
#include "render/layout_read.h"
#include "render/page.h"

#define BAND_PX 50		/* PAGE_MAX_PX is a multiple of it */

struct table {
	size_t index;		/* in survey.regular */
	struct grid grid;
};

struct state {
	struct survey *s;
	struct table *open;	/* owned; innermost last */
	size_t depth, room;
	int fresh;		/* the next run starts a marked content */
	size_t band;		/* of the run before */
	int64_t height_px;
	int page_px;		/* a picture as tall as this is cut */
};

static size_t
band_of(const struct state *st, double y)
{
	double band = y / BAND_PX;

	if (band < 0)
		return (0);
	if (band >= (double)st->s->bands)
		return (st->s->bands - 1);
	return ((size_t)band);
}

/* A cut at px y goes through what begins above y and ends below it. */
static void
mark_inside(const struct state *st, uint8_t *bits,
    const struct layout_box *box)
{
	double from = floor(box->y) + 1, to = ceil(box->y + box->h) - 1;
	int64_t y, last;

	if (bits == NULL || !(to >= 0) || !(from < (double)st->height_px))
		return;
	last = to < (double)st->height_px ? (int64_t)to : st->height_px;
	for (y = from < 0 ? 0 : (int64_t)from; y <= last; y++)
		bits[y / 8] |= (uint8_t)(1 << y % 8);
}

static int
open_table(struct state *st, struct fail *fail)
{
	struct survey *s = st->s;
	size_t room = st->room == 0 ? 8 : st->room * 2;
	size_t regular_room = s->room == 0 ? 64 : s->room * 2;
	struct table *open;
	uint8_t *regular;

	if (st->depth == st->room) {
		if ((open = realloc(st->open, room * sizeof(*open))) == NULL)
			return (fail_memory(fail));
		st->open = open;
		st->room = room;
	}
	if (s->tables == s->room) {
		if ((regular = realloc(s->regular, regular_room)) == NULL)
			return (fail_memory(fail));
		s->regular = regular;
		s->room = regular_room;
	}
	memset(&st->open[st->depth], 0, sizeof(*st->open));
	st->open[st->depth++].index = s->tables;
	s->regular[s->tables++] = 0;
	return (0);
}

static int
on_open(void *arg, const struct layout_node *n, struct fail *fail)
{
	struct state *st = arg;

	st->fresh = 1;
	if (n->kind == LAYOUT_TABLE)
		return (open_table(st, fail));
	if (n->kind == LAYOUT_ROW)
		grid_row(&st->open[st->depth - 1].grid);
	if (n->kind == LAYOUT_CELL)
		return (grid_cell(&st->open[st->depth - 1].grid, n->columns,
		    n->rows, fail));
	return (0);
}

static int
on_close(void *arg, const struct layout_node *n, struct fail *fail)
{
	struct state *st = arg;
	struct table *t;

	(void)fail;
	st->fresh = 1;
	if (n->kind == LAYOUT_ROW)
		grid_row_end(&st->open[st->depth - 1].grid);
	if (n->kind == LAYOUT_TABLE) {
		t = &st->open[--st->depth];
		st->s->regular[t->index] =
		    (uint8_t)grid_is_regular(&t->grid);
		grid_clear(&t->grid);
	}
	return (0);
}

/* An upper bound: what words.c joins is counted as one here too. */
static int
on_run(void *arg, const struct layout_run *run, struct fail *fail)
{
	struct state *st = arg;
	size_t band = band_of(st, run->box.y + run->box.h / 2);

	(void)fail;
	if (st->fresh || band != st->band || run->lang != NULL)
		st->s->marks[band]++;
	st->fresh = 0;
	st->band = band;
	mark_inside(st, st->s->in_text, &run->box);
	return (0);
}

static int
on_picture(void *arg, const struct layout_picture *picture,
    struct fail *fail)
{
	struct state *st = arg;

	(void)fail;
	st->s->marks[band_of(st, picture->box.y)]++;
	st->fresh = 1;
	if (picture->box.h <= st->page_px)
		mark_inside(st, st->s->in_picture, &picture->box);
	return (0);
}

static int
on_box(void *arg, const struct layout_box *box, struct fail *fail)
{
	struct state *st = arg;

	(void)fail;
	st->s->links[band_of(st, box->y)]++;
	return (0);
}

int
survey_make(struct survey *s, const char *layout, int64_t height_px,
    int page_px, struct fail *fail)
{
	static const struct layout_handler events = { on_open, on_close,
		on_run, on_picture, on_box };
	struct state st = { s, NULL, 0, 0, 1, 0, height_px, page_px };
	int rc = -1;

	s->bands = (size_t)(height_px / BAND_PX) + 1;
	s->marks = calloc(s->bands, sizeof(*s->marks));
	s->links = calloc(s->bands, sizeof(*s->links));
	if (page_px > 0) {
		s->in_text = calloc((size_t)height_px / 8 + 1, 1);
		s->in_picture = calloc((size_t)height_px / 8 + 1, 1);
	}
	if (s->marks == NULL || s->links == NULL || (page_px > 0 &&
	    (s->in_text == NULL || s->in_picture == NULL))) {
		(void)fail_memory(fail);
		goto out;
	}
	rc = layout_read(layout, &events, &st, fail);
out:
	while (st.depth > 0)
		grid_clear(&st.open[--st.depth].grid);
	free(st.open);
	return (rc);
}

/* The end of a page by the limits: of its height, and of what it may hold. */
static int64_t
most_of_page(const struct survey *s, int64_t top, int most_px)
{
	int64_t marks = 0, links = 0, y = top;
	size_t band;

	for (band = (size_t)(top / BAND_PX); band < s->bands; band++) {
		y = (int64_t)band * BAND_PX;
		if (y >= top + most_px)
			break;
		marks += s->marks[band];
		links += s->links[band];
		if (y > top && (marks > PAGE_MAX_MARKS ||
		    links > PAGE_MAX_MARKS))
			return (y);
	}
	return (top + most_px);
}

static int
is_inside(const uint8_t *bits, int64_t y)
{
	return (bits != NULL && (bits[y / 8] >> y % 8 & 1));
}

/* The lowest place in the page's last quarter that cuts least. */
static int64_t
best_cut(const struct survey *s, int64_t top, int64_t bottom)
{
	int64_t y, text = 0, least = bottom - (bottom - top) / 4;

	for (y = bottom; y > least; y--) {
		if (is_inside(s->in_text, y))
			continue;
		if (!is_inside(s->in_picture, y))
			return (y);
		if (text == 0)
			text = y;
	}
	return (text > 0 ? text : bottom);
}

int
survey_cut(const struct survey *s, int64_t height_px, int most_px,
    struct survey_cuts *cuts, struct fail *fail)
{
	int64_t top = 0, bottom, *new;
	size_t room = 0;

	memset(cuts, 0, sizeof(*cuts));
	for (;;) {
		if (cuts->count == room) {
			room = room == 0 ? 64 : room * 2;
			new = realloc(cuts->top, room * sizeof(*new));
			if (new == NULL) {
				survey_cuts_clear(cuts);
				return (fail_memory(fail));
			}
			cuts->top = new;
		}
		cuts->top[cuts->count++] = top;
		if ((bottom = most_of_page(s, top, most_px)) >= height_px)
			return (0);
		top = best_cut(s, top, bottom);
	}
}

void
survey_cuts_clear(struct survey_cuts *cuts)
{
	free(cuts->top);
	memset(cuts, 0, sizeof(*cuts));
}

void
survey_clear(struct survey *s)
{
	free(s->marks);
	free(s->links);
	free(s->in_text);
	free(s->in_picture);
	free(s->regular);
	memset(s, 0, sizeof(*s));
}
