/*
 * place.h - stage 50: put one described package on the archive share.
 * Reads  JOB/package/ (schemas/40-describe.package.5).
 * Writes SHARE/PERIOD/ (schemas/50-place.share.5), JOB/receipt.xml; or, when
 * the share would not take it, JOB/waiting.xml.
 *
 * The package appears whole, in one rename, after it was read back from the
 * share and found to be what its list says.  All that comes after it (the
 * PDF's plain name, the list and its signature, the entry in the log and its
 * proof, the receipt) is completed by a later run if this one is cut.
 */
#ifndef PLACE_PLACE_H
#define PLACE_PLACE_H

#include <stdint.h>

struct fail;
struct site;

struct place_order {		/* what is asked for; borrowed */
	const char *site;	/* the site folder */
	const char *job;	/* the job folder */
	int wait_s;		/* most seconds without an answer from the
				   share; 0: no bound */
	const struct site *loaded;	/* set by place_job() */
};

struct place {
	char *id;		/* the package's; owned */
	char *pdf;		/* full path of the PDF's plain name; owned */
	int before;		/* 1: the package lay there already */
	uint64_t log_index;	/* of its entry in the log */
};
#define PLACE_INIT { NULL, NULL, 0, 0 }

/*
 * place_job(place, order, fail):
 * Place the package of a job folder on the site's share.  The same bytes twice
 * is success.  FAIL_EXISTS: the share holds other bytes under one of its
 * names; nothing was touched.  FAIL_DATA: the package is not what its list
 * says, or a name cannot be shown by Windows.  FAIL_LATER: the share is not
 * there, or has not answered for so long: what is missing waits for the next
 * run.  FAIL_NO: the share's log cannot be relied on.  FAIL_CONFIG: there is
 * no key.
 */
int place_job(struct place *, const struct place_order *, struct fail *);

/* place_clear(place): free; fine if empty. */
void place_clear(struct place *);

#endif /* !PLACE_PLACE_H */
