#include <stddef.h>

#include "core/args.h"
#include "core/fail.h"
#include "core/msg.h"
#include "place/place.h"

int
main(int argc, char **argv)
{
	const char *site = ".";
	const struct args_option options[] = {
		{ "site", 'C', &site, NULL, "SITE  the site's folder" },
		{ NULL, 0, NULL, NULL, NULL }
	};
	struct args args = { "place", "JOB",
	    "put a described package on the archive share", options, 1, 1,
	    NULL, 0 };
	struct place place = PLACE_INIT;
	struct fail fail = FAIL_INIT;
	int rc = args_parse(&args, argc, argv, &fail);

	if (rc == 0 && place_job(&place, site, args.operand[0], &fail) == 0) {
		out_line(place.id, place.pdf, NULL);
		(void)out_flush(&fail);
	}
	place_clear(&place);
	msg_fail(&fail);
	return (fail_status(&fail));
}
