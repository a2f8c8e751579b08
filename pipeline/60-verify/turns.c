#include "verify/turns.h"

#include <stdlib.h>
#include <string.h>

#include "core/fail.h"
#include "verify/journal.h"
#include "verify/last.h"
#include "verify/outcome.h"
#include "verify/shelf.h"

struct turn {
	int64_t utc;		/* since when it waits */
	size_t at;		/* number of the package */
};

static int
by_wait(const void *a, const void *b)
{
	const struct turn *x = a, *y = b;

	if (x->utc != y->utc)
		return (x->utc < y->utc ? -1 : 1);
	return (x->at < y->at ? -1 : x->at > y->at);
}

static void
seal_oldest(struct turns *turns, struct turn *turn,
    const struct shelf_list *packages, const struct last *last)
{
	const struct last_item *item;
	size_t i, n = packages->count / TURNS_SEALED_ONE_IN + 1;

	if (n < TURNS_SEALED_LEAST)
		n = TURNS_SEALED_LEAST;
	for (i = 0; i < turns->count; i++) {
		item = last_find(last, packages->item[turn[i].at].name);
		turn[i].utc = item == NULL ? 0 : item->sealed_utc;
	}
	if (turns->count > 1)
		qsort(turn, turns->count, sizeof(*turn), by_wait);
	for (i = 0; i < turns->count && i < n; i++)
		turns->sealed[turn[i].at] = 1;
}

int
turns_make(struct turns *turns, const struct shelf_list *packages,
    const struct outcome *outcomes, const struct last *last,
    struct fail *fail)
{
	struct turn *turn = calloc(packages->count + 1, sizeof(*turn));
	const struct last_item *item;
	size_t i;
	int rc = -1;

	turns->order = calloc(packages->count + 1, sizeof(*turns->order));
	turns->sealed = calloc(packages->count + 1, 1);
	if (turn == NULL || turns->order == NULL || turns->sealed == NULL) {
		fail_memory(fail);
		goto out;
	}
	for (i = 0; i < packages->count; i++) {
		if (outcomes[i].checked_utc > 0)
			continue;
		item = last_find(last, packages->item[i].name);
		turn[turns->count].utc = item == NULL ? 0 : item->checked_utc;
		turn[turns->count++].at = i;
	}
	if (turns->count > 1)
		qsort(turn, turns->count, sizeof(*turn), by_wait);
	for (i = 0; i < turns->count; i++)
		turns->order[i] = turn[i].at;
	seal_oldest(turns, turn, packages, last);
	rc = 0;
out:
	free(turn);
	return (rc);
}

void
turns_seal_all(struct turns *turns, const struct shelf_list *packages)
{
	memset(turns->sealed, 1, packages->count);
}

int
turns_take_past(struct journal_past *past, const struct shelf_list *packages,
    struct outcome *outcomes, struct shelf_list *beside, struct fail *fail)
{
	struct journal_item *item;
	struct shelf_item *there;
	struct outcome *outcome;
	size_t i, k;

	for (i = 0; i < past->count; i++) {
		item = &past->item[i];
		there = shelf_find(packages, item->period, item->id);
		if (there == NULL)
			continue;
		outcome = &outcomes[there - packages->item];
		if (outcome->checked_utc > 0)
			continue;
		*outcome = item->outcome;
		/* They are now the outcome's. */
		memset(&item->outcome.findings, 0,
		    sizeof(item->outcome.findings));
		for (k = 0; k < item->beside_count; k++)
			if (shelf_add(beside, item->period, item->beside[k],
			    fail) == -1)
				return (-1);
	}
	return (0);
}

void
turns_clear(struct turns *turns)
{
	free(turns->order);
	free(turns->sealed);
	*turns = (struct turns)TURNS_INIT;
}
