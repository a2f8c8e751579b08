/*
 * claim.h - one run at a time for a package, over all machines; and what dead
 * runs left of it.
 *
 * The claim is a lock on PERIOD/ID.part-lock, a file, since over SMB a lock on
 * a folder is unknown to other machines; it ends with the process that holds
 * it.  Some file systems have no locks, and a server forgets those of a client
 * that is away for long.  So nothing rests on the claim but that runs do not
 * disturb each other: a leaving gets another name before it is removed, and
 * whoever still writes in it finds that the name is gone and fails.
 *
 * Source: measured on cifs (bevara-mount(7)).
 */
#ifndef PLACE_CLAIM_H
#define PLACE_CLAIM_H

#include "place/target.h"

struct claim {
	char name[TARGET_NAME];	/* of the lock; empty: none is held */
	int fd;
};
#define CLAIM_INIT { "", -1 }

/*
 * claim_take(claim, target, id, fail): wait for other runs of this package,
 * at most 10 seconds.  FAIL_LATER: one is at work still.
 */
int claim_take(struct claim *, const struct target *, const char *,
    struct fail *);

/*
 * claim_sweep(target, id, fail): remove what dead runs of the package left;
 * what SMB does not give up, since somebody has it open, stays for the next.
 */
int claim_sweep(const struct target *, const char *, struct fail *);

/* claim_drop(claim, target): remove and unlock; fine if none is held. */
void claim_drop(struct claim *, const struct target *);

#endif /* !PLACE_CLAIM_H */
