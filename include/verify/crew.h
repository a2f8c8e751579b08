/*
 * crew.h - many packages checked at a time, one thread per processor.
 */
#ifndef VERIFY_CREW_H
#define VERIFY_CREW_H

#include <stddef.h>
#include <stdint.h>

#include "verify/finding.h"
#include "verify/shelf.h"

struct fail;

struct crew {
	const char *share;	/* its path; borrowed */
	int fd;			/* the same folder, open; borrowed */
	const struct shelf_list *packages;	/* borrowed */
	size_t first;		/* begin with this package, go round */
	int deep;		/* 1: look into WARC files and PREMIS too */
	int64_t until_ms;	/* begin none after this moment by
				   clock_monotonic_ms(); 0: no limit */
	/* filled by crew_work() */
	struct finding_list *findings;	/* one list for each package; owned */
	struct shelf_list beside;	/* files beside packages that some list
					   names; owned */
	size_t package_count;	/* packages checked */
	uint64_t file_count, size_bytes;
	uint64_t record_count, digest_count, bare_count;	/* with deep */
};

/*
 * crew_work(crew, fail): check the packages, all or as many as the time is
 * enough for; what is found does not depend on how many threads there are.
 */
int crew_work(struct crew *, struct fail *);

/* crew_clear(crew): free; fine if nothing was done. */
void crew_clear(struct crew *);

#endif /* !VERIFY_CREW_H */
