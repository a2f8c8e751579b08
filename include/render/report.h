/*
 * report.h - stage 30: set a report as PDF/A-1a that is also PDF/UA-1.
 * Reads  a report's XML (schemas/30-render.report.xsd) and its pictures.
 * Writes one PDF, whole or not at all; never over another one.
 *
 * Nothing in it comes from the clock or from chance: the same report gives
 * the same bytes.
 *
 * Ownership: arguments are borrowed for the call.
 * Errors: 0, or -1 with *fail set; on -1 no new file is there.
 */
#ifndef RENDER_REPORT_H
#define RENDER_REPORT_H

struct fail;

struct report {
	int pages;
};
#define REPORT_INIT { 0 }

/*
 * report_make(r, xml, pdf, fail):
 * Set the report ${xml} as the new file ${pdf}; one that holds these bytes
 * already is success.  FAIL_DATA: the XML is no report, or a picture is
 * missing or broken: file and line are said.  FAIL_EXISTS: ${pdf} holds
 * something else.  FAIL_PROGRAM: the fonts or the colour profile are missing.
 */
int report_make(struct report *, const char *, const char *, struct fail *);

#endif /* !RENDER_REPORT_H */
