#include "place/claim.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/clock.h"
#include "core/fail.h"
#include "core/text.h"
#include "core/tree.h"

#define WAIT_MS 10000
#define PAUSE_US 50000
#define LOCK_ENDING ".part-lock"

/*
 * Lock the open file; 1 if another run has it.  SMB says EACCES for that.  A
 * file system without locks claims nothing, and that must do.
 */
static int
is_held(int fd)
{
	int rc;

	while ((rc = flock(fd, LOCK_EX | LOCK_NB)) == -1 && errno == EINTR)
		continue;
	return (rc == -1 && (errno == EWOULDBLOCK || errno == EACCES));
}

/* Whether the name still leads to the open file. */
static int
is_same(int dir, const char *name, int fd)
{
	struct stat ours, there;

	return (fstat(fd, &ours) == 0 &&
	    fstatat(dir, name, &there, AT_SYMLINK_NOFOLLOW) == 0 &&
	    ours.st_dev == there.st_dev && ours.st_ino == there.st_ino);
}

/*
 * Errors that pass.  Over SMB a file that is being removed is not gone until
 * the last who has it closes it, and one that another machine removed may be
 * known here for a second more: opening it says ENOENT, EBUSY, ESTALE, EINVAL.
 */
static int
is_passing(int error)
{
	return (error == EWOULDBLOCK || error == EINTR || error == ENOENT ||
	    error == EBUSY || error == ESTALE || error == EINVAL);
}

/*
 * One try: the locked file, or -1 with errno, EWOULDBLOCK if it is held.  A
 * file that its holder removed in between is locked in vain, and made anew.
 */
static int
try_lock(int dir, const char *name)
{
	int fd;

	fd = openat(dir, name, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC,
	    0666);
	if (fd == -1)
		return (-1);
	if (!is_held(fd) && is_same(dir, name, fd))
		return (fd);
	close(fd);
	errno = EWOULDBLOCK;
	return (-1);
}

int
claim_take(struct claim *claim, const struct target *target, const char *id,
    struct fail *fail)
{
	int64_t end = clock_monotonic_ms() + WAIT_MS;
	int n = snprintf(claim->name, sizeof(claim->name), "%s%s", id,
	    LOCK_ENDING);

	if (n < 0 || (size_t)n >= sizeof(claim->name)) {
		*claim->name = '\0';
		return (fail_set(fail, FAIL_DATA, "the name '%s' is too long",
		    id));
	}
	while ((claim->fd = try_lock(target->fd, claim->name)) == -1) {
		int late = clock_monotonic_ms() >= end;

		if (!is_passing(errno) || (late && errno != EWOULDBLOCK)) {
			fail_sys(fail, "cannot make '%s/%s'", target->path,
			    claim->name);
			break;
		}
		if (late) {
			fail_set(fail, FAIL_LATER, "another run is placing "
			    "this package and holds '%s/%s'; wait for it to "
			    "end", target->path, claim->name);
			break;
		}
		usleep(PAUSE_US);
	}
	if (claim->fd != -1)
		return (0);
	*claim->name = '\0';
	return (-1);
}

struct sweep {
	const struct target *target;
	const char *id;
};

/* What begins as ID.part-*, ID.sha256.part-* and so on, but for the claim. */
static int
is_leaving(const char *id, const char *name)
{
	static const char *const ends[] = { ".part-", ".sha256.part-",
	    ".pdf.part-", ".sha256.p7s.part-", ".tlog-proof.part-" };
	size_t i;

	if (!text_prefix(name, id))
		return (0);
	name += strlen(id);
	if (strcmp(name, LOCK_ENDING) == 0)
		return (0);
	for (i = 0; i < sizeof(ends) / sizeof(*ends); i++)
		if (text_prefix(name, ends[i]))
			return (1);
	return (0);
}

static int
sweep_name(void *arg, const struct tree_item *item, struct fail *fail)
{
	struct sweep *sweep = arg;
	char mine[TARGET_NAME];

	if (item->kind == TREE_UNREADABLE)
		return (-1);
	if (!is_leaving(sweep->id, item->name))
		return (0);
	if (target_temp_name(sweep->id, mine, fail) == -1)
		return (-1);
	if (renameat(item->dir, item->name, item->dir, mine) == 0)
		target_drop(sweep->target, mine);
	return (0);
}

int
claim_sweep(const struct target *target, const char *id, struct fail *fail)
{
	struct sweep sweep = { target, id };

	return (tree_each(target->fd, sweep_name, &sweep, fail));
}

void
claim_drop(struct claim *claim, const struct target *target)
{
	struct fail ignored = FAIL_INIT;

	if (claim->fd == -1)
		return;
	/* First the name: who locks the file after us sees that it is gone. */
	(void)unlinkat(target->fd, claim->name, 0);
	close(claim->fd);
	/* Or it would be back after a power cut, and look like a leaving. */
	(void)target_sync_folder(target->fd, target->path, &ignored);
	*claim = (struct claim)CLAIM_INIT;
}
