/*
 * render_main.c - bevara-render [-C SITE] JOB: make the document of record
 * from a job's capture.  See render.1.
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
	const char *site = NULL;
	const struct args_option options[] = {
		{ "site", 'C', &site, NULL,
		    "SITE  the site folder (.), for the place of veraPDF" },
		{ NULL, 0, NULL, NULL, NULL }
	};
	struct args args = { "render", "JOB",
		"make the PDF/A of a job's capture", options, 1, 1, NULL, 0 };

	if (args_parse(&args, argc, argv, &fail) != 0)
		goto out;
	/* Without -C a site is used if we stand in one. */
	if (site == NULL && file_is_file("bevara.xml"))
		site = ".";
	if (render_job(&r, args.operand[0], site, &fail) == 0) {
		out_line(r.id, r.pdf, NULL);
		(void)out_flush(&fail);	/* its failure is in fail */
	}
out:
	msg_fail(&fail);
	render_clear(&r);
	return (fail_status(&fail));
}
