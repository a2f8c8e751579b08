#include "core/args.h"
#include "core/fail.h"
#include "core/msg.h"
#include "core/watch.h"
#include "verify/log.h"

struct task {
	struct log_order order;
	struct log_result result;
};

static int
work(void *arg, struct fail *fail)
{
	struct task *task = arg;

	return (log_do(&task->order, &task->result, fail));
}

static void
print(const void *arg)
{
	const struct log_result *result = &((const struct task *)arg)->result;
	size_t i;

	for (i = 0; i < result->count; i++) {
		char *const *f = result->line[i].field;

		out_line(f[0], f[1], f[2], f[3], f[4], NULL);
	}
}

int
main(int argc, char **argv)
{
	struct task task = { { ".", NULL, NULL, NULL, 0 }, LOG_RESULT_INIT };
	struct log_order *order = &task.order;
	struct watch_tool tool = { work, print, &task, NULL, NULL };
	const struct args_option options[] = {
		{ "site", 'C', &order->site, NULL, "SITE  the site's folder" },
		{ "within", 0, &order->within, NULL,
		    "PERIOD  restamp what ends so soon, P1Y or P90D" },
		{ "wait", 0, &tool.wait, NULL, "SECONDS  how long the share "
		    "may be silent, if not 60; 0: for ever" },
		{ NULL, 0, NULL, NULL, NULL }
	};
	struct args args = { "log", "stamp|restamp|prove ID ...|flush|show",
	    "have the archive's log stamped, and prove what is in it",
	    options, 1, -1, NULL, 0 };
	struct fail fail = FAIL_INIT;

	if (args_parse(&args, argc, argv, &fail) == 0) {
		order->verb = args.operand[0];
		order->ids = args.operand + 1;
		order->id_count = (size_t)args.operand_count - 1;
		tool.site = order->site;
		(void)watch_tool_run(&tool, &fail);
	}
	log_result_clear(&task.result);
	msg_fail(&fail);
	return (fail_status(&fail));
}
