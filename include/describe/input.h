/*
 * input.h - what a package is made from: the records of a job, loaded and
 * proven to belong together.
 *
 * Big files are not read here: their digests come from the records, their
 * sizes are checked, and whoever copies them hashes the copy.
 */
#ifndef DESCRIBE_INPUT_H
#define DESCRIBE_INPUT_H

#include <stdint.h>

#include "core/hash.h"
#include "core/record/capture.h"
#include "core/record/decision.h"
#include "core/record/document.h"
#include "core/record/order.h"

struct fail;

struct input {
	char *job;		/* the job's folder; owned, as all below */
	struct order order;
	struct capture capture;
	struct document document;
	struct decision decision;	/* that the capture is accepted; its
					   value is NULL if nobody had to */
	struct hash_sum order_sum, capture_sum, document_sum;
	struct hash_sum decision_sum;
	const struct part *pdf;	/* borrowed from document and capture */
	const struct part *warc;	/* NULL: a person handed it in */
	const char *conformance;	/* of the PDF/A-1: "1a" or "1b" */
	int64_t latest_utc;	/* the latest time in the records */
};

/*
 * input_load(in, job, fail):
 * Load and check the records of the folder ${job}.  The capture's own status
 * (FAIL_NO, FAIL_LATER) when it is not a record; FAIL_DATA when a record was
 * made from another one, when a file is missing or has another size, or when
 * the PDF failed PDF/A-1b.
 */
int input_load(struct input *, const char *, struct fail *);

/* input_path(in, name, fail): JOB/name, the caller's. */
char *input_path(const struct input *, const char *, struct fail *);

/* input_clear(in): free; fine if zeroed. */
void input_clear(struct input *);

#endif /* !DESCRIBE_INPUT_H */
