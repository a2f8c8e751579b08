#include "describe/due.h"

#include <stdio.h>
#include <string.h>

#include "core/fail.h"

#define DUE_YEAR_MAX 9999
#define DUE_PART_MAX 9999	/* the largest number in a period */

/* plan.xml's words for the day of capture, and for the end of its year. */
#define TRIGGER_CAPTURE "fångst"
#define TRIGGER_YEAR "kalenderårets-slut"

static int
leap(int year)
{
	return ((year % 4 == 0 && year % 100 != 0) || year % 400 == 0);
}

static int
month_days(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30,
	    31 };

	return (days[month - 1] + (month == 2 && leap(year)));
}

/* Exactly ${n} digits as a number, or -1. */
static int
digits(const char *s, int n)
{
	int i, value = 0;

	for (i = 0; i < n; i++) {
		if (s[i] < '0' || s[i] > '9')
			return (-1);
		value = value * 10 + (s[i] - '0');
	}
	return (value);
}

int
due_date_parse(const char *s, struct due_date *date)
{
	if (strlen(s) != 10 || s[4] != '-' || s[7] != '-')
		return (-1);
	date->year = digits(s, 4);
	date->month = digits(s + 5, 2);
	date->day = digits(s + 8, 2);
	if (date->year < 1 || date->month < 1 || date->month > 12 ||
	    date->day < 1 || date->day > month_days(date->year, date->month))
		return (-1);
	return (0);
}

void
due_date_text(const struct due_date *date, char out[DUE_TEXT])
{
	snprintf(out, DUE_TEXT, "%04d-%02d-%02d", date->year % 10000,
	    date->month % 100, date->day % 100);
}

/* One "n" and its letter; returns the place after it, or NULL. */
static const char *
period_part(const char *s, int *value, char *unit)
{
	*value = 0;
	if (*s < '0' || *s > '9')
		return (NULL);
	for (; *s >= '0' && *s <= '9'; s++) {
		*value = *value * 10 + (*s - '0');
		if (*value > DUE_PART_MAX)
			return (NULL);
	}
	*unit = *s;
	return (*s == '\0' ? NULL : s + 1);
}

int
due_period_parse(const char *s, struct due_period *period)
{
	static const char order[] = "YMD";
	const char *at = order, *place;
	char unit;
	int value;

	period->months = period->days = 0;
	if (*s++ != 'P' || *s == '\0')
		return (-1);
	while (*s != '\0') {
		if ((s = period_part(s, &value, &unit)) == NULL)
			return (-1);
		if (unit == 'W') {	/* alone, or not at all */
			period->days = value * 7;
			return (*s == '\0' && at == order ? 0 : -1);
		}
		if ((place = strchr(at, unit)) == NULL)
			return (-1);
		at = place + 1;
		if (unit == 'Y')
			period->months += value * 12;
		else if (unit == 'M')
			period->months += value;
		else
			period->days += value;
	}
	return (0);
}

int
due_add(const struct due_date *from, const struct due_period *period,
    struct due_date *to)
{
	int left, months, year, month, day;

	months = from->year * 12 + from->month - 1 + period->months;
	year = months / 12;
	month = months % 12 + 1;
	if (year > DUE_YEAR_MAX)
		return (-1);
	day = from->day;
	if (day > month_days(year, month))
		day = month_days(year, month);

	/* Whole months at a time: a period holds at most 69993 days. */
	left = period->days;
	while (day + left > month_days(year, month)) {
		left -= month_days(year, month) - day + 1;
		day = 1;
		if (++month > 12) {
			month = 1;
			if (++year > DUE_YEAR_MAX)
				return (-1);
		}
	}
	to->year = year;
	to->month = month;
	to->day = day + left;
	return (0);
}

static int
read_period(const char *s, struct due_period *period, struct fail *fail)
{
	if (due_period_parse(s, period) == -1)
		return (fail_set(fail, FAIL_DATA, "the plan's period '%s' "
		    "cannot be read: write whole years, months, weeks or "
		    "days, for example P2Y or P6M", s));
	return (0);
}

/* due->date is ${from} plus due->period. */
static int
reckon_date(struct due *due, const struct due_date *from, struct fail *fail)
{
	struct due_period period;
	struct due_date to;

	if (read_period(due->period, &period, fail) == -1)
		return (-1);
	if (due_add(from, &period, &to) == -1)
		return (fail_set(fail, FAIL_DATA, "the plan's period '%s'"
		    " passes the year %d", due->period, DUE_YEAR_MAX));
	due_date_text(from, due->from);
	due_date_text(&to, due->date);
	return (0);
}

static int
reckon_keep(struct due *due, const struct due_rule *rule,
    const struct due_date *captured, struct fail *fail)
{
	struct due_date from = *captured;
	struct due_period period;

	if (rule->keep == NULL || rule->trigger == NULL)
		return (fail_set(fail, FAIL_DATA, "the plan's row says gallras"
		    " without %s; write it in plan.xml and order again",
		    rule->keep == NULL ? "a period" :
		    "what the period is reckoned from"));
	due->period = rule->keep;
	if (strcmp(rule->trigger, TRIGGER_YEAR) == 0) {
		from.month = 12;	/* of the year of capture */
		from.day = 31;
	} else if (strcmp(rule->trigger, TRIGGER_CAPTURE) != 0) {
		due->state = DUE_WAITS;
		return (read_period(due->period, &period, fail));
	}
	due->state = DUE_DATE;
	return (reckon_date(due, &from, fail));
}

int
due_reckon(struct due *due, const struct due_rule *rule, const char *captured,
    struct fail *fail)
{
	struct due_date from;

	memset(due, 0, sizeof(*due));
	if (due_date_parse(captured, &from) == -1)
		return (fail_set(fail, FAIL_DATA, "'%s' is not a date",
		    captured));
	if (strcmp(rule->action, "bevaras") == 0) {
		due->state = DUE_PRESERVED;
		return (0);
	}
	if (strcmp(rule->action, "gallras") == 0)
		return (reckon_keep(due, rule, &from, fail));
	if (strcmp(rule->action, "gallras-vid-inaktualitet") == 0) {
		due->state = DUE_REVIEW;
		due->period = rule->review != NULL ? rule->review :
		    DUE_REVIEW_DEFAULT;
		return (reckon_date(due, &from, fail));
	}
	return (fail_set(fail, FAIL_DATA, "the plan's action '%s' is not known",
	    rule->action));
}
