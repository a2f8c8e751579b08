/*
 * render_main.c - bevara-render [-C SITE] [--paper tall|a4] JOB: make the
 * document of record from a job's capture; bevara-render REPORT.xml OUT.pdf:
 * set a report; bevara-render --check FILE.pdf: check one.  See render.1.
 */
#include <stdio.h>

#include "core/args.h"
#include "core/fail.h"
#include "core/file.h"
#include "core/msg.h"
#include "render/check_tell.h"
#include "render/render.h"
#include "render/report.h"

static void
set_report(const char *xml, const char *pdf, struct fail *fail)
{
	struct report report = REPORT_INIT;
	char pages[16];

	if (report_make(&report, xml, pdf, fail) == -1)
		return;
	(void)snprintf(pages, sizeof(pages), "%d", report.pages);
	out_line(pdf, pages, NULL);
}

int
main(int argc, char **argv)
{
	struct fail fail = FAIL_INIT;
	struct render r = RENDER_INIT;
	enum render_paper paper = RENDER_TALL;
	const char *site = NULL, *paper_name = NULL;
	int check = 0;
	const struct args_option options[] = {
		{ "site", 'C', &site, NULL,
		    "SITE  of a job: the site folder (.), for how pictures "
		    "are kept and where veraPDF is" },
		{ "paper", 'p', &paper_name, NULL,
		    "tall|a4  of a job: one tall page, the record (tall), or "
		    "pages for print" },
		{ "check", 0, NULL, &check, "check the PDF file JOB as "
		    "PDF/A-1b, PDF/A-1a and PDF/UA-1" },
		{ NULL, 0, NULL, NULL, NULL }
	};
	struct args args = { "render", "JOB | REPORT.xml OUT.pdf",
		"make the PDF/A of a job's capture, or of a report", options,
		1, 2, NULL, 0 };

	if (args_parse(&args, argc, argv, &fail) != 0)
		goto out;
	if (args.operand_count == 2 && (check || site || paper_name))
		(void)fail_set(&fail, FAIL_USAGE, "a report takes no options, "
		    "and only one file is checked at a time");
	else if (args.operand_count == 2)
		set_report(args.operand[0], args.operand[1], &fail);
	else if (check)
		check_tell(args.operand[0], &fail);
	if (args.operand_count == 2 || check)
		goto out;
	/* Without -C a site is used if we stand in one. */
	if (site == NULL && file_is_file("bevara.xml"))
		site = ".";
	if ((paper_name == NULL ||
	    render_paper(paper_name, &paper, &fail) == 0) &&
	    render_job(&r, args.operand[0], site, paper, &fail) == 0)
		out_line(r.id, r.pdf, NULL);
out:
	if (fail.kind == FAIL_NONE)
		(void)out_flush(&fail);	/* its failure is in fail */
	msg_fail(&fail);
	render_clear(&r);
	return (fail_status(&fail));
}
