#include "core/record/document.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/clock.h"
#include "core/fail.h"
#include "core/list.h"
#include "core/record/fields.h"
#include "core/xml.h"

#define NAMESPACE "urn:x-bevara:document:1"

int
document_add_check(struct document *d, const struct document_verdict *v,
    struct fail *fail)
{
	struct document_check *check = list_grow(d->check, &d->check_count,
	    sizeof(*check), fail);

	if (check == NULL)
		return (-1);
	d->check = check;
	check += d->check_count - 1;
	check->checked_utc = v->checked_utc;
	if (fields_text(&check->profile, v->profile, fail) == -1 ||
	    fields_text(&check->judge, v->judge, fail) == -1 ||
	    fields_text(&check->result, v->result, fail) == -1)
		return (-1);
	return (fields_text(&check->report, v->report, fail));
}

int
document_add_warning(struct document *d, struct fail *fail, const char *fmt,
    ...)
{
	va_list ap;
	int rc;

	va_start(ap, fmt);
	rc = fields_addv(&d->warning, &d->warning_count, fmt, ap, fail);
	va_end(ap);
	return (rc);
}

static int
read_check(struct document *d, struct xml_doc *doc, const xml_node *at,
    struct fail *fail)
{
	struct document_verdict v = { xml_attr(doc, at, "profile"),
		xml_attr(doc, at, "judge"), xml_attr(doc, at, "result"),
		xml_attr(doc, at, "report"), fields_time(doc, at, "time") };

	return (document_add_check(d, &v, fail));
}

static int
read_all(struct document *d, struct xml_doc *doc, struct fail *fail)
{
	const xml_node *root = xml_root(doc), *at;
	const xml_node *capture = xml_first(root, "capture");
	const xml_node *content = xml_first(root, "content");

	d->rendered_utc = fields_time(doc, root, "rendered");
	d->a4 = xml_attr(doc, root, "paper") != NULL;
	d->jpeg_quality = (int)fields_number(doc, xml_first(root, "jpeg"),
	    "quality", 0);
	d->pages = (int)fields_number(doc, content, "pages", 0);
	d->words = fields_number(doc, content, "words", 0);
	d->elements = fields_number(doc, content, "elements", 0);
	d->links = (int)fields_number(doc, content, "links", 0);
	d->pictures = (int)fields_number(doc, content, "pictures", 0);
	d->headings = (int)fields_number(doc, content, "headings", 0);
	if (fields_attr(&d->capture_id, doc, capture, "id", fail) == -1 ||
	    fields_attr(&d->capture_sha256, doc, capture, "sha256",
	    fail) == -1 ||
	    fields_attr(&d->tool, doc, xml_first(root, "software"), "tool",
	    fail) == -1 ||
	    fields_child(&d->title, doc, root, "title", fail) == -1)
		return (-1);
	for (at = xml_first(root, "check"); at != NULL;
	    at = xml_next(at, "check"))
		if (read_check(d, doc, at, fail) == -1)
			return (-1);
	if (fields_children(&d->warning, &d->warning_count, doc, root,
	    "warning", fail) == -1)
		return (-1);
	return (part_read(&d->files, doc, xml_first(root, "files"), fail));
}

int
document_load(struct document *d, const char *path, struct fail *fail)
{
	struct xml_doc *doc;
	int rc;

	memset(d, 0, sizeof(*d));
	if ((doc = xml_load(path, DOCUMENT_SCHEMA, FAIL_DATA, fail)) == NULL)
		return (-1);
	if ((rc = read_all(d, doc, fail)) == -1)
		document_clear(d);
	xml_free(doc);
	return (rc);
}

static void
write_head(const struct document *d, struct xml_writer *w)
{
	xml_open(w, "capture");
	xml_set(w, "id", d->capture_id);
	xml_set(w, "sha256", d->capture_sha256);
	xml_close(w);
	xml_open(w, "software");
	xml_set(w, "tool", d->tool);
	xml_close(w);
	xml_leaf(w, "title", d->title);
	if (d->jpeg_quality > 0) {
		xml_open(w, "jpeg");
		xml_setf(w, "quality", "%d", d->jpeg_quality);
		xml_close(w);
	}
	xml_open(w, "content");
	xml_setf(w, "pages", "%d", d->pages);
	xml_setf(w, "words", "%lld", (long long)d->words);
	xml_setf(w, "elements", "%lld", (long long)d->elements);
	xml_setf(w, "links", "%d", d->links);
	xml_setf(w, "pictures", "%d", d->pictures);
	xml_setf(w, "headings", "%d", d->headings);
	xml_close(w);
}

int
document_save(const struct document *d, const char *path, struct fail *fail)
{
	struct xml_writer *w = xml_writer_new(fail);
	char time[CLOCK_TEXT];
	size_t i;
	int rc;

	if (w == NULL)
		return (-1);
	xml_open(w, "document");
	xml_set(w, "xmlns", NAMESPACE);
	clock_local(d->rendered_utc, time);
	xml_set(w, "rendered", time);
	xml_set(w, "paper", d->a4 ? "a4" : NULL);
	write_head(d, w);
	for (i = 0; i < d->check_count; i++) {
		clock_local(d->check[i].checked_utc, time);
		xml_open(w, "check");
		xml_set(w, "profile", d->check[i].profile);
		xml_set(w, "result", d->check[i].result);
		xml_set(w, "judge", d->check[i].judge);
		xml_set(w, "report", d->check[i].report);
		xml_set(w, "time", time);
		xml_close(w);
	}
	for (i = 0; i < d->warning_count; i++)
		xml_leaf(w, "warning", d->warning[i]);
	part_write(&d->files, w);
	xml_close(w);
	rc = xml_writer_save(w, path, DOCUMENT_SCHEMA, fail);
	xml_writer_free(w);
	return (rc);
}

void
document_clear(struct document *d)
{
	size_t i;

	free(d->capture_id);
	free(d->capture_sha256);
	free(d->tool);
	free(d->title);
	for (i = 0; i < d->check_count; i++) {
		free(d->check[i].profile);
		free(d->check[i].judge);
		free(d->check[i].result);
		free(d->check[i].report);
	}
	free(d->check);
	fields_free(d->warning, d->warning_count);
	part_list_clear(&d->files);
	memset(d, 0, sizeof(*d));
}
