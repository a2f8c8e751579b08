#include "run/stamp.h"

#include <stddef.h>
#include <stdint.h>

#include "core/buf.h"
#include "core/fail.h"
#include "core/ledger.h"
#include "core/msg.h"
#include "core/site.h"
#include "run/run.h"
#include "run/tool.h"

#define LATER 75

/* 1 if there is anything to do. */
static int
is_needed(const struct site *site)
{
	struct fail ignored = FAIL_INIT;
	size_t count = 0;
	int64_t oldest;

	return (site->authority_count > 0 ||
	    ledger_waiting(site, &count, &oldest, &ignored) == -1 ||
	    count > 0);
}

void
stamp_log(struct run *run, const struct site *site)
{
	const char *const rest[] = { "stamp", NULL };
	const struct tool tool = { "log", site->dir, rest };
	struct buf out = BUF_INIT, err = BUF_INIT;
	struct fail fail = FAIL_INIT;
	int status = 0;

	if (!is_needed(site))
		return;
	msg_progress("having the log stamped ...");
	if (tool_run(&tool, &out, &err, &status, &fail) == -1) {
		msg_fail(&fail);
		status = LATER;
	}
	msg_progress_end();
	if (status != 0)
		run->status = run_worse(run->status, LATER);
	buf_clear(&out);
	buf_clear(&err);
}
