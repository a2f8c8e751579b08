#include "verify/verify.h"

#include <inttypes.h>
#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

#include "core/clock.h"
#include "core/fail.h"
#include "core/ledger.h"
#include "core/msg.h"
#include "core/note.h"
#include "core/path.h"
#include "core/site.h"
#include "verify/book.h"
#include "verify/crew.h"
#include "verify/extent.h"
#include "verify/record.h"
#include "verify/report.h"
#include "verify/seal.h"
#include "verify/shelf.h"
#include "verify/stamps.h"
#include "verify/turns.h"

struct run {
	struct verify *verify;	/* the caller's */
	const struct verify_order *order;
	struct site site;
	struct extent extent;
	struct book_source source;	/* share, site, key */
	struct note_key *key;
	struct shelf shelf;
	struct book book;
	struct seal seal;
	struct stamps stamps;
	struct record record;
	struct turns turns;
	struct crew crew;
	int64_t start_ms, started_utc;
};

static void
run_clear(struct run *run)
{
	crew_clear(&run->crew);
	turns_clear(&run->turns);
	record_close(&run->record);
	seal_clear(&run->seal);
	book_clear(&run->book);
	shelf_clear(&run->shelf);
	if (run->source.share != -1)
		close(run->source.share);
	note_key_free(run->key);
	site_clear(&run->site);
}

/* The log is read by a thread of its own. */
struct reading {
	struct run *run;
	struct finding_list findings;
	struct fail fail;
	int rc;
};

static void *
read_log(void *arg)
{
	struct reading *reading = arg;
	struct run *run = reading->run;

	reading->rc = book_read(&run->book, &run->source, &reading->findings,
	    &reading->fail);
	return (NULL);
}

/* What is on the share by its names, and what the log says should be. */
static int
read_both(struct run *run, struct finding_list *loose, struct fail *fail)
{
	struct reading reading = { run, FINDING_LIST_INIT, FAIL_INIT, -1 };
	pthread_t thread;
	int rc, started;

	started = pthread_create(&thread, NULL, read_log, &reading) == 0;
	rc = shelf_read(&run->shelf, run->source.share, loose, fail);
	if (started)
		pthread_join(thread, NULL);
	else if (rc == 0)
		(void)read_log(&reading);
	if (rc == 0 && (rc = reading.rc) == -1)
		*fail = reading.fail;
	if (rc == 0)
		rc = finding_move(&run->verify->findings, &reading.findings,
		    fail);
	finding_clear(&reading.findings);
	return (rc);
}

/* Which packages, and what the log says of them. */
static int
look_around(struct run *run, struct fail *fail)
{
	struct finding_list other = FINDING_LIST_INIT, *loose;
	struct finding_list *findings = &run->verify->findings;
	int rc = -1;

	/* Names that are in no package matter when all is looked at. */
	loose = run->extent.kind == EXTENT_WHOLE ? findings : &other;
	if (read_both(run, loose, fail) == 0 &&
	    seal_open(&run->seal, &run->source, &run->book, findings,
	    fail) == 0 &&
	    extent_take(&run->extent, &run->shelf.packages, findings,
	    fail) == 0)
		rc = extent_goes_on(&run->extent) ? stamps_check(&run->stamps,
		    &run->site, run->source.share, findings, fail) : 0;
	finding_clear(&other);
	return (rc);
}

/* In which order, and what was done before. */
static int
get_ready(struct run *run, struct fail *fail)
{
	struct shelf_list *packages = &run->shelf.packages;
	struct record *record = &run->record;
	struct crew *crew = &run->crew;

	crew->packages = packages;
	crew->fd = run->source.share;
	crew->share = run->site.share;
	crew->seal = &run->seal;
	crew->deep = run->order->deep;
	if (crew_init(crew, fail) == -1)
		return (-1);
	record->site = &run->site;
	record->share = run->source.share;
	run->started_utc = clock_now();
	if (!run->order->no_report) {
		if (record_open(record, &run->extent, fail) == -1 ||
		    turns_take_past(&record->past, packages, crew->outcomes,
		    &crew->beside, fail) == -1)
			return (-1);
		if (record->past.started_utc > 0)
			run->started_utc = record->past.started_utc;
	}
	if (last_load(&record->last, run->site.work, run->source.share,
	    packages, fail) == -1 ||
	    turns_make(&run->turns, packages, crew->outcomes, &record->last,
	    fail) == -1)
		return (-1);
	if (run->order->deep || !extent_goes_on(&run->extent))
		turns_seal_all(&run->turns, packages);
	crew->order = run->turns.order;
	crew->order_count = run->turns.count;
	crew->sealed = run->turns.sealed;
	crew->journal = record->journal;
	if (run->extent.limit_s > 0)
		crew->until_ms = run->start_ms + run->extent.limit_s * 1000;
	return (0);
}

/* Files that lie in a half-year's folder and in no package's list. */
static int
tell_loose(struct verify *verify, const struct shelf_list *loose,
    struct fail *fail)
{
	char *path;
	size_t i;
	int rc = 0;

	for (i = 0; i < loose->count && rc == 0; i++) {
		path = path_join(loose->item[i].period, loose->item[i].name,
		    fail);
		rc = path == NULL ? -1 : finding_add(&verify->findings,
		    FINDING_UNTRACKED, path, NULL, fail);
		free(path);
	}
	return (rc);
}

/* All that was found of packages, in the order of their names. */
static int
gather(struct run *run, struct fail *fail)
{
	struct verify *v = run->verify;
	struct outcome *o;
	size_t i;

	for (i = 0; i < run->shelf.packages.count; i++) {
		o = &run->crew.outcomes[i];
		if (o->checked_utc == 0) {
			v->unchecked_count++;
			continue;
		}
		v->package_count++;
		v->sealed_count += o->sealed != 0;
		v->file_count += o->file_count;
		v->size_bytes += o->size_bytes;
		v->record_count += o->record_count;
		v->digest_count += o->digest_count;
		v->bare_count += o->bare_count;
		o->first = v->findings.count;
		o->found = o->findings.count;
		if (finding_move(&v->findings, &o->findings, fail) == -1)
			return (-1);
	}
	return (0);
}

/* One that was placed since the names were read is on the share by now. */
static int
tell_gone(struct run *run, struct fail *fail)
{
	struct finding_list other = FINDING_LIST_INIT;
	struct shelf now = SHELF_INIT;
	int rc = 0;

	book_see(&run->book, &run->shelf.packages);
	if (book_tell_gone(&run->book, &run->extent, NULL, fail) == 0)
		return (0);
	if ((rc = shelf_read(&now, run->source.share, &other, fail)) == 0) {
		book_see(&run->book, &now.packages);
		if (book_tell_gone(&run->book, &run->extent,
		    &run->verify->findings, fail) == -1)
			rc = -1;
	}
	finding_clear(&other);
	shelf_clear(&now);
	return (rc);
}

/* Packages that were placed since the log was read are in it by now. */
static int
compare_log(struct run *run, struct fail *fail)
{
	struct finding_list *findings = &run->verify->findings;
	const struct shelf_list *packages = &run->shelf.packages;

	if (book_is_behind(&run->book, packages, run->crew.outcomes) &&
	    book_read(&run->book, &run->source, findings, fail) == -1)
		return (-1);
	if (book_compare(&run->book, packages, run->crew.outcomes,
	    fail) == -1)
		return (-1);
	return (tell_gone(run, fail));
}

static int
check_all(struct run *run, struct fail *fail)
{
	struct verify *v = run->verify;

	if (crew_work(&run->crew, fail) == -1 ||
	    compare_log(run, fail) == -1 || gather(run, fail) == -1)
		return (-1);
	/* A loose file may be in a list that was not read. */
	if (run->extent.kind != EXTENT_WHOLE || v->unchecked_count > 0)
		return (0);
	shelf_drop(&run->shelf.loose, &run->crew.beside);
	return (tell_loose(v, &run->shelf.loose, fail));
}

/* The answer to the question whether all is as it should be. */
static int
answer(const struct run *run, struct fail *fail)
{
	const struct verify *verify = run->verify;
	const char *share = run->site.share;
	uint64_t bad = verify_bad(verify);
	uint64_t left = verify->findings.count - bad;

	if (left > 0)
		msg_warn("%" PRIu64 " leftovers of runs that were cut; they "
		    "are part of nothing, and 'bevara place' on the same job "
		    "removes them", left);
	if (run->extent.absent != NULL)
		return (fail_set(fail, FAIL_NO, "the share '%s' has no "
		    "package '%s'", share, run->extent.absent));
	if (bad > 0)
		return (fail_set(fail, FAIL_NO, "%" PRIu64 " findings on the "
		    "share '%s'; compare with a backup, and find out who "
		    "changed what", bad, share));
	if (verify->unchecked_count > 0)
		return (fail_set(fail, FAIL_LATER, "the time was up with %"
		    PRIu64 " packages still to check; nothing is wrong with "
		    "the others", verify->unchecked_count));
	if (verify->package_count == 0)
		msg_warn("the share '%s' holds no package", share);
	return (0);
}

/* A check that its journal keeps is recorded by the run that ends it. */
static int
record(struct run *run, struct fail *fail)
{
	struct report report = { &run->site, run->source.share, NULL,
	    &run->extent, &run->shelf.packages, run->crew.outcomes,
	    run->verify, run->book.good ? &run->book.head : NULL,
	    extent_goes_on(&run->extent) ? &run->stamps : NULL,
	    run->started_utc, 0 };

	if (run->order->no_report || (run->verify->unchecked_count > 0 &&
	    run->record.journal != NULL))
		return (0);
	return (record_end(&run->record, &report, run->verify, fail));
}

static int
open_all(struct run *run, struct fail *fail)
{
	if (extent_read(&run->extent, run->order, fail) == -1 ||
	    site_load(&run->site, run->order->site, fail) == -1 ||
	    (run->source.share = site_open_archive(&run->site, fail)) == -1 ||
	    (run->key = ledger_public(&run->site, fail)) == NULL)
		return (-1);
	run->source.site = &run->site;
	run->source.key = run->key;
	return (0);
}

int
verify_share(struct verify *verify, const struct verify_order *order,
    struct fail *fail)
{
	struct run run = { .verify = verify, .order = order,
	    .site = SITE_INIT, .source = { NULL, -1, NULL },
	    .shelf = SHELF_INIT, .book = BOOK_INIT, .seal = SEAL_INIT,
	    .stamps = STAMPS_INIT, .record = RECORD_INIT,
	    .turns = TURNS_INIT, .start_ms = clock_monotonic_ms() };
	struct fail why = FAIL_INIT;
	int rc = -1;

	if (open_all(&run, fail) == -1 || look_around(&run, fail) == -1 ||
	    get_ready(&run, fail) == -1 || check_all(&run, fail) == -1) {
		/* Half an answer is none. */
		verify_clear(verify);
		goto out;
	}
	verify->answered = 1;
	rc = answer(&run, fail);
	if (record(&run, &why) == -1) {
		if (rc == -1)
			msg_warn("%s", why.text);
		else
			*fail = why;
		rc = -1;
	}
out:
	run_clear(&run);
	return (rc);
}

uint64_t
verify_bad(const struct verify *verify)
{
	uint64_t bad = 0;
	size_t i;

	for (i = 0; i < verify->findings.count; i++)
		bad += verify->findings.item[i].kind != FINDING_LEFTOVER;
	return (bad);
}

void
verify_clear(struct verify *verify)
{
	finding_clear(&verify->findings);
	free(verify->report);
	*verify = (struct verify)VERIFY_INIT;
}
