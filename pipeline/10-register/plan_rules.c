#include "register/plan_rules.h"

#include <string.h>

#include "core/fail.h"
#include "register/plan.h"

/* Dates are compared as strings, and attributes come as they were written. */
static int
check_date(const struct plan *plan, int line, const char *date,
    struct fail *fail)
{
	if (date == NULL || strlen(date) == strlen("2026-01-01"))
		return (0);
	return (fail_set(fail, FAIL_CONFIG, "%s:%d: there is white space in "
	    "the date '%s'; write it without, for example \"2026-01-01\"",
	    plan->file.path, line, date));
}

/* The first day may not be after the last. */
static int
check_days(const struct plan *plan, int line, const char *from,
    const char *to, struct fail *fail)
{
	if (check_date(plan, line, from, fail) == -1 ||
	    check_date(plan, line, to, fail) == -1)
		return (-1);
	if (from == NULL || to == NULL || strcmp(from, to) <= 0)
		return (0);
	return (fail_set(fail, FAIL_CONFIG, "%s:%d: gallerFrom %s is after "
	    "gallerTom %s; write the first day in gallerFrom and the last in "
	    "gallerTom", plan->file.path, line, from, to));
}

static int
check_classes(const struct plan *plan, const struct plan_board *b,
    struct fail *fail)
{
	const xml_node *list = xml_first(b->node, "klassificering");
	const xml_node *at, *before;

	for (at = xml_first(list, "klass"); at != NULL;
	    at = xml_next(at, "klass")) {
		const char *code = xml_attr(plan->file.doc, at, "kod");

		for (before = xml_first(list, "klass"); before != at;
		    before = xml_next(before, "klass"))
			if (strcmp(xml_attr(plan->file.doc, before, "kod"),
			    code) == 0)
				return (fail_set(fail, FAIL_CONFIG, "%s:%d: "
				    "the class '%s' is listed already on line "
				    "%d; list it once", plan->file.path,
				    xml_line(at), code, xml_line(before)));
	}
	return (0);
}

/* A row must have the element, or must not have it. */
static int
must_have(const struct plan *plan, const struct plan_row *row,
    const char *name, const char *remedy, struct fail *fail)
{
	if (xml_first(row->node, name) != NULL)
		return (0);
	return (fail_set(fail, FAIL_CONFIG, "%s:%d: the row '%s' is %s but has "
	    "no %s; %s", plan->file.path, row->line, row->id, row->action, name,
	    remedy));
}

static int
must_lack(const struct plan *plan, const struct plan_row *row,
    const char *name, const char *remedy, struct fail *fail)
{
	const xml_node *at = xml_first(row->node, name);

	if (at == NULL)
		return (0);
	return (fail_set(fail, FAIL_CONFIG, "%s:%d: the row '%s' is %s and has "
	    "%s; %s", plan->file.path, xml_line(at), row->id, row->action, name,
	    remedy));
}

/* What its action asks of a row. */
static int
check_action(const struct plan *plan, const struct plan_row *row,
    struct fail *fail)
{
	if (strcmp(row->action, PLAN_KEEP) == 0) {
		if (must_lack(plan, row, "gallringsfrist",
		    "take it out, or write gallras as atgard", fail) == -1 ||
		    must_lack(plan, row, "omprovning", "take it out, or write "
		    "gallras-vid-inaktualitet as atgard", fail) == -1)
			return (-1);
		return (0);
	}
	if (must_have(plan, row, "gallringsbeslut", "give the board's decision "
	    "that the records may be cleared out (namnd, datum, paragraf, "
	    "diarienummer), or write bevaras as atgard", fail) == -1)
		return (-1);
	if (strcmp(row->action, PLAN_CLEAR_UNUSED) == 0) {
		if (must_lack(plan, row, "gallringsfrist", "take it out, or "
		    "write gallras as atgard", fail) == -1)
			return (-1);
		return (must_have(plan, row, "omprovning", "write how often it "
		    "is judged, for example <omprovning>P6M</omprovning>",
		    fail));
	}
	if (must_lack(plan, row, "omprovning", "take it out, or write "
	    "gallras-vid-inaktualitet as atgard", fail) == -1 ||
	    must_have(plan, row, "gallringsfrist", "write the period, for "
	    "example <gallringsfrist>P2Y</gallringsfrist>", fail) == -1)
		return (-1);
	return (must_have(plan, row, "utlosare", "write what the period is "
	    "reckoned from, for example <utlosare>fångst</utlosare>", fail));
}

static int
check_row(const struct plan *plan, const struct plan_board *b,
    const struct plan_row *row, struct fail *fail)
{
	const struct plan_row *before;

	for (before = b->row; before < row; before++)
		if (strcmp(before->id, row->id) == 0)
			return (fail_set(fail, FAIL_CONFIG, "%s:%d: the id "
			    "'%s' is used already on line %d; give each row "
			    "of a plan an id of its own", plan->file.path,
			    row->line, row->id, before->line));
	if (plan_class(plan, b, row->class_code) == NULL)
		return (fail_set(fail, FAIL_CONFIG, "%s:%d: klassificering "
		    "does not list the class '%s'; write a klasskod that it "
		    "lists, or add <klass kod=\"%s\"> with its name to it",
		    plan->file.path, xml_line(xml_first(row->node, "klasskod")),
		    row->class_code, row->class_code));
	if (check_days(plan, row->line, row->from, row->to, fail) == -1)
		return (-1);
	return (check_action(plan, row, fail));
}

/* The same board's plans must differ in version and in their first day. */
static int
check_twins(const struct plan *plan, const struct plan_board *b,
    struct fail *fail)
{
	const struct plan_board *before;

	for (before = plan->board; before < b; before++) {
		if (strcmp(before->board, b->board) != 0)
			continue;
		if (strcmp(before->version, b->version) == 0)
			return (fail_set(fail, FAIL_CONFIG, "%s:%d: version %s "
			    "of the plan of '%s' stands already on line %d; "
			    "give the newer plan a version of its own",
			    plan->file.path, b->line, b->version, b->board,
			    before->line));
		if (strcmp(before->from, b->from) == 0)
			return (fail_set(fail, FAIL_CONFIG, "%s:%d: the plan "
			    "of '%s' on line %d holds from %s too; write the "
			    "day on which the newer one takes over as its "
			    "gallerFrom", plan->file.path, b->line, b->board,
			    before->line, b->from));
	}
	return (0);
}

int
plan_rules_check(const struct plan *plan, struct fail *fail)
{
	const struct plan_board *b;
	size_t i, j;

	for (i = 0; i < plan->count; i++) {
		b = &plan->board[i];
		if (check_days(plan, b->line, b->from, b->to, fail) == -1 ||
		    check_twins(plan, b, fail) == -1 ||
		    check_classes(plan, b, fail) == -1)
			return (-1);
		for (j = 0; j < b->row_count; j++)
			if (check_row(plan, b, &b->row[j], fail) == -1)
				return (-1);
	}
	return (0);
}
