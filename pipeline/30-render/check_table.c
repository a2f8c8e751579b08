#include "render/check_part.h"

#include <stdlib.h>
#include <string.h>

#define MOST_CELLS 4000000	/* of a grid that is looked at */
#define MOST_SPAN 1000000
#define MOST_STEPS 100000000

struct cell {
	const struct pdf_value *element;
	int is_head, row, column, rows, columns;
	char scope;		/* 'B', 'C', 'R'; 0: none */
	uint32_t object;
};

struct grid {
	struct check_run *run;
	uint32_t object;	/* the table's */
	struct check_kids rows;	/* TR */
	struct cell *cell;	/* owned */
	size_t cells, room;
	uint32_t *at;		/* owned; rows * columns: 0 or 1 + cell */
	int64_t height, width;
	int64_t left;		/* steps that looking for headers may take */
};

/* An attribute of /A with /O Table. */
static const struct pdf_value *
attribute(const struct check_run *run, const struct pdf_value *element,
    const char *key)
{
	const struct pdf_value *a = pdf_get(&run->pdf, element, "A"), *one;
	uint32_t i, n = a->kind == PDF_ARRAY ? a->count : 1;

	for (i = 0; i < n && i < 64; i++) {
		one = a->kind == PDF_ARRAY ? pdf_resolve(&run->pdf,
		    &a->as.item[i]) : a;
		if (pdf_name_is(pdf_get(&run->pdf, one, "O"), "Table") &&
		    pdf_get(&run->pdf, one, key)->kind != PDF_NULL)
			return (pdf_get(&run->pdf, one, key));
	}
	return (&pdf_nothing);
}

static int
span(const struct check_run *run, const struct pdf_value *element,
    const char *key)
{
	const struct pdf_value *v = attribute(run, element, key);

	if (v->kind != PDF_INT)
		return (1);
	return (v->as.integer < 0 ? 0 : v->as.integer > MOST_SPAN ? MOST_SPAN :
	    (int)v->as.integer);
}

static int
is_cell(const struct check_kid *kid)
{
	return (check_is(kid->type, "TH") || check_is(kid->type, "TD"));
}

/* ---- the rows ---- */

static void
add_rows(struct check_run *run, const struct pdf_value *element,
    struct check_kids *rows, int nested)
{
	struct check_kids kids = CHECK_KIDS_INIT;
	struct check_kid *new;
	const char *type;
	size_t i;

	check_kids(run, element, &kids);
	for (i = 0; i < kids.count; i++) {
		type = kids.kid[i].type;
		if (check_is(type, "TR")) {
			new = realloc(rows->kid, (rows->count + 1) *
			    sizeof(*new));
			if (new == NULL) {
				check_memory(run);
				break;
			}
			rows->kid = new;
			rows->kid[rows->count++] = kids.kid[i];
		} else if (!nested && (check_is(type, "THead") ||
		    check_is(type, "TBody") || check_is(type, "TFoot")))
			add_rows(run, kids.kid[i].element, rows, 1);
	}
	check_kids_clear(&kids);
}

/*
 * The size of the grid: as wide as the first row's cells; as high as the rows
 * that the first cells reach over.
 */
static void
measure(struct grid *g)
{
	struct check_kids kids = CHECK_KIDS_INIT;
	int rows;
	size_t i, j;

	for (i = 0; i < g->rows.count; i++) {
		check_kids(g->run, g->rows.kid[i].element, &kids);
		for (j = 0; i == 0 && j < kids.count; j++)
			if (is_cell(&kids.kid[j]))
				g->width += span(g->run, kids.kid[j].element,
				    "ColSpan");
		for (j = 0; j < kids.count && !is_cell(&kids.kid[j]); j++)
			;
		if (j == kids.count)
			continue;
		rows = span(g->run, kids.kid[j].element, "RowSpan");
		g->height += rows;
		i += rows > 1 ? (size_t)rows - 1 : 0;
	}
	check_kids_clear(&kids);
}

/* ---- the grid ---- */

static int
bad(struct grid *g, const char *rule, const char *what, size_t row)
{
	check_add(g->run, CHECK_UA1, rule, g->object, "row %zu: %s", row + 1,
	    what);
	return (-1);
}

static int
put_cell(struct grid *g, const struct check_kid *kid, size_t row,
    int64_t *column)
{
	const struct pdf_value *scope;
	struct cell *c = &g->cell[g->cells];
	int64_t y, x;

	memset(c, 0, sizeof(*c));
	c->element = kid->element;
	c->object = kid->object;
	c->is_head = check_is(kid->type, "TH");
	c->rows = span(g->run, kid->element, "RowSpan");
	c->columns = span(g->run, kid->element, "ColSpan");
	scope = attribute(g->run, kid->element, "Scope");
	c->scope = scope->kind == PDF_NAME && scope->count > 0 ?
	    (char)scope->as.bytes[0] : '\0';
	while (*column < g->width && g->at[(int64_t)row * g->width +
	    *column] != 0)
		++*column;
	if (*column + c->columns > g->width)
		return (bad(g, "7.2-42", "more cells than in the first row",
		    row));
	if ((int64_t)row + c->rows > g->height)
		return (bad(g, "7.2-41", "a cell reaches below the table",
		    row));
	c->row = (int)row;
	c->column = (int)*column;
	g->cells++;
	for (y = c->row; y < c->row + c->rows; y++)
		for (x = c->column; x < c->column + c->columns; x++) {
			if (g->at[y * g->width + x] != 0)
				return (bad(g, "7.2-15", "two cells at one "
				    "place", row));
			g->at[y * g->width + x] = (uint32_t)g->cells;
		}
	*column += c->columns;
	return (0);
}

static int
fill(struct grid *g)
{
	struct check_kids kids = CHECK_KIDS_INIT;
	int64_t column, i;
	size_t row, j;
	struct cell *new;
	int rc = -1;

	for (row = 0; row < g->rows.count; row++) {
		check_kids(g->run, g->rows.kid[row].element, &kids);
		new = realloc(g->cell, (g->cells + kids.count + 1) *
		    sizeof(*new));
		if (new == NULL) {
			check_memory(g->run);
			goto out;
		}
		g->cell = new;
		column = 0;
		for (j = 0; j < kids.count; j++)
			if (is_cell(&kids.kid[j]) && ((int64_t)row >=
			    g->height || put_cell(g, &kids.kid[j], row,
			    &column) == -1))
				goto out;
	}
	for (i = 0; i < g->height * g->width; i++)
		if (g->at[i] == 0) {
			(void)bad(g, "7.2-43", "fewer cells than in the first "
			    "row", (size_t)(i / g->width));
			goto out;
		}
	rc = 0;
out:
	check_kids_clear(&kids);
	return (rc);
}

/* ---- headers (7.5) ---- */

static const struct cell *
cell_at(const struct grid *g, int row, int column)
{
	return (&g->cell[g->at[(int64_t)row * g->width + column] - 1]);
}

/*
 * From a place up (or to the left): a TH of that scope is found before the
 * THs there end.
 */
static int
is_headed(struct grid *g, int row, int column, char scope)
{
	const struct cell *c;
	int found = 0;

	while (g->left-- > 0) {
		if (scope == 'C')
			row--;
		else
			column--;
		if (row < 0 || column < 0)
			return (0);
		c = cell_at(g, row, column);
		if (c->is_head && (c->scope == 'B' || c->scope == scope))
			return (1);
		if (!c->is_head && found)
			return (0);
		found |= c->is_head;
	}
	return (1);
}

static int
has_header(struct grid *g, const struct cell *c)
{
	int i;

	for (i = c->column; i < c->column + c->columns; i++)
		if (is_headed(g, c->row, i, 'C'))
			return (1);
	for (i = c->row; i < c->row + c->rows; i++)
		if (is_headed(g, i, c->column, 'R'))
			return (1);
	return (0);
}

static void
check_headers(struct grid *g)
{
	int all = 1;
	size_t i;

	for (i = 0; i < g->cells; i++)
		all &= !g->cell[i].is_head || g->cell[i].scope != '\0';
	for (i = 0; !all && i < g->cells; i++)
		if (!g->cell[i].is_head && attribute(g->run,
		    g->cell[i].element, "Headers")->kind == PDF_NULL &&
		    !has_header(g, &g->cell[i])) {
			check_add(g->run, CHECK_UA1, "7.5-1",
			    g->cell[i].object, "the cell has no TH with a "
			    "/Scope above it or before it");
			return;
		}
}

void
check_table(struct check_run *run, const struct pdf_value *table,
    uint32_t object)
{
	struct grid g = { .run = run, .object = object,
		.rows = CHECK_KIDS_INIT, .left = MOST_STEPS };

	add_rows(run, table, &g.rows, 0);
	measure(&g);
	if (g.height == 0)
		goto out;
	if (g.height > MOST_CELLS || g.width > MOST_CELLS ||
	    g.height * g.width > MOST_CELLS ||
	    (uint64_t)(g.height * g.width) > run->budget * 16) {
		check_add(run, CHECK_NOTE, "7.2", object, "a table of %lld by "
		    "%lld cells is not looked into", (long long)g.height,
		    (long long)g.width);
		goto out;
	}
	run->budget -= (uint64_t)(g.height * g.width) / 16;
	g.at = calloc((size_t)(g.height * g.width) + 1, sizeof(*g.at));
	if (g.at == NULL)
		check_memory(run);
	else if (fill(&g) == 0)
		check_headers(&g);
out:
	check_kids_clear(&g.rows);
	free(g.cell);
	free(g.at);
}
