#include "core/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "core/clock.h"
#include "core/fail.h"

#define PATIENCE_MS 5000

/* Replace ${to}; -1 with errno. */
static int
rename_over(const char *from, const char *to)
{
	return (rename(from, to));
}

/*
 * Rename without replacing.  Some file systems (NFS, old SMB) have no
 * RENAME_NOREPLACE: there a folder's rename refuses a name that is in use
 * unless it is an empty folder, and a file is linked and unlinked instead.
 */
static int
rename_once(const char *from, const char *to)
{
	if (renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
		return (0);
	if (errno != EINVAL && errno != ENOSYS)
		return (-1);
	if (file_exists(to)) {
		errno = EEXIST;
		return (-1);
	}
	if (file_is_dir(from))
		return (rename(from, to));
	return (link(from, to) == -1 ? -1 : unlink(from));
}

/*
 * Rename, and again for a while when it is refused: SMB renames no folder
 * while anybody, a virus scanner say, has a file in it open, and replaces no
 * file that is being read.
 */
static int
rename_patiently(int (*once)(const char *, const char *), const char *from,
    const char *to)
{
	int64_t end = clock_monotonic_ms() + PATIENCE_MS;
	useconds_t pause = 20000;

	while (once(from, to) == -1) {
		if ((errno != EACCES && errno != EBUSY && errno != EAGAIN &&
		    errno != ETXTBSY && errno != EINTR) ||
		    clock_monotonic_ms() >= end)
			return (-1);
		usleep(pause);
		if (pause < 500000)
			pause *= 2;
	}
	return (0);
}

int
file_rename_over(const char *from, const char *to, struct fail *fail)
{
	if (rename_patiently(rename_over, from, to) == 0)
		return (0);
	return (fail_sys(fail, "cannot rename '%s' to '%s'", from, to));
}

int
file_rename_new(const char *from, const char *to, struct fail *fail)
{
	if (rename_patiently(rename_once, from, to) == 0)
		return (0);
	if (errno == EEXIST || errno == ENOTEMPTY)
		return (fail_set(fail, FAIL_EXISTS, "'%s' exists already",
		    to));
	return (fail_sys(fail, "cannot rename '%s' to '%s'", from, to));
}
