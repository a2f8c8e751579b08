#include "render/tabular.h"

#include <string.h>

#include "core/fail.h"
#include "render/rich.h"

#define LEADING (TABULAR_TEXT * SETTING_LEADING)
#define SIDE 4.0		/* between a cell's edge and its text */
#define OVER 2.5		/* the same above and below */
#define SPACE 8.0		/* above the table */
#define AFTER 4.0		/* below it */
#define LEAST_WIDTH 26.0	/* of a column */
#define MOST_HEADING 240.0	/* height */
#define RULE 0.4
#define RULE_GREY 0.75
#define HEAD_GREY 0.9

/* ---- measures ---- */

/*
 * The widths by their parts; one that would be too narrow for a few letters
 * gets the least width, and the others share what is left.
 */
static void
set_widths(struct tabular *t, const struct report_table *from)
{
	double left = SHEET_WIDTH, parts = 0, x = SHEET_LEFT;
	int fixed[REPORT_MAX_COLUMNS] = { 0 }, again = 1;
	size_t i;

	for (i = 0; i < t->columns; i++)
		parts += from->column[i].parts;
	while (again) {
		again = 0;
		for (i = 0; i < t->columns; i++) {
			if (fixed[i] || left * from->column[i].parts / parts >=
			    LEAST_WIDTH)
				continue;
			fixed[i] = again = 1;
			left -= LEAST_WIDTH;
			parts -= from->column[i].parts;
		}
	}
	for (i = 0; i < t->columns; i++) {
		t->x[i] = x;
		t->width[i] = fixed[i] ? LEAST_WIDTH :
		    left * from->column[i].parts / parts;
		t->align[i] = from->column[i].align == REPORT_END ? 1 :
		    from->column[i].align == REPORT_CENTER ? 0.5 : 0;
		x += t->width[i];
	}
}

/* The lines of the tallest of the cells, at least one. */
static size_t
most_lines(const struct tabular *t, const struct setting *cells)
{
	size_t i, most = 1;

	for (i = 0; i < t->columns; i++)
		if (cells[i].lines > most)
			most = cells[i].lines;
	return (most);
}

static double
row_height(size_t lines)
{
	return ((double)lines * LEADING + 2 * OVER);
}

static int
set_cell(struct tabular *t, struct setting *set, size_t column,
    const struct rich *text, struct fail *fail)
{
	struct setting_how how = { t->b->s->faces, &t->b->s->missing,
		TABULAR_TEXT, t->width[column] - 2 * SIDE, 0 };

	return (setting_make(set, &how, text, fail));
}

static int
set_caption(struct tabular *t, const struct report_table *from,
    struct fail *fail)
{
	struct setting_how how = { t->b->s->faces, &t->b->s->missing,
		TABULAR_TEXT, SHEET_WIDTH, 1 };
	struct rich text = RICH_INIT;
	int rc = -1;

	if (rich_text(&text, buf_text(&from->caption), from->caption.size,
	    fail) == 0)
		rc = setting_make(&t->caption, &how, &text, fail);
	rich_clear(&text);
	return (rc);
}

int
tabular_start(struct tabular *t, const struct report_table *from,
    struct fail *fail)
{
	size_t i;

	t->columns = from->columns;
	t->facts = from->facts;
	t->rows = 0;
	t->told = 0;
	t->heading_height = 0;
	set_widths(t, from);
	if (set_caption(t, from, fail) == -1)
		return (-1);
	for (i = 0; i < t->columns && !t->facts; i++)
		if (set_cell(t, &t->heading[i], i, &from->column[i].heading,
		    fail) == -1)
			return (-1);
	if (!t->facts)
		t->heading_height = row_height(most_lines(t, t->heading));
	if (t->heading_height > MOST_HEADING)
		return (fail_set(fail, FAIL_DATA, "the headings of the table "
		    "take a third of a page: shorten them, or give their "
		    "columns more of the width"));
	return (0);
}

/* ---- drawing ---- */

static void
draw_rule(struct tabular *t)
{
	const double line[4] = { SHEET_LEFT, t->b->s->y, SHEET_WIDTH, RULE };

	sheet_area(t->b->s, line, RULE_GREY);
}

/*
 * Lines ${first} to before ${end} of the cells, as content of their elements
 * (NULL: an artifact), and the row's lower edge.
 */
static int
draw_cells(struct tabular *t, struct sheet_text *text, size_t first,
    size_t end, struct fail *fail)
{
	struct sheet *s = t->b->s;
	double y;
	size_t i, k;

	for (i = 0; i < t->columns; i++) {
		y = s->y - OVER;
		for (k = first; k < end && k < text[i].set->lines; k++) {
			if (sheet_line(s, &text[i], k, y, fail) == -1)
				return (-1);
			y -= LEADING;
		}
	}
	s->y -= row_height(end - first);
	draw_rule(t);
	return (0);
}

static void
set_texts(struct tabular *t, struct sheet_text *text,
    const struct setting *cells, struct tag *tags)
{
	size_t i;

	memset(text, 0, REPORT_MAX_COLUMNS * sizeof(*text));
	for (i = 0; i < t->columns; i++) {
		text[i].set = &cells[i];
		text[i].tag = tags == NULL ? NULL : &tags[i];
		text[i].x = t->x[i] + SIDE;
		text[i].width = t->width[i] - 2 * SIDE;
		text[i].align = t->align[i];
	}
}

/* The row of headings; its elements only where the table starts. */
static int
draw_headings(struct tabular *t, int first, struct fail *fail)
{
	struct sheet *s = t->b->s;
	const double area[4] = { SHEET_LEFT, s->y - t->heading_height,
		SHEET_WIDTH, t->heading_height };
	struct sheet_text text[REPORT_MAX_COLUMNS];
	struct tag row, tag[REPORT_MAX_COLUMNS];
	size_t i;

	if (t->heading_height <= 0)
		return (0);
	sheet_area(s, area, HEAD_GREY);
	if (first)
		tag_open(&s->tree, &t->table, "TR", &row);
	for (i = 0; i < t->columns && first; i++) {
		tag_open(&s->tree, &row, "TH", &tag[i]);
		tag_set_cell(&s->tree, &tag[i], "Column", 1, 1);
	}
	set_texts(t, text, t->heading, first ? tag : NULL);
	return (draw_cells(t, text, 0, most_lines(t, t->heading), fail));
}

static int
draw_caption(struct tabular *t, struct fail *fail)
{
	struct sheet *s = t->b->s;
	struct tag tag;
	struct sheet_text text = { &t->caption, NULL, &tag, SHEET_LEFT,
		SHEET_WIDTH, 0, NULL };
	size_t i;

	if (t->caption.lines == 0)
		return (0);
	tag_open(&s->tree, &t->table, "Caption", &tag);
	for (i = 0; i < t->caption.lines; i++) {
		if (sheet_line(s, &text, i, s->y, fail) == -1)
			return (-1);
		s->y -= LEADING;
	}
	s->y -= OVER;
	return (0);
}

/* The table's start, and its first row, on one page if that may be. */
static int
open_table(struct tabular *t, double first_row, struct fail *fail)
{
	struct sheet *s = t->b->s;
	double height = first_row + t->heading_height;

	if (t->caption.lines > 0)
		height += setting_height(&t->caption) + OVER;
	if (block_begin(t->b, SPACE, height, fail) == -1)
		return (-1);
	tag_open(&s->tree, &s->document, "Table", &t->table);
	t->told = 1;
	t->rows = 0;
	if (draw_caption(t, fail) == -1)
		return (-1);
	t->caption.lines = 0;	/* not again when it goes on as another */
	draw_rule(t);
	return (draw_headings(t, 1, fail));
}

static int
next_page(struct tabular *t, struct fail *fail)
{
	if (sheet_next(t->b->s, fail) == -1)
		return (-1);
	draw_rule(t);
	return (draw_headings(t, 0, fail));
}

/* As many lines as there is room for; what is left goes on the next page. */
static int
draw_row(struct tabular *t, struct sheet_text *text, size_t lines,
    struct fail *fail)
{
	double room;
	size_t first = 0, end;

	while (first < lines) {
		room = sheet_room(t->b->s) - 2 * OVER;
		end = first + (room < LEADING ? 1 :
		    (size_t)((room + 0.01) / LEADING));
		if (end > lines)
			end = lines;
		if (draw_cells(t, text, first, end, fail) == -1)
			return (-1);
		first = end;
		if (first < lines && next_page(t, fail) == -1)
			return (-1);
	}
	return (0);
}

/* Its elements, empty cells too: each has its place in the grid. */
static int
put_row(struct tabular *t, const struct rich *cells, size_t lines,
    struct fail *fail)
{
	struct sheet *s = t->b->s;
	struct tag row, tag[REPORT_MAX_COLUMNS];
	struct sheet_text text[REPORT_MAX_COLUMNS];
	size_t i;
	int rc;

	tag_open(&s->tree, &t->table, "TR", &row);
	for (i = 0; i < t->columns; i++) {
		tag_open(&s->tree, &row, t->facts && i == 0 ? "TH" : "TD",
		    &tag[i]);
		if (t->facts && i == 0)
			tag_set_cell(&s->tree, &tag[i], "Row", 1, 1);
	}
	set_texts(t, text, t->cell, tag);
	for (i = 0; i < t->columns; i++)
		text[i].rich = &cells[i];
	rc = draw_row(t, text, lines, fail);
	for (i = 0; i < t->columns; i++)
		sheet_text_clear(&text[i]);
	return (rc);
}

int
tabular_row(struct tabular *t, const struct rich *cells, struct fail *fail)
{
	double height, whole;
	size_t i, lines;

	for (i = 0; i < t->columns; i++)
		if (set_cell(t, &t->cell[i], i, &cells[i], fail) == -1)
			return (-1);
	lines = most_lines(t, t->cell);
	height = row_height(lines);
	whole = SHEET_TOP - SHEET_BOTTOM - t->heading_height;
	if ((!t->told || t->rows == TABULAR_MAX_ROWS) && open_table(t, height <=
	    whole ? height : row_height(1), fail) == -1)
		return (-1);
	/* Room for one line at least, or the whole row where a page can. */
	if (sheet_room(t->b->s) < (height <= whole ? height :
	    row_height(1)) && next_page(t, fail) == -1)
		return (-1);
	t->rows++;
	return (put_row(t, cells, lines, fail));
}

int
tabular_end(struct tabular *t, struct fail *fail)
{
	if (!t->told && open_table(t, 0, fail) == -1)
		return (-1);
	if (sheet_room(t->b->s) > AFTER)
		t->b->s->y -= AFTER;
	return (0);
}

void
tabular_clear(struct tabular *t)
{
	int i;

	setting_clear(&t->caption);
	for (i = 0; i < REPORT_MAX_COLUMNS; i++) {
		setting_clear(&t->heading[i]);
		setting_clear(&t->cell[i]);
	}
}
