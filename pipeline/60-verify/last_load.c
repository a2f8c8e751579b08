#include "verify/last.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/buf.h"
#include "core/fail.h"
#include "core/msg.h"
#include "core/record/fields.h"
#include "core/text.h"
#include "core/tree.h"
#include "core/xml.h"
#include "verify/last_part.h"
#include "verify/shelf.h"

#define FOLDER "protokoll"
#define PREFIX "kontroll-"
#define REPORT "rapport.xml"
#define MOST_BYTES (256u << 20)

struct stamps {			/* of the reports that are new to us */
	char **stamp;		/* owned */
	size_t count;
	const char *after;
};

static int
visit(void *arg, const struct tree_item *item, struct fail *fail)
{
	struct stamps *stamps = arg;
	const char *stamp = item->name + strlen(PREFIX);	/* if it is */
	int64_t t;

	if (item->kind != TREE_FOLDER || !text_prefix(item->name, PREFIX) ||
	    strlen(stamp) != strlen("20261123T120000Z") ||
	    clock_parse(stamp, &t) == -1 || strcmp(stamp, stamps->after) <= 0)
		return (0);
	return (fields_add(&stamps->stamp, &stamps->count, stamp, fail));
}

struct report_reading {
	struct last *last;
	size_t sorted;
};

static int
start(void *arg, const char *name, const char *const *attributes,
    struct fail *fail)
{
	struct report_reading *r = arg;
	const char *id, *checked, *sealed;
	struct last_item item = { 0 };

	if (strcmp(name, "package") != 0)
		return (0);
	id = xml_scan_attr(attributes, "id");
	checked = xml_scan_attr(attributes, "checked");
	sealed = xml_scan_attr(attributes, "sealed");
	if (id == NULL || *id == '\0' || strpbrk(id, "\t\n") != NULL ||
	    checked == NULL || clock_parse(checked, &item.checked_utc) == -1 ||
	    item.checked_utc <= 0)
		return (fail_set(fail, FAIL_DATA, "a package without its id "
		    "or the time of its check"));
	if (sealed != NULL && strcmp(sealed, "yes") == 0)
		item.sealed_utc = item.checked_utc;
	item.id = (char *)(uintptr_t)id;
	return (last_add(r->last, &item, r->sorted, fail));
}

static int
ignore_end(void *arg, const char *name, struct fail *fail)
{
	(void)arg;
	(void)name;
	(void)fail;
	return (0);
}

static int
ignore_text(void *arg, const char *text, size_t n, struct fail *fail)
{
	(void)arg;
	(void)text;
	(void)n;
	(void)fail;
	return (0);
}

int
last_report(struct last *last, const struct buf *bytes, struct fail *fail)
{
	static const struct xml_handler handler = { start, ignore_end,
	    ignore_text };
	struct report_reading r = { last, last->count };
	int rc = xml_scan_bytes(bytes, REPORT, &handler, &r, fail);

	last_settle(last, r.sorted);
	return (rc);
}

static int
take(void *arg, const void *bytes, size_t n, struct fail *fail)
{
	struct buf *b = arg;

	if (b->size + n > MOST_BYTES)
		return (fail_set(fail, FAIL_DATA, "too large for a report"));
	buf_add(b, bytes, n);
	return (buf_check(b, fail));
}

/* Read one report; one that cannot be used is passed over. */
static void
read_report(struct last *last, int folder, const char *stamp)
{
	struct fail why = FAIL_INIT;
	struct buf b = BUF_INIT;
	struct tree_reader reader = { take, &b };
	char *name = text_printf(&why, PREFIX "%s", stamp);
	int fd = -1;

	if (name == NULL || (fd = tree_folder(folder, name, &why)) == -1 ||
	    tree_read(fd, REPORT, &reader, &why) == -1 ||
	    last_report(last, &b, &why) == -1)
		msg_note("'" FOLDER "/%s' says nothing on when packages were "
		    "checked: %s", name == NULL ? "" : name, why.text);
	if (fd != -1)
		close(fd);
	buf_clear(&b);
	free(name);
}

/* Whether the reports that were read so far name every package. */
static int
is_enough(const struct last *new, const struct shelf_list *packages)
{
	size_t i;

	if (new->count < packages->count)
		return (0);
	for (i = 0; i < packages->count; i++)
		if (last_find(new, packages->item[i].name) == NULL)
			return (0);
	return (1);
}

/* The newest first, until no older one can add anything. */
static int
read_reports(struct last *last, int folder, const struct stamps *stamps,
    const struct shelf_list *packages, struct fail *fail)
{
	struct last new = LAST_INIT;
	size_t i, sorted = last->count;
	int rc = 0;

	for (i = stamps->count; i > 0 && !is_enough(&new, packages); i--)
		read_report(&new, folder, stamps->stamp[i - 1]);
	for (i = 0; rc == 0 && i < new.count; i++)
		rc = last_add(last, &new.item[i], sorted, fail);
	last_settle(last, sorted);
	last_clear(&new);
	return (rc);
}

int
last_load(struct last *last, const char *work, int share,
    const struct shelf_list *packages, struct fail *fail)
{
	struct stamps stamps = { NULL, 0, last->stamp };
	struct fail why = FAIL_INIT;
	int fd, rc = 0;

	if (last_read(last, work, &why) == -1)
		msg_note("when packages were checked last is read from the "
		    "reports on the share");
	/* Without a folder of reports nothing was ever checked. */
	if ((fd = tree_folder(share, FOLDER, &why)) == -1)
		return (0);
	if (tree_each(fd, visit, &stamps, fail) == -1 ||
	    read_reports(last, fd, &stamps, packages, fail) == -1)
		rc = -1;
	else if (stamps.count > 0)
		memcpy(last->stamp, stamps.stamp[stamps.count - 1],
		    strlen(stamps.stamp[stamps.count - 1]) + 1);
	fields_free(stamps.stamp, stamps.count);
	close(fd);
	return (rc);
}
