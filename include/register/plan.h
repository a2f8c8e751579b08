/*
 * plan.h - the boards' document management plans, plan.xml, read and checked,
 * and which of its rows governs what.
 *
 * The schema (schemas/plan.xsd) says what a row must have; here is checked
 * what one element asks of another.  Errors are FAIL_CONFIG and read
 * "FILE:LINE: what is wrong; what to write instead".
 * Source: the routine, section 4.3.
 *
 * Ownership: all text is borrowed from the plan and lives until plan_clear().
 * Dates are YYYY-MM-DD and compare as strings.
 */
#ifndef REGISTER_PLAN_H
#define REGISTER_PLAN_H

#include <stddef.h>

#include "core/xml.h"
#include "register/source.h"

struct fail;

#define PLAN_SCHEMA "plan.xsd"

#define PLAN_SNAPSHOT "ogonblicksbild"	/* content: picture of the page */

#define PLAN_KEEP "bevaras"
#define PLAN_CLEAR "gallras"
#define PLAN_CLEAR_UNUSED "gallras-vid-inaktualitet"

struct plan_row {
	const xml_node *node;	/* the whole, for plan_text() */
	int line;
	const char *id;
	const char *from, *to;	/* first, last day, or NULL: the plan's */
	const char *class_code;
	const char *action;	/* PLAN_KEEP ... */
};

struct plan_board {		/* one version of one board's plan */
	const xml_node *node;
	int line;
	const char *board;
	const char *version;
	const char *from, *to;	/* first and last day; to may be NULL */
	struct plan_row *row;
	size_t row_count;
};

struct plan {
	struct source file;
	struct plan_board *board;	/* in the file's order */
	size_t count;
};
#define PLAN_INIT { SOURCE_INIT, NULL, 0 }

struct plan_subject {		/* what a row is looked for */
	const char *platform;
	const char *account;	/* its id */
	const char *content;	/* PLAN_SNAPSHOT */
	const char *day;
};

/* plan_load(plan, dir, fail): read ${dir}/plan.xml; fills all of ${plan}. */
int plan_load(struct plan *, const char *, struct fail *);

/*
 * plan_in_force(plan, board, day): the plan of that board that holds on that
 * day, the one that began last if several do; NULL without one.
 */
const struct plan_board *plan_in_force(const struct plan *, const char *,
    const char *);

/*
 * plan_match(plan, board, subject, row, fail):
 * The one row of ${board} that governs the subject; ${row} is NULL if none
 * does.  -1: two rows do; the message names both and their lines.
 */
int plan_match(const struct plan *, const struct plan_board *,
    const struct plan_subject *, const struct plan_row **, struct fail *);

/* plan_text(plan, row, name): the text of one of its elements, or NULL. */
const char *plan_text(const struct plan *, const struct plan_row *,
    const char *);

/* plan_class(plan, board, code): the name of the class, or NULL. */
const char *plan_class(const struct plan *, const struct plan_board *,
    const char *);

/* plan_clear(plan): free; fine if empty. */
void plan_clear(struct plan *);

#endif /* !REGISTER_PLAN_H */
