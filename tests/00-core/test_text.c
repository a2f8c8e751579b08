/* Text, paths and time: what stages rely on for names and records. */
#include "../harness/check.h"

#include <stdint.h>
#include <stdlib.h>

#include "core/buf.h"
#include "core/clock.h"
#include "core/fail.h"
#include "core/path.h"
#include "core/text.h"

static void
broken_utf8_is_replaced_byte_by_byte(void)
{
	static const struct {
		const char *from, *to;
	} cases[] = {
		{ "Räksmörgås", "Räksmörgås" },
		{ "a\xc3", "a\xef\xbf\xbd" },
		{ "a\xc3(", "a\xef\xbf\xbd(" },
		{ "\xc0\x80", "\xef\xbf\xbd\xef\xbf\xbd" },	/* overlong */
		{ "\xed\xa0\x80", "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd" },
		{ "\xf4\x90\x80\x80", "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd"
		    "\xef\xbf\xbd" },
		{ "\x01z\x0b", "\xef\xbf\xbdz\xef\xbf\xbd" },
		{ "\xef\xbf\xbe", "\xef\xbf\xbd" },		/* U+FFFE */
		{ "👩‍👩‍👧", "👩‍👩‍👧" },
	};
	struct fail fail = FAIL_INIT;
	size_t i;

	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		char *clean = text_clean(cases[i].from, &fail);

		CHECK_STR(clean, cases[i].to);
		CHECK(text_valid(clean));
		free(clean);
	}
	CHECK(!text_valid("\xc3"));
	CHECK(text_valid("\xef\xbf\xbd"));
}

static void
numbers_are_whole_or_refused(void)
{
	int64_t n = -7;

	CHECK_INT(text_int("42", 0, 100, &n), 0);
	CHECK_INT(n, 42);
	CHECK_INT(text_int("-3", -5, 0, &n), 0);
	CHECK_INT(n, -3);
	CHECK_INT(text_int("101", 0, 100, &n), -1);
	CHECK_INT(text_int("", 0, 100, &n), -1);
	CHECK_INT(text_int(" 1", 0, 100, &n), -1);
	CHECK_INT(text_int("1x", 0, 100, &n), -1);
	CHECK_INT(text_int("99999999999999999999", 0, INT64_MAX, &n), -1);
	CHECK_INT(n, -3);
}

static void
names_that_windows_alters_are_refused(void)
{
	static const char *const bad[] = { "", "a:b", "a?", "a*b", "x<y", "a|b",
	    "a\"b", "a\\b", "a/b", "slut.", "slut ", " först", "con", "CON.txt",
	    "nul", "Lpt1.pdf", "com9", "aux.tar.gz", "tab\tb", "rad\nb",
	    "o\xcc\x88.pdf", ("a\xe2\x80\xae" "fdp.exe"), "\xff.pdf",
	    "COM\xc2\xb9", "conin$" };
	static const char *const good[] = { "å ä ö.pdf", "console.txt",
	    "com10", "com0", "2026-11-23 Kommunen, Facebook.pdf", "a.b.c",
	    ".dold", "emoji 😀.pdf" };
	struct fail fail = FAIL_INIT;
	char longer[300];
	size_t i;

	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		if (!CHECK(path_check_name(bad[i], &fail) == -1))
			printf("# accepted: %s\n", bad[i]);
	for (i = 0; i < sizeof(good) / sizeof(good[0]); i++)
		if (!CHECK(path_check_name(good[i], &fail) == 0))
			printf("# refused: %s\n", good[i]);
	memset(longer, 'a', sizeof(longer));
	longer[256] = '\0';
	CHECK_INT(path_check_name(longer, &fail), -1);
	longer[255] = '\0';
	CHECK_INT(path_check_name(longer, &fail), 0);
}

static void
path_length_is_counted_as_windows_does(void)
{
	struct fail fail = FAIL_INIT;
	char path[256];

	memset(path, 'x', sizeof(path));
	path[240 - 5] = '\0';	/* "T:\A" and a backslash are five */
	CHECK_INT(path_check_length("T:\\A", path, &fail), 0);
	path[240 - 5] = 'x';
	path[240 - 4] = '\0';
	CHECK_INT(path_check_length("T:\\A", path, &fail), -1);
	CHECK_INT(fail_status(&fail), 65);
}

static void
ids_and_periods_have_one_form(void)
{
	CHECK(path_is_id("facebook-kommunen_20261123T120000Z"));
	CHECK(path_is_id("a_20261123T120000Z_v2"));
	CHECK(!path_is_id("a_20261123T120000Z_v0"));
	CHECK(!path_is_id("A_20261123T120000Z"));
	CHECK(!path_is_id("a_20261323T120000Z"));
	CHECK(!path_is_id("a_20261123T120000"));
	CHECK(!path_is_id("../a_20261123T120000Z"));
	CHECK(path_is_period("2026-H2"));
	CHECK(!path_is_period("2026-H3"));
	CHECK(!path_is_period("2026-H2/.."));
	CHECK(path_is_account("a-1"));
	CHECK(!path_is_account(""));
	CHECK(!path_is_account("a.b"));
	CHECK(!path_is_account("a234567890123456789012345678901234567890x"));
}

static void
swedish_time_follows_summer_time(void)
{
	static const struct {
		const char *utc, *local, *period;
	} cases[] = {
		{ "2026-03-29T00:59:59Z", "2026-03-29T01:59:59+01:00",
		    "2026-H1" },
		{ "2026-03-29T01:00:00Z", "2026-03-29T03:00:00+02:00",
		    "2026-H1" },
		{ "2026-10-25T00:59:59Z", "2026-10-25T02:59:59+02:00",
		    "2026-H2" },
		{ "2026-10-25T01:00:00Z", "2026-10-25T02:00:00+01:00",
		    "2026-H2" },
		{ "2026-06-30T21:59:59Z", "2026-06-30T23:59:59+02:00",
		    "2026-H1" },
		{ "2026-06-30T22:00:00Z", "2026-07-01T00:00:00+02:00",
		    "2026-H2" },
		{ "2026-12-31T23:00:00Z", "2027-01-01T00:00:00+01:00",
		    "2027-H1" },
		{ "2028-02-29T12:00:00Z", "2028-02-29T13:00:00+01:00",
		    "2028-H1" },
	};
	char out[CLOCK_TEXT];
	int64_t t, back;
	size_t i;

	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		NEED(clock_parse(cases[i].utc, &t) == 0);
		clock_local(t, out);
		CHECK_STR(out, cases[i].local);
		CHECK_INT(clock_parse(out, &back), 0);
		CHECK_INT(back, t);
		clock_period(t, out);
		CHECK_STR(out, cases[i].period);
		clock_stamp(t, out);
		CHECK_INT(clock_parse(out, &back), 0);
		CHECK_INT(back, t);
	}
	clock_pdf(1795435200, out);
	CHECK_STR(out, "D:20261123130000+01'00'");
}

static void
impossible_times_are_refused(void)
{
	static const char *const bad[] = { "2026-02-30T00:00:00Z",
	    "2027-02-29T00:00:00Z", "2026-11-23T24:00:00Z",
	    "2026-11-23T12:60:00Z", "2026-11-23", "2026-11-23T12:00:00",
	    "2026-11-23T12:00:00+25:00", "20261123T120000", "", "x" };
	int64_t t;
	size_t i;

	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		if (!CHECK(clock_parse(bad[i], &t) == -1))
			printf("# accepted: %s\n", bad[i]);
}

static void
messages_are_one_valid_line(void)
{
	struct fail fail = FAIL_INIT;
	char big[4000];

	fail_set(&fail, FAIL_DATA, "a\nb\tc");
	CHECK_STR(fail.text, "a b c");
	fail_add(&fail, "reading '%s'", "x");
	CHECK_STR(fail.text, "reading 'x': a b c");
	CHECK_INT(fail_status(&fail), 65);
	memset(big, 'a', sizeof(big));
	memcpy(big + 2045, "\xf0\x9f\x98\x80", 4);
	big[3999] = '\0';
	fail_set(&fail, FAIL_LATER, "%s", big);
	CHECK(text_valid(fail.text));
	fail_add(&fail, "%s", big);
	CHECK(text_valid(fail.text));
	CHECK_INT(fail_status(&fail), 75);
}

static void
bytes_grow_and_stay_a_string(void)
{
	struct fail fail = FAIL_INIT;
	struct buf b = BUF_INIT;
	char *s;
	int i;

	CHECK_STR(buf_text(&b), "");
	for (i = 0; i < 1000; i++)
		buf_addf(&b, "%d,", i);
	CHECK_INT(b.size, 3890);
	CHECK_INT(buf_text(&b)[b.size], '\0');
	s = buf_take(&b, &fail);
	CHECK_INT(strlen(s), 3890);
	free(s);
	CHECK_INT(buf_reserve(&b, SIZE_MAX / 2), -1);
	CHECK_INT(buf_check(&b, &fail), -1);
	buf_clear(&b);
}

int
main(void)
{
	RUN(broken_utf8_is_replaced_byte_by_byte);
	RUN(numbers_are_whole_or_refused);
	RUN(names_that_windows_alters_are_refused);
	RUN(path_length_is_counted_as_windows_does);
	RUN(ids_and_periods_have_one_form);
	RUN(swedish_time_follows_summer_time);
	RUN(impossible_times_are_refused);
	RUN(messages_are_one_valid_line);
	RUN(bytes_grow_and_stay_a_string);
	return (check_end());
}
