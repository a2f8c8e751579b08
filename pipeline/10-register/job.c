#include "register/job.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/buf.h"
#include "core/fail.h"
#include "core/file.h"
#include "core/hash.h"
#include "core/path.h"
#include "core/record/capture.h"
#include "core/record/decision.h"
#include "core/record/order.h"

#define LOCK_WAIT_S 10
#define ORDER_MAX_BYTES (1u << 20)

/* ${holds}: whether JOB holds something of that name. */
static int
job_holds(const char *job, const char *name, int *holds, struct fail *fail)
{
	char *path = path_join(job, name, fail);

	if (path == NULL)
		return (-1);
	*holds = file_exists(path);
	free(path);
	return (0);
}

/*
 * Whether a capture answers to its order.  One that is no record (its verdict
 * is not good, and no person accepted it) does not: it is set aside and a new
 * one made, and the order may be what was wrong.  One that cannot be read
 * does, to be safe.
 */
static int
capture_answers(const char *job, const char *path)
{
	struct capture capture = { 0 };
	struct fail ignored = FAIL_INIT;
	struct hash_sum sum;
	int answers = 1;

	if (capture_load(&capture, path, &ignored) == -1)
		return (1);
	if (hash_file(path, HASH_SHA256, &sum, &ignored) == 0)
		answers = decision_permits(job, &capture, sum.sha256,
		    &ignored) == 0 || ignored.kind == FAIL_DATA;
	capture_clear(&capture);
	return (answers);
}

/* Whether anything answers to the order that is there. */
static int
is_answered(const char *job, int *answered, struct fail *fail)
{
	static const char *const made[] = { "document", "package",
	    "receipt.xml" };
	char *path;
	size_t i;

	for (i = 0; i < sizeof(made) / sizeof(made[0]); i++) {
		if (job_holds(job, made[i], answered, fail) == -1)
			return (-1);
		if (*answered)
			return (0);
	}
	if (job_holds(job, "capture", answered, fail) == -1)
		return (-1);
	if (!*answered)
		return (0);
	if ((path = path_join(job, "capture/capture.xml", fail)) == NULL)
		return (-1);
	*answered = capture_answers(job, path);
	free(path);
	return (0);
}

/* Compare the bytes that the order would have with those of the file. */
static int
same_bytes(const char *path, const struct order *o, int *same,
    struct fail *fail)
{
	struct buf there = BUF_INIT, ours = BUF_INIT;
	char *stage = NULL, *file = NULL;
	int rc = -1;

	if ((stage = file_stage_dir(path, fail)) == NULL ||
	    (file = path_join(stage, "order.xml", fail)) == NULL)
		goto out;
	if (order_save(o, file, fail) == -1 ||
	    file_read(file, &ours, ORDER_MAX_BYTES, fail) == -1 ||
	    file_read(path, &there, ORDER_MAX_BYTES, fail) == -1)
		goto out;
	*same = ours.size == there.size &&
	    memcmp(ours.data, there.data, ours.size) == 0;
	rc = 0;
out:
	file_remove_tree(stage);
	free(stage);
	free(file);
	buf_clear(&ours);
	buf_clear(&there);
	return (rc);
}

/*
 * Whether the order.xml that is there says the same as ours.  Which record was
 * the last is no matter any more once a page has been captured (${answered}).
 */
static int
is_same(const char *path, const struct order *o, int answered, int *same,
    struct fail *fail)
{
	struct order there, ours = *o;	/* shallow: owns nothing */
	struct fail unreadable = FAIL_INIT;
	int rc;

	*same = 0;
	if (order_load(&there, path, &unreadable) == -1) {
		if (unreadable.kind == FAIL_DATA)
			return (0);
		*fail = unreadable;
		return (-1);
	}
	ours.konton_sha256 = there.konton_sha256;
	ours.plan_sha256 = there.plan_sha256;
	if (answered) {
		ours.previous_id = there.previous_id;
		ours.previous_dir = there.previous_dir;
	}
	rc = same_bytes(path, &ours, same, fail);
	order_clear(&there);
	return (rc);
}

static int
settle(const char *job, const char *path, const struct order *o,
    enum job_outcome *outcome, struct fail *fail)
{
	int same = 0, answered = 0;

	if (file_sweep(path, fail) == -1)
		return (-1);
	*outcome = JOB_WRITTEN;
	if (!file_exists(path))
		return (order_save(o, path, fail));
	if (is_answered(job, &answered, fail) == -1 ||
	    is_same(path, o, answered, &same, fail) == -1)
		return (-1);
	if (same)
		*outcome = JOB_SAME;
	else if (answered)
		*outcome = JOB_KEPT;
	else
		return (order_save(o, path, fail));
	return (0);
}

int
job_order(const char *job, const struct order *o, enum job_outcome *outcome,
    struct fail *fail)
{
	char *path = NULL, *lock_path = NULL;
	int lock = -1, rc = -1;

	if (file_make_dirs(job, fail) == -1 ||
	    (path = path_join(job, "order.xml", fail)) == NULL ||
	    (lock_path = path_join(job, ".lock", fail)) == NULL ||
	    (lock = file_lock(lock_path, LOCK_WAIT_S, fail)) == -1)
		goto out;
	rc = settle(job, path, o, outcome, fail);
out:
	if (lock != -1)
		close(lock);
	free(lock_path);
	free(path);
	return (rc);
}
