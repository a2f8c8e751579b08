#include "place/when.h"

#include <stddef.h>

#include "core/clock.h"
#include "core/msg.h"

#define DAY 86400
#define LONG_DAYS 400

struct when
when_placed(int64_t captured_utc, int64_t share_utc)
{
	struct when when = { clock_now(), NULL };
	char now[CLOCK_TEXT], other[CLOCK_TEXT];
	int64_t away = when.now_utc - share_utc;

	clock_minute(when.now_utc, now);
	if (when.now_utc < captured_utc) {
		when.doubt = "earlier than the capture's end";
		clock_minute(captured_utc, other);
		msg_warn("this computer's clock says %s, and the page was "
		    "captured %s: set the clock right; the receipt gives no "
		    "time", now, other);
	} else if (share_utc != 0 && (away > DAY || away < -DAY)) {
		when.doubt = "more than a day from the archive share's clock";
		clock_minute(share_utc, other);
		msg_warn("this computer's clock says %s, and the archive "
		    "share's %s: set the wrong one right; the receipt gives "
		    "no time", now, other);
	} else if (when.now_utc - captured_utc > (int64_t)LONG_DAYS * DAY) {
		clock_minute(captured_utc, other);
		msg_warn("this computer's clock says %s, and the page was "
		    "captured %s: if that is not so, set the clock right",
		    now, other);
	}
	return (when);
}
