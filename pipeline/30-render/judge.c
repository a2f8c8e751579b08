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
#include "render/judge_report.h"

#define MAX_REPORT (16u << 20)
#define TIMEOUT_S 1800

static const char *const profiles[] = { "1b", "1a", "ua1", NULL };

/* Run it for one profile; the report is kept as ${path}. */
static int
ask(const char *verapdf, const char *profile, const char *pdf,
    const char *path, struct fail *fail)
{
	const char *const argv[] = { verapdf, "-f", profile, "--format", "xml",
		pdf, NULL };
	struct buf out = BUF_INIT, err = BUF_INIT;
	struct proc p = { argv, &out, &err, MAX_REPORT, TIMEOUT_S, 0 };
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
weigh(struct document *doc, const char *profile,
    const struct judge_report *report, struct fail *fail)
{
	if (report->pass)
		return (0);
	if (strcmp(profile, "1b") == 0)
		return (fail_set(fail, FAIL_DATA, "the document is not "
		    "PDF/A-1b by %s: rule %s", report->judge, report->rule));
	msg_warn("'%s' is not %s by %s: rule %s", doc->capture_id, profile,
	    report->judge, report->rule);
	return (document_add_warning(doc, fail, "not %s by %s: rule %s",
	    profile, report->judge, report->rule));
}

static int
add_unchecked(struct document *doc, const char *profile, struct fail *fail)
{
	const struct document_verdict v = { profile, NULL, "not-checked", NULL,
		clock_now() };

	return (document_add_check(doc, &v, fail));
}

static int
check_one(struct document *doc, const char *verapdf, const char *dir,
    const char *profile, struct fail *fail)
{
	struct document_verdict v = { .profile = profile };
	struct judge_report report;
	char *pdf = NULL, *name = NULL, *path = NULL;
	int rc = -1;

	if ((pdf = path_join(dir, "document.pdf", fail)) == NULL ||
	    (name = text_printf(fail, "verapdf-%s.xml", profile)) == NULL ||
	    (path = path_join(dir, name, fail)) == NULL)
		goto out;
	if (ask(verapdf, profile, pdf, path, fail) == -1 ||
	    judge_report_read(&report, path, fail) == -1) {
		/* A judge that fell over is no judge, and no verdict. */
		msg_warn("not checked as %s: %s", profile, fail->text);
		file_remove_tree(path);
		rc = document_add_warning(doc, fail, "not checked as %s: %s",
		    profile, fail->text);
		fail_clear(fail);
		if (rc == 0)
			rc = add_unchecked(doc, profile, fail);
		goto out;
	}
	v.judge = report.judge;
	v.result = report.pass ? "pass" : "fail";
	v.report = name;
	v.checked_utc = clock_now();
	if (document_add_check(doc, &v, fail) == -1 ||
	    part_add(&doc->files, dir, name, "application/xml",
	    DOCUMENT_REPORT, fail) == -1)
		goto out;
	rc = weigh(doc, profile, &report, fail);
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
		if (program == NULL && add_unchecked(doc, profiles[i],
		    fail) == -1)
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
