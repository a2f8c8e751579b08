/*
 * verdict.h - is what was captured the record that was asked for?
 *
 * Only `good` goes on.  The signs of schemas/rules/signs.xml are looked for, and
 * their weights added up for each verdict; the first verdict of that file's order
 * that reaches VERDICT_DECIDES is it.  Every sign that was found is named in
 * capture.xml with its weight, so that a person can see why; anything but good
 * carries one sentence on what to do.  `later` marks what may pass by itself.
 *
 * Source: DESIGN.md, sections 5 (verdict to status) and 6 (no false success);
 * RFC 9110 section 15 for the statuses.
 */
#ifndef FETCH_VERDICT_H
#define FETCH_VERDICT_H

#include <stddef.h>
#include <stdint.h>

struct answer;
struct capture;
struct compare;
struct fail;
struct signs;
struct signs_seen;

#define VERDICT_DECIDES 100	/* the weight at which a verdict is reached */

struct verdict_facts {		/* all borrowed; zeroed: nothing is known */
	const struct signs *signs;
	const char *requested;	/* address asked for */
	const char *final;	/* address shown, or NULL */
	char *const *expected;	/* words that a good capture shows */
	size_t expected_count;
	/* the address itself */
	int status;		/* HTTP, of the last answer; 0: none came */
	const char *error;	/* why no answer came, or NULL */
	int refused;		/* 1: it leads to an address inside the net */
	int later;		/* 1: that error may pass by itself */
	const struct answer *answer;	/* its headers, or NULL */
	/* the browser */
	const char *navigation;	/* "net::ERR_...", or NULL */
	const char *trouble;	/* why the page could not be looked at whole */
	int time_up;		/* 1: the page still grew when time was up */
	int unfinished;		/* 1: it had not loaded to its end */
	int pictures, missing;	/* that it holds; that did not load */
	/* the page, if has_page */
	int has_page;
	const char *title;
	const char *text;	/* its words, split by single spaces */
	int64_t words;
	int64_t shown;		/* pictures that can be seen */
	int one_colour;		/* its pictures show nothing */
	int cut;		/* 1: its layout was too much to read whole */
	int lost;		/* posts that were seen and are not shown */
	const struct signs_seen *seen;	/* selector_count of them, or NULL */
	const char *layers;	/* text of layers over the content, or NULL */
	/* a question about cookies that is still there */
	const char *consent;	/* its text, or NULL */
	double consent_share;	/* of the window that it covers, 0 to 1 */
	/* beside the last capture that became a record */
	const struct compare *compare;	/* or NULL: there is none */
};

/*
 * verdict_decide(c, facts, fail): set ${c}'s verdict, later, advice and signs.
 */
int verdict_decide(struct capture *, const struct verdict_facts *,
    struct fail *);

#endif /* !FETCH_VERDICT_H */
