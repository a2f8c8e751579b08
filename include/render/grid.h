/*
 * grid.h - whether the cells of a table make a grid: every row covers every
 * column exactly once, cells that span counted in.
 *
 * Only then can a reader of the PDF tell a cell's headers by row and column.
 */
#ifndef RENDER_GRID_H
#define RENDER_GRID_H

struct fail;

#define GRID_MAX_COLUMNS 1000
#define GRID_MAX_ROWS 8000	/* an array of PDF/A-1 holds 8,191 */

/* Zeroed storage is an empty grid. */
struct grid {
	int *down;		/* owned; rows that the cell above reaches on */
	int columns;		/* of the first row */
	int rows;
	int at;			/* the next column of the row */
	int irregular;
};

/* grid_row(g): a row starts.  grid_row_end(g): it is over. */
void grid_row(struct grid *);
void grid_row_end(struct grid *);

/* grid_cell(g, columns, rows, fail): the row's next cell. */
int grid_cell(struct grid *, int, int, struct fail *);

/* grid_is_regular(g): 1 if so, with more than one cell, within the bounds. */
int grid_is_regular(const struct grid *);

/* grid_clear(g): fine if empty. */
void grid_clear(struct grid *);

#endif /* !RENDER_GRID_H */
