#include "describe/describe.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/fail.h"
#include "core/file.h"
#include "core/path.h"
#include "core/share.h"
#include "core/site.h"
#include "core/text.h"
#include "describe/dc.h"
#include "describe/done.h"
#include "describe/input.h"
#include "describe/links.h"
#include "describe/mets.h"
#include "describe/pack.h"
#include "describe/premis.h"
#include "describe/readme.h"
#include "describe/retention.h"

#define LOCK_WAIT_S 10

/* The job's own record, copied; it must still be what was loaded. */
static int
add_record(struct pack *pk, const char *from, const char *path,
    const struct hash_sum *sum, struct fail *fail)
{
	char *source = input_path(pk->in, from, fail);
	int rc = -1;

	if (source == NULL || pack_copy(pk, source, path, fail) == -1)
		goto out;
	if (strcmp(pack_find(pk, path)->sha256, sum->sha256) != 0) {
		fail_set(fail, FAIL_LATER, "'%s' was changed meanwhile; run "
		    "again", source);
		goto out;
	}
	rc = 0;
out:
	free(source);
	return (rc);
}

/* All that is needed to validate every XML file of the package offline. */
static int
add_schemas(struct pack *pk, struct fail *fail)
{
	static const char *const names[] = {
		"10-register.order.xsd", "20-fetch.answer.xsd",
		"20-fetch.capture.xsd", "20-fetch.layout.xsd",
		"30-render.document.xsd", "40-describe.retention.xsd",
		"DILCISExtensionMETS.xsd", "DILCISExtensionSIPMETS.xsd",
		"dc.xsd", "mets1_12.xsd", "premis.xsd", "xlink.xsd", NULL
	};
	char *path = NULL, *source = NULL;
	size_t i;
	int rc = -1;

	for (i = 0; names[i] != NULL; i++) {
		free(path);
		free(source);
		source = NULL;
		path = text_printf(fail, PACK_SCHEMAS "%s", names[i]);
		if (path == NULL || (source = share_file(path, fail)) == NULL ||
		    pack_copy(pk, source, path, fail) == -1)
			goto out;
	}
	rc = 0;
out:
	free(path);
	free(source);
	return (rc);
}

/* What a person decided, if anyone had to, and its schema. */
static int
add_decision(struct pack *pk, struct fail *fail)
{
	char *schema;
	int rc = -1;

	if (pk->in->decision.value == NULL)
		return (0);
	if ((schema = share_file(PACK_SCHEMAS DECISION_SCHEMA, fail)) == NULL)
		return (-1);
	if (add_record(pk, DECISION_FILE, PACK_DECISION,
	    &pk->in->decision_sum, fail) == 0)
		rc = pack_copy(pk, schema, PACK_SCHEMAS DECISION_SCHEMA, fail);
	free(schema);
	return (rc);
}

static int
add_links(struct pack *pk, const struct links *links, struct fail *fail)
{
	size_t i;

	for (i = 0; i < links->count; i++)
		if (pack_link(pk, links->link[i].from, links->link[i].path,
		    links->link[i].part, fail) == -1)
			return (-1);
	return (0);
}

/* What each step describes is in the package before it. */
static int
fill(struct pack *pk, const struct links *links, struct fail *fail)
{
	const struct input *in = pk->in;

	if (add_record(pk, "order.xml", PACK_DOCUMENTATION "order.xml",
	    &in->order_sum, fail) == -1 ||
	    add_record(pk, "capture/capture.xml",
	    PACK_DOCUMENTATION "capture.xml", &in->capture_sum, fail) == -1 ||
	    add_record(pk, "document/document.xml",
	    PACK_DOCUMENTATION "document.xml", &in->document_sum,
	    fail) == -1 ||
	    add_decision(pk, fail) == -1 ||
	    add_links(pk, links, fail) == -1 ||
	    add_schemas(pk, fail) == -1 ||
	    readme_write(pk, fail) == -1 ||
	    dc_write(pk, fail) == -1 ||
	    retention_write(pk, fail) == -1 ||
	    premis_write(pk, fail) == -1 ||
	    premis_write_pdfa(pk, fail) == -1 ||
	    mets_write_pdfa(pk, fail) == -1)
		return (-1);
	if (in->warc != NULL && (premis_write_warc(pk, fail) == -1 ||
	    mets_write_warc(pk, fail) == -1))
		return (-1);
	return (mets_write(pk, fail));
}

/*
 * Put the finished folder in its place.  An older package is moved aside
 * first, under a name that the next run sweeps: a cut between the two renames
 * leaves no package, never a half one.
 */
static int
commit(const char *stage, const char *final, struct fail *fail)
{
	char *old = NULL;
	int rc = -1;

	if (file_exists(final)) {
		if ((old = text_printf(fail, "%s.part-old", final)) == NULL ||
		    file_rename_new(final, old, fail) == -1)
			goto out;
	}
	rc = file_commit_dir(stage, final, fail);
out:
	if (rc == 0)
		file_remove_tree(old);
	free(old);
	return (rc);
}

/* Make ${final}, a folder with the package and its list of sums. */
static int
build(const struct input *in, const struct links *links, const char *version,
    const char *final, struct fail *fail)
{
	struct pack pk;
	char *stage = NULL, *dir = NULL, *sums = NULL;
	int rc = -1;

	memset(&pk, 0, sizeof(pk));
	if ((stage = file_stage_dir(final, fail)) == NULL ||
	    (dir = path_join(stage, in->capture.id, fail)) == NULL ||
	    (sums = text_printf(fail, "%s.sha256", dir)) == NULL ||
	    pack_init(&pk, in, version, dir, fail) == -1 ||
	    fill(&pk, links, fail) == -1 ||
	    pack_sums(&pk, sums, fail) == -1)
		goto out;
	rc = commit(stage, final, fail);
out:
	if (rc == -1)
		file_remove_tree(stage);
	pack_clear(&pk);
	free(sums);
	free(dir);
	free(stage);
	return (rc);
}

/* Under the job's lock. */
static int
describe_locked(struct describe *d, const char *version, const char *job,
    struct fail *fail)
{
	struct input in;
	struct links links = LINKS_INIT;
	char *final = NULL;
	int done, rc = -1;

	memset(&in, 0, sizeof(in));
	if ((final = path_join(job, "package", fail)) == NULL ||
	    file_sweep(final, fail) == -1 ||
	    input_load(&in, job, fail) == -1 ||
	    links_collect(&links, &in, fail) == -1 ||
	    (done = done_check(&in, &links, version, final, fail)) == -1 ||
	    (!done && build(&in, &links, version, final, fail) == -1) ||
	    (d->id = text_copy(in.capture.id, fail)) == NULL ||
	    (d->path = path_join(final, d->id, fail)) == NULL)
		goto out;
	rc = 0;
out:
	free(final);
	links_clear(&links);
	input_clear(&in);
	return (rc);
}

int
describe_job(struct describe *d, const char *site_dir, const char *job,
    struct fail *fail)
{
	struct site site = SITE_INIT;
	char *lock = NULL;
	int fd = -1, rc = -1;

	if (site_load(&site, site_dir, fail) == -1)
		goto out;
	if (!file_is_dir(job)) {
		fail_set(fail, FAIL_DATA, "'%s' is not the folder of a job",
		    job);
		goto out;
	}
	if ((lock = path_join(job, ".lock", fail)) == NULL ||
	    (fd = file_lock(lock, LOCK_WAIT_S, fail)) == -1)
		goto out;
	if (describe_locked(d, site.package_version, job, fail) == -1) {
		fail_add(fail, "describing '%s'", job);
		goto out;
	}
	rc = 0;
out:
	if (rc == -1)
		describe_clear(d);
	if (fd != -1)
		close(fd);
	free(lock);
	site_clear(&site);
	return (rc);
}

void
describe_clear(struct describe *d)
{
	free(d->id);
	free(d->path);
	d->id = d->path = NULL;
}
