#include "core/record/capture.h"

#include "core/clock.h"
#include "core/fail.h"
#include "core/record/fields.h"
#include "core/xml.h"

#define NAMESPACE "urn:x-bevara:capture:1"

static void
write_head(const struct capture *c, struct xml_writer *w)
{
	char started[CLOCK_TEXT], ended[CLOCK_TEXT];

	clock_local(c->started_utc, started);
	clock_local(c->ended_utc, ended);
	xml_open(w, "order");
	xml_set(w, "sha256", c->order_sha256);
	xml_close(w);
	xml_open(w, "address");
	xml_set(w, "requested", c->requested);
	xml_set(w, "final", c->final);
	if (c->http_status != 0)
		xml_setf(w, "status", "%d", c->http_status);
	xml_close(w);
	xml_open(w, "time");
	xml_set(w, "started", started);
	xml_set(w, "ended", ended);
	xml_close(w);
	xml_open(w, "software");
	xml_set(w, "tool", c->tool);
	xml_set(w, "browser", c->browser);
	xml_set(w, "userAgent", c->user_agent);
	xml_close(w);
	xml_open(w, "login");
	xml_set(w, "state", c->login);
	xml_set(w, "decision", c->login_decision);
	if (c->login_ends_utc != 0) {
		clock_local(c->login_ends_utc, ended);
		xml_set(w, "ends", ended);
	}
	xml_close(w);
}

static void
write_manual(const struct capture_manual *m, struct xml_writer *w)
{
	size_t i;

	if (m->by == NULL)
		return;
	xml_open(w, "manual");
	xml_set(w, "by", m->by);
	xml_set(w, "login", m->login);
	xml_set(w, "source", m->source);
	xml_set(w, "taken", m->taken);
	xml_leaf(w, "note", m->note);
	for (i = 0; i < m->unknown_count; i++)
		xml_leaf(w, "unknown", m->unknown[i]);
	xml_close(w);
}

static void
write_bounds(const struct capture_bounds *b, struct xml_writer *w)
{
	if (b->height_px == 0)
		return;
	xml_open(w, "bounds");
	xml_setf(w, "height", "%lld", (long long)b->height_px);
	xml_setf(w, "seconds", "%d", b->seconds);
	if (b->posts != 0)
		xml_setf(w, "posts", "%d", b->posts);
	xml_close(w);
}

static void
write_page(const struct capture *c, struct xml_writer *w)
{
	size_t i;

	if (c->page_width == 0)
		return;
	xml_open(w, "page");
	xml_setf(w, "width", "%d", c->page_width);
	xml_setf(w, "height", "%lld", (long long)c->page_height);
	xml_setf(w, "viewportWidth", "%d", c->viewport_width);
	xml_setf(w, "viewportHeight", "%d", c->viewport_height);
	xml_set(w, "language", c->language);
	xml_set(w, "scrollStop", c->scroll_stop);
	if (c->scrolled)
		xml_set(w, "scrolled", "true");
	if (c->posts > 0)
		xml_setf(w, "posts", "%d", c->posts);
	xml_leaf(w, "title", c->title);
	write_bounds(&c->bounds, w);
	for (i = 0; i < c->slice_count; i++) {
		xml_open(w, "slice");
		xml_set(w, "file", c->slice[i].file);
		xml_setf(w, "y", "%lld", (long long)c->slice[i].y);
		xml_setf(w, "width", "%d", c->slice[i].width);
		xml_setf(w, "height", "%d", c->slice[i].height);
		xml_close(w);
	}
	xml_close(w);
}

static void
write_verdict(const struct capture *c, struct xml_writer *w)
{
	size_t i;

	xml_open(w, "verdict");
	xml_set(w, "value", c->verdict);
	if (c->later)
		xml_set(w, "later", "true");
	if (c->retry_after_s >= 0)
		xml_setf(w, "retryAfter", "%d", c->retry_after_s);
	for (i = 0; i < c->sign_count; i++) {
		xml_open(w, "sign");
		xml_set(w, "name", c->sign[i].name);
		xml_set(w, "verdict", c->sign[i].verdict);
		if (c->sign[i].weight != 0)
			xml_setf(w, "weight", "%d", c->sign[i].weight);
		xml_put(w, c->sign[i].detail == NULL ? "" : c->sign[i].detail);
		xml_close(w);
	}
	xml_leaf(w, "advice", c->advice);
	xml_close(w);
}

int
capture_save(const struct capture *c, const char *path, struct fail *fail)
{
	struct xml_writer *w = xml_writer_new(fail);
	size_t i;
	int rc;

	if (w == NULL)
		return (-1);
	xml_open(w, "capture");
	xml_set(w, "xmlns", NAMESPACE);
	xml_set(w, "id", c->id);
	xml_set(w, "account", c->account);
	xml_set(w, "method", c->method);
	write_head(c, w);
	write_manual(&c->manual, w);
	write_page(c, w);
	for (i = 0; i < c->consent_count; i++) {
		xml_open(w, "consent");
		xml_set(w, "rule", c->consent[i].rule);
		xml_set(w, "choice", c->consent[i].choice);
		xml_put(w, c->consent[i].text == NULL ? "" :
		    c->consent[i].text);
		xml_close(w);
	}
	write_verdict(c, w);
	for (i = 0; i < c->refused_count; i++) {
		xml_open(w, "refused");
		xml_set(w, "address", c->refused[i].address);
		xml_set(w, "reason", c->refused[i].reason);
		xml_setf(w, "count", "%lld", (long long)c->refused[i].count);
		xml_close(w);
	}
	for (i = 0; i < c->warning_count; i++)
		xml_leaf(w, "warning", c->warning[i]);
	part_write(&c->files, w);
	xml_close(w);
	rc = xml_writer_save(w, path, CAPTURE_SCHEMA, fail);
	xml_writer_free(w);
	return (rc);
}
