#include <stddef.h>

#include "core/args.h"
#include "core/fail.h"
#include "core/msg.h"
#include "describe/describe.h"

int
main(int argc, char **argv)
{
	const char *site = ".";
	const struct args_option options[] = {
		{ "site", 'C', &site, NULL,
		    "SITE  the site folder" },
		{ NULL, 0, NULL, NULL, NULL }
	};
	struct args args = {
		.tool = "describe",
		.operands = "JOB",
		.summary = "make the archive package of a job",
		.options = options,
		.least = 1,
		.most = 1
	};
	struct describe d = DESCRIBE_INIT;
	struct fail fail = FAIL_INIT;
	int rc;

	if ((rc = args_parse(&args, argc, argv, &fail)) != 0)
		goto out;
	if (describe_job(&d, site, args.operand[0],
	    &fail) == 0)
		out_line(d.id, d.path, NULL);
out:
	if (fail.kind == FAIL_NONE)
		out_flush(&fail);
	msg_fail(&fail);
	describe_clear(&d);
	return (fail_status(&fail));
}
