#include "place/place.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/buf.h"
#include "core/clock.h"
#include "core/fail.h"
#include "core/file.h"
#include "core/hash.h"
#include "core/msg.h"
#include "core/path.h"
#include "core/record/receipt.h"
#include "core/record/waiting.h"
#include "core/site.h"
#include "core/text.h"
#include "core/tree.h"
#include "core/watch.h"
#include "place/claim.h"
#include "place/complete.h"
#include "place/copy.h"
#include "place/guide.h"
#include "place/names.h"
#include "place/package.h"
#include "place/target.h"
#include "place/vouch.h"
#include "place/when.h"

#define LOCK_WAIT_S 10

/* What lies on the share under the id must be this package. */
static int
compare_placed(const struct target *target, const struct package *package,
    struct fail *fail)
{
	char *difference = NULL;
	int fd, rc;

	if ((fd = tree_folder(target->fd, package->id, fail)) == -1) {
		if (fail->kind == FAIL_DATA)
			fail_set(fail, FAIL_EXISTS, "'%s/%s' is there already "
			    "and is no folder", target->path, package->id);
		return (-1);
	}
	rc = package_compare(package, fd, &difference, fail);
	close(fd);
	if (rc == 0 && difference != NULL)
		rc = fail_set(fail, FAIL_EXISTS, "'%s/%s' is there already "
		    "with other content: %s; nothing was touched",
		    target->path, package->id, difference);
	free(difference);
	return (rc);
}

/* The copy on the share, read back, must be what the list says. */
static int
check_copy(const struct package *package, int copy, struct fail *fail)
{
	char *wrong = NULL, *cause = NULL;
	int rc = -1;

	if (package_compare(package, copy, &wrong, fail) == -1)
		goto out;
	if (wrong == NULL) {
		rc = 0;
		goto out;
	}
	/* Whose fault?  Only now is the package itself hashed. */
	if (package_compare(package, package->fd, &cause, fail) == -1)
		goto out;
	if (cause != NULL)
		fail_set(fail, FAIL_DATA, "the package was changed: %s; run "
		    "'bevara describe' again", cause);
	else
		fail_set(fail, FAIL_IO, "the share gave back something else "
		    "than was written: %s; check the share's disk", wrong);
out:
	free(wrong);
	free(cause);
	return (rc);
}

/*
 * A share that was away may say that a folder is gone which was just made.
 * That is no fault of a package that is whole.
 */
static void
blame(const struct package *package, struct fail *fail)
{
	struct fail why = FAIL_INIT;
	char *cause = NULL;

	if (fail->kind == FAIL_DATA && package_compare(package, package->fd,
	    &cause, &why) == 0 && cause == NULL) {
		fail->kind = FAIL_LATER;
		fail_add(fail, "the share lost what was being written");
	}
	free(cause);
}

/* Copy beside, check, and make it visible in one rename: the commit. */
static int
put(const struct target *target, const struct package *package,
    struct fail *fail)
{
	char temp[TARGET_NAME] = "";
	int fd, rc = -1;

	fd = target_make_folder(target, package->id, temp, fail);
	if (fd == -1)
		goto out;
	if (copy_tree(package->fd, fd, package->watch, fail) == -1 ||
	    check_copy(package, fd, fail) == -1) {
		blame(package, fail);
		goto out;
	}
	rc = target_name(target, &fd, temp, package->id, fail);
out:
	if (fd != -1)
		close(fd);
	if (rc == -1)
		target_drop(target, temp);
	if (rc == 0 || fail->kind != FAIL_EXISTS)
		return (rc);
	/* Another run of the same package may have been faster. */
	fail_clear(fail);
	return (compare_placed(target, package, fail));
}

/* The receipt that is there, if it tells of this same placing. */
static int
same_receipt(const struct receipt *old, const struct receipt *new)
{
	return (strcmp(old->id, new->id) == 0 &&
	    strcmp(old->package, new->package) == 0 &&
	    strcmp(old->sums, new->sums) == 0 &&
	    strcmp(old->pdf, new->pdf) == 0 &&
	    strcmp(old->sums_sha256, new->sums_sha256) == 0 &&
	    old->log_index == new->log_index &&
	    old->file_count == new->file_count &&
	    old->size_bytes == new->size_bytes);
}

/* Write ${new} unless what is there says the same, whenever it was placed. */
static int
save_receipt(const struct receipt *new, const char *job, struct fail *fail)
{
	struct receipt old = { 0 };
	char *path;
	int rc = 0;

	if ((path = path_join(job, "receipt.xml", fail)) == NULL)
		return (-1);
	if (receipt_load(&old, path, fail) == -1 ||
	    !same_receipt(&old, new)) {
		fail_clear(fail);
		rc = receipt_save(new, path, fail);
	}
	receipt_clear(&old);
	free(path);
	return (rc);
}

static int
write_receipt(const struct place *place, const struct target *target,
    const struct package *package, const char *job, struct fail *fail)
{
	struct receipt receipt = { 0 };
	const char *period = package->order.period;
	struct hash_sum sum;
	int rc = -1;

	receipt.placed_utc = clock_now();
	receipt.file_count = package->sums.count;
	receipt.size_bytes = package->size_bytes;
	receipt.log_index = place->log_index;
	if ((receipt.id = text_copy(package->id, fail)) == NULL ||
	    (receipt.period = text_copy(period, fail)) == NULL ||
	    (receipt.package = path_join(period, package->id, fail)) == NULL ||
	    (receipt.sums = text_printf(fail, "%s/%s.sha256", period,
	    package->id)) == NULL ||
	    (receipt.pdf = path_join(period, path_base(place->pdf),
	    fail)) == NULL ||
	    tree_hash(target->fd, path_base(receipt.sums), &sum, fail) == -1 ||
	    (receipt.sums_sha256 = text_copy(sum.sha256, fail)) == NULL)
		goto out;
	rc = save_receipt(&receipt, job, fail);
out:
	receipt_clear(&receipt);
	return (rc);
}

/* All that is written below the share; names were checked before. */
static int
place_on(struct place *place, const struct target *target,
    const struct package *package, const char *windows,
    struct fail *fail)
{
	char *pdf = NULL;
	int there, rc = -1;

	if ((there = target_has(target, package->id, fail)) == -1 ||
	    complete_listed(target, package, &pdf, fail) == -1)
		goto out;
	if ((there ? compare_placed(target, package, fail) :
	    put(target, package, fail)) == -1)
		goto out;
	if (complete_pdf(target, package, windows, &pdf, fail) == -1 ||
	    complete_sums(target, package, pdf, fail) == -1)
		goto out;
	place->before = there;
	if ((place->id = text_copy(package->id, fail)) == NULL ||
	    (place->pdf = path_join(target->path, pdf, fail)) == NULL)
		goto out;
	rc = 0;
out:
	free(pdf);
	return (rc);
}

/* It counts once strangers can verify it, and the receipt says so. */
static int
finish(struct place *place, struct vouch *vouch,
    const struct vouch_task *task, struct fail *fail)
{
	if (vouch_package(vouch, task, &place->log_index, fail) == -1 ||
	    write_receipt(place, task->target, task->package, task->job,
	    fail) == -1)
		return (-1);
	return (vouch_done(vouch, place->id, fail));
}

/* All that touches the share, under the job's lock. */
static int
place_locked(struct place *place, const struct place_order *order,
    const struct watch *watch, struct fail *fail)
{
	const struct site *site = order->loaded;
	const char *job = order->job;
	struct package package = PACKAGE_INIT;
	struct target target = TARGET_INIT;
	struct claim claim = CLAIM_INIT;
	struct vouch_task task = { &target, &package, job, 0 };
	struct vouch *vouch = NULL;
	int rc = -1;

	package.watch = watch;
	if (package_load(&package, job, fail) == -1 ||
	    names_check(&package.sums, package.order.period,
	    site->share_windows, fail) == -1 ||
	    (vouch = vouch_new(site, fail)) == NULL ||
	    target_open(&target, site, package.order.period, fail) == -1 ||
	    claim_take(&claim, &target, package.id, fail) == -1 ||
	    claim_sweep(&target, package.id, fail) == -1 ||
	    when_check(&target, &package, fail) == -1 ||
	    place_on(place, &target, &package, site->share_windows,
	    fail) == -1 || guide_write(site, fail) == -1)
		goto out;
	task.placed_before = place->before;
	rc = finish(place, vouch, &task, fail);
out:
	vouch_free(vouch);
	claim_drop(&claim, &target);
	target_close(&target);
	package_clear(&package);
	return (rc);
}

/* In the child: the parent is told the id and the PDF, each with its NUL. */
static int
work(void *arg, const struct watch *watch, struct buf *said,
    struct fail *fail)
{
	const struct place_order *order = arg;
	struct place place = PLACE_INIT;
	int rc = place_locked(&place, order, watch, fail);

	if (rc == 0) {
		buf_add(said, place.id, strlen(place.id) + 1);
		buf_add(said, place.pdf, strlen(place.pdf) + 1);
	}
	place_clear(&place);
	return (rc);
}

/* The share may hang: have it done, for as long as it gets on. */
static int
place_watched(struct place *place, struct place_order *order,
    struct fail *fail)
{
	char *what = text_printf(fail, "the archive share '%s'",
	    order->loaded->share);
	struct watch_work w = { work, order, what, order->wait_s, 0 };
	struct buf said = BUF_INIT;
	const char *id;
	int rc = -1;

	if (what == NULL || watch_run(&w, &said, fail) == -1)
		goto out;
	id = buf_text(&said);
	if ((place->id = text_copy(id, fail)) != NULL &&
	    (place->pdf = text_copy(id + strlen(id) + 1, fail)) != NULL)
		rc = 0;
out:
	buf_clear(&said);
	free(what);
	return (rc);
}

/* What a run that was killed left in the job; only under its lock. */
static int
sweep_job(const char *job, struct fail *fail)
{
	static const char *const names[] = { "receipt.xml", WAITING_NAME };
	char *path;
	size_t i;
	int rc = 0;

	for (i = 0; i < sizeof(names) / sizeof(names[0]) && rc == 0; i++) {
		if ((path = path_join(job, names[i], fail)) == NULL)
			return (-1);
		rc = file_sweep(path, fail);
		free(path);
	}
	return (rc);
}

/* The share would not take it: the job waits, and a later run tries again. */
static void
keep_waiting(const char *job, const struct fail *why)
{
	struct fail fail = FAIL_INIT;

	if (why->kind != FAIL_LATER && why->kind != FAIL_IO &&
	    why->kind != FAIL_CREATE)
		return;
	if (waiting_note(job, why->text, &fail) == -1)
		msg_warn("it is not noted in '%s' that the package waits: %s",
		    job, fail.text);
}

int
place_job(struct place *place, const struct place_order *asked,
    struct fail *fail)
{
	struct place_order order = *asked;
	struct site site = SITE_INIT;
	char *lock_path = NULL;
	int lock = -1, rc = -1;

	/* A file that outgrows a limit is an error to report, not our end. */
	(void)signal(SIGXFSZ, SIG_IGN);
	if (site_load(&site, order.site, fail) == -1 ||
	    (lock_path = path_join(order.job, ".lock", fail)) == NULL ||
	    (lock = file_lock(lock_path, LOCK_WAIT_S, fail)) == -1)
		goto out;
	order.loaded = &site;
	if (sweep_job(order.job, fail) == -1)
		goto out;
	if (place_watched(place, &order, fail) == -1)
		keep_waiting(order.job, fail);
	else
		rc = waiting_done(order.job, fail);
out:
	if (rc == -1) {
		fail_add(fail, "placing '%s'", order.job);
		place_clear(place);
	}
	if (lock != -1)
		close(lock);
	free(lock_path);
	site_clear(&site);
	return (rc);
}

void
place_clear(struct place *place)
{
	free(place->id);
	free(place->pdf);
	*place = (struct place)PLACE_INIT;
}
