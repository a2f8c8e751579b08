#include <stddef.h>

#include "core/args.h"
#include "core/fail.h"
#include "core/msg.h"
#include "core/watch.h"
#include "verify/print.h"
#include "verify/restore.h"
#include "verify/verify.h"

struct task {
	struct verify_order order;
	struct restore restore;
	struct verify verify;
};

/* Take some back and have them judged, or look at them where they are. */
static int
work(void *arg, struct fail *fail)
{
	struct task *task = arg;

	return (task->order.restore != NULL ?
	    restore_drill(&task->restore, &task->order, fail) :
	    verify_share(&task->verify, &task->order, fail));
}

static void
print(const void *arg)
{
	const struct task *task = arg;

	if (task->restore.answered)
		print_restore(&task->restore);
	if (task->verify.answered)
		print_verify(&task->verify, task->order.deep);
}

int
main(int argc, char **argv)
{
	struct task task = { { .site = "." }, RESTORE_INIT, VERIFY_INIT };
	struct verify_order *order = &task.order;
	struct watch_tool tool = { work, print, &task, NULL, NULL };
	const struct args_option options[] = {
		{ "site", 'C', &order->site, NULL, "SITE  the site's folder" },
		{ "part", 0, &order->part, NULL,
		    "N/T  check only part N of T parts" },
		{ "sample", 0, &order->sample, NULL,
		    "N  check only N packages, taken at random" },
		{ "deep", 0, NULL, &order->deep,
		    "look into the WARC files and PREMIS too" },
		{ "max-duration", 0, &order->max_duration, NULL,
		    "TIME  begin no package after so long: 90s, 30m, 2h" },
		{ "no-report", 0, NULL, &order->no_report,
		    "only look: write nothing" },
		{ "restore", 0, &order->restore, NULL,
		    "DIR  copy packages back and have them judged" },
		{ "wait", 0, &tool.wait, NULL, "SECONDS  how long the share "
		    "may be silent, if not 60; 0: for ever" },
		{ NULL, 0, NULL, NULL, NULL }
	};
	struct args args = { "verify", "[ID ...]",
	    "check that the archive share holds what was placed there",
	    options, 0, -1, NULL, 0 };
	struct fail fail = FAIL_INIT;

	if (args_parse(&args, argc, argv, &fail) == 0) {
		order->ids = args.operand;
		order->id_count = (size_t)args.operand_count;
		tool.site = order->site;
		(void)watch_tool_run(&tool, &fail);
	}
	restore_clear(&task.restore);
	verify_clear(&task.verify);
	msg_fail(&fail);
	return (fail_status(&fail));
}
