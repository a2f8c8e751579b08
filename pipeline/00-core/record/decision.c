#include "core/record/decision.h"

#include <stdlib.h>
#include <string.h>

#include "core/clock.h"
#include "core/fail.h"
#include "core/file.h"
#include "core/path.h"
#include "core/record/capture.h"
#include "core/record/fields.h"
#include "core/xml.h"

#define NAMESPACE "urn:x-bevara:decision:1"
#define HOPS_MAX 1000		/* retakes of one account in a half-year */

static int
read_all(struct decision *d, struct xml_doc *doc, struct fail *fail)
{
	const xml_node *root = xml_root(doc);
	const xml_node *capture = xml_first(root, "capture");
	const xml_node *by = xml_first(root, "by");

	d->decided_utc = fields_time(doc, root, "time");
	if (fields_attr(&d->value, doc, root, "value", fail) == -1 ||
	    fields_attr(&d->capture_id, doc, capture, "id", fail) == -1 ||
	    fields_attr(&d->capture_sha256, doc, capture, "sha256",
	    fail) == -1 ||
	    fields_attr(&d->verdict, doc, capture, "verdict", fail) == -1 ||
	    fields_attr(&d->by, doc, by, "name", fail) == -1 ||
	    fields_attr(&d->login, doc, by, "login", fail) == -1 ||
	    fields_attr(&d->next, doc, xml_first(root, "next"), "job",
	    fail) == -1)
		return (-1);
	return (fields_child(&d->reason, doc, root, "reason", fail));
}

int
decision_load(struct decision *d, const char *path, struct fail *fail)
{
	struct xml_doc *doc;
	int rc;

	memset(d, 0, sizeof(*d));
	if ((doc = xml_load(path, DECISION_SCHEMA, FAIL_DATA, fail)) == NULL)
		return (-1);
	if ((rc = read_all(d, doc, fail)) == -1)
		decision_clear(d);
	xml_free(doc);
	return (rc);
}

int
decision_save(const struct decision *d, const char *path, struct fail *fail)
{
	struct xml_writer *w = xml_writer_new(fail);
	char time[CLOCK_TEXT];
	int rc;

	if (w == NULL)
		return (-1);
	clock_local(d->decided_utc, time);
	xml_open(w, "decision");
	xml_set(w, "xmlns", NAMESPACE);
	xml_set(w, "value", d->value);
	xml_set(w, "time", time);
	xml_open(w, "capture");
	xml_set(w, "id", d->capture_id);
	xml_set(w, "sha256", d->capture_sha256);
	xml_set(w, "verdict", d->verdict);
	xml_close(w);
	xml_open(w, "by");
	xml_set(w, "name", d->by);
	xml_set(w, "login", d->login);
	xml_close(w);
	xml_leaf(w, "reason", d->reason);
	if (d->next != NULL) {
		xml_open(w, "next");
		xml_set(w, "job", d->next);
		xml_close(w);
	}
	xml_close(w);
	rc = xml_writer_save(w, path, DECISION_SCHEMA, fail);
	xml_writer_free(w);
	return (rc);
}

int
decision_find(struct decision *d, const char *job, const char *capture_sha256,
    struct fail *fail)
{
	char *path;
	int rc = 0;

	memset(d, 0, sizeof(*d));
	if ((path = path_join(job, DECISION_FILE, fail)) == NULL)
		return (-1);
	if (file_exists(path) && (rc = decision_load(d, path, fail)) == 0 &&
	    strcmp(d->capture_sha256, capture_sha256) != 0)
		decision_clear(d);	/* of another capture */
	free(path);
	return (rc);
}

int
decision_permits(const char *job, const struct capture *c,
    const char *capture_sha256, struct fail *fail)
{
	struct decision d;
	int rc;

	if (decision_find(&d, job, capture_sha256, fail) == -1)
		return (-1);
	if (d.value == NULL)
		rc = capture_is_record(c, fail);
	else if (strcmp(d.value, DECISION_ACCEPT) == 0)
		rc = 0;
	else
		rc = fail_set(fail, FAIL_NO, "%s: %s decided that it is to be "
		    "captured again; go on with the job '%s'", c->account,
		    d.by, d.next);
	decision_clear(&d);
	return (rc);
}

/* Where a retake of this job leads; *next stays NULL if there is none. */
static int
read_next(const char *dir, const char *job, char **next, struct fail *fail)
{
	struct decision d = { 0 };
	char *path;
	int rc = 0;

	if ((path = path_join(job, DECISION_FILE, fail)) == NULL)
		return (-1);
	if (file_exists(path) && (rc = decision_load(&d, path, fail)) == 0 &&
	    d.next != NULL) {
		*next = path_join(dir, d.next, fail);
		rc = *next == NULL ? -1 : 0;
	}
	decision_clear(&d);
	free(path);
	return (rc);
}

char *
decision_job(const char *dir, const char *account, struct fail *fail)
{
	char *job, *next;
	int hops;

	job = path_join(dir, account, fail);
	for (hops = 0; job != NULL && hops < HOPS_MAX; hops++) {
		next = NULL;
		if (read_next(dir, job, &next, fail) == -1) {
			free(job);
			return (NULL);
		}
		if (next == NULL)
			return (job);
		free(job);
		job = next;
	}
	if (job != NULL)
		fail_set(fail, FAIL_DATA, "the retakes of '%s' in '%s' lead "
		    "in a circle; look at their " DECISION_FILE, account, dir);
	free(job);
	return (NULL);
}

void
decision_clear(struct decision *d)
{
	free(d->value);
	free(d->capture_id);
	free(d->capture_sha256);
	free(d->verdict);
	free(d->by);
	free(d->login);
	free(d->reason);
	free(d->next);
	memset(d, 0, sizeof(*d));
}
