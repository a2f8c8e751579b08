/* The newest checkpoint and those that wait: stamp_work_stamp(). */
#include "verify/stamp_work.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/site.h"
#include "verify/log.h"
#include "verify/log_prove.h"
#include "verify/stamp_folder.h"
#include "verify/stamp_store.h"

/*
 * What was placed since the checkpoint that was queued before gets its proof
 * with the one that is stamped now: who has the one can follow it to the other.
 */
static int
renew_proofs(struct stamp_work *work, struct fail *fail)
{
	const struct log_prover prover = { work->room.share, work->room.log,
	    work->room.key, work->room.head, &work->checkpoint };
	struct stamp_sizes sizes = STAMP_SIZES_INIT;
	uint64_t first;
	int rc;

	rc = stamp_store_sizes(work->room.store, &sizes, NULL, fail);
	first = sizes.count == 0 ? 0 : sizes.size[sizes.count - 1];
	stamp_sizes_clear(&sizes);
	if (rc == -1 || first >= prover.head.size)
		return (rc);
	return (log_prove_since(&prover, first, work->result, fail));
}

/*
 * The newest checkpoint gets its folder: with that it is queued.  The proofs
 * come first, so that a run that is cut does them again.
 */
static int
queue_newest(struct stamp_work *work, struct fail *fail)
{
	struct stamp_folder folder = STAMP_FOLDER_INIT;
	int lock = -1, rc = -1;

	if (work->room.head.size == 0)
		return (0);
	if (renew_proofs(work, fail) == -1 ||
	    (lock = stamp_work_lock(work, fail)) == -1 ||
	    stamp_folder_open(&folder, work->room.store, work->room.head.size,
	    1, fail) == -1)
		goto out;
	rc = stamp_folder_find(&folder, "checkpoint") != NULL ? 0 :
	    stamp_folder_write(&folder, "checkpoint", &work->checkpoint, fail);
out:
	stamp_folder_clear(&folder);
	if (lock != -1)
		close(lock);
	return (rc);
}

/* What the folder's last generation is a stamp over. */
static int
read_data(const struct stamp_folder *folder, struct buf *data,
    struct fail *fail)
{
	struct stamp_file file;

	stamp_file_make(&file, folder->last == 0 ? STAMP_CHECKPOINT :
	    STAMP_LIST, folder->last, NULL);
	return (stamp_folder_read(folder, file.name, data, fail));
}

static int
report_waiting(const struct stamp_work *work,
    const struct stamp_folder *folder, size_t authority, struct fail *fail)
{
	const char *const line[] = { "waiting", folder->name,
	    work->room.site->authority[authority].name };

	return (log_result_add(work->result, line, 3, fail));
}

static int
ask_one(struct stamp_work *work, struct stamp_folder *folder, size_t authority,
    const struct buf *data, struct fail *fail)
{
	struct stamp_asked asked = STAMP_ASKED_INIT;
	int rc = 0;

	asked.authority = authority;
	asked.data = data;
	if (!(work->away & 1u << authority))
		rc = stamp_work_ask(work, &asked, fail);
	if (rc == 1)
		rc = stamp_work_keep(work, folder, folder->last, &asked, fail);
	else if (rc == 0)
		rc = report_waiting(work, folder, authority, fail);
	stamp_asked_clear(&asked);
	return (rc);
}

static int
ask_all(struct stamp_work *work, struct stamp_folder *folder, unsigned waiting,
    struct fail *fail)
{
	struct buf data = BUF_INIT;
	size_t i;
	int rc = -1;

	if (read_data(folder, &data, fail) == -1)
		goto out;
	for (i = 0; i < work->room.site->authority_count; i++)
		if ((waiting & 1u << i) &&
		    ask_one(work, folder, i, &data, fail) == -1)
			goto out;
	rc = 0;
out:
	buf_clear(&data);
	return (rc);
}

/* 1 if something half written lies there. */
static int
has_part(const struct stamp_folder *folder)
{
	size_t i;

	for (i = 0; i < folder->count; i++)
		if (strstr(folder->file[i].name, ".part-") != NULL)
			return (1);
	return (0);
}

/* 1 if the copy is not what the folder is, or either is to be swept; or -1. */
static int
is_unsettled(const struct stamp_work *work, const struct stamp_folder *folder,
    struct fail *fail)
{
	struct stamp_folder copy = STAMP_FOLDER_INIT;
	size_t i;
	int lacks;

	if (stamp_folder_open(&copy, work->room.copy, folder->size, 0,
	    fail) == -1) {
		if (fail->kind != FAIL_DATA)
			return (-1);
		fail_clear(fail);
		return (1);
	}
	lacks = has_part(folder) || has_part(&copy);
	for (i = 0; i < folder->count; i++)
		if (stamp_folder_counts(folder, &folder->file[i]) &&
		    stamp_folder_find(&copy, folder->file[i].name) == NULL)
			lacks = 1;
	stamp_folder_clear(&copy);
	return (lacks);
}

static int
do_folder(struct stamp_work *work, uint64_t size, unsigned waiting,
    struct fail *fail)
{
	struct stamp_folder folder;
	struct stamp_state state;
	int rc = -1, lacks, sound;

	if (stamp_folder_open(&folder, work->room.store, size, 0, fail) == -1)
		return (-1);
	if ((lacks = is_unsettled(work, &folder, fail)) == -1)
		goto out;
	if (folder.count == 0 || (waiting == 0 && !lacks)) {
		rc = 0;
		goto out;
	}
	if ((sound = stamp_work_sound(work, &folder, &state, fail)) != 1) {
		rc = sound;
		goto out;
	}
	if (waiting == 0 || ask_all(work, &folder, waiting, fail) == 0)
		rc = stamp_work_settle(work, &folder, fail);
out:
	stamp_folder_clear(&folder);
	return (rc);
}

int
stamp_work_stamp(struct stamp_work *work, struct fail *fail)
{
	struct stamp_sizes sizes = STAMP_SIZES_INIT;
	unsigned *waiting = NULL;
	size_t i;
	int rc = -1;

	if (queue_newest(work, fail) == -1 ||
	    stamp_store_sizes(work->room.store, &sizes, NULL, fail) == -1)
		goto out;
	if (stamp_room_queue(&work->room, &sizes, &waiting, fail) == -1)
		goto out;
	/* The oldest first: it has waited longest. */
	for (i = 0; i < sizes.count; i++)
		if (do_folder(work, sizes.size[i], waiting[i], fail) == -1)
			goto out;
	rc = 0;
out:
	free(waiting);
	stamp_sizes_clear(&sizes);
	return (rc);
}
