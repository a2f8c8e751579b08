/*
 * judge.h - have veraPDF judge the PDF, where it is installed.
 *
 * Its three reports are kept beside the PDF as verapdf-1b.xml, -1a.xml and
 * -ua1.xml, and the results in document.xml.  PDF/A-1b is demanded: a file
 * that fails it is no record.  1a and ua1 are recorded.
 */
#ifndef RENDER_JUDGE_H
#define RENDER_JUDGE_H

struct document;
struct fail;

/*
 * judge_run(doc, verapdf, dir, fail):
 * Judge ${dir}/document.pdf; ${verapdf} is the program, or NULL: look in PATH.
 * FAIL_DATA: it fails PDF/A-1b; the rule is named.  FAIL_PROGRAM: ${verapdf}
 * was given and is not there.  Without a judge, or when it gives no answer,
 * the result is "not-checked".
 */
int judge_run(struct document *, const char *, const char *, struct fail *);

#endif /* !RENDER_JUDGE_H */
