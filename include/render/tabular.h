/*
 * tabular.h - tables over as many pages as they need.
 *
 * Rows come one by one.  A row stays on one page unless it is taller than a
 * page.  The headings are repeated on each page, there as artifacts; an array
 * of PDF/A-1 holds 8,191 entries, so that a longer table becomes several,
 * each with headings of its own.
 */
#ifndef RENDER_TABULAR_H
#define RENDER_TABULAR_H

#include "render/block.h"
#include "render/report_read.h"

struct fail;
struct rich;

#define TABULAR_MAX_ROWS 4000	/* of one Table element */
#define TABULAR_TEXT 9.0

struct tabular {
	struct block *b;	/* borrowed */
	struct tag table;
	int rows;		/* in this element */
	int told;		/* it is open, its headings are drawn */
	int facts;
	size_t columns;
	double x[REPORT_MAX_COLUMNS], width[REPORT_MAX_COLUMNS];
	double align[REPORT_MAX_COLUMNS];
	struct setting caption;
	struct setting heading[REPORT_MAX_COLUMNS];
	struct setting cell[REPORT_MAX_COLUMNS];	/* of the row */
	double heading_height;	/* 0: it has none */
};

/* tabular_start(t, table, fail): nothing is drawn yet. */
int tabular_start(struct tabular *, const struct report_table *,
    struct fail *);

/* tabular_row(t, cells, fail): as many as there are columns. */
int tabular_row(struct tabular *, const struct rich *, struct fail *);

/* tabular_end(t, fail): one without rows has its headings. */
int tabular_end(struct tabular *, struct fail *);

/* tabular_clear(t): fine if zeroed. */
void tabular_clear(struct tabular *);

#endif /* !RENDER_TABULAR_H */
