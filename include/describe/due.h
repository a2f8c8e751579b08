/*
 * due.h - when a record may be cleared out: calendar dates and ISO 8601
 * periods, without a clock and without time zones.
 *
 * A due date is the last day on which the record must be kept; it may be
 * cleared out from the day after.  Nothing here decides that it is.
 *
 * Source: ISO 8601-1 5.5.2 (PnYnMnD, PnW); XML Schema part 2, appendix E:
 * years and months are added first, a day past the month's end becomes its
 * last day, then weeks and days are added.
 */
#ifndef DESCRIBE_DUE_H
#define DESCRIBE_DUE_H

struct fail;

#define DUE_TEXT 16		/* room for a date as text */
#define DUE_REVIEW_DEFAULT "P6M" /* the routine, 4.3: judged each half-year */

struct due_date {		/* proleptic Gregorian calendar */
	int year;		/* 1 to 9999 */
	int month;		/* 1 to 12 */
	int day;		/* 1 to 31 */
};

struct due_period {
	int months;		/* years and months together */
	int days;		/* weeks and days together */
};

/* due_date_parse(s, date): YYYY-MM-DD and nothing else; 0 or -1. */
int due_date_parse(const char *, struct due_date *);

/* due_date_text(date, out): YYYY-MM-DD. */
void due_date_text(const struct due_date *, char [DUE_TEXT]);

/*
 * due_period_parse(s, period): PnYnMnD or PnW of whole numbers to 9999 with
 * at least one part.  Parts of a day (T...), fractions and signs are
 * refused: a plan reckons in days.  Returns 0 or -1.
 */
int due_period_parse(const char *, struct due_period *);

/* due_add(from, period, to): 0, or -1 if it passes the year 9999. */
int due_add(const struct due_date *, const struct due_period *,
    struct due_date *);

/* What a row of the plan says of one record. */
enum due_state {
	DUE_PRESERVED,		/* bevaras: never cleared out */
	DUE_DATE,		/* a date could be reckoned */
	DUE_WAITS,		/* it is reckoned from something yet to come */
	DUE_REVIEW		/* judged again at a date */
};

struct due {
	enum due_state state;
	char from[DUE_TEXT];	/* the day reckoned from, or "" */
	const char *period;	/* borrowed; the period used, or NULL */
	char date[DUE_TEXT];	/* due date or next review, or "" */
};

struct due_rule {		/* as in order.xml; borrowed */
	const char *action;	/* "bevaras", "gallras",
				   "gallras-vid-inaktualitet" */
	const char *keep;	/* or NULL */
	const char *trigger;	/* or NULL */
	const char *review;	/* or NULL: DUE_REVIEW_DEFAULT */
};

/*
 * due_reckon(due, rule, captured, fail):
 * Apply the rule to a record captured on the local date ${captured}.
 * FAIL_DATA: the rule lacks a period or a trigger, or they cannot be read.
 */
int due_reckon(struct due *, const struct due_rule *, const char *,
    struct fail *);

#endif /* !DESCRIBE_DUE_H */
