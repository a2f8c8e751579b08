/*
 * entry.h - one job folder, as a person is to see it on the contact sheet.
 */
#ifndef REVIEW_ENTRY_H
#define REVIEW_ENTRY_H

#include "core/record/capture.h"
#include "core/record/decision.h"
#include "core/record/order.h"
#include "core/record/receipt.h"

struct fail;

/* In the order that they stand in on the sheet. */
enum entry_state {
	ENTRY_BROKEN,		/* its records cannot be read */
	ENTRY_DECIDE,		/* no record by its verdict: a person decides */
	ENTRY_WAIT,		/* no record, but that may pass by itself */
	ENTRY_NONE,		/* nothing is captured yet */
	ENTRY_ACCEPTED,		/* by a person; not placed yet */
	ENTRY_GOOD,		/* by its verdict; not placed yet */
	ENTRY_PLACED,
	ENTRY_RETAKE,		/* it is made again, in another folder */
	ENTRY_OLDER,		/* no record, but a newer folder is there */
	ENTRY_STATES
};

struct entry {			/* owned; zeroed: empty */
	char *name;		/* of the folder: ACCOUNT or ACCOUNT.N */
	char *dir;		/* its path */
	char *account;
	int number;		/* of the folder, from 1 */
	enum entry_state state;
	struct order order;
	struct capture capture;	/* its id is NULL if there is none */
	struct decision decision;	/* about it; value NULL: none */
	struct receipt receipt;	/* id NULL: not placed */
	struct capture previous;	/* id NULL: there was none */
	char *previous_dir;	/* of its files; NULL: there was none */
	char *trouble;		/* why it cannot be read, or NULL */
};

/*
 * entry_load(e, period_dir, name, fail): the folder ${period_dir}/${name}.
 * Returns 1 if it is a job folder with an order, 0 if not.  What cannot be read
 * is told in e->trouble; -1 only where even that is impossible.
 */
int entry_load(struct entry *, const char *, const char *, struct fail *);

/* entry_needs_person(e): 1 if nothing goes on without one. */
int entry_needs_person(const struct entry *);

/* entry_clear(e): free; fine if zeroed. */
void entry_clear(struct entry *);

#endif /* !REVIEW_ENTRY_H */
