#include "verify/record.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/buf.h"
#include "core/cms.h"
#include "core/fail.h"
#include "core/msg.h"
#include "core/note.h"
#include "core/path.h"
#include "core/site.h"
#include "core/text.h"
#include "verify/extent.h"
#include "verify/report.h"
#include "verify/verify.h"

/* Whether this user may write where a report goes. */
static int
is_writable(int share)
{
	const char *dir = REPORT_FOLDER;

	if (faccessat(share, dir, F_OK, 0) == -1 && errno == ENOENT)
		dir = ".";
	return (faccessat(share, dir, W_OK, AT_EACCESS) == 0 ||
	    (errno != EROFS && errno != EACCES && errno != EPERM));
}

/* The signer, and the log's key too, without which no entry could be made. */
static struct cms_signer *
load_keys(const struct site *site, struct fail *fail)
{
	struct cms_signer *signer = NULL;
	struct note_key *key = NULL;
	char *path = path_join(site->keys, "logg.pem", fail);

	if (path != NULL &&
	    (key = note_key_load(path, site->log_name, fail)) != NULL)
		signer = cms_signer_load(site->keys, fail);
	note_key_free(key);
	free(path);
	return (signer);
}

/* Whether it can be recorded, or why not. */
static int
open_signer(struct record *r, struct fail *fail)
{
	struct fail why = FAIL_INIT;

	if (!is_writable(r->share))
		fail_set(&why, FAIL_CONFIG, "the share cannot be written to "
		    "by this user");
	else if ((r->signer = load_keys(r->site, &why)) != NULL)
		return (0);
	if (why.kind != FAIL_CONFIG) {
		*fail = why;
		return (-1);
	}
	r->why_not = text_copy(why.text, fail);
	return (r->why_not == NULL ? -1 : 0);
}

static int
open_journal(struct record *r, const struct extent *extent, struct fail *fail)
{
	char name[EXTENT_NAME];
	struct journal_name which = { r->site->work, name,
	    r->site->log_name };

	extent_name(extent, name);
	r->journal = journal_open(&which, &r->past, fail);
	if (r->journal != NULL)
		return (0);
	if (fail->kind == FAIL_LATER)
		return (-1);
	msg_warn("%s; no journal is kept, and if this check is cut it has to "
	    "begin again", fail->text);
	fail_clear(fail);
	return (0);
}

/* The report is on the share: all that is left is to say so. */
static int
finish(struct record *r, const struct journal_report *facts,
    struct verify *verify, struct fail *fail)
{
	struct fail why = FAIL_INIT;

	if ((verify->report = report_path(facts, fail)) == NULL)
		return (-1);
	if (report_enter(r->site, facts, &verify->entry, &why) == 0)
		verify->entered = 1;
	else if (why.kind == FAIL_LATER || why.kind == FAIL_NO)
		msg_warn("the report is on the share; its entry waits for the "
		    "log: %s", why.text);
	else {
		*fail = why;
		return (-1);
	}
	/* From here on the journal would only tell of what is recorded. */
	journal_end(r->journal);
	r->journal = NULL;
	if (verify->entered)
		report_forget(r->site, facts);
	return (0);
}

/* A run was cut after its report was placed; the check was done by then. */
static int
complete_cut(struct record *r, const struct extent *extent,
    struct fail *fail)
{
	struct verify done = VERIFY_INIT;
	int rc;

	if (*r->past.report.stamp == '\0' ||
	    !report_is_placed(r->share, &r->past.report))
		return (0);
	rc = finish(r, &r->past.report, &done, fail);
	if (rc == 0)
		msg_warn("the last check was cut when all was done; its "
		    "report is '%s'", done.report);
	verify_clear(&done);
	journal_past_clear(&r->past);
	return (rc == -1 ? -1 : open_journal(r, extent, fail));
}

int
record_open(struct record *r, const struct extent *extent, struct fail *fail)
{
	if (open_signer(r, fail) == -1)
		return (-1);
	if (!extent_goes_on(extent))
		return (0);
	if (open_journal(r, extent, fail) == -1 ||
	    (r->signer != NULL && complete_cut(r, extent, fail) == -1))
		return (-1);
	if (r->past.count > 0)
		msg_warn("going on with a check that was cut; it had got to "
		    "%zu packages", r->past.count);
	return (0);
}

/* When packages were checked last, put into words by a thread of its own. */
struct noting {
	struct record *r;
	const struct report *report;
	const struct journal_report *facts;
	struct buf text;
	struct fail why;
};

static void *
note_last(void *arg)
{
	struct noting *n = arg;

	if (last_take(&n->r->last, n->report->packages, n->report->outcomes,
	    n->facts->stamp, &n->why) == 0)
		last_text(&n->r->last, &n->text);
	return (NULL);
}

/*
 * The report is on the share.  While the log's entry waits for the disk, note
 * what was checked last: that is only for the order of a later check, and its
 * failure is no harm.
 */
static int
finish_and_note(struct record *r, const struct report *report,
    const struct journal_report *facts, struct verify *verify,
    struct fail *fail)
{
	struct noting n = { r, report, facts, BUF_INIT, FAIL_INIT };
	pthread_t thread;
	int started, rc;

	started = pthread_create(&thread, NULL, note_last, &n) == 0;
	rc = finish(r, facts, verify, fail);
	if (started)
		pthread_join(thread, NULL);
	else
		(void)note_last(&n);
	if (rc == 0 && (n.why.kind != FAIL_NONE ||
	    last_write(&n.text, r->site->work, &n.why) == -1))
		msg_warn("%s; when packages were checked last is read from "
		    "the reports again", n.why.text);
	buf_clear(&n.text);
	return (rc);
}

int
record_end(struct record *r, struct report *report, struct verify *verify,
    struct fail *fail)
{
	struct journal_report facts;

	if (r->signer == NULL) {
		msg_warn("this check was not recorded: %s", r->why_not);
		journal_end(r->journal);
		r->journal = NULL;
		return (0);
	}
	report->signer = r->signer;
	report->ended_utc = clock_now();
	if (report_place(report, &facts, r->journal, fail) == -1 ||
	    finish_and_note(r, report, &facts, verify, fail) == -1) {
		fail_add(fail, "this check was not recorded");
		return (-1);
	}
	return (0);
}

void
record_close(struct record *r)
{
	journal_close(r->journal);
	journal_past_clear(&r->past);
	last_clear(&r->last);
	cms_signer_free(r->signer);
	free(r->why_not);
	*r = (struct record)RECORD_INIT;
}
