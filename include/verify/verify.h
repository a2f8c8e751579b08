/*
 * verify.h - stage 60: check that the archive share still holds what was
 * placed there.
 * Reads  SHARE/PERIOD/ (schemas/50-place.share.5).  Writes nothing.
 */
#ifndef VERIFY_VERIFY_H
#define VERIFY_VERIFY_H

#include <stdint.h>

#include "verify/finding.h"

struct fail;

struct verify_order {		/* what to check; all borrowed */
	const char *site;	/* the site's folder */
	const char *sample;	/* a number of packages, or NULL: all */
	int deep;		/* 1: look into WARC files and PREMIS too */
	const char *restore;	/* the folder for restore.h, or NULL: check */
	const char *max_duration;	/* "90s", "30m", "2h"; NULL: no limit */
	char *const *ids;	/* the packages to check; none: all */
	size_t id_count;
};

struct verify {
	struct finding_list findings;
	uint64_t package_count;	/* packages looked at */
	uint64_t unchecked_count;	/* packages that the time was not
					   enough for */
	uint64_t file_count;	/* files hashed */
	uint64_t size_bytes;	/* bytes of them */
	/* with deep: */
	uint64_t record_count;	/* of WARC files */
	uint64_t digest_count;	/* compared, in those and of PREMIS */
	uint64_t bare_count;	/* records without a digest to compare */
};
#define VERIFY_INIT { FINDING_LIST_INIT, 0, 0, 0, 0, 0, 0, 0 }

/*
 * verify_share(verify, order, fail):
 * Check the share's packages with all processors.  Files that lie loose in a
 * half-year's folder are looked at only when all packages are.  FAIL_NO: it
 * is not all as it should be, and ${verify} is filled all the same.
 * FAIL_LATER: the share is not there; or nothing is wrong so far, but the time
 * was up, and ${verify} is filled and its unchecked_count not 0.
 */
int verify_share(struct verify *, const struct verify_order *, struct fail *);

/* verify_clear(verify): free; fine if empty. */
void verify_clear(struct verify *);

#endif /* !VERIFY_VERIFY_H */
