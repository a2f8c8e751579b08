#include "fetch/retry.h"

#include <string.h>
#include <time.h>

#include "core/clock.h"
#include "core/fail.h"
#include "core/msg.h"
#include "core/record/capture.h"
#include "fetch/ask.h"

#define SHORT_S 20		/* no longer than a person would wait */

int
retry_early(const struct capture *old, const char *address,
    struct fail *fail)
{
	int64_t again_utc = old->ended_utc + old->retry_after_s;
	char when[CLOCK_TEXT];

	if (strcmp(old->verdict, "rate-limited") != 0 ||
	    old->retry_after_s <= 0 ||
	    strcmp(old->requested, address) != 0 || clock_now() >= again_utc)
		return (0);
	clock_local(again_utc, when);
	return (fail_set(fail, FAIL_LATER, "%s: the server asked to be left "
	    "alone until %s and was not asked again; try again after that",
	    old->account, when));
}

int
retry_soon(const struct ask *ask, int64_t deadline_ms)
{
	struct timespec wait = { ask->retry_after_s, 0 };

	if ((ask->status != 429 && ask->status != 503) ||
	    ask->retry_after_s < 0 || ask->retry_after_s > SHORT_S ||
	    clock_monotonic_ms() + ask->retry_after_s * INT64_C(1000) >=
	    deadline_ms)
		return (0);
	msg_note("the server asks to wait %d seconds", ask->retry_after_s);
	nanosleep(&wait, NULL);
	return (1);
}
