#include "fetch/inlet_job.h"

#include <sys/stat.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "core/clock.h"
#include "core/fail.h"
#include "core/file.h"
#include "core/hash.h"
#include "core/job.h"
#include "core/path.h"
#include "core/text.h"

#define LOCK_WAIT_S 30
#define TURN_TENTHS 60		/* of a second, for the next to begin */
#define ORDER "order.xml"
#define CAPTURE "capture/capture.xml"

/* A step of looking at the captures: 1 ends the walk, -1 is a failure. */
typedef int look(void *, const struct capture *, const char *, struct fail *);

static int
no_order(const char *work, const char *period, const char *account,
    struct fail *fail)
{
	return (fail_set(fail, FAIL_DATA, "there is no order for '%s' in "
	    "'%s/%s'; give the command: bevara register order --period %s %s",
	    account, work, period, period, account));
}

int
inlet_job_open(struct inlet_job *j, const char *work, const char *period,
    const char *account, struct fail *fail)
{
	struct hash_sum sum;
	char *order = NULL, *lock = NULL, *capture = NULL;
	int rc = -1;

	if ((j->dir = path_join(work, period, fail)) == NULL ||
	    (j->first = path_join(j->dir, account, fail)) == NULL ||
	    (order = path_join(j->first, ORDER, fail)) == NULL ||
	    (lock = path_join(j->first, ".lock", fail)) == NULL ||
	    (capture = path_join(j->first, "capture", fail)) == NULL)
		goto out;
	if (!file_is_file(order)) {
		no_order(work, period, account, fail);
		goto out;
	}
	if ((j->lock = file_lock(lock, LOCK_WAIT_S, fail)) == -1 ||
	    file_sweep(capture, fail) == -1 ||
	    order_load(&j->order, order, fail) == -1 ||
	    hash_file(order, HASH_SHA256, &sum, fail) == -1)
		goto out;
	memcpy(j->order_sha256, sum.sha256, sizeof(j->order_sha256));
	rc = 0;
out:
	free(order);
	free(lock);
	free(capture);
	return (rc);
}

int
inlet_job_stage(struct inlet_job *j, struct fail *fail)
{
	char *capture = path_join(j->first, "capture", fail);

	if (capture != NULL)
		j->stage = file_stage_dir(capture, fail);
	free(capture);
	return (j->stage == NULL ? -1 : 0);
}

/* ---- what was captured before ---- */

/* The job folders of the account, by their numbers, until there is none. */
static int
each_capture(const struct inlet_job *j, look *at, void *arg,
    struct fail *fail)
{
	struct capture c;
	char *job = NULL, *path = NULL;
	int number, rc = 0;

	for (number = 1; rc == 0; number++) {
		free(job);
		free(path);
		path = NULL;
		job = number == 1 ? text_copy(j->first, fail) :
		    text_printf(fail, "%s.%d", j->first, number);
		if (job == NULL ||
		    (path = path_join(job, CAPTURE, fail)) == NULL) {
			rc = -1;
			break;
		}
		if (!file_is_dir(job))
			break;
		if (!file_is_file(path))
			continue;
		if (capture_load(&c, path, fail) == -1) {
			rc = -1;
			break;
		}
		rc = at(arg, &c, job, fail);
		capture_clear(&c);
	}
	free(job);
	free(path);
	return (rc);
}

struct wanted {
	char (*sums)[65];
	size_t count;
	struct inlet_place *place;
};

static int
fill_place(struct inlet_place *place, const struct capture *c,
    const char *job, struct fail *fail)
{
	if ((place->id = text_copy(c->id, fail)) == NULL ||
	    (place->verdict = text_copy(c->verdict, fail)) == NULL ||
	    (place->job = text_copy(job, fail)) == NULL)
		return (-1);
	place->advice = text_copy(c->advice, fail);
	return (c->advice != NULL && place->advice == NULL ? -1 : 0);
}

static int
look_for_files(void *arg, const struct capture *c, const char *job,
    struct fail *fail)
{
	struct wanted *w = arg;
	const struct part *part;
	size_t i;

	for (i = 0; i < w->count; i++) {
		part = part_find(&c->files, CAPTURE_ORIGINAL, i);
		if (part == NULL || strcmp(part->sha256, w->sums[i]) != 0)
			return (0);
	}
	if (part_find(&c->files, CAPTURE_ORIGINAL, i) != NULL)
		return (0);
	w->place->before = 1;
	return (fill_place(w->place, c, job, fail) == -1 ? -1 : 1);
}

int
inlet_job_find(const struct inlet_job *j, char (*sums)[65], size_t n,
    struct inlet_place *place, struct fail *fail)
{
	struct wanted w = { sums, n, place };

	return (each_capture(j, look_for_files, &w, fail));
}

static int
look_for_id(void *arg, const struct capture *c, const char *job,
    struct fail *fail)
{
	(void)job;
	(void)fail;
	return (strcmp(c->id, arg) == 0);
}

/*
 * Captures of other half-years count too: the lock's file, which is held by
 * this process, has the time of the last one.
 */
static int
wait_turn(const struct inlet_job *j, struct fail *fail)
{
	struct timespec tenth = { 0, 100 * 1000 * 1000 };
	char *path = text_printf(fail, "%s/../" INLET_LOCK, j->dir);
	struct stat st;
	int64_t now;
	int i, rc = -1;

	if (path == NULL)
		return (-1);
	/* Nor wait for a clock that was set back, or stands still. */
	for (i = 0; i < TURN_TENTHS; i++) {
		if (stat(path, &st) == -1) {
			fail_sys(fail, "cannot look at '%s'", path);
			goto out;
		}
		now = clock_now();
		if (now > (int64_t)st.st_mtime || now + 5 <
		    (int64_t)st.st_mtime)
			break;
		nanosleep(&tenth, NULL);
	}
	if ((rc = utimensat(AT_FDCWD, path, NULL, 0)) == -1)
		fail_sys(fail, "cannot set the time of '%s'", path);
out:
	free(path);
	return (rc);
}

int
inlet_job_name(const struct inlet_job *j, struct capture *c,
    struct fail *fail)
{
	struct timespec tenth = { 0, 100 * 1000 * 1000 };
	char stamp[CLOCK_TEXT];
	int taken;

	if (wait_turn(j, fail) == -1)
		return (-1);
	for (;;) {
		c->ended_utc = clock_now();
		clock_stamp(c->ended_utc, stamp);
		free(c->id);
		if ((c->id = text_printf(fail, "%s_%s", c->account,
		    stamp)) == NULL || (taken = each_capture(j, look_for_id,
		    c->id, fail)) == -1)
			return (-1);
		if (!taken)
			return (0);
		nanosleep(&tenth, NULL);
	}
}

/* ---- into its place ---- */

/* A new folder beside the first, with its order. */
static char *
next_job(const struct inlet_job *j, struct fail *fail)
{
	char *job, *from = NULL, *to = NULL;
	int rc = -1;

	if ((job = job_open_next(j->dir, path_base(j->first), fail)) == NULL)
		return (NULL);
	if ((from = path_join(j->first, ORDER, fail)) != NULL &&
	    (to = path_join(job, ORDER, fail)) != NULL &&
	    file_copy(from, to, fail) == 0 && file_sync(to, fail) == 0 &&
	    file_sync(job, fail) == 0)
		rc = file_sync(j->dir, fail);
	free(from);
	free(to);
	if (rc == 0)
		return (job);
	file_remove_tree(job);
	free(job);
	return (NULL);
}

int
inlet_job_commit(struct inlet_job *j, int beside, struct inlet_place *place,
    struct fail *fail)
{
	char *final = NULL;
	int rc = -1;

	if ((final = path_join(j->first, "capture", fail)) == NULL)
		goto out;
	if (!beside && !file_exists(final)) {
		if ((place->job = text_copy(j->first, fail)) == NULL)
			goto out;
	} else {
		free(final);
		final = NULL;
		if ((place->job = next_job(j, fail)) == NULL || (final =
		    path_join(place->job, "capture", fail)) == NULL)
			goto out;
	}
	if (file_commit_dir(j->stage, final, fail) == -1) {
		if (strcmp(place->job, j->first) != 0)
			file_remove_tree(place->job);
		goto out;
	}
	free(j->stage);
	j->stage = NULL;	/* it has its final name now */
	rc = 0;
out:
	free(final);
	return (rc);
}

int
inlet_job_allows(const struct order *o, const char *inlet)
{
	size_t i;

	for (i = 0; i < o->inlet_count; i++)
		if (strcmp(o->inlet[i], inlet) == 0)
			return (1);
	return (0);
}

void
inlet_job_close(struct inlet_job *j)
{
	const struct inlet_job empty = INLET_JOB_INIT;

	file_remove_tree(j->stage);
	order_clear(&j->order);
	free(j->dir);
	free(j->first);
	free(j->stage);
	if (j->lock != -1)
		close(j->lock);
	*j = empty;
}

void
inlet_place_clear(struct inlet_place *p)
{
	free(p->id);
	free(p->verdict);
	free(p->advice);
	free(p->job);
	memset(p, 0, sizeof(*p));
}
