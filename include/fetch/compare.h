/*
 * compare.h - the page beside the account's last capture that became a record.
 *
 * Posts come and go, so only what an account keeps is compared: the name that
 * it shows, its title, and whether most of its structure is gone.
 */
#ifndef FETCH_COMPARE_H
#define FETCH_COMPARE_H

struct fail;

struct compare {		/* strings are owned; NULL: as before */
	char *heading;		/* the first heading is shown no more */
	char *title;
	char *structure;	/* what fell to less than a fifth */
};

struct compare_now {		/* all borrowed */
	const char *layout;	/* path of the layout.xml */
	const char *title;	/* or NULL */
	const char *text;	/* the page's words */
};

/*
 * compare_with(cmp, dir, now, fail): with the capture in the folder ${dir}.
 * ${cmp} need not be initialised.  FAIL_DATA: the earlier one cannot be read.
 */
int compare_with(struct compare *, const char *, const struct compare_now *,
    struct fail *);

/* compare_clear(cmp): free; fine if zeroed. */
void compare_clear(struct compare *);

#endif /* !FETCH_COMPARE_H */
