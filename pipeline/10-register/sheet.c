#include "register/sheet.h"

#include <stdlib.h>
#include <string.h>

#include "core/fail.h"
#include "core/list.h"
#include "core/record/fields.h"
#include "core/text.h"

struct sheet_row *
sheet_add_row(struct sheet *s, int line, struct fail *fail)
{
	struct sheet_row *row;

	if (s->count >= SHEET_ROWS_MAX) {
		fail_set(fail, FAIL_DATA, "row %d: more than %d rows; take "
		    "those out that are no accounts", line, SHEET_ROWS_MAX);
		return (NULL);
	}
	if ((row = list_grow(s->row, &s->count, sizeof(*row), fail)) == NULL)
		return (NULL);
	s->row = row;
	row += s->count - 1;
	row->line = line;
	return (row);
}

int
sheet_put(struct sheet *s, size_t column, const char *text, struct fail *fail)
{
	struct sheet_row *row = &s->row[s->count - 1];
	char name[SHEET_NAME], *copy;

	if (column >= SHEET_COLUMNS_MAX)
		return (fail_set(fail, FAIL_DATA, "row %d: more than %d "
		    "columns; take out what is no account's", row->line,
		    SHEET_COLUMNS_MAX));
	if (strlen(text) > SHEET_CELL_MAX) {
		sheet_column(column, name);
		return (fail_set(fail, FAIL_DATA, "row %d, column %s: a text "
		    "of more than %d bytes; shorten it", row->line, name,
		    SHEET_CELL_MAX));
	}
	s->size_bytes += strlen(text) + sizeof(text);
	if (s->size_bytes > SHEET_BYTES_MAX)
		return (fail_set(fail, FAIL_DATA, "row %d: more than %u MB of "
		    "text; a register of accounts is not that large",
		    row->line, SHEET_BYTES_MAX >> 20));
	while (row->count < column)
		if (fields_add(&row->cell, &row->count, "", fail) == -1)
			return (-1);
	if (row->count == column)
		return (fields_add(&row->cell, &row->count, text, fail));
	if ((copy = text_copy(text, fail)) == NULL)
		return (-1);
	free(row->cell[column]);
	row->cell[column] = copy;
	return (0);
}

const char *
sheet_get(const struct sheet_row *row, size_t column)
{
	return (column < row->count ? row->cell[column] : "");
}

int
sheet_is_empty(const struct sheet_row *row)
{
	size_t i;

	for (i = 0; i < row->count; i++)
		if (row->cell[i][strspn(row->cell[i], " \t\r\n")] != '\0')
			return (0);
	return (1);
}

void
sheet_column(size_t column, char name[SHEET_NAME])
{
	char turned[SHEET_NAME];
	size_t n = 0, i;

	do {
		turned[n++] = (char)('A' + column % 26);
		column /= 26;
	} while (column-- > 0 && n + 1 < SHEET_NAME);
	for (i = 0; i < n; i++)
		name[i] = turned[n - 1 - i];
	name[n] = '\0';
}

/* What a spreadsheet begins a formula by, and our own mark. */
static int
is_guarded(const char *text)
{
	return (*text != '\0' && strchr("=+-@'\t\r\n", *text) != NULL);
}

char *
sheet_guard(const char *text, struct fail *fail)
{
	return (is_guarded(text) ? text_printf(fail, "'%s", text) :
	    text_copy(text, fail));
}

const char *
sheet_bare(const char *text)
{
	return (*text == '\'' && is_guarded(text + 1) ? text + 1 : text);
}

void
sheet_clear(struct sheet *s)
{
	size_t i;

	for (i = 0; i < s->count; i++)
		fields_free(s->row[i].cell, s->row[i].count);
	free(s->row);
	s->row = NULL;
	s->count = s->size_bytes = 0;
}
