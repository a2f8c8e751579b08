#include "core/args.h"
#include "core/fail.h"
#include "core/msg.h"
#include "register/register.h"

static void
print(const struct register_result *result)
{
	size_t i;

	for (i = 0; i < result->count; i++) {
		char *const *f = result->line[i].field;

		out_line(f[0], f[1], f[2], f[3], f[4], f[5], NULL);
	}
}

int
main(int argc, char **argv)
{
	struct register_task task = { ".", NULL, NULL, NULL, 0, NULL, 0 };
	struct register_result result = REGISTER_RESULT_INIT;
	const struct args_option options[] = {
		{ "site", 'C', &task.site, NULL, "SITE  the site folder" },
		{ "period", 0, &task.period, NULL,
		    "YEAR-HALF  order for this half-year, 2026-H2" },
		{ "xml", 0, &task.xml, NULL,
		    "FILE  check: write the findings there as XML, too" },
		{ "yes", 0, NULL, &task.yes,
		    "import: take the changes that are shown" },
		{ NULL, 0, NULL, NULL, NULL },
	};
	struct args args = { "register", "order|list [ACCOUNT ...] | check | "
	    "publish DIR | export|import FILE",
	    "Order the archiving of accounts, and keep their register.", options,
	    1, -1, NULL, 0 };
	struct fail fail = FAIL_INIT, broken = FAIL_INIT;

	if (args_parse(&args, argc, argv, &fail) == 0) {
		task.verb = args.operand[0];
		task.account = args.operand + 1;
		task.account_count = (size_t)args.operand_count - 1;
		(void)register_do(&task, &result, &fail);
		print(&result);
	}
	register_result_clear(&result);
	if (out_flush(&broken) == -1 && fail.kind == FAIL_NONE)
		fail = broken;
	msg_fail(&fail);
	return (fail_status(&fail));
}
