/*
 * catalogue.h - stage 65: the archive share as a page that people search in.
 * Reads  SHARE/PERIOD/ (schemas/50-place.share.5).
 * Writes SHARE/index.html and SHARE/katalog/
 *        (schemas/65-catalogue.catalogue.5); nothing else is changed.
 *
 * All of it is derived: it can be removed, and is made again from the share.
 * A reader sees the catalogue as it was or as it is: what index.html names is
 * written before it, and what it no longer names is removed after.  Records
 * whose rule has a secrecy clause are in none of it.
 * Source: the routine, section 4.3 (records are found and handed out); GDPR,
 * articles 5 and 32 (many can read the share: no names of commenters).
 */
#ifndef CATALOGUE_CATALOGUE_H
#define CATALOGUE_CATALOGUE_H

#include <stddef.h>

struct fail;

struct catalogue_ask {		/* borrowed */
	const char *site;	/* the site's folder */
	int rebuild;		/* 1: read every package anew */
	int thumbnails;		/* 1: make every small picture anew, too */
};

struct catalogue {
	char *path;		/* of index.html; owned */
	size_t count;		/* records in the catalogue */
	size_t fresh;		/* of these, how many were read anew */
	size_t gone;		/* that were in it before and are no longer */
	size_t bad;		/* packages that could not be read */
};
#define CATALOGUE_INIT { NULL, 0, 0, 0, 0 }

/*
 * catalogue_update(c, ask, fail):
 * Make the catalogue tell what the share holds, and fill ${c}.  FAIL_DATA:
 * some packages could not be read; they are left out, each with a warning,
 * and ${c} is filled all the same.  FAIL_EXISTS: index.html is somebody
 * else's.  FAIL_PROGRAM: the program that makes small pictures is missing.
 * FAIL_LATER: the share is not there, or another run is at work.
 */
int catalogue_update(struct catalogue *, const struct catalogue_ask *,
    struct fail *);

/* catalogue_clear(c): free; fine if empty. */
void catalogue_clear(struct catalogue *);

#endif /* !CATALOGUE_CATALOGUE_H */
