#include "register/publish.h"

#include <stdlib.h>
#include <string.h>

#include "core/args.h"
#include "core/buf.h"
#include "core/fail.h"
#include "core/file.h"
#include "core/html.h"
#include "core/msg.h"
#include "core/path.h"
#include "core/record/fields.h"
#include "core/text.h"
#include "register/csv.h"
#include "register/konton.h"
#include "register/person.h"
#include "register/publish_page.h"
#include "register/sheet.h"

#define FILE_MAX_BYTES (16u << 20)

static void
say_left_out(const struct konton *k, const struct konton_account *a,
    const char *name)
{
	msg_warn("%s:%d: %s of '%s' tells of a person and is not published; "
	    "write the unit or the function instead", k->file.path, a->line,
	    name, a->id);
}

/* A text for the public; one that tells of a person is left out. */
static int
take(char **to, const struct konton *k, const struct konton_account *a,
    const char *name, struct fail *fail)
{
	const char *text = konton_text(k, a, name);
	char *units, *who = NULL;
	int rc = -1;

	if (text == NULL)
		return (0);
	if ((units = text_printf(fail, "%s %s %s", konton_text(k, a, "enhet"),
	    a->board, a->name)) == NULL)
		return (-1);
	if (person_in_text(k, units, text, &who, fail) == 0) {
		rc = 0;
		if (who == NULL)
			rc = fields_text(to, text, fail);
		else
			say_left_out(k, a, name);
	}
	free(units);
	free(who);
	return (rc);
}

/* What those who are responsible work as, each once. */
static int
take_functions(struct publish_entry *e, const struct konton *k,
    const struct konton_account *a, struct fail *fail)
{
	struct buf b = BUF_INIT;
	char **seen = NULL, *who = NULL;
	const xml_node *at;
	const char *function;
	size_t count = 0, i;
	int rc = 0;

	for (at = xml_first(a->node, "ansvarig"); rc == 0 && at != NULL;
	    at = xml_next(at, "ansvarig")) {
		function = xml_get(k->file.doc, at, "befattning");
		for (i = 0; i < count && function != NULL; i++)
			if (strcmp(seen[i], function) == 0)
				function = NULL;
		if (function == NULL)
			continue;
		rc = person_in_text(k, NULL, function, &who, fail);
		if (rc == 0)
			rc = fields_add(&seen, &count, function, fail);
		if (rc == 0 && who == NULL)
			buf_addf(&b, "%s%s", b.size > 0 ? ", " : "", function);
		if (who != NULL)
			say_left_out(k, a, "befattning");
		free(who);
		who = NULL;
	}
	if (rc == 0 && b.size > 0)
		rc = (e->functions = buf_take(&b, fail)) == NULL ? -1 : 0;
	fields_free(seen, count);
	buf_clear(&b);
	return (rc);
}

static void
clear_entries(struct publish_entry *entry, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++) {
		free(entry[i].purpose);
		free(entry[i].audience);
		free(entry[i].contact);
		free(entry[i].unit);
		free(entry[i].functions);
	}
	free(entry);
}

static struct publish_entry *
make_entries(const struct konton *k, struct fail *fail)
{
	struct publish_entry *entry = calloc(k->count, sizeof(*entry)), *e;
	size_t i;

	if (entry == NULL) {
		fail_memory(fail);
		return (NULL);
	}
	for (i = 0; i < k->count; i++) {
		const struct konton_account *a = &k->account[i];

		e = &entry[i];
		e->name = a->name;
		e->platform = publish_platform(a->platform);
		e->address = a->address;
		e->board = a->board;
		e->closed = strcmp(a->status, KONTON_CLOSED) == 0;
		e->closes = a->closes;
		e->changed = konton_text(k, a, "andrad");
		if (take(&e->purpose, k, a, "syfte", fail) == -1 ||
		    take(&e->audience, k, a, "malgrupp", fail) == -1 ||
		    take(&e->contact, k, a, "kontakt", fail) == -1 ||
		    take(&e->unit, k, a, "enhet", fail) == -1 ||
		    take_functions(e, k, a, fail) == -1) {
			clear_entries(entry, k->count);
			return (NULL);
		}
	}
	return (entry);
}

/* ---- the table ---- */

static int
add_row(struct sheet *s, const char *const *text, size_t count,
    struct fail *fail)
{
	char *guarded;
	size_t i;
	int rc;

	if (sheet_add_row(s, (int)s->count + 1, fail) == NULL)
		return (-1);
	for (i = 0; i < count; i++) {
		guarded = sheet_guard(text[i] == NULL ? "" : text[i], fail);
		if (guarded == NULL)
			return (-1);
		rc = sheet_put(s, i, guarded, fail);
		free(guarded);
		if (rc == -1)
			return (-1);
	}
	return (0);
}

static int
make_table(const struct publish_entry *entry, size_t count, struct buf *b,
    struct fail *fail)
{
	static const char *const head[] = { "Konto", "Plattform", "Adress",
	    "Syfte", "Målgrupp", "Ansvarig enhet", "Ansvarig funktion",
	    "Ansvarig nämnd", "Kontakt", "Status", "Slutdatum" };
	struct sheet s = SHEET_INIT;
	size_t i;
	int rc = add_row(&s, head, sizeof(head) / sizeof(head[0]), fail);

	for (i = 0; rc == 0 && i < count; i++) {
		const struct publish_entry *e = &entry[i];
		const char *const row[] = { e->name, e->platform, e->address,
		    e->purpose, e->audience, e->unit, e->functions, e->board,
		    e->contact, e->closed ? "avslutat" : e->closes != NULL ?
		    "ska avslutas" : "i bruk", e->closes };

		rc = add_row(&s, row, sizeof(row) / sizeof(row[0]), fail);
	}
	if (rc == 0)
		rc = csv_write(&s, b, fail);
	sheet_clear(&s);
	return (rc);
}

/* ---- the files ---- */

/* A page of somebody else's is not written over. */
static int
check_page(const char *path, struct fail *fail)
{
	struct buf b = BUF_INIT;
	int rc = 0;

	if (file_exists(path) && (file_read(path, &b, FILE_MAX_BYTES,
	    fail) == -1 || strstr(buf_text(&b), "content=\"" PUBLISH_MAKER) ==
	    NULL))
		rc = fail_set(fail, FAIL_EXISTS, "'%s' was not made by "
		    "Bevara; move it away, or name another folder", path);
	buf_clear(&b);
	return (rc);
}

static int
save(const char *path, const struct buf *b, struct fail *fail)
{
	struct buf old = BUF_INIT;
	struct fail ignored = FAIL_INIT;
	int same, rc;

	if (file_sweep(path, fail) == -1)
		return (-1);
	same = file_is_file(path) &&
	    file_read(path, &old, FILE_MAX_BYTES, &ignored) == 0 &&
	    old.size == b->size && memcmp(old.data, b->data, b->size) == 0;
	rc = same ? 0 : file_write(path, b->data, b->size, fail);
	buf_clear(&old);
	return (rc);
}

int
publish_write(const struct site *site, const struct konton *k,
    const char *dir, struct fail *fail)
{
	struct publish_entry *entry = make_entries(k, fail);
	char *page = path_join(dir, PUBLISH_PAGE, fail);
	char *table = path_join(dir, PUBLISH_TABLE, fail);
	struct buf b = BUF_INIT;
	struct html h = HTML_INIT;
	int rc = -1;

	if (entry == NULL || page == NULL || table == NULL ||
	    check_page(page, fail) == -1)
		goto out;
	publish_page(&h, site, entry, k->count);
	if (html_check(&h, fail) == 0 &&
	    make_table(entry, k->count, &b, fail) == 0 &&
	    file_make_dirs(dir, fail) == 0 && save(table, &b, fail) == 0)
		rc = save(page, &h.out, fail);
out:
	if (entry != NULL)
		clear_entries(entry, k->count);
	buf_clear(&b);
	html_clear(&h);
	free(page);
	free(table);
	return (rc);
}
