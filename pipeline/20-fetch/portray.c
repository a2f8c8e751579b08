#include "fetch/visit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/buf.h"
#include "core/clock.h"
#include "core/fail.h"
#include "core/file.h"
#include "core/hash.h"
#include "core/msg.h"
#include "core/path.h"
#include "core/record/capture.h"
#include "core/site.h"
#include "core/text.h"
#include "fetch/browse.h"
#include "fetch/layout.h"
#include "fetch/page.h"
#include "fetch/picture.h"
#include "fetch/target.h"

#define STRETCH_HEIGHT 16000	/* the most that a window is made */
#define PAINT_MS 300		/* between two pictures that must agree */
#define PAINT_TIMES 10		/* that one is taken again, at most */

struct walk {			/* one walk through the page's layout */
	struct hash *hash;	/* of all that it gave */
	struct layout_writer *to;	/* or NULL: only the hash is wanted */
};

/* How much of the page is to be in the pictures. */
static int
measure(struct visit *v)
{
	const struct site *site = v->want->site;
	int64_t height;
	int width;

	if (page_size(v->page, &width, &height, v->fail) == -1)
		return (-1);
	if (height < 1)
		height = 1;
	if (width > site->width_px && capture_add_warning(v->c, v->fail,
	    "the page is %d pixels wide; what lies beyond %d is not in the "
	    "picture", width, site->width_px) == -1)
		return (-1);
	if (height > site->max_height_px) {
		if (capture_add_warning(v->c, v->fail, "the page is %lld "
		    "pixels high; it was cut at %d", (long long)height,
		    site->max_height_px) == -1)
			return (-1);
		height = site->max_height_px;
	}
	v->c->page_width = site->width_px;
	v->c->page_height = height;
	return (0);
}

int
visit_slice(struct visit *v, int64_t y, int height, const struct buf *png)
{
	char *path = NULL;
	char name[32];
	int one = 0, rc = -1;

	snprintf(name, sizeof(name), "slice-%04d.png", ++v->slices);
	if (picture_check(png->data, png->size, v->c->page_width, height,
	    v->fail) == -1)
		goto out;
	/* Where there is text, there is no need to look for colours. */
	if (v->blank && v->seen->layout.words == 0 &&
	    picture_one_colour(png->data, png->size, &one, v->fail) == -1)
		goto out;
	v->blank = v->blank && one;
	if ((path = path_join(v->want->dir, name, v->fail)) == NULL ||
	    file_write(path, png->data, png->size, v->fail) == -1)
		goto out;
	rc = capture_add_slice(v->c, name, y, v->c->page_width, height,
	    v->fail);
out:
	free(path);
	return (rc);
}

/*
 * Frames with processes of their own are painted when those get to it.  So the
 * picture of a page that has some is taken until two in a row are the same.
 */
static int
take_painted(struct visit *v, const struct page_slice *at, struct buf *png)
{
	struct buf before = BUF_INIT, swap;
	int same, i = 0, rc;

	rc = page_slice(v->page, at, png, v->fail);
	same = rc == -1 || target_frames(v->target) == 0;
	while (!same && i++ < PAINT_TIMES) {
		swap = before;
		before = *png;
		*png = swap;
		buf_reset(png);
		if (page_pause(v->page, PAINT_MS, v->fail) == -1 ||
		    page_slice(v->page, at, png, v->fail) == -1) {
			rc = -1;
			break;
		}
		same = png->size == before.size &&
		    memcmp(png->data, before.data, png->size) == 0;
	}
	if (rc == 0 && !same)
		rc = capture_add_warning(v->c, v->fail, "frames of other "
		    "sites do not come to rest in the picture at %lld pixels",
		    (long long)at->y);
	buf_clear(&before);
	return (rc);
}

/*
 * All of the page, unless its time is up: then the page ends where the
 * pictures do.
 */
static int
take_slices(struct visit *v)
{
	int64_t budget = v->want->deadline_ms - v->began_ms;
	int64_t end_ms = v->want->deadline_ms - budget / 10;
	struct page_slice at = { 0, v->c->page_width, 0 };
	struct buf png = BUF_INIT;
	int64_t left;
	int rc = -1;

	while ((left = v->c->page_height - at.y) > 0) {
		if (at.y > 0 && clock_monotonic_ms() > end_ms) {
			v->seen->timed_out = 1;
			v->c->page_height = at.y;
			break;
		}
		at.height = left < VISIT_SLICE_HEIGHT ? (int)left :
		    VISIT_SLICE_HEIGHT;
		buf_reset(&png);
		if (take_painted(v, &at, &png) == -1 ||
		    visit_slice(v, at.y, at.height, &png) == -1)
			goto out;
		at.y += at.height;
		msg_progress("pictures of the page: %lld of %lld pixels",
		    (long long)at.y, (long long)v->c->page_height);
	}
	v->seen->one_colour = v->blank;
	rc = 0;
out:
	buf_clear(&png);
	return (rc);
}

static int
take_portion(void *arg, const struct buf *text, struct fail *fail)
{
	struct walk *w = arg;

	if (hash_add(w->hash, text->data, text->size) == -1)
		return (fail_memory(fail));
	if (w->to == NULL)
		return (0);
	return (layout_add(w->to, buf_text(text), text->size, fail));
}

/* Walk the page, into ${to} unless that is NULL; ${sum} tells what it was. */
static int
walk(struct visit *v, struct layout_writer *to, struct hash_sum *sum)
{
	struct page_range range = { .width = v->c->page_width,
	    .height = v->c->page_height, .comments = v->comments };
	struct walk w = { hash_new(HASH_SHA256, v->fail), to };
	int rc = -1;

	if (w.hash != NULL && page_layout(v->page, &range, take_portion, &w,
	    v->fail) == 0)
		rc = hash_end(w.hash, sum, v->fail);
	hash_free(w.hash);
	return (rc);
}

int
visit_layout_done(struct visit *v)
{
	if (v->seen->layout.language != NULL && (v->c->language =
	    text_copy(v->seen->layout.language, v->fail)) == NULL)
		return (-1);
	if (v->seen->layout.cut)
		return (capture_add_warning(v->c, v->fail, "the page holds too "
		    "much to be walked whole; some text is not in the layout"));
	return (0);
}

static int
write_layout(struct visit *v, struct hash_sum *sum)
{
	struct layout_writer *to = NULL;
	char *path;
	int rc = -1;

	if ((path = path_join(v->want->dir, BROWSE_LAYOUT, v->fail)) == NULL)
		return (-1);
	if ((to = layout_begin(&v->seen->layout, path, 0, v->fail)) != NULL &&
	    walk(v, to, sum) == 0 && layout_end(to, v->fail) == 0)
		rc = visit_layout_done(v);
	layout_free(to);
	free(path);
	return (rc);
}

/*
 * Frames with processes of their own are blank in a picture beyond the window.
 * So the window is made as high as the page, unless the page then looks
 * otherwise than by its layout ${before}.
 */
static int
show_frames(struct visit *v, const struct hash_sum *before)
{
	struct hash_sum after;
	int64_t height = v->c->page_height;
	int same = 0;

	if (target_frames(v->target) == 0 || height <= VISIT_VIEW_HEIGHT)
		return (0);
	if (height <= STRETCH_HEIGHT) {
		if (page_stretch(v->page, v->c->page_width, (int)height,
		    v->fail) == -1 || walk(v, NULL, &after) == -1)
			return (-1);
		same = strcmp(before->sha256, after.sha256) == 0;
	}
	if (same)
		return (0);
	if (page_stretch(v->page, v->c->page_width, VISIT_VIEW_HEIGHT,
	    v->fail) == -1)
		return (-1);
	return (capture_add_warning(v->c, v->fail, "frames of other sites may "
	    "be blank in the picture below %d pixels", VISIT_VIEW_HEIGHT));
}

/* The layout once more, of no more than the pictures show. */
static int
end_early(struct visit *v)
{
	struct hash_sum ignored;
	char *path;

	if ((path = path_join(v->want->dir, BROWSE_LAYOUT, v->fail)) == NULL)
		return (-1);
	unlink(path);
	free(path);
	layout_clear(&v->seen->layout);
	free(v->c->language);
	v->c->language = NULL;
	free(v->c->scroll_stop);
	if ((v->c->scroll_stop = text_copy("time", v->fail)) == NULL ||
	    write_layout(v, &ignored) == -1)
		return (-1);
	v->seen->has_page = 1;
	return (capture_add_warning(v->c, v->fail, "the time was up before all "
	    "of the page was in the picture"));
}

/* Layout, slices, and layout again: were they of the same page? */
int
visit_portray(struct visit *v)
{
	struct hash_sum before, after;
	int64_t height;

	if (page_calm(v->page, v->fail) == -1 ||
	    page_stop(v->page, v->fail) == -1 || measure(v) == -1 ||
	    write_layout(v, &before) == -1 || show_frames(v, &before) == -1)
		return (-1);
	visit_note(v, "writing the layout");
	height = v->c->page_height;
	if (take_slices(v) == -1)
		return (-1);
	visit_note(v, "taking pictures");
	if (v->c->page_height < height)
		return (end_early(v));
	if (walk(v, NULL, &after) == -1)
		return (-1);
	visit_note(v, "walking the page again");
	if (strcmp(before.sha256, after.sha256) != 0 &&
	    capture_add_warning(v->c, v->fail, "the page changed while its "
	    "pictures were taken; text and picture may differ") == -1)
		return (-1);
	v->seen->has_page = 1;
	return (0);
}
