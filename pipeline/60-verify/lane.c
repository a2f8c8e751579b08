#include "verify/lane.h"

#include <string.h>

#include "core/hash.h"

struct lane_op *
lane_op(struct lane_list *list, enum lane_kind kind, int lanes)
{
	struct lane_op *op = &list->op[list->count++];

	op->kind = kind;
	op->lanes = lanes;
	return (op);
}

static int
start_hash(struct lane *lane, int which)
{
	struct hash **hash = &lane->hash[which][lane->want.kind];

	if (*hash == NULL)
		*hash = hash_new(lane->want.kind, &lane->fail);
	else if (hash_again(*hash) == -1)
		(void)fail_set(&lane->fail, FAIL_IO, "the hash library "
		    "failed");
	return (lane->fail.kind == FAIL_NONE ? 0 : -1);
}

static void
start(struct lane *lane, const struct lane_op *op)
{
	lane->want = op->want;
	lane->chunked = op->chunked;
	lane->at = op->at;
	lane->busy = 1;
	chunked_start(&lane->chunks);
	if (start_hash(lane, 0) == 0 && lane->chunked)
		(void)start_hash(lane, 1);
}

static void
add(struct lane *lane, const struct lane_op *op)
{
	int kind = lane->want.kind;

	if (hash_add(lane->hash[0][kind], op->bytes, op->size) == -1 ||
	    (lane->chunked && chunked_take(&lane->chunks, op->bytes, op->size,
	    lane->hash[1][kind]) == -1))
		(void)fail_set(&lane->fail, FAIL_IO, "the hash library "
		    "failed");
}

/*
 * A payload in chunks is what they hold, says the standard; many programs
 * have hashed it with the chunks' frames.  Either shows that nothing changed.
 */
static void
end(struct lane *lane)
{
	int kind = lane->want.kind, holds;
	struct hash_sum sum;

	lane->busy = 0;
	lane->count++;
	if (hash_end(lane->hash[0][kind], &sum, &lane->fail) == -1)
		return;
	holds = label_holds(&lane->want, &sum);
	if (!holds && lane->chunked && chunked_whole(&lane->chunks)) {
		if (hash_end(lane->hash[1][kind], &sum, &lane->fail) == -1)
			return;
		holds = label_holds(&lane->want, &sum);
	}
	if (!holds)
		(void)trouble_add(&lane->troubles, lane->at, &lane->fail,
		    "the record's %s has another digest than its header says",
		    lane->which == LANE_BLOCK ? "block" : "payload");
}

void
lane_work(void *arg)
{
	struct lane *lane = arg;
	const struct lane_op *op;
	size_t i;

	for (i = 0; i < lane->list->count; i++) {
		op = &lane->list->op[i];
		if (!(op->lanes & lane->which) ||
		    lane->fail.kind != FAIL_NONE)
			continue;
		if (op->kind == LANE_START)
			start(lane, op);
		else if (!lane->busy)
			continue;	/* it has no such digest */
		else if (op->kind == LANE_ADD)
			add(lane, op);
		else if (op->kind == LANE_END)
			end(lane);
		else
			lane->busy = 0;
	}
}

void
lane_clear(struct lane *lane)
{
	size_t i, j;

	for (i = 0; i < 2; i++)
		for (j = 0; j < sizeof(lane->hash[0]) /
		    sizeof(lane->hash[0][0]); j++)
			hash_free(lane->hash[i][j]);
	trouble_clear(&lane->troubles);
	memset(lane, 0, sizeof(*lane));
}
