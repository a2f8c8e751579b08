#include "place/copy.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/fail.h"
#include "core/file.h"
#include "core/tree.h"
#include "core/watch.h"
#include "place/target.h"

#define CHUNK_BYTES (256 * 1024)
#define KERNEL_BYTES (8 << 20)	/* most to ask of the kernel at once */

struct copy {
	int to[TREE_DEPTH + 2];	/* the open folders, outermost first */
	int depth;		/* index of the present one */
	const struct watch *watch;
};

/*
 * The share is given what was written so far, so that a slow one is seen to
 * get on, and is not taken for a dead one when all is synced at the end.
 */
static int
push(int fd, const struct watch *watch)
{
	int rc = sync_file_range(fd, 0, 0, SYNC_FILE_RANGE_WAIT_BEFORE |
	    SYNC_FILE_RANGE_WRITE | SYNC_FILE_RANGE_WAIT_AFTER);

	watch_beat(watch);
	return (rc == -1 && errno != EINVAL && errno != ENOSYS &&
	    errno != EINTR ? -1 : 0);
}

/*
 * Nobody is to change it from now on.  Some shares have no such mark, or give
 * it only to the owner.
 */
static int
protect(int fd)
{
	return (fchmod(fd, 0444) == -1 && errno != EPERM && errno != EACCES &&
	    errno != EINVAL && errno != ENOSYS && errno != EOPNOTSUPP ?
	    -1 : 0);
}

/* Make it durable, and let go of our own memory of it. */
static int
settle(int fd)
{
	int rc;

	if (protect(fd) == -1)
		return (-1);
	if ((rc = file_flush(fd)) == 0)
		(void)posix_fadvise(fd, 0, 0, POSIX_FADV_DONTNEED);
	return (rc);
}

/* From where both files stand to the end, by our own hands. */
static int
copy_rest(int from, int to, const struct watch *watch)
{
	uint8_t *room = malloc(CHUNK_BYTES);
	size_t held = 0;
	ssize_t n = -1;

	if (room == NULL)
		return (-1);
	while ((n = read(from, room, CHUNK_BYTES)) != 0) {
		if (n == -1 && errno == EINTR)
			continue;
		if (n == -1 || file_put(to, room, (size_t)n) == -1)
			break;
		if ((held += (size_t)n) < KERNEL_BYTES)
			continue;
		held = 0;
		if (push(to, watch) == -1) {
			n = -1;
			break;
		}
	}
	free(room);
	return (n == 0 ? 0 : -1);
}

int
copy_file(int from, int to, const char *name, const struct watch *watch,
    struct fail *fail)
{
	ssize_t n;

	/* The kernel's own copy moves no byte through this process. */
	do {
		n = copy_file_range(from, NULL, to, NULL, KERNEL_BYTES, 0);
		if (n == KERNEL_BYTES && push(to, watch) == -1)
			return (fail_sys(fail, "cannot copy '%s'", name));
	} while (n > 0 || (n == -1 && errno == EINTR));
	/*
	 * It may not work between these two file systems, or stop early;
	 * what is left, if anything, is copied here.
	 */
	if (n == -1 && errno != EXDEV && errno != EINVAL && errno != ENOSYS &&
	    errno != EOPNOTSUPP && errno != EPERM && errno != EBADF)
		return (fail_sys(fail, "cannot copy '%s'", name));
	if (copy_rest(from, to, watch) == -1 || settle(to) == -1)
		return (fail_sys(fail, "cannot copy '%s'", name));
	return (0);
}

int
copy_bytes(const void *bytes, size_t n, int to, const char *name,
    struct fail *fail)
{
	if (file_put(to, bytes, n) == -1 || settle(to) == -1)
		return (fail_sys(fail, "cannot write '%s'", name));
	return (0);
}

static int
copy_one(const struct copy *copy, const struct tree_item *item,
    struct fail *fail)
{
	int from, to = -1, rc = -1;

	if ((from = tree_file(item->dir, item->name, fail)) == -1)
		return (-1);
	to = openat(copy->to[copy->depth], item->name,
	    O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
	if (to == -1) {
		fail_sys(fail, "cannot make '%s'", item->path);
		goto out;
	}
	rc = copy_file(from, to, item->path, copy->watch, fail);
	/* A share may tell only now that it could not write. */
	if (close(to) == -1 && rc == 0)
		rc = fail_sys(fail, "cannot close '%s'", item->path);
out:
	close(from);
	return (rc);
}

static int
enter(struct copy *copy, const struct tree_item *item, struct fail *fail)
{
	int dir = copy->to[copy->depth], fd;

	if (copy->depth + 1 == (int)(sizeof(copy->to) / sizeof(copy->to[0])))
		return (fail_set(fail, FAIL_DATA, "'%s' lies too deep",
		    item->path));
	if (mkdirat(dir, item->name, 0777) == -1)
		return (fail_sys(fail, "cannot make the folder '%s'",
		    item->path));
	if ((fd = tree_folder(dir, item->name, fail)) == -1)
		return (-1);
	copy->to[++copy->depth] = fd;
	return (0);
}

static int
leave(struct copy *copy, const struct tree_item *item, struct fail *fail)
{
	int fd = copy->to[copy->depth--];
	int rc = target_sync_folder(fd, item->path, fail);

	close(fd);
	return (rc);
}

static int
visit(void *arg, const struct tree_item *item, struct fail *fail)
{
	struct copy *copy = arg;

	watch_beat(copy->watch);
	switch (item->kind) {
	case TREE_FILE:
		return (copy_one(copy, item, fail));
	case TREE_FOLDER:
		return (enter(copy, item, fail));
	case TREE_LEFT:
		return (leave(copy, item, fail));
	case TREE_OTHER:
		return (fail_set(fail, FAIL_DATA,
		    "'%s' is not a regular file", item->path));
	default:
		return (-1);
	}
}

int
copy_tree(int from, int to, const struct watch *watch, struct fail *fail)
{
	struct copy copy = { { to }, 0, watch };
	int rc = tree_walk(from, visit, &copy, fail);

	while (copy.depth > 0)
		close(copy.to[copy.depth--]);
	if (rc == -1)
		return (-1);
	return (target_sync_folder(to, "the package", fail));
}
