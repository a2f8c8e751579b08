/*
 * shelf.h - the packages on the share, by what their folder's names say.
 * Source: schemas/50-place.share.5.
 */
#ifndef CATALOGUE_SHELF_H
#define CATALOGUE_SHELF_H

#include <stddef.h>
#include <stdint.h>

struct fail;

#define SHELF_FOLDER 1		/* PERIOD/ID/ is there */
#define SHELF_LIST 2		/* PERIOD/ID.sha256 */
#define SHELF_SIGNED 4		/* PERIOD/ID.sha256.p7s */
#define SHELF_PROOF 8		/* PERIOD/ID.tlog-proof */

struct shelf_item {
	char *period, *id;	/* owned */
	int has;		/* SHELF_* */
	uint64_t size;		/* bytes of the list */
	int64_t time_ns;	/* when it was last written */
	char sums[65];		/* its SHA-256; "": not read yet */
	char post[17];		/* the start of the SHA-256 of what the
				   catalogue keeps of it; "": nothing */
	char thumb[33];		/* the start of its PDF's SHA-256, by which
				   the small picture is named; "": none */
};

struct shelf {
	struct shelf_item *item;	/* owned; oldest capture first */
	size_t count;
};
#define SHELF_INIT { NULL, 0 }

/*
 * shelf_read(shelf, share, fail): the packages that have both folder and list
 * below the open folder ${share}.  One without its list is being placed.
 */
int shelf_read(struct shelf *, int, struct fail *);

/* shelf_more(shelf, fail): a new item at the end, all of it 0; or NULL. */
struct shelf_item *shelf_more(struct shelf *, struct fail *);

/* shelf_order(a, b): as strcmp() does, by the time in the id, then the id. */
int shelf_order(const struct shelf_item *, const struct shelf_item *);

/* shelf_clear(shelf): free; fine if empty. */
void shelf_clear(struct shelf *);

#endif /* !CATALOGUE_SHELF_H */
