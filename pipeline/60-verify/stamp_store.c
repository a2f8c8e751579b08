#include "verify/stamp_store.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/buf.h"
#include "core/fail.h"
#include "core/file.h"
#include "core/list.h"
#include "core/site.h"
#include "core/text.h"
#include "core/tree.h"
#include "verify/finding.h"

#define STORE "stamplar"
#define RENEWAL "omstampel-"
#define DIGITS 12
#define FILE_MAX_BYTES (1u << 20)
#define NAMES_MAX 10000		/* in one folder; more are refused */

/* ---- names ---- */

/* An authority's name as bevara.xsd has it: [a-z0-9-], 1 to 20. */
static int
is_authority(const char *s, size_t n)
{
	size_t i;

	if (n < 1 || n > 20 || s[0] == '-' || s[n - 1] == '-')
		return (0);
	for (i = 0; i < n; i++)
		if (!(s[i] >= 'a' && s[i] <= 'z') &&
		    !(s[i] >= '0' && s[i] <= '9') && s[i] != '-')
			return (0);
	return (1);
}

/* AUTH.tsr or AUTH.pem. */
static void
parse_stamp(struct stamp_file *file, const char *name)
{
	size_t n = strlen(name);

	if (n < 5 || !is_authority(name, n - 4))
		return;
	if (strcmp(name + n - 4, ".tsr") == 0)
		file->kind = STAMP_TOKEN;
	else if (strcmp(name + n - 4, ".pem") == 0)
		file->kind = STAMP_CHAIN;
	else
		return;
	memcpy(file->authority, name, n - 4);
	file->authority[n - 4] = '\0';
}

/* "omstampel-7.": 7, and where it ends; 0 if it is none. */
static int
renewal_of(const char *name, const char **rest)
{
	const char *at = name + strlen(RENEWAL);
	int n = 0;

	if (strncmp(name, RENEWAL, strlen(RENEWAL)) != 0 || *at == '0')
		return (0);
	while (*at >= '0' && *at <= '9' && n <= STAMP_GENERATIONS)
		n = 10 * n + (*at++ - '0');
	*rest = at + 1;
	return (*at == '.' && n <= STAMP_GENERATIONS ? n : 0);
}

void
stamp_file_parse(struct stamp_file *file, const char *name)
{
	const char *rest;

	*file = (struct stamp_file){ "", STAMP_OTHER, 0, "" };
	if (strlen(name) >= sizeof(file->name))
		return;
	memcpy(file->name, name, strlen(name) + 1);
	if (strcmp(name, "checkpoint") == 0) {
		file->kind = STAMP_CHECKPOINT;
		return;
	}
	if ((file->generation = renewal_of(name, &rest)) > 0) {
		if (strcmp(rest, "sha256") == 0)
			file->kind = STAMP_LIST;
		else
			parse_stamp(file, rest);
	}
	/* A service may be called omstampel-1 too. */
	if (file->kind == STAMP_OTHER) {
		file->generation = 0;
		parse_stamp(file, name);
	}
}

void
stamp_file_make(struct stamp_file *file, enum stamp_kind kind, int generation,
    const char *authority)
{
	const char *end = kind == STAMP_TOKEN ? "tsr" : "pem";
	struct stamp_file made = { "", kind, generation, "" };

	if (kind == STAMP_CHECKPOINT)
		(void)snprintf(made.name, sizeof(made.name), "checkpoint");
	else if (kind == STAMP_LIST)
		(void)snprintf(made.name, sizeof(made.name), RENEWAL
		    "%d.sha256", generation);
	else {
		(void)snprintf(made.authority, sizeof(made.authority), "%s",
		    authority);
		if (generation == 0)
			(void)snprintf(made.name, sizeof(made.name), "%s.%s",
			    made.authority, end);
		else
			(void)snprintf(made.name, sizeof(made.name), RENEWAL
			    "%d.%s.%s", generation, made.authority, end);
	}
	*file = made;
}

/* ---- the folder of them all ---- */

static int
sync_folder(int fd, struct fail *fail)
{
	int rc;

	while ((rc = fsync(fd)) == -1 && errno == EINTR)
		continue;
	if (rc == -1 && errno != EINVAL && errno != EOPNOTSUPP)
		return (fail_sys(fail, "cannot sync a folder of time stamps"));
	return (0);
}

/* Open a folder in another; *fd is -1 if it is not there and not made. */
static int
open_below(int dir, const char *name, int make, int *fd, struct fail *fail)
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
		if (sync_folder(dir, fail) == -1)
			return (-1);
	}
	*fd = tree_folder(dir, name, fail);
	return (*fd == -1 ? -1 : 0);
}

int
stamp_store_share(int share, int make, int *fd, struct fail *fail)
{
	int log, rc;

	if (open_below(share, "logg", 0, &log, fail) == -1)
		return (-1);
	if (log == -1) {
		*fd = -1;
		return (!make ? 0 : fail_set(fail, FAIL_LATER, "the archive "
		    "share has no folder logg; mount it, or begin the log "
		    "once by 'bevara key new'"));
	}
	rc = open_below(log, STORE, make, fd, fail);
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
	rc = open_below(dir, STORE, make, fd, fail);
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
	if ((path = text_printf(fail, "logg/" STORE "/%s", item->name)) == NULL)
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

/* ---- one checkpoint's folder ---- */

static int
visit_file(void *arg, const struct tree_item *item, struct fail *fail)
{
	struct stamp_folder *folder = arg;
	struct stamp_file *more;

	if (item->kind == TREE_UNREADABLE)
		return (-1);
	if (folder->count == NAMES_MAX)
		return (fail_set(fail, FAIL_DATA, "more than %d files",
		    NAMES_MAX));
	more = list_grow(folder->file, &folder->count, sizeof(*more), fail);
	if (more == NULL)
		return (-1);
	folder->file = more;
	more += folder->count - 1;
	stamp_file_parse(more, item->name);
	if (item->kind != TREE_FILE)
		more->kind = STAMP_OTHER;
	if (more->name[0] == '\0')	/* too long to be ours */
		(void)snprintf(more->name, sizeof(more->name), "%.*s...",
		    STAMP_FILE - 8, item->name);
	return (0);
}

int
stamp_folder_again(struct stamp_folder *folder, struct fail *fail)
{
	size_t i;

	free(folder->file);
	folder->file = NULL;
	folder->count = 0;
	folder->last = 0;
	if (tree_each(folder->fd, visit_file, folder, fail) == -1) {
		fail_add(fail, "logg/" STORE "/%s", folder->name);
		return (-1);
	}
	for (i = 0; i < folder->count; i++)
		if (folder->file[i].kind == STAMP_TOKEN &&
		    folder->file[i].generation > folder->last)
			folder->last = folder->file[i].generation;
	return (0);
}

int
stamp_folder_open(struct stamp_folder *folder, int store, uint64_t size,
    int make, struct fail *fail)
{
	*folder = (struct stamp_folder)STAMP_FOLDER_INIT;
	folder->size = size;
	(void)snprintf(folder->name, sizeof(folder->name), "%012" PRIu64,
	    size % 1000000000000);
	if (open_below(store, folder->name, make, &folder->fd, fail) == -1)
		return (-1);
	if (folder->fd == -1)
		return (fail_set(fail, FAIL_DATA, "there is no logg/" STORE
		    "/%s", folder->name));
	if (stamp_folder_again(folder, fail) == 0)
		return (0);
	stamp_folder_clear(folder);
	return (-1);
}

void
stamp_folder_clear(struct stamp_folder *folder)
{
	if (folder->fd != -1)
		close(folder->fd);
	free(folder->file);
	*folder = (struct stamp_folder)STAMP_FOLDER_INIT;
}

const struct stamp_file *
stamp_folder_find(const struct stamp_folder *folder, const char *name)
{
	size_t i;

	for (i = 0; i < folder->count; i++)
		if (strcmp(folder->file[i].name, name) == 0)
			return (&folder->file[i]);
	return (NULL);
}

int
stamp_folder_counts(const struct stamp_folder *folder,
    const struct stamp_file *file)
{
	struct stamp_file token;

	if (file->kind == STAMP_LIST)
		return (file->generation <= folder->last);
	if (file->kind != STAMP_CHAIN)
		return (file->kind != STAMP_OTHER);
	stamp_file_make(&token, STAMP_TOKEN, file->generation,
	    file->authority);
	return (stamp_folder_find(folder, token.name) != NULL);
}

/* As file_write() names what it writes: FILE.part-XXXXXX, of our files only. */
static int
is_part(const struct stamp_file *file)
{
	struct stamp_file whole;
	char name[STAMP_FILE];
	const char *part = strstr(file->name, ".part-");

	if (part == NULL || strlen(part) != strlen(".part-XXXXXX"))
		return (0);
	(void)snprintf(name, sizeof(name), "%.*s", (int)(part - file->name),
	    file->name);
	stamp_file_parse(&whole, name);
	return (whole.kind != STAMP_OTHER);
}

int
stamp_folder_sweep(struct stamp_folder *folder, struct fail *fail)
{
	size_t i;

	for (i = 0; i < folder->count; i++)
		if (is_part(&folder->file[i]) &&
		    unlinkat(folder->fd, folder->file[i].name, 0) == -1 &&
		    errno != ENOENT)
			return (fail_sys(fail, "cannot remove %s/%s",
			    folder->name, folder->file[i].name));
	return (stamp_folder_again(folder, fail));
}

/*
 * A path that stays in the open folder, whatever its name leads to now; by the
 * dot the folder itself can be opened without following a link.
 */
static char *
held_path(const struct stamp_folder *folder, const char *name,
    struct fail *fail)
{
	return (text_printf(fail, "/proc/self/fd/%d/./%s", folder->fd, name));
}

int
stamp_folder_read(const struct stamp_folder *folder, const char *name,
    struct buf *b, struct fail *fail)
{
	char *path = held_path(folder, name, fail);
	struct fail why = FAIL_INIT;
	int rc;

	if (path == NULL)
		return (-1);
	if ((rc = file_read(path, b, FILE_MAX_BYTES, &why)) == -1) {
		*fail = why;
		fail_add(fail, "reading %s/%s", folder->name, name);
	}
	free(path);
	return (rc);
}

int
stamp_folder_write(const struct stamp_folder *folder, const char *name,
    const struct buf *b, struct fail *fail)
{
	char *path = held_path(folder, name, fail);
	struct stamp_file file;
	int rc;

	if (path == NULL)
		return (-1);
	if ((rc = file_write(path, b->data, b->size, fail)) == -1)
		fail_add(fail, "writing %s/%s", folder->name, name);
	free(path);
	stamp_file_parse(&file, name);
	/* What is never replaced; some file systems have no such mark. */
	if (rc == 0 && (file.kind == STAMP_TOKEN ||
	    file.kind == STAMP_CHECKPOINT))
		(void)fchmodat(folder->fd, name, 0444, 0);
	return (rc);
}
