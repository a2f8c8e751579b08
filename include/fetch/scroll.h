/*
 * scroll.h - go down the page until it grows no more, or to a bound.
 *
 * A page that is longer than a few windows is scrolled through in a taller
 * one, which takes a fraction of the time; at the end the window is as it was
 * and shows the page's top.
 */
#ifndef FETCH_SCROLL_H
#define FETCH_SCROLL_H

#include <stdint.h>

struct fail;
struct page;

struct scroll_bounds {
	int width, view_height;	/* the window's, CSS pixels */
	int64_t height;		/* no further than this many pixels */
	int posts;		/* nor than so many posts; 0: no bound */
	int64_t end_ms;		/* clock_monotonic_ms() at which to stop */
	int64_t deadline_ms;	/* at which the pictures must be taken too */
};

struct scroll_seen {
	const char *stop;	/* "end", "height", "time", "posts"; static */
	int posts;		/* that are in the page now; 0: none found */
	int seen;		/* that were in it at some time */
	int drops;		/* 1: it drops those that are out of view */
};

/* scroll_down(p, bounds, seen, fail): fill ${seen}. */
int scroll_down(struct page *, const struct scroll_bounds *,
    struct scroll_seen *, struct fail *);

/*
 * scroll_open(p, most_ms, opened, fail): open what is folded ("see more"), as
 * expand.js says; ${opened} is how many were.
 */
int scroll_open(struct page *, int, int *, struct fail *);

#endif /* !FETCH_SCROLL_H */
