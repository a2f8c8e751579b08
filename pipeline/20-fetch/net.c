#include "fetch/net.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/clock.h"
#include "core/fail.h"
#include "core/text.h"
#include "fetch/auth.h"
#include "fetch/body.h"
#include "fetch/cdp.h"
#include "fetch/exchange.h"
#include "fetch/headers.h"
#include "fetch/pile.h"
#include "fetch/value.h"
#include "fetch/warc.h"

#define STALE_MS 15000		/* an older request is not waited for */
#define HEADS_BYTES (24 << 20)	/* of all heads together */
#define TIME_MAX_S 1e11		/* a later time is none: the year 5138 */

struct net {
	struct cdp *cdp;
	struct body_box box;
	struct pile *pile;
	const char *password;	/* of the guard; borrowed */
	struct exchange_list list;
	int64_t changed_ms;
	char frame[128];	/* the main frame's id */
	const char *only;	/* the one file that may be opened, or NULL */
	int status;
	int retry_after_s;
};

/* Whether a body should be read while the answer is held. */
static int
wants_body(struct exchange *x)
{
	const char *type = headers_get(&x->answer, "content-type");
	const char *length = headers_get(&x->answer, "content-length");
	int64_t n;

	if (type != NULL && strncasecmp(type, "text/event-stream", 17) == 0) {
		x->stream = 1;
		return (0);
	}
	if (length != NULL && text_int(length, NET_BODY_MAX + 1, INT64_MAX,
	    &n) == 0) {
		x->too_large = 1;
		return (0);
	}
	return (!x->redirect);
}

/* A document on its way out: only held so that auth.h can have its say. */
static int
request_paused(struct net *net, const struct cdp_event *e, const char *held,
    struct fail *fail)
{
	struct cdp_order order = { e->session, "Fetch.continueRequest", 0,
	    NULL, NULL };

	return (cdp_send(net->cdp, &order, fail, "{s:s}", "requestId", held));
}

/*
 * A saved page asks for a document or a file.  It may have itself; and for a
 * frame of an MHTML page the web's address, which the same file may answer.
 * It never goes elsewhere: the guard's refusal would stand in its place.
 */
static int
may_open(const struct net *net, const char *url, const char *frame)
{
	if (strcmp(url, net->only) == 0)
		return (1);
	return (text_suffix(net->only, ".mhtml") &&
	    !text_prefix(url, "file:") && strcmp(frame, net->frame) != 0);
}

static int
file_paused(struct net *net, const struct cdp_event *e, struct fail *fail)
{
	const char *url = value_text(value_get(e->params, "request"), "url");
	const char *frame = value_text(e->params, "frameId");
	const char *held = value_text(e->params, "requestId");
	struct cdp_order go = { e->session, "Fetch.continueRequest", 0, NULL,
	    NULL };

	if (held == NULL)
		return (0);
	if (url != NULL && frame != NULL && may_open(net, url, frame))
		return (cdp_send(net->cdp, &go, fail, "{s:s}", "requestId",
		    held));
	/* Aborted: what is shown stays as it is. */
	go.method = "Fetch.failRequest";
	return (cdp_send(net->cdp, &go, fail, "{s:s,s:s}", "requestId", held,
	    "errorReason", "Aborted"));
}

static int
answer_paused(struct net *net, const struct cdp_event *e, struct fail *fail)
{
	const struct value *p = e->params, *request = value_get(p, "request");
	const char *id = value_text(p, "networkId");
	const char *held = value_text(p, "requestId");
	int status = value_int(p, "responseStatusCode", 999, 0);
	struct exchange *x;

	if (held == NULL)
		return (0);
	if (value_get(p, "responseStatusCode") == NULL &&
	    value_get(p, "responseErrorReason") == NULL)
		return (request_paused(net, e, held, fail));
	if (id == NULL || status == 0 || !exchange_is_http(request))
		return (body_let_go(&net->box, e->session, held, fail));
	if ((x = exchange_last(&net->list, id)) == NULL &&
	    (x = exchange_add(&net->list, id, request, fail)) == NULL)
		return (fail->kind == FAIL_NONE ? body_let_go(&net->box,
		    e->session, held, fail) : -1);
	x->wire = 1;
	x->status = status;
	/* Raw headers stay, unless they were those of a 304 underneath. */
	if ((!x->raw || x->raw_status != status) && headers_read(&x->answer,
	    value_get(p, "responseHeaders"), fail) == -1)
		return (-1);
	if (status >= 301 && status <= 308 && status != 304 &&
	    headers_get(&x->answer, "location") != NULL)
		x->redirect = 1;
	if (!wants_body(x))
		return (body_let_go(&net->box, e->session, held, fail));
	return (body_ask(&net->box, x, e->session, held, fail));
}

/* Whether this is the document of the page itself, and no frame's. */
static int
is_main_document(const struct net *net, const struct value *p)
{
	const char *type = value_text(p, "type");
	const char *frame = value_text(p, "frameId");

	return (type != NULL && strcmp(type, "Document") == 0 &&
	    frame != NULL && strcmp(frame, net->frame) == 0);
}

/* A request begins, or goes on to where a redirect sends it. */
static int
request_begins(struct net *net, const char *id, const struct value *p,
    struct fail *fail)
{
	const struct value *from = value_get(p, "redirectResponse");
	const struct value *request = value_get(p, "request");
	struct exchange *last = exchange_last(&net->list, id), *x;
	const char *url = value_text(request, "url");
	double time_s = value_number(p, "wallTime", 0);

	if (!exchange_is_http(request))
		return (0);
	if (last != NULL && from != NULL) {
		last->redirect = last->finished = 1;
		if (exchange_note_answer(last, from, fail) == -1)
			return (-1);
	} else if (last != NULL && !last->finished &&
	    strcmp(last->url, url) == 0) {
		return (0);	/* told by a frame and its parent alike */
	}
	if ((x = exchange_add(&net->list, id, request, fail)) == NULL)
		return (fail->kind == FAIL_NONE ? 0 : -1);
	if (time_s > 0 && time_s < TIME_MAX_S)
		x->time_us = (int64_t)(time_s * 1e6);
	return (0);
}

/* A new page: nobody will tell of the end of what the old one asked for. */
static void
forget_old_page(struct net *net, const struct exchange *document)
{
	size_t i;

	for (i = 0; i < net->list.count; i++) {
		if (net->list.exchange[i] != document)
			net->list.exchange[i]->finished = 1;
	}
}

/* The document of the page itself tells the page's status. */
static void
note_document(struct net *net, const struct exchange *x,
    const struct value *p)
{
	const char *after;
	int64_t s;

	if (!is_main_document(net, p))
		return;
	forget_old_page(net, x);
	net->status = value_int(value_get(p, "response"), "status", 999, 0);
	after = headers_get(&x->answer, "retry-after");
	if (after != NULL && text_int(after, 0, 86400 * 30, &s) == 0)
		net->retry_after_s = (int)s;
}

static int
answer_begins(struct net *net, struct exchange *x, const struct value *p,
    struct fail *fail)
{
	if (exchange_note_answer(x, value_get(p, "response"), fail) == -1)
		return (-1);
	note_document(net, x, p);
	return (0);
}

static int
network_event(void *arg, const struct cdp_event *e, struct fail *fail)
{
	const char *what = e->method + strlen("Network.");
	const char *id = value_text(e->params, "requestId");
	struct net *net = arg;
	struct exchange *x;

	if (id == NULL)
		return (0);
	if (strcmp(what, "requestWillBeSent") == 0) {
		net->changed_ms = clock_monotonic_ms();
		return (request_begins(net, id, e->params, fail));
	}
	if (strcmp(what, "requestWillBeSentExtraInfo") == 0)
		return (exchange_raw_request(&net->list, id, e->params, fail));
	if (strcmp(what, "responseReceivedExtraInfo") == 0)
		return (exchange_raw_answer(&net->list, id, e->params, fail));
	if ((x = exchange_last(&net->list, id)) == NULL)
		return (0);
	if (strcmp(what, "responseReceived") == 0)
		return (answer_begins(net, x, e->params, fail));
	if (strcmp(what, "requestServedFromCache") == 0)
		x->from_cache = 1;
	if (strcmp(what, "loadingFinished") == 0 ||
	    strcmp(what, "loadingFailed") == 0) {
		net->changed_ms = clock_monotonic_ms();
		x->finished = 1;
	}
	return (0);
}

static int
fetch_event(void *arg, const struct cdp_event *e, struct fail *fail)
{
	struct net *net = arg;

	if (strcmp(e->method, "Fetch.authRequired") == 0)
		return (auth_answer(net->cdp, net->password, e, fail));
	if (strcmp(e->method, "Fetch.requestPaused") != 0)
		return (0);
	if (net->only != NULL &&
	    value_get(e->params, "responseStatusCode") == NULL &&
	    value_get(e->params, "responseErrorReason") == NULL)
		return (file_paused(net, e, fail));
	return (answer_paused(net, e, fail));
}

struct net *
net_new(struct cdp *cdp, const struct net_want *want, struct fail *fail)
{
	struct net *net;

	if ((net = calloc(1, sizeof(*net))) == NULL) {
		fail_memory(fail);
		return (NULL);
	}
	net->cdp = cdp;
	net->password = want->password;
	net->retry_after_s = -1;
	net->changed_ms = clock_monotonic_ms();
	if ((net->pile = pile_new(want->dir, want->max_bytes, fail)) ==
	    NULL ||
	    cdp_listen(cdp, "Network.", network_event, net, fail) == -1 ||
	    cdp_listen(cdp, "Fetch.", fetch_event, net, fail) == -1) {
		net_free(net);
		return (NULL);
	}
	net->box = (struct body_box){ cdp, net->pile };
	net->list.pile = net->pile;
	net->list.left = HEADS_BYTES;
	return (net);
}

void
net_only_file(struct net *net, const char *url)
{
	net->only = url;
}

int
net_watch(struct net *net, const char *session, struct fail *fail)
{
	struct cdp_order order = { session, "Network.enable", 0, NULL, NULL };

	if (cdp_send(net->cdp, &order, fail, NULL) == -1)
		return (-1);
	/*
	 * The browser asks for the guard's password only for what is held at
	 * the Request stage too.  Documents are enough: one comes first, and
	 * the password is used for all else from then on.
	 */
	order.method = "Fetch.enable";
	if (net->only != NULL)
		return (cdp_send(net->cdp, &order, fail,
		    "{s:[{s:s,s:s},{s:s,s:s,s:s},{s:s,s:s}]}", "patterns",
		    "urlPattern", "file:*", "requestStage", "Request",
		    "urlPattern", "http*", "resourceType", "Document",
		    "requestStage", "Request",
		    "urlPattern", "http*", "requestStage", "Response"));
	return (cdp_send(net->cdp, &order, fail,
	    "{s:[{s:s,s:s},{s:s,s:s,s:s}],s:b}", "patterns",
	    "urlPattern", "*", "requestStage", "Response",
	    "urlPattern", "*", "requestStage", "Request",
	    "resourceType", "Document", "handleAuthRequests", 1));
}

void
net_main_frame(struct net *net, const char *frame)
{
	snprintf(net->frame, sizeof(net->frame), "%s", frame);
}

int
net_status(const struct net *net)
{
	return (net->status);
}

int
net_retry_after(const struct net *net)
{
	return (net->retry_after_s);
}

int
net_busy(const struct net *net)
{
	int64_t now = clock_monotonic_ms();
	size_t i;
	int n = 0;

	for (i = 0; i < net->list.count; i++) {
		const struct exchange *x = net->list.exchange[i];

		if (!x->finished && !x->stream && now - x->began_ms < STALE_MS)
			n++;
	}
	return (n);
}

int64_t
net_quiet_ms(const struct net *net)
{
	return (clock_monotonic_ms() - net->changed_ms);
}

/* Whether an exchange belongs in the file; counts it where it does not. */
static int
belongs(const struct exchange *x, struct net_tally *tally)
{
	if (x->status == 0) {
		tally->failed += !x->from_cache;
		return (0);
	}
	/*
	 * "Not modified" would hide the full answer on replay; what came from
	 * the cache or was made by a service worker did not cross the net.
	 */
	if (x->status == 304 || x->stream || (!x->wire && !x->raw))
		return (0);
	if (x->too_large) {
		tally->too_large++;
		return (0);
	}
	if (!x->has_body && !x->redirect && x->status != 204 &&
	    x->status != 205) {
		tally->without_body++;
		return (0);
	}
	return (1);
}

int
net_write(const struct net *net, const struct net_archive *archive,
    struct net_tally *tally, struct fail *fail)
{
	struct warc *w;
	size_t i;

	memset(tally, 0, sizeof(*tally));
	w = warc_open(archive->path, archive->software, archive->organisation,
	    fail);
	if (w == NULL)
		return (-1);
	for (i = 0; i < net->list.count; i++) {
		const struct exchange *x = net->list.exchange[i];

		if (!belongs(x, tally))
			continue;
		if (exchange_write(x, &net->list, w, archive->guard,
		    fail) == 0) {
			tally->written++;
		} else if (fail->kind == FAIL_DATA) {
			fail_clear(fail);
			tally->unfit++;
		} else {
			warc_abandon(w);
			return (-1);
		}
	}
	return (warc_close(w, fail));
}

void
net_free(struct net *net)
{
	if (net == NULL)
		return;
	exchange_list_clear(&net->list);
	pile_free(net->pile);
	free(net);
}
