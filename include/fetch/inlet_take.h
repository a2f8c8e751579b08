/*
 * inlet_take.h - make one capture of what a person handed in.
 */
#ifndef FETCH_INLET_TAKE_H
#define FETCH_INLET_TAKE_H

#include <stddef.h>

struct fail;
struct inlet_file;
struct inlet_place;
struct site;

struct inlet_how {		/* all borrowed; NULL: not known */
	const struct site *site;
	const char *account, *period;
	const char *source;	/* "person", "drop-folder", "existing" */
	const char *by;		/* who hands it in, in words */
	const char *taken;	/* when, as struct capture_manual has it */
	const char *url, *note;
	char *const *unknown;	/* sentences, in Swedish */
	size_t unknown_count;
	int beside;		/* 1: leave the first job folder to the browser,
				   where the register allows one */
};

/*
 * inlet_take(place, how, files, n, fail):
 * Pictures become one page, under each other; a saved page stands alone.
 * ${place} is filled on success, which a capture without anything to see
 * ("blank") is too.  FAIL_DATA names the file; nothing was left then.
 */
int inlet_take(struct inlet_place *, const struct inlet_how *,
    const struct inlet_file *, size_t, struct fail *);

#endif /* !FETCH_INLET_TAKE_H */
