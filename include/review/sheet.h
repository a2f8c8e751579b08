/*
 * sheet.h - the contact sheet as HTML.
 */
#ifndef REVIEW_SHEET_H
#define REVIEW_SHEET_H

#include <stddef.h>

struct entry;
struct fail;
struct html;

struct sheet {			/* borrowed */
	const char *organisation;
	const char *site;	/* the site folder, absolute */
	const char *period;
	int beside;		/* 1: it lies in WORK/PERIOD, so that pictures
				   are named from there */
	const struct entry *entry;	/* in the order to show them */
	size_t count;
};

/* sheet_put(h, sheet, fail): the whole page. */
int sheet_put(struct html *, const struct sheet *, struct fail *);

/*
 * sheet_put_job(h, sheet, n, fail): the part of the page on entry ${n}; its
 * heading has the id "jobb-${n}".
 */
int sheet_put_job(struct html *, const struct sheet *, size_t, struct fail *);

/* sheet_state(e): what is so with the job, in two or three words. */
const char *sheet_state(const struct entry *);

#endif /* !REVIEW_SHEET_H */
