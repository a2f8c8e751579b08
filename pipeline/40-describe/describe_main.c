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
	struct args args = { "describe", "JOB",
	    "Make the archive package of a job.", options, 1, 1, NULL, 0 };
	struct describe d = DESCRIBE_INIT;
	struct fail fail = FAIL_INIT, broken = FAIL_INIT;

	if (args_parse(&args, argc, argv, &fail) == 0 &&
	    describe_job(&d, site, args.operand[0], &fail) == 0)
		out_line(d.id, d.path, NULL);
	describe_clear(&d);
	if (out_flush(&broken) == -1 && fail.kind == FAIL_NONE)
		fail = broken;
	msg_fail(&fail);
	return (fail_status(&fail));
}
