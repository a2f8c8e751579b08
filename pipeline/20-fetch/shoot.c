#include "fetch/visit.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/buf.h"
#include "core/clock.h"
#include "core/fail.h"
#include "core/msg.h"
#include "core/path.h"
#include "core/record/capture.h"
#include "core/site.h"
#include "core/text.h"
#include "fetch/browse.h"
#include "fetch/layout.h"
#include "fetch/page.h"
#include "fetch/scroll.h"
#include "fetch/lines.h"
#include "fetch/value.h"

/*
 * A page that drops what is out of view is taken piece by piece from its top:
 * the window goes down, comes to rest, and what is new in it is added to the
 * picture and to the layout.  feed.js says where a piece begins and ends.
 */

#define ASK_MS 10000
#define REST_MS 4000		/* the most that a window may take to rest */
#define LOOK_MS 120		/* between two looks that must agree */
#define OPEN_MS 1000		/* for what is folded in one window */
#define ABOVE 300		/* pixels of what was taken before, for its
				   posts to be found again */
#define SAME_TIMES 2		/* the top must stay so often */
#define TRIES 4			/* to have the window where it should be */

struct shoot {
	struct visit *v;
	struct lines *lines;	/* portions of the layout */
	struct buf sign, png;	/* of the window at rest; its picture */
	int64_t y;		/* how far the picture has come */
	int64_t shift;		/* its y less the page's own */
	int64_t window_y;	/* the page's own y of the window's top */
	int64_t end;		/* where the piece ends, in the picture */
	int last;		/* the page ends there */
	int posts, seen;	/* in the picture; at some time on the page */
	int moved, lost;	/* pieces that changed; without an anchor */
};

static int64_t
whole(const struct value *v, const char *key)
{
	double d = value_number(v, key, 0);

	return (d > -1e9 && d < 1e9 ? (int64_t)d : 0);
}

/* Ask for the window's sign; *same: as it was, with nothing to come. */
static int
look(struct shoot *s, int *same)
{
	struct visit *v = s->v;
	const char *sign;
	struct value *a;

	if ((a = page_do(v->page, "window_state()", ASK_MS, v->fail)) == NULL)
		return (-1);
	if ((sign = value_text(a, "sign")) == NULL)
		sign = "";
	*same = strcmp(sign, buf_text(&s->sign)) == 0 &&
	    value_int(a, "pending", INT_MAX, 0) == 0;
	buf_reset(&s->sign);
	buf_adds(&s->sign, sign);
	value_free(a);
	return (buf_check(&s->sign, v->fail));
}

/* Wait until the window looks the same twice and nothing is on its way. */
static int
rest(struct shoot *s)
{
	struct visit *v = s->v;
	int64_t end = clock_monotonic_ms() + REST_MS;
	int same = 0;

	do {
		if (page_pause(v->page, LOOK_MS, v->fail) == -1 ||
		    look(s, &same) == -1)
			return (-1);
		same = same && page_busy(v->page) == 0;
	} while (!same && clock_monotonic_ms() < end);
	return (0);
}

/* Bring the window a little above where the picture ends. */
static int
go_to(struct shoot *s)
{
	int64_t y = s->y - s->shift - ABOVE;
	struct value *a;
	char call[64];

	snprintf(call, sizeof(call), "to_window(%lld)",
	    (long long)(y < 0 || s->y == 0 ? 0 : y));
	if ((a = page_do(s->v->page, call, ASK_MS, s->v->fail)) == NULL)
		return (-1);
	value_free(a);
	return (rest(s));
}

/*
 * To the very top.  A list that dropped what was above puts it back in portions
 * as the window comes to its upper end, and moves the window down each time.
 */
static int
go_up(struct shoot *s)
{
	struct visit *v = s->v;
	struct buf before = BUF_INIT;
	int64_t end = clock_monotonic_ms() +
	    (v->want->deadline_ms - clock_monotonic_ms()) / 5;
	int same = 0, rc = -1;

	while (same < SAME_TIMES && clock_monotonic_ms() < end) {
		buf_reset(&before);
		buf_add(&before, s->sign.data, s->sign.size);
		if (buf_check(&before, v->fail) == -1 || go_to(s) == -1)
			goto out;
		same = strcmp(buf_text(&before), buf_text(&s->sign)) == 0 ?
		    same + 1 : 0;
	}
	rc = 0;
out:
	buf_clear(&before);
	return (rc);
}

/* Open and calm what has come into the window. */
static int
prepare(struct shoot *s)
{
	struct visit *v = s->v;
	struct value *a;
	int opened;

	if (scroll_open(v->page, OPEN_MS, &opened, v->fail) == -1 ||
	    (a = page_do(v->page, "calm(false)", ASK_MS, v->fail)) == NULL)
		return (-1);
	value_free(a);
	return (opened > 0 ? rest(s) : 0);
}

/* Where the piece begins and ends; *there: the window shows its beginning. */
static int
measure(struct shoot *s, int *there)
{
	struct visit *v = s->v;
	struct value *a;
	char call[80];

	snprintf(call, sizeof(call), "window_piece(%lld, %lld)",
	    (long long)s->y, (long long)s->shift);
	if ((a = page_do(v->page, call, ASK_MS, v->fail)) == NULL)
		return (-1);
	s->shift = whole(a, "shift");
	s->end = whole(a, "end");
	s->window_y = whole(a, "window");
	s->last = value_true(a, "last");
	s->posts = value_int(a, "posts", INT_MAX, 0);
	s->seen = value_int(a, "seen", INT_MAX, 0);
	s->lost += s->y > 0 && !value_true(a, "anchored");
	value_free(a);
	*there = s->window_y + s->shift <= s->y;
	return (0);
}

/* The picture of the piece; *same: the window stayed as it was. */
static int
take(struct shoot *s, int *same)
{
	struct visit *v = s->v;
	struct page_slice at = { s->y - s->shift, v->c->page_width,
	    (int)(s->end - s->y) };

	buf_reset(&s->png);
	return (page_slice_window(v->page, &at, &s->png, v->fail) == -1 ? -1 :
	    look(s, same));
}

static int
add_portion(void *arg, const struct buf *text, struct fail *fail)
{
	return (lines_add(arg, text->data, text->size, fail));
}

/* The layout of the piece; of ${nothing}, the ends of all that is open. */
static int
walk(struct shoot *s, int nothing)
{
	struct visit *v = s->v;
	struct page_range range = { v->c->page_width,
	    v->want->site->max_height_px, s->y, s->end, s->shift, !nothing,
	    nothing, v->comments };

	return (page_layout(v->page, &range, add_portion, s->lines, v->fail));
}

/* Set why it ends, in place of why the scrolling did. */
static int
stop(struct shoot *s, const char *why)
{
	free(s->v->c->scroll_stop);
	s->v->c->scroll_stop = text_copy(why, s->v->fail);
	s->last = 1;
	return (s->v->c->scroll_stop == NULL ? -1 : 0);
}

/* The bounds hold here too. */
static int
bound(struct shoot *s)
{
	struct visit *v = s->v;
	const struct site *site = v->want->site;
	int64_t budget = v->want->deadline_ms - v->began_ms;

	if (s->end > site->max_height_px) {
		s->end = site->max_height_px;
		return (stop(s, "height"));
	}
	if (site->max_posts > 0 && s->posts >= site->max_posts && !s->last)
		return (stop(s, "posts"));
	if (clock_monotonic_ms() > v->began_ms + budget * 9 / 10 && !s->last) {
		v->seen->timed_out = 1;
		return (stop(s, "time"));
	}
	return (0);
}

/* One piece, from s->y on. */
static int
piece(struct shoot *s)
{
	int try, there = 0, same = 0;

	for (try = 0; try < TRIES && !(there && same); try++) {
		if (go_to(s) == -1 || prepare(s) == -1 ||
		    measure(s, &there) == -1)
			return (-1);
		if (!there)
			continue;
		if (bound(s) == -1)
			return (-1);
		if (s->end <= s->y)
			return (s->last ? 0 : fail_set(s->v->fail, FAIL_LATER,
			    "the page cannot be scrolled on from %lld pixels",
			    (long long)s->y));
		if (take(s, &same) == -1)
			return (-1);
	}
	if (!there)
		return (fail_set(s->v->fail, FAIL_LATER, "the page does not "
		    "stay where it is scrolled to"));
	s->moved += !same;
	if (walk(s, 0) == -1 || visit_slice(s->v, s->y, (int)(s->end - s->y),
	    &s->png) == -1)
		return (-1);
	s->y = s->end;
	msg_progress("pictures of the page: %lld pixels, %d posts",
	    (long long)s->y, s->posts);
	return (0);
}

static int
add_line(void *arg, const char *line, size_t n, struct fail *fail)
{
	return (layout_add(arg, line, n, fail));
}

/* Now that the height is known. */
static int
write_layout(struct shoot *s)
{
	struct visit *v = s->v;
	struct layout_writer *to = NULL;
	char *path;
	int rc = -1;

	if ((path = path_join(v->want->dir, BROWSE_LAYOUT, v->fail)) == NULL)
		return (-1);
	if (walk(s, 1) == 0 && (to = layout_begin(&v->seen->layout, path, s->y,
	    v->fail)) != NULL && lines_each(s->lines, add_line, to,
	    v->fail) == 0 && layout_end(to, v->fail) == 0)
		rc = visit_layout_done(v);
	layout_free(to);
	free(path);
	return (rc);
}

/* What the record is to say of how it went. */
static int
conclude(struct shoot *s)
{
	struct visit *v = s->v;
	struct capture *c = v->c;

	c->page_height = s->y;
	c->posts = s->posts;
	v->seen->one_colour = v->blank && v->seen->layout.words == 0;
	v->seen->lost = s->seen > s->posts ? s->seen - s->posts : 0;
	if (s->moved > 0 && capture_add_warning(c, v->fail, "the page changed "
	    "while its pictures were taken; text and picture may differ") == -1)
		return (-1);
	if (strcmp(c->scroll_stop, "time") == 0 && capture_add_warning(c,
	    v->fail, "the time was up before all of the page was in the "
	    "picture") == -1)
		return (-1);
	if (strcmp(c->scroll_stop, "end") == 0 && v->seen->lost > 0 &&
	    capture_add_warning(c, v->fail, "%d of %d posts that the page "
	    "showed are not in the picture", v->seen->lost, s->seen) == -1)
		return (-1);
	if (s->lost > 0 && capture_add_warning(c, v->fail, "at %d places it "
	    "cannot be told whether posts are missing", s->lost) == -1)
		return (-1);
	v->seen->has_page = 1;
	return (0);
}

int
visit_shoot(struct visit *v)
{
	struct shoot s = { .v = v, .sign = BUF_INIT, .png = BUF_INIT };
	int rc = -1;

	/* Some pages draw what an ordinary window shows, however high it is. */
	v->c->scrolled = 1;
	v->c->page_width = v->want->site->width_px;
	if ((s.lines = lines_new(v->want->dir, v->fail)) == NULL ||
	    page_stretch(v->page, v->c->page_width, VISIT_VIEW_HEIGHT,
	    v->fail) == -1 || page_calm(v->page, v->fail) == -1 ||
	    go_up(&s) == -1)
		goto out;
	while (!s.last) {
		if (piece(&s) == -1)
			goto out;
	}
	visit_note(v, "taking pictures and layout while scrolling");
	if (write_layout(&s) == -1 || conclude(&s) == -1)
		goto out;
	rc = 0;
out:
	/* Trouble on the way leaves what there is, as large as it is. */
	v->c->page_height = s.y;
	lines_free(s.lines);
	buf_clear(&s.sign);
	buf_clear(&s.png);
	return (rc);
}
