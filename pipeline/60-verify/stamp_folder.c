#include "verify/stamp_folder.h"

#include <errno.h>
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
#include "core/text.h"
#include "core/tree.h"
#include "verify/stamp_store.h"

#define FILE_MAX_BYTES (1u << 20)
#define NAMES_MAX 10000		/* in one folder; more are refused */

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
		fail_add(fail, "logg/" STAMP_STORE "/%s", folder->name);
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
	if (stamp_store_below(store, folder->name, make, &folder->fd, fail) == -1)
		return (-1);
	if (folder->fd == -1)
		return (fail_set(fail, FAIL_DATA, "there is no logg/"
		    STAMP_STORE "/%s", folder->name));
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
