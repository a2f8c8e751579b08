/*
 * render_main.c - bevara-render [-C SITE] [--paper tall|a4] JOB: make the
 * document of record from a job's capture; bevara-render --check FILE.pdf:
 * check one.  See render.1.
 */
#include <stdio.h>

#include "core/args.h"
#include "core/fail.h"
#include "core/file.h"
#include "core/msg.h"
#include "render/check.h"
#include "render/render.h"

/* The findings, then a line for each profile. */
static void
check_file(const char *path, struct fail *fail)
{
	struct check c = CHECK_INIT;
	char object[32];
	size_t i;

	if (check_pdf(&c, path, fail) == 0 || fail->kind == FAIL_NO) {
		for (i = 0; i < c.count; i++) {
			(void)snprintf(object, sizeof(object), "object %u",
			    c.finding[i].object);
			out_line(c.finding[i].profile, c.finding[i].rule,
			    c.finding[i].object == 0 ? "file" : object,
			    c.finding[i].text, NULL);
		}
		for (i = 0; i < CHECK_PROFILES; i++)
			out_line(c.verdict[i].profile, c.verdict[i].pass ?
			    "pass" : "fail", NULL);
	}
	check_clear(&c);
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
		    "SITE  the site folder (.), for how pictures are kept and "
		    "where veraPDF is" },
		{ "paper", 'p', &paper_name, NULL,
		    "tall|a4  one tall page, the record (tall), or pages for "
		    "print" },
		{ "check", 0, NULL, &check, "check the PDF file JOB as "
		    "PDF/A-1b, PDF/A-1a and PDF/UA-1" },
		{ NULL, 0, NULL, NULL, NULL }
	};
	struct args args = { "render", "JOB",
		"make the PDF/A of a job's capture", options, 1, 1, NULL, 0 };

	if (args_parse(&args, argc, argv, &fail) != 0)
		goto out;
	if (check) {
		check_file(args.operand[0], &fail);
		goto out;
	}
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
