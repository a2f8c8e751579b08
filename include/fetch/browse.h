/*
 * browse.h - look at the page with the browser, behind the guard, and leave
 * what was seen in a folder.
 *
 * Writes ${dir}/slice-0001.png ..., layout.xml, page.html, capture.warc.gz (not
 * of a saved file); of a page that made trouble, what there was until then.
 * The browser has ended and its profile is gone when this returns, whatever
 * happened.
 */
#ifndef FETCH_BROWSE_H
#define FETCH_BROWSE_H

#include <stdint.h>

#include "fetch/layout.h"
#include "fetch/look.h"
#include "fetch/page.h"

struct capture;
struct consent;
struct cookies;
struct fail;
struct guard_rules;
struct signs;
struct site;

#define BROWSE_LAYOUT "layout.xml"
#define BROWSE_PAGE "page.html"
#define BROWSE_WARC "capture.warc.gz"

struct browse_want {		/* all borrowed */
	const struct site *site;
	const struct guard_rules *rules;
	const char *browser;	/* its path, from chrome_find() */
	const char *address;
	const struct cookies *cookies;	/* of the session it is seen with */
	const char *dir;
	const struct signs *signs;	/* NULL for a saved file */
	const struct consent *consent;	/* likewise */
	int64_t deadline_ms;	/* clock_monotonic_ms() by which to be done */
	const char *base;	/* not NULL: the address is that of a saved
				   file, whose relative addresses are reckoned
				   from here: no scripts, no other file, and no
				   WARC; the rules must be closed */
};

struct browse_seen {		/* what the verdict needs; strings owned */
	struct layout layout;
	struct page_facts page;
	struct look look;
	char *navigation;	/* the browser could not go there; or NULL */
	char *trouble;		/* the page was not seen whole; or NULL */
	int has_page;		/* page and layout are filled */
	int unfinished;		/* 1: the page had not loaded to its end */
	int one_colour;		/* the slices show nothing */
	/* whether it was seen whole */
	struct page_settled settled;	/* pictures that did not come */
	int timed_out;		/* it grew until its time was up */
	int drops;		/* it drops posts that are out of view */
	int lost;		/* posts that were seen and are not in the
				   picture */
};

/*
 * browse_page(seen, c, want, fail): fill ${seen}, and in ${c} what the browser
 * knows: names, final address, status, sizes, slices, refusals, warnings.
 * Trouble with the page is no failure; FAIL_PROGRAM: the browser did not
 * start; FAIL_IO, FAIL_CREATE: the folder could not be written.
 */
int browse_page(struct browse_seen *, struct capture *,
    const struct browse_want *, struct fail *);

/* browse_clear(seen): free; fine if zeroed. */
void browse_clear(struct browse_seen *);

#endif /* !FETCH_BROWSE_H */
