#include "fetch/look.h"

#include <stdlib.h>
#include <string.h>

#include "core/buf.h"
#include "core/fail.h"
#include "core/text.h"
#include "fetch/consent.h"
#include "fetch/page.h"
#include "fetch/script.h"
#include "fetch/signs.h"
#include "fetch/value.h"

/* A share of the window, whatever the page's process says. */
static double
share_of(const struct value *v)
{
	double share = value_number(v, "share", 0);

	return (share > 0 ? share > 1 ? 1 : share : 0);
}

static int
take_seen(struct look *look, const struct signs *signs,
    const struct value *list, struct fail *fail)
{
	size_t i;

	if (value_count(list) != signs->selector_count)
		return (fail_set(fail, FAIL_LATER,
		    "the page does not say what it shows"));
	look->seen = calloc(signs->selector_count + 1, sizeof(*look->seen));
	if (look->seen == NULL)
		return (fail_memory(fail));
	for (i = 0; i < signs->selector_count; i++) {
		const struct value *v = value_at(list, i);

		look->seen[i].seen = value_true(v, "seen");
		look->seen[i].over = value_true(v, "over");
		look->seen[i].share = share_of(v);
	}
	return (0);
}

static int
look_for_signs(struct look *look, struct page *page,
    const struct signs *signs, struct fail *fail)
{
	struct buf call = BUF_INIT;
	struct value *v = NULL;
	const char *layers;
	int rc = -1;

	buf_adds(&call, "bevara_signs.look_for(");
	if (signs_selectors(signs, &call, fail) == -1)
		goto out;
	buf_addc(&call, ')');
	if (buf_check(&call, fail) == -1 || (v = page_ask(page, script_signs,
	    buf_text(&call), fail)) == NULL ||
	    take_seen(look, signs, value_get(v, "seen"), fail) == -1)
		goto out;
	layers = value_text(v, "layers");
	look->layers = text_copy(layers == NULL ? "" : layers, fail);
	rc = look->layers == NULL ? -1 : 0;
out:
	value_free(v);
	buf_clear(&call);
	return (rc);
}

/* A question that nobody answered, if there is one. */
static int
take_left(struct look *look, const struct value *v, struct fail *fail)
{
	const char *rule = value_text(v, "rule"), *text = value_text(v, "text");

	if (rule == NULL || text == NULL)
		return (0);
	look->consent_share = share_of(v);
	look->consent = text_clean(text, fail);
	look->consent_rule = text_clean(rule, fail);
	return (look->consent == NULL || look->consent_rule == NULL ? -1 : 0);
}

int
look_at(struct look *look, struct page *page, const struct signs *signs,
    const struct consent *consent, struct fail *fail)
{
	struct value *v;
	int rc;

	if (look_for_signs(look, page, signs, fail) == -1 ||
	    (v = consent_left(consent, page, fail)) == NULL)
		return (-1);
	rc = take_left(look, v, fail);
	value_free(v);
	return (rc);
}

void
look_clear(struct look *look)
{
	free(look->seen);
	free(look->layers);
	free(look->consent);
	free(look->consent_rule);
	memset(look, 0, sizeof(*look));
}
