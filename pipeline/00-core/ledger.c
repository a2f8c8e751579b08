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
#include "core/text.h"
#include "core/tlog.h"

#define KEY_MAX 200

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
	    (lock = ledger_queue_lock(site, LEDGER_QUEUE_LOCK,
	    LEDGER_QUEUE_WAIT_S, fail)) == -1)
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
