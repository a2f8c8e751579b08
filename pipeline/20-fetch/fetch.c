#include "fetch/fetch.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "core/args.h"
#include "core/clock.h"
#include "core/fail.h"
#include "core/file.h"
#include "core/hash.h"
#include "core/path.h"
#include "core/record/capture.h"
#include "core/record/order.h"
#include "core/site.h"
#include "core/text.h"
#include "fetch/ask.h"
#include "fetch/ask_url.h"
#include "fetch/browse.h"
#include "fetch/chrome.h"
#include "fetch/consent.h"
#include "fetch/cookies.h"
#include "fetch/earlier.h"
#include "fetch/guard.h"
#include "fetch/judge.h"
#include "fetch/login.h"
#include "fetch/retry.h"
#include "fetch/signs.h"

#define LOCK_WAIT_S 10
#define ASK_S 60		/* the most that the first question may take */
#define ASK_PART 4		/* ... and this part of all the time */
#define CONNECTIONS 256		/* of the browser at the same time */
#define SILENCE_S 60		/* a silent connection ends after this */
#define CAPTURE "capture.xml"

struct job {			/* one run; strings owned */
	struct site site;
	struct order order;
	struct capture capture;
	struct ask ask;
	struct browse_seen seen;
	struct signs signs;
	struct consent consent;
	struct guard_rules rules;	/* borrows from site */
	char password[GUARD_PASSWORD];	/* of the guard, new each time */
	struct cookies cookies;	/* none: nobody is logged in */
	char *dir;		/* JOB */
	char *final;		/* JOB/capture */
	char *stage;		/* JOB/capture.part-XXXXXX, or NULL */
	char *browser;
	char order_sha256[65];
	int lock;
	int64_t began_ms;
};

static void
job_clear(struct job *j)
{
	file_remove_tree(j->stage);
	site_clear(&j->site);
	order_clear(&j->order);
	capture_clear(&j->capture);
	ask_clear(&j->ask);
	browse_clear(&j->seen);
	cookies_clear(&j->cookies);
	signs_clear(&j->signs);
	consent_clear(&j->consent);
	free(j->dir);
	free(j->final);
	free(j->stage);
	free(j->browser);
	if (j->lock != -1)
		close(j->lock);
}

/* Take the job: lock it, sweep what a cut run left, read what is asked for. */
static int
open_job(struct job *j, const char *site, const char *dir, struct fail *fail)
{
	struct hash_sum sum;
	char *order = NULL, *lock = NULL;
	int rc = -1;

	if (!file_is_dir(dir)) {
		fail_set(fail, FAIL_DATA, "'%s' is no job folder: make one "
		    "with bevara register order", dir);
		goto out;
	}
	if (site_load(&j->site, site, fail) == -1 ||
	    (j->dir = path_full(dir, fail)) == NULL ||
	    (j->final = path_join(j->dir, "capture", fail)) == NULL ||
	    (order = path_join(j->dir, "order.xml", fail)) == NULL ||
	    (lock = path_join(j->dir, ".lock", fail)) == NULL ||
	    (j->lock = file_lock(lock, LOCK_WAIT_S, fail)) == -1 ||
	    file_sweep(j->final, fail) == -1 ||
	    order_load(&j->order, order, fail) == -1 ||
	    hash_file(order, HASH_SHA256, &sum, fail) == -1)
		goto out;
	snprintf(j->order_sha256, sizeof(j->order_sha256), "%s", sum.sha256);
	rc = 0;
out:
	free(order);
	free(lock);
	return (rc);
}

static void
report(struct fetch_result *r, const struct capture *c)
{
	snprintf(r->account, sizeof(r->account), "%s", c->account);
	snprintf(r->verdict, sizeof(r->verdict), "%s", c->verdict);
	snprintf(r->id, sizeof(r->id), "%s", c->id);
}

/*
 * An earlier capture: the one that is asked for, and all is done; one after
 * which the server wants to be left alone; or one that makes room for the next.
 */
static int
look_back(struct job *j, struct fetch_result *r, struct fail *fail)
{
	struct earlier e = { 0 };
	int rc = -1;

	if (earlier_load(&e, j->dir, j->order_sha256, fail) == -1)
		goto out;
	if (!e.there) {
		rc = 0;
	} else if (e.done) {
		r->done_before = 1;
		report(r, &e.capture);
		rc = e.record ? 0 : capture_is_record(&e.capture, fail);
	} else if (retry_early(&e.capture, j->order.address, fail) == -1) {
		report(r, &e.capture);
	} else {
		rc = earlier_aside(j->dir, e.capture.id, fail);
	}
out:
	earlier_clear(&e);
	return (rc);
}

/* The port of the account's own address; 0 if it has none. */
static int
own_port(const char *address)
{
	char *scheme, *host;
	int port;

	if (ask_url_split(address, &scheme, &host, &port) == -1)
		port = 0;
	free(scheme);
	free(host);
	return (port);
}

/* The register may leave an account to people. */
static int
check_inlet(const struct job *j, struct fail *fail)
{
	size_t i;

	for (i = 0; i < j->order.inlet_count; i++)
		if (strcmp(j->order.inlet[i], "browser") == 0)
			return (0);
	return (fail_set(fail, FAIL_NO, "the register does not let a browser "
	    "fetch '%s' (inlet in konton.xml): take a picture of the page and "
	    "hand it in with 'bevara inlet --account %s --by NAME FILE', or "
	    "lay it in Inkorg/%s on the share", j->order.account,
	    j->order.account, j->order.account));
}

static int
begin_capture(struct job *j, struct fail *fail)
{
	struct capture *c = &j->capture;

	c->started_utc = clock_now();
	c->retry_after_s = -1;
	j->rules = (struct guard_rules){ j->site.allowed,
	    j->site.allowed_count, j->site.max_bytes, CONNECTIONS, SILENCE_S,
	    own_port(j->order.address), j->password, 0 };
	if (guard_password(j->password, fail) == -1)
		return (-1);
	if ((c->account = text_copy(j->order.account, fail)) == NULL ||
	    (c->method = text_copy("browser", fail)) == NULL ||
	    (c->order_sha256 = text_copy(j->order_sha256, fail)) == NULL ||
	    (c->requested = text_copy(j->order.address, fail)) == NULL ||
	    (c->tool = text_copy("bevara-fetch " BEVARA_VERSION,
	    fail)) == NULL || login_prepare(&j->cookies, c, &j->site,
	    &j->order, fail) == -1)
		return (-1);
	j->stage = file_stage_dir(j->final, fail);
	return (j->stage == NULL ? -1 : 0);
}

/* clock_monotonic_ms() by which all is to be done. */
static int64_t
deadline(const struct job *j)
{
	return (j->began_ms + (int64_t)j->site.max_seconds * 1000);
}

/*
 * The first question, without a browser; once more, if the server asks to come
 * again in a moment.
 */
static int
ask(struct job *j, struct fail *fail)
{
	char *path;
	int rc = -1, waited = 0, seconds = j->site.max_seconds / ASK_PART;

	/* An answer that never ends must leave time for the browser. */
	if (seconds > ASK_S)
		seconds = ASK_S;
	if ((path = path_join(j->stage, JUDGE_ANSWER, fail)) == NULL)
		return (-1);
	do {
		ask_clear(&j->ask);
		if (ask_address(&j->ask, j->order.address, &j->rules, seconds,
		    path, fail) == -1)
			goto out;
	} while (!waited++ && retry_soon(&j->ask, deadline(j)));
	j->capture.http_status = j->ask.status;
	j->capture.retry_after_s = j->ask.retry_after_s;
	if (j->ask.final != NULL &&
	    (j->capture.final = text_clean(j->ask.final, fail)) == NULL)
		goto out;
	rc = 0;
out:
	free(path);
	return (rc);
}

/*
 * Whether the browser is to ask too.  Not where the answer is plain, and not
 * where asking again at once would be impolite; but some servers refuse all
 * that is no browser.
 */
static int
is_worth_browsing(const struct ask *a)
{
	if (a->refused || a->error != NULL || a->status == 0)
		return (0);
	return (a->status < 400 || a->status == 403 || a->status == 405 ||
	    a->status == 406);
}

static int
browse(struct job *j, struct fail *fail)
{
	struct browse_want want = { &j->site, &j->rules, j->browser,
	    j->order.address, &j->cookies, j->stage, &j->signs, &j->consent,
	    deadline(j), NULL };

	if (!is_worth_browsing(&j->ask))
		return (0);
	if (browse_page(&j->seen, &j->capture, &want, fail) == -1)
		return (-1);
	return (login_check(&j->cookies, &j->capture, j->stage, fail));
}

static int
judge(struct job *j, struct fail *fail)
{
	const struct judge_case what = { &j->order, j->dir, j->stage,
	    &j->signs, &j->ask, &j->seen };

	return (judge_capture(&j->capture, &what, fail));
}

/*
 * The capture's end names it.  Two captures of one account within a second
 * would have one name, so the second waits for the next.
 */
static int
name_capture(struct job *j, struct fail *fail)
{
	struct timespec tenth = { 0, 100 * 1000 * 1000 };
	struct capture *c = &j->capture;
	char stamp[CLOCK_TEXT];
	char *path;
	int taken;

	for (;;) {
		c->ended_utc = clock_now();
		clock_stamp(c->ended_utc, stamp);
		free(c->id);
		if ((c->id = text_printf(fail, "%s_%s", c->account,
		    stamp)) == NULL ||
		    (path = earlier_place(j->dir, c->id, fail)) == NULL)
			return (-1);
		taken = file_exists(path);
		free(path);
		if (!taken)
			return (0);
		nanosleep(&tenth, NULL);
	}
}

/* List a file if it was made. */
static int
list_file(struct job *j, const char *name, const char *type, const char *role,
    struct fail *fail)
{
	char *path;
	int there;

	if ((path = path_join(j->stage, name, fail)) == NULL)
		return (-1);
	there = file_is_file(path);
	free(path);
	return (there ? part_add(&j->capture.files, j->stage, name, type, role,
	    fail) : 0);
}

static int
list_files(struct job *j, struct fail *fail)
{
	size_t i;

	if (list_file(j, JUDGE_ANSWER, "application/xml", CAPTURE_ANSWER,
	    fail) == -1)
		return (-1);
	for (i = 0; i < j->capture.slice_count; i++) {
		if (list_file(j, j->capture.slice[i].file, "image/png",
		    CAPTURE_SLICE, fail) == -1)
			return (-1);
	}
	if (list_file(j, BROWSE_LAYOUT, "application/xml", CAPTURE_LAYOUT,
	    fail) == -1 || list_file(j, BROWSE_PAGE, "text/html",
	    CAPTURE_PAGE, fail) == -1)
		return (-1);
	return (list_file(j, BROWSE_WARC, "application/warc", CAPTURE_WARC,
	    fail));
}

/* Write capture.xml last, and let all of it be seen at once. */
static int
commit(struct job *j, struct fail *fail)
{
	char *path;
	int rc = -1;

	if (name_capture(j, fail) == -1 || list_files(j, fail) == -1 ||
	    (path = path_join(j->stage, CAPTURE, fail)) == NULL)
		return (-1);
	if (capture_save(&j->capture, path, fail) == 0 &&
	    file_commit_dir(j->stage, j->final, fail) == 0) {
		free(j->stage);
		j->stage = NULL;	/* it has its final name now */
		rc = 0;
	}
	free(path);
	return (rc);
}

int
fetch_job(struct fetch_result *r, const char *site, const char *dir,
    struct fail *fail)
{
	struct job j = { .site = SITE_INIT, .cookies = COOKIES_INIT,
	    .lock = -1, .began_ms = clock_monotonic_ms() };
	int rc = -1;

	if (open_job(&j, site, dir, fail) == -1)
		goto out;
	if (look_back(&j, r, fail) == -1)
		goto out;
	if (r->done_before) {
		rc = 0;
		goto out;
	}
	/* Without a browser, or its rules, there is no use in asking. */
	if (check_inlet(&j, fail) == -1 ||
	    (j.browser = chrome_find(&j.site, fail)) == NULL ||
	    signs_load(&j.signs, j.order.platform, fail) == -1 ||
	    consent_load(&j.consent, fail) == -1 ||
	    begin_capture(&j, fail) == -1 || ask(&j, fail) == -1 ||
	    browse(&j, fail) == -1 || judge(&j, fail) == -1 ||
	    commit(&j, fail) == -1)
		goto out;
	report(r, &j.capture);
	rc = capture_is_record(&j.capture, fail);
out:
	if (rc == -1)
		fail_add(fail, "fetching '%s'", dir);
	job_clear(&j);
	return (rc);
}
