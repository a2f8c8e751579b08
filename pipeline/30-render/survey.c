#include "render/survey.h"

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
    struct fail *fail)
{
	static const struct layout_handler events = { on_open, on_close,
		on_run, on_picture, on_box };
	struct state st = { s, NULL, 0, 0, 1, 0 };
	int rc = -1;

	s->bands = (size_t)(height_px / BAND_PX) + 1;
	s->marks = calloc(s->bands, sizeof(*s->marks));
	s->links = calloc(s->bands, sizeof(*s->links));
	if (s->marks == NULL || s->links == NULL) {
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

int
survey_cut(const struct survey *s, int64_t height_px, int64_t **cut,
    size_t *count, struct fail *fail)
{
	int64_t top = 0, y, marks = 0, links = 0;
	size_t band, n = 1;

	if ((*cut = calloc(s->bands + 1, sizeof(**cut))) == NULL)
		return (fail_memory(fail));
	for (band = 0; band < s->bands; band++) {
		y = (int64_t)band * BAND_PX;
		if (y > top && y < height_px && (y - top >= PAGE_MAX_PX ||
		    marks + s->marks[band] > PAGE_MAX_MARKS ||
		    links + s->links[band] > PAGE_MAX_MARKS)) {
			(*cut)[n++] = top = y;
			marks = links = 0;
		}
		marks += s->marks[band];
		links += s->links[band];
	}
	*count = n;
	return (0);
}

void
survey_clear(struct survey *s)
{
	free(s->marks);
	free(s->links);
	free(s->regular);
	memset(s, 0, sizeof(*s));
}
