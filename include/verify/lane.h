/*
 * lane.h - the digests of records, made by two lanes side by side.
 *
 * Who unpacks records writes down in a list what is to be hashed; the lane of
 * blocks and the lane of payloads work it off afterwards, each by itself, so
 * that they may be two threads.  A record may go on in the next list.
 */
#ifndef VERIFY_LANE_H
#define VERIFY_LANE_H

#include <stddef.h>
#include <stdint.h>

#include "core/fail.h"
#include "verify/chunked.h"
#include "verify/label.h"
#include "verify/trouble.h"

struct hash;

/* Lanes, as bits. */
#define LANE_BLOCK 1
#define LANE_PAYLOAD 2

#define LANE_OPS 1024		/* in one list */
#define LANE_SPARE 8		/* room that taking some bytes may need */

enum lane_kind {
	LANE_START,		/* a digest begins */
	LANE_ADD,		/* bytes of it */
	LANE_END,		/* all have come: compare */
	LANE_DROP		/* the record was cut: forget it */
};

struct lane_op {
	enum lane_kind kind;
	int lanes;		/* whom it is for */
	const uint8_t *bytes;	/* borrowed until the list is worked off */
	size_t size;
	struct label want;	/* at the start */
	int chunked;		/* at the start: the payload is in chunks */
	uint64_t at;		/* at the start: where its record begins */
};

struct lane_list {
	struct lane_op op[LANE_OPS];
	size_t count;
};

/* lane_op(list, kind, lanes): one more, for the caller to fill. */
struct lane_op *lane_op(struct lane_list *, enum lane_kind, int);

struct lane {
	int which;		/* LANE_BLOCK or LANE_PAYLOAD */
	struct hash *hash[2][16];	/* by HASH_X, made when first wanted;
				   the second: of payloads without chunks */
	struct label want;
	int busy;		/* 1: between a start and its end */
	int chunked;
	struct chunked chunks;
	uint64_t at;
	const struct lane_list *list;	/* for lane_work(); borrowed */
	struct trouble_list troubles;
	uint64_t count;		/* digests that were compared */
	struct fail fail;	/* of the library, or memory */
};

/* lane_work(lane): work off ${lane}->list; a failure is in ${lane}->fail. */
void lane_work(void *);

/* lane_clear(lane): free; fine if zeroed. */
void lane_clear(struct lane *);

#endif /* !VERIFY_LANE_H */
