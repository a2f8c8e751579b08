#include "verify/restore_part.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/fail.h"
#include "core/text.h"
#include "core/tree.h"

struct copying {
	int to[TREE_DEPTH + 2];	/* the open folders, outermost first */
	int depth;		/* index of the present one */
	uint64_t *size;
};

/* A new file, and the bytes that it was given. */
struct writing {
	int fd;
	const char *name;
	uint64_t *size;
};

static int
take(void *arg, const void *bytes, size_t n, struct fail *fail)
{
	const struct writing *writing = arg;
	const uint8_t *at = bytes;
	ssize_t done;

	*writing->size += n;
	while (n > 0) {
		if ((done = write(writing->fd, at, n)) == -1 && errno == EINTR)
			continue;
		if (done == -1)
			return (fail_sys(fail, "cannot write '%s'",
			    writing->name));
		at += done;
		n -= (size_t)done;
	}
	return (0);
}

static int
copy_file(int from, int to, const char *name, uint64_t *size,
    struct fail *fail)
{
	struct writing writing = { -1, name, size };
	struct tree_reader reader = { take, &writing };
	int rc;

	writing.fd = openat(to, name,
	    O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
	if (writing.fd == -1)
		return (fail_sys(fail, "cannot make '%s'", name));
	rc = tree_read(from, name, &reader, fail);
	if (close(writing.fd) == -1 && rc == 0)
		rc = fail_sys(fail, "cannot close '%s'", name);
	return (rc);
}

static int
enter(struct copying *copying, const struct tree_item *item,
    struct fail *fail)
{
	int dir = copying->to[copying->depth], fd;

	if (mkdirat(dir, item->name, 0777) == -1)
		return (fail_sys(fail, "cannot make the folder '%s'",
		    item->path));
	if ((fd = tree_folder(dir, item->name, fail)) == -1)
		return (-1);
	copying->to[++copying->depth] = fd;
	return (0);
}

static int
visit(void *arg, const struct tree_item *item, struct fail *fail)
{
	struct copying *copying = arg;

	switch (item->kind) {
	case TREE_FILE:
		return (copy_file(item->dir, copying->to[copying->depth],
		    item->name, copying->size, fail));
	case TREE_FOLDER:
		/* tree_walk() goes no deeper than there is room here. */
		return (enter(copying, item, fail));
	case TREE_LEFT:
		close(copying->to[copying->depth--]);
		return (0);
	case TREE_OTHER:
		return (fail_set(fail, FAIL_DATA,
		    "'%s' is not a regular file", item->path));
	default:
		return (-1);
	}
}

static int
copy_folder(struct restore_package *package, uint64_t *size,
    struct fail *fail)
{
	struct copying copying = { { -1 }, 0, size };
	int from, rc = -1;

	if ((from = tree_folder(package->from, package->id, fail)) == -1)
		return (-1);
	if (mkdirat(package->to, package->id, 0777) == -1) {
		fail_sys(fail, "cannot make the folder '%s'", package->id);
		goto out;
	}
	copying.to[0] = tree_folder(package->to, package->id, fail);
	if (copying.to[0] == -1)
		goto out;
	rc = tree_walk(from, visit, &copying, fail);
	for (; copying.depth >= 0; copying.depth--)
		close(copying.to[copying.depth]);
out:
	close(from);
	return (rc);
}

/* The list, its signature and its proof; only the list must be there. */
static int
copy_list(struct restore_package *package, uint64_t *size, struct fail *fail)
{
	static const char *const endings[] = { ".sha256", ".sha256.p7s",
	    ".tlog-proof", NULL };
	char *name;
	int i, rc = 0;

	for (i = 0; rc == 0 && endings[i] != NULL; i++) {
		name = text_printf(fail, "%s%s", package->id, endings[i]);
		if (name == NULL)
			return (-1);
		if (i == 0 || faccessat(package->from, name, F_OK,
		    AT_SYMLINK_NOFOLLOW) == 0)
			rc = copy_file(package->from, package->to, name, size,
			    fail);
		free(name);
	}
	return (rc);
}

int
restore_copy(struct restore_package *package, uint64_t *size,
    struct fail *fail)
{
	const char *path;
	char *list;
	size_t i;
	int rc;

	if (copy_list(package, size, fail) == -1 ||
	    copy_folder(package, size, fail) == -1)
		return (-1);
	list = text_printf(fail, "%s/%s.sha256", package->place, package->id);
	if (list == NULL)
		return (-1);
	rc = sums_read(&package->sums, list, fail);
	free(list);
	for (i = 0; rc == 0 && i < package->sums.count; i++) {
		path = package->sums.line[i].path;
		if (strchr(path, '/') == NULL)
			rc = copy_file(package->from, package->to, path, size,
			    fail);
	}
	return (rc);
}
