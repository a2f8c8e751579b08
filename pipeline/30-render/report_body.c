#include "render/report_part.h"

#include <stdlib.h>
#include <string.h>

#include "core/fail.h"
#include "core/text.h"
#include "core/xml.h"

#define MAX_FILE_NAME 200
#define FULL_WIDTH_MM 170
#define LEAST_WIDTH_MM 5

/* ---- text ---- */

/* Text of the element that starts here goes to ${r}. */
static int
open_rich(struct report_reader *rd, struct rich *r, struct fail *fail)
{
	rich_reset(r);
	rd->open = r;
	rd->around = rd->place;
	rd->place = REPORT_IN_TEXT;
	rd->depth = 0;
	return (rich_style(r, 0, RICH_NO_LINK, fail));
}

static int
close_rich(struct report_reader *rd, struct fail *fail)
{
	struct rich *r = rd->open;

	rd->open = NULL;
	rd->place = rd->around;
	return (rich_end(r, fail));
}

static int
start_style(struct report_reader *rd, unsigned style, const char *address,
    struct fail *fail)
{
	struct rich_span now;
	int link;

	if (rd->depth == REPORT_MAX_NESTED) {
		rd->lost = 1;
		return (0);
	}
	now = rd->open->span[rd->open->spans - 1];
	rd->outer[rd->depth++] = now;
	link = now.link;
	if (address != NULL &&
	    (link = rich_link(rd->open, address, fail)) == -1)
		return (-1);
	return (rich_style(rd->open, now.style | style, link, fail));
}

static int
end_style(struct report_reader *rd, struct fail *fail)
{
	const struct rich_span *s;

	s = &rd->outer[--rd->depth];
	return (rich_style(rd->open, s->style, s->link, fail));
}

static int
start_bold(struct report_reader *rd, const char *const *a, struct fail *fail)
{
	(void)a;
	return (start_style(rd, RICH_BOLD, NULL, fail));
}

static int
start_code(struct report_reader *rd, const char *const *a, struct fail *fail)
{
	(void)a;
	return (start_style(rd, RICH_CODE, NULL, fail));
}

static int
start_link(struct report_reader *rd, const char *const *a, struct fail *fail)
{
	const char *href = xml_scan_attr(a, "href");

	return (start_style(rd, 0, href == NULL ? "" : href, fail));
}

/* ---- headings, paragraphs, lists ---- */

static int
start_heading(struct report_reader *rd, const char *const *a, struct fail *fail)
{
	const char *level = xml_scan_attr(a, "level");

	rd->level = level != NULL && level[0] >= '1' && level[0] <= '3' ?
	    level[0] - '0' : 1;
	return (open_rich(rd, &rd->text, fail));
}

static int
end_heading(struct report_reader *rd, struct fail *fail)
{
	if (close_rich(rd, fail) == -1)
		return (-1);
	if (rd->text.text.size == 0)
		return (fail_set(fail, FAIL_DATA, "a heading without text: "
		    "write one, or leave the element out"));
	return (rd->h->heading(rd->arg, rd->level, &rd->text, fail));
}

static int
start_text(struct report_reader *rd, const char *const *a, struct fail *fail)
{
	(void)a;
	return (open_rich(rd, &rd->text, fail));
}

static int
end_paragraph(struct report_reader *rd, struct fail *fail)
{
	if (close_rich(rd, fail) == -1)
		return (-1);
	return (rd->h->paragraph(rd->arg, &rd->text, fail));
}

static int
start_list(struct report_reader *rd, const char *const *a, struct fail *fail)
{
	const char *ordered = xml_scan_attr(a, "ordered");

	rd->place = REPORT_IN_LIST;
	return (rd->h->list(rd->arg, ordered != NULL &&
	    (strcmp(ordered, "true") == 0 || strcmp(ordered, "1") == 0),
	    fail));
}

static int
end_item(struct report_reader *rd, struct fail *fail)
{
	if (close_rich(rd, fail) == -1)
		return (-1);
	return (rd->h->item(rd->arg, &rd->text, fail));
}

static int
end_list(struct report_reader *rd, struct fail *fail)
{
	rd->place = REPORT_IN_BODY;
	return (rd->h->end(rd->arg, fail));
}

/* ---- tables ---- */

static void
reset_table(struct report_reader *rd)
{
	rd->table.columns = 0;
	rd->table.facts = 0;
	rd->table_told = 0;
	buf_reset(&rd->table.caption);
}

static int
tell_table(struct report_reader *rd, struct fail *fail)
{
	if (rd->table_told)
		return (0);
	rd->table_told = 1;
	return (rd->h->table(rd->arg, &rd->table, fail));
}

static int
start_facts(struct report_reader *rd, const char *const *a, struct fail *fail)
{
	struct report_table *t = &rd->table;

	(void)a;
	reset_table(rd);
	rd->place = REPORT_IN_FACTS;
	t->facts = 1;
	t->columns = 2;
	t->column[0].parts = 3;
	t->column[1].parts = 7;
	t->column[0].align = t->column[1].align = REPORT_START;
	return (tell_table(rd, fail));
}

static int
start_fact(struct report_reader *rd, const char *const *a, struct fail *fail)
{
	const char *name = xml_scan_attr(a, "name");

	if (name == NULL)
		name = "";
	if (open_rich(rd, &rd->cell[0], fail) == -1 ||
	    rich_style(&rd->cell[0], RICH_BOLD, RICH_NO_LINK, fail) == -1 ||
	    rich_text(&rd->cell[0], name, strlen(name), fail) == -1 ||
	    close_rich(rd, fail) == -1)
		return (-1);
	return (open_rich(rd, &rd->cell[1], fail));
}

static int
end_fact(struct report_reader *rd, struct fail *fail)
{
	if (close_rich(rd, fail) == -1)
		return (-1);
	return (rd->h->row(rd->arg, rd->cell, fail));
}

static int
start_table(struct report_reader *rd, const char *const *a, struct fail *fail)
{
	const char *caption = xml_scan_attr(a, "caption");

	reset_table(rd);
	rd->place = REPORT_IN_TABLE;
	if (caption != NULL)
		buf_adds(&rd->table.caption, caption);
	return (buf_check(&rd->table.caption, fail));
}

static int
start_column(struct report_reader *rd, const char *const *a, struct fail *fail)
{
	const char *width = xml_scan_attr(a, "width");
	const char *align = xml_scan_attr(a, "align");
	struct report_column *c;
	int64_t parts = 1;

	if (rd->table_told) {
		rd->lost = 1;
		return (0);
	}
	if (rd->table.columns == REPORT_MAX_COLUMNS)
		return (fail_set(fail, FAIL_DATA, "a table of more than %d "
		    "columns: divide it", REPORT_MAX_COLUMNS));
	c = &rd->table.column[rd->table.columns++];
	if (width != NULL && text_int(width, 1, 100, &parts) == -1)
		return (fail_set(fail, FAIL_DATA, "'%.50s' is no width: write "
		    "a whole number of parts from 1 to 100", width));
	c->parts = (int)parts;
	c->align = align == NULL ? REPORT_START : strcmp(align, "end") == 0 ?
	    REPORT_END : strcmp(align, "center") == 0 ? REPORT_CENTER :
	    REPORT_START;
	if (open_rich(rd, &c->heading, fail) == -1)
		return (-1);
	return (rich_style(&c->heading, RICH_BOLD, RICH_NO_LINK, fail));
}

static int
end_cell(struct report_reader *rd, struct fail *fail)
{
	return (close_rich(rd, fail));
}

static int
start_row(struct report_reader *rd, const char *const *a, struct fail *fail)
{
	(void)a;
	if (rd->table.columns == 0) {
		rd->lost = 1;
		return (0);
	}
	rd->cells = 0;
	rd->place = REPORT_IN_ROW;
	return (tell_table(rd, fail));
}

static int
start_cell(struct report_reader *rd, const char *const *a, struct fail *fail)
{
	(void)a;
	if (rd->cells == rd->table.columns)
		return (fail_set(fail, FAIL_DATA, "a row of more cells than "
		    "the table has columns (%zu): give each row as many, empty "
		    "ones too", rd->table.columns));
	return (open_rich(rd, &rd->cell[rd->cells++], fail));
}

static int
end_row(struct report_reader *rd, struct fail *fail)
{
	rd->place = REPORT_IN_TABLE;
	if (rd->cells != rd->table.columns)
		return (fail_set(fail, FAIL_DATA, "a row of %zu cells in a "
		    "table of %zu columns: give each row as many, empty ones "
		    "too", rd->cells, rd->table.columns));
	return (rd->h->row(rd->arg, rd->cell, fail));
}

static int
end_table(struct report_reader *rd, struct fail *fail)
{
	rd->place = REPORT_IN_BODY;
	if (rd->table.columns == 0) {
		rd->lost = 1;
		return (0);
	}
	if (tell_table(rd, fail) == -1)
		return (-1);
	return (rd->h->end(rd->arg, fail));
}

/* ---- what has no text ---- */

/* A name of one part that stays in the folder: letters, digits, "._-". */
static int
is_file_name(const char *s)
{
	return (s[0] != '.' && s[0] != '-' && s[0] != '\0' &&
	    strlen(s) <= MAX_FILE_NAME && s[strspn(s,
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
	    "0123456789._-")] == '\0');
}

static int
start_picture(struct report_reader *rd, const char *const *a, struct fail *fail)
{
	const char *file = xml_scan_attr(a, "file");
	const char *alt = xml_scan_attr(a, "alt");
	const char *width = xml_scan_attr(a, "width");
	int64_t mm = FULL_WIDTH_MM;

	if (file == NULL || !is_file_name(file))
		return (fail_set(fail, FAIL_DATA, "'%.200s' is no picture "
		    "beside the report: name a PNG file in its own folder, "
		    "for example file=\"bild-1.png\"", file == NULL ? "" :
		    file));
	if (alt == NULL || alt[strspn(alt, " \t\r\n")] == '\0')
		return (fail_set(fail, FAIL_DATA, "the picture '%s' has no "
		    "text: say in alt what it shows, for those who do not see "
		    "it", file));
	if (width != NULL && text_int(width, LEAST_WIDTH_MM, FULL_WIDTH_MM,
	    &mm) == -1)
		return (fail_set(fail, FAIL_DATA, "'%.50s' is no width: write "
		    "whole millimetres from %d to %d", width, LEAST_WIDTH_MM,
		    FULL_WIDTH_MM));
	return (rd->h->picture(rd->arg, file, alt, (int)mm, fail));
}

static int
start_signature(struct report_reader *rd, const char *const *a, struct fail *fail)
{
	const char *role = xml_scan_attr(a, "role");
	const char *name = xml_scan_attr(a, "name");

	if (role == NULL) {
		rd->lost = 1;
		return (0);
	}
	return (rd->h->signature(rd->arg, role, name == NULL ? "" : name,
	    fail));
}

static int
start_break(struct report_reader *rd, const char *const *a, struct fail *fail)
{
	(void)a;
	return (rd->h->page_break(rd->arg, fail));
}

static const struct {
	const char *name;
	enum report_place place;	/* where alone it may stand */
	int (*start)(struct report_reader *, const char *const *,
	    struct fail *);
	int (*end)(struct report_reader *, struct fail *);
} elements[] = {
	{ "b", REPORT_IN_TEXT, start_bold, end_style },
	{ "code", REPORT_IN_TEXT, start_code, end_style },
	{ "link", REPORT_IN_TEXT, start_link, end_style },
	{ "heading", REPORT_IN_BODY, start_heading, end_heading },
	{ "p", REPORT_IN_BODY, start_text, end_paragraph },
	{ "list", REPORT_IN_BODY, start_list, end_list },
	{ "item", REPORT_IN_LIST, start_text, end_item },
	{ "facts", REPORT_IN_BODY, start_facts, end_list },
	{ "fact", REPORT_IN_FACTS, start_fact, end_fact },
	{ "table", REPORT_IN_BODY, start_table, end_table },
	{ "column", REPORT_IN_TABLE, start_column, end_cell },
	{ "row", REPORT_IN_TABLE, start_row, end_row },
	{ "cell", REPORT_IN_ROW, start_cell, end_cell },
	{ "picture", REPORT_IN_BODY, start_picture, NULL },
	{ "signature", REPORT_IN_BODY, start_signature, NULL },
	{ "pagebreak", REPORT_IN_BODY, start_break, NULL }
};

#define ELEMENTS (sizeof(elements) / sizeof(elements[0]))

static size_t
find(const char *name)
{
	size_t i;

	for (i = 0; i < ELEMENTS; i++)
		if (strcmp(elements[i].name, name) == 0)
			break;
	return (i);
}

int
report_body_start(struct report_reader *rd, const char *name,
    const char *const *attributes, struct fail *fail)
{
	size_t i = find(name);

	if (i == ELEMENTS || elements[i].place != rd->place) {
		rd->lost = 1;
		return (0);
	}
	return (elements[i].start(rd, attributes, fail));
}

/* What starts in order ends in order: the parser sees to that. */
int
report_body_end(struct report_reader *rd, const char *name,
    struct fail *fail)
{
	size_t i = find(name);

	if (i == ELEMENTS || elements[i].end == NULL)
		return (0);
	return (elements[i].end(rd, fail));
}

void
report_body_clear(struct report_reader *rd)
{
	int i;

	rich_clear(&rd->text);
	for (i = 0; i < REPORT_MAX_COLUMNS; i++) {
		rich_clear(&rd->cell[i]);
		rich_clear(&rd->table.column[i].heading);
	}
	buf_clear(&rd->table.caption);
}
