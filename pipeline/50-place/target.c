#include "place/target.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/fail.h"
#include "core/file.h"
#include "core/path.h"
#include "core/site.h"
#include "core/text.h"
#include "core/tree.h"
#include "place/names.h"

#define TRIES 16		/* for a temporary name that is free */

int
target_sync_folder(int fd, const char *name, struct fail *fail)
{
	if (file_flush_folder(fd) == -1)
		return (fail_sys(fail, "cannot sync the folder '%s'", name));
	return (0);
}

struct search {
	const char *folder, *name;
	int found;
};

static int
compare_name(void *arg, const struct tree_item *item, struct fail *fail)
{
	struct search *search = arg;
	int alike;

	if (item->kind == TREE_UNREADABLE)
		return (-1);
	if (strcmp(item->name, search->name) == 0) {
		search->found = 1;
		return (0);
	}
	if ((alike = names_alike(item->name, search->name, fail)) == 1)
		return (fail_set(fail, FAIL_EXISTS, "'%s' holds '%s', which "
		    "Windows takes for '%s'; rename it", search->folder,
		    item->name, search->name));
	return (alike);
}

static int
has_name(int fd, const char *folder, const char *name, struct fail *fail)
{
	struct search search = { folder, name, 0 };

	if (tree_each(fd, compare_name, &search, fail) == -1)
		return (-1);
	return (search.found);
}

int
target_has(const struct target *target, const char *name, struct fail *fail)
{
	return (has_name(target->fd, target->path, name, fail));
}

int
target_open(struct target *target, const struct site *site,
    const char *period, struct fail *fail)
{
	const char *share = site->share;
	int root, there, rc = -1;

	if ((target->path = path_join(share, period, fail)) == NULL ||
	    (root = site_open_archive(site, fail)) == -1)
		return (-1);
	if ((there = has_name(root, share, period, fail)) == -1)
		goto out;
	if (!there && mkdirat(root, period, 0777) == -1 && errno != EEXIST) {
		fail_sys(fail, "cannot make the folder '%s'", target->path);
		goto out;
	}
	/* Synced even if it was there: a run may have died just after. */
	if ((target->fd = tree_folder(root, period, fail)) == -1) {
		fail_add(fail, "'%s'", share);
		goto out;
	}
	rc = target_sync_folder(root, share, fail);
out:
	close(root);
	return (rc);
}

int
target_temp_name(const char *base, char name[TARGET_NAME], struct fail *fail)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz234567";
	char end[7] = "";
	uint8_t seed[6];
	size_t i;
	int n;

	if (getrandom(seed, sizeof(seed), 0) != (ssize_t)sizeof(seed))
		return (fail_sys(fail, "cannot get random bytes"));
	for (i = 0; i < sizeof(seed); i++)
		end[i] = letters[seed[i] & 31];
	n = snprintf(name, TARGET_NAME, "%s.part-%s", base, end);
	if (n < 0 || n >= TARGET_NAME)
		return (fail_set(fail, FAIL_DATA, "the name '%s' is too long",
		    base));
	return (0);
}

/* Make what has no name there yet, and open it; -1 with errno. */
typedef int maker(int, const char *);

static int
new_folder(int dir, const char *name)
{
	int fd, error;

	if (mkdirat(dir, name, 0777) == -1)
		return (-1);
	fd = openat(dir, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW |
	    O_CLOEXEC);
	if (fd == -1) {
		error = errno;
		(void)unlinkat(dir, name, AT_REMOVEDIR);
		errno = error;
	}
	return (fd);
}

static int
new_file(int dir, const char *name)
{
	return (openat(dir, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW |
	    O_CLOEXEC, 0666));
}

static int
make_temp(const struct target *target, maker *make, const char *base,
    char name[TARGET_NAME], struct fail *fail)
{
	int fd = -1, tries = 0;

	while (fd == -1 && target_temp_name(base, name, fail) == 0) {
		fd = make(target->fd, name);
		if (fd == -1 && (errno != EEXIST || ++tries == TRIES)) {
			fail_sys(fail, "cannot make '%s/%s'", target->path,
			    name);
			break;
		}
	}
	if (fd == -1)
		*name = '\0';	/* nothing of that name is ours */
	return (fd);
}

int
target_make_folder(const struct target *target, const char *base,
    char name[TARGET_NAME], struct fail *fail)
{
	return (make_temp(target, new_folder, base, name, fail));
}

int
target_make_file(const struct target *target, const char *base,
    char name[TARGET_NAME], struct fail *fail)
{
	return (make_temp(target, new_file, base, name, fail));
}

/* A path that stays in the open folder, whatever its name leads to now. */
static char *
held_path(const struct target *target, const char *name, struct fail *fail)
{
	return (text_printf(fail, "/proc/self/fd/%d/%s", target->fd, name));
}

int
target_read(const struct target *target, const char *name, struct buf *b,
    size_t max, struct fail *fail)
{
	char *path = held_path(target, name, fail);
	int rc;

	if (path == NULL)
		return (-1);
	if ((rc = file_read(path, b, max, fail)) == -1)
		fail_add(fail, "reading '%s/%s'", target->path, name);
	free(path);
	return (rc);
}

void
target_drop(const struct target *target, const char *name)
{
	struct fail ignored = FAIL_INIT;
	char *path;

	if (*name == '\0' ||
	    (path = held_path(target, name, &ignored)) == NULL)
		return;
	file_remove_tree(path);
	free(path);
}

static int
rename_held(const struct target *target, const char *from, const char *to,
    struct fail *fail)
{
	char *old = NULL, *new = NULL;
	int rc = -1;

	if ((old = held_path(target, from, fail)) == NULL ||
	    (new = held_path(target, to, fail)) == NULL)
		goto out;
	if ((rc = file_rename_new(old, new, fail)) == -1)
		fail_add(fail, "naming '%s/%s'", target->path, to);
out:
	free(old);
	free(new);
	return (rc);
}

int
target_name(const struct target *target, int *fd, const char *from,
    const char *to, struct fail *fail)
{
	int rc;

	rc = close(*fd);	/* SMB renames no folder that is open */
	*fd = -1;
	if (rc == -1)
		fail_sys(fail, "cannot close '%s/%s'", target->path, from);
	else
		rc = rename_held(target, from, to, fail);
	if (rc == -1)
		return (-1);
	return (target_sync_folder(target->fd, target->path, fail));
}

void
target_close(struct target *target)
{
	free(target->path);
	if (target->fd != -1)
		close(target->fd);
	*target = (struct target)TARGET_INIT;
}
