#include "fetch/verdict.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/buf.h"
#include "core/fail.h"
#include "core/record/capture.h"
#include "core/text.h"

#define FEW_WORDS 120		/* fewer: a password form is the content */
#define LARGE_SHARE 0.04	/* of the window: larger than a header's box */

#define LOGIN_ADVICE "the page asks for a login instead of showing the " \
    "account: open the address in a private window, and if it asks there " \
    "too, correct the address in konton.xml or choose another inlet"

/* Parts of a path that only logins have. */
static const char *const login_paths[] = {
	"login", "log-in", "log_in", "signin", "sign-in", "sign_in", "logon",
	"login.php", "login.html", "login.aspx", "login.jsp", "wp-login.php",
	"signup", "checkpoint", "authwall", "uas", "servicelogin", "sso",
	"inloggning", "logga-in", "loggain", "oauth", "authorize",
};

/* Ways to say that one must log in; Swedish and English, lower case. */
static const char *const login_words[] = {
	"logga in för att", "du måste logga in", "du behöver logga in",
	"logga in på ditt konto", "logga in eller", "logga in med",
	"glömt lösenordet", "glömt ditt lösenord", "har du inget konto",
	"skapa nytt konto", "fortsätt genom att logga in",
	"kräver inloggning", "logga in",
	"log in to", "login to", "log into", "sign in to", "you must log in",
	"you need to log in", "please log in", "please sign in",
	"forgot password", "forgot your password", "forgotten password",
	"create new account", "create an account", "don't have an account",
	"join to view", "log in or sign up", "log in", "sign in",
};

struct judge {			/* one verdict in the making */
	struct capture *c;
	const struct verdict_facts *f;
	char *text;		/* the page's words, lower case, or NULL */
	int missing;		/* an expected word is not shown */
	struct fail *fail;
};

/* The lower-case form of a letter: Latin, Greek and Cyrillic. */
static uint32_t
lower(uint32_t c)
{
	if ((c >= 'A' && c <= 'Z') || (c >= 0xc0 && c <= 0xde && c != 0xd7) ||
	    (c >= 0x391 && c <= 0x3a9) || (c >= 0x410 && c <= 0x42f))
		return (c + 32);
	if (c >= 0x400 && c <= 0x40f)
		return (c + 80);
	if (c >= 0x100 && c <= 0x17f && c != 0x130 && c != 0x178) {
		/* Pairs: even is upper, but from 139 to 148 and 179 to 17e. */
		if ((c >= 0x139 && c <= 0x148) || c >= 0x179)
			return (c + (c & 1));
		return (c | 1);
	}
	return (c);
}

/* In lower case, white space (the no-break space too) as one space. */
static char *
folded(const char *s, struct fail *fail)
{
	const char *end = s + strlen(s);
	struct buf b = BUF_INIT;
	uint32_t c;
	int space = 0;

	while (s < end) {
		s = text_next(s, end, &c);
		if (c <= ' ' || c == 0xa0 || c == 0x202f) {
			space = b.size > 0;
			continue;
		}
		if (space)
			buf_addc(&b, ' ');
		space = 0;
		text_put(&b, lower(c));
	}
	return (buf_take(&b, fail));
}

static int sign(struct judge *, const char *, const char *, const char *, ...)
    __attribute__((format(printf, 4, 5)));

static int
sign(struct judge *j, const char *name, const char *verdict, const char *fmt,
    ...)
{
	char text[512];
	struct capture_sign one = { (char *)name, (char *)verdict, text, 0 };
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	return (capture_add_sign(j->c, &one, j->fail));
}

/* The verdict, once: later ones do not change it. */
static int
decide(struct judge *j, const char *verdict, int later, const char *advice)
{
	if (j->c->verdict != NULL)
		return (0);
	if ((j->c->verdict = text_copy(verdict, j->fail)) == NULL)
		return (-1);
	j->c->later = later;
	if (advice != NULL &&
	    (j->c->advice = text_copy(advice, j->fail)) == NULL)
		return (-1);
	return (0);
}

/* No answer, or one that leads where nobody may go. */
static int
judge_answer(struct judge *j)
{
	const struct verdict_facts *f = j->f;

	if (f->refused)
		return (sign(j, "internal-address", "error", "%s",
		    f->error == NULL ? "not public" : f->error) == -1 ? -1 :
		    decide(j, "error", 0, "the address leads to one inside "
		    "the network, which is not allowed: if that is meant, "
		    "add the host as tillaten in bevara.xml, else correct "
		    "the address in konton.xml"));
	if (f->error == NULL)
		return (0);
	if (sign(j, "no-answer", "error", "%s", f->error) == -1)
		return (-1);
	if (f->later)
		return (decide(j, "error", 1, "the server did not answer: "
		    "try again later, and if it goes on, check the address "
		    "in konton.xml"));
	return (decide(j, "error", 0, "the address cannot be reached safely: "
	    "open it in a browser, and correct it in konton.xml or tell the "
	    "site's owner"));
}

static int
judge_status(struct judge *j)
{
	int s = j->f->status;

	if (s == 401 || s == 407)
		return (sign(j, "http-status", "login-wall", "HTTP %d",
		    s) == -1 ? -1 : decide(j, "login-wall", 0,
		    LOGIN_ADVICE));
	if (s < 400)
		return (0);
	if (sign(j, "http-status", "error", "HTTP %d", s) == -1)
		return (-1);
	if (s == 404 || s == 410)
		return (decide(j, "error", 0, "there is no page at the address "
		    "any more: find the account's new address and correct it "
		    "in konton.xml"));
	if (s == 429 || s >= 500)
		return (decide(j, "error", 1, "the server cannot show the page "
		    "now: try again later"));
	return (decide(j, "error", 0, "the server refuses to show the page: "
	    "open the address in a browser, and correct it in konton.xml or "
	    "choose another inlet"));
}

/* What the browser itself met with. */
static int
judge_browser(struct judge *j)
{
	const char *n = j->f->navigation;
	int later;

	if (n != NULL) {
		/* A certificate or a download does not pass by itself. */
		later = strstr(n, "ERR_CERT") == NULL &&
		    strstr(n, "ERR_SSL") == NULL &&
		    strstr(n, "ERR_ABORTED") == NULL &&
		    strstr(n, "ERR_BLOCKED") == NULL &&
		    strstr(n, "ERR_TUNNEL") == NULL;
		return (sign(j, "navigation", "error", "%s", n) == -1 ? -1 :
		    decide(j, "error", later, "the browser could not open the "
		    "page: open the address in a browser, and correct it in "
		    "konton.xml if it fails there too"));
	}
	if (j->f->trouble == NULL)
		return (0);
	return (sign(j, "page-trouble", "error", "%s", j->f->trouble) == -1 ?
	    -1 : decide(j, "error", 1, "the page could not be looked at to "
	    "its end: try again later, and if it goes on, give it more "
	    "seconds in bevara.xml"));
}

/* The part of an address after the host, up to the question mark. */
static const char *
path_of(const char *address, size_t *n)
{
	const char *at = strstr(address, "://");

	at = at == NULL ? address : at + 3;
	at += strcspn(at, "/?#");
	*n = strcspn(at, "?#");
	return (at);
}

/* Whether one part of the path is a login's. */
static int
is_login_address(const char *address, struct fail *fail)
{
	char *low;
	const char *at;
	size_t n, part, i;
	int yes = 0;

	if ((low = folded(address, fail)) == NULL)
		return (0);
	at = path_of(low, &n);
	while (n > 0 && !yes) {
		at++;
		n--;
		part = 0;
		while (part < n && at[part] != '/')
			part++;
		for (i = 0; i < sizeof(login_paths) / sizeof(*login_paths) &&
		    !yes; i++)
			yes = strlen(login_paths[i]) == part &&
			    strncmp(at, login_paths[i], part) == 0;
		at += part;
		n -= part;
	}
	free(low);
	return (yes);
}

/* Set j->missing, with a sign for each expected word that is not shown. */
static int
find_expected(struct judge *j)
{
	size_t i;
	char *word;
	int shown;

	for (i = 0; i < j->f->expected_count; i++) {
		if ((word = folded(j->f->expected[i], j->fail)) == NULL)
			return (-1);
		shown = strstr(j->text, word) != NULL;
		free(word);
		if (shown)
			continue;
		j->missing = 1;
		if (sign(j, "expected-words", "error", "'%s' is not shown",
		    j->f->expected[i]) == -1)
			return (-1);
	}
	return (0);
}

/* The first login wording that the page shows, or NULL. */
static const char *
find_login_words(const struct judge *j)
{
	size_t i;

	for (i = 0; i < sizeof(login_words) / sizeof(*login_words); i++) {
		if (strstr(j->text, login_words[i]) != NULL)
			return (login_words[i]);
	}
	return (NULL);
}

/*
 * A password field that the page is about, and not one in a corner: it lies
 * over the content, or there is little else, or what should be there is not.
 */
static int
password_is_content(const struct judge *j)
{
	const struct verdict_facts *f = j->f;

	int large = f->share > LARGE_SHARE, few = f->words < FEW_WORDS;

	if (!f->password)
		return (0);
	if (f->over || j->missing)
		return (1);
	return (f->expected_count > 0 ? few && large : few || large);
}

/*
 * A login in the place of the page.  A small login box beside the full
 * content leaves its signs, and decides nothing.
 */
static int
judge_login(struct judge *j)
{
	const struct verdict_facts *f = j->f;
	const char *words = find_login_words(j);
	int address, wall = 0;

	address = f->final != NULL &&
	    is_login_address(f->final, j->fail) &&
	    !is_login_address(f->requested, j->fail);
	if (j->fail->kind != FAIL_NONE)
		return (-1);
	if (address) {
		wall |= j->missing || f->expected_count == 0;
		if (sign(j, "login-address", "login-wall", "%s",
		    f->final) == -1)
			return (-1);
	}
	if (f->password) {
		wall |= password_is_content(j);
		if (sign(j, "password-field", "login-wall",
		    "%s, %.0f %% of the window", f->over ?
		    "over the content" : "in the page",
		    f->share * 100) == -1)
			return (-1);
	}
	if (words != NULL && (f->password || address || j->missing)) {
		wall |= j->missing;
		if (sign(j, "login-words", "login-wall", "'%s'", words) == -1)
			return (-1);
	}
	return (wall ? decide(j, "login-wall", 0, LOGIN_ADVICE) : 0);
}

/* The page itself. */
static int
judge_page(struct judge *j)
{
	const struct verdict_facts *f = j->f;

	if ((j->text = folded(f->text == NULL ? "" : f->text,
	    j->fail)) == NULL)
		return (-1);
	if (f->words == 0 && f->one_colour) {
		if (sign(j, "no-content", "blank", "no text, and pictures of "
		    "one colour") == -1 ||
		    decide(j, "blank", 0, "the page shows nothing: open the "
		    "address in a browser, and try again if it shows something "
		    "there") == -1)
			return (-1);
	}
	if (find_expected(j) == -1 || judge_login(j) == -1)
		return (-1);
	if (j->missing)
		return (decide(j, "error", 0, "the page does not show the words "
		    "that the register expects: check the address, or the "
		    "expected words, in konton.xml"));
	return (0);
}

int
verdict_decide(struct capture *c, const struct verdict_facts *f,
    struct fail *fail)
{
	struct judge j = { c, f, NULL, 0, fail };
	int rc = -1;

	if (judge_answer(&j) == -1 || judge_status(&j) == -1 ||
	    judge_browser(&j) == -1)
		goto out;
	if (f->has_page && judge_page(&j) == -1)
		goto out;
	/* What nobody looked at cannot be good. */
	if (!f->has_page && decide(&j, "error", 1, "the page was not seen: "
	    "try again later") == -1)
		goto out;
	rc = decide(&j, "good", 0, NULL);
out:
	free(j.text);
	return (rc);
}
