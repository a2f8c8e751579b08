/*
 * render_main.c - bevara-render [-C SITE] [--paper tall|a4] JOB: make the
 * document of record from a job's capture.  See render.1.
 */
#include <stddef.h>

#include "core/args.h"
#include "core/fail.h"
#include "core/file.h"
#include "core/msg.h"
#include "render/render.h"

int
main(int argc, char **argv)
{
	struct fail fail = FAIL_INIT;
	struct render r = RENDER_INIT;
	enum render_paper paper = RENDER_TALL;
	const char *site = NULL, *paper_name = NULL;
	const struct args_option options[] = {
		{ "site", 'C', &site, NULL,
		    "SITE  the site folder (.), for how pictures are kept and "
		    "where veraPDF is" },
		{ "paper", 'p', &paper_name, NULL,
		    "tall|a4  one tall page, the record (tall), or pages for "
		    "print" },
		{ NULL, 0, NULL, NULL, NULL }
	};
	struct args args = { "render", "JOB",
		"make the PDF/A of a job's capture", options, 1, 1, NULL, 0 };

	if (args_parse(&args, argc, argv, &fail) != 0)
		goto out;
	/* Without -C a site is used if we stand in one. */
	if (site == NULL && file_is_file("bevara.xml"))
		site = ".";
	if ((paper_name == NULL ||
	    render_paper(paper_name, &paper, &fail) == 0) &&
	    render_job(&r, args.operand[0], site, paper, &fail) == 0) {
		out_line(r.id, r.pdf, NULL);
		(void)out_flush(&fail);	/* its failure is in fail */
	}
out:
	msg_fail(&fail);
	render_clear(&r);
	return (fail_status(&fail));
}
