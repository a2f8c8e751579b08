#include "fetch/consent.h"

#include <stdlib.h>
#include <string.h>

#include "core/fail.h"
#include "core/msg.h"
#include "core/record/capture.h"
#include "core/share.h"
#include "core/text.h"
#include "core/xml.h"
#include "fetch/frames.h"
#include "fetch/page.h"
#include "fetch/script.h"
#include "fetch/value.h"

#define RULES "schemas/rules/consent.xml"
#define SCHEMA "consent.xsd"
#define ANSWERS_MAX 4		/* a page that asks on and on is left */
#define REST_MS 400		/* for the banner to go away */

struct reader {
	struct xml_doc *doc;
	struct buf *b;
	struct fail *fail;
};

/* ---- the rules ---- */

/* "name": ["text", ...] of all children of that name. */
static int
add_list(struct reader *r, const xml_node *node, const char *name)
{
	const xml_node *at;
	int first = 1;

	buf_addf(r->b, "\"%s\":[", name);
	for (at = xml_first(node, name); at != NULL; at = xml_next(at, name)) {
		if (!first)
			buf_addc(r->b, ',');
		first = 0;
		if (value_quote(r->b, xml_text(r->doc, at), r->fail) == -1)
			return (-1);
	}
	buf_addc(r->b, ']');
	return (0);
}

static int
add_buttons(struct reader *r, const xml_node *node)
{
	static const char *const kinds[] = { "refuse", "necessary", "close" };
	size_t i;

	for (i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
		buf_addc(r->b, ',');
		if (add_list(r, node, kinds[i]) == -1)
			return (-1);
	}
	return (0);
}

static int
add_manager(struct reader *r, const xml_node *node)
{
	buf_addf(r->b, "{\"name\":\"%s\",", xml_attr(r->doc, node, "name"));
	if (add_list(r, node, "banner") == -1 || add_buttons(r, node) == -1)
		return (-1);
	buf_addc(r->b, '}');
	return (0);
}

static int
add_rules(struct reader *r)
{
	const xml_node *at, *root = xml_root(r->doc);
	const xml_node *general = xml_first(root, "general");

	buf_adds(r->b, "{\"manager\":[");
	for (at = xml_first(root, "manager"); at != NULL;
	    at = xml_next(at, "manager")) {
		if (add_manager(r, at) == -1)
			return (-1);
		if (xml_next(at, "manager") != NULL)
			buf_addc(r->b, ',');
	}
	buf_adds(r->b, "],\"general\":{");
	if (add_list(r, general, "about") == -1 ||
	    add_buttons(r, general) == -1)
		return (-1);
	buf_addc(r->b, ',');
	if (add_list(r, general, "accept") == -1)
		return (-1);
	buf_adds(r->b, "}}");
	return (buf_check(r->b, r->fail));
}

int
consent_load(struct consent *consent, struct fail *fail)
{
	struct reader r = { NULL, &consent->rules, fail };
	char *path;
	int rc = -1;

	if ((path = share_file(RULES, fail)) == NULL)
		return (-1);
	if ((r.doc = xml_load(path, SCHEMA, FAIL_CONFIG, fail)) != NULL)
		rc = add_rules(&r);
	xml_free(r.doc);
	free(path);
	return (rc);
}

/* ---- in the page ---- */

/* The two scripts, and the call. */
static char *
script(const struct consent *consent, const char *call, const char *more,
    struct fail *fail)
{
	return (text_printf(fail, "%s\n%s\nbevara_consent.%s(%s%s)",
	    script_signs, script_consent, call, buf_text(&consent->rules),
	    more));
}

/* A banner that was answered and stays is not answered again. */
static int
was_answered(const struct capture *c, const struct capture_consent *one)
{
	size_t i;

	for (i = 0; i < c->consent_count; i++)
		if (strcmp(c->consent[i].rule, one->rule) == 0 &&
		    strcmp(c->consent[i].text, one->text) == 0)
			return (1);
	return (0);
}

/* What was answered, if anything was: 1, 0, or -1. */
static int
take_answer(struct capture *c, const struct value *v, struct fail *fail)
{
	struct capture_consent one = { NULL, NULL, NULL };
	int rc = -1;

	if (value_text(v, "rule") == NULL || value_text(v, "choice") == NULL)
		return (0);
	if ((one.rule = text_clean(value_text(v, "rule"), fail)) != NULL &&
	    (one.choice = text_copy(value_text(v, "choice"), fail)) != NULL &&
	    (one.text = text_clean(value_text(v, "text") == NULL ? "" :
	    value_text(v, "text"), fail)) != NULL) {
		msg_note("cookies %s by the rule '%s': '%s'", one.choice,
		    one.rule, one.text);
		rc = was_answered(c, &one) ? 0 :
		    capture_add_consent(c, &one, fail) == -1 ? -1 : 1;
	}
	free(one.rule);
	free(one.choice);
	free(one.text);
	return (rc);
}

static int
answer_page(const struct consent *consent, struct page *page,
    struct capture *c, struct fail *fail)
{
	struct value *v;
	char *text;
	int rc = -1;

	if ((text = script(consent, "answer_consent", ", false",
	    fail)) == NULL)
		return (-1);
	if ((v = page_ask(page, text, "", fail)) != NULL)
		rc = take_answer(c, v, fail);
	value_free(v);
	free(text);
	return (rc);
}

/* The first of the frames that has an answer to give. */
static int
answer_frames(const struct consent *consent, const struct consent_place *place,
    struct capture *c, struct fail *fail)
{
	struct frames *frames = NULL;
	struct value *v;
	char *text;
	size_t i;
	int rc = -1;

	if ((text = script(consent, "answer_consent", ", true",
	    fail)) == NULL || (frames = frames_find(place->cdp, place->target,
	    fail)) == NULL)
		goto out;
	rc = 0;
	for (i = 1; rc == 0 && i < frames_count(frames); i++) {
		v = frames_ask(frames, i, text);
		rc = take_answer(c, v, fail);
		value_free(v);
	}
out:
	frames_free(frames);
	free(text);
	return (rc);
}

int
consent_refuse(const struct consent *consent,
    const struct consent_place *place, struct capture *c, struct fail *fail)
{
	int i, rc;

	for (i = 0; i < ANSWERS_MAX; i++) {
		if ((rc = answer_page(consent, place->page, c, fail)) == 0)
			rc = answer_frames(consent, place, c, fail);
		if (rc <= 0)
			return (rc);
		if (page_rest(place->page, REST_MS, fail) == -1)
			return (-1);
	}
	return (0);
}

struct value *
consent_left(const struct consent *consent, struct page *page,
    struct fail *fail)
{
	struct value *v;
	char *text;

	if ((text = script(consent, "consent_left", "", fail)) == NULL)
		return (NULL);
	v = page_ask(page, text, "", fail);
	free(text);
	return (v);
}

void
consent_clear(struct consent *consent)
{
	buf_clear(&consent->rules);
}
