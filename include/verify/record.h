/*
 * record.h - where a check is written down: its journal while it goes on, and
 * at its end the report, the log's entry, and when each package was checked.
 */
#ifndef VERIFY_RECORD_H
#define VERIFY_RECORD_H

#include "verify/journal.h"
#include "verify/last.h"

struct cms_signer;
struct extent;
struct fail;
struct report;
struct site;
struct verify;

struct record {
	const struct site *site;	/* borrowed */
	int share;		/* its open folder; borrowed */
	struct cms_signer *signer;	/* owned; NULL: nothing is recorded */
	char *why_not;		/* why nothing is; NULL: it was not asked for;
				   owned */
	struct journal *journal;	/* owned; NULL: none is kept */
	struct journal_past past;	/* what a run that was cut had found */
	struct last last;	/* as it was known at the start */
};
#define RECORD_INIT { NULL, -1, NULL, NULL, NULL, JOURNAL_PAST_INIT, \
    LAST_INIT }

/*
 * record_open(record, extent, fail): see what can be recorded, begin or go on
 * with the journal if ${extent} is such, and complete a report that was placed
 * by a run that was cut right then.  FAIL_LATER: another run is at the same
 * check.
 */
int record_open(struct record *, const struct extent *, struct fail *);

/*
 * record_end(record, report, verify, fail): the check has ended: record it, as
 * far as that can be done, and fill ${verify}'s report and entry.
 */
int record_end(struct record *, struct report *, struct verify *,
    struct fail *);

/*
 * record_close(record): free all; a journal stays for the next run, unless
 * record_end() was called.  Fine if empty.
 */
void record_close(struct record *);

#endif /* !VERIFY_RECORD_H */
