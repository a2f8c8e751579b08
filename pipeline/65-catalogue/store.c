#include "catalogue/store.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/buf.h"
#include "core/fail.h"
#include "core/file.h"
#include "core/list.h"
#include "core/msg.h"
#include "core/path.h"
#include "core/text.h"
#include "core/tree.h"

#define LOCK_WAIT_S 5
#define FILE_MAX_BYTES (64u << 20)
#define PART ".part-"

static const char *const folders[STORE_PLACES] = { "katalog",
    "katalog/poster", "katalog/bilder" };

/* What our names begin and end with; between them is a hash, or an id too. */
static const struct {
	enum store_place place;
	const char *start, *end;
} ours[] = {
	{ STORE_TOP, "program-", ".js" }, { STORE_TOP, "stil-", ".css" },
	{ STORE_TOP, "lista-", ".js" }, { STORE_TOP, "ord-", ".js" },
	{ STORE_POSTS, "", ".js" }, { STORE_PICTURES, "", ".jpg" },
};

static int
add(struct store_names *names, const char *text, struct fail *fail)
{
	struct store_name *list;
	char *copy = text_copy(text, fail);

	if (copy == NULL || (list = list_grow(names->name, &names->count,
	    sizeof(*list), fail)) == NULL) {
		free(copy);
		return (-1);
	}
	names->name = list;
	list[names->count - 1].text = copy;
	return (0);
}

static int
by_text(const void *a, const void *b)
{
	return (strcmp(((const struct store_name *)a)->text,
	    ((const struct store_name *)b)->text));
}

static int
visit(void *arg, const struct tree_item *item, struct fail *fail)
{
	if (item->kind == TREE_UNREADABLE)
		return (-1);
	return (item->kind == TREE_FOLDER ? 0 : add(arg, item->name, fail));
}

static int
list(struct store *store, enum store_place place, struct fail *fail)
{
	struct store_names *names = &store->there[place];
	int fd, rc;

	if ((fd = tree_folder(AT_FDCWD, store->dir[place], fail)) == -1)
		return (-1);
	rc = tree_each(fd, visit, names, fail);
	close(fd);
	if (rc == 0 && names->count > 1)
		qsort(names->name, names->count, sizeof(*names->name),
		    by_text);
	return (rc);
}

/* Make a folder; a link in its place could lead us anywhere. */
static int
make_folder(const char *path, struct fail *fail)
{
	if (file_exists(path) && !file_is_dir(path))
		return (fail_set(fail, FAIL_EXISTS, "'%s' is there and is no "
		    "folder; move it away", path));
	return (file_make_dirs(path, fail));
}

int
store_open(struct store *store, const char *share, struct fail *fail)
{
	char *lock = NULL;
	size_t i;
	int rc = -1;

	for (i = 0; i < STORE_PLACES; i++)
		if ((store->dir[i] = path_join(share, folders[i],
		    fail)) == NULL || make_folder(store->dir[i], fail) == -1)
			goto out;
	if ((lock = path_join(store->dir[STORE_TOP], ".lock", fail)) == NULL ||
	    (store->lock = file_lock(lock, LOCK_WAIT_S, fail)) == -1)
		goto out;
	for (i = 0; i < STORE_PLACES; i++)
		if (list(store, (enum store_place)i, fail) == -1)
			goto out;
	rc = 0;
out:
	free(lock);
	return (rc);
}

static struct store_name *
find(const struct store *store, enum store_place place, const char *name)
{
	const struct store_names *names = &store->there[place];
	struct store_name key = { (char *)name, 0 };

	if (names->count == 0)
		return (NULL);
	return (bsearch(&key, names->name, names->count, sizeof(key),
	    by_text));
}

int
store_has(const struct store *store, enum store_place place, const char *name)
{
	return (find(store, place, name) != NULL);
}

int
store_write(const struct store *store, enum store_place place,
    const char *name, const struct buf *b, struct fail *fail)
{
	char *path;
	int rc;

	if ((path = path_join(store->dir[place], name, fail)) == NULL)
		return (-1);
	rc = file_write(path, buf_text(b), b->size, fail);
	free(path);
	return (rc);
}

int
store_put(const struct store *store, enum store_place place, const char *name,
    const struct buf *b, struct fail *fail)
{
	if (!store->anew && store_has(store, place, name))
		return (0);
	return (store_write(store, place, name, b, fail));
}

int
store_read(const struct store *store, enum store_place place,
    const char *name, struct buf *b, struct fail *fail)
{
	char *path = path_join(store->dir[place], name, fail);
	int rc;

	if (path == NULL)
		return (-1);
	rc = file_read(path, b, FILE_MAX_BYTES, fail);
	free(path);
	return (rc);
}

void
store_keep(struct store *store, enum store_place place, const char *name)
{
	struct store_name *there = find(store, place, name);

	if (there != NULL)
		there->kept = 1;
}

/* Whether a name is such as we give; a person's own file is left alone. */
static int
is_ours(enum store_place place, const char *name)
{
	const char *part = strstr(name, PART);
	size_t i, n, size = part == NULL ? strlen(name) :
	    (size_t)(part - name);

	if (part != NULL && place == STORE_TOP &&
	    strncmp(name, STORE_STATE PART, strlen(STORE_STATE PART)) == 0)
		return (1);
	for (i = 0; i < sizeof(ours) / sizeof(*ours); i++) {
		if (ours[i].place != place || !text_prefix(name,
		    ours[i].start))
			continue;
		n = strlen(ours[i].end);
		if (size > n + 16 &&
		    memcmp(name + size - n, ours[i].end, n) == 0)
			return (1);
	}
	return (0);
}

static int
sweep(struct store *store, enum store_place place, size_t *left,
    struct fail *fail)
{
	const struct store_names *names = &store->there[place];
	char *path;
	size_t i;

	for (i = 0; i < names->count; i++) {
		if (names->name[i].kept ||
		    !is_ours(place, names->name[i].text))
			continue;
		path = path_join(store->dir[place], names->name[i].text,
		    fail);
		if (path == NULL)
			return (-1);
		if (unlink(path) == -1 && errno != ENOENT) {
			msg_warn("cannot remove '%s': %s", path,
			    strerror(errno));
			(*left)++;
		}
		free(path);
	}
	return (0);
}

int
store_sweep(struct store *store, struct fail *fail)
{
	size_t i, left = 0;

	for (i = 0; i < STORE_PLACES; i++)
		if (sweep(store, (enum store_place)i, &left, fail) == -1)
			return (-1);
	if (left > 0)
		return (fail_set(fail, FAIL_LATER, "%zu files of the former "
		    "catalogue could not be removed; run again when nobody "
		    "holds them open", left));
	return (0);
}

void
store_close(struct store *store)
{
	size_t i, k;

	for (i = 0; i < STORE_PLACES; i++) {
		for (k = 0; k < store->there[i].count; k++)
			free(store->there[i].name[k].text);
		free(store->there[i].name);
		free(store->dir[i]);
	}
	if (store->lock != -1)
		(void)close(store->lock);
	*store = (struct store)STORE_INIT;
}
