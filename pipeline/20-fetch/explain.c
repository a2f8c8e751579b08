#include "fetch/explain.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/fail.h"
#include "core/list.h"
#include "core/path.h"
#include "core/record/capture.h"
#include "core/text.h"
#include "fetch/verdict.h"

#define NUMBER_TEXT 24		/* bytes of a whole number as text */

static int
add_line(struct explain *e, const char *const field[EXPLAIN_FIELDS],
    struct fail *fail)
{
	struct explain_line *line;
	size_t i;

	if ((line = list_grow(e->line, &e->count, sizeof(*line),
	    fail)) == NULL)
		return (-1);
	e->line = line;
	line += e->count - 1;
	for (i = 0; i < EXPLAIN_FIELDS; i++)
		if ((line->field[i] = text_copy(field[i] == NULL ? "" :
		    field[i], fail)) == NULL)
			return (-1);
	return (0);
}

static int
add_sign(struct explain *e, const struct capture_sign *s, struct fail *fail)
{
	char weight[NUMBER_TEXT];
	const char *const field[] = { s->name, s->verdict, weight, s->detail };

	(void)snprintf(weight, sizeof(weight), "%d", s->weight);
	return (add_line(e, field, fail));
}

/* The sum for the verdict of sign ${first}, if no sign before has it. */
static int
add_sum(struct explain *e, const struct capture *c, size_t first,
    struct fail *fail)
{
	char sum_text[NUMBER_TEXT], of[NUMBER_TEXT];
	const char *verdict = c->sign[first].verdict;
	const char *const field[] = { "sum", verdict, sum_text, of };
	long sum = 0;
	size_t i;

	for (i = 0; i < c->sign_count; i++) {
		if (strcmp(c->sign[i].verdict, verdict) != 0)
			continue;
		if (i < first)
			return (0);
		sum += c->sign[i].weight;
	}
	(void)snprintf(sum_text, sizeof(sum_text), "%ld", sum);
	(void)snprintf(of, sizeof(of), "of %d", VERDICT_DECIDES);
	return (add_line(e, field, fail));
}

static int
add_all(struct explain *e, const struct capture *c, struct fail *fail)
{
	const char *const verdict[] = { "verdict", c->verdict, "", c->advice };
	size_t i;

	for (i = 0; i < c->sign_count; i++)
		if (add_sign(e, &c->sign[i], fail) == -1)
			return (-1);
	for (i = 0; i < c->sign_count; i++)
		if (add_sum(e, c, i, fail) == -1)
			return (-1);
	return (add_line(e, verdict, fail));
}

int
explain_job(struct explain *e, const char *job, struct fail *fail)
{
	struct capture c = { 0 };
	char *path;
	int rc = -1;

	if ((path = path_join(job, "capture/capture.xml", fail)) == NULL)
		return (-1);
	if (capture_load(&c, path, fail) == 0)
		rc = add_all(e, &c, fail);
	if (rc == -1)
		fail_add(fail, "explaining the verdict of '%s'", job);
	capture_clear(&c);
	free(path);
	return (rc);
}

void
explain_clear(struct explain *e)
{
	size_t i, k;

	for (i = 0; i < e->count; i++)
		for (k = 0; k < EXPLAIN_FIELDS; k++)
			free(e->line[i].field[k]);
	free(e->line);
	memset(e, 0, sizeof(*e));
}
