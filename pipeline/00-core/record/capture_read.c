#include "core/record/capture.h"

#include <string.h>

#include "core/clock.h"
#include "core/fail.h"
#include "core/record/fields.h"
#include "core/xml.h"

static int
is_true(const char *s)
{
	return (s != NULL && (strcmp(s, "true") == 0 || strcmp(s, "1") == 0));
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
	c->scrolled = is_true(xml_attr(doc, page, "scrolled"));
	c->posts = (int)fields_number(doc, page, "posts", 0);
	at = xml_first(page, "bounds");
	c->bounds.height_px = fields_number(doc, at, "height", 0);
	c->bounds.seconds = (int)fields_number(doc, at, "seconds", 0);
	c->bounds.posts = (int)fields_number(doc, at, "posts", 0);
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
	struct capture_sign sign;
	const xml_node *at;

	c->later = is_true(xml_attr(doc, verdict, "later"));
	c->retry_after_s = (int)fields_number(doc, verdict, "retryAfter", -1);
	if (fields_attr(&c->verdict, doc, verdict, "value", fail) == -1 ||
	    fields_child(&c->advice, doc, verdict, "advice", fail) == -1)
		return (-1);
	for (at = xml_first(verdict, "sign"); at != NULL;
	    at = xml_next(at, "sign")) {
		/* Borrowed: it is copied. */
		sign.name = (char *)xml_attr(doc, at, "name");
		sign.verdict = (char *)xml_attr(doc, at, "verdict");
		sign.detail = (char *)xml_text(doc, at);
		sign.weight = (int)fields_number(doc, at, "weight", 0);
		if (capture_add_sign(c, &sign, fail) == -1)
			return (-1);
	}
	return (0);
}

static int
read_consent(struct capture *c, struct xml_doc *doc, const xml_node *root,
    struct fail *fail)
{
	struct capture_consent consent;
	const xml_node *at;

	for (at = xml_first(root, "consent"); at != NULL;
	    at = xml_next(at, "consent")) {
		/* Borrowed: it is copied. */
		consent.rule = (char *)xml_attr(doc, at, "rule");
		consent.choice = (char *)xml_attr(doc, at, "choice");
		consent.text = (char *)xml_text(doc, at);
		if (capture_add_consent(c, &consent, fail) == -1)
			return (-1);
	}
	return (0);
}

static int
read_manual(struct capture_manual *m, struct xml_doc *doc,
    const xml_node *node, struct fail *fail)
{
	if (node == NULL)
		return (0);
	if (fields_attr(&m->by, doc, node, "by", fail) == -1 ||
	    fields_attr(&m->login, doc, node, "login", fail) == -1 ||
	    fields_attr(&m->source, doc, node, "source", fail) == -1 ||
	    fields_attr(&m->taken, doc, node, "taken", fail) == -1 ||
	    fields_child(&m->note, doc, node, "note", fail) == -1)
		return (-1);
	return (fields_children(&m->unknown, &m->unknown_count, doc, node,
	    "unknown", fail));
}

static int
read_head(struct capture *c, struct xml_doc *doc, struct fail *fail)
{
	const xml_node *root = xml_root(doc);
	const xml_node *address = xml_first(root, "address");
	const xml_node *time = xml_first(root, "time");
	const xml_node *software = xml_first(root, "software");
	const xml_node *login = xml_first(root, "login");

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
	c->login_ends_utc = fields_time(doc, login, "ends");
	if (fields_attr(&c->login, doc, login, "state", fail) == -1)
		return (-1);
	return (fields_attr(&c->login_decision, doc, login, "decision",
	    fail));
}

static int
read_all(struct capture *c, struct xml_doc *doc, struct fail *fail)
{
	const xml_node *root = xml_root(doc), *at;

	if (read_head(c, doc, fail) == -1 ||
	    read_page(c, doc, xml_first(root, "page"), fail) == -1 ||
	    read_manual(&c->manual, doc, xml_first(root, "manual"),
	    fail) == -1 || read_consent(c, doc, root, fail) == -1 ||
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
