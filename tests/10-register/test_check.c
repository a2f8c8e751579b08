/*
 * test_check.c - what the check takes for the same address, for a person, for
 * the same words, and how columns are called.
 */
#include "register/check.h"

#include <stdlib.h>

#include "../harness/check.h"
#include "core/buf.h"
#include "core/fail.h"
#include "register/fold.h"
#include "register/konton.h"
#include "register/person.h"
#include "register/rules.h"
#include "register/sheet.h"

static void
addresses_lead_to_the_same_page(void)
{
	static const char *const same[][2] = {
		{ "https://example.org/a", "http://www.example.org/a/" },
		{ "https://m.example.org/a", "https://EXAMPLE.org:443/A#b" },
		{ "https://example.org/a?fbclid=1", "https://example.org/a" },
		{ "https://example.org/?utm_source=x&id=2&ref=y",
		    "https://mobile.example.org?id=2" },
		{ "https://example.org/a?b=1&c=2",
		    "https://example.org/a/?c=2&b=1" },
		{ "https://example.org.", "https://example.org" },
	};
	static const char *const other[][2] = {
		{ "https://example.org/a", "https://example.org/b" },
		{ "https://example.org/a", "https://example.net/a" },
		{ "https://example.org/p?id=1", "https://example.org/p?id=2" },
		{ "https://example.org/p?id=1", "https://example.org/p" },
		{ "https://example.org/", "https://example.org:8443/" },
		{ "https://example.org/a", "https://example.org/a/b" },
		{ "https://example.org/p?utm", "https://example.org/p" },
	};
	size_t i;

	for (i = 0; i < sizeof(same) / sizeof(same[0]); i++)
		if (!rules_same_address(same[i][0], same[i][1]) ||
		    !rules_same_address(same[i][1], same[i][0]))
			CHECK_STR("not the same", same[i][0]);
	for (i = 0; i < sizeof(other) / sizeof(other[0]); i++)
		if (rules_same_address(other[i][0], other[i][1]) ||
		    rules_same_address(other[i][1], other[i][0]))
			CHECK_STR("the same", other[i][0]);
}

static void
text_is_folded(void)
{
	static const struct {
		const char *text, *folded;
	} cases[] = {
		{ "", " " }, { " .,! ", " " }, { "A-b", " a b " },
		{ "ÅÄÖ ÉŽ", " åäö éž " },
		{ "A\xcc\x8a" "a\xcc\x88o\xcc\x88", " åäö " },
		{ "för\xc2\xad" "tal", " förtal " },
		{ "a\xe2\x80\x8b" "b", " ab " },
		{ "a\xc2\xa0\xe2\x80\x93\xc2\xa0" "b", " a b " },
		{ "x@y.se", " x y se " },
	};
	struct fail fail = FAIL_INIT;
	char *folded;
	size_t i;

	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		folded = fold_text(cases[i].text, &fail);
		CHECK_STR(folded, cases[i].folded);
		free(folded);
	}
}

static void
near_words_say_the_same(void)
{
	struct buf far = BUF_INIT;
	size_t i;

	CHECK(fold_near(" vi berättar om kommunens skolor ",
	    " berätta om kommunens skola "));
	CHECK(!fold_near(" vi berättar om kommunen ",
	    " rekrytera lärare till grundskolan "));
	CHECK(!fold_near(" vad som helst ", " "));
	/* The same words, but scattered over a long page. */
	buf_adds(&far, " berätta ");
	for (i = 0; i < 200; i++)
		buf_adds(&far, "annat ");
	buf_adds(&far, "kommunens ");
	for (i = 0; i < 200; i++)
		buf_adds(&far, "annat ");
	buf_adds(&far, "skolor ");
	CHECK(!fold_near(buf_text(&far), " berätta om kommunens skolor "));
	buf_clear(&far);
}

#define PERSON(part, name) "<" part "><person>" name "</person></" part ">"

static const char one[] = "<konton xmlns=\"urn:x-bevara:konton:1\">"
    "<konto id=\"x\"><namn>N</namn><plattform>webb</plattform>"
    "<adress>https://example.org/</adress><enhet>Näringslivsenheten</enhet>"
    "<namnd>Nämnden</namnd><ansvarig><person>Prov  Provsson</person>"
    "<epost>pp@example.org</epost></ansvarig>"
    PERSON("ersattare", "Prov Provsson") PERSON("ersattare", "Cher")
    PERSON("ersattare", "PROV provsson")
    "<metaBusinessSuite>ej-aktuellt</metaBusinessSuite>"
    "<status>aktiv</status><inlet>webblasare</inlet><ord>O</ord>"
    "<andrad>2026-11-02</andrad></konto></konton>";

static void
persons_are_told_from_units(void)
{
	static const char *const persons[] = { "Prov Provsson",
	    "Ring prov PROVSSON, 0000", "pp@example.org",
	    "Enheten (PP@Example.ORG)", "mejla test.testsson@example.org.",
	    "t-o.test-sson@example.org", "enheten@example.org/aa.bb@x.se",
	    "\xc3\xa5sa.\xc3\xb6st@example.org" };
	static const char *const units[] = { "Enheten", "enheten@example.org",
	    "Provsson Prov", "kultur.fritid@example.org", "Cher och andra",
	    "info.kommunen@example.org", "naringslivsenheten.x@example.org",
	    "www.example.org", "a.b@", "@", "test.2@example.org",
	    "nämnden.svarar@example.org", "Provprov Provssons väg" };
	struct konton k = KONTON_INIT;
	struct buf b = BUF_INIT;
	struct fail fail = FAIL_INIT;
	struct person_list list = PERSON_LIST_INIT;
	char *who;
	size_t i;

	buf_adds(&b, one);
	NEED(konton_parse(&k, &b, "k", "2026-11-23", &fail) == 0);
	for (i = 0; i < sizeof(persons) / sizeof(persons[0]); i++) {
		CHECK_INT(person_in_text(&k, "Näringslivsenheten Nämnden",
		    persons[i], &who, &fail), 0);
		if (who == NULL)
			CHECK_STR("no person", persons[i]);
		free(who);
	}
	for (i = 0; i < sizeof(units) / sizeof(units[0]); i++) {
		CHECK_INT(person_in_text(&k, "Näringslivsenheten Nämnden",
		    units[i], &who, &fail), 0);
		if (who != NULL)
			CHECK_STR(who, units[i]);
		free(who);
	}
	/* One who stands there twice is one. */
	CHECK_INT(person_list(&list, &k, k.account, "ersattare", &fail), 0);
	CHECK_INT(list.count, 2);
	person_clear(&list);
	konton_clear(&k);
	buf_clear(&b);
}

static void
columns_are_called_as_in_a_spreadsheet(void)
{
	static const struct {
		size_t column;
		const char *name;
	} cases[] = { { 0, "A" }, { 25, "Z" }, { 26, "AA" }, { 51, "AZ" },
	    { 52, "BA" }, { 399, "OJ" }, { 701, "ZZ" }, { 702, "AAA" } };
	char name[SHEET_NAME];
	size_t i;

	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		sheet_column(cases[i].column, name);
		CHECK_STR(name, cases[i].name);
	}
}

static void
what_is_guarded_is_bared(void)
{
	static const char *const texts[] = { "", "a", "=1", "+46", "-", "@x",
	    "'", "'a", "''=", "'=1", "a'", "\tx" };
	struct fail fail = FAIL_INIT;
	char *guarded;
	size_t i;

	for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		guarded = sheet_guard(texts[i], &fail);
		NEED(guarded != NULL);
		CHECK_STR(sheet_bare(guarded), texts[i]);
		CHECK(strchr("=+-@\t", *guarded) == NULL || *guarded == '\0');
		free(guarded);
	}
	/* What a person wrote with an apostrophe of his own stays. */
	CHECK_STR(sheet_bare("'s-Hertogenbosch"), "'s-Hertogenbosch");
}

int
main(void)
{
	RUN(addresses_lead_to_the_same_page);
	RUN(text_is_folded);
	RUN(near_words_say_the_same);
	RUN(persons_are_told_from_units);
	RUN(columns_are_called_as_in_a_spreadsheet);
	RUN(what_is_guarded_is_bared);
	return (check_end());
}
