#include <stddef.h>
#include <stdio.h>

#include "catalogue/catalogue.h"
#include "core/args.h"
#include "core/fail.h"
#include "core/msg.h"
#include "core/watch.h"

struct task {
	struct catalogue_ask ask;
	struct catalogue c;
};

static int
work(void *arg, struct fail *fail)
{
	struct task *task = arg;

	return (catalogue_update(&task->c, &task->ask, fail));
}

static void
print(const void *arg)
{
	const struct catalogue *c = &((const struct task *)arg)->c;
	char count[64], fresh[64], gone[64];

	if (c->path == NULL)
		return;
	(void)snprintf(count, sizeof(count), "%zu records", c->count);
	(void)snprintf(fresh, sizeof(fresh), "%zu read", c->fresh);
	(void)snprintf(gone, sizeof(gone), "%zu removed", c->gone);
	out_line(c->path, count, fresh, gone, NULL);
}

int
main(int argc, char **argv)
{
	struct task task = { { ".", 0, 0 }, CATALOGUE_INIT };
	struct catalogue_ask *ask = &task.ask;
	struct watch_tool tool = { work, print, &task, NULL, NULL };
	const struct args_option options[] = {
		{ "site", 'C', &ask->site, NULL, "SITE  the site's folder" },
		{ "rebuild", 0, NULL, &ask->rebuild,
		    "read every package anew" },
		{ "thumbnails", 0, NULL, &ask->thumbnails,
		    "with --rebuild, make the small pictures anew, too" },
		{ "wait", 0, &tool.wait, NULL, "SECONDS  how long the share "
		    "may be silent, if not 60; 0: for ever" },
		{ NULL, 0, NULL, NULL, NULL }
	};
	struct args args = { "catalogue", "",
	    "make the archive share's catalogue tell what is there", options,
	    0, 0, NULL, 0 };
	struct fail fail = FAIL_INIT;

	if (args_parse(&args, argc, argv, &fail) == 0) {
		tool.site = ask->site;
		if (ask->thumbnails && !ask->rebuild)
			(void)fail_set(&fail, FAIL_USAGE, "--thumbnails needs "
			    "--rebuild");
		else
			(void)watch_tool_run(&tool, &fail);
	}
	catalogue_clear(&task.c);
	msg_fail(&fail);
	return (fail_status(&fail));
}
