/*
 * ledger_queue.h - the entries that wait to be, or were, entered in the log.
 *
 * WORK/logg/KEY.entry begins with a line of its own and holds the entry after
 * it:
 *	bevara-logg/1 waiting FROM	not known to be in the log; if it is,
 *					then at the index FROM or after it
 *	bevara-logg/1 leaving FROM	the same; nobody will ask for its index
 *	bevara-logg/1 entered INDEX	in the log, at that index
 * Each state replaces the one before in one rename; one that is leaving is
 * removed once it is in the log.
 *
 * Ownership: strings and buffers of an item are the item's.
 */
#ifndef CORE_LEDGER_QUEUE_H
#define CORE_LEDGER_QUEUE_H

#include <stddef.h>
#include <stdint.h>

#include "core/buf.h"

struct fail;
struct site;

struct ledger_item {
	char *key;
	struct buf entry;
	int64_t utc;		/* the entry's own time */
	int entered;
	int leaves;		/* 1: not kept when it is entered */
	uint64_t number;	/* FROM, or INDEX when it is entered */
};
#define LEDGER_ITEM_INIT { NULL, BUF_INIT, 0, 0, 0, 0 }

struct ledger_items {
	struct ledger_item *item;	/* owned; by time, then key */
	size_t count, room;
};
#define LEDGER_ITEMS_INIT { NULL, 0, 0 }

/* ledger_queue_time(entry, utc): the time in its second line; 0 or -1. */
int ledger_queue_time(const struct buf *, int64_t *);

/* The lock that is held for the writing of one file, and for how long it is
   waited for. */
#define LEDGER_QUEUE_LOCK ".queue"
#define LEDGER_QUEUE_WAIT_S 10

/*
 * ledger_queue_lock(site, name, wait_s, fail): make WORK/logg if need be and
 * lock the file ${name} in it; as file_lock().
 */
int ledger_queue_lock(const struct site *, const char *, int, struct fail *);

/*
 * ledger_queue_load(site, key, item, fail): 1 if it is there, 0 if not, -1 on
 * an error.
 */
int ledger_queue_load(const struct site *, const char *, struct ledger_item *,
    struct fail *);

/*
 * ledger_queue_save(site, item, fail): durably, in one rename; one that leaves
 * and is entered is dropped.
 */
int ledger_queue_save(const struct site *, const struct ledger_item *,
    struct fail *);

/* ledger_queue_drop(site, key, fail): remove it, durably; fine if absent. */
int ledger_queue_drop(const struct site *, const char *, struct fail *);

/*
 * ledger_queue_waiting(site, items, fail): all that wait, into the empty
 * ${items}.
 */
int ledger_queue_waiting(const struct site *, struct ledger_items *,
    struct fail *);

/* ledger_queue_sweep(site, fail): remove what cut runs left half written. */
int ledger_queue_sweep(const struct site *, struct fail *);

/* Free; fine if empty. */
void ledger_item_clear(struct ledger_item *);
void ledger_items_clear(struct ledger_items *);

#endif /* !CORE_LEDGER_QUEUE_H */
