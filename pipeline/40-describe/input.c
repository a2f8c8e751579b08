#include "describe/input.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "core/fail.h"
#include "core/file.h"
#include "core/path.h"
#include "core/text.h"

#define ORDER_FILE "order.xml"
#define CAPTURE_FILE "capture/capture.xml"
#define DOCUMENT_FILE "document/document.xml"

char *
input_path(const struct input *in, const char *name, struct fail *fail)
{
	return (path_join(in->job, name, fail));
}

/* Load one record, and hash its file. */
static int
load_order(struct input *in, struct fail *fail)
{
	char *path = input_path(in, ORDER_FILE, fail);
	int rc = -1;

	if (path != NULL && order_load(&in->order, path, fail) == 0 &&
	    hash_file(path, HASH_BOTH, &in->order_sum, fail) == 0)
		rc = 0;
	free(path);
	return (rc);
}

static int
load_capture(struct input *in, struct fail *fail)
{
	char *path = input_path(in, CAPTURE_FILE, fail);
	int rc = -1;

	if (path != NULL && capture_load(&in->capture, path, fail) == 0 &&
	    hash_file(path, HASH_BOTH, &in->capture_sum, fail) == 0)
		rc = 0;
	free(path);
	return (rc);
}

/* What a person decided about the capture; often that is nothing. */
static int
load_decision(struct input *in, struct fail *fail)
{
	const char *sha256 = in->capture_sum.sha256;
	char *path;
	int rc = -1;

	if (decision_permits(in->job, &in->capture, sha256, fail) == -1 ||
	    decision_find(&in->decision, in->job, sha256, fail) == -1)
		return (-1);
	if (in->decision.value == NULL)
		return (0);
	if ((path = input_path(in, DECISION_FILE, fail)) != NULL)
		rc = hash_file(path, HASH_BOTH, &in->decision_sum, fail);
	free(path);
	return (rc);
}

static int
load_document(struct input *in, struct fail *fail)
{
	char *path = input_path(in, DOCUMENT_FILE, fail);
	int rc = -1;

	if (path != NULL && document_load(&in->document, path, fail) == 0 &&
	    hash_file(path, HASH_BOTH, &in->document_sum, fail) == 0)
		rc = 0;
	free(path);
	return (rc);
}

/* Every file of a list is there, with the size that was recorded. */
static int
check_sizes(const struct input *in, const char *dir,
    const struct part_list *files, struct fail *fail)
{
	char *folder = input_path(in, dir, fail), *path = NULL;
	uint64_t size;
	size_t i;
	int rc = -1;

	if (folder == NULL)
		return (-1);
	for (i = 0; i < files->count; i++) {
		const struct part *part = &files->part[i];

		free(path);
		if ((path = path_join(folder, part->name, fail)) == NULL)
			goto out;
		if (!file_exists(path)) {
			fail_set(fail, FAIL_DATA, "'%s' is missing, but %s.xml "
			    "lists it", path, dir);
			goto out;
		}
		if (file_size(path, &size, fail) == -1)
			goto out;
		if (size != part->size) {
			fail_set(fail, FAIL_DATA, "'%s' has %" PRIu64
			    " bytes, but %s.xml says %" PRIu64, path, size,
			    dir, part->size);
			goto out;
		}
	}
	rc = 0;
out:
	free(path);
	free(folder);
	return (rc);
}

/* Capture and order, then document and capture: each made from the other. */
static int
check_chain(const struct input *in, struct fail *fail)
{
	const struct capture *c = &in->capture;
	const struct document *d = &in->document;

	if (strcmp(c->account, in->order.account) != 0)
		return (fail_set(fail, FAIL_DATA, "the capture is of account "
		    "'%s', but the order is for '%s'", c->account,
		    in->order.account));
	if (strcmp(c->order_sha256, in->order_sum.sha256) != 0)
		return (fail_set(fail, FAIL_DATA, "the capture '%s' was made "
		    "for another order.xml; run bevara fetch again", c->id));
	if (strcmp(d->capture_id, c->id) != 0 ||
	    strcmp(d->capture_sha256, in->capture_sum.sha256) != 0)
		return (fail_set(fail, FAIL_DATA, "the document was made from "
		    "another capture ('%s') than '%s'; run bevara render again",
		    d->capture_id, c->id));
	if (!path_is_id(c->id))
		return (fail_set(fail, FAIL_DATA, "'%s' cannot be the id of a "
		    "package", c->id));
	return (0);
}

/*
 * PDF/A-1a is what render writes; it is called that unless veraPDF said
 * otherwise.  Without PDF/A-1b there is no record at all.
 */
static int
find_conformance(struct input *in, struct fail *fail)
{
	const struct document *d = &in->document;
	size_t i;

	in->conformance = "1a";
	for (i = 0; i < d->check_count; i++) {
		if (strcmp(d->check[i].result, "fail") != 0)
			continue;
		if (strcmp(d->check[i].profile, "1b") == 0)
			return (fail_set(fail, FAIL_DATA, "the document of '%s'"
			    " is not PDF/A-1b; see document/%s",
			    d->capture_id, d->check[i].report != NULL ?
			    d->check[i].report : "document.xml"));
		if (strcmp(d->check[i].profile, "1a") == 0)
			in->conformance = "1b";
	}
	return (0);
}

static int
find_files(struct input *in, struct fail *fail)
{
	in->pdf = part_find(&in->document.files, DOCUMENT_PDF, 0);
	in->warc = part_find(&in->capture.files, CAPTURE_WARC, 0);
	if (in->pdf == NULL)
		return (fail_set(fail, FAIL_DATA, "document.xml lists no PDF"));
	/* What a person handed in was sent to no browser. */
	if (in->warc == NULL && in->capture.manual.by == NULL)
		return (fail_set(fail, FAIL_DATA, "capture.xml lists no WARC"));
	return (0);
}

static void
find_latest(struct input *in)
{
	const struct document *d = &in->document;
	size_t i;

	in->latest_utc = in->capture.ended_utc;
	if (d->rendered_utc > in->latest_utc)
		in->latest_utc = d->rendered_utc;
	if (in->decision.decided_utc > in->latest_utc)
		in->latest_utc = in->decision.decided_utc;
	for (i = 0; i < d->check_count; i++)
		if (d->check[i].checked_utc > in->latest_utc)
			in->latest_utc = d->check[i].checked_utc;
}

int
input_load(struct input *in, const char *job, struct fail *fail)
{
	memset(in, 0, sizeof(*in));
	if ((in->job = text_copy(job, fail)) == NULL)
		return (-1);
	if (load_order(in, fail) == -1 || load_capture(in, fail) == -1 ||
	    load_decision(in, fail) == -1 ||
	    load_document(in, fail) == -1 ||
	    check_chain(in, fail) == -1 ||
	    find_files(in, fail) == -1 ||
	    find_conformance(in, fail) == -1 ||
	    check_sizes(in, "capture", &in->capture.files, fail) == -1 ||
	    check_sizes(in, "document", &in->document.files, fail) == -1)
		return (-1);
	find_latest(in);
	return (0);
}

void
input_clear(struct input *in)
{
	order_clear(&in->order);
	capture_clear(&in->capture);
	document_clear(&in->document);
	decision_clear(&in->decision);
	free(in->job);
	memset(in, 0, sizeof(*in));
}
