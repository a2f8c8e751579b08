#include "render/report.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/args.h"
#include "core/buf.h"
#include "core/fail.h"
#include "core/file.h"
#include "core/hash.h"
#include "core/msg.h"
#include "core/path.h"
#include "core/text.h"
#include "render/block.h"
#include "render/catalog.h"
#include "render/face.h"
#include "render/figure.h"
#include "render/intent.h"
#include "render/pdfobj.h"
#include "render/report_read.h"
#include "render/sheet.h"
#include "render/tabular.h"
#include "render/xmp.h"

#define DATE_LABEL "Datum"
#define REFERENCE_LABEL "Referens"

/* One report while it is set; undone by making_clear(). */
struct making {
	const char *xml;	/* borrowed */
	char *dir;		/* of the XML and its pictures */
	char *stage;		/* OUT.part-XXXXXX, or NULL */
	char *pdf;		/* the file in it */
	struct pdfobj *p;
	struct faces *faces;
	struct sheet sheet;
	struct block block;
	struct tabular table;
	struct figure_list figures;
	int in_list;
	struct buf sums;	/* of all that was read: the identifier */
	/* From the head. */
	char *kind, *organisation, *title, *reference, *references;
	int64_t created_utc;
};

static void
making_clear(struct making *m)
{
	pdfobj_free(m->p);
	faces_free(m->faces);
	sheet_clear(&m->sheet);
	block_clear(&m->block);
	tabular_clear(&m->table);
	figure_list_clear(&m->figures);
	buf_clear(&m->sums);
	file_remove_tree(m->stage);
	free(m->dir);
	free(m->stage);
	free(m->pdf);
	free(m->kind);
	free(m->organisation);
	free(m->title);
	free(m->reference);
	free(m->references);
}

/* ---- the head ---- */

static int
put_words(struct making *m, const char *words, unsigned style,
    struct fail *fail)
{
	struct rich text = RICH_INIT;
	int rc = -1;

	if (rich_style(&text, style, RICH_NO_LINK, fail) == 0 &&
	    rich_text(&text, words, strlen(words), fail) == 0)
		rc = block_paragraph(&m->block, &text, fail);
	rich_clear(&text);
	return (rc);
}

static int
put_title(struct making *m, struct fail *fail)
{
	struct rich text = RICH_INIT;
	int rc = -1;

	if (rich_text(&text, m->title, strlen(m->title), fail) == 0)
		rc = block_heading(&m->block, 1, &text, fail);
	rich_clear(&text);
	return (rc);
}

static int
put_fact(struct making *m, const char *name, const char *value,
    struct fail *fail)
{
	struct rich cell[2] = { RICH_INIT, RICH_INIT };
	int rc = -1;

	if (rich_style(&cell[0], RICH_BOLD, RICH_NO_LINK, fail) == 0 &&
	    rich_text(&cell[0], name, strlen(name), fail) == 0 &&
	    rich_text(&cell[1], value, strlen(value), fail) == 0)
		rc = tabular_row(&m->table, cell, fail);
	rich_clear(&cell[0]);
	rich_clear(&cell[1]);
	return (rc);
}

/* Date and references as a table without headings. */
static int
put_facts(struct making *m, const struct report_head *head,
    struct fail *fail)
{
	struct report_table facts = { .facts = 1, .columns = 2 };
	const char *s = buf_text(&head->references);
	size_t i;

	if (head->date.size == 0 && head->reference_count == 0)
		return (0);
	facts.column[0].parts = 3;
	facts.column[1].parts = 7;
	if (tabular_start(&m->table, &facts, fail) == -1 ||
	    (head->date.size > 0 && put_fact(m, DATE_LABEL,
	    buf_text(&head->date), fail) == -1))
		return (-1);
	for (i = 0; i < head->reference_count; i++, s += strlen(s) + 1)
		if (put_fact(m, REFERENCE_LABEL, s, fail) == -1)
			return (-1);
	return (tabular_end(&m->table, fail));
}

static int
keep_head(struct making *m, const struct report_head *head,
    struct fail *fail)
{
	const char *s = buf_text(&head->references);
	struct buf all = BUF_INIT;
	size_t i;

	for (i = 0; i < head->reference_count; i++, s += strlen(s) + 1) {
		if (i > 0)
			buf_adds(&all, ", ");
		buf_adds(&all, s);
	}
	m->created_utc = head->created_utc;
	if ((m->references = text_copy(buf_text(&all), fail)) == NULL ||
	    (m->kind = text_copy(head->kind, fail)) == NULL ||
	    (m->organisation = text_copy(buf_text(&head->organisation),
	    fail)) == NULL ||
	    (m->title = text_copy(buf_text(&head->title), fail)) == NULL ||
	    (m->reference = text_copy(buf_text(&head->references),
	    fail)) == NULL) {
		buf_clear(&all);
		return (-1);
	}
	buf_clear(&all);
	return (0);
}

static int
on_head(void *arg, const struct report_head *head, struct fail *fail)
{
	struct making *m = arg;

	if (keep_head(m, head, fail) == -1 ||
	    put_words(m, m->organisation, RICH_BOLD, fail) == -1 ||
	    put_title(m, fail) == -1 ||
	    put_words(m, buf_text(&head->subtitle), 0, fail) == -1)
		return (-1);
	return (put_facts(m, head, fail));
}

/* ---- the body ---- */

static int
on_heading(void *arg, int level, const struct rich *text, struct fail *fail)
{
	struct making *m = arg;

	return (block_heading(&m->block, level + 1, text, fail));
}

static int
on_paragraph(void *arg, const struct rich *text, struct fail *fail)
{
	struct making *m = arg;

	return (block_paragraph(&m->block, text, fail));
}

static int
on_list(void *arg, int ordered, struct fail *fail)
{
	struct making *m = arg;

	(void)fail;
	m->in_list = 1;
	block_list(&m->block, ordered);
	return (0);
}

static int
on_item(void *arg, const struct rich *text, struct fail *fail)
{
	struct making *m = arg;

	return (block_item(&m->block, text, fail));
}

static int
on_table(void *arg, const struct report_table *table, struct fail *fail)
{
	struct making *m = arg;

	return (tabular_start(&m->table, table, fail));
}

static int
on_row(void *arg, const struct rich *cells, struct fail *fail)
{
	struct making *m = arg;

	msg_progress("setting page %zu", m->sheet.pages.count);
	return (tabular_row(&m->table, cells, fail));
}

static int
on_end(void *arg, struct fail *fail)
{
	struct making *m = arg;

	if (!m->in_list)
		return (tabular_end(&m->table, fail));
	m->in_list = 0;
	return (0);
}

static int
on_picture(void *arg, const char *file, const char *alt, int mm,
    struct fail *fail)
{
	struct making *m = arg;
	struct figure_how how = { NULL, alt, m->stage, mm };
	struct hash_sum sum;
	char *path;
	int rc = -1;

	if ((path = path_join(m->dir, file, fail)) == NULL)
		return (-1);
	how.path = path;
	if (hash_file(path, HASH_SHA256, &sum, fail) == 0) {
		buf_addf(&m->sums, "%s\n", sum.sha256);
		rc = figure_draw(&m->figures, &m->block, &how, fail);
	}
	free(path);
	return (rc);
}

static int
on_signature(void *arg, const char *role, const char *name,
    struct fail *fail)
{
	struct making *m = arg;

	return (block_signature(&m->block, role, name, fail));
}

static int
on_page_break(void *arg, struct fail *fail)
{
	struct making *m = arg;

	return (block_page(&m->block, fail));
}

/* ---- the file ---- */

static int
start(struct making *m, const char *pdf, struct fail *fail)
{
	struct hash_sum sum;

	if ((m->dir = path_dir(m->xml, fail)) == NULL ||
	    hash_file(m->xml, HASH_SHA256, &sum, fail) == -1)
		return (-1);
	buf_addf(&m->sums, "bevara-render %s report\n%s\n", BEVARA_VERSION,
	    sum.sha256);
	if ((m->p = pdfobj_new(fail)) == NULL ||
	    (m->faces = faces_new(m->p, fail)) == NULL ||
	    (m->stage = file_stage_dir(pdf, fail)) == NULL ||
	    (m->pdf = path_join(m->stage, "report.pdf", fail)) == NULL)
		return (-1);
	m->block.s = &m->sheet;
	m->table.b = &m->block;
	return (sheet_start(&m->sheet, m->p, m->faces, fail));
}

/* The first half of a digest over all that was read. */
static int
make_id(struct making *m, uint8_t id[16], struct fail *fail)
{
	uint8_t all[32];
	struct hash *h = hash_new(HASH_SHA256, fail);
	int rc = -1;

	if (h == NULL || buf_check(&m->sums, fail) == -1)
		goto out;
	if (hash_add(h, m->sums.data, m->sums.size) == -1 ||
	    hash_end_sha256(h, all) == -1) {
		(void)fail_memory(fail);
		goto out;
	}
	memcpy(id, all, 16);
	rc = 0;
out:
	hash_free(h);
	return (rc);
}

static int
describe(struct making *m, const uint8_t *id, struct fail *fail)
{
	struct xmp x = { 0 };
	char *description;
	int rc;

	description = text_printf(fail, "%s%s%s", m->kind,
	    m->references[0] == '\0' ? "" : ", ", m->references);
	if (description == NULL)
		return (-1);
	x.title = m->title;
	x.author = m->organisation;
	x.description = description;
	x.lang = REPORT_LANG;
	x.tool = "bevara-render " BEVARA_VERSION;
	x.producer = "libharu " PDFOBJ_VERSION;
	x.made_utc = m->created_utc == REPORT_NO_TIME ? XMP_NO_TIME :
	    m->created_utc;
	x.id = id;
	x.package = m->reference[0] == '\0' ? NULL : m->reference;
	rc = xmp_add(&x, m->p, fail);
	free(description);
	return (rc);
}

static int
finish(struct making *m, struct fail *fail)
{
	struct sheet_margins margins = { m->organisation, m->title,
		m->references };
	uint8_t id[16];

	if (block_end(&m->block, fail) == -1 ||
	    sheet_finish(&m->sheet, &margins, fail) == -1 ||
	    make_id(m, id, fail) == -1)
		return (-1);
	catalog_set(m->p, REPORT_LANG, id);
	if (intent_add(m->p, fail) == -1 || describe(m, id, fail) == -1)
		return (-1);
	return (pdfobj_save(m->p, m->pdf, fail));
}

/* The one step that others see; a file that is there is never replaced. */
static int
commit(struct making *m, const char *pdf, struct fail *fail)
{
	struct hash_sum now, there;
	char *dir = NULL;
	int rc = -1;

	if (file_sync(m->pdf, fail) == -1 ||
	    (dir = path_dir(pdf, fail)) == NULL)
		goto out;
	if (file_rename_new(m->pdf, pdf, fail) == -1) {
		if (fail->kind != FAIL_EXISTS)
			goto out;
		fail_clear(fail);
		if (hash_file(m->pdf, HASH_SHA256, &now, fail) == -1 ||
		    hash_file(pdf, HASH_SHA256, &there, fail) == -1)
			goto out;
		if (strcmp(now.sha256, there.sha256) != 0) {
			(void)fail_set(fail, FAIL_EXISTS, "'%s' is there and "
			    "holds something else: remove it, or give another "
			    "name", pdf);
			goto out;
		}
		msg_note("'%s' is there already", pdf);
	}
	rc = file_sync(dir, fail);
out:
	free(dir);
	return (rc);
}

static void
tell_missing(const struct setting_missing *missing)
{
	int i;

	for (i = 0; i < missing->count; i++)
		msg_warn("no font has the letter U+%04X: its number stands in "
		    "a box, and the text that is searched and copied has it",
		    (unsigned)missing->cp[i]);
}

int
report_make(struct report *r, const char *xml, const char *pdf,
    struct fail *fail)
{
	static const struct report_handler events = { on_head, on_heading,
		on_paragraph, on_list, on_item, on_table, on_row, on_end,
		on_picture, on_signature, on_page_break };
	struct making *m;
	int rc = -1;

	if ((m = calloc(1, sizeof(*m))) == NULL)
		return (fail_memory(fail));
	m->xml = xml;
	if (start(m, pdf, fail) == -1 ||
	    report_read(xml, &events, m, fail) == -1 ||
	    finish(m, fail) == -1 || commit(m, pdf, fail) == -1)
		goto out;
	r->pages = (int)m->sheet.pages.count;
	rc = 0;
out:
	msg_progress_end();
	if (rc == 0)
		tell_missing(&m->sheet.missing);
	making_clear(m);
	free(m);
	return (rc);
}
