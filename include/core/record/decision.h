/*
 * decision.h - the record JOB/decision.xml: what a person decided about a
 * capture, against the machine's verdict or with it.
 *
 * Written by stage review, read by fetch, register, render, describe and run.
 * It lies beside capture/, never inside it, and speaks of one capture only,
 * by the hash of its capture.xml.  Schema: schemas/25-review.decision.xsd.
 * Source: DESIGN.md, sections 4 and 6 (only what is good, or what a named
 * person accepted with a reason, is placed).
 */
#ifndef CORE_RECORD_DECISION_H
#define CORE_RECORD_DECISION_H

#include <stdint.h>

struct capture;
struct fail;

#define DECISION_SCHEMA "25-review.decision.xsd"
#define DECISION_FILE "decision.xml"

#define DECISION_ACCEPT "accept"
#define DECISION_RETAKE "retake"

/* Strings are owned; one that may be absent is NULL. */
struct decision {
	char *value;		/* DECISION_ACCEPT, DECISION_RETAKE */
	char *capture_id;
	char *capture_sha256;	/* of capture.xml */
	char *verdict;		/* the machine's, which stays */
	char *by;		/* the person's name, as given */
	char *login;		/* the system user's name, beside it */
	char *reason;		/* required for accept */
	char *next;		/* retake: the new job folder's name */
	int64_t decided_utc;
};

/* decision_load(d, path, fail): read and validate; FAIL_DATA. */
int decision_load(struct decision *, const char *, struct fail *);

/* decision_save(d, path, fail): write it, validated, in one rename. */
int decision_save(const struct decision *, const char *, struct fail *);

/*
 * decision_find(d, job, capture_sha256, fail): JOB/decision.xml, if it is
 * there and speaks of that capture; otherwise ${d} is left empty, its value
 * NULL.
 */
int decision_find(struct decision *, const char *, const char *,
    struct fail *);

/*
 * decision_permits(job, capture, capture_sha256, fail): 0 if the capture is a
 * record: its verdict is good and nobody wants it made again, or a person
 * accepted it.  Otherwise -1 as capture_is_record() says, or FAIL_NO where it
 * is to be made again.
 */
int decision_permits(const char *, const struct capture *, const char *,
    struct fail *);

/*
 * decision_job(dir, account, fail): the folder in which the account is captured
 * now: ${dir}/ACCOUNT, where ${dir} is WORK/PERIOD, or the one that a person's
 * wish to have it made again led to.  The path is the caller's; nothing need be
 * there yet.
 */
char *decision_job(const char *, const char *, struct fail *);

/* decision_clear(d): free; fine if zeroed. */
void decision_clear(struct decision *);

#endif /* !CORE_RECORD_DECISION_H */
