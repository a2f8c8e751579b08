/*
 * when.h - the time of a placing, unless the clock is plainly wrong.
 *
 * A computer without a battery wakes in 1999, and one whose clock was set by
 * hand may be years ahead.  The package is placed all the same, but a time
 * that cannot be true is not written down as one.
 */
#ifndef PLACE_WHEN_H
#define PLACE_WHEN_H

#include <stdint.h>

struct when {
	int64_t now_utc;	/* what our clock says */
	const char *doubt;	/* why it cannot be right, or NULL; constant */
};

/*
 * when_placed(captured_utc, share_utc): now.  It is doubted when it is before
 * the capture's end, or more than a day from what the share's own clock says
 * (0: not asked).  A doubt, and a placing that is more than 400 days after
 * the capture, are told of on stderr.
 */
struct when when_placed(int64_t, int64_t);

#endif /* !PLACE_WHEN_H */
