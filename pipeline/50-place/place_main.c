#include <stddef.h>

#include "core/args.h"
#include "core/fail.h"
#include "core/msg.h"
#include "core/watch.h"
#include "place/place.h"

int
main(int argc, char **argv)
{
	struct place_order order = { ".", NULL, 0, NULL };
	const char *wait = NULL;
	const struct args_option options[] = {
		{ "site", 'C', &order.site, NULL, "SITE  the site's folder" },
		{ "wait", 0, &wait, NULL, "SECONDS  how long the share may "
		    "be silent, if not 60; 0: for ever" },
		{ NULL, 0, NULL, NULL, NULL }
	};
	struct args args = { "place", "JOB",
	    "put a described package on the archive share", options, 1, 1,
	    NULL, 0 };
	struct place place = PLACE_INIT;
	struct fail fail = FAIL_INIT;
	int rc = args_parse(&args, argc, argv, &fail);

	if (rc == 0)
		order.job = args.operand[0];
	if (rc == 0 && watch_wait(wait, &order.wait_s, &fail) == 0 &&
	    place_job(&place, &order, &fail) == 0) {
		out_line(place.id, place.pdf, NULL);
		(void)out_flush(&fail);
	}
	place_clear(&place);
	msg_fail(&fail);
	return (fail_status(&fail));
}
