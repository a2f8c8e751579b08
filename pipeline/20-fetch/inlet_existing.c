#include "fetch/inlet_run.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "core/fail.h"
#include "core/file.h"
#include "core/msg.h"
#include "core/path.h"
#include "core/record/capture.h"
#include "core/record/order.h"
#include "core/site.h"
#include "core/text.h"
#include "fetch/inlet.h"
#include "fetch/inlet_date.h"
#include "fetch/inlet_file.h"
#include "fetch/inlet_job.h"
#include "fetch/inlet_take.h"

#define UNKNOWN_MAX 6
#define TEXT_MAX 120

struct old {			/* what is known of one old picture */
	struct inlet_date date;
	char text[UNKNOWN_MAX][TEXT_MAX];
	char *unknown[UNKNOWN_MAX];	/* points into text */
	size_t count;
};

struct walk {			/* over all of them */
	struct inlet_run *run;
	char first[CLOCK_TEXT];	/* the half-year of the oldest; "" if none */
	size_t files, failed;
	struct fail worst;
};

static void
not_known(struct old *o, const char *text)
{
	if (o->count == UNKNOWN_MAX)
		return;
	(void)snprintf(o->text[o->count], TEXT_MAX, "%s", text);
	o->unknown[o->count] = o->text[o->count];
	o->count++;
}

/* The name of the file, else that of its folder. */
static int
date_of_name(struct inlet_date *d, const char *path)
{
	struct fail ignored = FAIL_INIT;
	char *dir;
	int found;

	if (inlet_date_name(d, path_base(path)))
		return (1);
	if ((dir = path_dir(path, &ignored)) == NULL)
		return (0);
	found = inlet_date_name(d, path_base(dir));
	free(dir);
	return (found);
}

/*
 * People name their pictures by what they show; what the file says of itself
 * may be when it was copied or sent.  Where both speak, the other is told.
 */
static void
find_date(struct old *o, const struct inlet_file *f)
{
	struct inlet_date own = INLET_DATE_INIT;
	char zoneless[CLOCK_TEXT], text[TEXT_MAX];
	int has_own = inlet_date_own(&own, f, zoneless);

	if (date_of_name(&o->date, f->path)) {
		if (has_own && strcmp(own.period, o->date.period) != 0) {
			snprintf(text, sizeof(text), "filen själv säger att "
			    "den är från %s", own.taken);
			not_known(o, text);
		}
	} else if (has_own)
		o->date = own;
	else
		not_known(o, inlet_date_changed(&o->date, f) ?
		    "tiden är när bildfilen senast ändrades, inte när bilden "
		    "togs" : "dagen är när filen senast ändrades, inte när "
		    "bilden togs");
	if (strlen(o->date.taken) == 4)
		not_known(o, "vilket halvår bilden hör till är inte känt");
	else if (strlen(o->date.taken) < 10)
		not_known(o, "vilken dag bilden togs är inte känt");
	if (strchr(o->date.taken, 'T') == NULL)
		not_known(o, "klockslaget är inte känt");
}

static void
note_first(struct walk *w, const char *period)
{
	if (w->first[0] == '\0' || strcmp(period, w->first) < 0)
		(void)snprintf(w->first, sizeof(w->first), "%s", period);
}

static int
take_old(struct walk *w, const struct inlet_file *f, struct fail *fail)
{
	struct old o = { INLET_DATE_INIT, { "" }, { NULL }, 0 };
	struct inlet_facts facts = { w->run->task->account, o.date.period,
	    "existing", w->run->task->by, o.date.taken, o.unknown, 0 };
	struct inlet_place place = INLET_PLACE_INIT;
	struct inlet_how how;
	int rc = -1;

	find_date(&o, f);
	not_known(&o, "vem som tog bilden är inte känt");
	if (w->run->task->url == NULL)
		not_known(&o, "adressen är inte känd; kontots nuvarande står i "
		    "stället");
	facts.unknown_count = o.count;
	note_first(w, o.date.period);
	how = inlet_run_how(w->run, &facts);
	if (inlet_take(&place, &how, f, 1, fail) == -1 ||
	    inlet_run_told(w->run, facts.account, &place, NULL, fail) == -1)
		goto out;
	rc = place.advice == NULL ? 0 : fail_set(fail, FAIL_NO, "'%s': %s",
	    f->path, place.advice);
out:
	inlet_place_clear(&place);
	return (rc);
}

/* One that fails is told of; the others go on. */
static void
one_file(struct walk *w, const char *path)
{
	struct fail fail = FAIL_INIT;
	struct inlet_file f = { 0 };

	w->files++;
	if (inlet_file_read(&f, path, &fail) == 0)
		(void)take_old(w, &f, &fail);
	inlet_file_clear(&f);
	if (fail.kind == FAIL_NONE)
		return;
	w->failed++;
	msg_fail(&fail);
	inlet_run_worse(&w->worst, &fail);
}

/* What systems leave in every folder. */
static int
is_litter(const char *path)
{
	const char *name = path_base(path);

	return (name[0] == '.' || strcasecmp(name, "Thumbs.db") == 0 ||
	    strcasecmp(name, "desktop.ini") == 0);
}

static int
one_folder(struct walk *w, const char *dir, struct fail *fail)
{
	struct file_list list = FILE_LIST_INIT;
	char *path;
	size_t i;
	int rc = 0;

	if (file_list(dir, &list, fail) == -1)
		return (-1);
	for (i = 0; i < list.count && rc == 0; i++) {
		if (list.entry[i].kind == 'd' ||
		    is_litter(list.entry[i].path))
			continue;
		if ((path = path_join(dir, list.entry[i].path,
		    fail)) == NULL)
			rc = -1;
		else
			one_file(w, path);
		free(path);
	}
	file_list_clear(&list);
	return (rc);
}

/* ---- the half-years that are missing ---- */

/* 1 if the folder holds a name of the account's, as ${is} judges it. */
static int
has_name(const char *dir, const char *account,
    int (*is)(const char *, const char *, const char *), int *found,
    struct fail *fail)
{
	struct file_list list = FILE_LIST_INIT;
	size_t i;

	*found = 0;
	if (!file_is_dir(dir))
		return (0);
	if (file_list_dir(dir, &list, fail) == -1)
		return (-1);
	for (i = 0; i < list.count && !*found; i++)
		*found = list.entry[i].kind == 'd' &&
		    is(dir, list.entry[i].path, account);
	file_list_clear(&list);
	return (0);
}

/* A package on the share. */
static int
is_package(const char *dir, const char *name, const char *account)
{
	size_t n = strlen(account);

	(void)dir;
	return (path_is_id(name) && strncmp(name, account, n) == 0 &&
	    name[n] == '_');
}

/* A job whose capture is a record. */
static int
is_captured(const char *dir, const char *name, const char *account)
{
	struct fail ignored = FAIL_INIT;
	struct capture c;
	size_t n = strlen(account);
	char *path;
	int good = 0;

	if (strncmp(name, account, n) != 0 ||
	    (name[n] != '\0' && name[n] != '.'))
		return (0);
	path = text_printf(&ignored, "%s/%s/capture/capture.xml", dir, name);
	if (path != NULL && file_is_file(path) &&
	    capture_load(&c, path, &ignored) == 0) {
		good = strcmp(c.verdict, "good") == 0;
		capture_clear(&c);
	}
	free(path);
	return (good);
}

static int
is_there(const struct walk *w, const char *period, int *found,
    struct fail *fail)
{
	const char *account = w->run->task->account;
	char *work = path_join(w->run->site.work, period, fail);
	char *share = path_join(w->run->site.share, period, fail);
	int rc = -1;

	if (work != NULL && share != NULL &&
	    has_name(share, account, is_package, found, fail) == 0)
		rc = *found ? 0 : has_name(work, account, is_captured, found,
		    fail);
	free(work);
	free(share);
	return (rc);
}

/* The decision that the account may be used, by the newest order there is. */
static void
note_decision(struct walk *w)
{
	struct fail ignored = FAIL_INIT;
	struct inlet_date date = INLET_DATE_INIT;
	struct order order;
	char *path = text_printf(&ignored, "%s/%s/%s/order.xml",
	    w->run->site.work, w->run->period, w->run->task->account);

	if (path != NULL && file_is_file(path) &&
	    order_load(&order, path, &ignored) == 0) {
		if (order.decision.date != NULL && inlet_date_read(&date,
		    order.decision.date, &ignored) == 0)
			note_first(w, date.period);
		order_clear(&order);
	}
	free(path);
}

static int
tell_missing(struct walk *w, struct fail *fail)
{
	const char *line[3] = { "missing", w->run->task->account, NULL };
	char period[CLOCK_TEXT], last[CLOCK_TEXT];
	int found = 0;

	note_decision(w);
	if (w->first[0] == '\0')
		return (0);
	clock_period(clock_now(), last);
	memcpy(period, w->first, sizeof(period));
	for (; strcmp(period, last) <= 0; inlet_date_next(period)) {
		if (is_there(w, period, &found, fail) == -1)
			return (-1);
		line[2] = period;
		if (!found && inlet_add_line(w->run->result, line, 3,
		    fail) == -1)
			return (-1);
	}
	return (0);
}

int
inlet_existing(struct inlet_run *run, struct fail *fail)
{
	struct walk w = { run, "", 0, 0, FAIL_INIT };
	size_t i;
	int share;

	/* A share that is not mounted would seem to hold nothing yet. */
	if ((share = site_open_archive(&run->site, fail)) == -1)
		return (-1);
	close(share);
	for (i = 0; i < run->task->file_count; i++) {
		const char *path = run->task->file[i];

		if (!file_is_dir(path))
			one_file(&w, path);
		else if (one_folder(&w, path, fail) == -1)
			return (-1);
	}
	if (tell_missing(&w, fail) == -1)
		return (-1);
	if (w.failed == 0)
		return (0);
	return (fail_set(fail, w.worst.kind, "%zu of %zu files did not become "
	    "records; the reasons stand above", w.failed, w.files));
}
