/*
 * plain.h - the name under which people find the PDF in the period's folder:
 * "2026-11-23 Kommunen, Facebook.pdf".
 *
 * The date is the local date of the capture's end, or when a picture that a
 * person handed in was taken: "2024-H1 Kommunen, Facebook.pdf".  It comes
 * first, so that no name can be one of Windows' reserved words.
 */
#ifndef PLACE_PLAIN_H
#define PLACE_PLAIN_H

#include <stdint.h>

struct fail;

#define PLAIN_FORMS 3

struct plain {			/* all borrowed */
	const char *id;		/* the package's */
	const char *account;
	const char *name;	/* of the account, as the register has it */
	const char *platform;	/* as people write it */
	const char *period;	/* the folder that it lies in */
	const char *windows;	/* Windows name of the share */
	int64_t ended_utc;
	const char *taken;	/* stands for the date; NULL or "": it does not */
};

/*
 * plain_name(plain, form, fail):
 * The name; form 0 as above, form 1 with " (HH.MM)" before the ending, form 2
 * with " (ID)", for when the form before is taken.  Characters that Windows
 * refuses become "-" or a space, and the account's name is cut where the path
 * would be too long.  The caller's.
 */
char *plain_name(const struct plain *, int, struct fail *);

#endif /* !PLACE_PLAIN_H */
