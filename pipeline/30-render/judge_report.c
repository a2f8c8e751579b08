#include "render/judge_report.h"

#include <stdio.h>
#include <string.h>

#include "core/fail.h"
#include "core/text.h"
#include "core/xml.h"

static const xml_node *
child(const xml_node *node, const char *a, const char *b)
{
	return (xml_first(xml_first(node, a), b));
}

static int
is(struct xml_doc *doc, const xml_node *node, const char *name,
    const char *value)
{
	const char *given = xml_attr(doc, node, name);

	return (given != NULL && strcmp(given, value) == 0);
}

/* What was cut to fit does not end within a character. */
static void
mend(char *text)
{
	size_t n = strlen(text);

	while (n > 0 && !text_valid(text))
		text[--n] = '\0';
}

static void
find_judge(struct judge_report *report, struct xml_doc *doc)
{
	const xml_node *n = child(xml_root(doc), "buildInformation",
	    "releaseDetails");
	const char *version = xml_attr(doc, n, "version");

	for (; n != NULL; n = xml_next(n, "releaseDetails"))
		if (is(doc, n, "id", "apps"))
			version = xml_attr(doc, n, "version");
	(void)snprintf(report->judge, sizeof(report->judge), "veraPDF %s",
	    version != NULL ? version : "");
	mend(report->judge);
}

static void
find_rule(struct judge_report *report, struct xml_doc *doc,
    const xml_node *details)
{
	const xml_node *n = xml_first(details, "rule");
	const char *clause, *test;

	for (; n != NULL; n = xml_next(n, "rule"))
		if (is(doc, n, "status", "failed"))
			break;
	if (n == NULL)
		return;
	clause = xml_attr(doc, n, "clause");
	test = xml_attr(doc, n, "testNumber");
	(void)snprintf(report->rule, sizeof(report->rule), "%s, test %s: %s",
	    clause != NULL ? clause : "?", test != NULL ? test : "?",
	    xml_text(doc, xml_first(n, "description")));
	mend(report->rule);
}

int
judge_report_read(struct judge_report *report, const char *path,
    struct fail *fail)
{
	struct xml_doc *doc;
	const xml_node *v;
	const char *pass;
	int rc = -1;

	memset(report, 0, sizeof(*report));
	if ((doc = xml_load(path, NULL, FAIL_DATA, fail)) == NULL)
		return (-1);
	v = xml_first(child(xml_root(doc), "jobs", "job"),
	    "validationReport");
	pass = xml_attr(doc, v, "isCompliant");
	if (pass == NULL) {
		(void)fail_set(fail, FAIL_DATA, "'%s' holds no verdict", path);
		goto out;
	}
	report->pass = strcmp(pass, "true") == 0;
	find_judge(report, doc);
	if (!report->pass)
		find_rule(report, doc, xml_first(v, "details"));
	rc = 0;
out:
	xml_free(doc);
	return (rc);
}
