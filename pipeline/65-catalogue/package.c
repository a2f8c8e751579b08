#include "catalogue/package.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "catalogue/reading.h"
#include "catalogue/shelf.h"
#include "core/buf.h"
#include "core/clock.h"
#include "core/fail.h"
#include "core/hash.h"
#include "core/record/words.h"
#include "core/text.h"
#include "core/tree.h"
#include "core/xml.h"

#define LIST_MAX (16u << 20)	/* bytes of ID.sha256 */
#define FILE_MAX (64u << 20)	/* bytes of a file in the package */
#define DOCUMENT "representations/pdfa/data/document.pdf"

struct reader {
	struct package *p;
	const struct shelf_item *item;
	int dir;		/* the open folder of the package */
	char *handle, *host;	/* of the account's own name */
};

struct taking {
	struct buf *b;
	size_t max;
};

static int
take(void *arg, const void *bytes, size_t n, struct fail *fail)
{
	struct taking *t = arg;

	if (n > t->max - t->b->size)
		return (fail_set(fail, FAIL_DATA, "larger than %zu bytes",
		    t->max));
	buf_add(t->b, bytes, n);
	return (buf_check(t->b, fail));
}

static int
read_in(int dir, const char *name, size_t max, struct buf *b,
    struct fail *fail)
{
	struct taking t = { b, max };
	struct tree_reader reader = { take, &t };

	return (tree_read(dir, name, &reader, fail));
}

/* Open the folder that a path inside ${dir} lies in; links lead nowhere. */
static int
open_above(int dir, const char *path, struct fail *fail)
{
	const char *slash;
	char *part;
	int fd = dup(dir), next;

	if (fd == -1)
		return (fail_sys(fail, "cannot open '%s'", path));
	while (fd != -1 && (slash = strchr(path, '/')) != NULL) {
		part = text_printf(fail, "%.*s", (int)(slash - path), path);
		next = part == NULL ? -1 : tree_folder(fd, part, fail);
		free(part);
		close(fd);
		fd = next;
		path = slash + 1;
	}
	return (fd);
}

/*
 * A file of the package, which must be what the list says.  Returns 1 without
 * an error if the list has no such file.
 */
static int
read_listed(const struct reader *r, const char *path, struct buf *b,
    struct fail *fail)
{
	const struct sums_line *line;
	struct hash_sum sum;
	char *listed;
	int fd, rc = -1;

	if ((listed = text_printf(fail, "%s/%s", r->item->id, path)) == NULL)
		return (-1);
	line = sums_find(&r->p->sums, listed);
	free(listed);
	if (line == NULL)
		return (1);
	buf_reset(b);
	if ((fd = open_above(r->dir, path, fail)) == -1)
		return (-1);
	if (read_in(fd, strrchr(path, '/') + 1, FILE_MAX, b, fail) == 0 &&
	    hash_bytes(buf_text(b), b->size, HASH_SHA256, &sum, fail) == 0)
		rc = strcmp(sum.sha256, line->sha256) == 0 ? 0 :
		    fail_set(fail, FAIL_DATA, "'%s' is not what the list "
		    "says", path);
	close(fd);
	return (rc);
}

/* An XML file of the package; NULL without an error if it has none. */
static struct xml_doc *
load(const struct reader *r, const char *path, int needed, struct fail *fail)
{
	struct buf b = BUF_INIT;
	struct xml_doc *doc = NULL;
	int rc = read_listed(r, path, &b, fail);

	if (rc == 0)
		doc = xml_parse(&b, path, NULL, FAIL_DATA, fail);
	else if (rc == 1 && needed)
		(void)fail_set(fail, FAIL_DATA, "it has no '%s'", path);
	buf_clear(&b);
	return (doc);
}

static int
set(const struct reader *r, enum entry_field field, const char *text,
    struct fail *fail)
{
	struct buf b = BUF_INIT;
	char *copy;

	if (field == ENTRY_TITLE && text != NULL) {
		struct reading_own own = { r->handle, r->host };

		reading_line(&b, text, &own);
		copy = buf_take(&b, fail);
	} else
		copy = text_clean(text == NULL ? "" : text, fail);
	if (copy == NULL)
		return (-1);
	free(r->p->entry.field[field]);
	r->p->entry.field[field] = copy;
	return (0);
}

/* Whether the rule has a secrecy clause; there must be a rule. */
static int
look_for_secrecy(const struct reader *r, struct xml_doc *doc,
    const char *path, struct fail *fail)
{
	const xml_node *rule = xml_first(xml_root(doc), "rule");

	if (rule == NULL || xml_first(rule, "action") == NULL)
		return (fail_set(fail, FAIL_DATA, "'%s' has no rule, so it "
		    "cannot be told whether secrecy applies", path));
	if (xml_first(rule, "secrecy") != NULL)
		r->p->restricted = 1;
	return (0);
}

static int
read_retention(struct reader *r, struct fail *fail)
{
	static const char path[] = "metadata/other/retention.xml";
	struct xml_doc *doc = load(r, path, 1, fail);
	int rc;

	if (doc == NULL)
		return (-1);
	rc = look_for_secrecy(r, doc, path, fail);
	xml_free(doc);
	return (rc);
}

static int
read_order(struct reader *r, struct fail *fail)
{
	static const char path[] = "documentation/order.xml";
	struct xml_doc *doc = load(r, path, 1, fail);
	const xml_node *account, *rule;
	const char *address;
	int rc = -1;

	if (doc == NULL)
		return (-1);
	account = xml_first(xml_root(doc), "account");
	rule = xml_first(xml_root(doc), "rule");
	address = xml_get(doc, account, "address");
	if (look_for_secrecy(r, doc, path, fail) == 0 &&
	    set(r, ENTRY_ACCOUNT, account == NULL ? NULL :
	    xml_attr(doc, account, "id"), fail) == 0 &&
	    set(r, ENTRY_NAME, xml_get(doc, account, "name"), fail) == 0 &&
	    set(r, ENTRY_PLATFORM, xml_get(doc, account, "platform"),
	    fail) == 0 &&
	    set(r, ENTRY_BOARD, xml_get(doc, account, "board"), fail) == 0 &&
	    set(r, ENTRY_TYPE, xml_get(doc, rule, "recordType"), fail) == 0 &&
	    set(r, ENTRY_ACTION, xml_get(doc, rule, "action"), fail) == 0 &&
	    set(r, ENTRY_PLATFORM,
	    words_platform(entry_get(&r->p->entry, ENTRY_PLATFORM)),
	    fail) == 0)
		rc = reading_own(address == NULL ? "" : address, &r->handle,
		    &r->host, fail);
	xml_free(doc);
	return (rc);
}

/* When the page looked so: as a person said of it, else the capture's end. */
static int
set_moment(struct reader *r, struct xml_doc *doc, struct fail *fail)
{
	const xml_node *root = xml_root(doc);
	const xml_node *manual = xml_first(root, "manual");
	const xml_node *time = xml_first(root, "time");
	const char *ended = time == NULL ? NULL : xml_attr(doc, time, "ended");
	const char *taken = manual == NULL ? NULL :
	    xml_attr(doc, manual, "taken");
	char text[CLOCK_TEXT];
	int64_t utc;

	if (taken != NULL && clock_parse(taken, &utc) == -1)
		return (set(r, ENTRY_MOMENT, taken, fail));
	if (taken == NULL && (ended == NULL || clock_parse(ended, &utc) == -1))
		return (fail_set(fail, FAIL_DATA, "its capture has no end"));
	clock_minute(utc, text);
	return (set(r, ENTRY_MOMENT, text, fail));
}

static int
read_capture(struct reader *r, struct fail *fail)
{
	struct xml_doc *doc = load(r, "documentation/capture.xml", 1, fail);
	const xml_node *root, *verdict;
	const char *value;
	int rc = -1;

	if (doc == NULL)
		return (-1);
	root = xml_root(doc);
	verdict = xml_first(root, "verdict");
	value = verdict == NULL ? NULL : xml_attr(doc, verdict, "value");
	if (value == NULL)
		(void)fail_set(fail, FAIL_DATA, "its capture has no verdict");
	else if (set_moment(r, doc, fail) == 0 &&
	    set(r, ENTRY_VERDICT, words_verdict(value), fail) == 0)
		rc = set(r, ENTRY_TITLE, xml_get(doc,
		    xml_first(root, "page"), "title"), fail);
	xml_free(doc);
	return (rc);
}

static int
read_decision(struct reader *r, struct fail *fail)
{
	struct xml_doc *doc = load(r, "documentation/decision.xml", 0, fail);
	const char *value;
	int rc = 0;

	if (doc == NULL)
		return (fail->kind == FAIL_NONE ? 0 : -1);
	value = xml_attr(doc, xml_root(doc), "value");
	if (value != NULL && strcmp(value, "accept") == 0)
		rc = set(r, ENTRY_ACCEPTED, "ja", fail);
	xml_free(doc);
	return (rc);
}

static int
read_text(struct reader *r, struct fail *fail)
{
	static const char path[] = "documentation/layout.xml";
	struct reading_own own = { r->handle, r->host };
	struct buf b = BUF_INIT, text = BUF_INIT;
	int rc = read_listed(r, path, &b, fail);

	if (rc == 0)
		rc = reading_layout(&text, &b, path, &own, fail);
	else if (rc == 1)
		rc = 0;		/* a picture that a person handed in */
	if (rc == 0 && (r->p->entry.field[ENTRY_TEXT] = buf_take(&text,
	    fail)) == NULL)
		rc = -1;
	buf_clear(&b);
	buf_clear(&text);
	return (rc);
}

/* The document, and the plain name that it has beside the package. */
static int
find_pdf(struct reader *r, struct fail *fail)
{
	const struct sums *sums = &r->p->sums;
	const struct sums_line *line;
	char *listed;
	size_t i;

	listed = text_printf(fail, "%s/" DOCUMENT, r->item->id);
	if (listed == NULL)
		return (-1);
	if ((line = sums_find(sums, listed)) == NULL) {
		free(listed);
		return (fail_set(fail, FAIL_DATA, "its list names no "
		    DOCUMENT));
	}
	memcpy(r->p->pdf_sha256, line->sha256, sizeof(r->p->pdf_sha256));
	r->p->entry.field[ENTRY_PDF] = listed;
	for (i = 0; i < sums->count; i++)
		if (strchr(sums->line[i].path, '/') == NULL &&
		    strcmp(sums->line[i].sha256, line->sha256) == 0)
			return (set(r, ENTRY_PDF, sums->line[i].path, fail));
	return (0);
}

static int
read_list(struct reader *r, int period, struct fail *fail)
{
	struct buf b = BUF_INIT;
	struct hash_sum sum;
	char *name;
	int rc = -1;

	if ((name = text_printf(fail, "%s.sha256", r->item->id)) == NULL)
		return (-1);
	if (read_in(period, name, LIST_MAX, &b, fail) == 0 &&
	    hash_bytes(buf_text(&b), b.size, HASH_SHA256, &sum, fail) == 0 &&
	    sums_parse(&r->p->sums, name, buf_text(&b), b.size, fail) == 0) {
		sums_sort(&r->p->sums);
		memcpy(r->p->list_sha256, sum.sha256, sizeof(sum.sha256));
		rc = 0;
	}
	free(name);
	buf_clear(&b);
	return (rc);
}

static int
read_all(struct reader *r, int period, struct fail *fail)
{
	if (read_list(r, period, fail) == -1 ||
	    (r->dir = tree_folder(period, r->item->id, fail)) == -1 ||
	    read_retention(r, fail) == -1)
		return (-1);
	if (r->p->restricted)
		return (0);
	if (read_order(r, fail) == -1)
		return (-1);
	if (r->p->restricted) {
		entry_clear(&r->p->entry);
		return (0);
	}
	if (set(r, ENTRY_ID, r->item->id, fail) == -1 ||
	    set(r, ENTRY_PERIOD, r->item->period, fail) == -1 ||
	    read_capture(r, fail) == -1 || read_decision(r, fail) == -1 ||
	    find_pdf(r, fail) == -1)
		return (-1);
	return (read_text(r, fail));
}

int
package_read(struct package *p, int share, const struct shelf_item *item,
    struct fail *fail)
{
	struct reader r = { p, item, -1, NULL, NULL };
	int period, rc = -1;

	memset(p, 0, sizeof(*p));
	if ((period = tree_folder(share, item->period, fail)) != -1) {
		rc = read_all(&r, period, fail);
		close(period);
	}
	if (r.dir != -1)
		close(r.dir);
	free(r.handle);
	free(r.host);
	if (rc == -1)
		package_clear(p);
	return (rc);
}

void
package_clear(struct package *p)
{
	entry_clear(&p->entry);
	sums_clear(&p->sums);
	memset(p, 0, sizeof(*p));
}
