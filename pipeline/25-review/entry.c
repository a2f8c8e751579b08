#include "review/entry.h"

#include <stdlib.h>
#include <string.h>

#include "core/fail.h"
#include "core/file.h"
#include "core/hash.h"
#include "core/path.h"
#include "core/text.h"
#include "review/folder.h"

#define CAPTURE "capture/capture.xml"

/* JOB/${name}, or NULL with fail clear if it is not there. */
static char *
find(const struct entry *e, const char *name, struct fail *fail)
{
	char *path = path_join(e->dir, name, fail);

	if (path != NULL && !file_exists(path)) {
		free(path);
		return (NULL);
	}
	return (path);
}

static int
load_capture(struct entry *e, struct fail *fail)
{
	struct hash_sum sum;
	char *path = find(e, CAPTURE, fail);
	int rc = -1;

	if (path == NULL)
		return (fail->kind == FAIL_NONE ? 0 : -1);
	if (capture_load(&e->capture, path, fail) == 0 &&
	    hash_file(path, HASH_SHA256, &sum, fail) == 0)
		rc = decision_find(&e->decision, e->dir, sum.sha256, fail);
	free(path);
	return (rc);
}

static int
load_receipt(struct entry *e, struct fail *fail)
{
	char *path = find(e, "receipt.xml", fail);
	int rc;

	if (path == NULL)
		return (fail->kind == FAIL_NONE ? 0 : -1);
	rc = receipt_load(&e->receipt, path, fail);
	free(path);
	return (rc);
}

/* What was there last time, if it is there still: only to look at. */
static int
load_previous(struct entry *e, struct fail *fail)
{
	struct fail ignored = FAIL_INIT;
	char *path;

	if (e->order.previous_dir == NULL)
		return (0);
	if ((e->previous_dir = path_join(e->dir, e->order.previous_dir,
	    fail)) == NULL ||
	    (path = path_join(e->previous_dir, "capture.xml", fail)) == NULL)
		return (-1);
	if (capture_load(&e->previous, path, &ignored) == -1)
		memset(&e->previous, 0, sizeof(e->previous));
	free(path);
	return (0);
}

static int
load_records(struct entry *e, const char *order, struct fail *fail)
{
	if (order_load(&e->order, order, fail) == -1 ||
	    load_capture(e, fail) == -1 || load_receipt(e, fail) == -1)
		return (-1);
	return (load_previous(e, fail));
}

static enum entry_state
judge(const struct entry *e)
{
	struct fail ignored = FAIL_INIT;

	if (e->trouble != NULL)
		return (ENTRY_BROKEN);
	if (e->receipt.id != NULL)
		return (ENTRY_PLACED);
	if (e->capture.id == NULL)
		return (ENTRY_NONE);
	if (e->decision.value != NULL)
		return (strcmp(e->decision.value, DECISION_ACCEPT) == 0 ?
		    ENTRY_ACCEPTED : ENTRY_RETAKE);
	if (capture_is_record(&e->capture, &ignored) == 0)
		return (ENTRY_GOOD);
	return (e->capture.later ? ENTRY_WAIT : ENTRY_DECIDE);
}

int
entry_load(struct entry *e, const char *period_dir, const char *name,
    struct fail *fail)
{
	struct fail why = FAIL_INIT;
	char *order = NULL;
	int rc = -1;

	memset(e, 0, sizeof(*e));
	if ((e->account = folder_account(name, &why)) == NULL)
		return (0);
	if ((e->name = text_copy(name, fail)) == NULL ||
	    (e->dir = path_join(period_dir, name, fail)) == NULL ||
	    (order = path_join(e->dir, "order.xml", fail)) == NULL)
		goto out;
	e->number = folder_number(name);
	rc = file_is_file(order);
	if (rc == 1 && load_records(e, order, &why) == -1 &&
	    (e->trouble = text_copy(why.text, fail)) == NULL)
		rc = -1;
	e->state = judge(e);
out:
	if (rc != 1)
		entry_clear(e);
	free(order);
	return (rc);
}

int
entry_needs_person(const struct entry *e)
{
	return (e->state == ENTRY_BROKEN || e->state == ENTRY_DECIDE ||
	    e->state == ENTRY_WAIT);
}

void
entry_clear(struct entry *e)
{
	free(e->name);
	free(e->dir);
	free(e->account);
	free(e->previous_dir);
	free(e->trouble);
	order_clear(&e->order);
	capture_clear(&e->capture);
	decision_clear(&e->decision);
	receipt_clear(&e->receipt);
	capture_clear(&e->previous);
	memset(e, 0, sizeof(*e));
}
