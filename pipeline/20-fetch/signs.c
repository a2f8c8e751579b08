#include "fetch/signs.h"

#include <stdlib.h>
#include <string.h>

#include "core/buf.h"
#include "core/fail.h"
#include "core/list.h"
#include "core/record/fields.h"
#include "core/share.h"
#include "core/text.h"
#include "core/xml.h"
#include "fetch/fold.h"
#include "fetch/value.h"

#define RULES "schemas/rules/signs.xml"
#define SCHEMA "signs.xsd"

struct reader {
	struct signs *signs;
	struct xml_doc *doc;
	struct fail *fail;
};

static const struct {
	const char *name;
	enum signs_kind kind;
} kinds[] = {
	{ "selector", SIGNS_SELECTOR },
	{ "words", SIGNS_WORDS },
	{ "title", SIGNS_TITLE },
	{ "address", SIGNS_ADDRESS },
	{ "status", SIGNS_STATUS },
	{ "header", SIGNS_HEADER },
	{ "navigation", SIGNS_NAVIGATION },
	{ "fact", SIGNS_FACT },
};

static const struct {
	const char *name;
	int bit;
} conditions[] = {
	{ "missing", SIGNS_MISSING },
	{ "unasked", SIGNS_UNASKED },
	{ "few", SIGNS_FEW },
	{ "bare", SIGNS_BARE },
	{ "large", SIGNS_LARGE },
	{ "over", SIGNS_OVER },
};

/* An attribute that the schema lets be "true", "1" and their opposites. */
static int
is_true(struct reader *r, const xml_node *node, const char *name)
{
	const char *text = xml_attr(r->doc, node, name);

	return (text != NULL && (*text == 't' || *text == '1'));
}

/* The schema has made sure that it is a small whole number. */
static int
number(const char *text)
{
	return (text == NULL ? 0 : (int)strtol(text, NULL, 10));
}

static int
read_test(struct reader *r, struct signs_sign *sign, const xml_node *node,
    enum signs_kind kind)
{
	const char *text = xml_text(r->doc, node);
	const char *in = xml_attr(r->doc, node, "in");
	struct signs_test *t;

	if ((t = list_grow(sign->test, &sign->test_count, sizeof(*t),
	    r->fail)) == NULL)
		return (-1);
	sign->test = t;
	t += sign->test_count - 1;
	t->kind = kind;
	/* What the browser says is in capitals, and selectors mind case. */
	t->value = kind == SIGNS_SELECTOR || kind == SIGNS_NAVIGATION ?
	    text_copy(text, r->fail) : fold_text(text, r->fail);
	if (t->value == NULL)
		return (-1);
	t->covers = number(xml_attr(r->doc, node, "covers"));
	t->at_least = number(xml_attr(r->doc, node, "atLeast"));
	t->over = in != NULL || is_true(r, node, "over");
	t->part = is_true(r, node, "part");
	if (kind == SIGNS_SELECTOR)
		t->number = r->signs->selector_count++;
	return (fields_attr(&t->header, r->doc, node, "name", r->fail));
}

/* The conditions of a list such as "missing few". */
static int
read_conditions(const char *list)
{
	int bits = 0;
	size_t i, n;

	while (*list != '\0') {
		n = strcspn(list, " ");
		for (i = 0; i < sizeof(conditions) / sizeof(*conditions); i++)
			if (strlen(conditions[i].name) == n &&
			    memcmp(conditions[i].name, list, n) == 0)
				bits |= conditions[i].bit;
		list += n + strspn(list + n, " ");
	}
	return (bits);
}

static int
read_weight(struct reader *r, struct signs_sign *sign, const xml_node *node)
{
	struct signs_weight *w;

	if ((w = list_grow(sign->more, &sign->more_count, sizeof(*w),
	    r->fail)) == NULL)
		return (-1);
	sign->more = w;
	w += sign->more_count - 1;
	w->when = read_conditions(xml_attr(r->doc, node, "when"));
	w->weight = number(xml_text(r->doc, node));
	return (0);
}

/* One child of a sign: a test, a further weight, or the advice. */
static int
read_part(struct reader *r, struct signs_sign *sign, const xml_node *node)
{
	const char *name = xml_name(node);
	size_t i;

	if (strcmp(name, "weight") == 0)
		return (read_weight(r, sign, node));
	for (i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		if (strcmp(name, kinds[i].name) == 0)
			return (read_test(r, sign, node, kinds[i].kind));
	return (0);
}

static int
read_sign(struct reader *r, const xml_node *node)
{
	struct signs *s = r->signs;
	struct signs_sign *sign;
	const xml_node *at;

	if ((sign = list_grow(s->sign, &s->sign_count, sizeof(*sign),
	    r->fail)) == NULL)
		return (-1);
	s->sign = sign;
	sign += s->sign_count - 1;
	sign->weight = number(xml_attr(r->doc, node, "weight"));
	sign->later = is_true(r, node, "later");
	if (fields_attr(&sign->name, r->doc, node, "name", r->fail) == -1 ||
	    fields_attr(&sign->verdict, r->doc, node, "verdict",
	    r->fail) == -1 ||
	    fields_child(&sign->advice, r->doc, node, "advice", r->fail) == -1)
		return (-1);
	for (at = xml_first(node, NULL); at != NULL; at = xml_next(at, NULL))
		if (read_part(r, sign, at) == -1)
			return (-1);
	return (0);
}

static int
read_verdict(struct reader *r, const xml_node *node)
{
	struct signs *s = r->signs;
	struct signs_verdict *v;

	if ((v = list_grow(s->verdict, &s->verdict_count, sizeof(*v),
	    r->fail)) == NULL)
		return (-1);
	s->verdict = v;
	v += s->verdict_count - 1;
	v->later = is_true(r, node, "later");
	return (fields_attr(&v->name, r->doc, node, "name", r->fail) == -1 ?
	    -1 : fields_child(&v->advice, r->doc, node, "advice", r->fail));
}

static int
read_platform(struct reader *r, const xml_node *node, const char *platform)
{
	const char *name = xml_attr(r->doc, node, "name");
	const xml_node *at;

	if (strcmp(name, "all") != 0 &&
	    (platform == NULL || strcmp(name, platform) != 0))
		return (0);
	for (at = xml_first(node, "sign"); at != NULL;
	    at = xml_next(at, "sign"))
		if (read_sign(r, at) == -1)
			return (-1);
	return (fields_children(&r->signs->comment, &r->signs->comment_count,
	    r->doc, node, "comment", r->fail));
}

int
signs_load(struct signs *signs, const char *platform, struct fail *fail)
{
	struct reader r = { signs, NULL, fail };
	const xml_node *at;
	char *path;
	int rc = -1;

	memset(signs, 0, sizeof(*signs));
	if ((path = share_file(RULES, fail)) == NULL ||
	    (r.doc = xml_load(path, SCHEMA, FAIL_CONFIG, fail)) == NULL)
		goto out;
	for (at = xml_first(xml_root(r.doc), "verdict"); at != NULL;
	    at = xml_next(at, "verdict"))
		if (read_verdict(&r, at) == -1)
			goto out;
	for (at = xml_first(xml_root(r.doc), "platform"); at != NULL;
	    at = xml_next(at, "platform"))
		if (read_platform(&r, at, platform) == -1)
			goto out;
	rc = 0;
out:
	xml_free(r.doc);
	free(path);
	if (rc == -1)
		signs_clear(signs);
	return (rc);
}

int
signs_selectors(const struct signs *signs, struct buf *b, struct fail *fail)
{
	const struct signs_test *t;
	size_t i, k;

	buf_addc(b, '[');
	for (i = 0; i < signs->sign_count; i++) {
		for (k = 0; k < signs->sign[i].test_count; k++) {
			t = &signs->sign[i].test[k];
			if (t->kind != SIGNS_SELECTOR)
				continue;
			if (t->number > 0)
				buf_addc(b, ',');
			if (value_quote(b, t->value, fail) == -1)
				return (-1);
		}
	}
	buf_addc(b, ']');
	return (buf_check(b, fail));
}

int
signs_comments(const struct signs *signs, struct buf *b, struct fail *fail)
{
	size_t i;

	buf_addc(b, '[');
	for (i = 0; i < signs->comment_count; i++) {
		if (i > 0)
			buf_addc(b, ',');
		if (value_quote(b, signs->comment[i], fail) == -1)
			return (-1);
	}
	buf_addc(b, ']');
	return (buf_check(b, fail));
}

void
signs_clear(struct signs *signs)
{
	size_t i, k;

	for (i = 0; i < signs->verdict_count; i++) {
		free(signs->verdict[i].name);
		free(signs->verdict[i].advice);
	}
	for (i = 0; i < signs->sign_count; i++) {
		struct signs_sign *s = &signs->sign[i];

		for (k = 0; k < s->test_count; k++) {
			free(s->test[k].value);
			free(s->test[k].header);
		}
		free(s->test);
		free(s->more);
		free(s->name);
		free(s->verdict);
		free(s->advice);
	}
	free(signs->verdict);
	free(signs->sign);
	fields_free(signs->comment, signs->comment_count);
	memset(signs, 0, sizeof(*signs));
}
