/*
 * earlier.h - the capture that JOB/capture/ holds already.
 *
 * It may be the one that is asked for; a person may have decided about it; or
 * it makes room for the next, in JOB/rejected/ID, and is never removed.
 */
#ifndef FETCH_EARLIER_H
#define FETCH_EARLIER_H

#include "core/record/capture.h"

struct fail;

struct earlier {
	int there;		/* 0: there is none */
	int done;		/* 1: nothing else need be captured */
	int record;		/* 1: it is a record, by its verdict or by a
				   person's word */
	struct capture capture;
};

/*
 * earlier_load(e, dir, order_sha256, fail): of the job in ${dir}, whose order
 * has that hash.  FAIL_NO: a person wants it made again, in another folder, so
 * that this one stays as it was when that was decided.
 */
int earlier_load(struct earlier *, const char *, const char *, struct fail *);

/* earlier_aside(dir, id, fail): move it to JOB/rejected/ID. */
int earlier_aside(const char *, const char *, struct fail *);

/* earlier_place(dir, id, fail): that path; the caller's. */
char *earlier_place(const char *, const char *, struct fail *);

/* earlier_clear(e): free; fine if zeroed. */
void earlier_clear(struct earlier *);

#endif /* !FETCH_EARLIER_H */
