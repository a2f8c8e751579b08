#include "verify/shelf.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/fail.h"
#include "core/path.h"
#include "core/text.h"
#include "core/tree.h"
#include "verify/finding.h"

#define LIST ".sha256"

struct reading {
	struct shelf *shelf;
	struct finding_list *findings;
	const char *period;
};

static int
add(struct shelf_list *list, const char *period, const char *name, size_t size,
    struct fail *fail)
{
	struct shelf_item *item;
	size_t room;

	if (list->count == list->room) {
		room = list->room == 0 ? 64 : 2 * list->room;
		item = reallocarray(list->item, room, sizeof(*item));
		if (item == NULL)
			return (fail_memory(fail));
		list->item = item;
		list->room = room;
	}
	item = &list->item[list->count];
	if ((item->period = text_copy(period, fail)) == NULL)
		return (-1);
	if ((item->name = text_printf(fail, "%.*s", (int)size, name)) == NULL) {
		free(item->period);
		return (-1);
	}
	item->folder = item->list = 0;
	list->count++;
	return (0);
}

static void
item_free(struct shelf_item *item)
{
	free(item->period);
	free(item->name);
}

static int
by_name(const void *a, const void *b)
{
	const struct shelf_item *x = a, *y = b;
	int order = strcmp(x->period, y->period);

	return (order != 0 ? order : strcmp(x->name, y->name));
}

/* A folder and its list were added apart: make them one. */
static void
merge(struct shelf_list *list)
{
	struct shelf_item *last;
	size_t i, kept = 0;

	if (list->count > 1)
		qsort(list->item, list->count, sizeof(*list->item), by_name);
	for (i = 0; i < list->count; i++) {
		last = kept == 0 ? NULL : &list->item[kept - 1];
		if (last != NULL && by_name(last, &list->item[i]) == 0) {
			last->folder |= list->item[i].folder;
			last->list |= list->item[i].list;
			item_free(&list->item[i]);
		} else
			list->item[kept++] = list->item[i];
	}
	list->count = kept;
}

static int
tell(const struct reading *reading, enum finding_kind kind, const char *name,
    const char *detail, struct fail *fail)
{
	char *path = path_join(reading->period, name, fail);
	int rc = -1;

	if (path != NULL)
		rc = finding_add(reading->findings, kind, path, detail, fail);
	free(path);
	return (rc);
}

/* ID.sha256.p7s or ID.tlog-proof; other names are nobody's. */
static int
is_beside(const char *name)
{
	static const char *const ends[] = { LIST ".p7s", ".tlog-proof" };
	size_t i, size = strlen(name);
	char id[80];

	for (i = 0; i < sizeof(ends) / sizeof(*ends); i++) {
		if (!text_suffix(name, ends[i]) ||
		    size - strlen(ends[i]) >= sizeof(id))
			continue;
		memcpy(id, name, size - strlen(ends[i]));
		id[size - strlen(ends[i])] = '\0';
		if (path_is_id(id))
			return (1);
	}
	return (0);
}

/* A name in a half-year's folder. */
static int
visit_name(void *arg, const struct tree_item *item, struct fail *fail)
{
	struct reading *reading = arg;
	struct shelf_list *packages = &reading->shelf->packages;
	size_t size = strlen(item->name);
	char why[sizeof(fail->text)];

	if (item->kind == TREE_UNREADABLE) {
		memcpy(why, fail->text, sizeof(why));
		return (tell(reading, FINDING_UNREADABLE, item->name, why,
		    fail));
	}
	if (strstr(item->name, ".part-") != NULL)
		return (tell(reading, FINDING_LEFTOVER, item->name, NULL,
		    fail));
	if (item->kind == TREE_OTHER)
		return (tell(reading, FINDING_UNTRACKED, item->name,
		    "neither a file nor a folder", fail));
	if (item->kind == TREE_FOLDER) {
		if (add(packages, reading->period, item->name, size,
		    fail) == -1)
			return (-1);
		packages->item[packages->count - 1].folder = 1;
		return (0);
	}
	if (is_beside(item->name))
		return (0);
	if (!text_suffix(item->name, LIST))
		return (add(&reading->shelf->loose, reading->period,
		    item->name, size, fail));
	if (add(packages, reading->period, item->name, size - strlen(LIST),
	    fail) == -1)
		return (-1);
	packages->item[packages->count - 1].list = 1;
	return (0);
}

/* A name at the share's root; only half-years are looked into. */
static int
visit_root(void *arg, const struct tree_item *item, struct fail *fail)
{
	struct reading *reading = arg;
	int fd, rc;

	if (item->kind == TREE_UNREADABLE)
		return (-1);
	if (!path_is_period(item->name))
		return (0);
	if (item->kind != TREE_FOLDER)
		return (finding_add(reading->findings, FINDING_UNTRACKED,
		    item->name, "not a folder", fail));
	reading->period = item->name;
	if ((fd = tree_folder(item->dir, item->name, fail)) == -1) {
		struct fail why = *fail;

		fail_clear(fail);
		return (finding_add(reading->findings, FINDING_UNREADABLE,
		    item->name, why.text, fail));
	}
	rc = tree_each(fd, visit_name, reading, fail);
	close(fd);
	return (rc);
}

int
shelf_read(struct shelf *shelf, int share, struct finding_list *findings,
    struct fail *fail)
{
	struct reading reading = { shelf, findings, NULL };

	if (tree_each(share, visit_root, &reading, fail) == -1)
		return (-1);
	merge(&shelf->packages);
	return (0);
}

void
shelf_keep(struct shelf_list *list, char *const *names, size_t count,
    char *found)
{
	size_t i, j, kept = 0;
	int wanted;

	for (i = 0; i < list->count; i++) {
		wanted = 0;
		for (j = 0; j < count; j++)
			if (strcmp(list->item[i].name, names[j]) == 0)
				found[j] = wanted = 1;
		if (wanted)
			list->item[kept++] = list->item[i];
		else
			item_free(&list->item[i]);
	}
	list->count = kept;
}

/* The next of a series of numbers: splitmix64 (Steele, Lea and Flood 2014). */
static uint64_t
next(uint64_t *state)
{
	uint64_t z = (*state += 0x9e3779b97f4a7c15);

	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
	z = (z ^ z >> 27) * 0x94d049bb133111eb;
	return (z ^ z >> 31);
}

void
shelf_sample(struct shelf_list *list, size_t count, unsigned long long seed)
{
	struct shelf_item swap;
	uint64_t state = seed;
	size_t i, j;

	if (count >= list->count)
		return;
	for (i = 0; i < count; i++) {
		j = i + (size_t)(next(&state) % (list->count - i));
		swap = list->item[i];
		list->item[i] = list->item[j];
		list->item[j] = swap;
	}
	for (i = count; i < list->count; i++)
		item_free(&list->item[i]);
	list->count = count;
	if (count > 1)
		qsort(list->item, count, sizeof(*list->item), by_name);
}

int
shelf_add(struct shelf_list *list, const char *period, const char *name,
    struct fail *fail)
{
	return (add(list, period, name, strlen(name), fail));
}

static void
sort(struct shelf_list *list)
{
	if (list->count > 1)
		qsort(list->item, list->count, sizeof(*list->item), by_name);
}

void
shelf_drop(struct shelf_list *list, struct shelf_list *others)
{
	size_t i, kept = 0;

	sort(list);
	sort(others);
	for (i = 0; i < list->count; i++) {
		if (others->count > 0 && bsearch(&list->item[i], others->item,
		    others->count, sizeof(*others->item), by_name) != NULL)
			item_free(&list->item[i]);
		else
			list->item[kept++] = list->item[i];
	}
	list->count = kept;
}

void
shelf_list_clear(struct shelf_list *list)
{
	size_t i;

	for (i = 0; i < list->count; i++)
		item_free(&list->item[i]);
	free(list->item);
	*list = (struct shelf_list)SHELF_LIST_INIT;
}

void
shelf_clear(struct shelf *shelf)
{
	shelf_list_clear(&shelf->packages);
	shelf_list_clear(&shelf->loose);
}
