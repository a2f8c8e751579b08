#include "render/check.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/fail.h"
#include "core/text.h"
#include "render/check_font.h"
#include "render/check_part.h"

#define TEXT 512
#define BUDGET 1000000

static const struct {
	int flag;
	const char *name;
} profiles[] = { { CHECK_1B, "1b" }, { CHECK_1A, "1a" },
	{ CHECK_UA1, "ua1" }, { CHECK_NOTE, "note" } };

void
check_memory(struct check_run *run)
{
	run->check->failed = 1;
}

static void
keep(struct check_run *run, const char *profile, const char *rule,
    uint32_t object, const char *text)
{
	struct check *c = run->check;
	size_t room = c->room == 0 ? 32 : c->room * 2;
	struct check_finding *new;
	struct fail ignored = FAIL_INIT;

	if (c->count == c->room) {
		new = realloc(c->finding, room * sizeof(*new));
		if (new == NULL) {
			check_memory(run);
			return;
		}
		c->finding = new;
		c->room = room;
	}
	new = &c->finding[c->count];
	new->profile = profile;
	(void)snprintf(new->rule, sizeof(new->rule), "%s", rule);
	new->object = object;
	if ((new->text = text_clean(text, &ignored)) == NULL) {
		check_memory(run);
		return;
	}
	c->count++;
}

static size_t
count_same(const struct check *c, const char *profile, const char *rule)
{
	size_t i, same = 0;

	for (i = 0; i < c->count; i++)
		same += c->finding[i].profile == profile &&
		    strcmp(c->finding[i].rule, rule) == 0;
	return (same);
}

void
check_add(struct check_run *run, int flags, const char *rule, uint32_t object,
    const char *fmt, ...)
{
	struct check *c = run->check;
	char text[TEXT];
	va_list ap;
	size_t i, same;

	va_start(ap, fmt);
	(void)vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	for (i = 0; i < sizeof(profiles) / sizeof(profiles[0]); i++) {
		if (!(flags & profiles[i].flag))
			continue;
		if (i < CHECK_PROFILES)
			c->verdict[i].pass = 0;
		same = count_same(c, profiles[i].name, rule);
		if (same < CHECK_SAME)
			keep(run, profiles[i].name, rule, object, text);
		else if (same == CHECK_SAME)
			keep(run, profiles[i].name, rule, 0, "the same at "
			    "further places");
	}
}

uint32_t
check_number_of(const struct pdf_value *v, uint32_t otherwise)
{
	return (v != NULL && v->kind == PDF_REFERENCE ?
	    (uint32_t)v->as.integer : otherwise);
}

static int
start(struct check_run *run, const char *path, struct fail *fail)
{
	if (pdf_open(&run->pdf, path, fail) == -1)
		return (-1);
	run->tagged = calloc(run->pdf.count, 1);
	if (run->tagged == NULL)
		return (fail_memory(fail));
	run->budget = (uint64_t)run->pdf.count * 64 + BUDGET;
	run->catalog = pdf_get(&run->pdf, &run->pdf.trailer, "Root");
	run->tree = pdf_get(&run->pdf, run->catalog, "StructTreeRoot");
	run->has_lang = pdf_is_string(pdf_get(&run->pdf, run->catalog,
	    "Lang"));
	return (0);
}

static void
end(struct check_run *run)
{
	check_font_free(run->font);
	free(run->entry);
	free(run->tagged);
	pdf_close(&run->pdf);
}

static int
judge(const struct check *c, const char *path, struct fail *fail)
{
	int i;

	if (c->failed)
		return (fail_memory(fail));
	for (i = 0; i < CHECK_PROFILES; i++)
		if (!c->verdict[i].pass)
			return (fail_set(fail, FAIL_NO, "'%s' does not keep "
			    "all the rules; the lines above name them",
			    path));
	return (0);
}

int
check_pdf(struct check *c, const char *path, struct fail *fail)
{
	struct check_run run = { .pdf = PDF_FILE_INIT, .check = c };
	int rc = -1;

	if (start(&run, path, fail) == -1)
		goto out;
	check_file(&run);
	check_intent(&run);
	check_meta(&run);
	check_catalog(&run);
	check_parents(&run);
	check_tree(&run);
	check_pages(&run);
	rc = judge(c, path, fail);
out:
	end(&run);
	return (rc);
}

void
check_clear(struct check *c)
{
	static const struct check none = CHECK_INIT;
	size_t i;

	for (i = 0; i < c->count; i++)
		free(c->finding[i].text);
	free(c->finding);
	*c = none;
}
