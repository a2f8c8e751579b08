/*
 * shelf.h - what the share's half-year folders hold, by name.
 * Source: schemas/50-place.share.5.
 */
#ifndef VERIFY_SHELF_H
#define VERIFY_SHELF_H

#include <stddef.h>

struct fail;
struct finding_list;

struct shelf_item {
	char *period;		/* owned */
	char *name;		/* package's id or loose file's name; owned */
	int folder;		/* 1: PERIOD/ID/ is there */
	int list;		/* 1: PERIOD/ID.sha256 is there */
	int signature;		/* 1: PERIOD/ID.sha256.p7s is there */
	int proof;		/* 1: PERIOD/ID.tlog-proof is there */
};

struct shelf_list {
	struct shelf_item *item;	/* owned; by period and name */
	size_t count;
};

struct shelf {
	struct shelf_list packages;
	struct shelf_list loose;	/* files that are no package's list,
					   signature or proof */
};
#define SHELF_LIST_INIT { NULL, 0 }
#define SHELF_INIT { SHELF_LIST_INIT, SHELF_LIST_INIT }

/*
 * shelf_read(shelf, share, findings, fail):
 * Read the names below the open folder ${share}.  Leftovers, and names that
 * are neither files nor folders, become findings.
 */
int shelf_read(struct shelf *, int, struct finding_list *, struct fail *);

/*
 * shelf_keep(packages, names, count, found):
 * Drop the packages that are not in ${names}; ${found}[i] is set to 1 for each
 * name that is there.
 */
void shelf_keep(struct shelf_list *, char *const *, size_t, char *);

/* shelf_filter(list, is_kept, arg): drop those that it returns 0 for. */
void shelf_filter(struct shelf_list *, int (*)(void *,
    const struct shelf_item *), void *);

/* shelf_find(list, period, name): in a list that is sorted; or NULL. */
struct shelf_item *shelf_find(const struct shelf_list *, const char *,
    const char *);

/* shelf_sample(packages, count, seed): keep that many of them, at random. */
void shelf_sample(struct shelf_list *, size_t, unsigned long long);

/* shelf_add(list, period, name, fail): add one; both are copied. */
int shelf_add(struct shelf_list *, const char *, const char *, struct fail *);

/* shelf_drop(list, others): drop from ${list} what ${others} holds too; both
   are sorted by it. */
void shelf_drop(struct shelf_list *, struct shelf_list *);

/* shelf_list_clear(list): free; fine if empty. */
void shelf_list_clear(struct shelf_list *);

/* shelf_clear(shelf): free; fine if empty. */
void shelf_clear(struct shelf *);

#endif /* !VERIFY_SHELF_H */
