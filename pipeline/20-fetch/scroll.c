#include "fetch/scroll.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "core/clock.h"
#include "core/fail.h"
#include "core/msg.h"
#include "fetch/page.h"
#include "fetch/value.h"

#define STEP_MS 10000
#define SAME_TIMES 3		/* the height must stay so often at the end */
#define WAIT_TIMES 12		/* ... while the page shows that it waits */
#define LONG_STEPS 5		/* of the window: then it is made taller */
#define TALL 4096
#define OPEN_MOST 2000		/* of what is folded */
#define PICTURE_PX_MS 5		/* pixels of height pictured in a millisecond */
#define OPEN_ROUNDS 3		/* what opens may hold more to open */

struct way {			/* one way down */
	struct page *page;
	const struct scroll_bounds *bounds;
	struct scroll_seen *seen;
	int64_t last;		/* height at the last step */
	int same;		/* steps for which it stayed, at the bottom */
	int bottom, waits;
	int tall;		/* the window is */
};

/* Ask, and drop the answer. */
static int
tell(struct page *p, const char *call, struct fail *fail)
{
	struct value *v = page_do(p, call, STEP_MS, fail);

	if (v == NULL)
		return (-1);
	value_free(v);
	return (0);
}

/* Whether the time is up, or what is left is needed for the pictures. */
static int
is_late(const struct scroll_bounds *b, int64_t height)
{
	int64_t now = clock_monotonic_ms();

	return (now > b->end_ms ||
	    now + height / PICTURE_PX_MS > b->deadline_ms);
}

/* One step; sets stop when the way has ended. */
static int
step(struct way *w, struct fail *fail)
{
	const struct scroll_bounds *b = w->bounds;
	struct value *v;
	int64_t height;
	int posts;

	if ((v = page_do(w->page, "scroll_step()", STEP_MS, fail)) == NULL)
		return (-1);
	height = value_int(v, "height", INT_MAX, 0);
	posts = value_int(v, "posts", INT_MAX, 0);
	w->bottom = value_true(v, "bottom");
	w->waits = value_true(v, "waits");
	value_free(v);
	msg_progress("looking at the page: %lld pixels, %d posts",
	    (long long)height, posts);
	w->same = w->bottom && height == w->last ? w->same + 1 : 0;
	w->last = height;
	w->seen->stop =
	    w->same >= (w->waits ? WAIT_TIMES : SAME_TIMES) ? "end" :
	    height > b->height ? "height" :
	    b->posts > 0 && posts >= b->posts ? "posts" :
	    is_late(b, height) ? "time" : NULL;
	return (0);
}

/* At the end, more may come; on the way, do not run ahead. */
static int
wait_step(struct way *w, struct fail *fail)
{
	struct page *p = w->page;

	if (page_pause(p, w->bottom ? 300 : 60, fail) == -1)
		return (-1);
	if (w->bottom && page_wait(p, 200, 3000, fail) == -1)
		return (-1);
	if (page_busy(p) > 8)
		return (page_wait(p, 50, 2000, fail));
	return (0);
}

static int
set_height(struct way *w, int height, struct fail *fail)
{
	w->tall = height != w->bounds->view_height;
	w->same = 0;
	return (page_stretch(w->page, w->bounds->width, height, fail));
}

/* Back at the top, in the window that was: which posts are there now? */
static int
go_back(struct way *w, struct fail *fail)
{
	struct page *p = w->page;
	struct value *v;

	if (w->tall && set_height(w, w->bounds->view_height, fail) == -1)
		return (-1);
	if (tell(p, "to_window(0)", fail) == -1 ||
	    page_pause(p, 200, fail) == -1 || page_wait(p, 200, 2000,
	    fail) == -1 ||
	    (v = page_do(p, "feed_check()", STEP_MS, fail)) == NULL)
		return (-1);
	w->seen->posts = value_int(v, "posts", INT_MAX, 0);
	w->seen->seen = value_int(v, "seen", INT_MAX, 0);
	w->seen->drops = value_true(v, "drops");
	value_free(v);
	return (0);
}

int
scroll_down(struct page *p, const struct scroll_bounds *bounds,
    struct scroll_seen *seen, struct fail *fail)
{
	struct way w = { p, bounds, seen, -1, 0, 0, 0, 0 };
	int steps;

	if (tell(p, "feed_watch()", fail) == -1)
		return (-1);
	for (steps = 1; ; steps++) {
		if (step(&w, fail) == -1)
			return (-1);
		/*
		 * Some pages reckon with windows of an ordinary height: what
		 * is the end in a taller one need not be theirs.
		 */
		if (seen->stop != NULL && w.tall &&
		    strcmp(seen->stop, "end") == 0) {
			if (set_height(&w, bounds->view_height, fail) == -1)
				return (-1);
			continue;
		}
		if (seen->stop != NULL)
			return (go_back(&w, fail));
		if (wait_step(&w, fail) == -1)
			return (-1);
		if (steps == LONG_STEPS && !w.bottom &&
		    set_height(&w, TALL, fail) == -1)
			return (-1);
	}
}

int
scroll_open(struct page *p, int most_ms, int *opened, struct fail *fail)
{
	int64_t end_ms = clock_monotonic_ms() + most_ms;
	int round, left_ms, n;
	struct value *v;
	char call[64];

	*opened = 0;
	for (round = 0; round < OPEN_ROUNDS; round++) {
		left_ms = (int)(end_ms - clock_monotonic_ms());
		if (left_ms <= 0)
			break;
		snprintf(call, sizeof(call), "expand(%d, %d)", OPEN_MOST,
		    left_ms);
		if ((v = page_do(p, call, left_ms + STEP_MS, fail)) == NULL)
			return (-1);
		n = value_int(v, "opened", INT_MAX, 0);
		*opened += n;
		n = value_true(v, "away") ? 0 : n;
		value_free(v);
		if (n == 0)
			break;
		if (page_wait(p, 200, 3000, fail) == -1)
			return (-1);
	}
	return (0);
}
