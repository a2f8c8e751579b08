/*
 * journal.h - what a check that goes on for long has found so far.
 *
 * WORK/verify/NAME.journal holds one block of lines for each package that was
 * checked; what is younger than a second may not be on the disk yet.  A run
 * that is cut leaves it behind, and the next one of that name goes on from
 * there.  Lines are fields split by tabs; in them a byte below 0x20, 0x7f and
 * '%' are %XX.
 *	bevara-verify/1  NAME  LOG  STARTED	the first line
 *	f  KIND  PATH  DETAIL		a finding on the package below
 *	b  NAME				a file beside it that its list names
 *	p  PERIOD  ID  TIME  SHA256  SEALED  FILES  BYTES  RECORDS  DIGESTS  BARE
 *					the package: ends its block
 *	r  STAMP  SHA256  PACKAGES  FINDINGS
 *					a report of all this is being placed
 * A line that is not like that, and all after it, is as if it were not there:
 * it was cut, and the packages are checked again.
 */
#ifndef VERIFY_JOURNAL_H
#define VERIFY_JOURNAL_H

#include <stddef.h>
#include <stdint.h>

#include "core/clock.h"
#include "verify/outcome.h"

struct fail;
struct journal;			/* an open one; many threads may add to it */
struct shelf_item;
struct sums;

struct journal_item {		/* strings are owned */
	char *period, *id;
	struct outcome outcome;
	char **beside;
	size_t beside_count;
};

struct journal_report {		/* on the share, or about to be */
	char stamp[CLOCK_TEXT];	/* its folder is kontroll-STAMP; "": none */
	char sha256[65];	/* of its rapport.xml */
	uint64_t package_count, finding_count;
};

struct journal_past {
	int64_t started_utc;	/* when the check began; 0: there was none */
	struct journal_item *item;	/* owned */
	size_t count;
	struct journal_report report;	/* that was being placed when the run
					   was cut */
	size_t good_bytes;	/* so much of the file is as it should be */
};
#define JOURNAL_PAST_INIT { 0, NULL, 0, { "", "", 0, 0 }, 0 }

struct journal_name {		/* borrowed */
	const char *work;	/* the work folder */
	const char *name;	/* of the check, extent_name() */
	const char *log;	/* name of the share's log */
};

/*
 * journal_open(name, past, fail): open the journal, or begin one at the
 * present time, and fill ${past}.  FAIL_LATER: another run keeps it.
 */
struct journal *journal_open(const struct journal_name *,
    struct journal_past *, struct fail *);

/*
 * journal_add(journal, item, outcome, sums): a package was checked.  ${sums}
 * is its list.  When it cannot be written the journal ends, with a warning.
 */
void journal_add(struct journal *, const struct shelf_item *,
    const struct outcome *, const struct sums *);

/*
 * journal_mark(journal, report, fail): the report is about to be placed;
 * durable on return.
 */
int journal_mark(struct journal *, const struct journal_report *,
    struct fail *);

/* journal_close(journal): keep it for another run; fine if NULL. */
void journal_close(struct journal *);

/* journal_end(journal): the check is done: remove it; fine if NULL. */
void journal_end(struct journal *);

/*
 * journal_parse(past, name, bytes, n, fail): as much of a journal as is good;
 * -1 only when memory is short.
 */
int journal_parse(struct journal_past *, const struct journal_name *,
    const void *, size_t, struct fail *);

/* journal_past_clear(past): free; fine if empty. */
void journal_past_clear(struct journal_past *);

#endif /* !VERIFY_JOURNAL_H */
