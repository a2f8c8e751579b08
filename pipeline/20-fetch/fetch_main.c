#include <stddef.h>

#include "core/args.h"
#include "core/fail.h"
#include "core/msg.h"
#include "fetch/explain.h"
#include "fetch/fetch.h"

/* How each sign weighed in the capture that is there. */
static void
explain(const char *job, struct fail *fail)
{
	struct explain e = EXPLAIN_INIT;
	size_t i;

	if (explain_job(&e, job, fail) == 0)
		for (i = 0; i < e.count; i++)
			out_line(e.line[i].field[0], e.line[i].field[1],
			    e.line[i].field[2], e.line[i].field[3], NULL);
	explain_clear(&e);
}

static void
fetch(const char *site, const char *job, struct fail *fail)
{
	struct fetch_result result = FETCH_RESULT_INIT;

	(void)fetch_job(&result, site, job, fail);
	/* A capture that is no record is told of, too. */
	if (result.account[0] != '\0')
		out_line(result.account, result.verdict, result.id, NULL);
	if (result.done_before)
		msg_note("'%s' was captured before; nothing to do", job);
}

int
main(int argc, char **argv)
{
	const char *site = ".";
	int explains = 0;
	const struct args_option options[] = {
		{ "site", 'C', &site, NULL, "SITE  the site folder" },
		{ "explain", 0, NULL, &explains, "show how each sign weighed "
		    "in the verdict that is there, and fetch nothing" },
		{ NULL, 0, NULL, NULL, NULL },
	};
	struct args args = { "fetch", "JOB",
	    "Capture the page of the account that a job folder is for.",
	    options, 1, 1, NULL, 0 };
	struct fail fail = FAIL_INIT;

	if (args_parse(&args, argc, argv, &fail) == 0) {
		if (explains)
			explain(args.operand[0], &fail);
		else
			fetch(site, args.operand[0], &fail);
	}
	if (fail.kind == FAIL_NONE)
		(void)out_flush(&fail);
	msg_fail(&fail);
	return (fail_status(&fail));
}
