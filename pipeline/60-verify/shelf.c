#include "verify/shelf.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/fail.h"
#include "core/list.h"
#include "core/path.h"
#include "core/text.h"
#include "core/tree.h"
#include "verify/finding.h"

#define LIST ".sha256"
#define SIGNATURE ".sha256.p7s"
#define PROOF ".tlog-proof"

struct reading {
	struct shelf *shelf;
	struct finding_list *findings;
	const char *period;
};

static void
item_free(struct shelf_item *item)
{
	free(item->period);
	free(item->name);
}

static int
add(struct shelf_list *list, const char *period, const char *name, size_t size,
    struct fail *fail)
{
	struct shelf_item *item = list_grow(list->item, &list->count,
	    sizeof(*item), fail);

	if (item == NULL)
		return (-1);
	list->item = item;
	item += list->count - 1;
	item->period = text_copy(period, fail);
	if ((item->name = strndup(name, size)) == NULL)
		fail_memory(fail);
	if (item->period != NULL && item->name != NULL)
		return (0);
	/* An item without a name could not be sorted. */
	item_free(item);
	list->count--;
	return (-1);
}

static int
by_name(const void *a, const void *b)
{
	const struct shelf_item *x = a, *y = b;
	int order = strcmp(x->period, y->period);

	return (order != 0 ? order : strcmp(x->name, y->name));
}

static int
is_sorted(const struct shelf_list *list)
{
	size_t i;

	for (i = 1; i < list->count; i++)
		if (by_name(&list->item[i - 1], &list->item[i]) > 0)
			return (0);
	return (1);
}

static void
sort(struct shelf_list *list)
{
	if (!is_sorted(list))
		qsort(list->item, list->count, sizeof(*list->item), by_name);
}

/* A folder and what belongs to it were added apart: make them one. */
static void
merge(struct shelf_list *list)
{
	struct shelf_item *last, *item;
	size_t i, kept = 0;

	sort(list);
	for (i = 0; i < list->count; i++) {
		last = kept == 0 ? NULL : &list->item[kept - 1];
		item = &list->item[i];
		if (last != NULL && by_name(last, item) == 0) {
			last->folder |= item->folder;
			last->list |= item->list;
			last->signature |= item->signature;
			last->proof |= item->proof;
			item_free(item);
		} else
			list->item[kept++] = *item;
	}
	list->count = kept;
}

/* What signs or proves no package is a loose file like any other. */
static int
loosen(struct shelf *shelf, const struct shelf_item *item, struct fail *fail)
{
	char *name;
	int rc = 0;

	if (item->signature) {
		name = text_printf(fail, "%s" SIGNATURE, item->name);
		rc = name == NULL ? -1 : shelf_add(&shelf->loose, item->period,
		    name, fail);
		free(name);
	}
	if (rc == 0 && item->proof) {
		name = text_printf(fail, "%s" PROOF, item->name);
		rc = name == NULL ? -1 : shelf_add(&shelf->loose, item->period,
		    name, fail);
		free(name);
	}
	return (rc);
}

static int
is_package(void *arg, const struct shelf_item *item)
{
	(void)arg;
	return (item->folder || item->list);
}

static int
loosen_all(struct shelf *shelf, struct fail *fail)
{
	size_t i;

	for (i = 0; i < shelf->packages.count; i++)
		if (!is_package(NULL, &shelf->packages.item[i]) &&
		    loosen(shelf, &shelf->packages.item[i], fail) == -1)
			return (-1);
	shelf_filter(&shelf->packages, is_package, NULL);
	return (0);
}

/* The last item if it is that one, as it is when names come sorted, or new. */
static struct shelf_item *
take(struct shelf_list *list, const struct reading *reading,
    const char *name, size_t size, struct fail *fail)
{
	struct shelf_item *last;

	if (list->count > 0) {
		last = &list->item[list->count - 1];
		if (strlen(last->name) == size &&
		    strncmp(last->name, name, size) == 0 &&
		    strcmp(last->period, reading->period) == 0)
			return (last);
	}
	if (add(list, reading->period, name, size, fail) == -1)
		return (NULL);
	return (&list->item[list->count - 1]);
}

/* A file in a half-year's folder: a package's by its ending, or loose. */
static int
visit_file(struct reading *reading, const char *name, struct fail *fail)
{
	static const char *const ending[] = { LIST, SIGNATURE, PROOF };
	struct shelf_item *item;
	size_t i, size = strlen(name);

	for (i = 0; i < sizeof(ending) / sizeof(ending[0]); i++)
		if (text_suffix(name, ending[i]))
			break;
	if (i == sizeof(ending) / sizeof(ending[0]))
		return (add(&reading->shelf->loose, reading->period, name,
		    size, fail));
	item = take(&reading->shelf->packages, reading, name,
	    size - strlen(ending[i]), fail);
	if (item == NULL)
		return (-1);
	item->list |= i == 0;
	item->signature |= i == 1;
	item->proof |= i == 2;
	return (0);
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

/* A name in a half-year's folder. */
static int
visit_name(void *arg, const struct tree_item *item, struct fail *fail)
{
	struct reading *reading = arg;
	struct shelf_item *folder;
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
	if (item->kind != TREE_FOLDER)
		return (visit_file(reading, item->name, fail));
	if ((folder = take(&reading->shelf->packages, reading, item->name,
	    strlen(item->name), fail)) == NULL)
		return (-1);
	folder->folder = 1;
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
	return (loosen_all(shelf, fail));
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

void
shelf_filter(struct shelf_list *list,
    int (*is_kept)(void *, const struct shelf_item *), void *arg)
{
	size_t i, kept = 0;

	for (i = 0; i < list->count; i++) {
		if (is_kept(arg, &list->item[i]))
			list->item[kept++] = list->item[i];
		else
			item_free(&list->item[i]);
	}
	list->count = kept;
}

struct shelf_item *
shelf_find(const struct shelf_list *list, const char *period,
    const char *name)
{
	size_t low = 0, high = list->count, middle;
	struct shelf_item *item;
	int order;

	while (low < high) {
		middle = low + (high - low) / 2;
		item = &list->item[middle];
		if ((order = strcmp(period, item->period)) == 0)
			order = strcmp(name, item->name);
		if (order == 0)
			return (item);
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return (NULL);
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
