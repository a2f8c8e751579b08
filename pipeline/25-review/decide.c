#include "review/decide.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/buf.h"
#include "core/clock.h"
#include "core/fail.h"
#include "core/file.h"
#include "core/hash.h"
#include "core/job.h"
#include "core/path.h"
#include "core/record/capture.h"
#include "core/record/decision.h"
#include "core/record/order.h"
#include "core/site.h"
#include "core/text.h"
#include "review/enter.h"
#include "review/folder.h"
#include "review/who.h"

#define LOCK_WAIT_S 10
#define ORDER_MAX_BYTES (1u << 20)
#define ORDER "order.xml"
#define CAPTURE "capture/capture.xml"

/* A job while it is decided about; undone by desk_clear(). */
struct desk {
	struct site site;
	struct capture capture;
	struct hash_sum sum;	/* of capture.xml */
	struct decision there;	/* about this capture; value NULL: none */
	struct decision ours;
	char *job;		/* absolute */
	char *period_dir;	/* WORK/PERIOD */
	char *account;
	char *path;		/* JOB/decision.xml */
	int lock;
};

static void
desk_clear(struct desk *k)
{
	if (k->lock != -1)
		(void)close(k->lock);
	site_clear(&k->site);
	capture_clear(&k->capture);
	decision_clear(&k->there);
	decision_clear(&k->ours);
	free(k->job);
	free(k->period_dir);
	free(k->account);
	free(k->path);
}

/* The job is one of the site's, by its place in the work folder. */
static int
find_job(struct desk *k, const struct decide_ask *ask, struct fail *fail)
{
	char *order = NULL, *work = NULL, *above = NULL;
	int rc = -1;

	if (site_load(&k->site, ask->site, fail) == -1)
		return (-1);
	if (!file_is_dir(ask->job))
		return (fail_set(fail, FAIL_DATA, "'%s' is no job folder; "
		    "'bevara review' tells which there are", ask->job));
	if ((k->job = path_full(ask->job, fail)) == NULL ||
	    (k->period_dir = path_dir(k->job, fail)) == NULL ||
	    (above = path_dir(k->period_dir, fail)) == NULL ||
	    (order = path_join(k->job, ORDER, fail)) == NULL ||
	    (work = path_full(k->site.work, fail)) == NULL)
		goto out;
	if (!file_is_file(order) || strcmp(above, work) != 0 ||
	    !path_is_period(path_base(k->period_dir)) ||
	    (k->account = folder_account(path_base(k->job), fail)) == NULL) {
		(void)fail_set(fail, FAIL_DATA, "'%s' is no job folder of "
		    "this site; 'bevara review -C %s' tells which there are",
		    ask->job, ask->site);
		goto out;
	}
	rc = 0;
out:
	free(order);
	free(work);
	free(above);
	return (rc);
}

static int
lock_job(struct desk *k, struct fail *fail)
{
	char *lock = path_join(k->job, ".lock", fail);

	if (lock != NULL)
		k->lock = file_lock(lock, LOCK_WAIT_S, fail);
	free(lock);
	return (k->lock == -1 ? -1 : 0);
}

/* The capture, and what was decided about it. */
static int
load(struct desk *k, const char *seen, struct fail *fail)
{
	char *path = path_join(k->job, CAPTURE, fail);
	int rc = -1;

	if (path == NULL)
		return (-1);
	if (!file_exists(path)) {
		(void)fail_set(fail, FAIL_DATA, "no capture is there yet; run "
		    "'bevara fetch' on the job first");
		goto out;
	}
	if ((k->path = path_join(k->job, DECISION_FILE, fail)) == NULL ||
	    file_sweep(k->path, fail) == -1 ||
	    capture_load(&k->capture, path, fail) == -1 ||
	    hash_file(path, HASH_SHA256, &k->sum, fail) == -1 ||
	    decision_find(&k->there, k->job, k->sum.sha256, fail) == -1)
		goto out;
	if (seen != NULL && strcmp(seen, k->capture.id) != 0) {
		(void)fail_set(fail, FAIL_DATA, "the capture there is '%s', "
		    "not '%s': it was made again meanwhile; run 'bevara "
		    "review' and look at it first", k->capture.id, seen);
		goto out;
	}
	rc = 0;
out:
	free(path);
	return (rc);
}

/* What is to be written, but for what a retake adds. */
static int
word(struct desk *k, const struct decide_ask *ask, const char *value,
    struct fail *fail)
{
	struct decision *d = &k->ours;

	if ((d->by = who_words("--by", ask->by == NULL ? "" : ask->by,
	    DECIDE_NAME_MAX, fail)) == NULL)
		return (-1);
	if ((ask->reason != NULL || strcmp(value, DECISION_ACCEPT) == 0) &&
	    (d->reason = who_words("--reason", ask->reason == NULL ? "" :
	    ask->reason, DECIDE_REASON_MAX, fail)) == NULL)
		return (-1);
	if ((d->value = text_copy(value, fail)) == NULL ||
	    (d->login = who_login(fail)) == NULL)
		return (-1);
	d->decided_utc = clock_now();
	return (0);
}

static int
begin(struct desk *k, const struct decide_ask *ask, const char *value,
    struct fail *fail)
{
	struct decision *d = &k->ours;

	if (word(k, ask, value, fail) == -1 || find_job(k, ask, fail) == -1 ||
	    lock_job(k, fail) == -1 || load(k, ask->capture, fail) == -1)
		return (-1);
	if ((d->capture_id = text_copy(k->capture.id, fail)) == NULL ||
	    (d->capture_sha256 = text_copy(k->sum.sha256, fail)) == NULL ||
	    (d->verdict = text_copy(k->capture.verdict, fail)) == NULL)
		return (-1);
	return (0);
}

static int
same_text(const char *a, const char *b)
{
	return (a == NULL || b == NULL ? a == b : strcmp(a, b) == 0);
}

/* 1 if the same person decided the same before, 0 if nothing was decided. */
static int
was_decided(const struct desk *k, struct fail *fail)
{
	const struct decision *a = &k->there, *b = &k->ours;
	char minute[CLOCK_TEXT];

	if (a->value == NULL)
		return (0);
	if (same_text(a->value, b->value) && same_text(a->by, b->by) &&
	    same_text(a->login, b->login) && same_text(a->reason, b->reason))
		return (1);
	clock_minute(a->decided_utc, minute);
	return (fail_set(fail, FAIL_EXISTS, "%s was decided already, by %s "
	    "(%s) on %s%s%s%s%s; a decision is not replaced", a->value, a->by,
	    a->login, minute, a->reason != NULL ? ": '" : "",
	    a->reason != NULL ? a->reason : "",
	    a->reason != NULL ? "'" : "", a->next != NULL ?
	    ", and the new job folder is there" : ""));
}

/* Once a package is made, or placed, it is too late. */
static int
is_open(const struct desk *k, struct fail *fail)
{
	static const char *const made[] = { "package", "receipt.xml" };
	char *path;
	size_t i;
	int there;

	for (i = 0; i < sizeof(made) / sizeof(*made); i++) {
		if ((path = path_join(k->job, made[i], fail)) == NULL)
			return (-1);
		there = file_exists(path);
		free(path);
		if (there)
			return (fail_set(fail, FAIL_DATA, "a package was made "
			    "of the capture '%s' already ('%s' is there), so "
			    "it is too late to decide about it", k->capture.id,
			    made[i]));
	}
	return (0);
}

/* A decision about an earlier capture is kept, out of the way. */
static int
keep_earlier(struct desk *k, struct fail *fail)
{
	struct decision old;
	char *dir = NULL, *to = NULL;
	int rc = -1;

	if (!file_exists(k->path))
		return (0);
	if (decision_load(&old, k->path, fail) == -1)
		return (-1);
	if ((dir = path_join(k->job, "rejected", fail)) != NULL &&
	    (to = text_printf(fail, "%s/%s." DECISION_FILE, dir,
	    old.capture_id)) != NULL && file_make_dirs(dir, fail) == 0 &&
	    file_rename_new(k->path, to, fail) == 0 &&
	    file_sync(dir, fail) == 0)
		rc = file_sync(k->job, fail);
	free(dir);
	free(to);
	decision_clear(&old);
	return (rc);
}

static int
save(struct desk *k, struct fail *fail)
{
	if (keep_earlier(k, fail) == -1)
		return (-1);
	return (decision_save(&k->ours, k->path, fail));
}

static int
report(struct decide *d, const struct desk *k, int before, struct fail *fail)
{
	d->before = before;
	if ((d->account = text_copy(k->account, fail)) == NULL ||
	    (d->verdict = text_copy(k->capture.verdict, fail)) == NULL ||
	    (d->capture = text_copy(k->capture.id, fail)) == NULL)
		return (-1);
	return (0);
}

/* Put the order into the new folder, unless it lies there. */
static int
fill_next(const struct desk *k, const char *next, struct fail *fail)
{
	char *from = NULL, *to = NULL;
	struct buf b = BUF_INIT;
	int rc = -1;

	if ((from = path_join(k->job, ORDER, fail)) == NULL ||
	    (to = path_join(next, ORDER, fail)) == NULL ||
	    file_make_dirs(next, fail) == -1)
		goto out;
	/* The folder is ours: the decision, under its lock, names it. */
	if (file_sweep(to, fail) == -1)
		goto out;
	if (file_exists(to) ||
	    (file_read(from, &b, ORDER_MAX_BYTES, fail) == 0 &&
	    file_write(to, b.data, b.size, fail) == 0))
		rc = file_sync(k->period_dir, fail);
out:
	if (rc == -1)
		fail_add(fail, "the retake is decided, but its folder is not "
		    "ready; run again");
	buf_clear(&b);
	free(from);
	free(to);
	return (rc);
}

/*
 * The folder first, since the decision names it; then the decision, which
 * makes it so; the order last, which a second run puts there as well.  An
 * empty folder that a cut run left gets its order from stage register.
 */
static int
make_next(struct desk *k, struct fail *fail)
{
	char *next = job_open_next(k->period_dir, k->account, fail);
	int rc = -1;

	if (next == NULL)
		return (-1);
	if ((k->ours.next = text_copy(path_base(next), fail)) != NULL)
		rc = save(k, fail);
	if (rc == -1)
		(void)rmdir(next);
	free(next);
	return (rc);
}

int
decide_accept(struct decide *d, const struct decide_ask *ask,
    struct fail *fail)
{
	struct desk k = { .site = SITE_INIT, .lock = -1 };
	int before, rc = -1;

	if (begin(&k, ask, DECISION_ACCEPT, fail) == -1 ||
	    (before = was_decided(&k, fail)) == -1)
		goto out;
	if (!before) {
		if (is_open(&k, fail) == -1)
			goto out;
		if (k.capture.slice_count == 0) {
			(void)fail_set(fail, FAIL_NO, "its capture (%s) has no "
			    "picture of a page, so there is nothing to "
			    "archive; use 'bevara retake'", k.capture.verdict);
			goto out;
		}
		if (save(&k, fail) == -1)
			goto out;
	}
	if (enter_decision(&k.site, before ? &k.there : &k.ours, k.path,
	    before, fail) == -1)
		goto out;
	rc = report(d, &k, before, fail);
out:
	if (rc == -1)
		fail_add(fail, "accepting '%s'", ask->job);
	desk_clear(&k);
	return (rc);
}

int
decide_retake(struct decide *d, const struct decide_ask *ask,
    struct fail *fail)
{
	struct desk k = { .site = SITE_INIT, .lock = -1 };
	int before, rc = -1;

	if (begin(&k, ask, DECISION_RETAKE, fail) == -1 ||
	    (before = was_decided(&k, fail)) == -1 ||
	    (!before && (is_open(&k, fail) == -1 ||
	    make_next(&k, fail) == -1)) ||
	    (d->next = path_join(k.period_dir, before ? k.there.next :
	    k.ours.next, fail)) == NULL ||
	    fill_next(&k, d->next, fail) == -1 ||
	    enter_decision(&k.site, before ? &k.there : &k.ours, k.path,
	    before, fail) == -1)
		goto out;
	rc = report(d, &k, before, fail);
out:
	if (rc == -1)
		fail_add(fail, "retaking '%s'", ask->job);
	desk_clear(&k);
	return (rc);
}

void
decide_clear(struct decide *d)
{
	free(d->account);
	free(d->verdict);
	free(d->capture);
	free(d->next);
	memset(d, 0, sizeof(*d));
}
