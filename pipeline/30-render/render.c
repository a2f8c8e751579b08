#include "render/render.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/args.h"
#include "core/clock.h"
#include "core/fail.h"
#include "core/file.h"
#include "core/hash.h"
#include "core/msg.h"
#include "core/path.h"
#include "core/record/capture.h"
#include "core/record/decision.h"
#include "core/record/document.h"
#include "core/record/order.h"
#include "core/site.h"
#include "core/text.h"
#include "render/judge.h"
#include "render/compose.h"
#include "render/pdfobj.h"

#define LOCK_WAIT_S 10
#define TOOL "bevara-render " BEVARA_VERSION ", libharu " PDFOBJ_VERSION

/* A job while it is worked on; undone by work_clear(). */
struct work {
	char *lock_path, *order_path, *capture_dir, *capture_path;
	char *document_dir, *document_path;
	char *stage;		/* document.part-XXXXXX, or NULL */
	int lock;
	struct order order;
	struct capture capture;
	struct hash_sum capture_sum;
	struct document document;
	struct compose_result made;
	int a4, jpeg_quality;
};

static const char *const paper_name[] = { "tall", "a4" };
static const char *const folder_name[] = { "document", "document-a4" };

static void
work_clear(struct work *w)
{
	file_remove_tree(w->stage);
	if (w->lock != -1)
		(void)close(w->lock);
	free(w->lock_path);
	free(w->order_path);
	free(w->capture_dir);
	free(w->capture_path);
	free(w->document_dir);
	free(w->document_path);
	free(w->stage);
	order_clear(&w->order);
	capture_clear(&w->capture);
	document_clear(&w->document);
	compose_result_clear(&w->made);
}

static int
set_paths(struct work *w, const char *job, const char *name,
    struct fail *fail)
{
	if (!file_is_dir(job))
		return (fail_set(fail, FAIL_DATA, "no such job folder"));
	if ((w->lock_path = path_join(job, ".lock", fail)) == NULL ||
	    (w->order_path = path_join(job, "order.xml", fail)) == NULL ||
	    (w->capture_dir = path_join(job, "capture", fail)) == NULL ||
	    (w->capture_path = path_join(w->capture_dir, "capture.xml",
	    fail)) == NULL ||
	    (w->document_dir = path_join(job, name, fail)) == NULL ||
	    (w->document_path = path_join(w->document_dir, "document.xml",
	    fail)) == NULL)
		return (-1);
	return (0);
}

/* The records, and that the capture is one and was made for this order. */
static int
load(struct work *w, const char *job, struct fail *fail)
{
	struct hash_sum order;

	if (!file_exists(w->capture_path))
		return (fail_set(fail, FAIL_DATA, "no capture is there yet; "
		    "run 'bevara fetch' on the job first"));
	if (order_load(&w->order, w->order_path, fail) == -1 ||
	    capture_load(&w->capture, w->capture_path, fail) == -1 ||
	    hash_file(w->order_path, HASH_SHA256, &order, fail) == -1 ||
	    hash_file(w->capture_path, HASH_SHA256, &w->capture_sum,
	    fail) == -1 || decision_permits(job, &w->capture,
	    w->capture_sum.sha256, fail) == -1)
		return (-1);
	if (strcmp(order.sha256, w->capture.order_sha256) != 0)
		return (fail_set(fail, FAIL_DATA, "'%s' was changed after the "
		    "capture was made; run 'bevara fetch' on the job again",
		    w->order_path));
	return (0);
}

/* 1 if the document there was made from this capture, and is unharmed. */
static int
is_done(struct work *w)
{
	struct fail ignored = FAIL_INIT;
	int done;

	done = file_exists(w->document_path) &&
	    document_load(&w->document, w->document_path, &ignored) == 0 &&
	    strcmp(w->document.capture_sha256, w->capture_sum.sha256) == 0 &&
	    part_check(&w->document.files, w->document_dir, &ignored) == 0;
	if (!done)
		document_clear(&w->document);
	return (done);
}

/* What a reader of the record should know of the making. */
static int
add_warnings(struct work *w, struct fail *fail)
{
	const struct flow_result *f = &w->made.flow;
	struct document *d = &w->document;

	if (f->bad_links > 0 && document_add_warning(d, fail, "%d links have "
	    "no address that a document may hold; the first: '%s'",
	    f->bad_links, f->bad_link) == -1)
		return (-1);
	if (f->lost_links > 0 && document_add_warning(d, fail, "%d places of "
	    "links were left out: too many", f->lost_links) == -1)
		return (-1);
	if (f->irregular > 0 && document_add_warning(d, fail, "%d of %d "
	    "tables are no grid and became plain text", f->irregular,
	    f->tables) == -1)
		return (-1);
	if (f->untagged > 0 && document_add_warning(d, fail, "%lld pieces of "
	    "text are searchable but outside the structure: too many",
	    (long long)f->untagged) == -1)
		return (-1);
	return (0);
}

static int
fill_document(struct work *w, struct fail *fail)
{
	struct document *d = &w->document;
	const struct flow_result *f = &w->made.flow;

	if ((d->capture_id = text_copy(w->capture.id, fail)) == NULL ||
	    (d->capture_sha256 = text_copy(w->capture_sum.sha256,
	    fail)) == NULL ||
	    (d->tool = text_copy(TOOL, fail)) == NULL ||
	    (d->title = text_copy(w->made.title, fail)) == NULL)
		return (-1);
	d->rendered_utc = clock_now();
	d->pages = w->made.pages;
	d->words = f->words;
	d->elements = f->elements;
	d->links = f->links;
	d->pictures = f->pictures;
	d->headings = f->headings;
	d->a4 = w->a4;
	d->jpeg_quality = w->jpeg_quality;
	if (part_add(&d->files, w->stage, "document.pdf", "application/pdf",
	    DOCUMENT_PDF, fail) == -1)
		return (-1);
	return (add_warnings(w, fail));
}

static int
make_document(struct work *w, const char *verapdf, struct fail *fail)
{
	struct compose from = { w->a4, w->jpeg_quality, &w->order,
		&w->capture, w->capture_dir, w->capture_sum.sha256, NULL };
	char *pdf = NULL, *record = NULL;
	int rc = -1;

	if ((w->stage = file_stage_dir(w->document_dir, fail)) == NULL)
		return (-1);
	from.work_dir = w->stage;
	if ((pdf = path_join(w->stage, "document.pdf", fail)) == NULL ||
	    (record = path_join(w->stage, "document.xml", fail)) == NULL ||
	    compose_pdf(&from, pdf, &w->made, fail) == -1 ||
	    fill_document(w, fail) == -1 ||
	    judge_run(&w->document, verapdf, w->stage, fail) == -1 ||
	    document_save(&w->document, record, fail) == -1)
		goto out;
	/* An older document, of another capture, makes way only now. */
	file_remove_tree(w->document_dir);
	if (file_commit_dir(w->stage, w->document_dir, fail) == -1)
		goto out;
	rc = 0;
out:
	free(pdf);
	free(record);
	return (rc);
}

static int
make(struct work *w, const char *site_dir, struct fail *fail)
{
	struct site site = SITE_INIT;
	int rc = -1;

	if (site_dir != NULL && site_load(&site, site_dir, fail) == -1)
		goto out;
	/* Only what was captured may become the record. */
	if (part_check(&w->capture.files, w->capture_dir, fail) == -1)
		goto out;
	w->jpeg_quality = site.jpeg_quality;
	rc = make_document(w, site.verapdf, fail);
out:
	site_clear(&site);
	return (rc);
}

int
render_paper(const char *text, enum render_paper *paper, struct fail *fail)
{
	int i;

	for (i = RENDER_TALL; i <= RENDER_A4; i++)
		if (strcmp(text, paper_name[i]) == 0) {
			*paper = i;
			return (0);
		}
	return (fail_set(fail, FAIL_USAGE, "'%s' is no paper: write tall or "
	    "a4", text));
}

int
render_job(struct render *r, const char *job, const char *site_dir,
    enum render_paper paper, struct fail *fail)
{
	struct work w = { .lock = -1, .a4 = paper == RENDER_A4 };
	int rc = -1;

	if (set_paths(&w, job, folder_name[paper], fail) == -1 ||
	    (w.lock = file_lock(w.lock_path, LOCK_WAIT_S, fail)) == -1 ||
	    file_sweep(w.document_dir, fail) == -1 ||
	    load(&w, job, fail) == -1)
		goto out;
	if (is_done(&w))
		msg_note("'%s' is there already", w.document_dir);
	else if (make(&w, site_dir, fail) == -1)
		goto out;
	if ((r->id = text_copy(w.capture.id, fail)) == NULL ||
	    (r->pdf = path_join(w.document_dir, "document.pdf",
	    fail)) == NULL)
		goto out;
	rc = 0;
out:
	if (rc == -1) {
		fail_add(fail, "'%s'", job);
		render_clear(r);
	}
	work_clear(&w);
	return (rc);
}

void
render_clear(struct render *r)
{
	free(r->id);
	free(r->pdf);
	r->id = NULL;
	r->pdf = NULL;
}
