/*
 * visit.h - one visit to a page: what its steps share.  Only for browse.c and
 * the files that it is split into.
 *
 * Errors of the steps: FAIL_LATER and FAIL_DATA for the page's and the
 * browser's doing, which is for the verdict to tell; others are ours.
 */
#ifndef FETCH_VISIT_H
#define FETCH_VISIT_H

#include <stdint.h>

struct browse_seen;
struct browse_want;
struct buf;
struct capture;
struct cdp;
struct chrome;
struct fail;
struct guard;
struct net;
struct page;
struct target;

#define VISIT_VIEW_HEIGHT 1024	/* of the window, CSS pixels */
#define VISIT_SLICE_HEIGHT 2000	/* of one picture */

struct visit {			/* browse.c owns what is owned */
	struct browse_seen *seen;
	struct capture *c;
	const struct browse_want *want;
	struct guard *guard;
	struct chrome *chrome;
	struct cdp *cdp;
	struct net *net;
	struct target *target;
	struct page *page;
	char *comments;		/* selectors, as struct page_range has them */
	int64_t began_ms, step_ms;
	int slices;		/* that were taken */
	int blank;		/* 1: nothing was seen in any of them */
	struct fail *fail;
};

/* visit_note(v, what): with -v, how long that step took. */
void visit_note(struct visit *, const char *);

/* visit_reach(v): load, scroll, open, settle: up to here it may change. */
int visit_reach(struct visit *);

/* visit_facts(v): facts and document, as the visitor has them. */
int visit_facts(struct visit *);

/* visit_portray(v): layout and slices of a page that stays as it is. */
int visit_portray(struct visit *);

/* visit_shoot(v): the same of one that drops what is out of view. */
int visit_shoot(struct visit *);

/*
 * visit_slice(v, y, height, png): write the next picture, which is of the
 * page's width, this high, and starts at ${y}; FAIL_DATA: it is none.
 */
int visit_slice(struct visit *, int64_t, int, const struct buf *);

/*
 * visit_layout_done(v): what is to be said of a layout that was written; the
 * page's language.
 */
int visit_layout_done(struct visit *);

#endif /* !FETCH_VISIT_H */
