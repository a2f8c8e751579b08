/* bevara inlet: take in what a person hands in; see inlet.1. */
#include <stddef.h>

#include "core/args.h"
#include "core/fail.h"
#include "core/msg.h"
#include "core/watch.h"
#include "fetch/inlet.h"

struct all {
	struct inlet_task task;
	struct inlet_result result;
};

static int
work(void *arg, struct fail *fail)
{
	struct all *all = arg;

	return (inlet_do(&all->task, &all->result, fail));
}

static void
print(const void *arg)
{
	const struct inlet_result *result = &((const struct all *)arg)->result;
	size_t i;

	for (i = 0; i < result->count; i++) {
		char *const *f = result->line[i].field;

		out_line(f[0], f[1], f[2], f[3], f[4], NULL);
	}
}

int
main(int argc, char **argv)
{
	struct all all = { { .site = "." }, INLET_RESULT_INIT };
	struct inlet_task *task = &all.task;
	struct watch_tool tool = { work, print, &all, NULL, NULL };
	const struct args_option options[] = {
		{ "site", 'C', &task->site, NULL, "SITE  the site folder" },
		{ "account", 0, &task->account, NULL,
		    "ID  the account that it shows" },
		{ "by", 0, &task->by, NULL, "NAME  who hands it in" },
		{ "at", 0, &task->at, NULL,
		    "TIME  when it was taken: 2026-05-04, 2026-05, ..." },
		{ "url", 0, &task->url, NULL,
		    "URL  what it shows, if not the account's address" },
		{ "note", 0, &task->note, NULL,
		    "TEXT  what it shows, in words" },
		{ "existing", 0, NULL, &task->existing,
		    "old pictures, each by its own date" },
		{ "drop", 0, NULL, &task->drop, "what lies in Inkorg" },
		{ "period", 0, &task->period, NULL,
		    "2026-H2  with --drop: the half-year, if not today's" },
		{ "wait", 0, &tool.wait, NULL, "SECONDS  how long the share "
		    "may be silent, if not 60; 0: for ever" },
		{ NULL, 0, NULL, NULL, NULL },
	};
	struct args args = { "inlet", "[FILE ...]",
	    "Take in pictures and saved pages that a person made.",
	    options, 0, -1, NULL, 0 };
	struct fail fail = FAIL_INIT;

	if (args_parse(&args, argc, argv, &fail) == 0) {
		task->file = args.operand;
		task->file_count = (size_t)args.operand_count;
		tool.site = task->site;
		(void)watch_tool_run(&tool, &fail);
	}
	inlet_result_clear(&all.result);
	msg_fail(&fail);
	return (fail_status(&fail));
}
