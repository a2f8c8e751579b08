#include "register/csv.h"

#include <stdint.h>
#include <string.h>

#include "core/buf.h"
#include "core/fail.h"
#include "core/msg.h"
#include "core/text.h"
#include "register/sheet.h"

#define MARK "\xef\xbb\xbf"

/* ---- writing ---- */

static void
put_cell(struct buf *b, const char *text)
{
	if (strpbrk(text, ",\"\r\n;\t") == NULL) {
		buf_adds(b, text);
		return;
	}
	buf_addc(b, '"');
	for (; *text != '\0'; text++) {
		if (*text == '"')
			buf_addc(b, '"');
		buf_addc(b, (uint8_t)*text);
	}
	buf_addc(b, '"');
}

int
csv_write(const struct sheet *s, struct buf *b, struct fail *fail)
{
	size_t width = s->count > 0 ? s->row[0].count : 0, i, j;

	buf_adds(b, MARK);
	for (i = 0; i < s->count; i++) {
		for (j = 0; j < width; j++) {
			if (j > 0)
				buf_addc(b, ',');
			put_cell(b, sheet_get(&s->row[i], j));
		}
		buf_adds(b, "\r\n");
	}
	return (buf_check(b, fail));
}

/* ---- reading ---- */

struct reader {
	struct sheet *sheet;
	const char *at, *end;
	char between;
	int line;		/* the row, as a spreadsheet numbers it */
	struct buf cell;
	struct fail *fail;
};

/* Where Windows-1252 is not Latin-1: 0x80 to 0x9f; 0 has no character. */
static const uint16_t windows[32] = { 0x20ac, 0, 0x201a, 0x192, 0x201e, 0x2026,
    0x2020, 0x2021, 0x2c6, 0x2030, 0x160, 0x2039, 0x152, 0, 0x17d, 0, 0, 0x2018,
    0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x2dc, 0x2122, 0x161,
    0x203a, 0x153, 0, 0x17e, 0x178 };

static int
from_windows(const struct buf *bytes, struct buf *text, struct fail *fail)
{
	size_t i;
	uint32_t c;

	for (i = 0; i < bytes->size; i++) {
		c = bytes->data[i];
		if (c >= 0x80 && c < 0xa0 && (c = windows[c - 0x80]) == 0)
			return (fail_set(fail, FAIL_DATA, "it is neither UTF-8 "
			    "nor Windows-1252; save it as CSV UTF-8"));
		text_put(text, c);
	}
	return (buf_check(text, fail));
}

/* The bytes as UTF-8 without a mark. */
static int
decode(const struct buf *bytes, const char *name, struct buf *text,
    struct fail *fail)
{
	const char *s = buf_text(bytes);

	if (bytes->size >= 2 && (memcmp(s, "\xff\xfe", 2) == 0 ||
	    memcmp(s, "\xfe\xff", 2) == 0))
		return (fail_set(fail, FAIL_DATA, "it is UTF-16; save it as "
		    "CSV UTF-8"));
	if (bytes->size > 0 && memchr(s, '\0', bytes->size) != NULL)
		return (fail_set(fail, FAIL_DATA, "it holds NUL bytes, so it "
		    "is no CSV; save it as CSV UTF-8"));
	if (!text_valid(s)) {
		msg_warn("'%s' is not UTF-8 and is read as Windows-1252; look "
		    "at å, ä and ö, and save it as CSV UTF-8 next time",
		    name);
		return (from_windows(bytes, text, fail));
	}
	buf_adds(text, text_prefix(s, MARK) ? s + 3 : s);
	return (buf_check(text, fail));
}

/* By what the first row is split; quoted text does not count. */
static char
find_between(struct reader *r, const char *name)
{
	static const char kinds[] = ",;\t";
	size_t count[3] = { 0, 0, 0 }, i, best = 0;
	const char *s;
	int quoted = 0;

	if (r->end - r->at >= 5 && memcmp(r->at, "sep=", 4) == 0 &&
	    strchr(kinds, r->at[4]) != NULL) {
		char told = r->at[4];

		r->at += 5 + strspn(r->at + 5, "\r");
		r->at += *r->at == '\n';
		return (told);
	}
	for (s = r->at; s < r->end && (quoted || (*s != '\n' &&
	    *s != '\r')); s++) {
		quoted ^= *s == '"';
		for (i = 0; !quoted && i < 3; i++)
			count[i] += *s == kinds[i];
	}
	for (i = 1; i < 3; i++)
		if (count[i] > count[best])
			best = i;
	if (best != 0)
		msg_warn("'%s' has %s and not commas between its values, and "
		    "is read so", name, best == 1 ? "semicolons" : "tabs");
	return (kinds[best]);
}

static int
wrong(struct reader *r, size_t column, const char *what)
{
	char name[SHEET_NAME];

	sheet_column(column, name);
	return (fail_set(r->fail, FAIL_DATA, "row %d, column %s: %s", r->line,
	    name, what));
}

/* A value in quotes; at is past the first one.  Quotes in it are doubled. */
static int
read_quoted(struct reader *r, size_t column)
{
	int ended = 0;

	for (; r->at < r->end && r->cell.size <= SHEET_CELL_MAX; r->at++) {
		/* The byte at the end is a NUL, so one more can be seen. */
		if (*r->at == '"' && *++r->at != '"') {
			ended = 1;
			break;
		}
		buf_addc(&r->cell, (uint8_t)*r->at);
	}
	if (!ended)
		return (wrong(r, column, "a quotation mark that nothing ends; "
		    "write \" after the value, and \"\" for one in it"));
	if (r->at < r->end && *r->at != r->between && *r->at != '\r' &&
	    *r->at != '\n')
		return (wrong(r, column, "text after the ending quotation "
		    "mark; write \"\" for a quotation mark in a value"));
	return (0);
}

static int
read_plain(struct reader *r, size_t column)
{
	for (; r->at < r->end && *r->at != r->between && *r->at != '\r' &&
	    *r->at != '\n'; r->at++) {
		if (*r->at == '"')
			return (wrong(r, column, "a quotation mark in the "
			    "middle of a value; write the value in quotation "
			    "marks, and \"\" for this one"));
		buf_addc(&r->cell, (uint8_t)*r->at);
	}
	return (0);
}

static int
read_row(struct reader *r)
{
	size_t column = 0;
	int more;

	if (sheet_add_row(r->sheet, r->line, r->fail) == NULL)
		return (-1);
	do {
		buf_reset(&r->cell);
		if (r->at < r->end && *r->at == '"') {
			r->at++;
			if (read_quoted(r, column) == -1)
				return (-1);
		} else if (read_plain(r, column) == -1)
			return (-1);
		if (buf_check(&r->cell, r->fail) == -1 || sheet_put(r->sheet,
		    column++, buf_text(&r->cell), r->fail) == -1)
			return (-1);
		more = r->at < r->end && *r->at == r->between;
		r->at += more;
	} while (more);
	if (r->at < r->end && *r->at == '\r')
		r->at++;
	if (r->at < r->end && *r->at == '\n')
		r->at++;
	r->line++;
	return (0);
}

int
csv_read(struct sheet *s, const struct buf *bytes, const char *name,
    struct fail *fail)
{
	struct reader r = { s, NULL, NULL, ',', 1, BUF_INIT, fail };
	struct buf text = BUF_INIT;
	int rc = -1;

	if (decode(bytes, name, &text, fail) == 0) {
		r.at = buf_text(&text);
		r.end = r.at + text.size;
		r.between = find_between(&r, name);
		rc = 0;
		while (rc == 0 && r.at < r.end)
			rc = read_row(&r);
	}
	buf_clear(&r.cell);
	buf_clear(&text);
	return (rc);
}
