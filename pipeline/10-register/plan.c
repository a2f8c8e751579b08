#include "register/plan.h"

#include <stdlib.h>
#include <string.h>

#include "core/fail.h"
#include "register/plan_rules.h"

static const xml_node *
row_list(const struct plan_row *row)
{
	return (xml_first(row->node, "urval"));
}

static void
read_row(struct plan *plan, struct plan_row *row, const xml_node *node)
{
	row->node = node;
	row->line = xml_line(node);
	row->id = xml_attr(plan->file.doc, node, "id");
	row->from = xml_attr(plan->file.doc, node, "gallerFrom");
	row->to = xml_attr(plan->file.doc, node, "gallerTom");
	row->class_code = xml_get(plan->file.doc, node, "klasskod");
	row->action = xml_get(plan->file.doc, node, "atgard");
}

static int
read_board(struct plan *plan, struct plan_board *b, const xml_node *node,
    struct fail *fail)
{
	const xml_node *row;

	b->node = node;
	b->line = xml_line(node);
	b->board = xml_attr(plan->file.doc, node, "namnd");
	b->version = xml_attr(plan->file.doc, node, "version");
	b->from = xml_attr(plan->file.doc, node, "gallerFrom");
	b->to = xml_attr(plan->file.doc, node, "gallerTom");
	b->row = calloc(xml_count(node, "rad") + 1, sizeof(*b->row));
	if (b->row == NULL)
		return (fail_memory(fail));
	for (row = xml_first(node, "rad"); row != NULL;
	    row = xml_next(row, "rad"))
		read_row(plan, &b->row[b->row_count++], row);
	return (0);
}

static int
read_boards(struct plan *plan, struct fail *fail)
{
	const xml_node *root = xml_root(plan->file.doc), *node;

	plan->board = calloc(xml_count(root, "plan") + 1,
	    sizeof(*plan->board));
	if (plan->board == NULL)
		return (fail_memory(fail));
	for (node = xml_first(root, "plan"); node != NULL;
	    node = xml_next(node, "plan"))
		if (read_board(plan, &plan->board[plan->count++], node,
		    fail) == -1)
			return (-1);
	return (0);
}

int
plan_load(struct plan *plan, const char *dir, struct fail *fail)
{
	static const struct plan empty = PLAN_INIT;

	*plan = empty;
	if (source_load(&plan->file, dir, "plan.xml", PLAN_SCHEMA,
	    fail) == -1 || read_boards(plan, fail) == -1 ||
	    plan_rules_check(plan, fail) == -1)
		goto out;
	return (0);
out:
	plan_clear(plan);
	return (-1);
}

/* 1 if the day lies between the two, both included; NULL is no bound. */
static int
holds_on(const char *from, const char *to, const char *day)
{
	return ((from == NULL || strcmp(from, day) <= 0) &&
	    (to == NULL || strcmp(day, to) <= 0));
}

const struct plan_board *
plan_in_force(const struct plan *plan, const char *board, const char *day)
{
	const struct plan_board *best = NULL, *b;
	size_t i;

	for (i = 0; i < plan->count; i++) {
		b = &plan->board[i];
		if (strcmp(b->board, board) != 0 ||
		    !holds_on(b->from, b->to, day))
			continue;
		/* A newer plan takes the place of the older. */
		if (best == NULL || strcmp(b->from, best->from) > 0)
			best = b;
	}
	return (best);
}

/* 1 if the row lists the value, or lists nothing of that kind. */
static int
selects(const struct plan *plan, const struct plan_row *row, const char *kind,
    const char *value)
{
	const xml_node *at = xml_first(row_list(row), kind);

	if (at == NULL)
		return (1);
	for (; at != NULL; at = xml_next(at, kind))
		if (strcmp(xml_text(plan->file.doc, at), value) == 0)
			return (1);
	return (0);
}

int
plan_match(const struct plan *plan, const struct plan_board *board,
    const struct plan_subject *subject, const struct plan_row **row,
    struct fail *fail)
{
	const struct plan_row *r;
	size_t i;

	*row = NULL;
	for (i = 0; i < board->row_count; i++) {
		r = &board->row[i];
		if (!holds_on(r->from, r->to, subject->day) ||
		    !selects(plan, r, "plattform", subject->platform) ||
		    !selects(plan, r, "konto", subject->account) ||
		    !selects(plan, r, "innehall", subject->content))
			continue;
		if (*row == NULL) {
			*row = r;
			continue;
		}
		fail_set(fail, FAIL_CONFIG, "%s:%d: the row '%s' and the row "
		    "'%s' on line %d both govern %s of the account '%s'; "
		    "narrow the urval of one of them so that they do not meet",
		    plan->file.path, r->line, r->id, (*row)->id, (*row)->line,
		    subject->content, subject->account);
		*row = NULL;
		return (-1);
	}
	return (0);
}

const char *
plan_text(const struct plan *plan, const struct plan_row *row,
    const char *name)
{
	return (xml_get(plan->file.doc, row->node, name));
}

const char *
plan_class(const struct plan *plan, const struct plan_board *board,
    const char *code)
{
	const xml_node *at;

	for (at = xml_first(xml_first(board->node, "klassificering"), "klass");
	    at != NULL; at = xml_next(at, "klass"))
		if (strcmp(xml_attr(plan->file.doc, at, "kod"), code) == 0)
			return (xml_text(plan->file.doc, at));
	return (NULL);
}

void
plan_clear(struct plan *plan)
{
	static const struct plan empty = PLAN_INIT;
	size_t i;

	for (i = 0; i < plan->count; i++)
		free(plan->board[i].row);
	free(plan->board);
	source_clear(&plan->file);
	*plan = empty;
}
