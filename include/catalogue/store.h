/*
 * store.h - the folder SHARE/katalog/.
 *
 * All files but the state are named by a hash of what they hold or were made
 * from, so that one that is there need not be written again and none is ever
 * changed.  What a run does not keep is removed at its end.
 */
#ifndef CATALOGUE_STORE_H
#define CATALOGUE_STORE_H

#include <stddef.h>

struct buf;
struct fail;

#define STORE_STATE "tillstand.xml"

enum store_place {		/* katalog/, katalog/poster/, ... */
	STORE_TOP,
	STORE_POSTS,
	STORE_PICTURES,
	STORE_PLACES
};

struct store_name {
	char *text;		/* owned */
	int kept;
};

struct store_names {
	struct store_name *name;	/* owned; sorted */
	size_t count;
};

struct store {
	char *dir[STORE_PLACES];	/* owned; absolute */
	struct store_names there[STORE_PLACES];	/* when the run began */
	int lock;		/* held, or -1 */
	int anew;		/* 1: write also what is there */
};
#define STORE_INIT { { NULL, NULL, NULL }, { { NULL, 0 }, \
    { NULL, 0 }, { NULL, 0 } }, -1, 0 }

/*
 * store_open(store, share, fail): make the folders where they are missing,
 * lock them for this run, and see what is there.  FAIL_LATER: another run is
 * at work.
 */
int store_open(struct store *, const char *, struct fail *);

/* store_has(store, place, name): 1 if it was there when the run began. */
int store_has(const struct store *, enum store_place, const char *);

/*
 * store_put(store, place, name, b, fail): write it, unless it is there.
 * store_write(store, place, name, b, fail): write it in any case.
 */
int store_put(const struct store *, enum store_place, const char *,
    const struct buf *, struct fail *);
int store_write(const struct store *, enum store_place, const char *,
    const struct buf *, struct fail *);

/* store_read(store, place, name, b, fail): FAIL_DATA: it is not there. */
int store_read(const struct store *, enum store_place, const char *,
    struct buf *, struct fail *);

/* store_keep(store, place, name): it is part of what index.html names. */
void store_keep(struct store *, enum store_place, const char *);

/*
 * store_sweep(store, fail): remove what was there, has a name such as we give,
 * and is not kept; and what runs that were cut left.  FAIL_LATER: somebody
 * holds one of them open.
 */
int store_sweep(struct store *, struct fail *);

/* store_close(store): unlock and free; fine if empty. */
void store_close(struct store *);

#endif /* !CATALOGUE_STORE_H */
