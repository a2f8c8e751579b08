/*
 * explain.h - how each sign weighed in a capture, read from its capture.xml.
 */
#ifndef FETCH_EXPLAIN_H
#define FETCH_EXPLAIN_H

#include <stddef.h>

struct fail;

#define EXPLAIN_FIELDS 4

struct explain_line {
	char *field[EXPLAIN_FIELDS];	/* owned */
};

struct explain {
	struct explain_line *line;	/* owned */
	size_t count;
};
#define EXPLAIN_INIT { NULL, 0 }

/*
 * explain_job(e, job, fail): of the capture in ${job}: a line for each sign
 * (name, verdict, weight, detail), one for each verdict that signs speak for
 * ("sum", verdict, weight, "of 100"), and the verdict ("verdict", it, "",
 * advice).  FAIL_DATA: there is no capture.
 */
int explain_job(struct explain *, const char *, struct fail *);

/* explain_clear(e): free; fine if empty. */
void explain_clear(struct explain *);

#endif /* !FETCH_EXPLAIN_H */
