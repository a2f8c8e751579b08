#include "core/ledger_queue.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/clock.h"
#include "core/fail.h"
#include "core/file.h"
#include "core/path.h"
#include "core/site.h"
#include "core/text.h"
#include "core/tlog.h"

#define FOLDER "logg"		/* in the work folder */
#define ENDING ".entry"
#define WAITING "bevara-logg/1 waiting "
#define LEAVING "bevara-logg/1 leaving "
#define ENTERED "bevara-logg/1 entered "
#define HEAD_MAX_BYTES 64

int
ledger_queue_time(const struct buf *entry, int64_t *utc)
{
	const char *s = strchr(buf_text(entry), '\n');
	char text[CLOCK_TEXT] = "";
	size_t n;

	if (s == NULL || !text_prefix(s + 1, "time "))
		return (-1);
	s += strlen("\ntime ");
	if ((n = strcspn(s, "\n")) >= sizeof(text))
		return (-1);
	memcpy(text, s, n);
	return (clock_parse(text, utc));
}

static char *
folder(const struct site *site, struct fail *fail)
{
	return (path_join(site->work, FOLDER, fail));
}

static char *
item_path(const struct site *site, const char *key, struct fail *fail)
{
	return (text_printf(fail, "%s/" FOLDER "/%s" ENDING, site->work, key));
}

int
ledger_queue_lock(const struct site *site, const char *name, int wait_s,
    struct fail *fail)
{
	char *dir = folder(site, fail), *path = NULL;
	int fd = -1;

	if (dir != NULL && file_make_dirs(dir, fail) == 0 &&
	    (path = path_join(dir, name, fail)) != NULL)
		fd = file_lock(path, wait_s, fail);
	free(path);
	free(dir);
	return (fd);
}

/* The number in the first line, and in ${entry} where the entry begins. */
static int
parse_head(struct ledger_item *item, const char *text, const char **entry)
{
	char number[HEAD_MAX_BYTES] = "";
	int64_t value;
	size_t n;

	item->entered = text_prefix(text, ENTERED);
	item->leaves = text_prefix(text, LEAVING);
	if (!item->entered && !item->leaves && !text_prefix(text, WAITING))
		return (-1);
	text += strlen(ENTERED);	/* all are as long */
	if ((n = strcspn(text, "\n")) >= sizeof(number) || text[n] == '\0')
		return (-1);
	memcpy(number, text, n);
	if (text_int(number, 0, INT64_MAX, &value) == -1)
		return (-1);
	item->number = (uint64_t)value;
	*entry = text + n + 1;
	return (0);
}

int
ledger_queue_load(const struct site *site, const char *key,
    struct ledger_item *item, struct fail *fail)
{
	char *path = item_path(site, key, fail);
	struct buf b = BUF_INIT;
	const char *entry;
	int rc = -1;

	if (path == NULL)
		return (-1);
	if (!file_exists(path)) {
		free(path);
		return (0);
	}
	if (file_read(path, &b, HEAD_MAX_BYTES + TLOG_ENTRY_MAX, fail) == -1)
		goto out;
	if (parse_head(item, buf_text(&b), &entry) == -1) {
		fail_set(fail, FAIL_DATA, "'%s' is no entry of the log; move "
		    "it away", path);
		goto out;
	}
	buf_adds(&item->entry, entry);
	if (ledger_queue_time(&item->entry, &item->utc) == -1) {
		fail_set(fail, FAIL_DATA, "the entry in '%s' does not say "
		    "when; move it away", path);
		goto out;
	}
	if ((item->key = text_copy(key, fail)) != NULL &&
	    buf_check(&item->entry, fail) == 0)
		rc = 1;
out:
	if (rc == -1)
		ledger_item_clear(item);
	buf_clear(&b);
	free(path);
	return (rc);
}

int
ledger_queue_drop(const struct site *site, const char *key, struct fail *fail)
{
	char *path = item_path(site, key, fail), *dir = folder(site, fail);
	int rc = -1;

	if (path == NULL || dir == NULL)
		goto out;
	if (unlink(path) == 0)
		rc = file_sync(dir, fail);
	else if (errno == ENOENT)
		rc = 0;
	else
		fail_sys(fail, "cannot remove '%s'", path);
out:
	free(path);
	free(dir);
	return (rc);
}

int
ledger_queue_save(const struct site *site, const struct ledger_item *item,
    struct fail *fail)
{
	struct buf b = BUF_INIT;
	char *path;
	int rc = -1;

	if (item->leaves && item->entered)
		return (ledger_queue_drop(site, item->key, fail));
	path = item_path(site, item->key, fail);
	buf_addf(&b, "%s%" PRIu64 "\n", item->entered ? ENTERED :
	    item->leaves ? LEAVING : WAITING, item->number);
	buf_add(&b, item->entry.data, item->entry.size);
	if (path != NULL && buf_check(&b, fail) == 0)
		rc = file_write(path, b.data, b.size, fail);
	buf_clear(&b);
	free(path);
	return (rc);
}

static int
by_time(const void *a, const void *b)
{
	const struct ledger_item *x = a, *y = b;

	if (x->utc != y->utc)
		return (x->utc < y->utc ? -1 : 1);
	return (strcmp(x->key, y->key));
}

/* The entry of a file's name, if it is one and waits. */
static int
add_waiting(const struct site *site, struct ledger_items *items,
    const char *name, struct fail *fail)
{
	struct ledger_item one = LEDGER_ITEM_INIT, *item;
	size_t room;
	char *key;
	int there;

	key = text_printf(fail, "%.*s", (int)(strlen(name) - strlen(ENDING)),
	    name);
	if (key == NULL)
		return (-1);
	there = ledger_queue_load(site, key, &one, fail);
	free(key);
	if (there != 1 || one.entered) {
		ledger_item_clear(&one);
		return (there == -1 ? -1 : 0);
	}
	if (items->count == items->room) {
		room = items->room == 0 ? 8 : 2 * items->room;
		item = reallocarray(items->item, room, sizeof(*item));
		if (item == NULL) {
			ledger_item_clear(&one);
			return (fail_memory(fail));
		}
		items->item = item;
		items->room = room;
	}
	items->item[items->count++] = one;	/* now owned by items */
	return (0);
}

int
ledger_queue_waiting(const struct site *site, struct ledger_items *items,
    struct fail *fail)
{
	struct file_list list = FILE_LIST_INIT;
	char *dir = folder(site, fail);
	int rc = -1;
	size_t i;

	if (dir == NULL)
		return (-1);
	if (!file_is_dir(dir)) {
		rc = 0;
		goto out;
	}
	if (file_list_dir(dir, &list, fail) == -1)
		goto out;
	for (i = 0; i < list.count; i++)
		if (list.entry[i].kind == 'f' &&
		    text_suffix(list.entry[i].path, ENDING) &&
		    add_waiting(site, items, list.entry[i].path, fail) == -1)
			goto out;
	if (items->count > 1)
		qsort(items->item, items->count, sizeof(*items->item),
		    by_time);
	rc = 0;
out:
	file_list_clear(&list);
	free(dir);
	return (rc);
}

int
ledger_queue_sweep(const struct site *site, struct fail *fail)
{
	struct file_list list = FILE_LIST_INIT;
	char *dir = folder(site, fail), *path;
	int rc = -1;
	size_t i;

	if (dir == NULL || file_list_dir(dir, &list, fail) == -1)
		goto out;
	for (i = 0; i < list.count; i++) {
		if (strstr(list.entry[i].path, ENDING ".part-") == NULL)
			continue;
		if ((path = path_join(dir, list.entry[i].path, fail)) == NULL)
			goto out;
		(void)unlink(path);
		free(path);
	}
	rc = 0;
out:
	file_list_clear(&list);
	free(dir);
	return (rc);
}

void
ledger_item_clear(struct ledger_item *item)
{
	free(item->key);
	buf_clear(&item->entry);
	*item = (struct ledger_item)LEDGER_ITEM_INIT;
}

void
ledger_items_clear(struct ledger_items *items)
{
	size_t i;

	for (i = 0; i < items->count; i++)
		ledger_item_clear(&items->item[i]);
	free(items->item);
	*items = (struct ledger_items)LEDGER_ITEMS_INIT;
}
