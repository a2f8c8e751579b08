/*
 * verify.h - stage 60: check that the archive share still holds what was
 * placed there.
 * Reads  SHARE/PERIOD/, SHARE/logg/ (schemas/50-place.share.5).
 * Writes SHARE/protokoll/kontroll-STAMP/ (schemas/60-verify.report.xsd), an
 * entry of the log, and WORK/verify/.
 */
#ifndef VERIFY_VERIFY_H
#define VERIFY_VERIFY_H

#include <stdint.h>

#include "verify/finding.h"

struct fail;

struct verify_order {		/* what to check; all borrowed */
	const char *site;	/* the site's folder */
	const char *part;	/* "2/7": the second of seven parts; NULL: all */
	const char *sample;	/* a number of packages, or NULL: all */
	int deep;		/* 1: look into WARC files and PREMIS too */
	const char *restore;	/* the folder for restore.h, or NULL: check */
	const char *max_duration;	/* "90s", "30m", "2h"; NULL: no limit */
	int no_report;		/* 1: only look; nothing is written anywhere */
	char *const *ids;	/* the packages to check; none: all */
	size_t id_count;
};

struct verify {
	int answered;		/* 1: all below is filled */
	struct finding_list findings;
	uint64_t package_count;	/* packages checked, by earlier runs of the
				   same check too */
	uint64_t unchecked_count;	/* packages that the time was not
					   enough for */
	uint64_t sealed_count;	/* packages whose signature and proof were
				   checked by their keys */
	uint64_t file_count;	/* files hashed */
	uint64_t size_bytes;	/* bytes of them */
	/* with deep: */
	uint64_t record_count;	/* of WARC files */
	uint64_t digest_count;	/* compared, in those and of PREMIS */
	uint64_t bare_count;	/* records without a digest to compare */
	/* where it is written down: */
	char *report;		/* its folder on the share; NULL: it was not
				   recorded; owned */
	int entered;		/* 1: the log has it, at this index; 0: it
				   waits for the log */
	uint64_t entry;
};
#define VERIFY_INIT { 0, FINDING_LIST_INIT, 0, 0, 0, 0, 0, 0, 0, 0, NULL, 0, 0 }

/*
 * verify_share(verify, order, fail):
 * Check the share's packages with all processors, and its log.  Files that lie
 * loose in a half-year's folder are looked at only when all packages are.
 * FAIL_NO: it is not all as it should be.  FAIL_LATER: the share is not there;
 * or nothing is wrong so far, but the time was up.  If it could not be recorded
 * for want of a key, or because the share cannot be written to, there is a
 * warning; if for another reason, and nothing is wrong, that is the failure.
 * ${verify}->answered says whether there is an answer.
 */
int verify_share(struct verify *, const struct verify_order *, struct fail *);

/* verify_bad(verify): how many findings are no mere leftovers. */
uint64_t verify_bad(const struct verify *);

/* verify_clear(verify): free; fine if empty. */
void verify_clear(struct verify *);

#endif /* !VERIFY_VERIFY_H */
