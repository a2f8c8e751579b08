#include "fetch/browse.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/args.h"
#include "core/buf.h"
#include "core/clock.h"
#include "core/fail.h"
#include "core/msg.h"
#include "core/path.h"
#include "core/record/capture.h"
#include "core/site.h"
#include "core/text.h"
#include "fetch/cdp.h"
#include "fetch/chrome.h"
#include "fetch/cookies.h"
#include "fetch/guard.h"
#include "fetch/net.h"
#include "fetch/page.h"
#include "fetch/signs.h"
#include "fetch/target.h"
#include "fetch/visit.h"

#define CLOSE_MS 1000		/* for the browser to end by itself */

void
visit_note(struct visit *v, const char *what)
{
	int64_t now = clock_monotonic_ms();

	msg_note("%s: %.1f s", what, (double)(now - v->step_ms) / 1000);
	v->step_ms = now;
}

/* Start the guard, the browser and the talk with it. */
static int
start(struct visit *v)
{
	struct target_look look = { v->want->site->width_px,
	    VISIT_VIEW_HEIGHT };
	char complaint[512];

	if ((v->guard = guard_start(v->want->rules, v->fail)) == NULL ||
	    (v->chrome = chrome_start(v->want->site, v->want->browser,
	    guard_port(v->guard), v->fail)) == NULL ||
	    (v->cdp = cdp_new(chrome_hear_fd(v->chrome),
	    chrome_tell_fd(v->chrome), v->fail)) == NULL)
		return (-1);
	cdp_deadline(v->cdp, v->want->deadline_ms);
	if ((v->net = net_new(v->cdp, &(struct net_want){ v->want->dir,
	    v->want->site->max_bytes, v->want->rules->password },
	    v->fail)) == NULL)
		return (-1);
	if (v->want->base != NULL)
		net_only_file(v->net, v->want->address);
	if ((v->target = target_open(v->cdp, v->net, &look,
	    v->fail)) == NULL) {
		chrome_complaint(v->chrome, complaint, sizeof(complaint));
		return (fail_set(v->fail, FAIL_PROGRAM, "the browser '%s' does "
		    "not start: %s", v->want->browser, complaint[0] == '\0' ?
		    "it says nothing; try to run it by hand" : complaint));
	}
	if (cookies_give(v->want->cookies, v->want->address, v->cdp,
	    v->fail) == -1)
		return (-1);
	visit_note(v, "starting the browser");
	v->page = page_new(v->cdp, v->net, v->target, v->fail);
	if (v->page == NULL)
		return (-1);
	return (v->want->base == NULL ? 0 : page_stop(v->page, v->fail));
}

/*
 * The page's and the browser's doing is for the verdict to tell; only what is
 * wrong on our side is a failure.
 */
static int
visit_page(struct visit *v)
{
	if (visit_reach(v) == 0 && (v->seen->navigation != NULL ||
	    (visit_facts(v) == 0 && (v->seen->drops ? visit_shoot(v) :
	    visit_portray(v)) == 0)))
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
note_refused(void *arg, const struct guard_refusal *r, struct fail *fail)
{
	return (capture_add_refused(arg, r->address, r->reason, r->count,
	    fail));
}

/* The WARC, and what is not in it. */
static int
take_traffic(struct visit *v)
{
	struct net_archive archive = { NULL, "bevara-fetch " BEVARA_VERSION,
	    v->want->site->organisation, v->guard };
	struct net_tally tally;
	char *path;
	int rc, missing;

	if ((path = path_join(v->want->dir, BROWSE_WARC, v->fail)) == NULL)
		return (-1);
	archive.path = path;
	rc = net_write(v->net, &archive, &tally, v->fail);
	free(path);
	if (rc == -1)
		return (-1);
	missing = tally.without_body + tally.too_large + tally.unfit;
	if (missing > 0 && capture_add_warning(v->c, v->fail, "%d answers are "
	    "not in the WARC: %d without their bytes, %d too large, %d that "
	    "it cannot hold", missing, tally.without_body, tally.too_large,
	    tally.unfit) == -1)
		return (-1);
	return (0);
}

/* What the network's side knows, once the browser has ended. */
static int
take_network(struct visit *v)
{
	if (net_status(v->net) != 0)
		v->c->http_status = net_status(v->net);
	if (net_retry_after(v->net) != -1)
		v->c->retry_after_s = net_retry_after(v->net);
	if (v->want->base == NULL && take_traffic(v) == -1)
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
	v->c->viewport_height = VISIT_VIEW_HEIGHT;
	if ((v->c->browser = text_copy(target_browser(v->target),
	    v->fail)) == NULL || (v->c->user_agent =
	    text_copy(target_user_agent(v->target), v->fail)) == NULL)
		return (-1);
	return (0);
}

/* By what comments are known on this platform. */
static int
know_comments(struct visit *v)
{
	struct buf b = BUF_INIT;

	if (v->want->signs == NULL)
		return (0);
	if (signs_comments(v->want->signs, &b, v->fail) == -1) {
		buf_clear(&b);
		return (-1);
	}
	v->comments = buf_take(&b, v->fail);
	return (v->comments == NULL ? -1 : 0);
}

int
browse_page(struct browse_seen *seen, struct capture *c,
    const struct browse_want *want, struct fail *fail)
{
	struct visit v = { .seen = seen, .c = c, .want = want, .blank = 1,
	    .began_ms = clock_monotonic_ms(),
	    .step_ms = clock_monotonic_ms(), .fail = fail };
	int rc = -1;

	if (know_comments(&v) == -1 || start(&v) == -1 || take_names(&v) == -1 || visit_page(&v) == -1)
		goto out;
	end_browser(&v);
	visit_note(&v, "ending the browser");
	rc = take_network(&v);
	visit_note(&v, "writing the WARC");
out:
	end_browser(&v);
	page_free(v.page);
	target_free(v.target);
	net_free(v.net);
	guard_stop(v.guard);
	free(v.comments);
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
