#include "render/grid.h"

#include <stdlib.h>
#include <string.h>

#include "core/fail.h"

void
grid_row(struct grid *g)
{
	g->at = 0;
	g->rows++;
}

int
grid_cell(struct grid *g, int columns, int rows, struct fail *fail)
{
	int i, limit = g->rows == 1 ? GRID_MAX_COLUMNS : g->columns;

	if (g->down == NULL &&
	    (g->down = calloc(GRID_MAX_COLUMNS, sizeof(*g->down))) == NULL)
		return (fail_memory(fail));
	if (g->irregular)
		return (0);
	while (g->at < limit && g->down[g->at] > 0)
		g->at++;	/* taken by a cell above */
	for (i = 0; i < columns; i++, g->at++) {
		if (g->at >= limit || g->down[g->at] > 0) {
			g->irregular = 1;
			return (0);
		}
		g->down[g->at] = rows;
	}
	if (g->rows == 1)
		g->columns = g->at;
	return (0);
}

void
grid_row_end(struct grid *g)
{
	int i;

	if (g->columns == 0)
		g->irregular = 1;
	for (i = 0; i < g->columns; i++) {
		if (g->down[i] == 0)
			g->irregular = 1;	/* a hole */
		else
			g->down[i]--;
	}
}

int
grid_is_regular(const struct grid *g)
{
	int i;

	if (g->irregular || g->rows == 0 || g->rows > GRID_MAX_ROWS ||
	    (g->columns == 1 && g->rows == 1))
		return (0);
	for (i = 0; i < g->columns; i++)
		if (g->down[i] != 0)
			return (0);	/* reaches below the last row */
	return (1);
}

void
grid_clear(struct grid *g)
{
	free(g->down);
	memset(g, 0, sizeof(*g));
}
