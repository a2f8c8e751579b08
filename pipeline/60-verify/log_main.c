#include "core/args.h"
#include "core/fail.h"
#include "core/msg.h"
#include "verify/log.h"

static void
print(const struct log_result *result)
{
	size_t i;

	for (i = 0; i < result->count; i++) {
		char *const *f = result->line[i].field;

		out_line(f[0], f[1], f[2], f[3], f[4], NULL);
	}
}

int
main(int argc, char **argv)
{
	struct log_order order = { ".", NULL, NULL, NULL, 0 };
	struct log_result result = LOG_RESULT_INIT;
	const struct args_option options[] = {
		{ "site", 'C', &order.site, NULL, "SITE  the site's folder" },
		{ "within", 0, &order.within, NULL,
		    "PERIOD  restamp what ends so soon, P1Y or P90D" },
		{ NULL, 0, NULL, NULL, NULL }
	};
	struct args args = { "log", "stamp|restamp|prove ID ...|flush|show",
	    "have the archive's log stamped, and prove what is in it",
	    options, 1, -1, NULL, 0 };
	struct fail fail = FAIL_INIT, broken = FAIL_INIT;

	if (args_parse(&args, argc, argv, &fail) == 0) {
		order.verb = args.operand[0];
		order.ids = args.operand + 1;
		order.id_count = (size_t)args.operand_count - 1;
		(void)log_do(&order, &result, &fail);
		print(&result);
	}
	log_result_clear(&result);
	if (out_flush(&broken) == -1 && fail.kind == FAIL_NONE)
		fail = broken;
	msg_fail(&fail);
	return (fail_status(&fail));
}
