/*
 * judge_report.h - read a report of veraPDF, which is another program's file.
 * Source: veraPDF 1.30, "veraPDF -f PROFILE --format xml".
 */
#ifndef RENDER_JUDGE_REPORT_H
#define RENDER_JUDGE_REPORT_H

struct fail;

struct judge_report {
	int pass;
	char judge[64];		/* "veraPDF 1.30.2" */
	char rule[400];		/* the first one broken, or "" */
};

/* judge_report_read(report, path, fail): FAIL_DATA: it holds no verdict. */
int judge_report_read(struct judge_report *, const char *, struct fail *);

#endif /* !RENDER_JUDGE_REPORT_H */
