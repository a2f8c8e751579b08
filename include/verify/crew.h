/*
 * crew.h - many packages checked at a time, one thread per processor.
 */
#ifndef VERIFY_CREW_H
#define VERIFY_CREW_H

#include <stdint.h>

#include "verify/finding.h"
#include "verify/shelf.h"

struct fail;

struct crew {
	const char *share;	/* its path; borrowed */
	int fd;			/* the same folder, open; borrowed */
	const struct shelf_list *packages;	/* borrowed */
	struct finding_list *findings;	/* one list for each package; owned */
	struct shelf_list beside;	/* files beside packages that some list
					   names; owned */
	uint64_t file_count, size_bytes;
};

/* crew_work(crew, fail): check them all; the first four members are given. */
int crew_work(struct crew *, struct fail *);

/* crew_clear(crew): free; fine if nothing was done. */
void crew_clear(struct crew *);

#endif /* !VERIFY_CREW_H */
