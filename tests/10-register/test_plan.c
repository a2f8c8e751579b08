/*
 * test_plan.c - which row of a plan governs what, and on which days.
 */
#include "register/plan.h"

#include <stdio.h>
#include <string.h>

#include "../harness/check.h"
#include "core/buf.h"
#include "core/fail.h"
#include "source.h"

#define DECISION "<namnd>N</namnd><datum>2024-12-04</datum>" \
    "<paragraf>§ 1</paragraf><diarienummer>N 1</diarienummer>"
#define PLAN(attributes, rows) "<plan namnd=\"Nämnden\" " attributes ">" \
    "<faststalld>" DECISION "</faststalld><klassificering>" \
    "<klass kod=\"1\">Ett</klass><klass kod=\"1.2\">Ett  två</klass>" \
    "</klassificering>" rows "</plan>"
#define ROW(attributes, selection) "<rad " attributes ">" \
    "<handlingstyp>H</handlingstyp>" selection "<klasskod>1</klasskod>" \
    "<atgard>bevaras</atgard><registrering>nej</registrering>" \
    "<forvaringsplats>F</forvaringsplats></rad>"

static struct plan plan;
static struct fail fail;

static int
load_from(const char *dir)
{
	fail_clear(&fail);
	return (plan_load(&plan, dir, &fail));
}

/* Read a plan.xml that holds these plans; 0 or -1. */
static int
load(const char *plans)
{
	struct buf b = BUF_INIT;
	int rc;

	buf_addf(&b, "<planer xmlns=\"urn:x-bevara:plan:1\">%s</planer>",
	    plans);
	rc = with_source("plan.xml", &b, load_from);
	buf_clear(&b);
	return (rc);
}

/* The id of the row for an account's snapshot; "-" none, "!" two. */
static const char *
row_for(const char *platform, const char *account, const char *day)
{
	const struct plan_subject subject = { platform, account,
	    PLAN_SNAPSHOT, day };
	const struct plan_row *row;

	fail_clear(&fail);
	if (plan_match(&plan, &plan.board[0], &subject, &row, &fail) == -1)
		return (row == NULL ? "!" : "row and error");
	return (row == NULL ? "-" : row->id);
}

static const char *
version_on(const char *board, const char *day)
{
	const struct plan_board *b = plan_in_force(&plan, board, day);

	return (b == NULL ? "-" : b->version);
}

static void
each_part_of_the_selection_must_hold(void)
{
	NEED(load(PLAN("version=\"1\" gallerFrom=\"2025-01-01\"",
	    ROW("id=\"A\"", "<urval><plattform>x</plattform>"
	    "<plattform>webb</plattform><konto>ett</konto><konto>två"
	    "</konto></urval>"))) == -1);	/* two is no account id */
	NEED(load(PLAN("version=\"1\" gallerFrom=\"2025-01-01\"",
	    ROW("id=\"A\"", "<urval><plattform>x</plattform>"
	    "<plattform>webb</plattform><konto>ett</konto>"
	    "<konto> tre </konto></urval>")
	    ROW("id=\"B\"", "<urval><innehall>inlagg</innehall></urval>")))
	    == 0);
	CHECK_STR(row_for("x", "ett", "2026-01-01"), "A");
	CHECK_STR(row_for("webb", "tre", "2026-01-01"), "A");
	CHECK_STR(row_for("facebook", "ett", "2026-01-01"), "-");
	CHECK_STR(row_for("x", "et", "2026-01-01"), "-");
	CHECK_STR(row_for("x", "ett-2", "2026-01-01"), "-");
	plan_clear(&plan);
}

static void
a_row_without_selection_holds_for_all(void)
{
	NEED(load(PLAN("version=\"1\" gallerFrom=\"2025-01-01\"",
	    ROW("id=\"A\"", ""))) == 0);
	CHECK_STR(row_for("x", "ett", "2026-01-01"), "A");
	plan_clear(&plan);
	NEED(load(PLAN("version=\"1\" gallerFrom=\"2025-01-01\"",
	    ROW("id=\"A\"", "<urval/>"))) == 0);
	CHECK_STR(row_for("x", "ett", "2026-01-01"), "A");
	plan_clear(&plan);
}

static void
two_rows_are_an_error_that_names_both(void)
{
	NEED(load(PLAN("version=\"1\" gallerFrom=\"2025-01-01\"",
	    ROW("id=\"A\"", "") "\n" ROW("id=\"B\"", "<urval><plattform>x"
	    "</plattform></urval>"))) == 0);
	CHECK_STR(row_for("webb", "ett", "2026-01-01"), "A");
	CHECK_STR(row_for("x", "ett", "2026-01-01"), "!");
	CHECK_INT(fail.kind, FAIL_CONFIG);
	CHECK(strstr(fail.text, "plan.xml:2: the row 'B' and the row 'A' on "
	    "line 1 both") != NULL);
	plan_clear(&plan);
}

static void
rows_hold_on_their_first_and_last_day(void)
{
	NEED(load(PLAN("version=\"1\" gallerFrom=\"2025-01-01\"",
	    ROW("id=\"A\" gallerTom=\"2025-06-30\"", "")
	    ROW("id=\"B\" gallerFrom=\"2025-07-01\" gallerTom=\"2025-07-01\"",
	    "")
	    ROW("id=\"C\" gallerFrom=\"2025-07-03\"", ""))) == 0);
	CHECK_STR(row_for("x", "ett", "2025-01-01"), "A");
	CHECK_STR(row_for("x", "ett", "2025-06-30"), "A");
	CHECK_STR(row_for("x", "ett", "2025-07-01"), "B");
	CHECK_STR(row_for("x", "ett", "2025-07-02"), "-");
	CHECK_STR(row_for("x", "ett", "2025-07-03"), "C");
	CHECK_STR(row_for("x", "ett", "2999-12-31"), "C");
	plan_clear(&plan);
}

static void
the_newest_plan_that_holds_is_in_force(void)
{
	NEED(load(
	    PLAN("version=\"2\" gallerFrom=\"2026-07-01\"", ROW("id=\"A\"", ""))
	    PLAN("version=\"1\" gallerFrom=\"2025-01-01\"", ROW("id=\"A\"", ""))
	    PLAN("version=\"p\" gallerFrom=\"2027-01-01\" "
	    "gallerTom=\"2027-01-31\"", ROW("id=\"A\"", ""))) == 0);
	CHECK_STR(version_on("Nämnden", "2024-12-31"), "-");
	CHECK_STR(version_on("Nämnden", "2025-01-01"), "1");
	CHECK_STR(version_on("Nämnden", "2026-06-30"), "1");
	CHECK_STR(version_on("Nämnden", "2026-07-01"), "2");
	CHECK_STR(version_on("Nämnden", "2027-01-31"), "p");
	CHECK_STR(version_on("Nämnden", "2027-02-01"), "2");
	CHECK_STR(version_on("nämnden", "2026-07-01"), "-");
	plan_clear(&plan);
}

static void
classes_are_found_by_their_whole_code(void)
{
	NEED(load(PLAN("version=\"1\" gallerFrom=\"2025-01-01\"",
	    ROW("id=\"A\"", ""))) == 0);
	CHECK_STR(plan_class(&plan, &plan.board[0], "1"), "Ett");
	CHECK_STR(plan_class(&plan, &plan.board[0], "1.2"), "Ett två");
	CHECK_STR(plan_class(&plan, &plan.board[0], "1."), NULL);
	CHECK_STR(plan_text(&plan, &plan.board[0].row[0], "handlingstyp"),
	    "H");
	CHECK_STR(plan_text(&plan, &plan.board[0].row[0], "sekretess"), NULL);
	CHECK_INT(strlen(plan.file.sha256), 64);
	plan_clear(&plan);
}

static void
dates_are_days_of_the_calendar(void)
{
	static const struct {
		const char *attributes;
		int rc;
	} cases[] = {
		{ "version=\"1\" gallerFrom=\"2024-02-29\"", 0 },
		{ "version=\"1\" gallerFrom=\"2025-02-29\"", -1 },
		{ "version=\"1\" gallerFrom=\"2025-00-01\"", -1 },
		{ "version=\"1\" gallerFrom=\"2025-01-01Z\"", -1 },
		{ "version=\"1\" gallerFrom=\"12025-01-01\"", -1 },
		{ "version=\"1\" gallerFrom=\" 2025-01-01\"", -1 },
		{ "version=\"1 \" gallerFrom=\"2025-01-01\"", -1 },
		{ "version=\"1\" gallerFrom=\"2025-01-01\" "
		    "gallerTom=\"2024-12-31\"", -1 },
		{ "version=\"1\" gallerFrom=\"2025-01-01\" "
		    "gallerTom=\"2025-01-01\"", 0 },
	};
	struct buf b = BUF_INIT;
	size_t i;

	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		buf_reset(&b);
		buf_addf(&b, PLAN("%s", ROW("id=\"A\"", "")),
		    cases[i].attributes);
		CHECK_INT(load(buf_text(&b)), cases[i].rc);
		if (cases[i].rc == -1) {
			CHECK_INT(fail.kind, FAIL_CONFIG);
			CHECK(strstr(fail.text, "plan.xml:1: ") != NULL);
			CHECK(strstr(fail.text, "; ") != NULL);
			CHECK(plan.file.doc == NULL && plan.file.path == NULL);
		}
		plan_clear(&plan);
	}
	buf_clear(&b);
}

int
main(void)
{
	RUN(each_part_of_the_selection_must_hold);
	RUN(a_row_without_selection_holds_for_all);
	RUN(two_rows_are_an_error_that_names_both);
	RUN(rows_hold_on_their_first_and_last_day);
	RUN(the_newest_plan_that_holds_is_in_force);
	RUN(classes_are_found_by_their_whole_code);
	RUN(dates_are_days_of_the_calendar);
	return (check_end());
}
