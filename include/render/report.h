/*
 * report.h - read a report of veraPDF, which is another program's file.
 * Source: veraPDF 1.30, "veraPDF -f PROFILE --format xml".
 */
#ifndef RENDER_REPORT_H
#define RENDER_REPORT_H

struct fail;

struct report {
	int pass;
	char judge[64];		/* "veraPDF 1.30.2" */
	char rule[400];		/* the first one broken, or "" */
};

/* report_read(report, path, fail): FAIL_DATA: it holds no verdict. */
int report_read(struct report *, const char *, struct fail *);

#endif /* !RENDER_REPORT_H */
