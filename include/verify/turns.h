/*
 * turns.h - in which order packages are checked, and whose signatures and
 * proofs are checked by their keys as well.
 */
#ifndef VERIFY_TURNS_H
#define VERIFY_TURNS_H

#include <stddef.h>
#include <stdint.h>

struct fail;
struct journal_past;
struct last;
struct outcome;
struct shelf_list;

/*
 * A whole run or a part checks by their keys the signatures and proofs of one
 * in so many packages, those that were not for longest; but of no fewer than
 * TURNS_SEALED_LEAST.
 */
#define TURNS_SEALED_ONE_IN 64
#define TURNS_SEALED_LEAST 50

struct turns {
	size_t *order;		/* owned; numbers of packages */
	size_t count;
	uint8_t *sealed;	/* owned; one for each package */
};
#define TURNS_INIT { NULL, 0, NULL }

/*
 * turns_make(turns, packages, outcomes, last, fail): all packages that have no
 * outcome yet, those that were not checked for longest first.
 */
int turns_make(struct turns *, const struct shelf_list *,
    const struct outcome *, const struct last *, struct fail *);

/* turns_seal_all(turns, packages): check all signatures. */
void turns_seal_all(struct turns *, const struct shelf_list *);

/*
 * turns_take_past(past, packages, outcomes, beside, fail): what a run that was
 * cut found, as if this one had; ${past}'s findings are then the outcomes'.
 * Packages that are not there any more are passed over.
 */
int turns_take_past(struct journal_past *, const struct shelf_list *,
    struct outcome *, struct shelf_list *, struct fail *);

/* turns_clear(turns): free; fine if empty. */
void turns_clear(struct turns *);

#endif /* !VERIFY_TURNS_H */
