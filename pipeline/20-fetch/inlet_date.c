#include "fetch/inlet_date.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/fail.h"
#include "core/path.h"
#include "core/text.h"
#include "fetch/inlet_exif.h"
#include "fetch/inlet_file.h"

#define FIRST_YEAR 1990		/* before it nobody had an account */

/* Words for half of a year; spring ends with June (vårtermin, vt). */
static const struct {
	const char *word;
	int half;
} seasons[] = {
	{ "v\xc3\xa5r", 1 }, { "V\xc3\x85R", 1 }, { "v\xc3\x85r", 1 },
	{ "va\xcc\x8ar", 1 }, { "var", 1 }, { "vt", 1 }, { "spring", 1 },
	{ "h\xc3\xb6st", 2 }, { "H\xc3\x96ST", 2 }, { "h\xc3\x96st", 2 },
	{ "ho\xcc\x88st", 2 }, { "host", 2 }, { "ht", 2 }, { "autumn", 2 },
};
#define SEASONS (sizeof(seasons) / sizeof(seasons[0]))

static int
is_digit(char c)
{
	return (c >= '0' && c <= '9');
}

/* ${n} digits as a number; -1 if they are not there, or more are. */
static int
digits(const char *s, int n)
{
	int i, v = 0;

	for (i = 0; i < n; i++) {
		if (!is_digit(s[i]))
			return (-1);
		v = v * 10 + (s[i] - '0');
	}
	return (v);
}

static int
days_of(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31,
	    30, 31 };

	if (month == 2 && year % 4 == 0 && (year % 100 != 0 ||
	    year % 400 == 0))
		return (29);
	return (days[month - 1]);
}

/* Fill in what is known: ${half} or ${month} or both may be 0, and the day. */
static int
set(struct inlet_date *d, int year, int half, int month, int day)
{
	char today[CLOCK_TEXT];

	if (year < FIRST_YEAR || year > 9999 || month > 12 ||
	    (day > 0 && day > days_of(year, month)))
		return (0);
	if (day > 0)
		snprintf(d->taken, CLOCK_TEXT, "%04d-%02d-%02d", year, month,
		    day);
	else if (month > 0)
		snprintf(d->taken, CLOCK_TEXT, "%04d-%02d", year, month);
	else if (half > 0)
		snprintf(d->taken, CLOCK_TEXT, "%04d-H%d", year, half);
	else
		snprintf(d->taken, CLOCK_TEXT, "%04d", year);
	if (month > 0)
		half = month <= 6 ? 1 : 2;
	snprintf(d->period, CLOCK_TEXT, "%04d-H%d", year, half == 1 ? 1 : 2);

	/* What is to come was not photographed. */
	clock_date(clock_now(), today);
	if (half > 0 && month == 0) {
		clock_period(clock_now(), today);
		return (strcmp(d->period, today) <= 0);
	}
	return (strncmp(d->taken, today, strlen(d->taken)) <= 0);
}

/* The whole text is one of the shorter forms. */
static int
read_short(struct inlet_date *d, const char *s)
{
	int year = digits(s, 4), month, day;
	size_t n = strlen(s);

	if (year == -1)
		return (0);
	if (n == 4)
		return (set(d, year, 0, 0, 0));
	if (n == 7 && s[4] == '-' && s[5] == 'H' &&
	    (s[6] == '1' || s[6] == '2'))
		return (set(d, year, s[6] - '0', 0, 0));
	if (n < 7 || s[4] != '-' || (month = digits(s + 5, 2)) < 1)
		return (0);
	if (n == 7)
		return (set(d, year, 0, month, 0));
	if (n != 10 || s[7] != '-' || (day = digits(s + 8, 2)) < 1)
		return (0);
	return (set(d, year, 0, month, day));
}

int
inlet_date_read(struct inlet_date *d, const char *text, struct fail *fail)
{
	int64_t utc;

	if (clock_parse(text, &utc) == 0 && utc <= clock_now() + 60) {
		clock_local(utc, d->taken);
		clock_period(utc, d->period);
		return (0);
	}
	if (read_short(d, text))
		return (0);
	return (fail_set(fail, FAIL_USAGE, "'%s' is no time at which a picture "
	    "can have been taken: write it as 2026-05-04, 2026-05, 2026-H1, "
	    "2026 or 2026-05-04T14:30:00+02:00", text));
}

/* Year, month and day at ${s}, split alike or not at all. */
static int
name_day(struct inlet_date *d, const char *s)
{
	int wide = s[4] != '\0' && strchr("-_.", s[4]) != NULL;
	int month, day;

	if ((month = digits(s + 4 + wide, 2)) < 1)
		return (0);
	s += 6 + wide;
	if (wide) {
		if (*s == '\0' || strchr("-_.", *s) == NULL)
			return (0);
		s++;
	}
	if ((day = digits(s, 2)) < 1 || is_digit(s[2]))
		return (0);
	return (set(d, digits(s - (wide ? 8 : 6), 4), 0, month, day));
}

static int
is_letter(char c)
{
	return ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'));
}

/* 1 if the season stands there; one in ASCII only as a word of its own. */
static int
season_at(size_t i, const char *name, const char *s)
{
	const char *word = seasons[i].word;
	size_t n = strlen(word);

	if (strncasecmp(s, word, n) != 0)
		return (0);
	if (strlen(word) > strcspn(word, "\xc3\xcc"))
		return (1);
	return (!is_letter(s[n]) && (s == name || !is_letter(s[-1])));
}

static int
name_half(struct inlet_date *d, const char *s)
{
	const char *at = s + 4;
	size_t i;

	while (*at != '\0' && strchr("-_. ", *at) != NULL)
		at++;
	if ((*at == 'H' || *at == 'h') && (at[1] == '1' || at[1] == '2') &&
	    !is_digit(at[2]))
		return (set(d, digits(s, 4), at[1] - '0', 0, 0));
	for (i = 0; i < SEASONS; i++)
		if (season_at(i, s, at))
			return (set(d, digits(s, 4), seasons[i].half, 0, 0));
	return (0);
}

/* The word stands before the year. */
static int
name_half_before(struct inlet_date *d, const char *name, const char *s)
{
	const char *end = s;
	size_t i, n;

	while (end > name && strchr("-_. ", end[-1]) != NULL)
		end--;
	for (i = 0; i < SEASONS; i++) {
		n = strlen(seasons[i].word);
		if ((size_t)(end - name) >= n &&
		    season_at(i, name, end - n))
			return (set(d, digits(s, 4), seasons[i].half, 0, 0));
	}
	return (0);
}

static int
name_month(struct inlet_date *d, const char *s)
{
	int month;

	if (s[4] == '\0' || strchr("-_.", s[4]) == NULL ||
	    (month = digits(s + 5, 2)) < 1 || is_digit(s[7]))
		return (0);
	return (set(d, digits(s, 4), 0, month, 0));
}

int
inlet_date_name(struct inlet_date *d, const char *name)
{
	const char *s;
	int form;

	/* What says most first, wherever it stands. */
	for (form = 0; form < 5; form++) {
		for (s = name; *s != '\0'; s++) {
			if (digits(s, 4) < FIRST_YEAR ||
			    (s > name && is_digit(s[-1])))
				continue;
			if (form == 0 ? name_day(d, s) :
			    form == 1 ? name_half(d, s) :
			    form == 2 ? name_half_before(d, name, s) :
			    form == 3 ? name_month(d, s) :
			    !is_digit(s[4]) &&
			    set(d, digits(s, 4), 0, 0, 0))
				return (1);
		}
	}
	return (0);
}

int
inlet_date_own(struct inlet_date *d, const struct inlet_file *f,
    char zoneless[CLOCK_TEXT])
{
	struct inlet_exif e;
	struct fail ignored = FAIL_INIT;
	char text[CLOCK_TEXT];

	zoneless[0] = '\0';
	if (f->kind == INLET_JPEG)
		inlet_exif_jpeg(&e, f->bytes.data, f->bytes.size);
	else if (f->kind == INLET_PNG)
		inlet_exif_png(&e, f->bytes.data, f->bytes.size);
	else
		return (0);
	if (e.taken[0] == '\0')
		return (0);
	snprintf(text, sizeof(text), "%s%s", e.taken, e.offset);
	if (e.offset[0] != '\0' && inlet_date_read(d, text, &ignored) == 0)
		return (1);
	snprintf(text, sizeof(text), "%.10s", e.taken);
	if (!read_short(d, text))
		return (0);
	snprintf(zoneless, CLOCK_TEXT, "%.8s", e.taken + 11);
	return (1);
}

int
inlet_date_changed(struct inlet_date *d, const struct inlet_file *f)
{
	struct inlet_exif e;
	struct fail ignored = FAIL_INIT;

	if (f->kind == INLET_PNG) {
		inlet_exif_png(&e, f->bytes.data, f->bytes.size);
		if (e.changed[0] != '\0' &&
		    inlet_date_read(d, e.changed, &ignored) == 0)
			return (1);
	}
	clock_date(f->changed_utc, d->taken);
	clock_period(f->changed_utc, d->period);
	return (0);
}

void
inlet_date_next(char period[CLOCK_TEXT])
{
	int year = digits(period, 4);

	if (period[6] == '1')
		period[6] = '2';
	else
		snprintf(period, CLOCK_TEXT, "%04d-H1", (year + 1) % 10000);
}
