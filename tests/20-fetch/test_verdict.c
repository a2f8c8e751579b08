/*
 * test_verdict.c - is it the record that was asked for?  One table: what was
 * met with, and what must be said of it.
 */
#include "fetch/verdict.h"

#include <stdlib.h>
#include <string.h>

#include "core/buf.h"
#include "core/fail.h"
#include "core/record/capture.h"
#include "../harness/check.h"

#define ASKED "https://www.example.org/kommun"
#define LONG "Exempelk\xc3\xb6pings kommun " TWENTY TWENTY TWENTY TWENTY \
    TWENTY TWENTY
#define TWENTY "ett tv\xc3\xa5 tre fyra fem sex sju \xc3\xa5tta nio tio " \
    "elva tolv tretton fjorton femton sexton sjutton arton nitton tjugo "

struct expectation {
	const char *name;	/* of the case, when it fails */
	struct verdict_facts facts;
	const char *word;	/* that the register expects, or NULL */
	const char *verdict;
	int later;
	const char *sign;	/* that must be named, or NULL */
};

/* A page that was seen there, with this status and text. */
#define SEEN_AT(address, code, shown, n) .final = (address), \
    .status = (code), .has_page = 1, .text = (shown), .words = (n)
#define SEEN(shown, n) SEEN_AT(ASKED, 200, shown, n)

static const struct expectation table[] = {
	{ "an ordinary page", { SEEN(LONG, 120) },
	    "exempelk\xc3\xb6pings  KOMMUN", "good", 0, NULL },
	{ "without expected words to look for", { SEEN("Hej", 1) }, NULL,
	    "good", 0, NULL },
	{ "upper case Swedish letters",
	    { SEEN("V\xc3\x84LKOMMEN TILL \xc3\x85M\xc3\x85L", 3) },
	    "v\xc3\xa4lkommen till \xc3\xa5m\xc3\xa5l", "good", 0, NULL },
	{ "a no-break space between", { SEEN("till\xc2\xa0oss", 1) },
	    "till oss", "good", 0, NULL },
	{ "expected words that are not there", { SEEN(LONG, 120) }, "Annat",
	    "error", 0, "expected-words" },

	{ "a password over the content", { SEEN(LONG, 120), .password = 1,
	    .over = 1, .share = 0.5 }, "Exempelk\xc3\xb6pings", "login-wall",
	    0, "password-field" },
	{ "a small password box in the header", { SEEN(LONG, 120),
	    .password = 1, .share = 0.01 }, "Exempelk\xc3\xb6pings", "good", 0,
	    "password-field" },
	{ "little but a password form, and the name",
	    { SEEN("Logga in p\xc3\xa5 Exempelk\xc3\xb6ping", 4),
	    .password = 1, .share = 0.2 }, "Exempelk\xc3\xb6ping",
	    "login-wall", 0, "password-field" },
	{ "a small box on a small page that shows its words",
	    { SEEN("Exempelk\xc3\xb6ping", 1), .password = 1, .share = 0.01 },
	    "Exempelk\xc3\xb6ping", "good", 0, "password-field" },
	{ "a large form, and nothing to look for", { SEEN(LONG, 200),
	    .password = 1, .share = 0.3 }, NULL, "login-wall", 0,
	    "password-field" },
	{ "sent to a login", {
	    SEEN_AT("https://www.example.org/accounts/login/?next=%2F", 200,
	    "V\xc3\xa4lj konto", 2) },
	    "Exempelk\xc3\xb6ping", "login-wall", 0, "login-address" },
	{ "sent to a login, nothing to look for", {
	    SEEN_AT("https://example.org/Login", 200, "V\xc3\xa4lj", 1) },
	    NULL, "login-wall", 0, "login-address" },
	{ "a word with login in it is no login", {
	    SEEN_AT("https://example.org/loginovo?login", 200, "Hej", 1) },
	    NULL, "good", 0, NULL },
	{ "the address asked for is itself a login's", {
	    SEEN_AT("https://example.org/login/info", 200, "Hej", 1),
	    .requested = "https://example.org/login/info" }, NULL, "good", 0,
	    NULL },
	{ "login wording in place of the page, in Swedish",
	    { SEEN("Du m\xc3\xa5ste logga in", 4) }, "Exempelk\xc3\xb6ping",
	    "login-wall", 0, "login-words" },
	{ "login wording in place of the page, in English",
	    { SEEN("Log in to continue", 4) }, "Exempelk\xc3\xb6ping",
	    "login-wall", 0, "login-words" },
	{ "login wording beside the page", { SEEN(LONG "logga in", 120) },
	    "Exempelk\xc3\xb6pings", "good", 0, NULL },
	{ "HTTP 401", { SEEN_AT(ASKED, 401, "", 0) }, NULL, "login-wall", 0,
	    "http-status" },
	{ "HTTP 407", { SEEN_AT(ASKED, 407, "", 0) }, NULL, "login-wall", 0,
	    "http-status" },

	{ "nothing to see", { SEEN("", 0), .one_colour = 1 }, NULL, "blank",
	    0, "no-content" },
	{ "nothing to see, and words expected", { SEEN("", 0),
	    .one_colour = 1 }, "Exempelk\xc3\xb6ping", "blank", 0,
	    "no-content" },
	{ "a picture without text", { SEEN("", 0) }, NULL, "good", 0, NULL },
	{ "text on one colour", { SEEN("Hej", 1), .one_colour = 1 }, NULL,
	    "good", 0, NULL },

	{ "led inside", { .refused = 1,
	    .error = "127.0.0.2 is not public" }, NULL, "error", 0,
	    "internal-address" },
	{ "nobody answers", { .later = 1,
	    .error = "connection refused" }, NULL, "error", 1, "no-answer" },
	{ "a certificate that is not right", { .requested = ASKED,
	    .error = "certificate has expired" }, NULL, "error", 0,
	    "no-answer" },
	{ "HTTP 404", { .status = 404 }, NULL, "error", 0,
	    "http-status" },
	{ "HTTP 410", { .status = 410 }, NULL, "error", 0,
	    "http-status" },
	{ "HTTP 403", { SEEN_AT(ASKED, 403, "Nej", 1) }, NULL, "error", 0,
	    "http-status" },
	{ "HTTP 429", { .status = 429 }, NULL, "error", 1,
	    "http-status" },
	{ "HTTP 500", { .status = 500 }, NULL, "error", 1,
	    "http-status" },
	{ "HTTP 503", { .status = 503 }, NULL, "error", 1,
	    "http-status" },
	{ "the browser is cut off", { .status = 200,
	    .navigation = "net::ERR_CONNECTION_RESET" }, NULL, "error", 1,
	    "navigation" },
	{ "the browser refuses the certificate", { .requested = ASKED,
	    .status = 200, .navigation = "net::ERR_CERT_DATE_INVALID" }, NULL,
	    "error", 0, "navigation" },
	{ "a download", { .status = 200,
	    .navigation = "net::ERR_ABORTED" }, NULL, "error", 0,
	    "navigation" },
	{ "a crash, after the page was seen", { SEEN(LONG, 120),
	    .trouble = "the page made the browser crash" }, NULL, "error", 1,
	    "page-trouble" },
	{ "nothing is known", { .status = 200 }, NULL,
	    "error", 1, NULL },
};

static int
has_sign(const struct capture *c, const char *name)
{
	size_t i;

	for (i = 0; i < c->sign_count; i++) {
		if (strcmp(c->sign[i].name, name) == 0)
			return (1);
	}
	return (0);
}

static void
judge(const struct expectation *e)
{
	struct verdict_facts facts = e->facts;
	struct capture c = { 0 };
	struct fail fail = FAIL_INIT;
	char *word = e->word == NULL ? NULL : strdup(e->word);

	if (facts.requested == NULL)
		facts.requested = ASKED;
	facts.expected = &word;
	facts.expected_count = word == NULL ? 0 : 1;
	CHECK_INT(verdict_decide(&c, &facts, &fail), 0);
	if (c.verdict == NULL || strcmp(c.verdict, e->verdict) != 0 ||
	    c.later != e->later) {
		CHECK_STR(e->name, "as the table has it");
		CHECK_STR(c.verdict, e->verdict);
		CHECK_INT(c.later, e->later);
	}
	if (e->sign != NULL && !has_sign(&c, e->sign)) {
		CHECK_STR(e->name, "the sign of the table");
		CHECK_STR("no sign", e->sign);
	}
	/* Good says nothing; all else says in one line what to do. */
	CHECK_INT(c.advice == NULL, strcmp(e->verdict, "good") == 0);
	if (c.advice != NULL)
		CHECK(strchr(c.advice, '\n') == NULL);
	free(word);
	capture_clear(&c);
}

static void
the_table_holds(void)
{
	size_t i;

	for (i = 0; i < sizeof(table) / sizeof(*table); i++)
		judge(&table[i]);
}

static void
every_missing_word_is_named(void)
{
	char one[] = "ett", two[] = "saknas", three[] = "ocks\xc3\xa5 saknas";
	char *words[] = { one, two, three };
	struct verdict_facts facts = { SEEN("ett", 1),
	    .requested = ASKED, .expected = words,
	    .expected_count = 3 };
	struct capture c = { 0 };
	struct fail fail = FAIL_INIT;

	CHECK_INT(verdict_decide(&c, &facts, &fail), 0);
	CHECK_INT(c.sign_count, 2);
	capture_clear(&c);
}

int
main(void)
{
	RUN(the_table_holds);
	RUN(every_missing_word_is_named);
	return (check_end());
}
