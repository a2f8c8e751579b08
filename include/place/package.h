/*
 * package.h - the described package in JOB/package/: ID/ and ID.sha256.
 * Source: schemas/40-describe.package.5.
 */
#ifndef PLACE_PACKAGE_H
#define PLACE_PACKAGE_H

#include <stdint.h>

#include "core/clock.h"
#include "core/record/order.h"
#include "core/sums.h"

struct fail;
struct watch;

struct package {
	char *dir;		/* JOB/package; owned */
	char *id;		/* owned */
	int fd;			/* the open folder JOB/package/ID, or -1 */
	struct sums sums;	/* ID.sha256, sorted */
	uint64_t size_bytes;	/* all its files together */
	struct order order;	/* the package's own copy */
	int64_t ended_utc;	/* the time in its id */
	char taken[CLOCK_TEXT];	/* when a person took the picture, as a date or
				   2024-H1; "": none did, or it is not known */
	const struct sums_line *pdf;	/* its document; borrowed from sums */
	const struct watch *watch;	/* told while hashing; borrowed */
};
#define PACKAGE_INIT { NULL, NULL, -1, SUMS_INIT, 0, { 0 }, 0, "", \
    NULL, NULL }

/*
 * package_load(package, job, fail):
 * Read it, and check that the list and the folder name the same regular
 * files, without reading what is in them.  FAIL_DATA otherwise.
 */
int package_load(struct package *, const char *, struct fail *);

/*
 * package_compare(package, fd, difference, fail):
 * Hash all that lies in the open folder ${fd} and compare it with the
 * package's list.  ${difference} is what differs first, the caller's, or NULL
 * if nothing does.
 */
int package_compare(const struct package *, int, char **, struct fail *);

/* package_clear(package): close and free; fine if empty. */
void package_clear(struct package *);

#endif /* !PLACE_PACKAGE_H */
