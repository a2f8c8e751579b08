#include "place/package.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/clock.h"
#include "core/fail.h"
#include "core/file.h"
#include "core/hash.h"
#include "core/path.h"
#include "core/record/capture.h"
#include "core/text.h"
#include "core/tree.h"

#define PDF "representations/pdfa/data/document.pdf"
#define ORDER "documentation/order.xml"
#define CAPTURE "documentation/capture.xml"

/* Going through a folder beside the list. */
struct beside {
	const struct package *package;
	uint8_t *seen;		/* one for each line of the list */
	uint64_t size_bytes;
	int hashing;
	char *difference;	/* owned; the first found */
};

/* Note what differs; the walk is ended by -1 without an error. */
static int
differs(struct beside *beside, const char *path, const char *how,
    struct fail *fail)
{
	beside->difference = text_printf(fail, "'%s/%s' %s",
	    beside->package->id, path, how);
	return (-1);
}

static const struct sums_line *
find_listed(const struct beside *beside, const char *path, struct fail *fail)
{
	const struct sums_line *line;
	char *listed;

	listed = path_join(beside->package->id, path, fail);
	if (listed == NULL)
		return (NULL);
	line = sums_find(&beside->package->sums, listed);
	free(listed);
	return (line);
}

/* A folder stands in no list; it is the package's if a listed file is below. */
static int
check_folder(struct beside *beside, const char *path, struct fail *fail)
{
	const struct sums *sums = &beside->package->sums;
	char *start;
	size_t i;

	start = text_printf(fail, "%s/%s/", beside->package->id, path);
	if (start == NULL)
		return (-1);
	for (i = 0; i < sums->count; i++)
		if (text_prefix(sums->line[i].path, start))
			break;
	free(start);
	if (i == sums->count)
		return (differs(beside, path, "is a folder without a listed "
		    "file", fail));
	return (0);
}

static int
check_file(struct beside *beside, const struct tree_item *item,
    struct fail *fail)
{
	const struct sums_line *line;
	struct hash_sum sum;
	struct stat st;

	if ((line = find_listed(beside, item->path, fail)) == NULL)
		return (fail->kind != FAIL_NONE ? -1 :
		    differs(beside, item->path, "stands in no list", fail));
	beside->seen[line - beside->package->sums.line] = 1;
	if (!beside->hashing) {
		if (fstatat(item->dir, item->name, &st,
		    AT_SYMLINK_NOFOLLOW) == -1)
			return (fail_sys(fail, "cannot look at '%s'",
			    item->path));
		beside->size_bytes += (uint64_t)st.st_size;
		return (0);
	}
	if (tree_hash_watched(item->dir, item->name, beside->package->watch,
	    &sum, fail) == -1)
		return (-1);
	if (strcmp(sum.sha256, line->sha256) != 0)
		return (differs(beside, item->path, "holds other bytes than "
		    "the list says", fail));
	return (0);
}

static int
visit(void *arg, const struct tree_item *item, struct fail *fail)
{
	struct beside *beside = arg;

	switch (item->kind) {
	case TREE_FILE:
		return (check_file(beside, item, fail));
	case TREE_FOLDER:
		return (check_folder(beside, item->path, fail));
	case TREE_LEFT:
		return (0);
	case TREE_OTHER:
		return (differs(beside, item->path, "is not a regular file",
		    fail));
	default:
		return (-1);
	}
}

static int
check_missing(struct beside *beside, struct fail *fail)
{
	const struct sums *sums = &beside->package->sums;
	size_t i;

	for (i = 0; i < sums->count; i++)
		if (!beside->seen[i])
			return (differs(beside, sums->line[i].path +
			    strlen(beside->package->id) + 1, "is missing",
			    fail));
	return (0);
}

/* Fill ${beside} from the folder; -1 with or without a difference. */
static int
go_beside(struct beside *beside, int fd, struct fail *fail)
{
	int rc = -1;

	beside->seen = calloc(beside->package->sums.count + 1, 1);
	if (beside->seen == NULL)
		return (fail_memory(fail));
	if (tree_walk(fd, visit, beside, fail) == 0)
		rc = check_missing(beside, fail);
	free(beside->seen);
	return (rc);
}

int
package_compare(const struct package *package, int fd, char **difference,
    struct fail *fail)
{
	struct beside beside = { package, NULL, 0, 1, NULL };

	*difference = NULL;
	if (go_beside(&beside, fd, fail) == 0)
		return (0);
	*difference = beside.difference;
	return (fail->kind == FAIL_NONE ? 0 : -1);
}

static int
check_set(struct package *package, struct fail *fail)
{
	struct beside beside = { package, NULL, 0, 0, NULL };

	if (go_beside(&beside, package->fd, fail) == 0) {
		package->size_bytes = beside.size_bytes;
		return (0);
	}
	if (fail->kind == FAIL_NONE)
		fail_set(fail, FAIL_DATA, "%s; run 'bevara describe' again",
		    beside.difference);
	free(beside.difference);
	return (-1);
}

/* JOB/package/ holds one folder and its list, and nothing else. */
static int
find_id(struct package *package, struct fail *fail)
{
	struct file_list list = FILE_LIST_INIT;
	size_t i, size;
	int rc = -1;

	if (file_list_dir(package->dir, &list, fail) == -1)
		goto out;
	for (i = 0; i < list.count; i++)
		if (list.entry[i].kind == 'd' &&
		    path_is_id(list.entry[i].path))
			break;
	if (i == list.count) {
		fail_set(fail, FAIL_DATA, "'%s' holds no package; run 'bevara "
		    "describe' first", package->dir);
		goto out;
	}
	if ((package->id = text_copy(list.entry[i].path, fail)) == NULL)
		goto out;
	size = strlen(package->id);
	for (i = 0; i < list.count; i++) {
		const char *name = list.entry[i].path;

		if (strcmp(name, package->id) == 0 ||
		    (text_prefix(name, package->id) &&
		    strcmp(name + size, ".sha256") == 0))
			continue;
		fail_set(fail, FAIL_DATA, "'%s/%s' is not part of the package "
		    "'%s'; move it away", package->dir, name, package->id);
		goto out;
	}
	rc = 0;
out:
	file_list_clear(&list);
	return (rc);
}

static int
read_list(struct package *package, struct fail *fail)
{
	size_t i, size = strlen(package->id);
	const char *path;
	char *file;
	int rc;

	if ((file = text_printf(fail, "%s/%s.sha256", package->dir,
	    package->id)) == NULL)
		return (-1);
	rc = sums_read(&package->sums, file, fail);
	free(file);
	if (rc == -1)
		return (-1);
	for (i = 0; i < package->sums.count; i++) {
		path = package->sums.line[i].path;
		if (!text_prefix(path, package->id) || path[size] != '/')
			return (fail_set(fail, FAIL_DATA, "'%s.sha256' lists "
			    "'%s', which is not in the package", package->id,
			    path));
		if (strcmp(path + size + 1, PDF) == 0)
			package->pdf = &package->sums.line[i];
	}
	if (package->pdf == NULL)
		return (fail_set(fail, FAIL_DATA, "'%s.sha256' does not list "
		    "'%s/" PDF "'", package->id, package->id));
	return (0);
}

/* The order that the package carries says where it goes and what it is. */
static int
read_order(struct package *package, struct fail *fail)
{
	size_t size;
	char *file;
	int rc;

	if ((file = text_printf(fail, "%s/%s/" ORDER, package->dir,
	    package->id)) == NULL)
		return (-1);
	rc = order_load(&package->order, file, fail);
	free(file);
	if (rc == -1)
		return (-1);
	size = strlen(package->order.account);
	if (!path_is_period(package->order.period) ||
	    !path_is_account(package->order.account) ||
	    !text_prefix(package->id, package->order.account) ||
	    package->id[size] != '_')
		return (fail_set(fail, FAIL_DATA, "the package '%s' carries "
		    "the order of '%s', %s", package->id,
		    package->order.account, package->order.period));
	return (0);
}

/* When a picture that a person handed in was taken; packages may have none. */
static int
read_taken(struct package *package, struct fail *fail)
{
	struct capture c;
	int64_t utc;
	char *file;
	int rc = 0;

	if ((file = text_printf(fail, "%s/%s/" CAPTURE, package->dir,
	    package->id)) == NULL)
		return (-1);
	if (file_is_file(file) && (rc = capture_load(&c, file, fail)) == 0) {
		if (c.manual.taken == NULL)
			package->taken[0] = '\0';
		else if (clock_parse(c.manual.taken, &utc) == 0)
			clock_date(utc, package->taken);
		else
			(void)snprintf(package->taken, CLOCK_TEXT, "%s",
			    c.manual.taken);
		capture_clear(&c);
	}
	free(file);
	return (rc);
}

/* The stamp in an id that path_is_id() has seen: 16 characters after '_'. */
static int
read_stamp(struct package *package, struct fail *fail)
{
	char stamp[17];

	memcpy(stamp, strchr(package->id, '_') + 1, 16);
	stamp[16] = '\0';
	if (clock_parse(stamp, &package->ended_utc) == -1)
		return (fail_set(fail, FAIL_DATA, "the id '%s' holds no time",
		    package->id));
	return (0);
}

int
package_load(struct package *package, const char *job, struct fail *fail)
{
	int above = -1, rc = -1;

	if ((package->dir = path_join(job, "package", fail)) == NULL ||
	    (above = tree_folder(AT_FDCWD, package->dir, fail)) == -1) {
		if (package->dir != NULL && fail->kind == FAIL_DATA)
			fail_set(fail, FAIL_DATA, "there is no folder '%s'; "
			    "run 'bevara describe' first", package->dir);
		goto out;
	}
	if (find_id(package, fail) == -1 ||
	    read_list(package, fail) == -1 ||
	    read_stamp(package, fail) == -1 ||
	    (package->fd = tree_folder(above, package->id, fail)) == -1 ||
	    check_set(package, fail) == -1)
		goto out;
	rc = read_order(package, fail) == -1 ? -1 : read_taken(package, fail);
out:
	if (above != -1)
		close(above);
	return (rc);
}

void
package_clear(struct package *package)
{
	free(package->dir);
	free(package->id);
	if (package->fd != -1)
		close(package->fd);
	sums_clear(&package->sums);
	order_clear(&package->order);
	*package = (struct package)PACKAGE_INIT;
}
