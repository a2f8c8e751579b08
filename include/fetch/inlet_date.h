/*
 * inlet_date.h - when a picture was taken, as far as that is known, and the
 * half-year that it belongs to.
 */
#ifndef FETCH_INLET_DATE_H
#define FETCH_INLET_DATE_H

#include "core/clock.h"

struct fail;
struct inlet_file;

struct inlet_date {
	char taken[CLOCK_TEXT];	/* 2024, 2024-H1, 2024-05, 2024-05-13, or a
				   time with its offset; "" if not known */
	char period[CLOCK_TEXT];	/* 2024-H1; a year alone: its second */
};
#define INLET_DATE_INIT { "", "" }

/*
 * inlet_date_read(d, text, fail): what a person wrote.  FAIL_USAGE: it is no
 * such date, or it is still to come.
 */
int inlet_date_read(struct inlet_date *, const char *, struct fail *);

/*
 * inlet_date_name(d, name): 1 if the name of a file or folder holds a date:
 * 2024-05-13, 20240513, 2024-05, 2024-H1, "2024 vår", "ht 2024", 2024.
 */
int inlet_date_name(struct inlet_date *, const char *);

/*
 * inlet_date_own(d, f, zoneless): 1 if the file itself says when it was taken.
 * ${zoneless} is then its time of day, if it has one without a time zone, so
 * that only the date is taken; else "".
 */
int inlet_date_own(struct inlet_date *, const struct inlet_file *,
    char [CLOCK_TEXT]);

/*
 * inlet_date_changed(d, f): 1 if a PNG says when it was last changed; else the
 * day on which the file itself was last changed, and 0.
 */
int inlet_date_changed(struct inlet_date *, const struct inlet_file *);

/* inlet_date_next(period): the half-year after it, in its place. */
void inlet_date_next(char [CLOCK_TEXT]);

#endif /* !FETCH_INLET_DATE_H */
