/*
 * match.h - whether one test of a sign holds.
 */
#ifndef FETCH_MATCH_H
#define FETCH_MATCH_H

#include "core/buf.h"

struct fail;
struct signs_seen;
struct signs_test;
struct verdict_facts;

struct match {			/* what is known once for all tests */
	const struct verdict_facts *f;	/* borrowed */
	char *text, *layers;	/* folded; owned */
	char *title, *final, *requested;
	struct buf absent;	/* expected words that are not shown */
	int conditions;		/* that hold for the page, SIGNS_MISSING ... */
};

/* match_init(m, facts, fail): on -1 match_clear() is to be called, too. */
int match_init(struct match *, const struct verdict_facts *, struct fail *);

/*
 * match_test(m, test, detail, fail): 1 if it holds, with what was found added
 * to ${detail}; 0 if not; -1 on failure.
 */
int match_test(const struct match *, const struct signs_test *, struct buf *,
    struct fail *);

/*
 * match_conditions(m, test): the conditions that hold beside the test, the
 * page's and those of what a selector found.
 */
int match_conditions(const struct match *, const struct signs_test *);

/* match_clear(m): free; fine if zeroed. */
void match_clear(struct match *);

#endif /* !FETCH_MATCH_H */
