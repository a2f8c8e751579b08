/*
 * last.h - when each package was checked last.
 *
 * The answer lies in the reports on the share.  WORK/verify/last is what this
 * machine has read of them: a first line with the stamp of the newest report,
 * then "ID  TIME  SEALED" for each package, by id, split by tabs; SEALED is
 * when its signature and proof were checked, or "-".  It can be deleted: then
 * it is made again from the reports.
 *
 * It only says in which order packages are checked.  A check gets to all of
 * them before it ends, so a report that somebody forged can keep none out.
 */
#ifndef VERIFY_LAST_H
#define VERIFY_LAST_H

#include <stddef.h>
#include <stdint.h>

#include "core/clock.h"

struct buf;
struct fail;
struct outcome;
struct shelf_list;

struct last_item {
	char *id;		/* owned */
	int64_t checked_utc;
	int64_t sealed_utc;	/* 0: never */
};

struct last {
	struct last_item *item;	/* owned; by id */
	size_t count;
	char stamp[CLOCK_TEXT];	/* of the newest report that is in it, or "" */
};
#define LAST_INIT { NULL, 0, "" }

/*
 * last_load(last, work, share, packages, fail): what is known of
 * ${packages}.  ${share} is the open share, whose newer reports are read.
 */
int last_load(struct last *, const char *, int,
    const struct shelf_list *, struct fail *);

/* last_find(last, id): or NULL. */
const struct last_item *last_find(const struct last *, const char *);

/*
 * last_take(last, packages, outcomes, stamp, fail): what a check found that
 * has the report of that stamp.
 */
int last_take(struct last *, const struct shelf_list *,
    const struct outcome *, const char *, struct fail *);

/*
 * last_parse(last, bytes, n, fail): the file; FAIL_DATA if it is none, and
 * ${last} is empty.  last_text(last, b): the file's bytes.  last_write(b, work,
 * fail): write them for the next run with that work folder.
 */
int last_parse(struct last *, const void *, size_t, struct fail *);
void last_text(const struct last *, struct buf *);
int last_write(const struct buf *, const char *, struct fail *);

/*
 * last_report(last, bytes, fail): a rapport.xml; FAIL_DATA if it is none.
 */
int last_report(struct last *, const struct buf *, struct fail *);

/* last_clear(last): free; fine if empty. */
void last_clear(struct last *);

#endif /* !VERIFY_LAST_H */
