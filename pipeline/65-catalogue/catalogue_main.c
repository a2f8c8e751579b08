#include <stddef.h>
#include <stdio.h>

#include "catalogue/catalogue.h"
#include "core/args.h"
#include "core/fail.h"
#include "core/msg.h"

static void
print(const struct catalogue *c)
{
	char count[64], fresh[64], gone[64];

	(void)snprintf(count, sizeof(count), "%zu records", c->count);
	(void)snprintf(fresh, sizeof(fresh), "%zu read", c->fresh);
	(void)snprintf(gone, sizeof(gone), "%zu removed", c->gone);
	out_line(c->path, count, fresh, gone, NULL);
}

int
main(int argc, char **argv)
{
	struct catalogue_ask ask = { ".", 0, 0 };
	const struct args_option options[] = {
		{ "site", 'C', &ask.site, NULL, "SITE  the site's folder" },
		{ "rebuild", 0, NULL, &ask.rebuild,
		    "read every package anew" },
		{ "thumbnails", 0, NULL, &ask.thumbnails,
		    "with --rebuild, make the small pictures anew, too" },
		{ NULL, 0, NULL, NULL, NULL }
	};
	struct args args = { "catalogue", "",
	    "make the archive share's catalogue tell what is there", options,
	    0, 0, NULL, 0 };
	struct catalogue c = CATALOGUE_INIT;
	struct fail fail = FAIL_INIT;
	struct fail output = FAIL_INIT;

	if (args_parse(&args, argc, argv, &fail) == 0) {
		if (ask.thumbnails && !ask.rebuild)
			(void)fail_set(&fail, FAIL_USAGE, "--thumbnails needs "
			    "--rebuild");
		else if (catalogue_update(&c, &ask, &fail) == 0 ||
		    c.path != NULL)
			print(&c);
		if (out_flush(&output) == -1)
			fail = output;
	}
	catalogue_clear(&c);
	msg_fail(&fail);
	return (fail_status(&fail));
}
