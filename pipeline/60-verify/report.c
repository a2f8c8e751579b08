#include "verify/report.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/buf.h"
#include "core/cms.h"
#include "core/fail.h"
#include "core/file.h"
#include "core/file_at.h"
#include "core/hash.h"
#include "core/ledger.h"
#include "core/path.h"
#include "core/text.h"
#include "core/tree.h"
#include "core/xml.h"
#include "verify/report_part.h"
#include "verify/verify.h"

#define MOST_BYTES (512u << 20)		/* of a file of a report */
#define STALE_S 86400			/* no run takes so long to write one */
#define STAMP_TRIES 60			/* seconds that may be taken already */

/* SHARE/protokoll, made if missing; open. */
static int
open_folder(int share, struct fail *fail)
{
	if (mkdirat(share, REPORT_FOLDER, 0777) == -1 && errno != EEXIST)
		return (fail_sys(fail, "cannot make the folder '"
		    REPORT_FOLDER "' on the share"));
	return (tree_folder(share, REPORT_FOLDER, fail));
}

/* A path that stays in the open folder, whatever its name leads to now. */
static char *
held_path(int dir, const char *name, struct fail *fail)
{
	return (text_printf(fail, "/proc/self/fd/%d/./%s", dir, name));
}

/* Remove what a run that was cut left here, long ago. */
static int
sweep(void *arg, const struct tree_item *item, struct fail *fail)
{
	const int64_t *now = arg;
	struct stat st;
	char *path;

	if (item->kind != TREE_FOLDER ||
	    !text_prefix(item->name, REPORT_PREFIX) ||
	    strstr(item->name, ".part-") == NULL ||
	    fstatat(item->dir, item->name, &st, AT_SYMLINK_NOFOLLOW) == -1 ||
	    *now - (int64_t)st.st_mtime < STALE_S)
		return (0);
	if ((path = held_path(item->dir, item->name, fail)) == NULL)
		return (-1);
	file_remove_tree(path);
	free(path);
	return (0);
}

/* A new file that nobody is to change. */
static int
put_file(const char *dir, const char *name, const struct buf *b,
    struct fail *fail)
{
	char *path = path_join(dir, name, fail);
	int fd = -1, rc = -1;

	if (path == NULL || buf_check(b, fail) == -1)
		goto out;
	fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0444);
	if (fd == -1 || file_put(fd, b->data, b->size) == -1)
		fail_sys(fail, "cannot write '%s'", name);
	else
		rc = 0;
	if (fd != -1 && close(fd) == -1 && rc == 0)
		rc = fail_sys(fail, "cannot write '%s'", name);
out:
	free(path);
	return (rc);
}

/* The signature of a file of the report, beside it. */
static int
put_signature(const struct report *r, const char *dir, const char *name,
    const struct buf *b, struct fail *fail)
{
	struct buf der = BUF_INIT;
	char *p7s = text_printf(fail, "%s.p7s", name);
	int rc = -1;

	if (p7s != NULL &&
	    cms_sign(r->signer, b->data, b->size, &der, fail) == 0)
		rc = put_file(dir, p7s, &der, fail);
	buf_clear(&der);
	free(p7s);
	return (rc);
}

/*
 * One of the XML files, written as it grows, checked against its schema, and
 * read back to be signed.
 */
struct xml_file {
	const char *name, *schema;
	struct buf bytes;
};

static int
put_xml(const struct report *r, const char *dir, const char *stamp,
    struct xml_file *file, struct fail *fail)
{
	char *path = path_join(dir, file->name, fail);
	struct xml_writer *w = NULL;
	int rc = -1;

	if (path == NULL || (w = xml_writer_file(path, fail)) == NULL)
		goto out;
	if (strcmp(file->name, REPORT_XML) == 0)
		report_xml(r, w);
	else
		report_premis(r, stamp, w);
	if (xml_writer_finish(w, file->schema, fail) == -1 ||
	    file_read(path, &file->bytes, MOST_BYTES, fail) == -1)
		goto out;
	if (chmod(path, 0444) == -1) {
		fail_sys(fail, "cannot write '%s'", path);
		goto out;
	}
	rc = put_signature(r, dir, file->name, &file->bytes, fail);
out:
	xml_writer_free(w);
	free(path);
	return (rc);
}

/* premis.xml is written by a thread of its own: it is the longest. */
struct premis_job {
	const struct report *r;
	const char *dir, *stamp;
	struct xml_file file;
	struct fail fail;
	int rc;
};

static void *
put_premis(void *arg)
{
	struct premis_job *job = arg;

	job->rc = put_xml(job->r, job->dir, job->stamp, &job->file,
	    &job->fail);
	return (NULL);
}

/* All files, in the folder that nobody looks into yet. */
static int
fill(const struct report *r, const char *dir, struct journal_report *facts,
    struct fail *fail)
{
	struct xml_file xml = { REPORT_XML, REPORT_SCHEMA, BUF_INIT };
	struct premis_job premis = { r, dir, facts->stamp, { REPORT_PREMIS,
	    "premis.xsd", BUF_INIT }, FAIL_INIT, -1 };
	struct buf text = BUF_INIT;
	struct hash_sum sum;
	pthread_t thread;
	int rc, started;

	started = pthread_create(&thread, NULL, put_premis, &premis) == 0;
	report_text(r, facts->stamp, &text);
	rc = put_xml(r, dir, facts->stamp, &xml, fail);
	if (rc == 0 &&
	    (rc = put_file(dir, REPORT_TEXT, &text, fail)) == 0)
		rc = put_signature(r, dir, REPORT_TEXT, &text, fail);
	if (started)
		pthread_join(thread, NULL);
	else
		(void)put_premis(&premis);
	if (rc == 0 && (rc = premis.rc) == -1)
		*fail = premis.fail;
	if (rc == -1 || (rc = hash_bytes(xml.bytes.data, xml.bytes.size,
	    HASH_SHA256, &sum, fail)) == -1)
		goto out;
	memcpy(facts->sha256, sum.sha256, sizeof(facts->sha256));
	facts->package_count = r->verify->package_count;
	facts->finding_count = verify_bad(r->verify);
out:
	buf_clear(&xml.bytes);
	buf_clear(&premis.file.bytes);
	buf_clear(&text);
	return (rc);
}

/* The first second from the check's end on that no report has. */
static int
choose_stamp(int folder, int64_t utc, char stamp[CLOCK_TEXT],
    struct fail *fail)
{
	char name[sizeof(REPORT_PREFIX) + CLOCK_TEXT];
	int i;

	for (i = 0; i < STAMP_TRIES; i++) {
		clock_stamp(utc + i, stamp);
		(void)snprintf(name, sizeof(name), REPORT_PREFIX "%s", stamp);
		if (faccessat(folder, name, F_OK, AT_SYMLINK_NOFOLLOW) == -1)
			return (0);
	}
	return (fail_set(fail, FAIL_LATER, "there are reports of every second "
	    "of a minute already"));
}

/* In the open folder of the reports. */
static int
place_in(const struct report *r, int folder, struct journal_report *facts,
    struct journal *journal, struct fail *fail)
{
	char *final = NULL, *stage = NULL, *name = NULL;
	int rc = -1;

	if (choose_stamp(folder, r->ended_utc, facts->stamp, fail) == -1 ||
	    (name = text_printf(fail, REPORT_PREFIX "%s",
	    facts->stamp)) == NULL ||
	    (final = held_path(folder, name, fail)) == NULL ||
	    (stage = file_stage_dir(final, fail)) == NULL)
		goto out;
	if (fill(r, stage, facts, fail) == -1 || (journal != NULL &&
	    journal_mark(journal, facts, fail) == -1))
		goto out;
	rc = file_commit_dir(stage, final, fail);
out:
	if (rc == -1)
		file_remove_tree(stage);
	free(name);
	free(final);
	free(stage);
	return (rc);
}

int
report_place(const struct report *r, struct journal_report *facts,
    struct journal *journal, struct fail *fail)
{
	int64_t now = clock_now();
	int folder, rc = -1;

	memset(facts, 0, sizeof(*facts));
	if ((folder = open_folder(r->share, fail)) == -1)
		return (-1);
	if (tree_each(folder, sweep, &now, fail) == 0)
		rc = place_in(r, folder, facts, journal, fail);
	/* The folder itself may be new. */
	if (rc == 0 && fsync(r->share) == -1 && errno != EINVAL)
		rc = fail_sys(fail, "cannot sync the share's folder");
	close(folder);
	return (rc);
}

char *
report_path(const struct journal_report *facts, struct fail *fail)
{
	return (text_printf(fail, REPORT_FOLDER "/" REPORT_PREFIX "%s",
	    facts->stamp));
}

int
report_is_placed(int share, const struct journal_report *facts)
{
	struct fail why = FAIL_INIT;
	struct hash_sum sum;
	char *path = report_path(facts, &why);
	int folder = -1, dir = -1, is = 0;

	if (path != NULL &&
	    (folder = tree_folder(share, REPORT_FOLDER, &why)) != -1 &&
	    (dir = tree_folder(folder, path_base(path), &why)) != -1 &&
	    tree_hash(dir, REPORT_XML, &sum, &why) == 0)
		is = strcmp(sum.sha256, facts->sha256) == 0;
	if (dir != -1)
		close(dir);
	if (folder != -1)
		close(folder);
	free(path);
	return (is);
}

int
report_enter(const struct site *site, const struct journal_report *facts,
    uint64_t *index, struct fail *fail)
{
	struct buf entry = BUF_INIT;
	char *key = text_printf(fail, REPORT_PREFIX "%s", facts->stamp);
	char value[80];
	int64_t utc;
	int rc = -1;

	if (key == NULL || clock_parse(facts->stamp, &utc) == -1)
		goto out;
	ledger_entry(&entry, "checked", utc);
	(void)snprintf(value, sizeof(value), "sha256:%s", facts->sha256);
	ledger_line(&entry, "report", value);
	(void)snprintf(value, sizeof(value), "%" PRIu64, facts->package_count);
	ledger_line(&entry, "packages", value);
	(void)snprintf(value, sizeof(value), "%" PRIu64, facts->finding_count);
	ledger_line(&entry, "findings", value);
	rc = ledger_enter(site, key, &entry, index, fail);
out:
	buf_clear(&entry);
	free(key);
	return (rc);
}

void
report_forget(const struct site *site, const struct journal_report *facts)
{
	struct fail why = FAIL_INIT;
	char *key = text_printf(&why, REPORT_PREFIX "%s", facts->stamp);

	/* It is only tidied up; another run may do it. */
	if (key != NULL)
		(void)ledger_forget(site, key, &why);
	free(key);
}
