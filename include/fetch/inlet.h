/*
 * inlet.h - stage 20: what a person hands in, as a capture like any other.
 * Reads  pictures (PNG, JPEG) and saved pages (HTML in one file, MHTML),
 *        WORK/PERIOD/ACCOUNT/order.xml, SITE/bevara.xml.
 * Writes JOB/capture/, whole or not at all, with method="manual": the files as
 *        they came (original-0001.png ...), slices and layout.xml.  JOB is
 *        WORK/PERIOD/ACCOUNT while no capture lies there, else a new folder
 *        beside it with a copy of its order.
 *
 * No network is used: a saved page is drawn by the browser behind a guard
 * that lets nothing through, with scripts off.
 * The same files handed in twice are recognised by their digests.
 *
 * Ownership: arguments are borrowed for the call; struct inlet_result is the
 * caller's, inlet_result_clear() frees what it holds.
 * Source: the routine, section 4.3; DESIGN.md, sections 2 and 4.
 */
#ifndef FETCH_INLET_H
#define FETCH_INLET_H

#include <stddef.h>

struct fail;

#define INLET_FIELDS 5

struct inlet_task {		/* as the arguments give it; NULL: not given */
	const char *site;
	const char *account;	/* its id */
	const char *by;		/* who hands it in */
	const char *at;		/* when it was taken */
	const char *url;	/* what it shows; NULL: the account's */
	const char *note;	/* what it shows, in words */
	const char *period;	/* of what is dropped: 2026-H2; NULL: today's */
	int existing;		/* the organisation's old pictures, each one a
				   capture of its own */
	int drop;		/* what lies in SHARE/Inkorg instead */
	char *const *file;
	size_t file_count;
};

/*
 * A line of stdout, one of:
 *	ACCOUNT  VERDICT  ID  JOB [FILE]	taken in; FILE only if dropped
 *	ACCOUNT  refused  FILE  WHY		a dropped file, left in place
 *	missing  ACCOUNT  PERIOD		a half-year without a record
 */
struct inlet_line {
	char *field[INLET_FIELDS];	/* owned; NULL after the last */
};

struct inlet_result {
	struct inlet_line *line;	/* owned */
	size_t count;
};
#define INLET_RESULT_INIT { NULL, 0 }

/*
 * inlet_do(task, result, fail):
 * Take it in.  ${result} holds the lines also on -1: where several captures
 * are asked for, one that fails is reported and the others go on.
 * FAIL_DATA: a file cannot be taken, or there is no order yet.  FAIL_NO: taken
 * in, but it is no record.  FAIL_LATER: others work there.  FAIL_USAGE.
 */
int inlet_do(const struct inlet_task *, struct inlet_result *, struct fail *);

/* inlet_add_line(result, fields, n, fail): copies of ${n} fields. */
int inlet_add_line(struct inlet_result *, const char *const *, size_t,
    struct fail *);

/* inlet_result_clear(result): free; fine if empty. */
void inlet_result_clear(struct inlet_result *);

#endif /* !FETCH_INLET_H */
