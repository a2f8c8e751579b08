#include "core/record/capture.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/fail.h"
#include "core/list.h"
#include "core/record/fields.h"

int
capture_add_sign(struct capture *c, const struct capture_sign *from,
    struct fail *fail)
{
	struct capture_sign *sign = list_grow(c->sign, &c->sign_count,
	    sizeof(*sign), fail);

	if (sign == NULL)
		return (-1);
	c->sign = sign;
	sign += c->sign_count - 1;
	sign->weight = from->weight;
	if (fields_text(&sign->name, from->name, fail) == -1 ||
	    fields_text(&sign->verdict, from->verdict, fail) == -1)
		return (-1);
	return (fields_text(&sign->detail, from->detail, fail));
}

int
capture_add_consent(struct capture *c, const struct capture_consent *from,
    struct fail *fail)
{
	struct capture_consent *consent = list_grow(c->consent,
	    &c->consent_count, sizeof(*consent), fail);

	if (consent == NULL)
		return (-1);
	c->consent = consent;
	consent += c->consent_count - 1;
	if (fields_text(&consent->rule, from->rule, fail) == -1 ||
	    fields_text(&consent->choice, from->choice, fail) == -1)
		return (-1);
	return (fields_text(&consent->text, from->text, fail));
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
	struct capture_refused *r = list_grow(c->refused, &c->refused_count,
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
	struct capture_slice *s = list_grow(c->slice, &c->slice_count,
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

void
capture_moment(const struct capture *c, char out[CLOCK_TEXT])
{
	int64_t utc = c->ended_utc;

	if (c->manual.taken == NULL || clock_parse(c->manual.taken, &utc) == 0)
		clock_minute(utc, out);
	else
		(void)snprintf(out, CLOCK_TEXT, "%s", c->manual.taken);
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

void
capture_clear(struct capture *c)
{
	char *const strings[] = { c->id, c->account, c->method,
	    c->order_sha256, c->requested, c->final, c->tool, c->browser,
	    c->user_agent, c->login, c->title, c->language, c->verdict,
	    c->advice, c->scroll_stop, c->login_decision, c->manual.by,
	    c->manual.login, c->manual.source, c->manual.taken,
	    c->manual.note };
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
	for (i = 0; i < c->consent_count; i++) {
		free(c->consent[i].rule);
		free(c->consent[i].choice);
		free(c->consent[i].text);
	}
	free(c->consent);
	for (i = 0; i < c->slice_count; i++)
		free(c->slice[i].file);
	free(c->slice);
	fields_free(c->warning, c->warning_count);
	fields_free(c->manual.unknown, c->manual.unknown_count);
	part_list_clear(&c->files);
	memset(c, 0, sizeof(*c));
}
