/*
 * clock.h - the time, and how it is written.
 *
 * Times are seconds since 1970 in UTC.  Local time is Sweden's: UTC+1, and
 * UTC+2 from the last Sunday of March to the last Sunday of October, changed
 * at 01:00 UTC (Directive 2000/84/EC), reckoned here so that no time zone
 * files are needed.
 */
#ifndef CORE_CLOCK_H
#define CORE_CLOCK_H

#include <stdint.h>

#define CLOCK_TEXT 32		/* room for any of the forms below */

/* clock_now(): now. */
int64_t clock_now(void);

/* clock_monotonic_ms(): milliseconds from some start, never set back. */
int64_t clock_monotonic_ms(void);

/* clock_utc(t, out): 2026-11-23T12:00:00Z */
void clock_utc(int64_t, char [CLOCK_TEXT]);

/* clock_local(t, out): 2026-11-23T13:00:00+01:00 */
void clock_local(int64_t, char [CLOCK_TEXT]);

/* clock_date(t, out): 2026-11-23, the local date. */
void clock_date(int64_t, char [CLOCK_TEXT]);

/* clock_minute(t, out): 2026-11-23 13:00, local, for people to read. */
void clock_minute(int64_t, char [CLOCK_TEXT]);

/* clock_stamp(t, out): 20261123T120000Z, as in package ids. */
void clock_stamp(int64_t, char [CLOCK_TEXT]);

/* clock_pdf(t, out): D:20261123130000+01'00', local (PDF 1.4, 3.8.3). */
void clock_pdf(int64_t, char [CLOCK_TEXT]);

/* clock_period(t, out): the half-year of the local date, 2026-H2. */
void clock_period(int64_t, char [CLOCK_TEXT]);

/*
 * clock_parse(s, t): read YYYY-MM-DDTHH:MM:SS with Z or an offset, or the
 * stamp form; returns 0 or -1.
 */
int clock_parse(const char *, int64_t *);

#endif /* !CORE_CLOCK_H */
