#include "core/ledger.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/buf.h"
#include "core/clock.h"
#include "core/fail.h"
#include "core/ledger_copy.h"
#include "core/ledger_queue.h"
#include "core/note.h"
#include "core/path.h"
#include "core/secret.h"
#include "core/site.h"
#include "core/text.h"
#include "core/tlog.h"
#include "core/tree.h"

/* Held for the writing of one file, and for all of an appending. */
#define LOCK_QUEUE ".queue"
#define LOCK_APPEND ".append"
#define QUEUE_WAIT_S 10
#define APPEND_WAIT_S 15
#define SHARE_WAIT_S 15
#define KEY_MAX 200
#define STALE_US 400000		/* what SMB remembers it forgets in a second */
#define STALE_TRIES 5

/* ---- entries ---- */

void
ledger_entry(struct buf *b, const char *kind, int64_t utc)
{
	char time[CLOCK_TEXT];

	clock_utc(utc, time);
	buf_addf(b, "bevara/1 %s\ntime %s\n", kind, time);
}

static int
is_printable(const char *s)
{
	for (; *s != '\0'; s++)
		if (*s < 0x20 || *s > 0x7e)
			return (0);
	return (1);
}

void
ledger_line(struct buf *b, const char *name, const char *value)
{
	/* An empty value is what check_entry() refuses. */
	buf_addf(b, "%s %s\n", name, is_printable(value) ? value : "");
}

/* Lines "name value", neither of them empty. */
static int
check_entry(const struct buf *entry, struct fail *fail)
{
	const char *s = buf_text(entry), *end;
	int64_t utc;

	if (buf_check(entry, fail) == -1)
		return (-1);
	if (entry->size > TLOG_ENTRY_MAX || strlen(s) != entry->size ||
	    !text_prefix(s, "bevara/1 ") ||
	    ledger_queue_time(entry, &utc) == -1)
		return (fail_set(fail, FAIL_DATA, "no entry of the log"));
	for (; *s != '\0'; s = end + 1) {
		const char *space = strchr(s, ' ');

		end = strchr(s, '\n');
		if (end == NULL || space == NULL || space == s ||
		    space + 1 >= end)
			return (fail_set(fail, FAIL_DATA, "an entry of the "
			    "log has a line without a name or a value that is "
			    "plain ASCII"));
	}
	return (0);
}

static int
check_key(const char *key, struct fail *fail)
{
	size_t n = strlen(key);

	if (n == 0 || n > KEY_MAX || *key == '.' || strspn(key,
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
	    "0123456789_.-") != n)
		return (fail_set(fail, FAIL_DATA, "'%s' is no name for an "
		    "entry of the log", key));
	return (0);
}

/* ---- appending ---- */

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
	    LOCK_QUEUE, QUEUE_WAIT_S, fail)) == -1)
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

/* ---- the queue ---- */

/*
 * Nobody can have entered it before it is queued; so it is looked for from
 * where the log is known to have stood by then, or from its beginning.
 */
static uint64_t
known_size(const struct site *site)
{
	struct fail none = FAIL_INIT;
	struct note_key *key = ledger_public(site, &none);
	struct tlog_head head = { 0, { 0 } };

	if (key == NULL || ledger_copy_read(site, key, &head, &none) == -1)
		head.size = 0;
	note_key_free(key);
	return (head.size);
}

/*
 * Queue it with what ${item} says of it, unless the key is there; ${item} is
 * what is there then.
 */
static int
enqueue(const struct site *site, const char *key, const struct buf *entry,
    struct ledger_item *item, struct fail *fail)
{
	int lock, there, rc = -1;

	if (check_key(key, fail) == -1 || check_entry(entry, fail) == -1 ||
	    (lock = ledger_queue_lock(site, LOCK_QUEUE, QUEUE_WAIT_S,
	    fail)) == -1)
		return (-1);
	if ((there = ledger_queue_load(site, key, item, fail)) != 0) {
		rc = there == 1 ? 0 : -1;
		goto out;
	}
	buf_add(&item->entry, entry->data, entry->size);
	if ((item->key = text_copy(key, fail)) != NULL &&
	    buf_check(&item->entry, fail) == 0)
		rc = ledger_queue_save(site, item, fail);
out:
	close(lock);
	if (rc == -1) {
		/* "Later" is said only of what is queued. */
		if (fail->kind == FAIL_LATER)
			fail->kind = FAIL_IO;
		fail_add(fail, "cannot note the entry '%s' for the log", key);
	}
	return (rc);
}

int
ledger_enter(const struct site *site, const char *key,
    const struct buf *entry, uint64_t *index, struct fail *fail)
{
	struct ledger_item item = LEDGER_ITEM_INIT;
	int rc = -1;

	item.number = known_size(site);
	if (enqueue(site, key, entry, &item, fail) == -1)
		goto out;
	if (!item.entered) {
		ledger_item_clear(&item);
		if (ledger_flush(site, fail) == -1)
			goto out;
		if (ledger_queue_load(site, key, &item, fail) != 1 ||
		    !item.entered) {
			if (fail->kind == FAIL_NONE)
				fail_set(fail, FAIL_IO, "the entry '%s' of "
				    "the log was taken away", key);
			goto out;
		}
	}
	*index = item.number;
	rc = 0;
out:
	ledger_item_clear(&item);
	return (rc);
}

int
ledger_leave(const struct site *site, const char *key,
    const struct buf *entry, int again, struct fail *fail)
{
	struct ledger_item item = LEDGER_ITEM_INIT;
	int rc = -1;

	/* What was entered and left is found by its bytes. */
	item.number = again ? 0 : known_size(site);
	item.leaves = 1;
	if (enqueue(site, key, entry, &item, fail) == 0 &&
	    (item.entered || ledger_flush(site, fail) == 0))
		/* Nothing is there, but for what was kept till now. */
		rc = ledger_queue_drop(site, key, fail);
	ledger_item_clear(&item);
	return (rc);
}

int
ledger_get(const struct site *site, const char *key, struct buf *entry,
    struct fail *fail)
{
	struct ledger_item item = LEDGER_ITEM_INIT;
	int there, rc = -1;

	if (check_key(key, fail) == -1 ||
	    (there = ledger_queue_load(site, key, &item, fail)) == -1)
		return (-1);
	if (there == 0) {
		fail_set(fail, FAIL_DATA, "no entry '%s' waits for the log",
		    key);
	} else {
		buf_add(entry, item.entry.data, item.entry.size);
		rc = buf_check(entry, fail);
	}
	ledger_item_clear(&item);
	return (rc);
}

int
ledger_forget(const struct site *site, const char *key, struct fail *fail)
{
	if (check_key(key, fail) == -1)
		return (-1);
	return (ledger_queue_drop(site, key, fail));
}

int
ledger_waiting(const struct site *site, size_t *count, int64_t *oldest_utc,
    struct fail *fail)
{
	struct ledger_items items = LEDGER_ITEMS_INIT;
	int rc = ledger_queue_waiting(site, &items, fail);

	*count = items.count;
	*oldest_utc = items.count == 0 ? 0 : items.item[0].utc;
	ledger_items_clear(&items);
	return (rc);
}
