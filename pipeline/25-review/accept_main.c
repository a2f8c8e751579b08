#include <stddef.h>

#include "core/args.h"
#include "core/fail.h"
#include "core/msg.h"
#include "review/decide.h"

int
main(int argc, char **argv)
{
	struct decide_ask ask = { ".", NULL, NULL, NULL, NULL };
	const struct args_option options[] = {
		{ "site", 'C', &ask.site, NULL, "SITE  the site folder" },
		{ "by", 0, &ask.by, NULL, "NAME  who decides this" },
		{ "reason", 0, &ask.reason, NULL, "TEXT  why" },
		{ "capture", 0, &ask.capture, NULL,
		    "ID  the capture that was looked at" },
		{ NULL, 0, NULL, NULL, NULL },
	};
	struct args args = { "accept", "JOB",
	    "Accept a capture as a record, against the machine's verdict.",
	    options, 1, 1, NULL, 0 };
	struct decide d = DECIDE_INIT;
	struct fail fail = FAIL_INIT;

	if (args_parse(&args, argc, argv, &fail) == 0) {
		ask.job = args.operand[0];
		if (decide_accept(&d, &ask, &fail) == 0)
			out_line(d.account, d.verdict, d.capture, NULL);
		if (d.before)
			msg_note("'%s' was accepted before; nothing to do",
			    ask.job);
		decide_clear(&d);
	}
	if (fail.kind == FAIL_NONE)
		(void)out_flush(&fail);
	msg_fail(&fail);
	return (fail_status(&fail));
}
