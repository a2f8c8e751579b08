/*
 * past.h - the captures of an account that lie in the work folder, in all its
 * half-years and in whichever of the account's job folders.
 *
 * Ownership: struct past is the caller's; past_clear() frees what it holds.
 */
#ifndef REGISTER_PAST_H
#define REGISTER_PAST_H

#include <stdint.h>

struct fail;

struct past {
	char *id;		/* the capture's; NULL: there is none */
	char *period;		/* 2026-H2 */
	char *job;		/* its folder's name below the half-year's */
	int64_t ended_utc;
};
#define PAST_INIT { NULL, NULL, NULL, 0 }

struct past_want {
	const char *work;	/* the work folder */
	const char *account;
	const char *before;	/* only half-years before this; NULL: all */
	int good_too;		/* 1: a good capture that was not placed, too;
				   0: only what was (it has a receipt.xml) */
};

/*
 * past_find(past, want, fail): the newest such capture of the newest half-year
 * that has one.  One that cannot be read is warned of and passed over.
 */
int past_find(struct past *, const struct past_want *, struct fail *);

/* past_clear(past): free; fine if empty. */
void past_clear(struct past *);

#endif /* !REGISTER_PAST_H */
