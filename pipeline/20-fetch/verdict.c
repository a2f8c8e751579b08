#include "fetch/verdict.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "core/buf.h"
#include "core/fail.h"
#include "core/record/capture.h"
#include "core/text.h"
#include "fetch/match.h"
#include "fetch/signs.h"

#define DETAIL_MAX 500		/* bytes of a sign's detail in capture.xml */

/* One sign that was found. */
struct found {
	const struct signs_sign *sign;
	int weight;
};

struct judge {			/* one verdict in the making */
	struct capture *c;
	const struct signs *signs;
	struct match match;
	struct found *found;	/* room for all signs */
	size_t count;
	struct fail *fail;
};

/* The most that the sign weighs under these conditions. */
static int
weight_under(const struct signs_sign *sign, int conditions)
{
	int weight = sign->weight;
	size_t i;

	for (i = 0; i < sign->more_count; i++)
		if ((sign->more[i].when & ~conditions) == 0 &&
		    sign->more[i].weight > weight)
			weight = sign->more[i].weight;
	return (weight);
}

static int
add_sign(struct judge *j, const struct found *found, const char *detail)
{
	const struct signs_sign *s = found->sign;
	struct capture_sign one = { s->name, s->verdict, NULL, found->weight };
	struct buf b = BUF_INIT;
	int rc = -1;

	buf_add(&b, detail, strlen(detail) < DETAIL_MAX ? strlen(detail) :
	    DETAIL_MAX);
	/* A letter that was cut in two is made whole again. */
	if (buf_check(&b, j->fail) == 0 && (one.detail =
	    text_clean(buf_text(&b), j->fail)) != NULL)
		rc = capture_add_sign(j->c, &one, j->fail);
	free(one.detail);
	buf_clear(&b);
	return (rc);
}

/* Of a sign's tests, the one that weighs most counts. */
static int
look_for(struct judge *j, const struct signs_sign *sign)
{
	struct found one = { sign, 0 };
	struct buf detail = BUF_INIT, best = BUF_INIT;
	int weight, yes, rc = -1;
	size_t i;

	for (i = 0; i < sign->test_count; i++) {
		buf_reset(&detail);
		yes = match_test(&j->match, &sign->test[i], &detail, j->fail);
		if (yes == -1 || buf_check(&detail, j->fail) == -1)
			goto out;
		if (!yes)
			continue;
		weight = weight_under(sign, match_conditions(&j->match,
		    &sign->test[i]));
		if (weight <= one.weight)
			continue;
		one.weight = weight;
		buf_reset(&best);
		buf_add(&best, detail.data, detail.size);
	}
	if (one.weight > 0) {
		if (buf_check(&best, j->fail) == -1 ||
		    add_sign(j, &one, buf_text(&best)) == -1)
			goto out;
		j->found[j->count++] = one;
	}
	rc = 0;
out:
	buf_clear(&detail);
	buf_clear(&best);
	return (rc);
}

/* The sum for one verdict, and the sign that weighed most in it. */
static int
sum_of(const struct judge *j, const char *verdict,
    const struct signs_sign **heaviest)
{
	int sum = 0, most = 0;
	size_t i;

	for (i = 0; i < j->count; i++) {
		const struct found *f = &j->found[i];

		if (strcmp(f->sign->verdict, verdict) != 0)
			continue;
		sum += f->weight;
		if (f->weight > most) {
			most = f->weight;
			*heaviest = f->sign;
		}
	}
	return (sum);
}

/* Say the verdict, its advice, and whether it may pass. */
static int
decide(struct judge *j, const struct signs_verdict *v,
    const struct signs_sign *by)
{
	struct capture *c = j->c;

	if ((c->verdict = text_copy(v == NULL ? "good" : v->name,
	    j->fail)) == NULL)
		return (-1);
	if (v == NULL)
		return (0);
	assert(by != NULL);	/* a verdict is by a sign */
	c->later = v->later || by->later;
	c->advice = text_copy(by->advice != NULL ? by->advice : v->advice,
	    j->fail);
	return (c->advice == NULL ? -1 : 0);
}

static int
weigh(struct judge *j)
{
	const struct signs_verdict *v;
	const struct signs_sign *by;
	size_t i;

	for (i = 0; i < j->signs->sign_count; i++)
		if (look_for(j, &j->signs->sign[i]) == -1)
			return (-1);
	for (i = 0; i < j->signs->verdict_count; i++) {
		v = &j->signs->verdict[i];
		by = NULL;
		if (sum_of(j, v->name, &by) >= VERDICT_DECIDES)
			return (decide(j, v, by));
	}
	return (decide(j, NULL, NULL));
}

int
verdict_decide(struct capture *c, const struct verdict_facts *f,
    struct fail *fail)
{
	struct judge j = { .c = c, .signs = f->signs, .fail = fail };
	int rc = -1;

	j.found = calloc(f->signs->sign_count + 1, sizeof(*j.found));
	if (j.found == NULL)
		(void)fail_memory(fail);
	else if (match_init(&j.match, f, fail) == 0)
		rc = weigh(&j);
	match_clear(&j.match);
	free(j.found);
	return (rc);
}
