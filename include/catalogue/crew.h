/*
 * crew.h - read new packages, two at a time.
 */
#ifndef CATALOGUE_CREW_H
#define CATALOGUE_CREW_H

#include <stddef.h>

struct fail;
struct shelf_item;
struct store;

struct crew {
	const char *share;	/* its path; borrowed */
	int fd;			/* the same, open */
	const struct store *store;	/* borrowed */
	const char *program;	/* that makes small pictures; borrowed */
	int thumbnails;		/* 1: also those that are there */
	struct shelf_item **item;	/* to read; borrowed, and filled */
	size_t count;
	size_t bad;		/* that could not be read */
};

/*
 * crew_work(crew, fail): read each package, and put what the catalogue keeps
 * of it into the store; item->sums and item->post are filled, the latter left
 * empty for a package that is not to appear.  A package that is bad is told
 * of on stderr and counted; anything else ends the work.
 */
int crew_work(struct crew *, struct fail *);

#endif /* !CATALOGUE_CREW_H */
