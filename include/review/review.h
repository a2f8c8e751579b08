/*
 * review.h - stage 25: the contact sheet of a half-year, for a person to look
 * at what was captured and to decide about it.
 * Reads  WORK/PERIOD/ACCOUNT/ and ACCOUNT.N/: order.xml, capture/,
 *        decision.xml, receipt.xml.
 * Writes one HTML page, whole or not at all; nothing else is changed.
 *
 * The page is Swedish, holds its small pictures itself, asks nothing of any
 * network and runs no script.  What stands in it from captured pages is text.
 * Source: DESIGN.md, section 1 (the half-yearly day); WCAG 2.1, level AA.
 */
#ifndef REVIEW_REVIEW_H
#define REVIEW_REVIEW_H

#include <stddef.h>

struct fail;

#define REVIEW_FILE "granskning.html"	/* in WORK/PERIOD */

struct review_ask {		/* borrowed */
	const char *site;	/* the site folder */
	const char *period;	/* "2026-H2", or NULL: today's */
	const char *output;	/* the page's path, or NULL: REVIEW_FILE */
};

struct review {
	char *path;		/* of the page; owned */
	size_t count;		/* job folders on it */
	size_t needs_person;	/* of these, how many wait for a person */
};
#define REVIEW_INIT { NULL, 0, 0 }

/*
 * review_period(r, ask, fail): write the page and fill ${r}.  FAIL_USAGE: no
 * such half-year.  FAIL_DATA: nothing was ordered in it.  A job that cannot be
 * read stands on the page, with what is wrong.
 */
int review_period(struct review *, const struct review_ask *, struct fail *);

/* review_clear(r): free; fine if empty. */
void review_clear(struct review *);

#endif /* !REVIEW_REVIEW_H */
