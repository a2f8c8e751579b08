#include "register/intake.h"

#include <ctype.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/buf.h"
#include "core/clock.h"
#include "core/fail.h"
#include "core/list.h"
#include "core/msg.h"
#include "core/text.h"
#include "core/xml.h"
#include "register/column.h"
#include "register/konton.h"
#include "register/sheet.h"

#define NAMESPACE "urn:x-bevara:konton:1"
#define ROW_NAME "row"		/* what the parser calls one row's document */
#define NO_COLUMN SIZE_MAX

/* Days in a workbook are counted from here: 1899-12-30 is day 0. */
#define DAY_0 (-25569)

#define HEAD "<!-- konton.xml: förteckningen över kommunens konton i sociala " \
    "medier.\n     Inläst från ett kalkylblad. Kommentarerna i den tidigare " \
    "filen står kvar i\n     konton.xml.bak-*. -->\n"

/*
 * One row as XML.  The writer puts each element on a line of its own, so that
 * an error's line tells the column.
 */
struct emit {
	const struct sheet_row *row;
	const struct column_list *columns;
	struct xml_writer *w;
	size_t *column;		/* owned; of each line, from the third */
	size_t lines;
	struct fail *fail;
};

/* ---- values ---- */

/* A date that a workbook stored as its number of days. */
static int
from_days(const char *text, char date[CLOCK_TEXT])
{
	int64_t days;

	if (text_int(text, 10000, 99999, &days) == -1)
		return (0);
	clock_date((days + DAY_0) * 86400 + 43200, date);
	return (1);
}

/* The cell as it goes into XML; the caller's. */
static char *
value(const struct emit *e, size_t at)
{
	const struct column_field *f = e->columns->item[at].field;
	const char *s = sheet_bare(sheet_get(e->row, at));
	char date[CLOCK_TEXT];
	struct buf b = BUF_INIT;
	size_t n;

	/* White space as konton.xml is read: a line break is a space. */
	for (; *s != '\0'; s += n) {
		s += strspn(s, " \t\r\n");
		n = strcspn(s, " \t\r\n");
		if (n > 0 && b.size > 0)
			buf_addc(&b, ' ');
		buf_add(&b, s, n);
	}
	if (f->date && from_days(buf_text(&b), date)) {
		buf_reset(&b);
		buf_adds(&b, date);
	}
	if (f->word)
		for (n = 0; n < b.size; n++)
			b.data[n] = (uint8_t)tolower(b.data[n]);
	return (buf_take(&b, e->fail));
}

static int
has(const struct emit *e, const struct column_field *f, int number)
{
	size_t at;

	return (column_find(e->columns, f, number, &at) &&
	    *sheet_bare(sheet_get(e->row, at) +
	    strspn(sheet_get(e->row, at), " \t\r\n")) != '\0');
}

/* ---- a row ---- */

/* One more line of the document, and the column that it is of. */
static int
note(struct emit *e, size_t column)
{
	size_t *grown = list_grow(e->column, &e->lines, sizeof(*grown),
	    e->fail);

	if (grown == NULL)
		return (-1);
	e->column = grown;
	grown[e->lines - 1] = column;
	return (0);
}

static int
put(struct emit *e, const struct column_field *f, int number,
    const char *name)
{
	char *text;
	size_t at;

	if (!has(e, f, number) || !column_find(e->columns, f, number, &at))
		return (0);
	if ((text = value(e, at)) == NULL)
		return (-1);
	xml_leaf(e->w, name, text);
	free(text);
	return (note(e, at));
}

/* The fields from..to of one element with children, such as a person. */
static int
put_group(struct emit *e, const struct column_field *from,
    const struct column_field *to, int number)
{
	const struct column_field *f;
	size_t at = NO_COLUMN, any;

	for (f = from; f < to; f++)
		if (has(e, f, number) && at == NO_COLUMN &&
		    column_find(e->columns, f, number, &any))
			at = any;
	if (at == NO_COLUMN)
		return (0);
	xml_open(e->w, from->element);
	if (note(e, at) == -1)
		return (-1);
	for (f = from; f < to; f++)
		if (put(e, f, number, f->child) == -1)
			return (-1);
	xml_close(e->w);
	return (note(e, at));
}

/* The highest number that any column of this field has. */
static int
highest(const struct emit *e, const struct column_field *f)
{
	int most = 0;
	size_t i;

	for (i = 0; i < e->columns->count; i++)
		if (e->columns->item[i].field != NULL &&
		    e->columns->item[i].field->element != NULL &&
		    strcmp(e->columns->item[i].field->element,
		    f->element) == 0 && e->columns->item[i].number > most)
			most = e->columns->item[i].number;
	return (most);
}

static int
put_account(struct emit *e)
{
	const struct column_field *f, *end, *next;
	size_t count, at = 0;
	int number, most;
	char *id;

	f = column_fields(&count);
	end = f + count;
	if (!column_find(e->columns, f, 1, &at) || (id = value(e, at)) == NULL)
		return (-1);
	xml_open(e->w, "konto");
	xml_set(e->w, "id", id);
	free(id);
	if (note(e, at) == -1)
		return (-1);
	for (f++; f < end; f = next) {
		for (next = f + 1; next < end && f->child != NULL &&
		    strcmp(next->element, f->element) == 0; next++)
			;
		most = highest(e, f);
		for (number = 1; number <= most; number++)
			if ((f->child == NULL ? put(e, f, number, f->element) :
			    put_group(e, f, next, number)) == -1)
				return (-1);
	}
	xml_close(e->w);
	return (note(e, 0));
}

static int
begin(struct emit *e, struct fail *fail)
{
	if ((e->w = xml_writer_new(fail)) == NULL)
		return (-1);
	xml_open(e->w, "konton");
	xml_set(e->w, "xmlns", NAMESPACE);
	return (0);
}

/* ---- faults ---- */

/* Put row and column before what the parser said of one row's document. */
static int
place_fault(const struct emit *e, const char *path, struct fail *fail)
{
	char name[SHEET_NAME], *title = NULL, *end, *text;
	struct fail ignored = FAIL_INIT;
	size_t column = NO_COLUMN;
	long line;

	if (!text_prefix(fail->text, ROW_NAME ":"))
		return (-1);
	line = strtol(fail->text + strlen(ROW_NAME ":"), &end, 10);
	if (line >= 3 && (size_t)line - 3 < e->lines)
		column = e->column[line - 3];
	end += strspn(end, ": ");
	if ((text = text_copy(end, &ignored)) == NULL)
		return (-1);
	if (column != NO_COLUMN)
		title = column_title(&e->columns->item[column], &ignored);
	if (title != NULL) {
		sheet_column(column, name);
		fail_set(fail, FAIL_DATA, "%s: row %d, column %s (%s): %s",
		    path, e->row->line, name, title, text);
	} else
		fail_set(fail, FAIL_DATA, "%s: row %d: %s", path,
		    e->row->line, text);
	free(title);
	free(text);
	return (-1);
}

/* What an account cannot be without, said by its own column. */
static int
check_needed(const struct emit *e, const char *path, struct fail *fail)
{
	const struct column_field *f;
	char name[SHEET_NAME], *title;
	size_t count, i, at;
	int number, any;

	f = column_fields(&count);
	for (i = 0; i < count; i++) {
		if (!f[i].needed || !column_find(e->columns, &f[i], 1, &at))
			continue;
		any = has(e, &f[i], 1);
		for (number = 2; !any && f[i].element != NULL &&
		    number <= highest(e, &f[i]); number++)
			any = has(e, &f[i], number);
		if (any)
			continue;
		if ((title = column_title(&e->columns->item[at], fail)) == NULL)
			return (-1);
		sheet_column(at, name);
		fail_set(fail, FAIL_DATA, "%s: row %d, column %s (%s): it is "
		    "empty, and every account has it; fill it in", path,
		    e->row->line, name, title);
		free(title);
		return (-1);
	}
	return (0);
}

/* The id of a row above that has the same. */
static int
check_twin(const struct emit *e, const struct sheet *s, const char *path,
    struct fail *fail)
{
	const struct sheet_row *above;
	char name[SHEET_NAME];
	size_t count, at = 0;

	(void)column_find(e->columns, column_fields(&count), 1, &at);
	for (above = s->row + 1; above < e->row; above++)
		if (strcmp(sheet_get(above, at), sheet_get(e->row, at)) == 0) {
			sheet_column(at, name);
			return (fail_set(fail, FAIL_DATA, "%s: row %d, column "
			    "%s (Id): '%.60s' stands on row %d already; give "
			    "each account an id of its own", path,
			    e->row->line, name, sheet_get(e->row, at),
			    above->line));
		}
	return (0);
}

/* One row, as a register of its own. */
static int
check_row(const struct sheet *s, struct emit *e, const char *path,
    const char *today, struct fail *fail)
{
	struct konton konton = KONTON_INIT;
	struct buf b = BUF_INIT;
	int rc = -1;

	if (check_needed(e, path, fail) == -1 ||
	    check_twin(e, s, path, fail) == -1 || begin(e, fail) == -1)
		goto out;
	if (put_account(e) == -1 || xml_writer_end(e->w, &b, fail) == -1)
		goto out;
	if (konton_parse(&konton, &b, ROW_NAME, today, fail) == 0)
		rc = 0;
	else
		(void)place_fault(e, path, fail);
out:
	konton_clear(&konton);
	buf_clear(&b);
	xml_writer_free(e->w);
	e->w = NULL;
	free(e->column);
	e->column = NULL;
	e->lines = 0;
	return (rc);
}

/* ---- all of them ---- */

/* The whole register, with our word before its root. */
static int
write_all(const struct sheet *s, struct emit *e, struct buf *out,
    struct fail *fail)
{
	struct buf b = BUF_INIT;
	size_t i, n;
	int rc = begin(e, fail);

	for (i = 1; rc == 0 && i < s->count; i++) {
		e->row = &s->row[i];
		if (!sheet_is_empty(e->row))
			rc = put_account(e);
	}
	if (rc == 0 && (rc = xml_writer_end(e->w, &b, fail)) == 0) {
		n = strcspn(buf_text(&b), "\n") + 1;
		buf_add(out, b.data, n);
		buf_adds(out, HEAD);
		buf_add(out, b.data + n, b.size - n);
		rc = buf_check(out, fail);
	}
	xml_writer_free(e->w);
	free(e->column);
	buf_clear(&b);
	return (rc);
}

int
intake_make(const struct sheet *s, const char *path, const char *today,
    struct buf *out, struct fail *fail)
{
	struct column_list columns = COLUMN_LIST_INIT;
	struct emit e = { NULL, &columns, NULL, NULL, 0, fail };
	struct fail one;
	size_t i, rows = 0, faults = 0;
	int rc = -1;

	if (column_read(&columns, s, fail) == -1) {
		fail_add(fail, "%s", path);
		goto out;
	}
	for (i = 1; i < s->count; i++) {
		e.row = &s->row[i];
		if (sheet_is_empty(e.row))
			continue;
		rows++;
		fail_clear(&one);
		e.fail = &one;
		if (check_row(s, &e, path, today, &one) == 0)
			continue;
		faults++;
		msg_fail(&one);
	}
	e.fail = fail;
	if (faults > 0)
		fail_set(fail, FAIL_DATA, "%zu of %zu rows have a fault; "
		    "konton.xml is as it was", faults, rows);
	else if (rows == 0)
		fail_set(fail, FAIL_DATA, "%s: there is no account below the "
		    "headings; konton.xml is as it was", path);
	else
		rc = write_all(s, &e, out, fail);
out:
	column_clear(&columns);
	return (rc);
}
