#include "core/clock.h"

#include <string.h>
#include <time.h>

#define DAY 86400

/* Years of four digits, in UTC and in local time alike. */
#define FIRST INT64_C(-30610224000)	/* 1000-01-01T00:00:00Z */
#define LAST INT64_C(253402297199)	/* 9999-12-31T22:59:59Z */

int64_t
clock_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	return (now.tv_sec);
}

int64_t
clock_monotonic_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return ((int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000);
}

static struct tm
broken_down(int64_t t)
{
	time_t seconds = (time_t)t;
	struct tm tm;

	memset(&tm, 0, sizeof(tm));
	gmtime_r(&seconds, &tm);
	return (tm);
}

/* Seconds since 1970 of a UTC date and time. */
static int64_t
seconds_of(int year, int month, int day, int rest)
{
	struct tm tm;

	memset(&tm, 0, sizeof(tm));
	tm.tm_year = year - 1900;
	tm.tm_mon = month - 1;
	tm.tm_mday = day;
	return ((int64_t)timegm(&tm) + rest);
}

/* 01:00 UTC on the last Sunday of a month of 31 days. */
static int64_t
last_sunday(int year, int month)
{
	int64_t last = seconds_of(year, month, 31, 3600);
	struct tm tm = broken_down(last);

	return (last - (int64_t)tm.tm_wday * DAY);
}

/* Sweden's offset from UTC in seconds. */
static int
local_offset(int64_t t)
{
	int year = broken_down(t).tm_year + 1900;

	return (t >= last_sunday(year, 3) && t < last_sunday(year, 10) ?
	    7200 : 3600);
}

static void
print(char out[CLOCK_TEXT], const char *form, struct tm tm)
{
	if (strftime(out, CLOCK_TEXT, form, &tm) == 0)
		out[0] = '\0';
}

void
clock_utc(int64_t t, char out[CLOCK_TEXT])
{
	print(out, "%Y-%m-%dT%H:%M:%SZ", broken_down(t));
}

void
clock_stamp(int64_t t, char out[CLOCK_TEXT])
{
	print(out, "%Y%m%dT%H%M%SZ", broken_down(t));
}

void
clock_local(int64_t t, char out[CLOCK_TEXT])
{
	int offset = local_offset(t);

	print(out, offset == 7200 ? "%Y-%m-%dT%H:%M:%S+02:00" :
	    "%Y-%m-%dT%H:%M:%S+01:00", broken_down(t + offset));
}

void
clock_pdf(int64_t t, char out[CLOCK_TEXT])
{
	int offset = local_offset(t);

	print(out, offset == 7200 ? "D:%Y%m%d%H%M%S+02'00'" :
	    "D:%Y%m%d%H%M%S+01'00'", broken_down(t + offset));
}

void
clock_date(int64_t t, char out[CLOCK_TEXT])
{
	print(out, "%Y-%m-%d", broken_down(t + local_offset(t)));
}

void
clock_minute(int64_t t, char out[CLOCK_TEXT])
{
	print(out, "%Y-%m-%d %H:%M", broken_down(t + local_offset(t)));
}

void
clock_period(int64_t t, char out[CLOCK_TEXT])
{
	struct tm tm = broken_down(t + local_offset(t));

	print(out, tm.tm_mon < 6 ? "%Y-H1" : "%Y-H2", tm);
}

/* Read n digits, all of them or none. */
static int
digits(const char **s, int n)
{
	int value = 0;

	for (; n > 0; n--, (*s)++) {
		if (**s < '0' || **s > '9')
			return (-1);
		value = value * 10 + (**s - '0');
	}
	return (value);
}

static int
skip(const char **s, char c)
{
	if (**s != c)
		return (-1);
	(*s)++;
	return (0);
}

/* "Z", "+01:00" or "-05:30" at the end; seconds into *offset. */
static int
read_offset(const char *s, int *offset)
{
	int sign = *s == '-' ? -1 : 1, hours, minutes;

	*offset = 0;
	if (strcmp(s, "Z") == 0)
		return (0);
	if (*s != '+' && *s != '-')
		return (-1);
	s++;
	hours = digits(&s, 2);
	if (hours == -1 || hours > 14 || skip(&s, ':') == -1)
		return (-1);
	minutes = digits(&s, 2);
	if (minutes == -1 || minutes > 59 || *s != '\0')
		return (-1);
	*offset = sign * (hours * 3600 + minutes * 60);
	return (0);
}

int
clock_parse(const char *s, int64_t *t)
{
	int year, month, day, hour, minute, second, offset, plain;
	struct tm check;
	int64_t at;

	year = digits(&s, 4);
	plain = *s != '-';	/* the stamp form has no separators */
	if (year == -1 || (!plain && skip(&s, '-') == -1))
		return (-1);
	month = digits(&s, 2);
	if (month == -1 || (!plain && skip(&s, '-') == -1))
		return (-1);
	day = digits(&s, 2);
	if (day == -1 || skip(&s, 'T') == -1)
		return (-1);
	hour = digits(&s, 2);
	if (hour == -1 || (!plain && skip(&s, ':') == -1))
		return (-1);
	minute = digits(&s, 2);
	if (minute == -1 || (!plain && skip(&s, ':') == -1))
		return (-1);
	second = digits(&s, 2);
	if (second == -1 || hour > 23 || minute > 59 || second > 59)
		return (-1);
	if (!plain && *s == '.')	/* fractions are dropped */
		s += 1 + strspn(s + 1, "0123456789");
	if (read_offset(s, &offset) == -1 || (plain && strcmp(s, "Z") != 0))
		return (-1);
	at = seconds_of(year, month, day, hour * 3600 + minute * 60 + second);
	check = broken_down(at);
	if (check.tm_mon != month - 1 || check.tm_mday != day)
		return (-1);	/* 31 April and the like */
	*t = at - offset;
	return (*t < FIRST || *t > LAST ? -1 : 0);
}
