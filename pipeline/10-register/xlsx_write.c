#include "register/xlsx.h"

#include "core/buf.h"
#include "core/fail.h"
#include "core/text.h"
#include "core/xml.h"
#include "register/sheet.h"
#include "register/crate.h"

#define MAIN "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define OFFICE \
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define PACKAGE "http://schemas.openxmlformats.org/package/2006/"
#define KIND "application/vnd.openxmlformats-officedocument.spreadsheetml."

static void
put_types(struct xml_writer *w)
{
	static const char *const part[][2] = {
		{ "/xl/workbook.xml", KIND "sheet.main+xml" },
		{ "/xl/worksheets/sheet1.xml", KIND "worksheet+xml" },
		{ "/xl/styles.xml", KIND "styles+xml" },
	};
	size_t i;

	xml_open(w, "Types");
	xml_set(w, "xmlns", PACKAGE "content-types");
	xml_open(w, "Default");
	xml_set(w, "Extension", "rels");
	xml_set(w, "ContentType",
	    "application/vnd.openxmlformats-package.relationships+xml");
	xml_close(w);
	for (i = 0; i < 3; i++) {
		xml_open(w, "Override");
		xml_set(w, "PartName", part[i][0]);
		xml_set(w, "ContentType", part[i][1]);
		xml_close(w);
	}
	xml_close(w);
}

static void
put_relation(struct xml_writer *w, const char *id, const char *type,
    const char *target)
{
	xml_open(w, "Relationship");
	xml_set(w, "Id", id);
	xml_setf(w, "Type", OFFICE "/%s", type);
	xml_set(w, "Target", target);
	xml_close(w);
}

static void
put_top(struct xml_writer *w)
{
	xml_open(w, "Relationships");
	xml_set(w, "xmlns", PACKAGE "relationships");
	put_relation(w, "rId1", "officeDocument", "xl/workbook.xml");
	xml_close(w);
}

static void
put_relations(struct xml_writer *w)
{
	xml_open(w, "Relationships");
	xml_set(w, "xmlns", PACKAGE "relationships");
	put_relation(w, "rId1", "worksheet", "worksheets/sheet1.xml");
	put_relation(w, "rId2", "styles", "styles.xml");
	xml_close(w);
}

static void
put_book(struct xml_writer *w)
{
	xml_open(w, "workbook");
	xml_set(w, "xmlns", MAIN);
	xml_set(w, "xmlns:r", OFFICE);
	xml_open(w, "sheets");
	xml_open(w, "sheet");
	xml_set(w, "name", "Konton");
	xml_set(w, "sheetId", "1");
	xml_set(w, "r:id", "rId1");
	xml_close(w);
	xml_close(w);
	xml_close(w);
}

/* Two of them: ordinary, and text (49), so that dates stay as they are. */
static void
put_styles(struct xml_writer *w)
{
	size_t i;

	xml_open(w, "styleSheet");
	xml_set(w, "xmlns", MAIN);
	xml_open(w, "fonts");
	xml_open(w, "font");
	xml_close(w);
	xml_close(w);
	xml_open(w, "fills");
	xml_open(w, "fill");
	xml_open(w, "patternFill");
	xml_set(w, "patternType", "none");
	for (i = 0; i < 3; i++)
		xml_close(w);
	xml_open(w, "borders");
	xml_open(w, "border");
	xml_close(w);
	xml_close(w);
	xml_open(w, "cellStyleXfs");
	xml_open(w, "xf");
	xml_close(w);
	xml_close(w);
	xml_open(w, "cellXfs");
	for (i = 0; i < 2; i++) {
		xml_open(w, "xf");
		xml_set(w, "numFmtId", i == 0 ? "0" : "49");
		xml_set(w, "fontId", "0");
		xml_set(w, "fillId", "0");
		xml_set(w, "borderId", "0");
		xml_set(w, "xfId", "0");
		if (i == 1)
			xml_set(w, "applyNumberFormat", "1");
		xml_close(w);
	}
	xml_close(w);
	xml_close(w);
}

/* What a reader would take for "_xHHHH_" is written as that itself. */
static void
put_text(struct xml_writer *w, const char *text)
{
	struct buf b = BUF_INIT;

	for (; *text != '\0'; text++)
		if (text[0] == '_' && text[1] == 'x')
			buf_adds(&b, "_x005F_");
		else
			buf_addc(&b, (unsigned char)*text);
	xml_open(w, "is");
	xml_leaf(w, "t", buf_text(&b));
	xml_close(w);
	buf_clear(&b);
}

static void
put_row(struct xml_writer *w, const struct sheet_row *row, size_t number)
{
	char name[SHEET_NAME];
	size_t i;

	xml_open(w, "row");
	xml_setf(w, "r", "%zu", number);
	for (i = 0; i < row->count; i++) {
		if (*row->cell[i] == '\0')
			continue;
		sheet_column(i, name);
		xml_open(w, "c");
		xml_setf(w, "r", "%s%zu", name, number);
		xml_set(w, "s", "1");
		xml_set(w, "t", "inlineStr");
		put_text(w, row->cell[i]);
		xml_close(w);
	}
	xml_close(w);
}

static void
put_sheet(struct xml_writer *w, const struct sheet *s)
{
	size_t i;

	xml_open(w, "worksheet");
	xml_set(w, "xmlns", MAIN);
	/* The headings stay in view. */
	xml_open(w, "sheetViews");
	xml_open(w, "sheetView");
	xml_set(w, "workbookViewId", "0");
	xml_open(w, "pane");
	xml_set(w, "ySplit", "1");
	xml_set(w, "topLeftCell", "A2");
	xml_set(w, "activePane", "bottomLeft");
	xml_set(w, "state", "frozen");
	xml_close(w);
	xml_close(w);
	xml_close(w);
	xml_open(w, "cols");
	xml_open(w, "col");
	xml_set(w, "min", "1");
	xml_setf(w, "max", "%d", SHEET_COLUMNS_MAX);
	xml_set(w, "width", "24");
	xml_set(w, "style", "1");
	xml_set(w, "customWidth", "1");
	xml_close(w);
	xml_close(w);
	xml_open(w, "sheetData");
	for (i = 0; i < s->count; i++)
		put_row(w, &s->row[i], i + 1);
	xml_close(w);
	xml_close(w);
}

/* One part, by what makes it; the sheet by its table. */
static int
add_part(struct crate *z, const char *name, void (*make)(struct xml_writer *),
    const struct sheet *s, struct fail *fail)
{
	struct xml_writer *w = xml_writer_new(fail);
	struct buf b = BUF_INIT;
	int rc = -1;

	if (w == NULL)
		return (-1);
	if (make != NULL)
		make(w);
	else
		put_sheet(w, s);
	if (xml_writer_end(w, &b, fail) == 0)
		rc = crate_add(z, name, &b, fail);
	xml_writer_free(w);
	buf_clear(&b);
	return (rc);
}

int
xlsx_write(const struct sheet *s, struct buf *b, struct fail *fail)
{
	static const struct {
		const char *name;
		void (*make)(struct xml_writer *);
	} parts[] = {
		{ "[Content_Types].xml", put_types },
		{ "_rels/.rels", put_top },
		{ "xl/workbook.xml", put_book },
		{ "xl/_rels/workbook.xml.rels", put_relations },
		{ "xl/styles.xml", put_styles },
		{ "xl/worksheets/sheet1.xml", NULL },
	};
	struct crate *z = crate_new(fail);
	size_t i;
	int rc = z == NULL ? -1 : 0;

	for (i = 0; rc == 0 && i < sizeof(parts) / sizeof(parts[0]); i++)
		rc = add_part(z, parts[i].name, parts[i].make, s, fail);
	if (rc == 0)
		rc = crate_end(z, b, fail);
	crate_free(z);
	return (rc);
}
