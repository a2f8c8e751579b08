#include "fetch/inlet.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "core/fail.h"
#include "core/file.h"
#include "core/list.h"
#include "core/path.h"
#include "core/text.h"
#include "fetch/inlet_date.h"
#include "fetch/inlet_file.h"
#include "fetch/inlet_job.h"
#include "fetch/inlet_run.h"
#include "fetch/inlet_take.h"

#define LOCK_WAIT_S 60
#define WORDS_MAX 2000		/* bytes of a name or note */
#define URL_MAX_BYTES 2000
#define UNKNOWN_MAX 2

static char no_time[] = "när bilden togs är inte känt";
static char no_clock[] = "klockslaget är inte känt";

int
inlet_add_line(struct inlet_result *r, const char *const *field, size_t n,
    struct fail *fail)
{
	struct inlet_line *line = list_grow(r->line, &r->count,
	    sizeof(*line), fail);
	size_t i;

	if (line == NULL)
		return (-1);
	r->line = line;
	line += r->count - 1;
	for (i = 0; i < n && i < INLET_FIELDS; i++)
		if ((line->field[i] = text_copy(field[i], fail)) == NULL)
			return (-1);
	return (0);
}

void
inlet_result_clear(struct inlet_result *r)
{
	size_t i, k;

	for (i = 0; i < r->count; i++)
		for (k = 0; k < INLET_FIELDS; k++)
			free(r->line[i].field[k]);
	free(r->line);
	memset(r, 0, sizeof(*r));
}

struct inlet_how
inlet_run_how(const struct inlet_run *run, const struct inlet_facts *f)
{
	const struct inlet_how how = { &run->site, f->account, f->period,
	    f->source, f->by, f->taken, run->task->url, run->task->note,
	    f->unknown, f->unknown_count, run->task->drop };

	return (how);
}

int
inlet_run_told(struct inlet_run *run, const char *account,
    const struct inlet_place *p, const char *file, struct fail *fail)
{
	const char *const line[INLET_FIELDS] = { account, p->verdict, p->id,
	    p->job, file };

	return (inlet_add_line(run->result, line, file == NULL ? 4 : 5, fail));
}

void
inlet_run_worse(struct fail *worst, const struct fail *fail)
{
	if (worst->kind == FAIL_NONE || (fail->kind != FAIL_LATER &&
	    (worst->kind == FAIL_LATER ||
	    fail_status(fail) > fail_status(worst))))
		*worst = *fail;
}

/* ---- what the arguments may say ---- */

static int
check_words(const char *option, const char *text, struct fail *fail)
{
	if (text == NULL)
		return (0);
	if (text[strspn(text, " \t\r\n")] == '\0')
		return (fail_set(fail, FAIL_USAGE, "%s is empty", option));
	if (strlen(text) > WORDS_MAX)
		return (fail_set(fail, FAIL_USAGE, "%s is longer than %d "
		    "bytes", option, WORDS_MAX));
	if (!text_valid(text))
		return (fail_set(fail, FAIL_USAGE, "%s is no UTF-8 text",
		    option));
	return (0);
}

static int
check_url(const char *url, struct fail *fail)
{
	const char *s;

	if (url == NULL)
		return (0);
	s = strncasecmp(url, "https://", 8) == 0 ? url + 8 :
	    strncasecmp(url, "http://", 7) == 0 ? url + 7 : "";
	if (*s == '\0' || *s == '/' || strlen(url) > URL_MAX_BYTES ||
	    !text_valid(url))
		return (fail_set(fail, FAIL_USAGE, "'%.200s' is no address of "
		    "a web page: write it as https://www.example.org/page",
		    url));
	for (; *s != '\0'; s++)
		if ((unsigned char)*s <= ' ' || strchr("\"<>\\^`{|}", *s) !=
		    NULL)
			return (fail_set(fail, FAIL_USAGE, "the address "
			    "'%.200s' holds a character that addresses do not "
			    "have: copy it from the browser", url));
	return (0);
}

static int
check_drop(const struct inlet_task *t, struct fail *fail)
{
	if (t->existing || t->account != NULL || t->by != NULL ||
	    t->at != NULL || t->url != NULL || t->note != NULL ||
	    t->file_count > 0)
		return (fail_set(fail, FAIL_USAGE, "--drop takes what lies in "
		    "Inkorg on the share: leave the rest out"));
	if (t->period != NULL && !path_is_period(t->period))
		return (fail_set(fail, FAIL_USAGE, "'%s' is no half-year; "
		    "write it as 2026-H1 or 2026-H2", t->period));
	return (0);
}

static int
check_task(const struct inlet_task *t, struct fail *fail)
{
	if (t->drop)
		return (check_drop(t, fail));
	if (t->period != NULL)
		return (fail_set(fail, FAIL_USAGE, "--period goes with --drop; "
		    "say with --at when the picture was taken"));
	if (t->account == NULL || t->by == NULL || t->file_count == 0)
		return (fail_set(fail, FAIL_USAGE, "give --account ID, --by "
		    "NAME and the files; see bevara inlet --help"));
	if (!path_is_account(t->account))
		return (fail_set(fail, FAIL_USAGE, "'%s' is no account's id; "
		    "'bevara register list' shows them", t->account));
	if (t->existing && t->at != NULL)
		return (fail_set(fail, FAIL_USAGE, "--existing takes each "
		    "picture's own date: leave --at out"));
	if (check_words("--by", t->by, fail) == -1 ||
	    check_words("--note", t->note, fail) == -1)
		return (-1);
	return (check_url(t->url, fail));
}

/* ---- by a person, now ---- */

/* When it was taken: as the person says, or else the first file itself. */
static int
find_date(const struct inlet_run *run, const struct inlet_file *f,
    struct inlet_date *d, char *unknown[UNKNOWN_MAX], struct fail *fail)
{
	char zoneless[CLOCK_TEXT];
	int n = 0;

	if (run->task->at != NULL) {
		if (inlet_date_read(d, run->task->at, fail) == -1)
			return (-1);
	} else if (!inlet_date_own(d, f, zoneless)) {
		memcpy(d->period, run->period, sizeof(d->period));
		unknown[n++] = no_time;
	}
	if (d->taken[0] != '\0' && strchr(d->taken, 'T') == NULL)
		unknown[n++] = no_clock;
	return (n);
}

static int
take_files(struct inlet_run *run, const struct inlet_file *files, size_t n,
    struct fail *fail)
{
	struct inlet_place place = INLET_PLACE_INIT;
	struct inlet_date date = INLET_DATE_INIT;
	struct inlet_facts facts = { run->task->account, date.period, "person",
	    run->task->by, NULL, NULL, 0 };
	struct inlet_how how;
	char *unknown[UNKNOWN_MAX];
	int count, rc = -1;

	if ((count = find_date(run, files, &date, unknown, fail)) == -1)
		return (-1);
	facts.taken = date.taken[0] == '\0' ? NULL : date.taken;
	facts.unknown = unknown;
	facts.unknown_count = (size_t)count;
	how = inlet_run_how(run, &facts);
	if (inlet_take(&place, &how, files, n, fail) == -1 ||
	    inlet_run_told(run, facts.account, &place, NULL, fail) == -1)
		goto out;
	rc = place.advice == NULL ? 0 :
	    fail_set(fail, FAIL_NO, "%s", place.advice);
out:
	inlet_place_clear(&place);
	return (rc);
}

static int
take_person(struct inlet_run *run, struct fail *fail)
{
	const struct inlet_task *t = run->task;
	struct inlet_file *files;
	size_t i, n = 0;
	int rc = -1;

	if (t->file_count > INLET_MAX_FILES)
		return (fail_set(fail, FAIL_USAGE, "at most %d files become "
		    "one capture, not %zu", INLET_MAX_FILES, t->file_count));
	if ((files = calloc(t->file_count, sizeof(*files))) == NULL)
		return (fail_memory(fail));
	for (; n < t->file_count; n++)
		if (inlet_file_read(&files[n], t->file[n], fail) == -1)
			goto out;
	rc = take_files(run, files, n, fail);
out:
	for (i = 0; i < n; i++)
		inlet_file_clear(&files[i]);
	free(files);
	return (rc);
}

int
inlet_do(const struct inlet_task *task, struct inlet_result *result,
    struct fail *fail)
{
	struct inlet_run run = { .task = task, .result = result,
	    .site = SITE_INIT };
	char *lock_path = NULL;
	int lock = -1, rc = -1;

	clock_period(clock_now(), run.period);
	if (check_task(task, fail) == -1 ||
	    site_load(&run.site, task->site, fail) == -1)
		goto out;
	if (task->period != NULL)
		snprintf(run.period, sizeof(run.period), "%s", task->period);
	/* One at a time, so that no two captures have the same second. */
	if (file_make_dirs(run.site.work, fail) == -1 ||
	    (lock_path = path_join(run.site.work, INLET_LOCK,
	    fail)) == NULL ||
	    (lock = file_lock(lock_path, LOCK_WAIT_S, fail)) == -1)
		goto out;
	rc = task->drop ? inlet_drop(&run, fail) : task->existing ?
	    inlet_existing(&run, fail) : take_person(&run, fail);
out:
	if (lock != -1)
		close(lock);
	free(lock_path);
	site_clear(&run.site);
	return (rc);
}
