#include "fetch/page.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/buf.h"
#include "core/clock.h"
#include "core/fail.h"
#include "core/msg.h"
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
#define REST_MS 5000		/* the most that is waited for after a click */
#define SAME_TIMES 3		/* the height must stay so often at the end */

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

/* Let events come for so long. */
static int
pause_ms(struct page *p, int ms, struct fail *fail)
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

/* Wait until nothing has been asked for during ${quiet} ms, or ${most}. */
static int
wait_quiet(struct page *p, int quiet, int most, struct fail *fail)
{
	int64_t end = clock_monotonic_ms() + most;

	while (clock_monotonic_ms() < end) {
		if (net_busy(p->net) == 0 && net_quiet_ms(p->net) >= quiet)
			return (0);
		if (pause_ms(p, 40, fail) == -1)
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

static struct value *
ask_page(struct page *p, const char *call, int timeout_ms, struct fail *fail)
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
	return (pause_ms(p, ms, fail) == -1 ? -1 :
	    wait_quiet(p, QUIET_MS, REST_MS, fail));
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
			if (pause_ms(p, 50, fail) == -1)
				return (-1);
		}
		if (wait_quiet(p, QUIET_MS, timeout_ms < IDLE_MS ? timeout_ms :
		    IDLE_MS, fail) == -1)
			return (-1);
	} while (!target_loaded(p->target) && clock_monotonic_ms() < end);
	return (0);
}

int
page_scroll(struct page *p, const struct page_bounds *bounds,
    const char **stop, struct fail *fail)
{
	int64_t height, last = -1;
	int bottom, same = 0;
	struct value *v;

	for (;;) {
		if ((v = ask_page(p, "scroll_step()", STEP_MS, fail)) == NULL)
			return (-1);
		height = value_int(v, "height", INT_MAX, 0);
		bottom = value_true(v, "bottom");
		value_free(v);
		msg_progress("looking at the page: %lld pixels",
		    (long long)height);
		same = bottom && height == last ? same + 1 : 0;
		last = height;
		*stop = same >= SAME_TIMES ? "end" :
		    height > bounds->height ? "height" :
		    clock_monotonic_ms() > bounds->end_ms ? "time" : NULL;
		if (*stop != NULL)
			return (0);
		/* At the end, more may come; on the way, do not run ahead. */
		if (pause_ms(p, bottom ? 300 : 60, fail) == -1 ||
		    (bottom && wait_quiet(p, 200, 3000, fail) == -1) ||
		    (net_busy(p->net) > 8 &&
		    wait_quiet(p, 50, 2000, fail) == -1))
			return (-1);
	}
}

int
page_settle(struct page *p, int most_ms, struct page_settled *settled,
    struct fail *fail)
{
	struct value *v;
	char call[32];

	snprintf(call, sizeof(call), "settle(%d)", most_ms / 5);
	if (wait_quiet(p, 300, most_ms / 5, fail) == -1 ||
	    (v = ask_page(p, call, most_ms + STEP_MS, fail)) == NULL)
		return (-1);
	settled->pictures = value_int(v, "pictures", INT_MAX, 0);
	settled->broken = value_int(v, "broken", INT_MAX, 0);
	settled->pending = value_int(v, "pending", INT_MAX, 0);
	value_free(v);
	return (wait_quiet(p, 300, most_ms / 5, fail));
}

int
page_look(struct page *p, struct page_facts *facts, struct fail *fail)
{
	struct value *v;
	const char *title, *address;
	int rc = -1;

	if ((v = ask_page(p, "facts()", STEP_MS, fail)) == NULL)
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

int
page_source(struct page *p, struct buf *b, struct fail *fail)
{
	/* The mark makes readers take it as UTF-8, whatever its meta says. */
	buf_adds(b, "\xef\xbb\xbf");
	return (fetch_text(p, script_page, "page_source()", b, fail));
}

int
page_calm(struct page *p, struct fail *fail)
{
	struct cdp_order o = order(p, "Emulation.setScriptExecutionDisabled",
	    STEP_MS);
	struct value *v;

	if ((v = ask_page(p, "calm()", STEP_MS, fail)) == NULL)
		return (-1);
	value_free(v);
	if (wait_quiet(p, 200, 2000, fail) == -1)
		return (-1);
	/* The page would answer to the slices, which resize its window. */
	if ((v = cdp_call(p->cdp, &o, fail, "{s:b}", "value", 1)) == NULL)
		return (-1);
	value_free(v);
	return (0);
}

int
page_layout(struct page *p, int width, int64_t height, struct buf *b,
    struct fail *fail)
{
	struct frames *frames;
	char call[64];
	int rc = -1;

	snprintf(call, sizeof(call), "layout({w: %d, h: %lld})", width,
	    (long long)height);
	if ((frames = frames_find(p->cdp, p->target, fail)) == NULL)
		return (-1);
	if (frames_mark(frames, &p->world, fail) == 0 &&
	    fetch_text(p, script_layout, call, b, fail) == 0)
		rc = frames_fill(frames, b, fail);
	frames_free(frames);
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
	return (pause_ms(p, 500, fail) == -1 ? -1 :
	    wait_quiet(p, 300, 3000, fail));
}

int
page_slice(struct page *p, int64_t y, int width, int height, struct buf *png,
    struct fail *fail)
{
	struct cdp_order o = order(p, "Page.captureScreenshot", SLICE_MS);
	struct value *v;
	int rc;

	if ((v = cdp_call(p->cdp, &o, fail,
	    "{s:s,s:b,s:b,s:{s:i,s:I,s:i,s:i,s:i}}", "format", "png",
	    "captureBeyondViewport", 1, "fromSurface", 1, "clip",
	    "x", 0, "y", (long long)y, "width", width, "height", height,
	    "scale", 1)) == NULL)
		return (-1);
	rc = value_bytes(v, "data", 1, png, fail);
	value_free(v);
	return (rc);
}

void
page_free(struct page *p)
{
	if (p == NULL)
		return;
	free(p->error);
	free(p);
}
