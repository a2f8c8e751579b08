/*
 * sheet.h - a table of text, as a spreadsheet holds it.
 *
 * Ownership: struct sheet is the caller's; sheet_clear() frees what it holds.
 * Rows and columns count from 0 here, from 1 and from A in messages.
 */
#ifndef REGISTER_SHEET_H
#define REGISTER_SHEET_H

#include <stddef.h>

struct fail;

#define SHEET_ROWS_MAX 5000
#define SHEET_COLUMNS_MAX 400
#define SHEET_CELL_MAX 20000	/* bytes of one cell */
#define SHEET_BYTES_MAX (16u << 20)	/* of all of them */

struct sheet_row {
	char **cell;		/* owned; UTF-8, never NULL */
	size_t count;
	int line;		/* the row's number where it was read, from 1 */
};

struct sheet {
	struct sheet_row *row;	/* owned */
	size_t count;
	size_t size_bytes;	/* of the text, and some for each cell */
};
#define SHEET_INIT { NULL, 0, 0 }

#define SHEET_NAME 8		/* of a column, with its NUL */

/*
 * sheet_add_row(s, line, fail): one more row, empty, or NULL; FAIL_DATA when
 * there are too many.  Borrowed until the next row.
 */
struct sheet_row *sheet_add_row(struct sheet *, int, struct fail *);

/*
 * sheet_put(s, column, text, fail): the cell of the last row; columns before
 * it that have none become empty.  FAIL_DATA, with row and column, for one too
 * far to the right or too long.
 */
int sheet_put(struct sheet *, size_t, const char *, struct fail *);

/* sheet_get(row, column): its text, "" where there is none; borrowed. */
const char *sheet_get(const struct sheet_row *, size_t);

/* sheet_is_empty(row): whether no cell of it has more than spaces. */
int sheet_is_empty(const struct sheet_row *);

/* sheet_column(column, name): A, B, ... Z, AA, ... */
void sheet_column(size_t, char [SHEET_NAME]);

/*
 * sheet_guard(text, fail): the text with an apostrophe before it if a
 * spreadsheet could take it for a formula, or if it has one already; the
 * caller's.  sheet_bare(text): the same text without that; borrowed.
 */
char *sheet_guard(const char *, struct fail *);
const char *sheet_bare(const char *);

/* sheet_clear(s): free; fine if empty. */
void sheet_clear(struct sheet *);

#endif /* !REGISTER_SHEET_H */
