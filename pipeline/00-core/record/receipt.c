#include "core/record/receipt.h"

#include <stdlib.h>
#include <string.h>

#include "core/clock.h"
#include "core/fail.h"
#include "core/record/fields.h"
#include "core/xml.h"

#define NAMESPACE "urn:x-bevara:receipt:1"

static int
read_all(struct receipt *r, struct xml_doc *doc, struct fail *fail)
{
	const xml_node *root = xml_root(doc);
	const xml_node *content = xml_first(root, "content");

	r->placed_utc = fields_time(doc, root, "placed");
	r->file_count = (uint64_t)fields_number(doc, content, "files", 0);
	r->size_bytes = (uint64_t)fields_number(doc, content, "bytes", 0);
	r->log_index = (uint64_t)fields_number(doc, root, "logIndex", 0);
	if (fields_attr(&r->id, doc, root, "id", fail) == -1 ||
	    fields_attr(&r->period, doc, root, "period", fail) == -1 ||
	    fields_child(&r->package, doc, root, "package", fail) == -1 ||
	    fields_child(&r->sums, doc, root, "sums", fail) == -1 ||
	    fields_child(&r->pdf, doc, root, "pdf", fail) == -1)
		return (-1);
	return (fields_attr(&r->sums_sha256, doc, xml_first(root, "sums"),
	    "sha256", fail));
}

int
receipt_load(struct receipt *r, const char *path, struct fail *fail)
{
	struct xml_doc *doc;
	int rc;

	memset(r, 0, sizeof(*r));
	if ((doc = xml_load(path, RECEIPT_SCHEMA, FAIL_DATA, fail)) == NULL)
		return (-1);
	if ((rc = read_all(r, doc, fail)) == -1)
		receipt_clear(r);
	xml_free(doc);
	return (rc);
}

int
receipt_save(const struct receipt *r, const char *path, struct fail *fail)
{
	struct xml_writer *w = xml_writer_new(fail);
	char placed[CLOCK_TEXT];
	int rc;

	if (w == NULL)
		return (-1);
	clock_local(r->placed_utc, placed);
	xml_open(w, "receipt");
	xml_set(w, "xmlns", NAMESPACE);
	xml_set(w, "id", r->id);
	xml_set(w, "period", r->period);
	xml_set(w, "placed", placed);
	xml_setf(w, "logIndex", "%llu", (unsigned long long)r->log_index);
	xml_leaf(w, "package", r->package);
	xml_open(w, "sums");
	xml_set(w, "sha256", r->sums_sha256);
	xml_put(w, r->sums);
	xml_close(w);
	xml_leaf(w, "pdf", r->pdf);
	xml_open(w, "content");
	xml_setf(w, "files", "%llu", (unsigned long long)r->file_count);
	xml_setf(w, "bytes", "%llu", (unsigned long long)r->size_bytes);
	xml_close(w);
	xml_close(w);
	rc = xml_writer_save(w, path, RECEIPT_SCHEMA, fail);
	xml_writer_free(w);
	return (rc);
}

void
receipt_clear(struct receipt *r)
{
	free(r->id);
	free(r->period);
	free(r->package);
	free(r->sums);
	free(r->pdf);
	free(r->sums_sha256);
	memset(r, 0, sizeof(*r));
}
