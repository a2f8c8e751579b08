/* bevara review: write the contact sheet of a half-year; see review.1. */
#include <stddef.h>
#include <stdio.h>

#include "core/args.h"
#include "core/fail.h"
#include "core/msg.h"
#include "review/review.h"

int
main(int argc, char **argv)
{
	struct review_ask ask = { ".", NULL, NULL };
	const struct args_option options[] = {
		{ "site", 'C', &ask.site, NULL, "SITE  the site folder" },
		{ "period", 0, &ask.period, NULL,
		    "2026-H2  the half-year, if not today's" },
		{ "output", 'o', &ask.output, NULL,
		    "FILE.html  where to write it" },
		{ NULL, 0, NULL, NULL, NULL },
	};
	struct args args = { "review", "",
	    "Write the contact sheet of a half-year, to look at and decide.",
	    options, 0, 0, NULL, 0 };
	struct review r = REVIEW_INIT;
	struct fail fail = FAIL_INIT;
	char needs[24], count[24];

	if (args_parse(&args, argc, argv, &fail) == 0 &&
	    review_period(&r, &ask, &fail) == 0) {
		(void)snprintf(needs, sizeof(needs), "%zu", r.needs_person);
		(void)snprintf(count, sizeof(count), "%zu", r.count);
		out_line(r.path, needs, count, NULL);
	}
	review_clear(&r);
	if (fail.kind == FAIL_NONE)
		(void)out_flush(&fail);
	msg_fail(&fail);
	return (fail_status(&fail));
}
