#include "catalogue/shelf.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/fail.h"
#include "core/list.h"
#include "core/path.h"
#include "core/text.h"
#include "core/tree.h"

struct reading {
	struct shelf *shelf;
	const char *period;
};

static const struct {
	const char *ending;
	int has;
} endings[] = {
	{ ".sha256", SHELF_LIST },
	{ ".sha256.p7s", SHELF_SIGNED },
	{ ".tlog-proof", SHELF_PROOF },
	{ "", SHELF_FOLDER },
};

struct shelf_item *
shelf_more(struct shelf *shelf, struct fail *fail)
{
	struct shelf_item *item = list_grow(shelf->item, &shelf->count,
	    sizeof(*item), fail);

	if (item == NULL)
		return (NULL);
	shelf->item = item;
	return (&item[shelf->count - 1]);
}

static int
add(struct reading *r, const char *name, size_t n, int has, struct fail *fail)
{
	struct shelf_item *item = shelf_more(r->shelf, fail);

	if (item == NULL ||
	    (item->period = text_copy(r->period, fail)) == NULL ||
	    (item->id = text_printf(fail, "%.*s", (int)n, name)) == NULL)
		return (-1);
	item->has = has;
	return (0);
}

/* The list's size and time, by which the next run knows it again. */
static int
look(struct shelf_item *item, int dir, const char *name)
{
	struct stat st;

	if (fstatat(dir, name, &st, AT_SYMLINK_NOFOLLOW) == -1)
		return (-1);
	item->size = (uint64_t)st.st_size;
	item->time_ns = (int64_t)st.st_mtim.tv_sec * 1000000000 +
	    st.st_mtim.tv_nsec;
	return (0);
}

static int
visit_name(void *arg, const struct tree_item *at, struct fail *fail)
{
	struct reading *r = arg;
	size_t i, n = strlen(at->name);
	char *id;
	int is;

	if (at->kind == TREE_UNREADABLE)
		return (-1);
	for (i = 0; i < sizeof(endings) / sizeof(*endings); i++)
		if (text_suffix(at->name, endings[i].ending) &&
		    (endings[i].has == SHELF_FOLDER) ==
		    (at->kind == TREE_FOLDER))
			break;
	if (i == sizeof(endings) / sizeof(*endings) ||
	    (at->kind != TREE_FILE && at->kind != TREE_FOLDER))
		return (0);
	n -= strlen(endings[i].ending);
	if ((id = text_printf(fail, "%.*s", (int)n, at->name)) == NULL)
		return (-1);
	is = path_is_id(id);
	free(id);
	if (!is)
		return (0);
	if (add(r, at->name, n, endings[i].has, fail) == -1)
		return (-1);
	/* One that is gone by now is as one that was not there. */
	if (endings[i].has == SHELF_LIST &&
	    look(&r->shelf->item[r->shelf->count - 1], at->dir,
	    at->name) == -1)
		r->shelf->item[r->shelf->count - 1].has = 0;
	return (0);
}

static int
visit_root(void *arg, const struct tree_item *at, struct fail *fail)
{
	struct reading *r = arg;
	int fd, rc;

	if (at->kind == TREE_UNREADABLE)
		return (-1);
	if (at->kind != TREE_FOLDER || !path_is_period(at->name))
		return (0);
	r->period = at->name;
	if ((fd = tree_folder(at->dir, at->name, fail)) == -1)
		return (-1);
	rc = tree_each(fd, visit_name, r, fail);
	close(fd);
	return (rc);
}

/* The stamp in an id comes after its only underscore but that of "_v2". */
static const char *
stamp(const char *id)
{
	const char *at = strchr(id, '_');

	return (at == NULL ? id : at);
}

int
shelf_order(const struct shelf_item *a, const struct shelf_item *b)
{
	int order = strcmp(stamp(a->id), stamp(b->id));

	if (order == 0)
		order = strcmp(a->id, b->id);
	return (order == 0 ? strcmp(a->period, b->period) : order);
}

static int
compare(const void *a, const void *b)
{
	return (shelf_order(a, b));
}

static void
item_clear(struct shelf_item *item)
{
	free(item->period);
	free(item->id);
}

/* Names of one package were added apart: make them one, or none. */
static void
merge(struct shelf *shelf)
{
	const int whole = SHELF_FOLDER | SHELF_LIST;
	struct shelf_item *item = shelf->item;
	size_t i, kept = 0, done = 0;

	if (shelf->count > 1)
		qsort(item, shelf->count, sizeof(*item), compare);
	for (i = 0; i < shelf->count; i++) {
		if (kept > 0 && shelf_order(&item[kept - 1], &item[i]) == 0) {
			item[kept - 1].has |= item[i].has;
			if (item[i].has & SHELF_LIST) {
				item[kept - 1].size = item[i].size;
				item[kept - 1].time_ns = item[i].time_ns;
			}
			item_clear(&item[i]);
		} else
			item[kept++] = item[i];
	}
	for (i = 0; i < kept; i++) {
		if ((item[i].has & whole) == whole)
			item[done++] = item[i];
		else
			item_clear(&item[i]);
	}
	shelf->count = done;
}

int
shelf_read(struct shelf *shelf, int share, struct fail *fail)
{
	struct reading r = { shelf, NULL };

	if (tree_each(share, visit_root, &r, fail) == -1)
		return (-1);
	merge(shelf);
	return (0);
}

void
shelf_clear(struct shelf *shelf)
{
	size_t i;

	for (i = 0; i < shelf->count; i++)
		item_clear(&shelf->item[i]);
	free(shelf->item);
	*shelf = (struct shelf)SHELF_INIT;
}
