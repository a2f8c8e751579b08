#include "register/ods.h"

#include <stdint.h>
#include <string.h>

#include "core/buf.h"
#include "core/fail.h"
#include "core/text.h"
#include "core/xml.h"
#include "register/sheet.h"
#include "register/crate.h"

#define TYPE "application/vnd.oasis.opendocument.spreadsheet"
#define OFFICE "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
#define TABLE "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
#define TEXT "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
#define MANIFEST "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"

/* ---- writing ---- */

static int
put_manifest(struct buf *b, struct fail *fail)
{
	static const char *const entry[][2] = { { "/", TYPE },
	    { "content.xml", "text/xml" } };
	struct xml_writer *w = xml_writer_new(fail);
	size_t i;
	int rc;

	if (w == NULL)
		return (-1);
	xml_open(w, "manifest:manifest");
	xml_set(w, "xmlns:manifest", MANIFEST);
	xml_set(w, "manifest:version", "1.2");
	for (i = 0; i < 2; i++) {
		xml_open(w, "manifest:file-entry");
		xml_set(w, "manifest:full-path", entry[i][0]);
		xml_set(w, "manifest:media-type", entry[i][1]);
		xml_close(w);
	}
	xml_close(w);
	rc = xml_writer_end(w, b, fail);
	xml_writer_free(w);
	return (rc);
}

static void
put_row(struct xml_writer *w, const struct sheet_row *row)
{
	size_t i;

	xml_open(w, "table:table-row");
	for (i = 0; i < row->count; i++) {
		xml_open(w, "table:table-cell");
		if (*row->cell[i] != '\0') {
			xml_set(w, "office:value-type", "string");
			xml_leaf(w, "text:p", row->cell[i]);
		}
		xml_close(w);
	}
	xml_close(w);
}

static int
put_content(const struct sheet *s, struct buf *b, struct fail *fail)
{
	struct xml_writer *w = xml_writer_new(fail);
	size_t i;
	int rc;

	if (w == NULL)
		return (-1);
	xml_open(w, "office:document-content");
	xml_set(w, "xmlns:office", OFFICE);
	xml_set(w, "xmlns:table", TABLE);
	xml_set(w, "xmlns:text", TEXT);
	xml_set(w, "office:version", "1.2");
	xml_open(w, "office:body");
	xml_open(w, "office:spreadsheet");
	xml_open(w, "table:table");
	xml_set(w, "table:name", "Konton");
	for (i = 0; i < s->count; i++)
		put_row(w, &s->row[i]);
	for (i = 0; i < 4; i++)
		xml_close(w);
	rc = xml_writer_end(w, b, fail);
	xml_writer_free(w);
	return (rc);
}

int
ods_write(const struct sheet *s, struct buf *b, struct fail *fail)
{
	struct buf type = BUF_INIT, manifest = BUF_INIT, content = BUF_INIT;
	struct crate *z = crate_new(fail);
	int rc = -1;

	buf_adds(&type, TYPE);
	if (z != NULL && buf_check(&type, fail) == 0 &&
	    put_manifest(&manifest, fail) == 0 &&
	    put_content(s, &content, fail) == 0 &&
	    crate_add(z, "mimetype", &type, fail) == 0 &&
	    crate_add(z, "content.xml", &content, fail) == 0 &&
	    crate_add(z, "META-INF/manifest.xml", &manifest, fail) == 0)
		rc = crate_end(z, b, fail);
	crate_free(z);
	buf_clear(&type);
	buf_clear(&manifest);
	buf_clear(&content);
	return (rc);
}

/* ---- reading ---- */

struct reader {
	struct sheet *sheet;
	int tables;		/* begun so far; only the first is read */
	int inside;		/* in it */
	int cell, paragraph, aside;	/* how deep in each */
	int paragraphs;		/* of this cell */
	int line, lines;	/* this row, and how many it stands for */
	int has_row;		/* the sheet has one for it already */
	size_t column, columns;
	struct buf text;
};

/* How often a cell or a row stands there; 1 if it does not say. */
static size_t
repeated(const char *const *attributes, const char *name)
{
	const char *value = xml_scan_attr(attributes, name);
	int64_t n = 1;

	if (value != NULL && text_int(value, 1, 10000000, &n) == -1)
		n = 1;
	return ((size_t)n);
}

static void
start_cell(struct reader *r, const char *const *attributes)
{
	const char *type = xml_scan_attr(attributes, "value-type");
	const char *date = xml_scan_attr(attributes, "date-value");

	r->cell = 1;
	r->paragraphs = 0;
	r->columns = repeated(attributes, "number-columns-repeated");
	buf_reset(&r->text);
	/* A date is shown in many ways, and stored in one. */
	if (type != NULL && strcmp(type, "date") == 0 && date != NULL) {
		buf_add(&r->text, date, strcspn(date, "T"));
		r->paragraphs = -1;
	}
}

/* White space and lines, inside a paragraph. */
static void
start_space(struct reader *r, const char *name, const char *const *attributes)
{
	size_t n = repeated(attributes, "c");

	if (r->paragraphs < 0 || r->paragraph == 0)
		return;
	if (strcmp(name, "s") == 0)
		while (n-- > 0 && r->text.size <= SHEET_CELL_MAX)
			buf_addc(&r->text, ' ');
	else if (strcmp(name, "tab") == 0 || strcmp(name, "line-break") == 0)
		buf_addc(&r->text, ' ');
}

static int
on_start(void *arg, const char *name, const char *const *attributes,
    struct fail *fail)
{
	struct reader *r = arg;

	(void)fail;
	if (strcmp(name, "table") == 0 && !r->inside) {
		r->inside = ++r->tables == 1;
	} else if (!r->inside || r->aside > 0) {
		r->aside += r->aside > 0;
	} else if (strcmp(name, "table-row") == 0) {
		r->lines = (int)repeated(attributes, "number-rows-repeated");
		r->line++;
		r->has_row = 0;
		r->column = 0;
	} else if (strcmp(name, "table-cell") == 0 ||
	    strcmp(name, "covered-table-cell") == 0) {
		start_cell(r, attributes);
	} else if (strcmp(name, "annotation") == 0 ||
	    strcmp(name, "shapes") == 0 || strcmp(name, "frame") == 0 ||
	    strcmp(name, "table") == 0) {
		r->aside = 1;
	} else if (r->cell && strcmp(name, "p") == 0) {
		if (r->paragraphs > 0)
			buf_addc(&r->text, ' ');
		r->paragraphs += r->paragraphs >= 0;
		r->paragraph++;
	} else
		start_space(r, name, attributes);
	return (0);
}

/* What the cell holds, as often as it stands there. */
static int
end_cell(struct reader *r, struct fail *fail)
{
	int rc = buf_check(&r->text, fail);

	r->cell = 0;
	if (r->text.size == 0) {
		r->column += r->columns;
		return (rc);
	}
	if (rc == 0 && !r->has_row && sheet_add_row(r->sheet, r->line,
	    fail) == NULL)
		rc = -1;
	r->has_row = 1;
	for (; rc == 0 && r->columns > 0; r->columns--)
		rc = sheet_put(r->sheet, r->column++, buf_text(&r->text),
		    fail);
	return (rc);
}

/* A row that stands for several is put in for each. */
static int
end_row(struct reader *r, struct fail *fail)
{
	size_t from = r->sheet->count - 1, j;
	int rc = 0;

	for (; rc == 0 && r->has_row && r->lines > 1; r->lines--) {
		if (sheet_add_row(r->sheet, ++r->line, fail) == NULL)
			return (-1);
		for (j = 0; rc == 0 && j < r->sheet->row[from].count; j++)
			rc = sheet_put(r->sheet, j,
			    r->sheet->row[from].cell[j], fail);
	}
	r->line += r->lines - 1;
	return (rc);
}

static int
on_end(void *arg, const char *name, struct fail *fail)
{
	struct reader *r = arg;

	if (r->aside > 0) {
		r->aside--;
		return (0);
	}
	if (!r->inside)
		return (0);
	if (strcmp(name, "table") == 0)
		r->inside = 0;
	else if (strcmp(name, "p") == 0)
		r->paragraph -= r->paragraph > 0;
	else if (r->cell && (strcmp(name, "table-cell") == 0 ||
	    strcmp(name, "covered-table-cell") == 0))
		return (end_cell(r, fail));
	else if (strcmp(name, "table-row") == 0)
		return (end_row(r, fail));
	return (0);
}

static int
on_text(void *arg, const char *text, size_t n, struct fail *fail)
{
	struct reader *r = arg;

	(void)fail;
	/* One byte too many is enough for sheet_put() to say so. */
	if (r->inside && r->cell && r->paragraph > 0 && r->aside == 0 &&
	    r->paragraphs > 0 && r->text.size <= SHEET_CELL_MAX)
		buf_add(&r->text, text, n);
	return (0);
}

int
ods_read(struct sheet *s, const struct buf *bytes, const char *name,
    struct fail *fail)
{
	static const struct xml_handler handler = { on_start, on_end, on_text };
	struct reader r = { s, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, BUF_INIT };
	struct buf content = BUF_INIT;
	int found = crate_read(bytes, "content.xml", &content, fail), rc = -1;

	if (found == 0)
		fail_set(fail, FAIL_DATA, "it has no content.xml, so it is no "
		    "spreadsheet; save it as .ods or .xlsx");
	if (found == 1)
		rc = xml_scan_bytes(&content, name, &handler, &r, fail);
	if (rc == 0 && r.tables == 0)
		rc = fail_set(fail, FAIL_DATA, "it has no table");
	buf_clear(&content);
	buf_clear(&r.text);
	return (rc);
}
