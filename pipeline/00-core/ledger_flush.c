/* All that waits is appended to the log: ledger_flush() of core/ledger.h. */
#include "core/ledger.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/buf.h"
#include "core/fail.h"
#include "core/ledger_copy.h"
#include "core/ledger_queue.h"
#include "core/note.h"
#include "core/path.h"
#include "core/secret.h"
#include "core/site.h"
#include "core/tlog.h"
#include "core/tree.h"

#define LOCK_APPEND ".append"	/* held for all of an appending */
#define APPEND_WAIT_S 15
#define SHARE_WAIT_S 15
#define STALE_US 400000		/* what SMB remembers it forgets in a second */
#define STALE_TRIES 5

struct run {			/* one appending */
	const struct site *site;
	struct ledger_items items;
	struct note_key *pair, *public;
	int local, share, dir, lock;
	struct tlog_head head;
	struct buf checkpoint;
};

static void
run_clear(struct run *run)
{
	ledger_items_clear(&run->items);
	note_key_free(run->pair);
	note_key_free(run->public);
	if (run->lock != -1)
		close(run->lock);
	if (run->dir != -1)
		close(run->dir);
	if (run->share != -1)
		close(run->share);
	if (run->local != -1)
		close(run->local);
	buf_clear(&run->checkpoint);
}

/* Keep other processes of this machine out, and sweep what dead ones left. */
static int
lock_local(struct run *run, struct fail *fail)
{
	int queue, rc;

	run->local = ledger_queue_lock(run->site, LOCK_APPEND, APPEND_WAIT_S,
	    fail);
	if (run->local == -1 || (queue = ledger_queue_lock(run->site,
	    LEDGER_QUEUE_LOCK, LEDGER_QUEUE_WAIT_S, fail)) == -1)
		return (-1);
	rc = ledger_queue_sweep(run->site, fail);
	close(queue);
	return (rc);
}

static int
load_keys(struct run *run, struct fail *fail)
{
	char *path = NULL;

	if (secret_guard(fail) == -1 ||
	    (run->public = ledger_public(run->site, fail)) == NULL ||
	    (path = path_join(run->site->keys, "logg.pem", fail)) == NULL)
		return (-1);
	run->pair = note_key_load(path, run->site->log_name, fail);
	free(path);
	if (run->pair == NULL)
		return (-1);
	if (!note_key_same(run->pair, run->public))
		return (fail_set(fail, FAIL_CONFIG, "logg.pem and logg.vkey "
		    "in '%s' are not of one key; put back the keys that the "
		    "log was begun with", run->site->keys));
	return (0);
}

/*
 * The head, not an old one that this machine still remembers: whoever appends
 * says before how large the log will be.  A run that was cut after that said
 * too much, so we do not wait for long.
 */
static int
read_head(struct run *run, struct fail *fail)
{
	uint64_t said;
	int tries;

	if (tlog_announced(run->lock, &said, fail) == -1)
		return (-1);
	for (tries = 0;; tries++) {
		buf_reset(&run->checkpoint);
		if (ledger_head(run->site, run->share, run->public,
		    &run->head, &run->checkpoint, fail) == -1)
			return (-1);
		if (run->head.size >= said || tries == STALE_TRIES)
			return (0);
		usleep(STALE_US);
	}
}

/* The log, ours alone, and found to continue what was seen of it. */
static int
open_log(struct run *run, struct fail *fail)
{
	if ((run->share = site_open_archive(run->site, fail)) == -1 ||
	    (run->dir = tree_folder(run->share, "logg", fail)) == -1 ||
	    (run->lock = tlog_lock(run->dir, SHARE_WAIT_S, fail)) == -1)
		return (-1);
	return (read_head(run, fail));
}

/* An entry of the log: is it one of those that wait? */
static int
meet(void *arg, uint64_t index, const struct tlog_entry *entry,
    struct fail *fail)
{
	struct run *run = arg;
	struct ledger_item *item;
	size_t i;

	(void)fail;
	for (i = 0; i < run->items.count; i++) {
		item = &run->items.item[i];
		if (item->entered || index < item->number ||
		    item->entry.size != entry->size ||
		    memcmp(item->entry.data, entry->bytes, entry->size) != 0)
			continue;
		item->entered = 1;
		item->number = index;
		break;
	}
	return (0);
}

/* A run may have been cut between its appending and its note of that. */
static int
find_entered(struct run *run, struct fail *fail)
{
	uint64_t first = run->head.size;
	size_t i;

	for (i = 0; i < run->items.count; i++)
		if (run->items.item[i].number < first)
			first = run->items.item[i].number;
	if (first == run->head.size)
		return (0);
	return (tlog_each(run->dir, &run->head, first, meet, run, fail));
}

static int
append(struct run *run, struct fail *fail)
{
	struct tlog_entry *entries;
	struct ledger_item *item;
	uint64_t index = run->head.size;
	size_t i, n = 0;
	int rc = -1;

	entries = calloc(run->items.count, sizeof(*entries));
	if (entries == NULL)
		return (fail_memory(fail));
	for (i = 0; i < run->items.count; i++) {
		item = &run->items.item[i];
		if (item->entered)
			continue;
		entries[n].bytes = item->entry.data;
		entries[n++].size = item->entry.size;
	}
	if (n > 0 && (tlog_announce(run->lock, index + n, fail) == -1 ||
	    tlog_append(run->dir, run->pair, entries, n, &run->head,
	    fail) == -1))
		goto out;
	for (i = 0; i < run->items.count; i++) {
		item = &run->items.item[i];
		if (item->entered)
			continue;
		item->entered = 1;
		item->number = index++;
	}
	rc = 0;
out:
	free(entries);
	return (rc);
}

/* The copy first: what it has not seen may still be found by the next run. */
static int
record(struct run *run, struct fail *fail)
{
	size_t i;

	buf_reset(&run->checkpoint);
	if (tlog_read(run->dir, run->public, &run->head, &run->checkpoint,
	    fail) == -1 ||
	    ledger_copy_save(run->site, &run->checkpoint, fail) == -1)
		return (-1);
	for (i = 0; i < run->items.count; i++)
		if (ledger_queue_save(run->site, &run->items.item[i],
		    fail) == -1)
			return (-1);
	return (0);
}

int
ledger_flush(const struct site *site, struct fail *fail)
{
	struct run run = { site, LEDGER_ITEMS_INIT, NULL, NULL, -1, -1, -1,
	    -1, { 0, { 0 } }, BUF_INIT };
	int rc = -1;

	if (lock_local(&run, fail) == -1 ||
	    ledger_queue_waiting(site, &run.items, fail) == -1)
		goto out;
	if (run.items.count == 0)
		rc = 0;
	else if (load_keys(&run, fail) == 0 && open_log(&run, fail) == 0 &&
	    find_entered(&run, fail) == 0 && append(&run, fail) == 0)
		rc = record(&run, fail);
out:
	run_clear(&run);
	return (rc);
}
