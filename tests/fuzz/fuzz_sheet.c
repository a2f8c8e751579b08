/* room: 10-register */
/*
 * fuzz_sheet.c - a spreadsheet that an office hands in: CSV, or a ZIP with
 * XML in it.
 *
 * Any bytes must end in a table within its bounds, or in an error of data.
 * What follows "XLSX:" or "ODS:" is put into a ZIP first, as the sheet or as
 * content.xml, so that changes reach the readers behind the ZIP's checksums.
 */
#include "fuzz.h"

#include "core/buf.h"
#include "core/text.h"
#include "register/column.h"
#include "register/crate.h"
#include "register/exchange.h"
#include "register/intake.h"
#include "register/sheet.h"

#define REL "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

static void
add(struct crate *c, const char *name, const char *text, size_t n)
{
	struct buf b = BUF_INIT;
	struct fail fail = FAIL_INIT;

	buf_add(&b, text, n);
	if (crate_add(c, name, &b, &fail) == -1)
		abort();
	buf_clear(&b);
}

/* A workbook or a spreadsheet around the bytes; the shared texts are few. */
static void
wrap(struct buf *out, const char *text, size_t n, int workbook)
{
	static const char book[] = "<workbook xmlns:r=\"" REL "\"><sheets>"
	    "<sheet r:id=\"r1\"/></sheets></workbook>";
	static const char relations[] = "<Relationships><Relationship "
	    "Id=\"r1\" Type=\"" REL "/worksheet\" Target=\"s.xml\"/>"
	    "<Relationship Id=\"r2\" Type=\"" REL "/sharedStrings\" "
	    "Target=\"t.xml\"/></Relationships>";
	static const char texts[] = "<sst><si><t>Id</t></si><si><t>Namn</t>"
	    "</si><si><t>_x0041_</t></si></sst>";
	struct fail fail = FAIL_INIT;
	struct crate *c = crate_new(&fail);

	if (c == NULL)
		abort();
	if (workbook) {
		add(c, "[Content_Types].xml", "<a/>", 4);
		add(c, "xl/workbook.xml", book, sizeof(book) - 1);
		add(c, "xl/_rels/workbook.xml.rels", relations,
		    sizeof(relations) - 1);
		add(c, "xl/t.xml", texts, sizeof(texts) - 1);
		add(c, "xl/s.xml", text, n);
	} else
		add(c, "content.xml", text, n);
	if (crate_end(c, out, &fail) == -1)
		abort();
	crate_free(c);
}

static void
check(const struct sheet *s)
{
	size_t i, j;

	if (s->count > SHEET_ROWS_MAX)
		abort();
	for (i = 0; i < s->count; i++) {
		if (s->row[i].count > SHEET_COLUMNS_MAX)
			abort();
		for (j = 0; j < s->row[i].count; j++)
			if (strlen(s->row[i].cell[j]) > SHEET_CELL_MAX)
				abort();
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct buf b = BUF_INIT, xml = BUF_INIT;
	struct sheet s = SHEET_INIT;
	struct fail fail = FAIL_INIT;

	if (size >= 5 && memcmp(bytes, "XLSX:", 5) == 0)
		wrap(&b, (const char *)bytes + 5, size - 5, 1);
	else if (size >= 4 && memcmp(bytes, "ODS:", 4) == 0)
		wrap(&b, (const char *)bytes + 4, size - 4, 0);
	else
		buf_add(&b, bytes, size);
	if (exchange_read(&s, &b, "table", &fail) == -1) {
		if (fail.kind != FAIL_DATA || s.row != NULL)
			abort();
	} else {
		check(&s);
		/* Each row is held against the schema, which takes time. */
		if (s.count <= 4 && intake_make(&s, "table", "2026-11-23",
		    &xml, &fail) == -1 && fail.kind != FAIL_DATA)
			abort();
	}
	sheet_clear(&s);
	buf_clear(&xml);
	buf_clear(&b);
	return (0);
}
