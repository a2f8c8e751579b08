/*
 * Goal: a due date is what a person with a calendar reckons, for every
 * combination that plans use: month ends, leap days, centuries, year ends,
 * weeks, several parts at once; and what cannot be reckoned is refused.
 */
#include "../harness/check.h"

#include "core/fail.h"
#include "describe/due.h"

struct sum {
	const char *from, *period, *to;
};

/* By hand, and reckoned apart with Python's datetime and calendar. */
static const struct sum sums[] = {
	/* plain */
	{ "2026-11-23", "P0D", "2026-11-23" },
	{ "2026-11-23", "P1D", "2026-11-24" },
	{ "2026-11-23", "P1M", "2026-12-23" },
	{ "2026-11-23", "P2M", "2027-01-23" },
	{ "2026-11-23", "P6M", "2027-05-23" },
	{ "2026-11-23", "P1Y", "2027-11-23" },
	{ "2026-11-23", "P2Y", "2028-11-23" },
	{ "2026-11-23", "P10Y", "2036-11-23" },
	{ "2026-11-23", "P100Y", "2126-11-23" },
	{ "2026-11-23", "P1W", "2026-11-30" },
	{ "2026-11-23", "P52W", "2027-11-22" },
	{ "2026-11-23", "P30D", "2026-12-23" },
	{ "2026-11-23", "P365D", "2027-11-23" },
	/* a month's end becomes the shorter month's end */
	{ "2026-01-31", "P1M", "2026-02-28" },
	{ "2028-01-31", "P1M", "2028-02-29" },
	{ "2026-01-30", "P1M", "2026-02-28" },
	{ "2026-01-29", "P1M", "2026-02-28" },
	{ "2028-01-29", "P1M", "2028-02-29" },
	{ "2026-03-31", "P1M", "2026-04-30" },
	{ "2026-08-31", "P6M", "2027-02-28" },
	{ "2027-08-31", "P6M", "2028-02-29" },
	{ "2026-12-31", "P2M", "2027-02-28" },
	{ "2026-05-31", "P18M", "2027-11-30" },
	{ "2026-10-31", "P13M", "2027-11-30" },
	/* leap days */
	{ "2028-02-29", "P1Y", "2029-02-28" },
	{ "2028-02-29", "P4Y", "2032-02-29" },
	{ "2028-02-29", "P12M", "2029-02-28" },
	{ "2028-02-28", "P1D", "2028-02-29" },
	{ "2027-02-28", "P1D", "2027-03-01" },
	{ "2028-02-29", "P1D", "2028-03-01" },
	{ "2096-02-29", "P4Y", "2100-02-28" },	/* 2100 is no leap year */
	{ "1996-02-29", "P4Y", "2000-02-29" },	/* 2000 is one */
	{ "2100-02-28", "P1D", "2100-03-01" },
	{ "2027-03-01", "P366D", "2028-03-01" },
	{ "2027-12-31", "P366D", "2028-12-31" },
	/* year ends */
	{ "2026-12-31", "P1D", "2027-01-01" },
	{ "2026-12-31", "P2Y", "2028-12-31" },
	{ "2026-12-31", "P1M", "2027-01-31" },
	{ "2026-12-01", "P1M", "2027-01-01" },
	{ "2026-12-15", "P12M", "2027-12-15" },
	{ "2026-12-31", "P1W", "2027-01-07" },
	/* several parts: years and months first, then days */
	{ "2026-11-23", "P1Y6M", "2028-05-23" },
	{ "2026-11-23", "P1Y1M1D", "2027-12-24" },
	{ "2026-01-31", "P1M1D", "2026-03-01" },
	{ "2028-01-31", "P1M1D", "2028-03-01" },
	{ "2026-01-31", "P1Y1M30D", "2027-03-30" },
	{ "2026-11-23", "P0Y0M10D", "2026-12-03" },
	{ "2026-11-23", "P9999D", "2054-04-09" },
	/* the calendar's end */
	{ "9998-12-31", "P1Y", "9999-12-31" },
	{ "9999-12-30", "P1D", "9999-12-31" }
};

static void
adds_as_a_calendar_does(void)
{
	struct due_date from, to;
	struct due_period period;
	char text[DUE_TEXT], what[64];
	size_t i;

	CHECK(sizeof(sums) / sizeof(sums[0]) >= 40);
	for (i = 0; i < sizeof(sums) / sizeof(sums[0]); i++) {
		(void)snprintf(what, sizeof(what), "%s + %s", sums[i].from,
		    sums[i].period);
		if (due_date_parse(sums[i].from, &from) == -1 ||
		    due_period_parse(sums[i].period, &period) == -1 ||
		    due_add(&from, &period, &to) == -1) {
			check_fault(__FILE__, __LINE__, what);
			continue;
		}
		due_date_text(&to, text);
		check_str(text, sums[i].to, what, __FILE__, __LINE__);
	}
}

static void
refuses_the_year_10000(void)
{
	static const char *const beyond[] = { "P1D", "P1M",
	    "P9999Y9999M9999D" };
	struct due_date from, to;
	struct due_period period;
	size_t i;

	CHECK_INT(due_date_parse("9999-12-31", &from), 0);
	for (i = 0; i < sizeof(beyond) / sizeof(beyond[0]); i++) {
		CHECK_INT(due_period_parse(beyond[i], &period), 0);
		if (due_add(&from, &period, &to) != -1)
			check_fault(__FILE__, __LINE__, beyond[i]);
	}
}

static void
refuses_what_is_no_date(void)
{
	static const char *const bad[] = { "", "2026", "2026-11", "2026-1-23",
	    "2026-13-01", "2026-00-10", "2026-11-00", "2026-11-31",
	    "2027-02-29", "2100-02-29", "0000-01-01", "2026-11-23Z",
	    "2026/11/23", "+026-11-23", "2026-11-2x" };
	struct due_date date;
	size_t i;

	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		if (due_date_parse(bad[i], &date) != -1)
			check_fault(__FILE__, __LINE__, bad[i]);
}

static void
refuses_what_is_no_period(void)
{
	static const char *const bad[] = { "", "P", "2Y", "PY", "P2", "P2y",
	    "-P2Y", "P-2Y", "P+2Y", "P1.5Y", "PT24H", "P1DT1H", "P1D1M",
	    "P1M1Y", "P1Y1Y", "P1Y1W", "P1W1D", "P 1Y", "P1Y ", "P10000Y",
	    "P99999999999Y", "p1y" };
	struct due_period period;
	size_t i;

	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		if (due_period_parse(bad[i], &period) != -1)
			check_fault(__FILE__, __LINE__, bad[i]);
}

/* ---- the plan's rows ---- */

/* What a row gives for a capture of that day. */
static const struct {
	const char *what;
	struct due_rule rule;	/* action, keep, trigger, review */
	const char *captured;
	struct due due;		/* state, from, period, date */
} rows[] = {
	{ "preserved without a date", { "bevaras", NULL, NULL, NULL },
	    "2026-11-23", { DUE_PRESERVED, "", NULL, "" } },
	{ "from the capture", { "gallras", "P2Y", "fångst", NULL },
	    "2028-02-29", { DUE_DATE, "2028-02-29", "P2Y", "2030-02-28" } },
	{ "from the year's end, its first day",
	    { "gallras", "P2Y", "kalenderårets-slut", NULL },
	    "2026-01-01", { DUE_DATE, "2026-12-31", "P2Y", "2028-12-31" } },
	{ "from the year's end, its last day",
	    { "gallras", "P2Y", "kalenderårets-slut", NULL },
	    "2026-12-31", { DUE_DATE, "2026-12-31", "P2Y", "2028-12-31" } },
	{ "waits for another event",
	    { "gallras", "P2Y", "kontot-avslutat", NULL },
	    "2026-11-23", { DUE_WAITS, "", "P2Y", "" } },
	{ "reviewed each half year by default",
	    { "gallras-vid-inaktualitet", NULL, "kontot-avslutat", NULL },
	    "2026-08-31", { DUE_REVIEW, "2026-08-31", "P6M", "2027-02-28" } },
	{ "reviewed when the row says",
	    { "gallras-vid-inaktualitet", NULL, NULL, "P1Y" },
	    "2026-08-31", { DUE_REVIEW, "2026-08-31", "P1Y", "2027-08-31" } },
};

static void
reckons_what_the_row_says(void)
{
	const struct due *want;
	struct fail fail = FAIL_INIT;
	struct due due;
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		want = &rows[i].due;
		if (due_reckon(&due, &rows[i].rule, rows[i].captured,
		    &fail) == -1) {
			check_fault(__FILE__, __LINE__, rows[i].what);
			continue;
		}
		check_int(due.state, want->state, rows[i].what, __FILE__,
		    __LINE__);
		check_str(due.from, want->from, rows[i].what, __FILE__,
		    __LINE__);
		check_str(due.period, want->period, rows[i].what, __FILE__,
		    __LINE__);
		check_str(due.date, want->date, rows[i].what, __FILE__,
		    __LINE__);
	}
}

/* A row that cannot be reckoned by, and what is said of it. */
static const struct {
	struct due_rule rule;
	const char *said;
} refused[] = {
	{ { "gallras", NULL, "fångst", NULL }, "without a period" },
	{ { "gallras", "P2Y", NULL, NULL }, "reckoned from" },
	{ { "slängs", "P2Y", "fångst", NULL }, "is not known" },
	/* Wrong now, not first when the event comes. */
	{ { "gallras", "PT2H", "kontot-avslutat", NULL }, "PT2H" },
};

static void
refuses_rows_that_cannot_be_reckoned_by(void)
{
	struct due due;
	size_t i;

	for (i = 0; i < sizeof(refused) / sizeof(refused[0]); i++) {
		struct fail fail = FAIL_INIT;

		if (due_reckon(&due, &refused[i].rule, "2026-11-23",
		    &fail) != -1)
			check_fault(__FILE__, __LINE__, refused[i].said);
		CHECK_INT(fail.kind, FAIL_DATA);
		if (strstr(fail.text, refused[i].said) == NULL)
			CHECK_STR(fail.text, refused[i].said);
	}
}

int
main(void)
{
	RUN(adds_as_a_calendar_does);
	RUN(refuses_the_year_10000);
	RUN(refuses_what_is_no_date);
	RUN(refuses_what_is_no_period);
	RUN(reckons_what_the_row_says);
	RUN(refuses_rows_that_cannot_be_reckoned_by);
	return (check_end());
}
