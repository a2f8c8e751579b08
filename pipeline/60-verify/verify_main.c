#include <stddef.h>

#include "core/args.h"
#include "core/fail.h"
#include "core/msg.h"
#include "verify/print.h"
#include "verify/restore.h"
#include "verify/verify.h"

/* Take some back and have them judged, or look at them where they are. */
static void
answer(const struct verify_order *order, struct fail *fail)
{
	struct restore restore = RESTORE_INIT;
	struct verify verify = VERIFY_INIT;
	int rc;

	if (order->restore != NULL) {
		rc = restore_drill(&restore, order, fail);
		if (rc == 0 || fail->kind == FAIL_NO)
			print_restore(&restore);
	} else {
		(void)verify_share(&verify, order, fail);
		if (verify.answered)
			print_verify(&verify, order->deep);
	}
	restore_clear(&restore);
	verify_clear(&verify);
}

int
main(int argc, char **argv)
{
	struct verify_order order = { .site = "." };
	const struct args_option options[] = {
		{ "site", 'C', &order.site, NULL, "SITE  the site's folder" },
		{ "part", 0, &order.part, NULL,
		    "N/T  check only part N of T parts" },
		{ "sample", 0, &order.sample, NULL,
		    "N  check only N packages, taken at random" },
		{ "deep", 0, NULL, &order.deep,
		    "look into the WARC files and PREMIS too" },
		{ "max-duration", 0, &order.max_duration, NULL,
		    "TIME  begin no package after so long: 90s, 30m, 2h" },
		{ "no-report", 0, NULL, &order.no_report,
		    "only look: write nothing" },
		{ "restore", 0, &order.restore, NULL,
		    "DIR  copy packages back and have them judged" },
		{ NULL, 0, NULL, NULL, NULL }
	};
	struct args args = { "verify", "[ID ...]",
	    "check that the archive share holds what was placed there",
	    options, 0, -1, NULL, 0 };
	struct fail fail = FAIL_INIT;
	struct fail output = FAIL_INIT;

	if (args_parse(&args, argc, argv, &fail) == 0) {
		order.ids = args.operand;
		order.id_count = (size_t)args.operand_count;
		answer(&order, &fail);
		if (out_flush(&output) == -1)
			fail = output;
	}
	msg_fail(&fail);
	return (fail_status(&fail));
}
