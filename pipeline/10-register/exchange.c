#include "register/exchange.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/buf.h"
#include "core/fail.h"
#include "core/file.h"
#include "core/text.h"
#include "register/column.h"
#include "register/csv.h"
#include "register/konton.h"
#include "register/ods.h"
#include "register/register.h"
#include "register/sheet.h"
#include "register/xlsx.h"
#include "register/crate.h"

static const struct format {
	const char *ending;
	int (*write)(const struct sheet *, struct buf *, struct fail *);
} formats[] = { { ".csv", csv_write }, { ".xlsx", xlsx_write },
    { ".ods", ods_write } };

#define FORMATS (sizeof(formats) / sizeof(formats[0]))

/* ---- out ---- */

static int
put_headings(struct sheet *s, const struct column_list *columns,
    struct fail *fail)
{
	char *title;
	size_t i;
	int rc = sheet_add_row(s, 1, fail) == NULL ? -1 : 0;

	for (i = 0; rc == 0 && i < columns->count; i++) {
		if ((title = column_title(&columns->item[i], fail)) == NULL)
			return (-1);
		rc = sheet_put(s, i, title, fail);
		free(title);
	}
	return (rc);
}

static int
put_account(struct sheet *s, const struct konton *k,
    const struct konton_account *a, const struct column_list *columns,
    struct fail *fail)
{
	char *text;
	size_t i;
	int rc;

	if (sheet_add_row(s, (int)s->count + 1, fail) == NULL)
		return (-1);
	for (i = 0; i < columns->count; i++) {
		text = sheet_guard(column_value(k, a, &columns->item[i]),
		    fail);
		if (text == NULL)
			return (-1);
		rc = sheet_put(s, i, text, fail);
		free(text);
		if (rc == -1)
			return (-1);
	}
	return (0);
}

static int
make_sheet(struct sheet *s, const struct konton *k, struct fail *fail)
{
	struct column_list columns = COLUMN_LIST_INIT;
	size_t i;
	int rc = column_for(&columns, k, NULL, fail);

	if (rc == 0)
		rc = put_headings(s, &columns, fail);
	for (i = 0; rc == 0 && i < k->count; i++)
		rc = put_account(s, k, &k->account[i], &columns, fail);
	column_clear(&columns);
	return (rc);
}

static const struct format *
find_format(const char *path, struct fail *fail)
{
	const char *ending = strrchr(path, '.');
	size_t i;

	for (i = 0; ending != NULL && i < FORMATS; i++)
		if (strcasecmp(formats[i].ending, ending) == 0)
			return (&formats[i]);
	fail_set(fail, FAIL_USAGE, "'%s' does not end in .csv, .xlsx or .ods; "
	    "name the file so that it does", path);
	return (NULL);
}

int
exchange_save(const struct konton *k, const char *path, struct fail *fail)
{
	const struct format *format = find_format(path, fail);
	struct sheet s = SHEET_INIT;
	struct buf b = BUF_INIT;
	int rc = -1;

	if (format == NULL)
		return (-1);
	if (file_exists(path))
		return (fail_set(fail, FAIL_EXISTS, "'%s' is there already, "
		    "and somebody may have worked in it; move it away, or "
		    "name another file", path));
	if (make_sheet(&s, k, fail) == 0 && format->write(&s, &b, fail) == 0)
		rc = file_write(path, b.data, b.size, fail);
	sheet_clear(&s);
	buf_clear(&b);
	return (rc);
}

/* ---- in ---- */

/* Both kinds are ZIP files; a workbook has this file in it. */
static int
read_zip(struct sheet *s, const struct buf *bytes, const char *path,
    struct fail *fail)
{
	struct buf b = BUF_INIT;
	int found = crate_read(bytes, "[Content_Types].xml", &b, fail);

	buf_clear(&b);
	if (found == -1)
		return (-1);
	return (found ? xlsx_read(s, bytes, path, fail) :
	    ods_read(s, bytes, path, fail));
}

int
exchange_read(struct sheet *s, const struct buf *bytes, const char *path,
    struct fail *fail)
{
	static const uint8_t old[] = { 0xd0, 0xcf, 0x11, 0xe0 };
	int rc;

	if (bytes->size >= sizeof(old) &&
	    memcmp(bytes->data, old, sizeof(old)) == 0)
		rc = fail_set(fail, FAIL_DATA, "it is an old .xls file, or has "
		    "a password; save it as .xlsx without one");
	else if (crate_is(bytes))
		rc = read_zip(s, bytes, path, fail);
	else
		rc = csv_read(s, bytes, path, fail);
	if (rc == 0 && s->count == 0)
		rc = fail_set(fail, FAIL_DATA, "it is empty");
	if (rc == -1) {
		/* Whatever was amiss in it, the file is what is wrong. */
		fail_add(fail, "%s", path);
		sheet_clear(s);
	}
	return (rc);
}

/* ---- what changes ---- */

struct change {
	struct column_list columns;	/* of both */
	struct register_result *result;
	size_t *count;
	struct fail *fail;
};

static int
add_line(struct register_result *result, const char *const *line,
    size_t fields, size_t *count, struct fail *fail)
{
	(*count)++;
	return (register_add_line(result, line, fields, fail));
}

static int
compare_account(const struct konton *old, const struct konton_account *was,
    const struct konton *new, const struct konton_account *is,
    struct change *c)
{
	size_t i;
	int rc = 0;

	for (i = 0; rc == 0 && i < c->columns.count; i++) {
		const struct column *column = &c->columns.item[i];
		const char *line[5] = { "~", is->id, NULL,
		    column_value(old, was, column),
		    column_value(new, is, column) };
		char *title;

		if (strcmp(line[3], line[4]) == 0)
			continue;
		if ((title = column_title(column, c->fail)) == NULL)
			return (-1);
		line[2] = title;
		rc = add_line(c->result, line, 5, c->count, c->fail);
		free(title);
	}
	return (rc);
}

int
exchange_compare(const struct konton *old, const struct konton *new,
    struct register_result *result, size_t *count, struct fail *fail)
{
	struct change c = { COLUMN_LIST_INIT, result, count, fail };
	const struct konton_account *was;
	const char *line[2];
	size_t i;
	int rc = column_for(&c.columns, old, new, fail);

	for (i = 0; rc == 0 && i < new->count; i++) {
		was = konton_find(old, new->account[i].id);
		line[0] = "+";
		line[1] = new->account[i].id;
		rc = was == NULL ? add_line(result, line, 2, count, fail) :
		    compare_account(old, was, new, &new->account[i], &c);
	}
	for (i = 0; rc == 0 && i < old->count; i++) {
		if (konton_find(new, old->account[i].id) != NULL)
			continue;
		line[0] = "-";
		line[1] = old->account[i].id;
		rc = add_line(result, line, 2, count, fail);
	}
	column_clear(&c.columns);
	return (rc);
}
