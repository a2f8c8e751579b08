#include "place/when.h"

#include <errno.h>
#include <stdint.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/clock.h"
#include "core/fail.h"
#include "core/msg.h"
#include "place/package.h"
#include "place/target.h"

#define DAY 86400
#define LONG_DAYS 400

/*
 * What the share says the time is: it dates the files that are made on it.
 * One that lets no file be removed would keep this one.
 */
static int
ask_share(const struct target *target, const char *id, int64_t *utc,
    struct fail *fail)
{
	char temp[TARGET_NAME] = "";
	struct stat st;
	int fd, rc = 0;

	if ((fd = target_make_file(target, id, temp, fail)) == -1)
		return (-1);
	if (fstat(fd, &st) == -1)
		rc = fail_sys(fail, "cannot look at '%s/%s'", target->path,
		    temp);
	else
		*utc = st.st_mtime;
	close(fd);	/* SMB removes nothing that is open */
	if (unlinkat(target->fd, temp, 0) == -1 && errno != ENOENT && rc == 0)
		rc = fail_sys(fail, "cannot remove '%s/%s'", target->path,
		    temp);
	return (rc);
}

/* What cannot be told for sure: it may be the capture's clock that was wrong. */
static void
warn(int64_t now, int64_t captured)
{
	char here[CLOCK_TEXT], there[CLOCK_TEXT];

	if (now >= captured && now - captured <= (int64_t)LONG_DAYS * DAY)
		return;
	clock_minute(now, here);
	clock_minute(captured, there);
	msg_warn("this computer's clock says %s, and the page was captured "
	    "%s: if that is not so, set the clock right", here, there);
}

int
when_check(const struct target *target, const struct package *package,
    struct fail *fail)
{
	char here[CLOCK_TEXT], there[CLOCK_TEXT];
	int64_t now, share = 0, away;

	if (ask_share(target, package->id, &share, fail) == -1)
		return (-1);
	now = clock_now();
	away = now - share;
	if (away > DAY || away < -DAY) {
		clock_minute(now, here);
		clock_minute(share, there);
		return (fail_set(fail, FAIL_LATER, "this computer's clock says "
		    "%s, and the archive share's %s: set the wrong one right; "
		    "until then nothing is placed, since its time would be "
		    "false", here, there));
	}
	warn(now, package->ended_utc);
	return (0);
}
