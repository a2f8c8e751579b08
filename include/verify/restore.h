/*
 * restore.h - a drill: take packages back from the share, as if it were lost,
 * and let every judge that is there look at them.
 * Reads  SHARE/PERIOD/ (schemas/50-place.share.5).
 * Writes DIR/PERIOD/ID/, DIR/PERIOD/ID.sha256 and the files beside it.
 */
#ifndef VERIFY_RESTORE_H
#define VERIFY_RESTORE_H

#include <stddef.h>
#include <stdint.h>

struct fail;
struct verify_order;

struct restore_row {		/* what one judge said of one package */
	char *package;		/* "2026-H2/ID"; owned */
	char *judge;		/* "sums", "verapdf 1b" ...; owned */
	const char *verdict;	/* "passed", "refused", "failed" or "not
				   there"; static */
	char *detail;		/* a few words, or NULL; owned */
};

struct restore {
	int answered;		/* 1: all below is filled */
	struct restore_row *row;	/* owned */
	size_t count;
	size_t package_count;	/* taken back */
	uint64_t size_bytes;	/* bytes of their files */
	size_t bad_count;	/* rows "refused" and "failed" */
};
#define RESTORE_INIT { 0, NULL, 0, 0, 0, 0 }

/*
 * restore_drill(restore, order, fail):
 * Copy packages of ${order}->site into the folder ${order}->restore, which is
 * new or empty, and have them judged: those of its ids, or else its sample, or
 * else 3, at random.  FAIL_NO: something was refused, or
 * a judge fell over, and ${restore} is filled; or an id is not on the share.
 * FAIL_USAGE: the folder is not empty, or lies on the share, or the order has
 * what a drill does not know; nothing was written.  A judge that is not
 * installed is a row, and no failure.
 */
int restore_drill(struct restore *, const struct verify_order *,
    struct fail *);

/* restore_clear(restore): free; fine if empty. */
void restore_clear(struct restore *);

#endif /* !VERIFY_RESTORE_H */
