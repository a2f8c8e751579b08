#include "register/xlsx.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/buf.h"
#include "core/fail.h"
#include "core/record/fields.h"
#include "core/text.h"
#include "core/xml.h"
#include "register/sheet.h"
#include "register/crate.h"

#define BOOK "xl/workbook.xml"
#define RELATIONS "xl/_rels/workbook.xml.rels"
#define STRINGS_MAX 500000

/* ---- reading ---- */

struct names {			/* where the parts are */
	char *sheet_id;		/* the first sheet's relation */
	char *sheet;		/* its file */
	char *strings;		/* the shared texts' file, or NULL */
	int from_1904;		/* days are counted from then */
};

static int
on_book(void *arg, const char *name, const char *const *attributes,
    struct fail *fail)
{
	struct names *n = arg;
	const char *value;

	if (strcmp(name, "workbookPr") == 0) {
		value = xml_scan_attr(attributes, "date1904");
		n->from_1904 = value != NULL && (strcmp(value, "1") == 0 ||
		    strcmp(value, "true") == 0);
	}
	if (strcmp(name, "sheet") != 0 || n->sheet_id != NULL)
		return (0);
	return (fields_text(&n->sheet_id, xml_scan_attr(attributes, "id"),
	    fail));
}

/* A target is reckoned from xl/, unless it begins with a slash. */
static char *
part_name(const char *target, struct fail *fail)
{
	return (*target == '/' ? text_copy(target + 1, fail) :
	    text_printf(fail, "xl/%s", target));
}

static int
on_relation(void *arg, const char *name, const char *const *attributes,
    struct fail *fail)
{
	struct names *n = arg;
	const char *id = xml_scan_attr(attributes, "Id");
	const char *type = xml_scan_attr(attributes, "Type");
	const char *target = xml_scan_attr(attributes, "Target");
	char **to = NULL;

	if (strcmp(name, "Relationship") != 0 || id == NULL || type == NULL ||
	    target == NULL)
		return (0);
	if (n->sheet_id != NULL && strcmp(id, n->sheet_id) == 0)
		to = &n->sheet;
	else if (text_suffix(type, "/sharedStrings"))
		to = &n->strings;
	if (to == NULL || *to != NULL)
		return (0);
	*to = part_name(target, fail);
	return (*to == NULL ? -1 : 0);
}

/* "_x000D_" is how a workbook writes a character that XML has not. */
static void
add_text(struct buf *b, const char *text, size_t n)
{
	size_t i, j;
	uint32_t c;

	for (i = 0; i < n; i++) {
		c = 0;
		for (j = 2; n - i >= 7 && text[i] == '_' &&
		    text[i + 1] == 'x' && text[i + 6] == '_' && j < 6; j++) {
			char d = text[i + j];

			if (strchr("0123456789ABCDEFabcdef", d) == NULL ||
			    d == '\0') {
				c = 0;
				break;
			}
			c = c * 16 + (uint32_t)(d <= '9' ? d - '0' :
			    (d | 0x20) - 'a' + 10);
		}
		if (c == 0) {
			buf_addc(b, (uint8_t)text[i]);
			continue;
		}
		text_put(b, c < 0x20 ? ' ' : c);
		i += 6;
	}
}

struct reader {
	struct sheet *sheet;
	char **string;		/* the shared texts */
	size_t string_count;
	int line;		/* the present row */
	int has_row;		/* the sheet has one for it already */
	size_t column;
	char type;		/* of the present cell: s, b, e, t (text), n */
	int text;		/* in an element whose text counts */
	int aside;		/* in how a text is pronounced */
	struct buf value;
};

static int
start_string(void *arg, const char *name, const char *const *attributes,
    struct fail *fail)
{
	struct reader *r = arg;

	(void)attributes;
	(void)fail;
	if (strcmp(name, "si") == 0)
		buf_reset(&r->value);
	else if (strcmp(name, "rPh") == 0)
		r->aside = 1;
	else if (strcmp(name, "t") == 0)
		r->text = !r->aside;
	return (0);
}

static int
end_string(void *arg, const char *name, struct fail *fail)
{
	struct reader *r = arg;
	struct buf b = BUF_INIT;
	int rc;

	if (strcmp(name, "t") == 0)
		r->text = 0;
	else if (strcmp(name, "rPh") == 0)
		r->aside = 0;
	if (strcmp(name, "si") != 0)
		return (0);
	if (r->string_count >= STRINGS_MAX)
		return (fail_set(fail, FAIL_DATA, "more than %d texts; a "
		    "register of accounts is not that large", STRINGS_MAX));
	add_text(&b, buf_text(&r->value), r->value.size);
	rc = buf_check(&b, fail);
	if (rc == 0)
		rc = fields_add(&r->string, &r->string_count, buf_text(&b),
		    fail);
	buf_clear(&b);
	return (rc);
}

static int
on_text(void *arg, const char *text, size_t n, struct fail *fail)
{
	struct reader *r = arg;

	(void)fail;
	/* One byte too many is enough for sheet_put() to say so. */
	if (r->text && r->value.size <= SHEET_CELL_MAX * 7)
		buf_add(&r->value, text, n);
	return (0);
}

/* "BC12": the column from 0; columns without one follow each other. */
static void
place_cell(struct reader *r, const char *at)
{
	size_t column = 0;

	if (at == NULL || *at < 'A' || *at > 'Z')
		return;
	for (; *at >= 'A' && *at <= 'Z' && column < 100000; at++)
		column = column * 26 + (size_t)(*at - 'A') + 1;
	r->column = column - 1;
}

static int
start_sheet(void *arg, const char *name, const char *const *attributes,
    struct fail *fail)
{
	struct reader *r = arg;
	const char *value;
	int64_t line;

	(void)fail;
	if (strcmp(name, "row") == 0) {
		value = xml_scan_attr(attributes, "r");
		r->line = value != NULL && text_int(value, 1, 10000000,
		    &line) == 0 ? (int)line : r->line + 1;
		r->has_row = 0;
		r->column = 0;
	} else if (strcmp(name, "c") == 0) {
		place_cell(r, xml_scan_attr(attributes, "r"));
		value = xml_scan_attr(attributes, "t");
		r->type = value == NULL ? 'n' : strcmp(value, "s") == 0 ? 's' :
		    strcmp(value, "b") == 0 ? 'b' :
		    strcmp(value, "e") == 0 ? 'e' :
		    strcmp(value, "n") == 0 ? 'n' : 't';
		buf_reset(&r->value);
	} else if (strcmp(name, "rPh") == 0)
		r->aside = 1;
	else if (strcmp(name, "v") == 0 || strcmp(name, "t") == 0)
		r->text = !r->aside;
	return (0);
}

static int
bad_cell(const struct reader *r, const char *what, struct fail *fail)
{
	char name[SHEET_NAME];

	sheet_column(r->column, name);
	return (fail_set(fail, FAIL_DATA, "row %d, column %s: %s", r->line,
	    name, what));
}

static int
put_cell(struct reader *r, const char *text, struct fail *fail)
{
	if (!r->has_row && sheet_add_row(r->sheet, r->line, fail) == NULL)
		return (-1);
	r->has_row = 1;
	return (sheet_put(r->sheet, r->column, text, fail));
}

static int
end_cell(struct reader *r, struct fail *fail)
{
	struct buf b = BUF_INIT;
	int64_t index;
	int rc;

	if (r->value.size == 0)
		return (0);
	if (r->type == 'e')
		return (bad_cell(r, "a formula that gives an error; write the "
		    "text itself", fail));
	if (r->type == 's') {
		if (text_int(buf_text(&r->value), 0, INT32_MAX, &index) == -1 ||
		    (size_t)index >= r->string_count)
			return (bad_cell(r, "a text that the file lacks; save "
			    "it anew", fail));
		return (put_cell(r, r->string[index], fail));
	}
	if (r->type == 'b')
		return (put_cell(r, strcmp(buf_text(&r->value), "1") == 0 ?
		    "ja" : "nej", fail));
	add_text(&b, buf_text(&r->value), r->value.size);
	rc = buf_check(&b, fail);
	if (rc == 0)
		rc = put_cell(r, buf_text(&b), fail);
	buf_clear(&b);
	return (rc);
}

static int
end_sheet(void *arg, const char *name, struct fail *fail)
{
	struct reader *r = arg;
	int rc = 0;

	if (strcmp(name, "v") == 0 || strcmp(name, "t") == 0)
		r->text = 0;
	else if (strcmp(name, "rPh") == 0)
		r->aside = 0;
	else if (strcmp(name, "c") == 0) {
		rc = end_cell(r, fail);
		r->column++;
	}
	return (rc);
}

/* Scan a part; 0 if it is there, 1 if not, -1 on failure. */
static int
scan_part(const struct buf *bytes, const char *part,
    const struct xml_handler *handler, void *arg, struct fail *fail)
{
	struct buf b = BUF_INIT;
	int found = crate_read(bytes, part, &b, fail), rc = -1;

	if (found == 0)
		rc = 1;
	else if (found == 1)
		rc = xml_scan_bytes(&b, part, handler, arg, fail);
	buf_clear(&b);
	return (rc);
}

static int
find_parts(struct names *n, const struct buf *bytes, struct fail *fail)
{
	static const struct xml_handler book = { on_book, NULL, NULL };
	static const struct xml_handler relations = { on_relation, NULL,
	    NULL };
	int rc = scan_part(bytes, BOOK, &book, n, fail);

	if (rc == 0)
		rc = scan_part(bytes, RELATIONS, &relations, n, fail);
	if (rc == -1)
		return (-1);
	if (rc == 1 || n->sheet == NULL)
		return (fail_set(fail, FAIL_DATA, "it has no sheet, so it is "
		    "no workbook; save it as .xlsx or .ods"));
	if (n->from_1904)
		return (fail_set(fail, FAIL_DATA, "it counts days from 1904; "
		    "switch that off in the workbook's settings and save it "
		    "anew"));
	return (0);
}

int
xlsx_read(struct sheet *s, const struct buf *bytes, const char *name,
    struct fail *fail)
{
	static const struct xml_handler strings = { start_string, end_string,
	    on_text };
	static const struct xml_handler cells = { start_sheet, end_sheet,
	    on_text };
	struct names n = { NULL, NULL, NULL, 0 };
	struct reader r = { s, NULL, 0, 0, 0, 0, 'n', 0, 0, BUF_INIT };
	int rc = find_parts(&n, bytes, fail);

	(void)name;
	if (rc == 0 && n.strings != NULL)
		rc = scan_part(bytes, n.strings, &strings, &r, fail) == -1 ?
		    -1 : 0;
	if (rc == 0 && (rc = scan_part(bytes, n.sheet, &cells, &r, fail)) == 1)
		rc = fail_set(fail, FAIL_DATA, "its sheet '%s' is missing; "
		    "save it anew", n.sheet);
	fields_free(r.string, r.string_count);
	buf_clear(&r.value);
	free(n.sheet_id);
	free(n.sheet);
	free(n.strings);
	return (rc);
}
