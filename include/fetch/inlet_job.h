/*
 * inlet_job.h - the job folder that a capture by a person goes into.
 *
 * WORK/PERIOD/ACCOUNT, locked for as long as this is open, gives the order.
 * The capture is made in a private folder there and moved as a whole: into
 * that folder while no capture is in it, else into a new one beside it, with
 * a copy of the order.
 */
#ifndef FETCH_INLET_JOB_H
#define FETCH_INLET_JOB_H

#include <stddef.h>

#include "core/record/capture.h"
#include "core/record/order.h"

struct fail;

#define INLET_LOCK ".inlet.lock"	/* in WORK; held by who calls these */

struct inlet_job {		/* strings owned */
	char *dir;		/* WORK/PERIOD */
	char *first;		/* WORK/PERIOD/ACCOUNT */
	char *stage;		/* where the capture is made, or NULL */
	struct order order;
	char order_sha256[65];
	int lock;		/* -1: none */
};
#define INLET_JOB_INIT { .lock = -1 }

struct inlet_place {		/* where a capture lies; strings owned */
	char *id, *verdict, *advice;
	char *job;
	int before;		/* 1: it was taken in before */
};
#define INLET_PLACE_INIT { NULL, NULL, NULL, NULL, 0 }

/*
 * inlet_job_open(j, work, period, account, fail): FAIL_DATA and the command
 * to give when there is no order.  FAIL_LATER: others work on the job.
 */
int inlet_job_open(struct inlet_job *, const char *, const char *,
    const char *, struct fail *);

/* inlet_job_stage(j, fail): make j->stage. */
int inlet_job_stage(struct inlet_job *, struct fail *);

/*
 * inlet_job_find(j, sums, n, place, fail): 1 if a capture of this half-year
 * was made of just these ${n} files, by their SHA-256; 0 if none.
 */
int inlet_job_find(const struct inlet_job *, char (*)[65], size_t,
    struct inlet_place *, struct fail *);

/*
 * inlet_job_name(j, c, fail): set the capture's end, now, and its id, which
 * no other capture of the account has.
 */
int inlet_job_name(const struct inlet_job *, struct capture *, struct fail *);

/*
 * inlet_job_commit(j, beside, place, fail): j->stage is whole: give it its
 * place.  ${beside}: not in the first folder, which is the browser's.
 */
int inlet_job_commit(struct inlet_job *, int, struct inlet_place *,
    struct fail *);

/* inlet_job_allows(order, inlet): 1 if the register allows this inlet. */
int inlet_job_allows(const struct order *, const char *);

/* Free; fine if empty. */
void inlet_job_close(struct inlet_job *);
void inlet_place_clear(struct inlet_place *);

#endif /* !FETCH_INLET_JOB_H */
