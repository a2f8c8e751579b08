/*
 * Names: twins are found however their letters are written, and plain names
 * fit and stay readable.
 */
#include "../harness/check.h"

#include <stdlib.h>

#include "core/fail.h"
#include "core/path.h"
#include "core/sums.h"
#include "place/latin.h"
#include "place/names.h"
#include "place/plain.h"

#define SUM "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

static int
alike(const char *a, const char *b)
{
	struct fail fail = FAIL_INIT;

	return (names_alike(a, b, &fail));
}

static void
twins_are_alike(void)
{
	CHECK_INT(alike("a.txt", "A.TXT"), 1);
	CHECK_INT(alike("\xc3\xa5", "\xc3\x85"), 1);		/* å Å */
	CHECK_INT(alike("\xc3\xa5", "a\xcc\x8a"), 1);		/* NFD */
	CHECK_INT(alike("\xc3\x85", "a\xcc\x8a"), 1);
	/* ệ: composed, half composed, decomposed */
	CHECK_INT(alike("\xe1\xbb\x87", "\xe1\xba\xb9\xcc\x82"), 1);
	CHECK_INT(alike("\xe1\xbb\x86", "e\xcc\xa3\xcc\x82"), 1);
	CHECK_INT(alike("\xd0\x96", "\xd0\xb6"), 1);		/* Ж ж */
	CHECK_INT(alike("\xce\xa9", "\xcf\x89"), 1);		/* Ω ω */
	CHECK_INT(alike("\xc3\x98", "\xc3\xb8"), 1);		/* Ø ø */
}

static void
others_are_not(void)
{
	CHECK_INT(alike("a", "b"), 0);
	CHECK_INT(alike("a", "\xc3\xa5"), 0);			/* å */
	CHECK_INT(alike("\xc3\xa5", "\xc3\xa4"), 0);		/* å ä */
	CHECK_INT(alike("a", "a "), 0);
	CHECK_INT(alike("\xc3\x97", "\xc3\xb7"), 0);		/* × ÷ */
	CHECK_INT(alike("[", "{"), 0);
	CHECK_INT(alike("@", "`"), 0);
}

static void
letters_join_and_split_back(void)
{
	uint32_t cp, letter, mark;
	int n = 0;

	for (cp = 0xc0; cp < 0x1f00; cp++) {
		if (!latin_split(cp, &letter, &mark))
			continue;
		CHECK_INT(latin_join(letter, mark), cp);
		n++;
	}
	CHECK_INT(n, 617);
	CHECK_INT(latin_join('a', 0x30a), 0xe5);
	CHECK_INT(latin_join('a', 'b'), 0);
	CHECK_INT(latin_join('q', 0x30a), 0);
	for (cp = 0xac00; cp <= 0xd7a3; cp++) {		/* Korean */
		NEED(latin_split(cp, &letter, &mark));
		CHECK_INT(latin_join(letter, mark), cp);
	}
	CHECK_INT(latin_split(0xd7a4, &letter, &mark), 0);
	CHECK_INT(latin_plain(0x212b), 0xc5);		/* the sign of Angstrom */
	CHECK_INT(latin_plain('a'), 'a');
}

static int
check_two(const char *a, const char *b, const char *windows,
    struct fail *fail)
{
	struct sums sums = SUMS_INIT;
	int rc = -1;

	if (sums_add(&sums, a, SUM, fail) == 0 &&
	    sums_add(&sums, b, SUM, fail) == 0) {
		sums_sort(&sums);
		rc = names_check(&sums, "2026-H2", windows, fail);
	}
	sums_clear(&sums);
	return (rc);
}

static void
twins_in_folders_are_found(void)
{
	struct fail fail = FAIL_INIT;

	CHECK_INT(check_two("x/a/1", "x/b/1", "T:\\x", &fail), 0);
	CHECK_INT(check_two("x/a/1", "x/A/2", "T:\\x", &fail), -1);
	CHECK_INT(fail.kind, FAIL_DATA);
	CHECK(strstr(fail.text, "'x/A' and 'x/a'") != NULL ||
	    strstr(fail.text, "'x/a' and 'x/A'") != NULL);
}

static void
the_path_limit_counts_the_share(void)
{
	struct fail fail = FAIL_INIT;
	char windows[240];

	/* "\2026-H2/x/a" is 12 characters. */
	memset(windows, 'w', sizeof(windows));
	windows[228] = '\0';
	CHECK_INT(check_two("x/a", "x/b", windows, &fail), 0);
	windows[228] = 'w';
	windows[229] = '\0';
	CHECK_INT(check_two("x/a", "x/b", windows, &fail), -1);
}

static struct plain
sample(const char *name, const char *platform, const char *windows)
{
	struct plain plain = { "prov_20261123T120000Z", "prov", name,
	    platform, "2026-H2", windows, 1795435200,
	    NULL };

	return (plain);
}

static void
plain(const char *name, const char *platform, int form, const char *want)
{
	struct plain p = sample(name, platform, "T:\\Arkiv");
	struct fail fail = FAIL_INIT;
	char *got = plain_name(&p, form, &fail);

	CHECK_STR(got, want);
	if (got != NULL)
		CHECK_INT(path_check_name(got, &fail), 0);
	free(got);
}

static void
plain_names_are_readable(void)
{
	plain("Prov", "Facebook", 0, "2026-11-23 Prov, Facebook.pdf");
	plain("Prov", "X", 1, "2026-11-23 Prov, X (13.00).pdf");
	plain("Prov", "X", 2, "2026-11-23 Prov, X (prov_20261123T120000Z).pdf");
	plain("Prov", "Egen: kanal", 0, "2026-11-23 Prov, Egen- kanal.pdf");
	plain("  . ", "Webb", 0, "2026-11-23 prov, Webb.pdf");
	plain("a\tb\nc  d\xc2\xa0" "e", "Webb", 0,
	    "2026-11-23 a b c d e, Webb.pdf");
}

static void
long_names_are_cut_to_fit(void)
{
	char windows[200], name[400], *got;
	struct plain p = sample(name, "Facebook", windows);
	struct fail fail = FAIL_INIT;
	int form;

	memset(windows, 'w', sizeof(windows));
	windows[120] = '\0';
	/* U+1F469 U+200D U+1F33E, 11 bytes each: joined, cut together. */
	name[0] = '\0';
	while (strlen(name) < 380)
		(void)snprintf(name + strlen(name), sizeof(name) -
		    strlen(name), "\xf0\x9f\x91\xa9\xe2\x80\x8d"
		    "\xf0\x9f\x8c\xbe");
	for (form = 0; form < PLAIN_FORMS; form++) {
		got = plain_name(&p, form, &fail);
		NEED(got != NULL);
		CHECK_INT(path_check_name(got, &fail), 0);
		CHECK(strstr(got, "\xe2\x80\x8d,") == NULL);
		CHECK(strstr(got, ", Facebook") != NULL);
		free(got);
	}
	/* No room even without it. */
	memset(windows, 'w', sizeof(windows));
	windows[199] = '\0';
	p.platform = "en plattform med ett mycket l\xc3\xa5ngt namn";
	CHECK(plain_name(&p, 0, &fail) == NULL);
	CHECK_INT(fail.kind, FAIL_DATA);
}

int
main(void)
{
	RUN(twins_are_alike);
	RUN(others_are_not);
	RUN(letters_join_and_split_back);
	RUN(twins_in_folders_are_found);
	RUN(the_path_limit_counts_the_share);
	RUN(plain_names_are_readable);
	RUN(long_names_are_cut_to_fit);
	return (check_end());
}
