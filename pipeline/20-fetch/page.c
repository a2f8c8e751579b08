#include "fetch/page.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/buf.h"
#include "core/clock.h"
#include "core/fail.h"
#include "core/text.h"
#include "fetch/cdp.h"
#include "fetch/frames.h"
#include "fetch/net.h"
#include "fetch/script.h"
#include "fetch/target.h"
#include "fetch/value.h"
#include "fetch/world.h"

#define QUIET_MS 500		/* no traffic for so long is a quiet moment */
#define IDLE_MS 15000		/* the most that is waited for one */
#define STEP_MS 10000
#define LAYOUT_MS 120000
#define SLICE_MS 60000
#define NAVIGATE_MS 30000
#define PORTIONS_MAX 1000000
#define REST_MS 5000		/* the most that is waited for after a click */

struct page {
	struct cdp *cdp;
	struct net *net;
	struct target *target;
	struct world world;	/* in its main frame */
	char *error;		/* the navigation's, or NULL */
};

struct page *
page_new(struct cdp *cdp, struct net *net, struct target *target,
    struct fail *fail)
{
	struct page *p;

	if ((p = calloc(1, sizeof(*p))) == NULL) {
		fail_memory(fail);
		return (NULL);
	}
	p->cdp = cdp;
	p->net = net;
	p->target = target;
	p->world.cdp = cdp;
	p->world.session = target_session(target);
	p->world.frame = target_frame(target);
	return (p);
}

const char *
page_error(const struct page *p)
{
	return (p->error);
}

/* A call in the page's session. */
static struct cdp_order
order(const struct page *p, const char *method, int timeout_ms)
{
	return ((struct cdp_order){ target_session(p->target), method,
	    timeout_ms, NULL, NULL });
}

int
page_pause(struct page *p, int ms, struct fail *fail)
{
	int64_t left, end = clock_monotonic_ms() + ms;

	while ((left = end - clock_monotonic_ms()) > 0) {
		if (cdp_pump(p->cdp, (int)left, fail) == -1)
			return (-1);
		if (target_crashed(p->target))
			return (fail_set(fail, FAIL_LATER,
			    "the page made the browser crash"));
	}
	return (0);
}

int
page_wait(struct page *p, int quiet, int most, struct fail *fail)
{
	int64_t end = clock_monotonic_ms() + most;

	while (clock_monotonic_ms() < end) {
		if (net_busy(p->net) == 0 && net_quiet_ms(p->net) >= quiet)
			return (0);
		if (page_pause(p, 40, fail) == -1)
			return (-1);
	}
	return (0);
}

/*
 * Run ${call} after ${script}.  The page may have gone on to another address,
 * which ends our world, or its own script may never end: make a new world,
 * stop the script, and try once more.
 */
static struct value *
evaluate(struct page *p, const char *script, const char *call, int timeout_ms,
    struct fail *fail)
{
	struct cdp_order stop = order(p, "Runtime.terminateExecution", 3000);
	struct fail first = FAIL_INIT;
	struct value *v = NULL;
	char *text;

	if ((text = text_printf(fail, "%s\n%s", script, call)) == NULL)
		return (NULL);
	if ((v = world_evaluate(&p->world, text, timeout_ms, &first)) == NULL) {
		value_free(cdp_call(p->cdp, &stop, &first, NULL));
		p->world.id = 0;
		v = world_evaluate(&p->world, text, timeout_ms, fail);
	}
	free(text);
	return (v);
}

int
page_busy(const struct page *p)
{
	return (net_busy(p->net));
}

/* Run a script whose result is JSON text; the parsed value is the caller's. */
static struct value *
ask(struct page *p, const char *script, const char *call, int timeout_ms,
    struct fail *fail)
{
	struct value *reply, *v = NULL;
	const char *text;

	if ((reply = evaluate(p, script, call, timeout_ms, fail)) == NULL)
		return (NULL);
	if ((text = value_string(world_result(reply))) == NULL)
		fail_set(fail, FAIL_LATER, "the page answers %s with nothing",
		    call);
	else
		v = value_parse(text, value_size(world_result(reply)), fail);
	value_free(reply);
	return (v);
}

struct value *
page_do(struct page *p, const char *call, int timeout_ms, struct fail *fail)
{
	return (ask(p, script_page, call, timeout_ms, fail));
}

struct value *
page_ask(struct page *p, const char *script, const char *call,
    struct fail *fail)
{
	return (ask(p, script, call, STEP_MS, fail));
}

int
page_rest(struct page *p, int ms, struct fail *fail)
{
	return (page_pause(p, ms, fail) == -1 ? -1 :
	    page_wait(p, QUIET_MS, REST_MS, fail));
}

int
page_base(struct page *p, const char *url, struct fail *fail)
{
	struct buf call = BUF_INIT;
	struct value *v = NULL;

	buf_adds(&call, "use_base(\"");
	for (; *url != '\0'; url++) {
		if (*url == '"' || *url == '\\')
			buf_addc(&call, '\\');
		buf_addc(&call, *url);
	}
	buf_adds(&call, "\")");
	if (buf_check(&call, fail) == 0)
		v = page_do(p, buf_text(&call), STEP_MS, fail);
	buf_clear(&call);
	value_free(v);
	return (v == NULL ? -1 : 0);
}

int
page_load(struct page *p, const char *url, int timeout_ms, struct fail *fail)
{
	struct cdp_order o = order(p, "Page.navigate", NAVIGATE_MS);
	int64_t end = clock_monotonic_ms() + timeout_ms;
	struct value *v;
	const char *error;

	if (timeout_ms < o.timeout_ms)
		o.timeout_ms = timeout_ms;
	if ((v = cdp_call(p->cdp, &o, fail, "{s:s}", "url", url)) == NULL)
		return (-1);
	if ((error = value_text(v, "errorText")) != NULL && *error != '\0')
		p->error = text_copy(error, fail);
	value_free(v);
	if (fail->kind != FAIL_NONE)
		return (-1);
	if (p->error != NULL)
		return (0);
	/*
	 * A page that never ends to load is looked at all the same; one that
	 * sends its visitor on, once loaded, begins to load again.
	 */
	do {
		while (!target_loaded(p->target) &&
		    clock_monotonic_ms() < end) {
			if (page_pause(p, 50, fail) == -1)
				return (-1);
		}
		if (page_wait(p, QUIET_MS, timeout_ms < IDLE_MS ? timeout_ms :
		    IDLE_MS, fail) == -1)
			return (-1);
	} while (!target_loaded(p->target) && clock_monotonic_ms() < end);
	return (0);
}

int
page_settle(struct page *p, int most_ms, struct page_settled *settled,
    struct fail *fail)
{
	struct value *v;
	char call[32];

	snprintf(call, sizeof(call), "settle(%d)", most_ms / 5);
	if (page_wait(p, 300, most_ms / 5, fail) == -1 ||
	    (v = page_do(p, call, most_ms + STEP_MS, fail)) == NULL)
		return (-1);
	settled->pictures = value_int(v, "pictures", INT_MAX, 0);
	settled->broken = value_int(v, "broken", INT_MAX, 0);
	settled->pending = value_int(v, "pending", INT_MAX, 0);
	settled->spinners = value_int(v, "spinners", INT_MAX, 0);
	value_free(v);
	return (page_wait(p, 300, most_ms / 5, fail));
}

int
page_look(struct page *p, struct page_facts *facts, struct fail *fail)
{
	struct value *v;
	const char *title, *address;
	int rc = -1;

	if ((v = page_do(p, "facts()", STEP_MS, fail)) == NULL)
		return (-1);
	title = value_text(v, "title");
	address = value_text(v, "address");
	if ((facts->title = text_clean(title == NULL ? "" : title,
	    fail)) != NULL && (facts->address = text_clean(address == NULL ?
	    "" : address, fail)) != NULL)
		rc = 0;
	value_free(v);
	return (rc);
}

void
page_facts_clear(struct page_facts *facts)
{
	free(facts->title);
	free(facts->address);
	memset(facts, 0, sizeof(*facts));
}

/* Put the text that a script returns into ${b}. */
static int
fetch_text(struct page *p, const char *script, const char *call,
    struct buf *b, struct fail *fail)
{
	const struct value *text;
	struct value *reply;
	int rc = -1;

	if ((reply = evaluate(p, script, call, LAYOUT_MS, fail)) == NULL)
		return (-1);
	text = world_result(reply);
	if (value_string(text) == NULL) {
		fail_set(fail, FAIL_LATER, "the page answers %s with nothing",
		    call);
	} else {
		buf_add(b, value_string(text), value_size(text));
		rc = buf_check(b, fail);
	}
	value_free(reply);
	return (rc);
}

/*
 * A long text comes in portions: ${call} gives their number, and then
 * ${part}(0), ${part}(1)... the portions, which ${fill} may add to.
 */
struct portions {
	const char *script, *call, *part;
	int (*fill)(struct page *, struct buf *, void *, struct fail *);
	void *fill_arg;
};

static int
each_portion(struct page *p, const struct portions *in, page_part *each,
    void *arg, struct fail *fail)
{
	struct buf text = BUF_INIT;
	int64_t i, count = 0;
	char call[64];
	int rc = -1;

	if (fetch_text(p, in->script, in->call, &text, fail) == -1)
		goto out;
	if (text_int(buf_text(&text), 1, PORTIONS_MAX, &count) == -1) {
		fail_set(fail, FAIL_LATER, "the page answers %s with '%.40s'",
		    in->call, buf_text(&text));
		goto out;
	}
	for (i = 0; i < count; i++) {
		buf_reset(&text);
		snprintf(call, sizeof(call), "%s(%lld)", in->part,
		    (long long)i);
		if (fetch_text(p, "", call, &text, fail) == -1 ||
		    (in->fill != NULL &&
		    in->fill(p, &text, in->fill_arg, fail) == -1) ||
		    each(arg, &text, fail) == -1)
			goto out;
	}
	rc = 0;
out:
	buf_clear(&text);
	return (rc);
}

int
page_source(struct page *p, page_part *each, void *arg, struct fail *fail)
{
	const struct portions in = { script_page, "page_source()",
	    "page_source_part", NULL, NULL };

	return (each_portion(p, &in, each, arg, fail));
}

int
page_calm(struct page *p, struct fail *fail)
{
	struct value *v;

	if ((v = page_do(p, "calm(true)", STEP_MS, fail)) == NULL)
		return (-1);
	value_free(v);
	return (page_wait(p, 200, 2000, fail));
}

int
page_stop(struct page *p, struct fail *fail)
{
	struct cdp_order o = order(p, "Emulation.setScriptExecutionDisabled",
	    STEP_MS);
	struct value *v;

	if ((v = cdp_call(p->cdp, &o, fail, "{s:b}", "value", 1)) == NULL)
		return (-1);
	value_free(v);
	return (0);
}

/* Put into a portion of the page's layout what its frames hold. */
static int
fill_frames(struct page *p, struct buf *text, void *frames, struct fail *fail)
{
	(void)p;
	return (frames_fill(frames, text, fail));
}

int
page_layout(struct page *p, const struct page_range *range, page_part *each,
    void *arg, struct fail *fail)
{
	struct frames *frames;
	struct portions in = { script_layout, NULL, "layout_part",
	    fill_frames, NULL };
	struct buf call = BUF_INIT;
	int rc = -1;

	buf_addf(&call, "layout({w: %d, h: %lld, top: %lld, "
	    "bottom: %lld, shift: %lld, goes_on: %s, nothing: %s, "
	    "comments: %s})",
	    range->width, (long long)range->height, (long long)range->top,
	    (long long)range->bottom, (long long)range->shift,
	    range->goes_on ? "true" : "false",
	    range->nothing ? "true" : "false",
	    range->comments == NULL ? "[]" : range->comments);
	in.call = buf_text(&call);
	if (buf_check(&call, fail) == -1 ||
	    (frames = frames_find(p->cdp, p->target, fail)) == NULL) {
		buf_clear(&call);
		return (-1);
	}
	in.fill_arg = frames;
	if (frames_mark(frames, &p->world, fail) == 0)
		rc = each_portion(p, &in, each, arg, fail);
	frames_free(frames);
	buf_clear(&call);
	return (rc);
}

int
page_size(struct page *p, int *width, int64_t *height, struct fail *fail)
{
	struct cdp_order o = order(p, "Page.getLayoutMetrics", STEP_MS);
	const struct value *size;
	struct value *v;
	double w, h;

	if ((v = cdp_call(p->cdp, &o, fail, NULL)) == NULL)
		return (-1);
	size = value_get(v, "cssContentSize");
	w = value_number(size, "width", -1);
	h = value_number(size, "height", -1);
	value_free(v);
	if (w < 0 || h < 0 || w > 1e6 || h > 1e9)
		return (fail_set(fail, FAIL_LATER,
		    "the page's size makes no sense"));
	*width = (int)w;
	*height = (int64_t)h;
	return (0);
}

int
page_stretch(struct page *p, int width, int height, struct fail *fail)
{
	struct cdp_order o = order(p, "Emulation.setDeviceMetricsOverride",
	    STEP_MS);
	struct value *v;

	if ((v = cdp_call(p->cdp, &o, fail, "{s:i,s:i,s:i,s:b}", "width",
	    width, "height", height, "deviceScaleFactor", 1, "mobile",
	    0)) == NULL)
		return (-1);
	value_free(v);
	return (page_pause(p, 500, fail) == -1 ? -1 :
	    page_wait(p, 300, 3000, fail));
}

/* ${beyond}: of more than the window, which the browser enlarges for it. */
static int
slice(struct page *p, const struct page_slice *at, int beyond,
    struct buf *png, struct fail *fail)
{
	struct cdp_order o = order(p, "Page.captureScreenshot", SLICE_MS);
	struct value *v;
	int rc;

	if ((v = cdp_call(p->cdp, &o, fail,
	    "{s:s,s:b,s:b,s:b,s:{s:i,s:I,s:i,s:i,s:i}}", "format", "png",
	    "optimizeForSpeed", 1,
	    "captureBeyondViewport", beyond, "fromSurface", 1, "clip",
	    "x", 0, "y", (long long)at->y, "width", at->width, "height",
	    at->height, "scale", 1)) == NULL)
		return (-1);
	rc = value_bytes(v, "data", 1, png, fail);
	value_free(v);
	return (rc);
}

int
page_slice(struct page *p, const struct page_slice *at, struct buf *png,
    struct fail *fail)
{
	return (slice(p, at, 1, png, fail));
}

int
page_slice_window(struct page *p, const struct page_slice *at,
    struct buf *png, struct fail *fail)
{
	return (slice(p, at, 0, png, fail));
}

void
page_free(struct page *p)
{
	if (p == NULL)
		return;
	free(p->error);
	free(p);
}
