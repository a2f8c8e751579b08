#include "core/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/fail.h"
#include "core/list.h"
#include "core/path.h"
#include "core/text.h"

#define MAX_DEPTH 64

static int
list_add(struct file_list *list, char *path, const struct stat *st,
    struct fail *fail)
{
	struct file_entry *entry = list_grow(list->entry, &list->count,
	    sizeof(*entry), fail);

	if (entry == NULL)
		return (-1);
	list->entry = entry;
	entry += list->count - 1;
	entry->path = path;
	entry->size = (uint64_t)st->st_size;
	entry->kind = S_ISREG(st->st_mode) ? 'f' :
	    S_ISDIR(st->st_mode) ? 'd' : 'o';
	return (0);
}

static int list_below(int, const char *, int, struct file_list *,
    struct fail *);

/* Add one name of the open folder, and what is below it when depth allows. */
static int
list_name(int dir, const char *relative, int depth, struct file_list *list,
    struct fail *fail)
{
	const char *name = path_base(relative);
	struct stat st;
	char *path;
	int fd;

	if (fstatat(dir, name, &st, AT_SYMLINK_NOFOLLOW) == -1)
		return (fail_sys(fail, "cannot look at '%s'", relative));
	if ((path = text_copy(relative, fail)) == NULL)
		return (-1);
	if (list_add(list, path, &st, fail) == -1) {
		free(path);
		return (-1);
	}
	if (!S_ISDIR(st.st_mode) || depth == 0)
		return (0);
	fd = openat(dir, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (fd == -1)
		return (fail_sys(fail, "cannot open '%s'", relative));
	return (list_below(fd, relative, depth - 1, list, fail));
}

/* Add all names of the folder fd, which is closed here. */
static int
list_below(int fd, const char *prefix, int depth, struct file_list *list,
    struct fail *fail)
{
	DIR *dir = fdopendir(fd);
	struct dirent *item;
	int rc = 0;

	if (dir == NULL) {
		fail_sys(fail, "cannot read the folder '%s'", prefix);
		close(fd);
		return (-1);
	}
	while (rc == 0 && (errno = 0, item = readdir(dir)) != NULL) {
		char *path;

		if (strcmp(item->d_name, ".") == 0 ||
		    strcmp(item->d_name, "..") == 0)
			continue;
		path = text_printf(fail, "%s%s%s", prefix,
		    *prefix == '\0' ? "" : "/", item->d_name);
		rc = path == NULL ? -1 :
		    list_name(dirfd(dir), path, depth, list, fail);
		free(path);
	}
	if (rc == 0 && errno != 0)
		rc = fail_sys(fail, "cannot read the folder '%s'", prefix);
	closedir(dir);
	return (rc);
}

static int
by_path(const void *a, const void *b)
{
	const struct file_entry *x = a, *y = b;

	return (strcmp(x->path, y->path));
}

static int
list_from(const char *path, int depth, struct file_list *list,
    struct fail *fail)
{
	int fd;

	fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd == -1)
		return (fail_sys(fail, "cannot open the folder '%s'", path));
	if (list_below(fd, "", depth, list, fail) == -1) {
		fail_add(fail, "listing '%s'", path);
		return (-1);
	}
	if (list->count > 0)
		qsort(list->entry, list->count, sizeof(*list->entry), by_path);
	return (0);
}

int
file_list(const char *path, struct file_list *list, struct fail *fail)
{
	return (list_from(path, MAX_DEPTH, list, fail));
}

int
file_list_dir(const char *path, struct file_list *list, struct fail *fail)
{
	return (list_from(path, 0, list, fail));
}

void
file_list_clear(struct file_list *list)
{
	size_t i;

	for (i = 0; i < list->count; i++)
		free(list->entry[i].path);
	free(list->entry);
	list->entry = NULL;
	list->count = 0;
}

int
file_sync_tree(const char *dir, struct fail *fail)
{
	struct file_list list = FILE_LIST_INIT;
	size_t i;
	int rc = -1;

	if (file_list(dir, &list, fail) == -1)
		goto out;
	for (i = 0; i < list.count; i++) {
		char *path;
		int bad;

		if (list.entry[i].kind == 'o')
			continue;
		if ((path = path_join(dir, list.entry[i].path, fail)) == NULL)
			goto out;
		bad = file_sync(path, fail);
		free(path);
		if (bad == -1)
			goto out;
	}
	rc = file_sync(dir, fail);
out:
	file_list_clear(&list);
	return (rc);
}

/*
 * Unlink one name.  A Windows share refuses to remove a file that is marked
 * read-only: the mark is taken off then, and the file removed.
 */
static int
unlink_at(int dir, const char *name)
{
	struct stat st;
	int fd, error;

	if (unlinkat(dir, name, 0) == 0)
		return (0);
	if ((errno != EACCES && errno != EPERM) || (fd = openat(dir, name,
	    O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)) == -1)
		return (-1);
	error = fstat(fd, &st) == -1 || !S_ISREG(st.st_mode) ||
	    fchmod(fd, 0644) == -1 ? EACCES : 0;
	close(fd);	/* SMB removes nothing that is open */
	if (error == 0)
		return (unlinkat(dir, name, 0));
	errno = error;
	return (-1);
}

/* Remove a name of an open folder and all below it; best effort. */
static void
remove_at(int dir, const char *name, int depth)
{
	struct dirent *item;
	DIR *open_dir;
	int fd;

	if (unlink_at(dir, name) == 0 || errno == ENOENT || depth == 0)
		return;
	fd = openat(dir, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (fd == -1)
		return;
	if ((open_dir = fdopendir(fd)) == NULL) {
		close(fd);
		return;
	}
	while ((item = readdir(open_dir)) != NULL)
		if (strcmp(item->d_name, ".") != 0 &&
		    strcmp(item->d_name, "..") != 0)
			remove_at(fd, item->d_name, depth - 1);
	closedir(open_dir);
	unlinkat(dir, name, AT_REMOVEDIR);
}

void
file_remove_tree(const char *path)
{
	int error = errno;

	if (path != NULL)
		remove_at(AT_FDCWD, path, MAX_DEPTH);
	errno = error;
}

int
file_sweep(const char *final, struct fail *fail)
{
	struct file_list list = FILE_LIST_INIT;
	char *dir = NULL, *start = NULL;
	size_t i;
	int rc = -1;

	if ((dir = path_dir(final, fail)) == NULL ||
	    (start = text_printf(fail, "%s.part-", path_base(final))) == NULL)
		goto out;
	if (file_list_dir(dir, &list, fail) == -1)
		goto out;
	for (i = 0; i < list.count; i++) {
		char *path;

		if (!text_prefix(list.entry[i].path, start))
			continue;
		if ((path = path_join(dir, list.entry[i].path, fail)) == NULL)
			goto out;
		file_remove_tree(path);
		free(path);
	}
	rc = 0;
out:
	file_list_clear(&list);
	free(dir);
	free(start);
	return (rc);
}
