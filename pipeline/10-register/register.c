#include "register/register.h"

#include <stdlib.h>
#include <string.h>

#include "core/clock.h"
#include "core/fail.h"
#include "core/list.h"
#include "core/msg.h"
#include "core/path.h"
#include "core/record/decision.h"
#include "core/record/order.h"
#include "core/site.h"
#include "core/text.h"
#include "register/freeze.h"
#include "register/job.h"
#include "register/konton.h"
#include "register/office.h"
#include "register/plan.h"
#include "register/previous.h"

struct desk {			/* all that lies open while we work */
	const struct register_task *task;
	struct site site;
	struct konton konton;
	struct plan plan;
	char today[CLOCK_TEXT];
	char period[CLOCK_TEXT];
};

int
register_add_line(struct register_result *result, const char *const *text,
    size_t count, struct fail *fail)
{
	struct register_line *line = list_grow(result->line, &result->count,
	    sizeof(*line), fail);
	size_t i;

	if (line == NULL)
		return (-1);
	result->line = line;
	line += result->count - 1;
	for (i = 0; i < count; i++)
		if ((line->field[i] = text_copy(text[i], fail)) == NULL)
			return (-1);
	return (0);
}

/* ---- one account ---- */

/* A plan may name accounts that the register lacks: then a row never holds. */
static void
warn_of_unknown(const struct desk *desk)
{
	struct xml_doc *doc = desk->plan.file.doc;
	const struct plan_board *b;
	const xml_node *at;
	size_t i, j;

	for (i = 0; i < desk->plan.count; i++) {
		b = &desk->plan.board[i];
		for (j = 0; j < b->row_count; j++)
			for (at = xml_first(xml_first(b->row[j].node, "urval"),
			    "konto"); at != NULL; at = xml_next(at, "konto")) {
				const char *id = xml_text(doc, at);

				if (konton_find(&desk->konton, id) != NULL)
					continue;
				msg_warn("%s:%d: the row '%s' is for the "
				    "account '%s', which konton.xml does not "
				    "have; write an id from there",
				    desk->plan.file.path, xml_line(at),
				    b->row[j].id, id);
			}
	}
}

/* The row that governs a picture of the account's page, if any does. */
static int
find_row(const struct desk *desk, struct freeze *what, struct fail *fail)
{
	const struct konton_account *a = what->account;
	const struct plan_subject subject = { a->platform, a->id,
	    PLAN_SNAPSHOT, desk->today };

	what->board = plan_in_force(&desk->plan, a->board, desk->today);
	if (what->board == NULL) {
		msg_warn("%s:%d: '%s' is preserved (bevaras) by default: "
		    "plan.xml has no plan for the board '%s' that holds on "
		    "%s; add one there, or spell the board as it does",
		    desk->konton.file.path,
		    xml_line(xml_first(a->node, "namnd")),
		    a->id, a->board, desk->today);
		return (0);
	}
	if (plan_match(&desk->plan, what->board, &subject, &what->row,
	    fail) == -1)
		return (-1);
	if (what->row == NULL)
		msg_warn("%s:%d: '%s' is preserved (bevaras) by default: no "
		    "row of this plan governs its snapshot; add one with "
		    "<innehall>" PLAN_SNAPSHOT "</innehall>",
		    desk->plan.file.path,
		    what->board->line, a->id);
	return (0);
}

static void
report(const struct desk *desk, const struct konton_account *a,
    const char *job, enum job_outcome outcome)
{
	if (strcmp(a->status, KONTON_CLOSING) == 0 &&
	    strcmp(a->closes, desk->today) < 0)
		msg_warn("%s:%d: '%s' was to be closed on %s; when it is, "
		    "write <status>" KONTON_CLOSED "</status>",
		    desk->konton.file.path, a->line, a->id, a->closes);
	if (outcome == JOB_KEPT)
		msg_warn("'%s': the register or the plan has changed since "
		    "the page was captured; its order keeps them as they "
		    "stood; to archive the account anew, move '%s' away "
		    "first", a->id, job);
	else
		msg_note("'%s': the order in '%s' %s", a->id, job,
		    outcome == JOB_SAME ? "stands" : "is written");
}

/* The job folder that the account's order lies in. */
static char *
find_job(const struct desk *desk, const char *account, struct fail *fail)
{
	char *dir, *job;

	if ((dir = path_join(desk->site.work, desk->period, fail)) == NULL)
		return (NULL);
	job = decision_job(dir, account, fail);
	free(dir);
	return (job);
}

static int
order_account(const struct desk *desk, const struct konton_account *a,
    struct register_result *result, struct fail *fail)
{
	struct freeze what = { &desk->site, &desk->konton, &desk->plan, a,
	    NULL, NULL, desk->period };
	struct order order = { 0 };
	enum job_outcome outcome;
	const char *line[3];
	char *job = NULL;
	int rc = -1;

	if (find_row(desk, &what, fail) == -1 ||
	    freeze_order(&order, &what, fail) == -1 ||
	    previous_find(&order, desk->site.work, fail) == -1)
		goto out;
	if ((job = find_job(desk, a->id, fail)) == NULL ||
	    job_order(job, &order, &outcome, fail) == -1)
		goto out;
	report(desk, a, job, outcome);
	line[0] = a->id;
	line[1] = job;
	line[2] = what.row == NULL ? "-" : what.row->id;
	rc = register_add_line(result, line, 3, fail);
out:
	if (rc == -1)
		fail_add(fail, "'%s' is not ordered", a->id);
	order_clear(&order);
	free(job);
	return (rc);
}

/* ---- which accounts ---- */

/* The names given must be known, and for an order not closed. */
static int
check_names(const struct desk *desk, int closed_too, struct fail *fail)
{
	const struct konton_account *a;
	const char *id;
	size_t i;

	for (i = 0; i < desk->task->account_count; i++) {
		id = desk->task->account[i];
		if ((a = konton_find(&desk->konton, id)) == NULL)
			return (fail_set(fail, FAIL_USAGE, "there is no "
			    "account '%s' in '%s'; 'bevara register list' "
			    "shows those that are", id,
			    desk->konton.file.path));
		if (!closed_too && strcmp(a->status, KONTON_CLOSED) == 0)
			return (fail_set(fail, FAIL_USAGE, "%s:%d: the account "
			    "'%s' was closed on %s and cannot be archived any "
			    "more; leave it out", desk->konton.file.path,
			    a->line,
			    id, a->closes));
	}
	return (0);
}

static int
is_wanted(const struct desk *desk, const struct konton_account *a,
    int closed_too)
{
	size_t i;

	if (desk->task->account_count == 0)
		return (closed_too || strcmp(a->status, KONTON_CLOSED) != 0);
	for (i = 0; i < desk->task->account_count; i++)
		if (strcmp(desk->task->account[i], a->id) == 0)
			return (1);
	return (0);
}

static int
do_order(const struct desk *desk, struct register_result *result,
    struct fail *fail)
{
	struct fail one, worst = FAIL_INIT;
	size_t i, wanted = 0, failed = 0;

	warn_of_unknown(desk);
	for (i = 0; i < desk->konton.count; i++) {
		const struct konton_account *a = &desk->konton.account[i];

		if (!is_wanted(desk, a, 0))
			continue;
		wanted++;
		fail_clear(&one);
		if (order_account(desk, a, result, &one) == 0)
			continue;
		failed++;
		msg_fail(&one);
		if (fail_status(&one) > fail_status(&worst))
			worst = one;
	}
	if (wanted == 0)
		msg_warn("%s: every account is closed (avslutad), so nothing "
		    "is ordered; add those that are in use",
		    desk->konton.file.path);
	if (failed == 0)
		return (0);
	return (fail_set(fail, worst.kind, "%zu of %zu accounts could not be "
	    "ordered; the reasons stand above", failed, wanted));
}

static int
do_list(const struct desk *desk, struct register_result *result,
    struct fail *fail)
{
	size_t i;

	for (i = 0; i < desk->konton.count; i++) {
		const struct konton_account *a = &desk->konton.account[i];
		const char *const line[REGISTER_FIELDS] = { a->id, a->status,
		    a->platform, a->name, a->address, a->board };

		if (is_wanted(desk, a, 1) &&
		    register_add_line(result, line, REGISTER_FIELDS,
		    fail) == -1)
			return (-1);
	}
	return (0);
}

static int
open_desk(struct desk *desk, int lists, struct fail *fail)
{
	const char *period = desk->task->period;
	int64_t now = clock_now();

	if (period != NULL && !path_is_period(period))
		return (fail_set(fail, FAIL_USAGE, "'%s' is not a half-year; "
		    "write for example --period 2026-H2", period));
	clock_date(now, desk->today);
	clock_period(now, desk->period);
	if (period != NULL)
		memcpy(desk->period, period, strlen(period) + 1);
	if (site_load(&desk->site, desk->task->site, fail) == -1 ||
	    konton_load(&desk->konton, desk->site.dir, desk->today,
	    fail) == -1 || check_names(desk, lists, fail) == -1)
		return (-1);
	return (lists ? 0 : plan_load(&desk->plan, desk->site.dir, fail));
}

static int
do_accounts(const struct register_task *task, struct register_result *result,
    struct fail *fail)
{
	struct desk desk = { task, SITE_INIT, KONTON_INIT, PLAN_INIT, "", "" };
	int lists = strcmp(task->verb, "list") == 0;
	int rc = -1;

	if (open_desk(&desk, lists, fail) == 0)
		rc = lists ? do_list(&desk, result, fail) :
		    do_order(&desk, result, fail);
	plan_clear(&desk.plan);
	konton_clear(&desk.konton);
	site_clear(&desk.site);
	return (rc);
}

/* ---- which verb ---- */

static const struct verb {
	const char *name;
	int (*act)(const struct register_task *, struct register_result *,
	    struct fail *);
	int operands;		/* after the verb; -1: any number */
	int period, xml, yes;	/* whether it has that option */
	const char *usage;
} verbs[] = {
	{ "order", do_accounts, -1, 1, 0, 0, "order [ACCOUNT ...]" },
	{ "list", do_accounts, -1, 0, 0, 0, "list [ACCOUNT ...]" },
	{ "check", office_check, 0, 0, 1, 0, "check" },
	{ "publish", office_publish, 1, 0, 0, 0, "publish DIR" },
	{ "export", office_export, 1, 0, 0, 0, "export FILE" },
	{ "import", office_import, 1, 0, 0, 1, "import FILE" },
};

#define VERBS (sizeof(verbs) / sizeof(verbs[0]))

static int
check_use(const struct verb *v, const struct register_task *task,
    struct fail *fail)
{
	if (v->operands >= 0 && task->account_count != (size_t)v->operands)
		return (fail_set(fail, FAIL_USAGE, "usage: bevara register "
		    "[option ...] %s", v->usage));
	if (task->period != NULL && !v->period)
		return (fail_set(fail, FAIL_USAGE, "'%s' has no period; "
		    "leave --period out", v->name));
	if (task->xml != NULL && !v->xml)
		return (fail_set(fail, FAIL_USAGE, "'%s' writes no findings; "
		    "leave --xml out", v->name));
	if (task->yes && !v->yes)
		return (fail_set(fail, FAIL_USAGE, "'%s' asks for nothing; "
		    "leave --yes out", v->name));
	return (0);
}

int
register_do(const struct register_task *task, struct register_result *result,
    struct fail *fail)
{
	size_t i;

	for (i = 0; i < VERBS; i++)
		if (strcmp(verbs[i].name, task->verb) == 0)
			return (check_use(&verbs[i], task, fail) == -1 ? -1 :
			    verbs[i].act(task, result, fail));
	return (fail_set(fail, FAIL_USAGE, "'%s' is not something that "
	    "register does; write order or list, or see --help",
	    task->verb));
}

void
register_result_clear(struct register_result *result)
{
	static const struct register_result empty = REGISTER_RESULT_INIT;
	size_t i, j;

	for (i = 0; i < result->count; i++)
		for (j = 0; j < REGISTER_FIELDS; j++)
			free(result->line[i].field[j]);
	free(result->line);
	*result = empty;
}
