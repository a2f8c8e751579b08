/* bevara run: take accounts through all stages; see run.1. */
#include <stddef.h>

#include "core/args.h"
#include "core/fail.h"
#include "core/msg.h"
#include "core/path.h"
#include "run/run.h"

static int
check_period(const char *period, struct fail *fail)
{
	if (period != NULL && !path_is_period(period))
		return (fail_set(fail, FAIL_USAGE, "'%s' is no half-year; "
		    "write it as 2026-H1 or 2026-H2", period));
	return (0);
}

int
main(int argc, char **argv)
{
	struct fail fail = FAIL_INIT;
	struct run run = RUN_INIT;
	struct run_order order = { ".", NULL, NULL, 0 };
	const struct args_option options[] = {
		{ "site", 'C', &order.site, NULL, "SITE   the site folder" },
		{ "period", 0, &order.period, NULL,
		    "2026-H2   the half-year, if not today's" },
		{ NULL, 0, NULL, NULL, NULL },
	};
	struct args args = { "run", "[JOB ...]",
	    "Archive every active account, or go on with the jobs named.",
	    options, 0, -1, NULL, 0 };
	int status;

	switch (args_parse(&args, argc, argv, &fail)) {
	case 1:
		return (0);
	case 0:
		order.job = args.operand;
		order.job_count = (size_t)args.operand_count;
		if (check_period(order.period, &fail) == 0)
			(void)run_all(&run, &order, &fail);
	}
	run_print(&run);
	(void)out_flush(&fail);
	msg_fail(&fail);
	status = run_worse(run.status, fail_status(&fail));
	run_clear(&run);
	return (status);
}
