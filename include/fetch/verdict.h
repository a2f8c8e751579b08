/*
 * verdict.h - is what was captured the record that was asked for?
 *
 * Only `good` goes on.  Every sign that weighed in is named in capture.xml, so
 * that a person can see why; anything but good carries one sentence on what
 * to do.  `later` marks what may pass by itself.
 *
 * Source: DESIGN.md, sections 5 (verdict to status) and 6 (no false success);
 * RFC 9110 section 15 for the statuses.
 */
#ifndef FETCH_VERDICT_H
#define FETCH_VERDICT_H

#include <stddef.h>
#include <stdint.h>

struct capture;
struct fail;

struct verdict_facts {		/* all borrowed; zeroed: nothing is known */
	const char *requested;	/* address asked for */
	const char *final;	/* address shown, or NULL */
	char *const *expected;	/* words that a good capture shows */
	size_t expected_count;
	/* the address itself */
	int status;		/* HTTP, of the last answer; 0: none came */
	const char *error;	/* why no answer came, or NULL */
	int refused;		/* 1: it leads to an address inside the net */
	int later;		/* 1: that error may pass by itself */
	/* the browser */
	const char *navigation;	/* "net::ERR_...", or NULL */
	const char *trouble;	/* why the page could not be looked at whole */
	/* the page, if has_page */
	int has_page;
	const char *text;	/* its words, split by single spaces */
	int64_t words;
	int one_colour;		/* its pictures show nothing */
	int password;		/* a password field can be seen */
	int over;		/* ... in a layer over the content */
	double share;		/* ... in a form of this share of the window */
};

/*
 * verdict_decide(c, facts, fail): set ${c}'s verdict, later, advice and signs.
 */
int verdict_decide(struct capture *, const struct verdict_facts *,
    struct fail *);

#endif /* !FETCH_VERDICT_H */
