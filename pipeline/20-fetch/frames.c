#include "fetch/frames.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/buf.h"
#include "core/clock.h"
#include "core/fail.h"
#include "core/text.h"
#include "fetch/cdp.h"
#include "fetch/script.h"
#include "fetch/target.h"
#include "fetch/value.h"
#include "fetch/world.h"

#define FRAMES_MAX 300
#define DEEP_MAX 8		/* frames in frames that are walked */
#define CALL_MS 5000
#define WALK_MS 10000		/* for one frame */
#define WORDS_MAX 100000	/* in one frame */
#define ALL_MS 60000		/* for all together */

struct frame {
	char session[128], id[64], parent[64];
	struct world world;
};

struct frames {
	struct cdp *cdp;
	struct frame frame[FRAMES_MAX];	/* the page's own is the first */
	size_t count;
	int fills;		/* sections that were looked at */
	int64_t end_ms;
};

/* ---- which there are ---- */

static void
add_frame(struct frames *f, const char *session, const struct value *v)
{
	const char *id = value_text(v, "id");
	const char *parent = value_text(v, "parentId");
	struct frame *frame;

	if (id == NULL || f->count == FRAMES_MAX)
		return;
	frame = &f->frame[f->count++];
	(void)snprintf(frame->id, sizeof(frame->id), "%s", id);
	(void)snprintf(frame->parent, sizeof(frame->parent), "%s",
	    parent == NULL ? "" : parent);
	(void)snprintf(frame->session, sizeof(frame->session), "%s", session);
	frame->world.cdp = f->cdp;
	frame->world.session = frame->session;
	frame->world.frame = frame->id;
}

/* A session's tree holds only the frames of its own process. */
static void
add_tree(struct frames *f, const char *session, const struct value *tree,
    int deep)
{
	const struct value *kids = value_get(tree, "childFrames");
	size_t i;

	add_frame(f, session, value_get(tree, "frame"));
	for (i = 0; deep < 50 && i < value_count(kids); i++)
		add_tree(f, session, value_at(kids, i), deep + 1);
}

static struct value *
call(struct frames *f, const char *session, const char *method,
    struct value *params)
{
	struct cdp_order o = { session, method, CALL_MS, NULL, NULL };
	struct fail ignored = FAIL_INIT;

	/* A frame may go at any time: that is no failure of ours. */
	if (clock_monotonic_ms() > f->end_ms) {
		value_free(params);
		return (NULL);
	}
	return (params == NULL ? cdp_call(f->cdp, &o, &ignored, NULL) :
	    cdp_call(f->cdp, &o, &ignored, "o", params));
}

struct frames *
frames_find(struct cdp *cdp, const struct target *target, struct fail *fail)
{
	struct frames *f;
	struct value *v;
	const char *session;
	size_t i;

	if ((f = calloc(1, sizeof(*f))) == NULL) {
		(void)fail_memory(fail);
		return (NULL);
	}
	f->cdp = cdp;
	f->end_ms = clock_monotonic_ms() + ALL_MS;
	for (i = 0; i <= target_frames(target); i++) {
		session = i == 0 ? target_session(target) :
		    target_frame_session(target, i - 1);
		v = call(f, session, "Page.getFrameTree", NULL);
		add_tree(f, session, value_get(v, "frameTree"), 0);
		value_free(v);
	}
	return (f);
}

void
frames_free(struct frames *f)
{
	free(f);
}

static struct frame *
find(struct frames *f, const char *id)
{
	size_t i;

	for (i = 0; i < f->count; i++)
		if (strcmp(f->frame[i].id, id) == 0)
			return (&f->frame[i]);
	return (NULL);
}

/* ---- which element is which frame's ---- */

/* Tell ${world} that the element ${node} holds the frame ${id}. */
static void
mark_in(struct frames *f, const struct world *world, int node,
    const char *id)
{
	struct fail ignored = FAIL_INIT;
	struct value *v, *done = NULL;
	const char *object;

	v = call(f, world->session, "DOM.resolveNode", value_pack(&ignored,
	    "{s:i,s:i}", "backendNodeId", node, "executionContextId",
	    world->id));
	object = value_text(value_get(v, "object"), "objectId");
	if (object != NULL)
		done = call(f, world->session, "Runtime.callFunctionOn",
		    value_pack(&ignored, "{s:s,s:s,s:[{s:s}]}", "objectId",
		    object, "functionDeclaration", "function (id) {"
		    "(globalThis.bevara_frames ||= new WeakMap())"
		    ".set(this, id) }", "arguments", "value", id));
	value_free(done);
	value_free(v);
}

/* In every world from which its element may be come upon. */
static int
mark_frame(struct frames *f, const struct frame *frame, struct fail *fail)
{
	struct frame *up = find(f, frame->parent);
	const char *session;
	struct value *v, *id;
	int node, deep;

	if (up == NULL)
		return (0);
	session = up->session;
	if ((id = value_pack(fail, "{s:s}", "frameId", frame->id)) == NULL)
		return (-1);
	v = call(f, session, "DOM.getFrameOwner", id);
	node = value_int(v, "backendNodeId", 0x7fffffff, 0);
	value_free(v);
	for (deep = 0; node != 0 && up != NULL && deep < DEEP_MAX; deep++) {
		struct fail ignored = FAIL_INIT;

		if (strcmp(up->session, session) == 0 && (up->world.id != 0 ||
		    world_make(&up->world, &ignored) == 0))
			mark_in(f, &up->world, node, frame->id);
		up = find(f, up->parent);
	}
	return (0);
}

int
frames_mark(struct frames *f, struct world *page, struct fail *fail)
{
	size_t i;

	if (f->count < 2)
		return (0);
	if (page->id == 0 && world_make(page, fail) == -1)
		return (-1);
	f->frame[0].world.id = page->id;
	for (i = 1; i < f->count; i++)
		if (mark_frame(f, &f->frame[i], fail) == -1)
			return (-1);
	return (0);
}

/* ---- what they hold ---- */

/* The layout that the frame of a section gives, or NULL. */
static struct value *
walk_frame(struct frames *f, const struct value *section,
    const struct value *top)
{
	const char *id = value_text(section, "frame");
	struct frame *frame = id == NULL ? NULL : find(f, id);
	struct fail ignored = FAIL_INIT;
	struct value *bounds = NULL, *reply = NULL, *v = NULL;
	char *json = NULL, *text = NULL;

	if (frame == NULL || clock_monotonic_ms() > f->end_ms)
		return (NULL);
	bounds = value_pack(&ignored, "{s:f,s:f,s:f,s:f,s:i,s:s,s:o}", "w",
	    value_number(top, "width", 0), "h", value_number(top, "height",
	    0), "top", value_number(top, "top", 0), "bottom",
	    value_number(top, "bottom", 0), "words", WORDS_MAX, "lang",
	    value_text(top, "lang") == NULL ? "" :
	    value_text(top, "lang"), "frame", value_hold(section));
	if (bounds == NULL || (json = value_dump(bounds, &ignored)) == NULL)
		goto out;
	text = text_printf(&ignored, "%s\nlayout(%s)", script_layout, json);
	if (text == NULL || (reply = world_evaluate(&frame->world, text,
	    WALK_MS, &ignored)) == NULL)
		goto out;
	v = value_string(world_result(reply)) == NULL ? NULL :
	    value_parse(value_string(world_result(reply)),
	    value_size(world_result(reply)), &ignored);
out:
	value_free(reply);
	value_free(bounds);
	free(text);
	free(json);
	return (v);
}

static int fill(struct frames *, struct value *, struct value *, int,
    struct fail *);

/* Put what the section's frame holds in the place of its picture. */
static int
fill_section(struct frames *f, struct value *section, struct value *top,
    int deep, struct fail *fail)
{
	struct value *inner;
	const struct value *body, *list;
	int rc = 0;

	if (deep >= DEEP_MAX || f->fills++ >= FRAMES_MAX ||
	    (inner = walk_frame(f, section, top)) == NULL)
		return (0);
	body = value_get(inner, "body");
	list = value_get(body, "c");
	if (value_true(inner, "cut"))
		rc = value_set(top, "cut", value_pack(fail, "b", 1), fail);
	if (rc == 0)
		rc = fill(f, value_change(body), top, deep + 1, fail);
	if (rc == 0 && value_count(list) > 0)
		rc = value_set(section, "c", value_hold(list), fail);
	value_free(inner);
	return (rc);
}

static int
fill(struct frames *f, struct value *v, struct value *top, int deep,
    struct fail *fail)
{
	const struct value *list = value_get(v, "c");
	struct value *one;
	size_t i;
	int rc = 0;

	for (i = 0; rc == 0 && i < value_count(list); i++) {
		one = value_change(value_at(list, i));
		if (value_text(one, "frame") != NULL)
			rc = fill_section(f, one, top, deep, fail);
		else
			rc = fill(f, one, top, deep, fail);
	}
	return (rc);
}

int
frames_fill(struct frames *f, struct buf *layout, struct fail *fail)
{
	struct value *top;
	char *text = NULL;
	int rc = -1;

	if (f->count < 2)
		return (0);
	if ((top = value_parse((const char *)layout->data, layout->size,
	    fail)) == NULL)
		return (-1);
	if (fill(f, value_change(value_get(top, "body")), top, 0, fail) == -1 ||
	    (text = value_dump(top, fail)) == NULL)
		goto out;
	buf_reset(layout);
	buf_adds(layout, text);
	rc = buf_check(layout, fail);
out:
	free(text);
	value_free(top);
	return (rc);
}

size_t
frames_count(const struct frames *f)
{
	return (f->count);
}

struct value *
frames_ask(struct frames *f, size_t i, const char *text)
{
	struct fail ignored = FAIL_INIT;
	struct value *reply, *v = NULL;
	const struct value *result;

	if (clock_monotonic_ms() > f->end_ms || (reply = world_evaluate(
	    &f->frame[i].world, text, CALL_MS, &ignored)) == NULL)
		return (NULL);
	result = world_result(reply);
	if (value_string(result) != NULL)
		v = value_parse(value_string(result), value_size(result),
		    &ignored);
	value_free(reply);
	return (v);
}
