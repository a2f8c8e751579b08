#include "verify/last.h"

#include <stdlib.h>
#include <string.h>

#include "core/buf.h"
#include "core/fail.h"
#include "core/file.h"
#include "core/list.h"
#include "core/text.h"
#include "verify/last_part.h"
#include "verify/outcome.h"
#include "verify/shelf.h"

#define HEAD "bevara-last/1"
#define MOST_BYTES (256u << 20)

static int
by_id(const void *a, const void *b)
{
	const struct last_item *x = a, *y = b;

	return (strcmp(x->id, y->id));
}

static struct last_item *
find(const struct last *last, const char *id)
{
	struct last_item key = { 0 };

	key.id = (char *)(uintptr_t)id;
	if (last->count == 0)
		return (NULL);
	return (bsearch(&key, last->item, last->count, sizeof(key), by_id));
}

const struct last_item *
last_find(const struct last *last, const char *id)
{
	return (find(last, id));
}

/* A new item at the end, where it may be out of order. */
static struct last_item *
append(struct last *last, const char *id, size_t size, struct fail *fail)
{
	struct last_item *item = list_grow(last->item, &last->count,
	    sizeof(*item), fail);

	if (item == NULL)
		return (NULL);
	last->item = item;
	item += last->count - 1;
	if ((item->id = strndup(id, size)) != NULL)
		return (item);
	fail_memory(fail);
	last->count--;		/* one without an id could not be sorted */
	return (NULL);
}

/* Put what was appended in order; an id that came twice is one again. */
static void
settle(struct last *last)
{
	struct last_item *to, *item;
	size_t i, kept = 0;

	if (last->count > 1)
		qsort(last->item, last->count, sizeof(*last->item), by_id);
	for (i = 0; i < last->count; i++) {
		item = &last->item[i];
		to = kept == 0 ? NULL : &last->item[kept - 1];
		if (to == NULL || strcmp(to->id, item->id) != 0) {
			last->item[kept++] = *item;
			continue;
		}
		last_newer(to, item->checked_utc, item->sealed_utc);
		free(item->id);
	}
	last->count = kept;
}

void
last_newer(struct last_item *item, int64_t checked_utc, int64_t sealed_utc)
{
	if (item->checked_utc < checked_utc)
		item->checked_utc = checked_utc;
	if (item->sealed_utc < sealed_utc)
		item->sealed_utc = sealed_utc;
}

int
last_add(struct last *last, const struct last_item *new, size_t sorted,
    struct fail *fail)
{
	struct last front = *last;
	struct last_item *item;

	front.count = sorted;
	if ((item = find(&front, new->id)) == NULL &&
	    (item = append(last, new->id, strlen(new->id), fail)) == NULL)
		return (-1);
	last_newer(item, new->checked_utc, new->sealed_utc);
	return (0);
}

void
last_settle(struct last *last, size_t sorted)
{
	if (last->count > sorted)
		settle(last);
}

int
last_take(struct last *last, const struct shelf_list *packages,
    const struct outcome *outcomes, const char *stamp, struct fail *fail)
{
	size_t i, sorted = last->count;
	struct last_item item;
	int rc = 0;

	for (i = 0; rc == 0 && i < packages->count; i++) {
		item.id = packages->item[i].name;
		item.checked_utc = outcomes[i].checked_utc;
		item.sealed_utc = outcomes[i].sealed ?
		    outcomes[i].checked_utc : 0;
		if (item.checked_utc > 0)
			rc = last_add(last, &item, sorted, fail);
	}
	last_settle(last, sorted);
	if (strcmp(stamp, last->stamp) > 0)
		memcpy(last->stamp, stamp, strlen(stamp) + 1);
	return (rc);
}

/* The field up to the byte ${end}; 0, or -1 if it is no time. */
static int
take_time(const char **s, char end, int64_t *utc)
{
	const char *stop = strchr(*s, end);
	char text[CLOCK_TEXT];
	size_t size;

	if (stop == NULL || (size = (size_t)(stop - *s)) >= sizeof(text))
		return (-1);
	memcpy(text, *s, size);
	text[size] = '\0';
	*s = stop + 1;
	*utc = 0;
	if (strcmp(text, "-") == 0)
		return (0);
	return (clock_parse(text, utc) == 0 && *utc > 0 ? 0 : -1);
}

/* A line of an item; 0, -1 with memory short, or 1 when it is none. */
static int
take_line(struct last *last, const char **s, struct fail *fail)
{
	const char *id = *s, *tab = strpbrk(id, "\t\n");
	struct last_item item = { 0 }, *new;

	if (tab == NULL || *tab == '\n' || tab == id)
		return (1);
	*s = tab + 1;
	if (take_time(s, '\t', &item.checked_utc) == -1 ||
	    item.checked_utc == 0 ||
	    take_time(s, '\n', &item.sealed_utc) == -1)
		return (1);
	if ((new = append(last, id, (size_t)(tab - id), fail)) == NULL)
		return (-1);
	new->checked_utc = item.checked_utc;
	new->sealed_utc = item.sealed_utc;
	if (last->count > 1 && strcmp(new[-1].id, new->id) >= 0)
		return (1);
	return (0);
}

static int
take_head(struct last *last, const char **s)
{
	const char *stop, *at = *s + strlen(HEAD "\t");
	size_t size;
	int64_t t;

	if (!text_prefix(*s, HEAD "\t") || (stop = strchr(at, '\n')) == NULL)
		return (1);
	size = (size_t)(stop - at);
	if (size >= sizeof(last->stamp))
		return (1);
	memcpy(last->stamp, at, size);
	last->stamp[size] = '\0';
	*s = stop + 1;
	return (size == 0 || clock_parse(last->stamp, &t) == 0 ? 0 : 1);
}

int
last_parse(struct last *last, const void *bytes, size_t n, struct fail *fail)
{
	struct buf copy = BUF_INIT;
	const char *s, *end;
	int what;

	*last = (struct last)LAST_INIT;
	buf_add(&copy, bytes, n);
	if (buf_check(&copy, fail) == -1) {
		buf_clear(&copy);
		return (-1);
	}
	s = buf_text(&copy);
	end = s + copy.size;
	what = strlen(s) == copy.size ? take_head(last, &s) : 1;
	while (what == 0 && s < end)
		what = take_line(last, &s, fail);
	buf_clear(&copy);
	if (what == 0)
		return (0);
	last_clear(last);
	return (what == -1 ? -1 : fail_set(fail, FAIL_DATA,
	    "not a record of what was checked last"));
}

void
last_text(const struct last *last, struct buf *b)
{
	char checked[CLOCK_TEXT] = "", sealed[CLOCK_TEXT] = "";
	const struct last_item *item, *before = NULL;
	size_t i;

	buf_addf(b, HEAD "\t%s\n", last->stamp);
	for (i = 0; i < last->count; i++, before = item) {
		item = &last->item[i];
		/* Many have the time of the one before. */
		if (before == NULL || item->checked_utc != before->checked_utc)
			clock_utc(item->checked_utc, checked);
		if (before == NULL || item->sealed_utc != before->sealed_utc)
			clock_utc(item->sealed_utc, sealed);
		buf_adds(b, item->id);
		buf_addc(b, '\t');
		buf_adds(b, checked);
		buf_addc(b, '\t');
		buf_adds(b, item->sealed_utc > 0 ? sealed : "-");
		buf_addc(b, '\n');
	}
}

/* Its path, the caller's. */
static char *
file_path(const char *work, struct fail *fail)
{
	return (text_printf(fail, "%s/verify/last", work));
}

int
last_read(struct last *last, const char *work, struct fail *fail)
{
	struct buf b = BUF_INIT;
	char *path = file_path(work, fail);
	int rc = -1;

	if (path != NULL && file_read(path, &b, MOST_BYTES, fail) == 0)
		rc = last_parse(last, b.data, b.size, fail);
	buf_clear(&b);
	free(path);
	return (rc);
}

int
last_write(const struct buf *text, const char *work, struct fail *fail)
{
	char *path = file_path(work, fail);
	int rc = -1;

	if (path != NULL && buf_check(text, fail) == 0)
		rc = file_write(path, text->data, text->size, fail);
	free(path);
	return (rc);
}

void
last_clear(struct last *last)
{
	size_t i;

	for (i = 0; i < last->count; i++)
		free(last->item[i].id);
	free(last->item);
	*last = (struct last)LAST_INIT;
}
