#include "core/record/capture.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/clock.h"
#include "core/fail.h"
#include "core/record/fields.h"
#include "core/text.h"
#include "core/xml.h"

#define NAMESPACE "urn:x-bevara:capture:1"

int
capture_add_sign(struct capture *c, const char *name, const char *verdict,
    const char *detail, struct fail *fail)
{
	struct capture_sign *sign = fields_grow(c->sign, &c->sign_count,
	    sizeof(*sign), fail);

	if (sign == NULL)
		return (-1);
	c->sign = sign;
	sign += c->sign_count - 1;
	if (fields_text(&sign->name, name, fail) == -1 ||
	    fields_text(&sign->verdict, verdict, fail) == -1)
		return (-1);
	return (fields_text(&sign->detail, detail, fail));
}

int
capture_add_warning(struct capture *c, struct fail *fail, const char *fmt, ...)
{
	va_list ap;
	int rc;

	va_start(ap, fmt);
	rc = fields_addv(&c->warning, &c->warning_count, fmt, ap, fail);
	va_end(ap);
	return (rc);
}

int
capture_add_refused(struct capture *c, const char *address,
    const char *reason, int64_t count, struct fail *fail)
{
	struct capture_refused *r = fields_grow(c->refused, &c->refused_count,
	    sizeof(*r), fail);

	if (r == NULL)
		return (-1);
	c->refused = r;
	r += c->refused_count - 1;
	r->count = count;
	if (fields_text(&r->address, address, fail) == -1)
		return (-1);
	return (fields_text(&r->reason, reason, fail));
}

int
capture_add_slice(struct capture *c, const char *file, int64_t y, int width,
    int height, struct fail *fail)
{
	struct capture_slice *s = fields_grow(c->slice, &c->slice_count,
	    sizeof(*s), fail);

	if (s == NULL)
		return (-1);
	c->slice = s;
	s += c->slice_count - 1;
	s->y = y;
	s->width = width;
	s->height = height;
	return (fields_text(&s->file, file, fail));
}

int
capture_is_record(const struct capture *c, struct fail *fail)
{
	if (strcmp(c->verdict, "good") == 0)
		return (0);
	return (fail_set(fail, c->later ? FAIL_LATER : FAIL_NO,
	    "%s: the verdict is %s, so nothing is archived; %s", c->account,
	    c->verdict, c->advice == NULL ? "look at the page and fetch it "
	    "again" : c->advice));
}

static int
read_page(struct capture *c, struct xml_doc *doc, const xml_node *page,
    struct fail *fail)
{
	const xml_node *at;

	if (page == NULL)
		return (0);
	c->page_width = (int)fields_number(doc, page, "width", 0);
	c->page_height = fields_number(doc, page, "height", 0);
	c->viewport_width = (int)fields_number(doc, page, "viewportWidth", 0);
	c->viewport_height = (int)fields_number(doc, page, "viewportHeight", 0);
	if (fields_attr(&c->language, doc, page, "language", fail) == -1 ||
	    fields_attr(&c->scroll_stop, doc, page, "scrollStop", fail) == -1 ||
	    fields_child(&c->title, doc, page, "title", fail) == -1)
		return (-1);
	for (at = xml_first(page, "slice"); at != NULL;
	    at = xml_next(at, "slice"))
		if (capture_add_slice(c, xml_attr(doc, at, "file"),
		    fields_number(doc, at, "y", 0),
		    (int)fields_number(doc, at, "width", 0),
		    (int)fields_number(doc, at, "height", 0), fail) == -1)
			return (-1);
	return (0);
}

static int
read_verdict(struct capture *c, struct xml_doc *doc, const xml_node *verdict,
    struct fail *fail)
{
	const char *later = xml_attr(doc, verdict, "later");
	const xml_node *at;

	c->later = later != NULL &&
	    (strcmp(later, "true") == 0 || strcmp(later, "1") == 0);
	c->retry_after_s = (int)fields_number(doc, verdict, "retryAfter", -1);
	if (fields_attr(&c->verdict, doc, verdict, "value", fail) == -1 ||
	    fields_child(&c->advice, doc, verdict, "advice", fail) == -1)
		return (-1);
	for (at = xml_first(verdict, "sign"); at != NULL;
	    at = xml_next(at, "sign"))
		if (capture_add_sign(c, xml_attr(doc, at, "name"),
		    xml_attr(doc, at, "verdict"), xml_text(doc, at),
		    fail) == -1)
			return (-1);
	return (0);
}

static int
read_head(struct capture *c, struct xml_doc *doc, struct fail *fail)
{
	const xml_node *root = xml_root(doc);
	const xml_node *address = xml_first(root, "address");
	const xml_node *time = xml_first(root, "time");
	const xml_node *software = xml_first(root, "software");

	c->http_status = (int)fields_number(doc, address, "status", 0);
	c->started_utc = fields_time(doc, time, "started");
	c->ended_utc = fields_time(doc, time, "ended");
	if (fields_attr(&c->id, doc, root, "id", fail) == -1 ||
	    fields_attr(&c->account, doc, root, "account", fail) == -1 ||
	    fields_attr(&c->method, doc, root, "method", fail) == -1 ||
	    fields_attr(&c->order_sha256, doc, xml_first(root, "order"),
	    "sha256", fail) == -1 ||
	    fields_attr(&c->requested, doc, address, "requested", fail) == -1 ||
	    fields_attr(&c->final, doc, address, "final", fail) == -1 ||
	    fields_attr(&c->tool, doc, software, "tool", fail) == -1 ||
	    fields_attr(&c->browser, doc, software, "browser", fail) == -1 ||
	    fields_attr(&c->user_agent, doc, software, "userAgent",
	    fail) == -1)
		return (-1);
	return (fields_attr(&c->login, doc, xml_first(root, "login"), "state",
	    fail));
}

static int
read_all(struct capture *c, struct xml_doc *doc, struct fail *fail)
{
	const xml_node *root = xml_root(doc), *at;

	if (read_head(c, doc, fail) == -1 ||
	    read_page(c, doc, xml_first(root, "page"), fail) == -1 ||
	    read_verdict(c, doc, xml_first(root, "verdict"), fail) == -1)
		return (-1);
	for (at = xml_first(root, "refused"); at != NULL;
	    at = xml_next(at, "refused"))
		if (capture_add_refused(c, xml_attr(doc, at, "address"),
		    xml_attr(doc, at, "reason"),
		    fields_number(doc, at, "count", 1), fail) == -1)
			return (-1);
	if (fields_children(&c->warning, &c->warning_count, doc, root,
	    "warning", fail) == -1)
		return (-1);
	return (part_read(&c->files, doc, xml_first(root, "files"), fail));
}

int
capture_load(struct capture *c, const char *path, struct fail *fail)
{
	struct xml_doc *doc;
	int rc;

	memset(c, 0, sizeof(*c));
	if ((doc = xml_load(path, CAPTURE_SCHEMA, FAIL_DATA, fail)) == NULL)
		return (-1);
	if ((rc = read_all(c, doc, fail)) == -1)
		capture_clear(c);
	xml_free(doc);
	return (rc);
}

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
	xml_leaf(w, "title", c->title);
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
	write_page(c, w);
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

void
capture_clear(struct capture *c)
{
	char *const strings[] = { c->id, c->account, c->method,
	    c->order_sha256, c->requested, c->final, c->tool, c->browser,
	    c->user_agent, c->login, c->title, c->language, c->verdict,
	    c->advice, c->scroll_stop };
	size_t i;

	for (i = 0; i < sizeof(strings) / sizeof(strings[0]); i++)
		free(strings[i]);
	for (i = 0; i < c->sign_count; i++) {
		free(c->sign[i].name);
		free(c->sign[i].verdict);
		free(c->sign[i].detail);
	}
	free(c->sign);
	for (i = 0; i < c->refused_count; i++) {
		free(c->refused[i].address);
		free(c->refused[i].reason);
	}
	free(c->refused);
	for (i = 0; i < c->slice_count; i++)
		free(c->slice[i].file);
	free(c->slice);
	fields_free(c->warning, c->warning_count);
	part_list_clear(&c->files);
	memset(c, 0, sizeof(*c));
}
