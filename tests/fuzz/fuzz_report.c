/* room: 30-render */
/*
 * fuzz_report.c - a report's XML, read and set.
 *
 * Whatever comes out of the reader is in its order and within the bounds that
 * the setting relies on; what it takes is set, or refused with the line.
 */
#include "fuzz.h"
#include "fuzz_xml.h"

#include "core/text.h"
#include "render/report.h"
#include "render/report_read.h"

struct seen {
	int head, list, columns, facts;
};

static void
is_text(const struct rich *text)
{
	size_t i;

	FUZZ_MUST(text->text.size <= RICH_MAX_BYTES);
	FUZZ_MUST(text_valid(buf_text(&text->text)));
	FUZZ_MUST(text->links <= RICH_MAX_LINKS);
	for (i = 0; i < text->spans; i++) {
		FUZZ_MUST(i == 0 || text->span[i].at > text->span[i - 1].at);
		FUZZ_MUST(text->span[i].link >= RICH_NO_LINK &&
		    text->span[i].link < (int)text->links);
	}
	for (i = 0; i < text->links; i++)
		FUZZ_MUST(text->link[i].from <= text->link[i].to &&
		    text->link[i].to <= text->text.size &&
		    strstr(text->link[i].uri, "javascript:") !=
		    text->link[i].uri);
}

static int
on_head(void *arg, const struct report_head *head, struct fail *fail)
{
	struct seen *seen = arg;

	(void)fail;
	FUZZ_MUST(!seen->head && head->organisation.size > 0 &&
	    head->title.size > 0);
	seen->head = 1;
	return (0);
}

static int
on_heading(void *arg, int level, const struct rich *text, struct fail *fail)
{
	struct seen *seen = arg;

	(void)fail;
	FUZZ_MUST(seen->head && !seen->list && !seen->columns);
	FUZZ_MUST(level >= 1 && level <= 3 && text->links == 0);
	is_text(text);
	return (0);
}

static int
on_paragraph(void *arg, const struct rich *text, struct fail *fail)
{
	struct seen *seen = arg;

	(void)fail;
	FUZZ_MUST(seen->head && !seen->list && !seen->columns);
	is_text(text);
	return (0);
}

static int
on_list(void *arg, int ordered, struct fail *fail)
{
	struct seen *seen = arg;

	(void)fail;
	FUZZ_MUST(seen->head && !seen->list && !seen->columns &&
	    (ordered & ~1) == 0);
	seen->list = 1;
	return (0);
}

static int
on_item(void *arg, const struct rich *text, struct fail *fail)
{
	struct seen *seen = arg;

	(void)fail;
	FUZZ_MUST(seen->list);
	is_text(text);
	return (0);
}

static int
on_table(void *arg, const struct report_table *table, struct fail *fail)
{
	struct seen *seen = arg;
	size_t i;

	(void)fail;
	FUZZ_MUST(seen->head && !seen->list && !seen->columns);
	FUZZ_MUST(table->columns >= 1 &&
	    table->columns <= REPORT_MAX_COLUMNS);
	for (i = 0; i < table->columns; i++) {
		FUZZ_MUST(table->column[i].parts >= 1 &&
		    table->column[i].parts <= 100);
		if (!table->facts)
			is_text(&table->column[i].heading);
	}
	seen->columns = (int)table->columns;
	return (0);
}

static int
on_row(void *arg, const struct rich *cells, struct fail *fail)
{
	struct seen *seen = arg;
	int i;

	(void)fail;
	FUZZ_MUST(seen->columns > 0);
	for (i = 0; i < seen->columns; i++)
		is_text(&cells[i]);
	return (0);
}

static int
on_end(void *arg, struct fail *fail)
{
	struct seen *seen = arg;

	(void)fail;
	FUZZ_MUST(seen->list || seen->columns > 0);
	seen->list = seen->columns = 0;
	return (0);
}

static int
on_picture(void *arg, const char *file, const char *alt, int mm,
    struct fail *fail)
{
	struct seen *seen = arg;

	(void)fail;
	FUZZ_MUST(seen->head && strchr(file, '/') == NULL &&
	    file[0] != '.' && alt[0] != '\0' && mm >= 5 && mm <= 170);
	return (0);
}

static int
on_signature(void *arg, const char *role, const char *name,
    struct fail *fail)
{
	struct seen *seen = arg;

	(void)fail;
	FUZZ_MUST(seen->head && role != NULL && name != NULL);
	return (0);
}

static int
on_page_break(void *arg, struct fail *fail)
{
	struct seen *seen = arg;

	(void)fail;
	FUZZ_MUST(seen->head && !seen->list && !seen->columns);
	return (0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	static const struct report_handler handler = { on_head, on_heading,
		on_paragraph, on_list, on_item, on_table, on_row, on_end,
		on_picture, on_signature, on_page_break };
	struct report report = REPORT_INIT;
	struct seen seen = { 0 };
	struct fail fail = FAIL_INIT;
	char xml[4096], pdf[4096];

	(void)snprintf(xml, sizeof(xml), "%s", fuzz_file("report.xml", bytes,
	    n));
	(void)snprintf(pdf, sizeof(pdf), "%s", fuzz_path("report.pdf"));
	if (report_read(xml, &handler, &seen, &fail) == -1) {
		FUZZ_MUST(fail.kind == FAIL_DATA);
		FUZZ_MUST(strstr(fail.text, "report.xml") != NULL);
		return (0);
	}
	FUZZ_MUST(seen.head && !seen.list && !seen.columns);
	(void)unlink(pdf);
	if (report_make(&report, xml, pdf, &fail) == 0)
		FUZZ_MUST(report.pages > 0 && file_is_file(pdf));
	else
		FUZZ_MUST(fail.kind == FAIL_DATA && !file_exists(pdf));
	return (0);
}
