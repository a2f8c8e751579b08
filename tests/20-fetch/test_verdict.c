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
#include "fetch/answer.h"
#include "fetch/compare.h"
#include "fetch/signs.h"
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
	const char *platform;	/* NULL: none */
	const char *selector;	/* that the page shows, or NULL */
	struct signs_seen seen;	/* how */
};

/* A password field, seen like this; for the end of a row. */
#define PASSWORD(lies_over, takes) .selector = "input[type=password]", \
    .seen = { 1, lies_over, takes }

static char retry_name[] = "Retry-After", retry_value[] = "120";
static char *names[] = { retry_name }, *values[] = { retry_value };
static const struct answer busy = { names, values, 1, 1, NULL };
static char broke_off[] = "18 bytes of 200 are missing";
static const struct answer cut = { names, values, 0, 0, broke_off };
static char heading[] = "'X' is shown no more", title[] = "it was 'X'",
    structure[] = "1 words were 90";
static const struct compare other_name = { heading, title, NULL },
    other_title = { NULL, title, NULL }, other_build = { NULL, NULL,
    structure };

/* A page that was seen there, with this status and text. */
#define SEEN_AT(address, code, shown, n) .final = (address), \
    .status = (code), .has_page = 1, .text = (shown), .words = (n)
#define SEEN(shown, n) SEEN_AT(ASKED, 200, shown, n)

static const struct expectation table[] = {
	{ "an ordinary page", { SEEN(LONG, 120) },
	    "exempelk\xc3\xb6pings  KOMMUN", "good", 0, .sign = NULL },
	{ "without expected words to look for", { SEEN("Hej", 1) }, NULL,
	    "good", 0, .sign = NULL },
	{ "upper case Swedish letters",
	    { SEEN("V\xc3\x84LKOMMEN TILL \xc3\x85M\xc3\x85L", 3) },
	    "v\xc3\xa4lkommen till \xc3\xa5m\xc3\xa5l", "good", 0, .sign = NULL },
	{ "a no-break space between", { SEEN("till\xc2\xa0oss", 1) },
	    "till oss", "good", 0, .sign = NULL },
	{ "expected words that are not there", { SEEN(LONG, 120) }, "Annat",
	    "error", 0, .sign = "expected-words" },

	{ "a password over the content", { SEEN(LONG, 120) }, "Exempelk\xc3\xb6pings", "login-wall",
	    0, "password-field",
	    PASSWORD(1, 0.5) },
	{ "a small password box in the header", { SEEN(LONG, 120) }, "Exempelk\xc3\xb6pings", "good", 0,
	    "password-field",
	    PASSWORD(0, 0.01) },
	{ "little but a password form, and the name",
	    { SEEN("Logga in p\xc3\xa5 Exempelk\xc3\xb6ping", 4) }, "Exempelk\xc3\xb6ping",
	    "login-wall", 0, "password-field",
	    PASSWORD(0, 0.2) },
	{ "a small box on a small page that shows its words",
	    { SEEN("Exempelk\xc3\xb6ping", 1) },
	    "Exempelk\xc3\xb6ping", "good", 0, "password-field",
	    PASSWORD(0, 0.01) },
	{ "a large form, and nothing to look for", { SEEN(LONG, 200) }, NULL, "login-wall", 0,
	    "password-field",
	    PASSWORD(0, 0.3) },
	{ "sent to a login", {
	    SEEN_AT("https://www.example.org/accounts/login/?next=%2F", 200,
	    "V\xc3\xa4lj konto", 2) },
	    "Exempelk\xc3\xb6ping", "login-wall", 0, .sign = "login-address" },
	{ "sent to a login, nothing to look for", {
	    SEEN_AT("https://example.org/Login", 200, "V\xc3\xa4lj", 1) },
	    NULL, "login-wall", 0, .sign = "login-address" },
	{ "a word with login in it is no login", {
	    SEEN_AT("https://example.org/loginovo?login", 200, "Hej", 1) },
	    NULL, "good", 0, .sign = NULL },
	{ "the address asked for is itself a login's", {
	    SEEN_AT("https://example.org/login/info", 200, "Hej", 1),
	    .requested = "https://example.org/login/info" }, NULL, "good", 0,
	    .sign = NULL },
	{ "login wording in place of the page, in Swedish",
	    { SEEN("Du m\xc3\xa5ste logga in", 4) }, "Exempelk\xc3\xb6ping",
	    "login-wall", 0, .sign = "login-words" },
	{ "login wording in place of the page, in English",
	    { SEEN("Log in to continue", 4) }, "Exempelk\xc3\xb6ping",
	    "login-wall", 0, .sign = "login-words" },
	{ "login wording beside the page", { SEEN(LONG "logga in", 120) },
	    "Exempelk\xc3\xb6pings", "good", 0, .sign = NULL },
	{ "HTTP 401", { SEEN_AT(ASKED, 401, "", 0) }, NULL, "login-wall", 0,
	    .sign = "http-status" },
	{ "HTTP 407", { SEEN_AT(ASKED, 407, "", 0) }, NULL, "login-wall", 0,
	    .sign = "http-status" },

	{ "nothing to see", { SEEN("", 0), .one_colour = 1 }, NULL, "blank",
	    0, .sign = "no-content" },
	{ "nothing to see, and words expected", { SEEN("", 0),
	    .one_colour = 1 }, "Exempelk\xc3\xb6ping", "blank", 0,
	    .sign = "no-content" },
	{ "a picture without text", { SEEN("", 0), .shown = 1 }, NULL,
	    "good", 0, .sign = NULL },
	{ "text on one colour", { SEEN("Hej", 1), .one_colour = 1 }, NULL,
	    "good", 0, .sign = NULL },

	{ "led inside", { .refused = 1,
	    .error = "127.0.0.2 is not public" }, NULL, "error", 0,
	    .sign = "internal-address" },
	{ "nobody answers", { .later = 1,
	    .error = "connection refused" }, NULL, "error", 1, .sign = "no-answer" },
	{ "a certificate that is not right", { .requested = ASKED,
	    .error = "certificate has expired" }, NULL, "error", 0,
	    .sign = "no-answer" },
	{ "HTTP 404", { .status = 404 }, NULL, "error", 0,
	    .sign = "http-status" },
	{ "HTTP 410", { .status = 410 }, NULL, "error", 0,
	    .sign = "http-status" },
	{ "HTTP 403", { SEEN_AT(ASKED, 403, "Nej", 1) }, NULL, "error", 0,
	    .sign = "http-status" },
	{ "HTTP 429", { .status = 429 }, NULL, "rate-limited", 1,
	    .sign = "http-status" },
	{ "HTTP 500", { .status = 500 }, NULL, "error", 1,
	    .sign = "http-status" },
	{ "HTTP 503", { .status = 503 }, NULL, "error", 1,
	    .sign = "http-status" },
	{ "HTTP 503 that says when to come again", { .status = 503,
	    .answer = &busy }, NULL, "rate-limited", 1, .sign = "retry-after" },
	{ "a page that says when it will have news", { SEEN(LONG, 120),
	    .answer = &busy }, NULL, "good", 0, .sign = "retry-after" },
	{ "the browser is cut off", { .status = 200,
	    .navigation = "net::ERR_CONNECTION_RESET" }, NULL, "error", 1,
	    .sign = "navigation" },
	{ "the browser refuses the certificate", { .requested = ASKED,
	    .status = 200, .navigation = "net::ERR_CERT_DATE_INVALID" }, NULL,
	    "error", 0, .sign = "navigation" },
	{ "a download", { .status = 200,
	    .navigation = "net::ERR_ABORTED" }, NULL, "error", 0,
	    .sign = "navigation" },
	{ "a crash, after the page was seen", { SEEN(LONG, 120),
	    .trouble = "the page made the browser crash" }, NULL, "error", 1,
	    .sign = "page-trouble" },
	{ "nothing is known", { .status = 200 }, NULL,
	    "error", 1, .sign = "not-seen" },

	{ "too many questions, in place of the page",
	    { SEEN("Too many requests", 3) }, NULL, "rate-limited", 1,
	    .sign = "rate-words" },
	{ "a post about too many requests", { SEEN(LONG "too many requests",
	    123) }, "Exempelk\xc3\xb6pings", "good", 0, .sign = "rate-words" },
	{ "curved apostrophes", { SEEN("I\xe2\x80\x99m not a robot", 4) },
	    "Exempelk\xc3\xb6ping", "captcha", 0, .sign = "captcha-words" },
	{ "HTTP 403 with a captcha", { SEEN_AT(ASKED, 403,
	    "Verify you are human", 4), .title = "Just a moment..." }, NULL,
	    "captcha", 0, .sign = "captcha-words" },
	{ "words within words", { SEEN("blog inside", 2) }, "blog", "good", 0,
	    .sign = NULL },

	{ "cookies asked about over the content", { SEEN(LONG, 120),
	    .consent = "Kakor?", .consent_share = 0.6 },
	    "Exempelk\xc3\xb6pings", "consent-wall", 0, .sign = "consent-layer" },
	{ "cookies asked about at the foot", { SEEN(LONG, 120),
	    .consent = "Kakor?", .consent_share = 0.1 },
	    "Exempelk\xc3\xb6pings", "good", 0, .sign = "consent-banner" },

	{ "a login's words in a layer", { SEEN(LONG, 120),
	    .layers = "Logga in f\xc3\xb6r att se mer" },
	    "Exempelk\xc3\xb6pings", "login-wall", 0, .sign = "login-layer" },
	{ "neither text nor picture, many colours", { SEEN("", 0) }, NULL,
	    "blank", 0, .sign = "nothing-read" },
	{ "a spinner alone", { SEEN("Exempelk\xc3\xb6ping", 1) },
	    "Exempelk\xc3\xb6ping", "blank", 0, "spinner", NULL,
	    "[role=progressbar], [aria-busy=true], progress:not([value])",
	    { 1, 0, 0.01 } },
	{ "a spinner on a full page", { SEEN(LONG, 120) },
	    "Exempelk\xc3\xb6pings", "good", 0, NULL, NULL,
	    "[role=progressbar], [aria-busy=true], progress:not([value])",
	    { 1, 0, 0.01 } },

	{ "time ran out", { SEEN(LONG, 120), .time_up = 1 }, NULL,
	    "truncated", 0, .sign = "time-up" },
	{ "half the pictures missing", { SEEN(LONG, 120), .pictures = 8,
	    .missing = 4 }, NULL, "truncated", 0, .sign = "pictures-missing" },
	{ "one picture missing", { SEEN(LONG, 120), .pictures = 1,
	    .missing = 1 }, NULL, "good", 0, .sign = "pictures-missing" },
	{ "an answer that broke off", { SEEN(LONG, 120), .answer = &cut },
	    NULL, "truncated", 0, .sign = "answer-cut" },
	{ "a layout too large", { SEEN(LONG, 120), .cut = 1 }, NULL,
	    "truncated", 0, .sign = "layout-cut" },

	{ "posts that were missed", { SEEN(LONG, 120), .lost = 3 }, NULL,
	    "truncated", 0, .sign = "posts-lost" },

	{ "another name", { SEEN(LONG, 120), .compare = &other_name }, NULL,
	    "changed", 0, .sign = "heading-changed" },
	{ "another title alone", { SEEN(LONG, 120), .compare = &other_title },
	    NULL, "good", 0, .sign = "title-changed" },
	{ "most of it gone", { SEEN(LONG, 120), .compare = &other_build },
	    NULL, "changed", 0, .sign = "structure-changed" },
	{ "a login instead of another name", { SEEN("Logga in", 2),
	    .compare = &other_name }, "Exempelk\xc3\xb6ping", "login-wall",
	    0, .sign = "login-words" },

	{ "Instagram's login", { SEEN_AT(
	    "https://www.instagram.com/accounts/login/?next=%2Fx%2F", 200,
	    LONG, 120) }, "Exempelk\xc3\xb6pings", "login-wall", 0,
	    "instagram-login-address", .platform = "instagram" },
	{ "another host's path of the same beginning", { SEEN_AT(
	    "https://www.instagram.com/accounts/loginova", 200, LONG, 120) },
	    "Exempelk\xc3\xb6pings", "good", 0, NULL, .platform = "instagram" },
	{ "YouTube's consent", { SEEN_AT(
	    "https://consent.youtube.com/m?continue=x", 200, LONG, 120) },
	    "Exempelk\xc3\xb6pings", "consent-wall", 0, "youtube-consent",
	    .platform = "youtube" },
	{ "a host that only ends like it", { SEEN_AT(
	    "https://notconsent.youtube.com/m", 200, LONG, 120) },
	    "Exempelk\xc3\xb6pings", "good", 0, NULL, .platform = "youtube" },
	{ "a subhost", { SEEN_AT("https://sv.accounts.google.com/x", 200,
	    LONG, 120) }, "Exempelk\xc3\xb6pings", "login-wall", 0,
	    "youtube-login", .platform = "youtube" },
	{ "LinkedIn's refusal", { SEEN_AT(ASKED, 999, "", 0),
	    .one_colour = 1 }, NULL, "rate-limited", 1, "linkedin-refused",
	    .platform = "linkedin" },
	{ "another platform's sign", { SEEN_AT(ASKED, 999, LONG, 120) },
	    NULL, "good", 0, NULL, .platform = "facebook" },
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

/* The place of a selector among those of ${signs}. */
static size_t
number_of(const struct signs *signs, const char *selector)
{
	size_t i, k;

	for (i = 0; i < signs->sign_count; i++)
		for (k = 0; k < signs->sign[i].test_count; k++)
			if (signs->sign[i].test[k].kind == SIGNS_SELECTOR &&
			    strcmp(signs->sign[i].test[k].value,
			    selector) == 0)
				return (signs->sign[i].test[k].number);
	CHECK_STR("no such selector", selector);
	return (0);
}

static void
judge(const struct expectation *e)
{
	struct verdict_facts facts = e->facts;
	struct signs signs = SIGNS_INIT;
	struct signs_seen *seen;
	struct capture c = { 0 };
	struct fail fail = FAIL_INIT;
	char *word = e->word == NULL ? NULL : strdup(e->word);

	if (facts.requested == NULL)
		facts.requested = ASKED;
	facts.expected = &word;
	facts.expected_count = word == NULL ? 0 : 1;
	CHECK_INT(signs_load(&signs, e->platform, &fail), 0);
	seen = calloc(signs.selector_count + 1, sizeof(*seen));
	CHECK(seen != NULL);
	if (e->selector != NULL)
		seen[number_of(&signs, e->selector)] = e->seen;
	facts.signs = &signs;
	facts.seen = seen;
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
	free(seen);
	signs_clear(&signs);
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
	struct signs signs = SIGNS_INIT;
	struct fail fail = FAIL_INIT;

	CHECK_INT(signs_load(&signs, NULL, &fail), 0);
	facts.signs = &signs;
	CHECK_INT(verdict_decide(&c, &facts, &fail), 0);
	CHECK_INT(c.sign_count, 1);
	CHECK_STR(c.sign[0].detail,
	    "not shown: 'saknas', 'ocks\xc3\xa5 saknas'");
	signs_clear(&signs);
	capture_clear(&c);
}

/* A verdict's weights add up; every sign says how much it weighed. */
static void
signs_say_what_they_weighed(void)
{
	struct verdict_facts facts = { SEEN(LONG, 120), .requested = ASKED,
	    .compare = &other_name };
	struct capture c = { 0 };
	struct signs signs = SIGNS_INIT;
	struct fail fail = FAIL_INIT;

	CHECK_INT(signs_load(&signs, NULL, &fail), 0);
	facts.signs = &signs;
	CHECK_INT(verdict_decide(&c, &facts, &fail), 0);
	CHECK_STR(c.verdict, "changed");
	CHECK_INT(c.sign_count, 2);
	CHECK_INT(c.sign[0].weight, 60);
	CHECK_INT(c.sign[1].weight, 40);
	signs_clear(&signs);
	capture_clear(&c);
}

int
main(void)
{
	RUN(the_table_holds);
	RUN(signs_say_what_they_weighed);
	RUN(every_missing_word_is_named);
	return (check_end());
}
