/*
 * outcome.h - what the check of one package came to.
 */
#ifndef VERIFY_OUTCOME_H
#define VERIFY_OUTCOME_H

#include <stddef.h>
#include <stdint.h>

#include "verify/finding.h"

struct outcome {
	int64_t checked_utc;	/* when; 0: it was not checked */
	uint64_t file_count;	/* files hashed */
	uint64_t size_bytes;	/* bytes of them */
	uint64_t record_count, digest_count, bare_count;	/* as struct verify;
								   with deep */
	char sums_sha256[65];	/* of its list as it was read; "": none was */
	int sealed;		/* 1: its signature and its proof were checked
				   too, by their keys */
	struct finding_list findings;	/* owned */
	size_t first, found;	/* where they went: so many from this one on in
				   struct verify */
};
#define OUTCOME_INIT { 0, 0, 0, 0, 0, 0, "", 0, FINDING_LIST_INIT, 0, 0 }

#endif /* !VERIFY_OUTCOME_H */
