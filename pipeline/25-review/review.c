#include "review/review.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/clock.h"
#include "core/fail.h"
#include "core/file.h"
#include "core/html.h"
#include "core/list.h"
#include "core/path.h"
#include "core/site.h"
#include "core/text.h"
#include "review/entry.h"
#include "review/sheet.h"

#define LOCK_WAIT_S 10

struct table {			/* the jobs of a half-year; owned */
	struct entry *entry;
	size_t count;
};

static int
add_entry(struct table *t, const char *dir, const char *name,
    struct fail *fail)
{
	struct entry one, *list;
	int is_job = entry_load(&one, dir, name, fail);

	if (is_job != 1)
		return (is_job);
	if ((list = list_grow(t->entry, &t->count, sizeof(*list),
	    fail)) == NULL) {
		entry_clear(&one);
		return (-1);
	}
	t->entry = list;
	list[t->count - 1] = one;	/* now the table's */
	return (0);
}

/* Whether the account has a folder with a higher number. */
static int
has_newer(const struct table *t, const struct entry *e)
{
	size_t i;

	for (i = 0; i < t->count; i++)
		if (strcmp(t->entry[i].account, e->account) == 0 &&
		    t->entry[i].number > e->number)
			return (1);
	return (0);
}

/* What a newer folder took the place of waits for nobody. */
static void
mark_older(struct table *t)
{
	struct entry *e;
	size_t i;

	for (i = 0; i < t->count; i++) {
		e = &t->entry[i];
		if ((e->state == ENTRY_DECIDE || e->state == ENTRY_WAIT ||
		    e->state == ENTRY_NONE) && has_newer(t, e))
			e->state = ENTRY_OLDER;
	}
}

static int
by_need(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;
	int by_name = strcmp(x->account, y->account);

	if (x->state != y->state)
		return (x->state < y->state ? -1 : 1);
	return (by_name != 0 ? by_name : x->number - y->number);
}

static int
load_table(struct table *t, const char *dir, const char *period,
    struct fail *fail)
{
	struct file_list list = FILE_LIST_INIT;
	size_t i;
	int rc = -1;

	if (file_is_dir(dir) && file_list_dir(dir, &list, fail) == -1)
		goto out;
	for (i = 0; i < list.count; i++)
		if (list.entry[i].kind == 'd' &&
		    add_entry(t, dir, list.entry[i].path, fail) == -1)
			goto out;
	if (t->count == 0) {
		(void)fail_set(fail, FAIL_DATA, "there is nothing of %s in "
		    "'%s'; run 'bevara run' first, or name another half-year "
		    "with --period", period, dir);
		goto out;
	}
	mark_older(t);
	qsort(t->entry, t->count, sizeof(*t->entry), by_need);
	rc = 0;
out:
	file_list_clear(&list);
	return (rc);
}

static void
clear_table(struct table *t)
{
	size_t i;

	for (i = 0; i < t->count; i++)
		entry_clear(&t->entry[i]);
	free(t->entry);
}

static int
write_page(struct review *r, const struct sheet *sheet, struct fail *fail)
{
	struct html h = HTML_INIT;
	size_t i;
	int rc = -1;

	if (sheet_put(&h, sheet, fail) == 0 &&
	    file_sweep(r->path, fail) == 0)
		rc = file_write(r->path, h.out.data, h.out.size, fail);
	html_clear(&h);
	r->count = sheet->count;
	for (i = 0; i < sheet->count; i++)
		r->needs_person += (size_t)entry_needs_person(
		    &sheet->entry[i]);
	return (rc);
}

/* One at a time in a half-year, so that a cut run's leavings can be swept. */
static int
lock_period(const char *dir, int *lock, struct fail *fail)
{
	char *path;

	if (!file_is_dir(dir))
		return (0);	/* there is nothing, which is told later */
	if ((path = path_join(dir, ".review.lock", fail)) == NULL)
		return (-1);
	*lock = file_lock(path, LOCK_WAIT_S, fail);
	free(path);
	return (*lock == -1 ? -1 : 0);
}

int
review_period(struct review *r, const struct review_ask *ask,
    struct fail *fail)
{
	struct site site = SITE_INIT;
	struct table table = { NULL, 0 };
	struct sheet sheet = { 0 };
	char period[CLOCK_TEXT];
	char *dir = NULL;
	int lock = -1, rc = -1;

	clock_period(clock_now(), period);
	sheet.period = ask->period != NULL ? ask->period : period;
	if (!path_is_period(sheet.period))
		return (fail_set(fail, FAIL_USAGE, "'%s' is no half-year; "
		    "write it as 2026-H1 or 2026-H2", sheet.period));
	if (site_load(&site, ask->site, fail) == -1 ||
	    (dir = path_join(site.work, sheet.period, fail)) == NULL ||
	    lock_period(dir, &lock, fail) == -1 ||
	    load_table(&table, dir, sheet.period, fail) == -1 ||
	    (r->path = ask->output != NULL ? text_copy(ask->output, fail) :
	    path_join(dir, REVIEW_FILE, fail)) == NULL)
		goto out;
	sheet.organisation = site.organisation;
	sheet.site = site.dir;
	sheet.beside = ask->output == NULL;
	sheet.entry = table.entry;
	sheet.count = table.count;
	rc = write_page(r, &sheet, fail);
out:
	if (rc == -1)
		review_clear(r);
	if (lock != -1)
		(void)close(lock);
	clear_table(&table);
	site_clear(&site);
	free(dir);
	return (rc);
}

void
review_clear(struct review *r)
{
	free(r->path);
	memset(r, 0, sizeof(*r));
}
