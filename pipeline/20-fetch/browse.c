#include "fetch/browse.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/args.h"
#include "core/buf.h"
#include "core/clock.h"
#include "core/fail.h"
#include "core/file.h"
#include "core/msg.h"
#include "core/path.h"
#include "core/record/capture.h"
#include "core/site.h"
#include "core/text.h"
#include "fetch/cdp.h"
#include "fetch/chrome.h"
#include "fetch/consent.h"
#include "fetch/guard.h"
#include "fetch/net.h"
#include "fetch/picture.h"
#include "fetch/target.h"

#define VIEW_HEIGHT 1024	/* CSS pixels */
#define SLICE_HEIGHT 4000
#define STRETCH_HEIGHT 16000	/* the most that a window is made */
#define LOAD_MS 45000		/* the most that loading may take */
#define SETTLE_MS 30000		/* ... and waiting for pictures and fonts */
#define CLOSE_MS 1000		/* for the browser to end by itself */

struct visit {			/* all that one look takes */
	struct browse_seen *seen;
	struct capture *c;
	const struct browse_want *want;
	struct guard *guard;
	struct chrome *chrome;
	struct cdp *cdp;
	struct net *net;
	struct target *target;
	struct page *page;
	int64_t began_ms, step_ms;
	struct fail *fail;
};

static int
write_file(struct visit *v, const char *name, const struct buf *b)
{
	char *path;
	int rc;

	if ((path = path_join(v->want->dir, name, v->fail)) == NULL)
		return (-1);
	rc = file_write(path, b->data, b->size, v->fail);
	free(path);
	return (rc);
}

/* With -v, how long each step took. */
static void
note_step(struct visit *v, const char *what)
{
	int64_t now = clock_monotonic_ms();

	msg_note("%s: %.1f s", what, (double)(now - v->step_ms) / 1000);
	v->step_ms = now;
}

/* Start the guard, the browser and the talk with it. */
static int
start(struct visit *v)
{
	struct target_look look = { v->want->site->width_px, VIEW_HEIGHT };
	char complaint[512];

	if ((v->guard = guard_start(v->want->rules, v->fail)) == NULL ||
	    (v->chrome = chrome_start(v->want->site, v->want->browser,
	    guard_port(v->guard), v->fail)) == NULL ||
	    (v->cdp = cdp_new(chrome_hear_fd(v->chrome),
	    chrome_tell_fd(v->chrome), v->fail)) == NULL)
		return (-1);
	cdp_deadline(v->cdp, v->want->deadline_ms);
	if ((v->net = net_new(v->cdp, v->want->site->max_bytes,
	    v->fail)) == NULL)
		return (-1);
	if ((v->target = target_open(v->cdp, v->net, &look,
	    v->fail)) == NULL) {
		chrome_complaint(v->chrome, complaint, sizeof(complaint));
		return (fail_set(v->fail, FAIL_PROGRAM, "the browser '%s' does "
		    "not start: %s", v->want->browser, complaint[0] == '\0' ?
		    "it says nothing; try to run it by hand" : complaint));
	}
	note_step(v, "starting the browser");
	v->page = page_new(v->cdp, v->net, v->target, v->fail);
	return (v->page == NULL ? -1 : 0);
}

/* Answer what the page asks about cookies. */
static int
refuse_cookies(struct visit *v)
{
	const struct consent_place place = { v->page, v->cdp, v->target };

	return (consent_refuse(v->want->consent, &place, v->c, v->fail));
}

/*
 * What the page shows of the signs.  A question about cookies may have come
 * late; one that stays is told of.
 */
static int
look_for_signs(struct visit *v)
{
	struct look *look = &v->seen->look;

	if (refuse_cookies(v) == -1 || look_at(look, v->page, v->want->signs,
	    v->want->consent, v->fail) == -1)
		return (-1);
	return (look->consent == NULL ? 0 : capture_add_consent(v->c,
	    &(struct capture_consent){ look->consent_rule, (char *)"left",
	    look->consent }, v->fail));
}

/* Load and scroll: up to here the page may still change. */
static int
reach_end(struct visit *v)
{
	int64_t budget = v->want->deadline_ms - v->began_ms, left;
	struct page_bounds bounds = { v->want->site->max_height_px,
	    v->began_ms + budget * 6 / 10 };
	struct page_settled *settled = &v->seen->settled;
	const char *stop = NULL;

	if (page_load(v->page, v->want->address, budget / 4 < LOAD_MS ?
	    (int)(budget / 4) : LOAD_MS, v->fail) == -1)
		return (-1);
	note_step(v, "loading");
	if (page_error(v->page) != NULL) {
		v->seen->navigation = text_copy(page_error(v->page), v->fail);
		return (v->seen->navigation == NULL ? -1 : 0);
	}
	v->seen->unfinished = !target_loaded(v->target);
	if (v->seen->unfinished && capture_add_warning(v->c, v->fail,
	    "the page had not loaded to its end when it was looked at") == -1)
		return (-1);
	if (refuse_cookies(v) == -1)
		return (-1);
	if (page_scroll(v->page, &bounds, &stop, v->fail) == -1)
		return (-1);
	note_step(v, "scrolling");
	/* What is left of the time is for the pictures. */
	left = (v->want->deadline_ms - clock_monotonic_ms()) * 4 / 10;
	if ((v->c->scroll_stop = text_copy(stop, v->fail)) == NULL ||
	    page_settle(v->page, left < SETTLE_MS ? (int)left : SETTLE_MS,
	    settled, v->fail) == -1)
		return (-1);
	note_step(v, "waiting for pictures and fonts");
	if (strcmp(stop, "time") == 0 && capture_add_warning(v->c, v->fail,
	    "the page went on growing; scrolling ended when its time was "
	    "up") == -1)
		return (-1);
	if (settled->broken + settled->pending > 0 && capture_add_warning(v->c,
	    v->fail, "%d of %d pictures did not load",
	    settled->broken + settled->pending, settled->pictures) == -1)
		return (-1);
	return (0);
}

/* The facts and the document, as the visitor has them. */
static int
take_facts(struct visit *v)
{
	struct buf html = BUF_INIT;
	int rc = -1;

	if (look_for_signs(v) == -1 ||
	    page_look(v->page, &v->seen->page, v->fail) == -1 ||
	    page_source(v->page, &html, v->fail) == -1 ||
	    write_file(v, BROWSE_PAGE, &html) == -1)
		goto out;
	if (v->seen->page.title[0] != '\0' && (v->c->title =
	    text_copy(v->seen->page.title, v->fail)) == NULL)
		goto out;
	if (v->seen->page.address[0] != '\0') {
		free(v->c->final);
		if ((v->c->final = text_copy(v->seen->page.address,
		    v->fail)) == NULL)
			goto out;
	}
	rc = 0;
out:
	buf_clear(&html);
	return (rc);
}

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

/* One slice; *blank stays 1 as long as nothing was seen in any. */
static int
take_slice(struct visit *v, int number, int64_t y, int *blank)
{
	int64_t left = v->c->page_height - y;
	int height = left < SLICE_HEIGHT ? (int)left : SLICE_HEIGHT;
	struct buf png = BUF_INIT;
	char name[32];
	int one = 0, rc = -1;

	snprintf(name, sizeof(name), "slice-%04d.png", number);
	if (page_slice(v->page, y, v->c->page_width, height, &png,
	    v->fail) == -1 || picture_check(png.data, png.size,
	    v->c->page_width, height, v->fail) == -1)
		goto out;
	/* Where there is text, there is no need to look for colours. */
	if (*blank && v->seen->layout.words == 0 &&
	    picture_one_colour(png.data, png.size, &one, v->fail) == -1)
		goto out;
	*blank = *blank && one;
	if (write_file(v, name, &png) == -1)
		goto out;
	rc = capture_add_slice(v->c, name, y, v->c->page_width, height,
	    v->fail);
out:
	buf_clear(&png);
	return (rc);
}

static int
take_slices(struct visit *v)
{
	int64_t y;
	int number = 0, blank = 1;

	for (y = 0; y < v->c->page_height; y += SLICE_HEIGHT) {
		if (take_slice(v, ++number, y, &blank) == -1)
			return (-1);
		msg_progress("pictures of the page: %lld of %lld pixels",
		    (long long)y, (long long)v->c->page_height);
	}
	v->seen->one_colour = blank;
	return (0);
}

static int
write_layout(struct visit *v, const struct buf *json)
{
	char *path;
	int rc = -1;

	if ((path = path_join(v->want->dir, BROWSE_LAYOUT, v->fail)) == NULL)
		return (-1);
	if (layout_write(&v->seen->layout, (const char *)json->data,
	    json->size, path, v->fail) == 0)
		rc = 0;
	free(path);
	if (rc == 0 && v->seen->layout.language != NULL &&
	    (v->c->language = text_copy(v->seen->layout.language,
	    v->fail)) == NULL)
		rc = -1;
	if (rc == 0 && v->seen->layout.cut)
		rc = capture_add_warning(v->c, v->fail, "the page holds too "
		    "much to be walked whole; some text is not in the layout");
	return (rc);
}

static int
layout_now(struct visit *v, struct buf *b)
{
	return (page_layout(v->page, v->c->page_width, v->c->page_height, b,
	    v->fail));
}

static int
is_same(const struct buf *a, const struct buf *b)
{
	return (a->size == b->size && memcmp(a->data, b->data, a->size) == 0);
}

/*
 * Frames with processes of their own are blank in a picture beyond the window.
 * So the window is made as high as the page, unless the page then looks
 * otherwise than by its layout ${before}.
 */
static int
show_frames(struct visit *v, const struct buf *before)
{
	struct buf after = BUF_INIT;
	int64_t height = v->c->page_height;
	int same = 0, rc = -1;

	if (target_frames(v->target) == 0 || height <= VIEW_HEIGHT)
		return (0);
	if (height <= STRETCH_HEIGHT) {
		if (page_stretch(v->page, v->c->page_width, (int)height,
		    v->fail) == -1 || layout_now(v, &after) == -1)
			goto out;
		same = is_same(before, &after);
	}
	if (!same && (page_stretch(v->page, v->c->page_width, VIEW_HEIGHT,
	    v->fail) == -1 || capture_add_warning(v->c, v->fail, "frames of "
	    "other sites may be blank in the picture below %d pixels",
	    VIEW_HEIGHT) == -1))
		goto out;
	rc = 0;
out:
	buf_clear(&after);
	return (rc);
}

/* Layout, slices, and layout again: were they of the same page? */
static int
take_picture(struct visit *v)
{
	struct buf before = BUF_INIT, after = BUF_INIT;
	int rc = -1;

	if (page_calm(v->page, v->fail) == -1 || measure(v) == -1 ||
	    layout_now(v, &before) == -1 || show_frames(v, &before) == -1)
		goto out;
	note_step(v, "walking the page");
	if (write_layout(v, &before) == -1)
		goto out;
	note_step(v, "writing the layout");
	if (take_slices(v) == -1)
		goto out;
	note_step(v, "taking pictures");
	if (layout_now(v, &after) == -1)
		goto out;
	if (!is_same(&before, &after) &&
	    capture_add_warning(v->c, v->fail, "the page changed while its "
	    "pictures were taken; text and picture may differ") == -1)
		goto out;
	v->seen->has_page = 1;
	rc = 0;
out:
	buf_clear(&before);
	buf_clear(&after);
	return (rc);
}

/*
 * The page's and the browser's doing is for the verdict to tell; only what is
 * wrong on our side is a failure.
 */
static int
visit_page(struct visit *v)
{
	if (reach_end(v) == 0 && (v->seen->navigation != NULL ||
	    (take_facts(v) == 0 && take_picture(v) == 0)))
		return (0);
	if (v->fail->kind != FAIL_LATER && v->fail->kind != FAIL_DATA)
		return (-1);
	v->seen->trouble = strdup(v->fail->text);
	if (v->seen->trouble == NULL)
		return (fail_memory(v->fail));
	fail_clear(v->fail);
	return (0);
}

/* End the browser on every path; nothing is heard from it after this. */
static void
end_browser(struct visit *v)
{
	struct cdp_order close = { NULL, "Browser.close", 0, NULL, NULL };
	struct fail ignored = FAIL_INIT;

	msg_progress_end();
	if (v->cdp != NULL)
		(void)cdp_send(v->cdp, &close, &ignored, NULL);
	cdp_free(v->cdp);
	v->cdp = NULL;
	chrome_end(v->chrome, CLOSE_MS);
	v->chrome = NULL;
}

static int
note_refused(void *arg, const char *address, const char *reason,
    int64_t count, struct fail *fail)
{
	return (capture_add_refused(arg, address, reason, count, fail));
}

/* What the network's side knows, once the browser has ended. */
static int
take_network(struct visit *v)
{
	struct net_archive archive = { NULL, "bevara-fetch " BEVARA_VERSION,
	    v->want->site->organisation, v->guard };
	struct net_tally tally;
	char *path;
	int rc;

	if (net_status(v->net) != 0)
		v->c->http_status = net_status(v->net);
	if (net_retry_after(v->net) != -1)
		v->c->retry_after_s = net_retry_after(v->net);
	if ((path = path_join(v->want->dir, BROWSE_WARC, v->fail)) == NULL)
		return (-1);
	archive.path = path;
	rc = net_write(v->net, &archive, &tally, v->fail);
	free(path);
	if (rc == -1)
		return (-1);
	if (tally.without_body + tally.too_large > 0 &&
	    capture_add_warning(v->c, v->fail, "%d answers are not in the "
	    "WARC: %d without their bytes, %d too large",
	    tally.without_body + tally.too_large, tally.without_body,
	    tally.too_large) == -1)
		return (-1);
	if (guard_bytes(v->guard) >= v->want->site->max_bytes &&
	    capture_add_warning(v->c, v->fail, "the page asked for more than "
	    "%lld bytes; the rest was refused",
	    (long long)v->want->site->max_bytes) == -1)
		return (-1);
	return (guard_each_refused(v->guard, note_refused, v->c, v->fail));
}

/* The names of what looked. */
static int
take_names(struct visit *v)
{
	v->c->viewport_width = v->want->site->width_px;
	v->c->viewport_height = VIEW_HEIGHT;
	if ((v->c->browser = text_copy(target_browser(v->target),
	    v->fail)) == NULL || (v->c->user_agent =
	    text_copy(target_user_agent(v->target), v->fail)) == NULL)
		return (-1);
	return (0);
}

int
browse_page(struct browse_seen *seen, struct capture *c,
    const struct browse_want *want, struct fail *fail)
{
	struct visit v = { seen, c, want, NULL, NULL, NULL, NULL, NULL, NULL,
	    clock_monotonic_ms(), clock_monotonic_ms(), fail };
	int rc = -1;

	if (start(&v) == -1 || take_names(&v) == -1 || visit_page(&v) == -1)
		goto out;
	end_browser(&v);
	note_step(&v, "ending the browser");
	rc = take_network(&v);
	note_step(&v, "writing the WARC");
out:
	end_browser(&v);
	page_free(v.page);
	target_free(v.target);
	net_free(v.net);
	guard_stop(v.guard);
	return (rc);
}

void
browse_clear(struct browse_seen *seen)
{
	layout_clear(&seen->layout);
	page_facts_clear(&seen->page);
	look_clear(&seen->look);
	free(seen->navigation);
	free(seen->trouble);
	memset(seen, 0, sizeof(*seen));
}
