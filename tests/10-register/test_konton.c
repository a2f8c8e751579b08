/*
 * test_konton.c - what the register lets through, account by account.
 */
#include "register/konton.h"

#include <stdio.h>
#include <string.h>

#include "../harness/check.h"
#include "core/buf.h"
#include "core/fail.h"
#include "source.h"

#define TODAY "2026-11-23"
#define SOUND "https://www.example.org/sida"

static struct konton konton;
static struct fail fail;

/* Append an account with that id, address and status (with closing date). */
static void
add(struct buf *b, const char *id, const char *address, const char *status)
{
	buf_addf(b, "<konto id=\"%s\"><namn>N</namn>"
	    "<plattform>webb</plattform><adress>%s</adress><syfte>S</syfte>"
	    "<malgrupp>M</malgrupp><kontakt>K</kontakt><enhet>E</enhet>"
	    "<namnd> Nämnden\n för  allt </namnd>"
	    "<ansvarig><person>Prov Provsson</person></ansvarig>"
	    "<inloggning>I</inloggning>"
	    "<metaBusinessSuite>ej-aktuellt</metaBusinessSuite>"
	    "<beslut><av>B</av><datum>2024-03-01</datum>"
	    "<diarienummer>D</diarienummer></beslut>"
	    "<status>%s<inlet>webblasare</inlet><ord>O</ord>"
	    "<andrad>2026-11-02</andrad></konto>", id, address, status);
}

static int
load_from(const char *dir)
{
	fail_clear(&fail);
	return (konton_load(&konton, dir, TODAY, &fail));
}

static int
load(struct buf *accounts)
{
	struct buf b = BUF_INIT;
	int rc;

	buf_addf(&b, "<konton xmlns=\"urn:x-bevara:konton:1\">%s</konton>",
	    buf_text(accounts));
	rc = with_source("konton.xml", &b, load_from);
	buf_clear(&b);
	buf_clear(accounts);
	return (rc);
}

/* Whether a register with one such account is let through. */
static int
loads(const char *id, const char *address, const char *status)
{
	struct buf b = BUF_INIT;
	int rc;

	add(&b, id, address, status);
	rc = load(&b);
	konton_clear(&konton);
	return (rc == 0);
}

#define ACTIVE "aktiv</status>"

static void
ids_are_short_and_plain(void)
{
	char longest[42];

	memset(longest, 'a', sizeof(longest));
	longest[40] = '\0';
	CHECK(loads(longest, SOUND, ACTIVE));
	longest[40] = 'a';
	longest[41] = '\0';
	CHECK(!loads(longest, SOUND, ACTIVE));
	CHECK(loads("x", SOUND, ACTIVE));
	CHECK(loads("2-x", SOUND, ACTIVE));
	CHECK(!loads("", SOUND, ACTIVE));
	CHECK(!loads("-x", SOUND, ACTIVE));
	CHECK(!loads("x-", SOUND, ACTIVE));
	CHECK(!loads("X", SOUND, ACTIVE));
	CHECK(!loads("../x", SOUND, ACTIVE));
	CHECK(!loads(" x", SOUND, ACTIVE));
	CHECK(!loads("å", SOUND, ACTIVE));
	CHECK(!loads("nul", SOUND, ACTIVE));
	CHECK(!loads("com1", SOUND, ACTIVE));
	CHECK(loads("com10", SOUND, ACTIVE));
}

static void
addresses_are_web_addresses(void)
{
	static const char *const good[] = { "https://example.org",
	    "http://127.0.0.1:8080/a?b=c#d", "https://www.exempelköping.se/å",
	    "HTTPS://EXAMPLE.ORG/", "https://[2001:db8::1]:443/",
	    " https://example.org/ ", "https://example.org?x" };
	static const char *const bad[] = { "example.org", "//example.org/",
	    "https:///x", "https://", "https://user@example.org/",
	    "https://user:pw@example.org/", "https://example.org/a b",
	    "https://example.org:port/", "file:///etc/passwd",
	    "javascript:alert(1)", "https://a,https://b c" };
	size_t i;

	for (i = 0; i < sizeof(good) / sizeof(good[0]); i++)
		if (!loads("x", good[i], ACTIVE))
			CHECK_STR(fail.text, good[i]);
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		if (loads("x", bad[i], ACTIVE))
			CHECK_STR("let through", bad[i]);
}

static void
closing_dates_follow_the_status(void)
{
	static const struct {
		const char *status;
		int good;
	} cases[] = {
		{ ACTIVE, 1 },
		{ "aktiv</status><slutdatum>2027-01-01</slutdatum>", 0 },
		{ "avslutas</status>", 0 },
		{ "avslutas</status><slutdatum>2027-01-01</slutdatum>", 1 },
		{ "avslutas</status><slutdatum>2026-01-01</slutdatum>", 1 },
		{ "avslutad</status>", 0 },
		{ "avslutad</status><slutdatum>" TODAY "</slutdatum>", 1 },
		{ "avslutad</status><slutdatum>2026-11-24</slutdatum>", 0 },
		{ "avslutad</status><slutdatum>2024-03-01</slutdatum>", 1 },
		{ "avslutad</status><slutdatum>2024-02-29</slutdatum>", 0 },
	};
	size_t i;

	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		CHECK_INT(loads("x", SOUND, cases[i].status), cases[i].good);
}

static void
accounts_are_found_by_their_whole_id(void)
{
	struct buf b = BUF_INIT;
	const struct konton_account *a;

	add(&b, "ett", SOUND, ACTIVE);
	add(&b, "ett-2", SOUND, ACTIVE);
	NEED(load(&b) == 0);
	CHECK_INT(konton.count, 2);
	a = konton_find(&konton, "ett-2");
	NEED(a != NULL);
	CHECK_STR(a->id, "ett-2");
	CHECK_STR(a->board, "Nämnden för allt");
	CHECK_STR(a->closes, NULL);
	CHECK_STR(konton_text(&konton, a, "syfte"), "S");
	CHECK(konton_find(&konton, "ett-") == NULL);
	CHECK_INT(strlen(konton.file.sha256), 64);
	konton_clear(&konton);

	add(&b, "ett", SOUND, ACTIVE);
	buf_addc(&b, '\n');
	add(&b, "ett", SOUND, ACTIVE);
	CHECK_INT(load(&b), -1);
	CHECK_INT(fail.kind, FAIL_CONFIG);
	CHECK(strstr(fail.text, "konton.xml:3: the id 'ett' is used already "
	    "on line 1") != NULL);
	CHECK(konton.file.doc == NULL && konton.account == NULL);
}

int
main(void)
{
	RUN(ids_are_short_and_plain);
	RUN(addresses_are_web_addresses);
	RUN(closing_dates_follow_the_status);
	RUN(accounts_are_found_by_their_whole_id);
	return (check_end());
}
