#include "run/run.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/buf.h"
#include "core/fail.h"
#include "core/file.h"
#include "core/hash.h"
#include "core/msg.h"
#include "core/path.h"
#include "core/record/capture.h"
#include "core/record/decision.h"
#include "core/record/fields.h"
#include "core/site.h"
#include "core/text.h"
#include "run/queue.h"
#include "run/row.h"
#include "run/stamp.h"
#include "run/tool.h"

static const struct stage {
	const char *tool;
	const char *doing;	/* for the progress line */
} stages[] = {
	{ "fetch", "fetching the page" },
	{ "render", "making the PDF" },
	{ "describe", "making the package" },
	{ "place", "placing it on the archive share" },
};
#define INBOX "Inkorg"		/* on the share: what people dropped */
#define STAGES (sizeof(stages) / sizeof(stages[0]))

int
run_worse(int a, int b)
{
	if (a == 0 || b == 0)
		return (a == 0 ? b : a);
	if (a == 75 || b == 75)
		return (a == 75 ? b : a);
	return (a > b ? a : b);
}

/* The last line of what a tool said, without its end. */
static char *
last_line(const char *text, struct fail *fail)
{
	size_t end = strlen(text), start;

	while (end > 0 && text[end - 1] == '\n')
		end--;
	for (start = end; start > 0 && text[start - 1] != '\n'; start--)
		continue;
	return (text_printf(fail, "%.*s", (int)(end - start), text + start));
}

/* The n-th field (from 0) of the first line, split by tabs. */
static char *
field(const char *line, int n, struct fail *fail)
{
	for (; n > 0; n--) {
		line += strcspn(line, "\t\n");
		if (*line != '\t')
			return (text_copy("", fail));
		line++;
	}
	return (text_printf(fail, "%.*s", (int)strcspn(line, "\t\n"), line));
}

/* The machine's verdict, and with it whether a person accepted it. */
static char *
verdict_words(const char *job, const char *path, struct fail *fail)
{
	struct capture capture;
	struct decision d = { 0 };
	struct hash_sum sum;
	char *words = NULL;

	if (capture_load(&capture, path, fail) == -1)
		return (NULL);
	if (hash_file(path, HASH_SHA256, &sum, fail) == 0 &&
	    decision_find(&d, job, sum.sha256, fail) == 0)
		words = text_printf(fail, "%s%s", capture.verdict,
		    d.value == NULL ? "" :
		    strcmp(d.value, DECISION_ACCEPT) == 0 ? ", accepted" :
		    ", to be retaken");
	decision_clear(&d);
	capture_clear(&capture);
	return (words);
}

/* What the job's own records say, for the table. */
static int
read_verdict(struct run_row *row, struct fail *fail)
{
	char *path = path_join(row->job, "capture/capture.xml", fail);
	int rc = -1;

	if (path == NULL)
		return (-1);
	if (!file_exists(path))
		row->verdict = text_copy("-", fail);
	else
		row->verdict = verdict_words(row->job, path, fail);
	if (row->verdict != NULL)
		rc = 0;
	free(path);
	return (rc);
}

/* 1 if the job was placed before this run began. */
static int
has_receipt(const char *job)
{
	struct fail ignored = FAIL_INIT;
	char *path = path_join(job, "receipt.xml", &ignored);
	int there = path != NULL && file_exists(path);

	free(path);
	return (there);
}

/* One stage of one account; *status is the tool's. */
static int
do_stage(struct run_row *row, const struct stage *stage, const char *site,
    int *status, struct fail *fail)
{
	const char *const rest[] = { row->job, NULL };
	const struct tool tool = { stage->tool, site, rest };
	struct buf out = BUF_INIT, err = BUF_INIT;
	int rc = -1;

	if (tool_run(&tool, &out, &err, status, fail) == -1)
		goto out;
	if (*status != 0) {
		row->outcome = text_printf(fail, "stopped at %s", stage->tool);
		row->advice = last_line(buf_text(&err), fail);
		rc = row->outcome == NULL || row->advice == NULL ? -1 : 0;
	} else if (strcmp(stage->tool, "place") == 0) {
		row->pdf = field(buf_text(&out), 1, fail);
		rc = row->pdf == NULL ? -1 : 0;
	} else
		rc = 0;
out:
	buf_clear(&out);
	buf_clear(&err);
	return (rc);
}

static int
do_account(struct run_row *row, const char *site, const char *progress,
    struct fail *fail)
{
	int before = has_receipt(row->job), status = 0;
	size_t i;

	for (i = 0; i < STAGES && status == 0; i++) {
		msg_progress("%s %s: %s ...", progress, row->account,
		    stages[i].doing);
		if (do_stage(row, &stages[i], site, &status, fail) == -1)
			return (-1);
	}
	row->status = status;
	if (status != 0 && queue_say(row, fail) == -1)
		return (-1);
	if (row->outcome == NULL) {
		row->outcome = text_copy(before ? "archived before" :
		    "archived", fail);
		if (row->outcome == NULL)
			return (-1);
	}
	return (read_verdict(row, fail));
}

/* Run the tool, and have each line of its results taken, with its status. */
static int
each_line(struct run *run, const struct tool *tool,
    int (*take)(struct run *, const char *, int, struct fail *),
    struct fail *fail)
{
	struct buf out = BUF_INIT, err = BUF_INIT;
	const char *line;
	int status, rc = -1;

	if (tool_run(tool, &out, &err, &status, fail) == -1)
		goto out;
	run->status = run_worse(run->status, status);
	for (line = buf_text(&out); *line != '\0';
	    line += strspn(line, "\n")) {
		if (take(run, line, status, fail) == -1)
			goto out;
		line += strcspn(line, "\n");
	}
	rc = 0;
out:
	buf_clear(&out);
	buf_clear(&err);
	return (rc);
}

/* A line that tells of an order becomes a row. */
static int
take_ordered(struct run *run, const char *line, int status, struct fail *fail)
{
	(void)status;
	return (row_add(run, field(line, 0, fail), field(line, 1, fail),
	    fail) == NULL ? -1 : 0);
}

/* Have the orders written, and make rows of them. */
static int
take_orders(struct run *run, const struct run_order *order,
    struct fail *fail)
{
	const char *const rest[] = { "order", order->period == NULL ? NULL :
	    "--period", order->period, NULL };
	const struct tool tool = { "register", order->site, rest };

	return (each_line(run, &tool, take_ordered, fail));
}

/* ---- what was dropped in the share's Inkorg ---- */

/* A file that stays in Inkorg is told of, and nothing is done for it. */
static int
add_refused(struct run *run, const char *line, int status, struct fail *fail)
{
	struct run_row *row = row_add(run, field(line, 0, fail),
	    field(line, 2, fail), fail);

	if (row == NULL)
		return (-1);
	row->status = status;
	row->verdict = text_copy("-", fail);
	row->outcome = text_copy("refused from " INBOX, fail);
	row->advice = field(line, 3, fail);
	return (row->verdict == NULL || row->outcome == NULL ||
	    row->advice == NULL ? -1 : 0);
}

static int
take_line(struct run *run, const char *line, int status, struct fail *fail)
{
	char *word = field(line, 1, fail), *job = field(line, 3, fail);
	int rc = -1;

	if (word == NULL || job == NULL)
		goto out;
	if (strcmp(word, "refused") == 0)
		rc = add_refused(run, line, status, fail);
	else if (row_has(run, job))
		rc = 0;
	else if (row_add(run, text_copy(path_base(job), fail), job,
	    fail) != NULL) {
		job = NULL;	/* now the row's */
		rc = 0;
	} else
		job = NULL;	/* row_add() freed it */
out:
	free(word);
	free(job);
	return (rc);
}

/* Have the pictures in Inkorg taken in; their jobs are gone on with. */
static int
take_dropped(struct run *run, const struct run_order *order,
    const struct site *site, struct fail *fail)
{
	const char *const rest[] = { "--drop", order->period == NULL ? NULL :
	    "--period", order->period, NULL };
	const struct tool tool = { "inlet", order->site, rest };
	int status;

	if ((status = queue_reach(site->share, INBOX, fail)) < 1) {
		/* A share that is away keeps nobody from what can be done. */
		if (status == 0 || fail->kind != FAIL_LATER)
			return (status);
		msg_fail(fail);
		fail_clear(fail);
		run->status = run_worse(run->status, 75);
		return (0);
	}
	return (each_line(run, &tool, take_line, fail));
}

/* The job folders that were named, each with an order to go on from. */
static int
take_jobs(struct run *run, const struct run_order *order, struct fail *fail)
{
	size_t i;

	for (i = 0; i < order->job_count; i++) {
		char *job = path_full(order->job[i], fail);
		char *path;

		if (job == NULL)
			return (-1);
		if ((path = path_join(job, "order.xml", fail)) == NULL ||
		    !file_is_file(path)) {
			free(path);
			free(job);
			return (fail_set(fail, FAIL_DATA, "'%s' is no job "
			    "folder: it has no order.xml; name one that "
			    "'bevara register order' made", order->job[i]));
		}
		free(path);
		if (row_add(run, text_copy(path_base(job), fail), job,
		    fail) == NULL)
			return (-1);
	}
	return (0);
}

static int
do_accounts(struct run *run, const struct run_order *order,
    struct fail *fail)
{
	char *progress;
	size_t i;
	int rc = 0;

	for (i = 0; i < run->count && rc == 0; i++) {
		if (run->row[i].outcome != NULL)
			continue;	/* there is nothing to go on with */
		progress = text_printf(fail, "[%zu/%zu]", i + 1, run->count);
		if (progress == NULL)
			return (-1);
		rc = do_account(&run->row[i], order->site, progress, fail);
		run->status = run_worse(run->status, run->row[i].status);
		free(progress);
	}
	msg_progress_end();
	return (rc);
}

int
run_all(struct run *run, const struct run_order *order, struct fail *fail)
{
	struct site site = SITE_INIT;
	char *lock_path = NULL;
	int lock = -1, rc = -1;

	if (site_load(&site, order->site, fail) == -1 ||
	    file_make_dirs(site.work, fail) == -1 ||
	    (lock_path = path_join(site.work, ".run.lock", fail)) == NULL ||
	    (lock = file_lock(lock_path, 5, fail)) == -1)
		goto out;
	if (order->job_count > 0 ? take_jobs(run, order, fail) == -1 :
	    take_orders(run, order, fail) == -1 ||
	    take_dropped(run, order, &site, fail) == -1 ||
	    queue_take(run, site.work, fail) == -1)
		goto out;
	rc = do_accounts(run, order, fail);
	stamp_log(run, &site);
out:
	if (lock != -1)
		close(lock);
	free(lock_path);
	site_clear(&site);
	return (rc);
}

void
run_clear(struct run *run)
{
	size_t i;

	for (i = 0; i < run->count; i++) {
		free(run->row[i].account);
		free(run->row[i].job);
		free(run->row[i].verdict);
		free(run->row[i].outcome);
		free(run->row[i].pdf);
		free(run->row[i].advice);
	}
	free(run->row);
	run->row = NULL;
	run->count = 0;
}
