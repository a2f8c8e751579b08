/*
 * decide.h - stage 25: what a named person decides about a job's capture.
 * Reads  JOB/order.xml, JOB/capture/capture.xml.
 * Writes JOB/decision.xml (schemas/25-review.decision.xsd), for a capture that
 *        is to be made again the folder ACCOUNT.N with its order.xml, and an
 *        entry of the archive's log, which waits while the share is away.
 *
 * JOB is WORK/PERIOD/ACCOUNT or one of its numbered folders.  The decision is
 * of one capture, by the hash of its capture.xml; what was decided about an
 * earlier one is kept in JOB/rejected/.  The machine's verdict is kept beside
 * it and never changed.
 *
 * Errors: 0, or -1 with *fail set; on -1 no new decision is there, unless the
 * text says that it is made: then a retake's folder could not be filled, or
 * the entry not be noted or not be entered in a log that was found to be
 * wrong (FAIL_NO); done again, it is.
 * Source: DESIGN.md, sections 4 and 6 (only what is good, or what a named
 * person accepted with a reason, is placed).
 */
#ifndef REVIEW_DECIDE_H
#define REVIEW_DECIDE_H

struct fail;

#define DECIDE_NAME_MAX 200	/* characters of a name */
#define DECIDE_REASON_MAX 2000	/* characters of a reason */

struct decide_ask {		/* what a person says; borrowed */
	const char *site;	/* the site folder */
	const char *job;
	const char *by;		/* the person's name; NULL: not given */
	const char *reason;	/* or NULL */
	const char *capture;	/* id of what was looked at, or NULL: the one
				   that is there, whichever it is */
};

struct decide {			/* what is so now; owned */
	char *account;
	char *verdict;		/* the machine's */
	char *capture;		/* id of the capture */
	char *next;		/* retake: path of the new job folder */
	int before;		/* 1: it had been decided just so before */
};
#define DECIDE_INIT { NULL, NULL, NULL, NULL, 0 }

/*
 * decide_accept(d, ask, fail):
 * The capture is a record although the machine says otherwise.  A name and a
 * reason are required.  FAIL_USAGE: they are blank or too long.  FAIL_DATA: no
 * capture is there, or another one than was looked at, or a package was made
 * of it already.  FAIL_NO: it shows nothing that could be archived.
 * FAIL_EXISTS: something else was decided.  FAIL_LATER: the job is in use.
 */
int decide_accept(struct decide *, const struct decide_ask *, struct fail *);

/*
 * decide_retake(d, ask, fail):
 * The capture is to be made again, in a job folder of its own that holds the
 * same order.  Done again, it gives the same folder.  Errors as above; a
 * reason is not required.
 */
int decide_retake(struct decide *, const struct decide_ask *, struct fail *);

/* decide_clear(d): free; fine if empty. */
void decide_clear(struct decide *);

#endif /* !REVIEW_DECIDE_H */
