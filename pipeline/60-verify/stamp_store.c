#include "verify/stamp_store.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/fail.h"
#include "core/file.h"
#include "core/list.h"
#include "core/site.h"
#include "core/text.h"
#include "core/tree.h"
#include "verify/finding.h"

#define DIGITS 12

int
stamp_store_below(int dir, const char *name, int make, int *fd,
    struct fail *fail)
{
	struct stat st;

	*fd = -1;
	if (fstatat(dir, name, &st, AT_SYMLINK_NOFOLLOW) == -1) {
		if (errno != ENOENT)
			return (fail_sys(fail, "cannot look at '%s'", name));
		if (!make)
			return (0);
		if ((mkdirat(dir, name, 0777) == -1 && errno != EEXIST))
			return (fail_sys(fail, "cannot make the folder '%s'",
			    name));
		if (file_flush_folder(dir) == -1)
			return (fail_sys(fail, "cannot sync a folder of time "
			    "stamps"));
	}
	*fd = tree_folder(dir, name, fail);
	return (*fd == -1 ? -1 : 0);
}

int
stamp_store_share(int share, int make, int *fd, struct fail *fail)
{
	int log, rc;

	if (stamp_store_below(share, "logg", 0, &log, fail) == -1)
		return (-1);
	if (log == -1) {
		*fd = -1;
		return (!make ? 0 : fail_set(fail, FAIL_LATER, "the archive "
		    "share has no folder logg; mount it, or begin the log "
		    "once by 'bevara key new'"));
	}
	rc = stamp_store_below(log, STAMP_STORE, make, fd, fail);
	if (rc == -1)
		fail_add(fail, "the share's logg");
	close(log);
	return (rc);
}

int
stamp_store_copy(const struct site *site, int make, int *fd, struct fail *fail)
{
	int dir, rc;

	*fd = -1;
	if (!make && !file_exists(site->log_copy))
		return (0);
	if (make && file_make_dirs(site->log_copy, fail) == -1)
		return (-1);
	dir = open(site->log_copy, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (dir == -1)
		return (fail_sys(fail, "cannot open '%s', the log's copy",
		    site->log_copy));
	rc = stamp_store_below(dir, STAMP_STORE, make, fd, fail);
	if (rc == -1)
		fail_add(fail, "the log's copy '%s'", site->log_copy);
	close(dir);
	return (rc);
}

struct sizing {
	struct stamp_sizes *sizes;
	struct finding_list *findings;
};

static int
add_size(struct stamp_sizes *sizes, uint64_t size, struct fail *fail)
{
	uint64_t *more = list_grow(sizes->size, &sizes->count, sizeof(*more),
	    fail);

	if (more == NULL)
		return (-1);
	sizes->size = more;
	more[sizes->count - 1] = size;
	return (0);
}

static int
visit_size(void *arg, const struct tree_item *item, struct fail *fail)
{
	struct sizing *sizing = arg;
	enum finding_kind kind = FINDING_UNTRACKED;
	char *path;
	int64_t size;
	int rc;

	if (item->kind == TREE_UNREADABLE)
		return (-1);
	if (item->kind == TREE_FOLDER && strlen(item->name) == DIGITS &&
	    text_int(item->name, 1, INT64_MAX, &size) == 0)
		return (add_size(sizing->sizes, (uint64_t)size, fail));
	if (sizing->findings == NULL)
		return (0);
	if (strstr(item->name, ".part-") != NULL)
		kind = FINDING_LEFTOVER;
	path = text_printf(fail, "logg/" STAMP_STORE "/%s", item->name);
	if (path == NULL)
		return (-1);
	rc = finding_add(sizing->findings, kind, path, NULL, fail);
	free(path);
	return (rc);
}

static int
by_size(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return (x < y ? -1 : x > y);
}

int
stamp_store_sizes(int store, struct stamp_sizes *sizes,
    struct finding_list *findings, struct fail *fail)
{
	struct sizing sizing = { sizes, findings };

	if (tree_each(store, visit_size, &sizing, fail) == -1)
		return (-1);
	if (sizes->count > 1)
		qsort(sizes->size, sizes->count, sizeof(*sizes->size),
		    by_size);
	return (0);
}

void
stamp_sizes_clear(struct stamp_sizes *sizes)
{
	free(sizes->size);
	*sizes = (struct stamp_sizes)STAMP_SIZES_INIT;
}
