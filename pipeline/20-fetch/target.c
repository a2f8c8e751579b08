#include "fetch/target.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/fail.h"
#include "core/text.h"
#include "fetch/cdp.h"
#include "fetch/net.h"
#include "fetch/value.h"

#define START_MS 30000		/* for the browser to come up */
#define CALL_MS 10000
#define FRAMES_MAX 200		/* more are not walked */
#define LANGUAGES "sv-SE,sv;q=0.9,en;q=0.6"

struct target {
	struct cdp *cdp;
	struct net *net;
	char session[128], id[128], frame[128];
	char *browser, *user_agent;
	char *frames[FRAMES_MAX];	/* owned; sessions of frames */
	size_t frame_count;
	int loaded, crashed;
};

/* Send to one session, and do not wait. */
#define SEND(t, to, what, fail, ...) \
	cdp_send((t)->cdp, &(struct cdp_order){ (to), (what), 0, NULL, NULL }, \
	    (fail), __VA_ARGS__)

/* Call in one session, and drop the result. */
#define CALL(t, to, what, fail, ...) \
	done(cdp_call((t)->cdp, &(struct cdp_order){ (to), (what), CALL_MS, \
	    NULL, NULL }, (fail), __VA_ARGS__))

static int
done(struct value *v)
{
	if (v == NULL)
		return (-1);
	value_free(v);
	return (0);
}

static int
is_worker(const char *type)
{
	return (strstr(type, "worker") != NULL);
}

/*
 * Have a page, frame or worker tell of its traffic and of its children.  A
 * service worker has none, and refuses the question.
 */
static int
watch(struct target *t, const char *session, const char *type,
    struct fail *fail)
{
	if (net_watch(t->net, session, fail) == -1)
		return (-1);
	if (!is_worker(type)) {
		if (SEND(t, session, "Network.setBypassServiceWorker", fail,
		    "{s:b}", "bypass", 1) == -1 ||
		    SEND(t, session, "Page.enable", fail, NULL) == -1 ||
		    SEND(t, session, "Page.setLifecycleEventsEnabled", fail,
		    "{s:b}", "enabled", 1) == -1 ||
		    SEND(t, session, "Inspector.enable", fail, NULL) == -1)
			return (-1);
	}
	if (strcmp(type, "service_worker") == 0)
		return (0);
	return (SEND(t, session, "Target.setAutoAttach", fail,
	    "{s:b,s:b,s:b}", "autoAttach", 1, "waitForDebuggerOnStart", 1,
	    "flatten", 1));
}

/* A frame that got a process of its own, or whose process has ended. */
static int
add_frame(struct target *t, const char *session, struct fail *fail)
{
	if (t->frame_count == FRAMES_MAX)
		return (0);
	t->frames[t->frame_count] = text_copy(session, fail);
	return (t->frames[t->frame_count] == NULL ? -1 :
	    (t->frame_count++, 0));
}

static void
drop_frame(struct target *t, const char *session)
{
	size_t i;

	for (i = 0; i < t->frame_count; i++) {
		if (session == NULL || strcmp(t->frames[i], session) != 0)
			continue;
		free(t->frames[i]);
		t->frames[i] = t->frames[--t->frame_count];
		return;
	}
}

static int
attached(struct target *t, const struct value *p, struct fail *fail)
{
	const struct value *info = value_get(p, "targetInfo");
	const char *session = value_text(p, "sessionId");
	const char *type = value_text(info, "type");
	const char *id = value_text(info, "targetId");

	if (session == NULL || type == NULL || id == NULL)
		return (0);
	if (strcmp(id, t->id) == 0 || strcmp(type, "browser") == 0 ||
	    strcmp(type, "tab") == 0)
		return (0);
	if (strcmp(type, "page") == 0)
		return (SEND(t, NULL, "Target.closeTarget", fail, "{s:s}",
		    "targetId", id));
	if (watch(t, session, type, fail) == -1 ||
	    (strcmp(type, "iframe") == 0 &&
	    add_frame(t, session, fail) == -1))
		return (-1);
	return (SEND(t, session, "Runtime.runIfWaitingForDebugger", fail,
	    NULL));
}

static int
target_event(void *arg, const struct cdp_event *e, struct fail *fail)
{
	struct target *t = arg;
	const char *id = value_text(e->params, "targetId");

	if (strcmp(e->method, "Target.attachedToTarget") == 0)
		return (attached(t, e->params, fail));
	if (strcmp(e->method, "Target.detachedFromTarget") == 0)
		drop_frame(t, value_text(e->params, "sessionId"));
	if ((strcmp(e->method, "Target.targetCrashed") == 0 && id != NULL &&
	    strcmp(id, t->id) == 0) ||
	    (strcmp(e->method, "Inspector.targetCrashed") == 0 &&
	    strcmp(e->session, t->session) == 0)) {
		t->crashed = 1;
		cdp_stop(t->cdp, "the page made the browser crash");
	}
	return (0);
}

static int
page_event(void *arg, const struct cdp_event *e, struct fail *fail)
{
	struct target *t = arg;
	const char *type = value_text(e->params, "type");
	const char *frame = value_text(e->params, "frameId");

	/* Only leaving the page may go on. */
	if (strcmp(e->method, "Page.javascriptDialogOpening") == 0)
		return (SEND(t, e->session, "Page.handleJavaScriptDialog",
		    fail, "{s:b}", "accept",
		    type != NULL && strcmp(type, "beforeunload") == 0));
	if (frame != NULL && strcmp(frame, t->frame) == 0) {
		if (strcmp(e->method, "Page.frameStartedLoading") == 0)
			t->loaded = 0;
		if (strcmp(e->method, "Page.frameStoppedLoading") == 0)
			t->loaded = 1;
	}
	return (0);
}

/* The browser's own name; its agent without the word that turns pages away. */
static int
ask_version(struct target *t, struct fail *fail)
{
	struct value *v;
	const char *product, *agent, *word;
	int rc = -1;

	if ((v = cdp_call(t->cdp, &(struct cdp_order){ NULL,
	    "Browser.getVersion", START_MS, NULL, NULL }, fail,
	    NULL)) == NULL)
		return (-1);
	product = value_text(v, "product");
	agent = value_text(v, "userAgent");
	if (product == NULL || agent == NULL) {
		fail_set(fail, FAIL_LATER, "the browser does not say its name");
		goto out;
	}
	if ((t->browser = text_copy(product, fail)) == NULL)
		goto out;
	if ((word = strstr(agent, "Headless")) != NULL)
		t->user_agent = text_printf(fail, "%.*s%s",
		    (int)(word - agent), agent, word + strlen("Headless"));
	else
		t->user_agent = text_copy(agent, fail);
	rc = t->user_agent == NULL ? -1 : 0;
out:
	value_free(v);
	return (rc);
}

/* The browser's first page: closing the last one would end the browser. */
static int
find_page(struct target *t, struct fail *fail)
{
	const struct value *list, *one;
	const char *type, *id;
	struct value *v;
	size_t i;

	if ((v = cdp_call(t->cdp, &(struct cdp_order){ NULL,
	    "Target.getTargets", CALL_MS, NULL, NULL }, fail, NULL)) == NULL)
		return (-1);
	list = value_get(v, "targetInfos");
	for (i = 0; (one = value_at(list, i)) != NULL; i++) {
		type = value_text(one, "type");
		id = value_text(one, "targetId");
		if (type != NULL && id != NULL && strcmp(type, "page") == 0) {
			snprintf(t->id, sizeof(t->id), "%s", id);
			break;
		}
	}
	value_free(v);
	if (t->id[0] == '\0')
		return (fail_set(fail, FAIL_LATER, "the browser has no page"));
	return (0);
}

static int
copy_text(char *out, size_t size, const struct value *v, const char *key,
    struct fail *fail)
{
	const char *s = value_text(v, key);

	if (s == NULL)
		return (fail_set(fail, FAIL_LATER, "the browser gives no %s",
		    key));
	snprintf(out, size, "%s", s);
	return (0);
}

static int
attach(struct target *t, struct fail *fail)
{
	struct value *v, *tree = NULL;
	int rc = -1;

	if ((v = cdp_call(t->cdp, &(struct cdp_order){ NULL,
	    "Target.attachToTarget", CALL_MS, NULL, NULL }, fail,
	    "{s:s,s:b}", "targetId", t->id, "flatten", 1)) == NULL)
		return (-1);
	if (copy_text(t->session, sizeof(t->session), v, "sessionId",
	    fail) == -1)
		goto out;
	if ((tree = cdp_call(t->cdp, &(struct cdp_order){ t->session,
	    "Page.getFrameTree", CALL_MS, NULL, NULL }, fail, NULL)) == NULL)
		goto out;
	if (copy_text(t->frame, sizeof(t->frame), value_get(value_get(tree,
	    "frameTree"), "frame"), "id", fail) == -1)
		goto out;
	net_main_frame(t->net, t->frame);
	rc = 0;
out:
	value_free(tree);
	value_free(v);
	return (rc);
}

/* Rules for the whole browser. */
static int
set_browser(struct target *t, struct fail *fail)
{
	if (CALL(t, NULL, "Browser.setDownloadBehavior", fail, "{s:s}",
	    "behavior", "deny") == -1 ||
	    CALL(t, NULL, "Browser.grantPermissions", fail, "{s:[]}",
	    "permissions") == -1 ||
	    CALL(t, NULL, "Target.setDiscoverTargets", fail, "{s:b}",
	    "discover", 1) == -1)
		return (-1);
	return (CALL(t, NULL, "Target.setAutoAttach", fail,
	    "{s:b,s:b,s:b,s:[{s:s},{s:s},{s:s},{s:s,s:b}]}",
	    "autoAttach", 1, "waitForDebuggerOnStart", 1, "flatten", 1,
	    "filter", "type", "service_worker", "type", "shared_worker",
	    "type", "page", "type", "browser", "exclude", 1));
}

/*
 * How the page sees us: an ordinary window in Sweden, nothing moving, and no
 * way to talk past the proxy (WebRTC).
 */
static int
set_page(struct target *t, const struct target_look *look, struct fail *fail)
{
	if (watch(t, t->session, "page", fail) == -1 ||
	    CALL(t, t->session, "Emulation.setUserAgentOverride", fail,
	    "{s:s,s:s}", "userAgent", t->user_agent, "acceptLanguage",
	    LANGUAGES) == -1 ||
	    CALL(t, t->session, "Emulation.setDeviceMetricsOverride", fail,
	    "{s:i,s:i,s:i,s:b}", "width", look->width, "height", look->height,
	    "deviceScaleFactor", 1, "mobile", 0) == -1 ||
	    CALL(t, t->session, "Emulation.setTimezoneOverride", fail,
	    "{s:s}", "timezoneId", "Europe/Stockholm") == -1 ||
	    CALL(t, t->session, "Emulation.setEmulatedMedia", fail,
	    "{s:[{s:s,s:s}]}", "features", "name", "prefers-reduced-motion",
	    "value", "reduce") == -1)
		return (-1);
	return (CALL(t, t->session, "Page.addScriptToEvaluateOnNewDocument",
	    fail, "{s:s}", "source", "delete window.RTCPeerConnection;"
	    "delete window.webkitRTCPeerConnection;"));
}

struct target *
target_open(struct cdp *cdp, struct net *net, const struct target_look *look,
    struct fail *fail)
{
	struct target *t;

	if ((t = calloc(1, sizeof(*t))) == NULL) {
		fail_memory(fail);
		return (NULL);
	}
	t->cdp = cdp;
	t->net = net;
	if (cdp_listen(cdp, "Target.", target_event, t, fail) == -1 ||
	    cdp_listen(cdp, "Inspector.", target_event, t, fail) == -1 ||
	    cdp_listen(cdp, "Page.", page_event, t, fail) == -1 ||
	    ask_version(t, fail) == -1 ||
	    find_page(t, fail) == -1 ||
	    attach(t, fail) == -1 ||
	    set_browser(t, fail) == -1 ||
	    set_page(t, look, fail) == -1) {
		target_free(t);
		return (NULL);
	}
	return (t);
}

const char *
target_browser(const struct target *t)
{
	return (t->browser);
}

const char *
target_user_agent(const struct target *t)
{
	return (t->user_agent);
}

const char *
target_session(const struct target *t)
{
	return (t->session);
}

const char *
target_frame(const struct target *t)
{
	return (t->frame);
}

size_t
target_frames(const struct target *t)
{
	return (t->frame_count);
}

const char *
target_frame_session(const struct target *t, size_t i)
{
	return (i < t->frame_count ? t->frames[i] : "");
}

int
target_loaded(const struct target *t)
{
	return (t->loaded);
}

int
target_crashed(const struct target *t)
{
	return (t->crashed);
}

void
target_free(struct target *t)
{
	if (t == NULL)
		return;
	while (t->frame_count > 0)
		free(t->frames[--t->frame_count]);
	free(t->browser);
	free(t->user_agent);
	free(t);
}
