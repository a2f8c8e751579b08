/*
 * crew.h - many packages checked at a time, by a few threads per processor.
 */
#ifndef VERIFY_CREW_H
#define VERIFY_CREW_H

#include <stddef.h>
#include <stdint.h>

#include "verify/outcome.h"
#include "verify/shelf.h"

struct fail;
struct journal;
struct seal;

struct crew {
	const char *share;	/* its path; borrowed */
	int fd;			/* the same folder, open; borrowed */
	const struct shelf_list *packages;	/* borrowed */
	const size_t *order;	/* which of them to check, in this order;
				   borrowed */
	size_t order_count;
	struct journal *journal;	/* where it is told; NULL: nowhere */
	const struct seal *seal;	/* what signatures are checked by */
	const uint8_t *sealed;	/* for each of the packages 1 if its are to be
				   checked, and not only looked for */
	int deep;		/* 1: look into WARC files and PREMIS too */
	int64_t until_ms;	/* begin none after this moment by
				   clock_monotonic_ms(); 0: no limit */
	/* filled by crew_work() */
	struct outcome *outcomes;	/* one for each package; owned */
	struct shelf_list beside;	/* files beside packages that some list
					   names; owned */
	size_t package_count;	/* packages checked */
};

/* crew_init(crew, fail): make room for what is found in ${crew}->packages. */
int crew_init(struct crew *, struct fail *);

/*
 * crew_work(crew, fail): check the packages, all or as many as the time is
 * enough for; what is found does not depend on how many threads there are.
 */
int crew_work(struct crew *, struct fail *);

/* crew_clear(crew): free; fine if nothing was done. */
void crew_clear(struct crew *);

#endif /* !VERIFY_CREW_H */
