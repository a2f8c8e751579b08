#include "render/judge.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/buf.h"
#include "core/clock.h"
#include "core/fail.h"
#include "core/file.h"
#include "core/msg.h"
#include "core/path.h"
#include "core/proc.h"
#include "core/record/document.h"
#include "core/text.h"
#include "core/xml.h"

#define MAX_REPORT (16u << 20)
#define TIMEOUT_S 1800

static const char *const profiles[] = { "1b", "1a", "ua1", NULL };

/* One answer of the judge. */
struct answer {
	int pass;
	char judge[64];		/* "veraPDF 1.30.2" */
	char rule[400];		/* the first one broken */
};

static const xml_node *
child(const xml_node *node, const char *a, const char *b)
{
	return (xml_first(xml_first(node, a), b));
}

static void
find_judge(struct answer *answer, struct xml_doc *doc)
{
	const xml_node *n = child(xml_root(doc), "buildInformation",
	    "releaseDetails");
	const char *version = xml_attr(doc, n, "version");

	for (; n != NULL; n = xml_next(n, "releaseDetails"))
		if (strcmp(xml_attr(doc, n, "id"), "apps") == 0)
			version = xml_attr(doc, n, "version");
	(void)snprintf(answer->judge, sizeof(answer->judge), "veraPDF %s",
	    version != NULL ? version : "");
}

static void
find_rule(struct answer *answer, struct xml_doc *doc, const xml_node *details)
{
	const xml_node *n = xml_first(details, "rule");
	const char *clause, *test;

	for (; n != NULL; n = xml_next(n, "rule"))
		if (strcmp(xml_attr(doc, n, "status"), "failed") == 0)
			break;
	if (n == NULL)
		return;
	clause = xml_attr(doc, n, "clause");
	test = xml_attr(doc, n, "testNumber");
	(void)snprintf(answer->rule, sizeof(answer->rule), "%s, test %s: %s",
	    clause != NULL ? clause : "?", test != NULL ? test : "?",
	    xml_text(doc, xml_first(n, "description")));
}

/* Read a report; -1 if it is none. */
static int
read_report(struct answer *answer, const char *path, struct fail *fail)
{
	struct xml_doc *doc;
	const xml_node *v;
	const char *pass;
	int rc = -1;

	memset(answer, 0, sizeof(*answer));
	if ((doc = xml_load(path, NULL, FAIL_DATA, fail)) == NULL)
		return (-1);
	v = xml_first(child(xml_root(doc), "jobs", "job"),
	    "validationReport");
	pass = xml_attr(doc, v, "isCompliant");
	if (pass == NULL) {
		(void)fail_set(fail, FAIL_DATA, "'%s' holds no verdict", path);
		goto out;
	}
	answer->pass = strcmp(pass, "true") == 0;
	find_judge(answer, doc);
	if (!answer->pass)
		find_rule(answer, doc, xml_first(v, "details"));
	rc = 0;
out:
	xml_free(doc);
	return (rc);
}

/* Run it for one profile; the report is kept as ${path}. */
static int
ask(const char *verapdf, const char *profile, const char *pdf,
    const char *path, struct fail *fail)
{
	const char *const argv[] = { verapdf, "-f", profile, "--format", "xml",
		pdf, NULL };
	struct buf out = BUF_INIT, err = BUF_INIT;
	struct proc p = { argv, &out, &err, MAX_REPORT, TIMEOUT_S };
	int status = 0, rc = -1;

	if (proc_run(&p, &status, fail) == -1)
		goto out;
	/* 0: it conforms; 1: it does not. */
	if (status > 1) {
		(void)fail_set(fail, FAIL_PROGRAM, "'%s' ended with %d: %.200s",
		    verapdf, status, buf_text(&err));
		goto out;
	}
	rc = file_write(path, out.data, out.size, fail);
out:
	buf_clear(&out);
	buf_clear(&err);
	return (rc);
}

/* What a result means for the chain. */
static int
weigh(struct document *doc, const char *profile, const struct answer *answer,
    struct fail *fail)
{
	if (answer->pass)
		return (0);
	if (strcmp(profile, "1b") == 0)
		return (fail_set(fail, FAIL_DATA, "the document is not "
		    "PDF/A-1b by %s: rule %s", answer->judge, answer->rule));
	msg_warn("'%s' is not %s by %s: rule %s", doc->capture_id, profile,
	    answer->judge, answer->rule);
	return (document_add_warning(doc, fail, "not %s by %s: rule %s",
	    profile, answer->judge, answer->rule));
}

static int
check_one(struct document *doc, const char *verapdf, const char *dir,
    const char *profile, struct fail *fail)
{
	struct answer answer;
	char *pdf = NULL, *name = NULL, *path = NULL;
	int rc = -1;

	if ((pdf = path_join(dir, "document.pdf", fail)) == NULL ||
	    (name = text_printf(fail, "verapdf-%s.xml", profile)) == NULL ||
	    (path = path_join(dir, name, fail)) == NULL)
		goto out;
	if (ask(verapdf, profile, pdf, path, fail) == -1 ||
	    read_report(&answer, path, fail) == -1) {
		/* A judge that fell over is no judge, and no verdict. */
		msg_warn("not checked as %s: %s", profile, fail->text);
		file_remove_tree(path);
		rc = document_add_warning(doc, fail, "not checked as %s: %s",
		    profile, fail->text);
		fail_clear(fail);
		if (rc == 0)
			rc = document_add_check(doc, profile, NULL,
			    "not-checked", NULL, clock_now(), fail);
		goto out;
	}
	if (document_add_check(doc, profile, answer.judge,
	    answer.pass ? "pass" : "fail", name, clock_now(), fail) == -1 ||
	    part_add(&doc->files, dir, name, "application/xml",
	    DOCUMENT_REPORT, fail) == -1)
		goto out;
	rc = weigh(doc, profile, &answer, fail);
out:
	free(pdf);
	free(name);
	free(path);
	return (rc);
}

int
judge_run(struct document *doc, const char *verapdf, const char *dir,
    struct fail *fail)
{
	char *program = proc_find(verapdf != NULL ? verapdf : "verapdf", fail);
	int i, rc = -1;

	if (program == NULL && verapdf != NULL)
		return (-1);
	if (program == NULL)
		fail_clear(fail);
	for (i = 0; profiles[i] != NULL; i++) {
		msg_progress("checking as %s", profiles[i]);
		if (program == NULL && document_add_check(doc, profiles[i],
		    NULL, "not-checked", NULL, clock_now(), fail) == -1)
			goto out;
		if (program != NULL && check_one(doc, program, dir,
		    profiles[i], fail) == -1)
			goto out;
	}
	rc = 0;
out:
	msg_progress_end();
	free(program);
	return (rc);
}
