#include <stddef.h>

#include "core/args.h"
#include "core/fail.h"
#include "core/msg.h"
#include "fetch/fetch.h"

int
main(int argc, char **argv)
{
	const char *site = ".";
	const struct args_option options[] = {
		{ "site", 'C', &site, NULL, "SITE  the site folder" },
		{ NULL, 0, NULL, NULL, NULL },
	};
	struct args args = { "fetch", "JOB",
	    "Capture the page of the account that a job folder is for.",
	    options, 1, 1, NULL, 0 };
	struct fetch_result result = FETCH_RESULT_INIT;
	struct fail fail = FAIL_INIT;

	if (args_parse(&args, argc, argv, &fail) == 0) {
		(void)fetch_job(&result, site, args.operand[0], &fail);
		/* A capture that is no record is told of, too. */
		if (result.account[0] != '\0')
			out_line(result.account, result.verdict, result.id,
			    NULL);
		if (result.done_before)
			msg_note("'%s' was captured before; nothing to do",
			    args.operand[0]);
	}
	if (fail.kind == FAIL_NONE)
		(void)out_flush(&fail);
	msg_fail(&fail);
	return (fail_status(&fail));
}
