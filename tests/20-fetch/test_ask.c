/*
 * test_ask - the first question's claims, against servers that misbehave.
 *
 * With arguments, URL ALLOWED FILE, it asks for that URL instead, writes FILE
 * and prints what it was told: for the tests that need a TLS server.  There
 * the certificates in $TEST_CA, if it is set, are trusted.
 */
#include <curl/curl.h>
#include <dlfcn.h>
#include <poll.h>
#include <stdlib.h>
#include <time.h>

#include "../harness/check.h"
#include "core/buf.h"
#include "core/clock.h"
#include "core/fail.h"
#include "core/file.h"
#include "core/xml.h"
#include "fetch/ask.h"
#include "fetch/ask_url.h"
#include "fetch/guard.h"
#include "loopback.h"

/* ---- a server that does what the path says ---- */

enum then {
	CLOSE,			/* after the text */
	HANG,			/* say nothing more */
	ENDLESS_BODY,
	ENDLESS_CHUNKS,
	ENDLESS_HEADERS,
};

static const struct reply {
	const char *path, *text;	/* PORT in it is the server's */
	enum then then;
} reply_table[] = {
	{ "/", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", CLOSE },
	{ "/loop", "HTTP/1.1 302 x\r\nLocation: /loop\r\n"
	    "Content-Length: 0\r\n\r\n", CLOSE },
	{ "/twice", "HTTP/1.1 301 x\r\nLocation: once?a b#del\r\n"
	    "Content-Length: 0\r\n\r\n", CLOSE },
	{ "/once?a%20b", "HTTP/1.1 307 x\r\nLocation: //127.0.0.1:PORT/\r\n"
	    "Content-Length: 0\r\n\r\n", CLOSE },
	{ "/inside", "HTTP/1.1 302 x\r\nLocation: http://127.0.0.2:PORT/\r\n"
	    "Content-Length: 0\r\n\r\n", CLOSE },
	{ "/decimal", "HTTP/1.1 302 x\r\nLocation: http://2130706434:PORT/\r\n"
	    "Content-Length: 0\r\n\r\n", CLOSE },
	{ "/file", "HTTP/1.1 302 x\r\nLocation: file:///etc/passwd\r\n"
	    "Content-Length: 0\r\n\r\n", CLOSE },
	{ "/gopher", "HTTP/1.1 302 x\r\nLocation: gopher://127.0.0.1:PORT/_x"
	    "\r\nContent-Length: 0\r\n\r\n", CLOSE },
	{ "/nowhere", "HTTP/1.1 302 x\r\nLocation: http://[oj/\r\n"
	    "Content-Length: 0\r\n\r\n", CLOSE },
	{ "/port", "HTTP/1.1 302 x\r\nLocation: http://127.0.0.1:22/\r\n"
	    "Content-Length: 0\r\n\r\n", CLOSE },
	{ "/endless", "HTTP/1.1 200 OK\r\n\r\n", ENDLESS_BODY },
	{ "/chunks", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
	    ENDLESS_CHUNKS },
	{ "/badchunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
	    "zz\r\nhej\r\n", CLOSE },
	{ "/cut", "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nabc", CLOSE },
	{ "/headers", "HTTP/1.1 200 OK\r\n", ENDLESS_HEADERS },
	{ "/slowhead", "HTTP/1.1 200 OK\r\nX: y\r\n", HANG },
	{ "/slowbody", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\na", HANG },
	{ "/silent", "", HANG },
	{ "/hangup", "", CLOSE },
	{ "/notweb", "SSH-2.0-prov\r\n", CLOSE },
	{ "/early", "HTTP/1.1 103 Early Hints\r\nX-Early: 1\r\n\r\n"
	    "HTTP/1.1 200 OK\r\nX-Late: 1\r\nContent-Length: 0\r\n\r\n",
	    CLOSE },
	{ "/later", "HTTP/1.1 429 Slow\r\nRetry-After: 120\r\n"
	    "Content-Length: 0\r\n\r\n", CLOSE },
	{ "/negative", "HTTP/1.1 503 x\r\nRetry-After: -5\r\n"
	    "Content-Length: 0\r\n\r\n", CLOSE },
	{ "/past", "HTTP/1.1 503 x\r\nRetry-After: "
	    "Fri, 31 Dec 1999 23:59:59 GMT\r\nContent-Length: 0\r\n\r\n",
	    CLOSE },
	{ "/far", "HTTP/1.1 503 x\r\nRetry-After: 99999999999999\r\n"
	    "Content-Length: 0\r\n\r\n", CLOSE },
	{ "/inject", "HTTP/1.1 200 OK\r\nX: a\rb\x01<&\xff\r\n"
	    "Set-Cookie: sid=hemlig\r\nset-cookie2: hemlig\r\n: namnlös\r\n"
	    "utan kolon\r\nContent-Length: 0\r\n\r\n", CLOSE },
	{ "/trailer", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
	    "1\r\na\r\n0\r\nX-Trailer: 1\r\n\r\n", CLOSE },
};

/* Go on for ever, which is until the other side hangs up. */
static void
go_on(int fd, enum then then)
{
	static const char bytes[4096] = "X: y\r\n";
	struct pollfd p = { fd, POLLIN, 0 };
	const char *s = then == ENDLESS_HEADERS ? "X: y\r\n" : bytes;
	size_t n = then == ENDLESS_HEADERS ? 6 : sizeof(bytes);

	if (then == CLOSE)
		return;
	if (then == HANG) {
		poll(&p, 1, 10000);
		return;
	}
	for (;;) {
		if (then == ENDLESS_CHUNKS &&
		    send(fd, "1000\r\n", 6, MSG_NOSIGNAL) <= 0)
			return;
		if (send(fd, s, n, MSG_NOSIGNAL) <= 0)
			return;
		if (then == ENDLESS_CHUNKS &&
		    send(fd, "\r\n", 2, MSG_NOSIGNAL) <= 0)
			return;
	}
}

/* Say the text, with the server's port for each PORT in it. */
static void
say_reply(const struct server *s, int fd, const char *text)
{
	struct buf b = BUF_INIT;

	for (; *text != '\0'; text++) {
		if (strncmp(text, "PORT", 4) == 0) {
			buf_addf(&b, "%d", s->port);
			text += 3;
		} else
			buf_addc(&b, *text);
	}
	say(fd, buf_text(&b), b.size);
	buf_clear(&b);
}

static void
visit(struct server *s, int fd)
{
	char head[4096], path[256] = "";
	size_t i;

	(void)hear_head(fd, head, sizeof(head));
	if (sscanf(head, "GET %255s", path) != 1)
		return;
	for (i = 0; i < sizeof(reply_table) / sizeof(reply_table[0]); i++) {
		if (strcmp(reply_table[i].path, path) != 0)
			continue;
		say_reply(s, fd, reply_table[i].text);
		go_on(fd, reply_table[i].then);
		return;
	}
	say(fd, "HTTP/1.1 404 x\r\n\r\n", 18);
}

static struct server here = { .visit = visit };	/* 127.0.0.1, allowed */
/* 127.0.0.2, the same port: not allowed */
static struct server inside = { .visit = visit };
static char folder[] = "/tmp/bevara-ask-XXXXXX";
static char answer[64];

/* ---- asking ---- */

/* In this program only: trust the test's own certificates. */
CURLcode
curl_easy_perform(CURL *curl)
{
	CURLcode (*real)(CURL *);

	*(void **)&real = dlsym(RTLD_NEXT, "curl_easy_perform");
	if (getenv("TEST_CA") != NULL)
		curl_easy_setopt(curl, CURLOPT_CAINFO, getenv("TEST_CA"));
	return (real(curl));
}

static int
ask_with(struct ask *ask, const char *url, const char *allowed,
    int timeout_s)
{
	char *list[1];
	struct guard_rules rules = { list, 1, 1 << 20, 4, 5, 0, NULL, 0 };
	struct fail fail = FAIL_INIT;
	int rc;

	list[0] = (char *)(uintptr_t)allowed;
	rc = ask_address(ask, url, &rules, timeout_s, answer, &fail);
	if (rc == -1)
		printf("# %s\n", fail.text);
	return (rc);
}

/* Ask our server for ${path}. */
static void
ask_path(struct ask *ask, const char *path, int timeout_s)
{
	char url[256], allowed[32];

	snprintf(url, sizeof(url), "http://127.0.0.1:%d%s", here.port, path);
	snprintf(allowed, sizeof(allowed), "127.0.0.1:%d", here.port);
	CHECK_INT(ask_with(ask, url, allowed, timeout_s), 0);
}

/* 1 if the answer.xml of the last question holds the text. */
static int
told(const char *text)
{
	struct fail fail = FAIL_INIT;
	struct buf b = BUF_INIT;
	int found;

	if (file_read(answer, &b, 1 << 20, &fail) == -1)
		printf("# %s\n", fail.text);
	found = strstr(buf_text(&b), text) != NULL;
	buf_clear(&b);
	return (found);
}

static int
has(const char *s, const char *part)
{
	if (s != NULL && strstr(s, part) != NULL)
		return (1);
	printf("# got: %s\n", s == NULL ? "(NULL)" : s);
	return (0);
}

/* ---- claims ---- */

static void
keeps_a_plain_answer(void)
{
	struct ask ask;

	ask_path(&ask, "/", 5);
	CHECK_INT(ask.status, 200);
	CHECK_INT(ask.hops, 1);
	CHECK_INT(ask.retry_after_s, -1);
	CHECK_STR(ask.error, NULL);
	CHECK(told("status=\"200\""));
	CHECK(told("peer=\"127.0.0.1\""));
	CHECK(told("protocol=\"HTTP/1.1\""));
	CHECK(told("<header name=\"Content-Length\">2</header>"));
	ask_clear(&ask);
}

static void
follows_redirects_one_by_one(void)
{
	char want[64];
	struct ask ask;

	ask_path(&ask, "/twice", 5);
	snprintf(want, sizeof(want), "http://127.0.0.1:%d/", here.port);
	CHECK_STR(ask.final, want);
	CHECK_INT(ask.status, 200);
	CHECK_INT(ask.hops, 3);
	CHECK(told("/once?a%20b\""));
	ask_clear(&ask);
}

static void
a_redirect_loop_ends(void)
{
	struct ask ask;

	here.visits = 0;
	ask_path(&ask, "/loop", 10);
	CHECK_INT(here.visits, 11);
	CHECK(has(ask.error, "redirected more than 10 times"));
	CHECK_INT(ask.later, 0);
	ask_clear(&ask);
}

static void
a_redirect_inside_is_refused(void)
{
	struct ask ask;

	ask_path(&ask, "/inside", 5);
	CHECK_INT(ask.refused, 1);
	CHECK_INT(ask.status, 0);
	CHECK_INT(ask.later, 0);
	CHECK(has(ask.error, "127.0.0.2"));
	ask_clear(&ask);
	ask_path(&ask, "/decimal", 5);
	CHECK_INT(ask.refused, 1);
	ask_clear(&ask);
	CHECK_INT(inside.visits, 0);
}

/*
 * On a port that is the web's the look-up's result is what is judged: nothing
 * may be connected to, whatever way the address is written.
 */
static void
the_peer_is_judged(void)
{
	static const char *const url[] = { "http://127.0.0.2/",
	    "http://0x7f000002/", "http://0177.0.0.2:443/",
	    "http://[::ffff:127.0.0.2]/", "https://[::1]/",
	    "http://localhost/" };
	struct ask ask;
	size_t i;

	for (i = 0; i < sizeof(url) / sizeof(url[0]); i++) {
		CHECK_INT(ask_with(&ask, url[i], "www.example.org", 5), 0);
		CHECK_INT(ask.refused, 1);
		CHECK(has(ask.error, "loopback address"));
		ask_clear(&ask);
	}
}

static void
other_schemes_and_ports_are_refused(void)
{
	struct ask ask;

	ask_path(&ask, "/file", 5);
	CHECK_INT(ask.refused, 1);
	CHECK(has(ask.error, "'file:'"));
	ask_clear(&ask);
	ask_path(&ask, "/gopher", 5);
	CHECK_INT(ask.refused, 1);
	ask_clear(&ask);
	ask_path(&ask, "/port", 5);
	CHECK_INT(ask.refused, 1);
	CHECK(has(ask.error, "port"));
	ask_clear(&ask);
}

static void
what_is_no_address_is_told(void)
{
	struct ask ask;

	ask_path(&ask, "/nowhere", 5);
	CHECK_INT(ask.status, 302);
	CHECK(has(ask.error, "not an address"));
	ask_clear(&ask);
	CHECK_INT(ask_with(&ask, "www.example.org", "a", 5), 0);
	CHECK(has(ask.error, "not a web address"));
	ask_clear(&ask);
}

static void
an_endless_body_is_left(void)
{
	struct ask ask;

	ask_path(&ask, "/endless", 10);
	CHECK_INT(ask.status, 200);
	CHECK_STR(ask.error, NULL);
	CHECK(!told("error="));
	ask_clear(&ask);
	ask_path(&ask, "/chunks", 10);
	CHECK_INT(ask.status, 200);
	CHECK_STR(ask.error, NULL);
	ask_clear(&ask);
}

static void
a_broken_body_is_told_of_the_hop(void)
{
	static const char *const path[] = { "/badchunk", "/cut",
	    "/slowbody" };
	struct ask ask;
	size_t i;

	for (i = 0; i < sizeof(path) / sizeof(path[0]); i++) {
		ask_path(&ask, path[i], 1);
		CHECK_INT(ask.status, 200);
		CHECK_STR(ask.error, NULL);
		CHECK(told("error=\"127.0.0.1:"));
		ask_clear(&ask);
	}
}

static void
endless_headers_end(void)
{
	struct ask ask;

	ask_path(&ask, "/headers", 10);
	CHECK_INT(ask.status, 0);
	CHECK(has(ask.error, "headers never end"));
	ask_clear(&ask);
	ask_path(&ask, "/slowhead", 1);
	CHECK_INT(ask.status, 0);
	CHECK(has(ask.error, "in time"));
	ask_clear(&ask);
}

static void
silence_ends_in_time(void)
{
	struct ask ask;
	int64_t start_ms = clock_monotonic_ms();

	ask_path(&ask, "/silent", 1);
	CHECK(clock_monotonic_ms() - start_ms < 4000);
	CHECK_INT(ask.status, 0);
	CHECK_INT(ask.later, 1);
	CHECK(has(ask.error, "in time"));
	ask_clear(&ask);
}

static void
what_is_no_web_server_is_told(void)
{
	struct ask ask;

	ask_path(&ask, "/notweb", 5);
	CHECK_INT(ask.status, 0);
	CHECK(has(ask.error, "not a web server"));
	ask_clear(&ask);
	ask_path(&ask, "/hangup", 5);
	CHECK_INT(ask.later, 1);
	CHECK(has(ask.error, "hung up"));
	ask_clear(&ask);
}

static void
nobody_there_may_pass(void)
{
	struct ask ask;

	/* Port 1 of loopback: nobody listens there. */
	CHECK_INT(ask_with(&ask, "http://127.0.0.1:1/", "127.0.0.1:1", 5), 0);
	CHECK_INT(ask.later, 1);
	CHECK_INT(ask.refused, 0);
	CHECK(has(ask.error, "nobody answers"));
	ask_clear(&ask);
}

static void
only_the_last_headers_count(void)
{
	struct ask ask;

	ask_path(&ask, "/early", 5);
	CHECK_INT(ask.status, 200);
	CHECK(told("X-Late"));
	CHECK(!told("X-Early"));
	ask_clear(&ask);
	ask_path(&ask, "/trailer", 5);
	CHECK(!told("X-Trailer"));
	ask_clear(&ask);
}

static void
headers_are_cleaned(void)
{
	struct ask ask;

	ask_path(&ask, "/inject", 5);
	CHECK_INT(ask.status, 200);
	CHECK(told("<header name=\"X\">a b &lt;&amp;\xef\xbf\xbd</header>"));
	CHECK(told("<header name=\"Set-Cookie\">(left out)</header>"));
	CHECK(!told("hemlig"));
	CHECK(!told("namnlös"));
	ask_clear(&ask);
}

static void
retry_after_is_seconds_or_a_date(void)
{
	static const struct {
		const char *path;
		int status, seconds;
	} want[] = { { "/later", 429, 120 }, { "/negative", 503, -1 },
	    { "/past", 503, 0 }, { "/far", 503, 366 * 86400 } };
	struct ask ask;
	size_t i;

	for (i = 0; i < sizeof(want) / sizeof(want[0]); i++) {
		ask_path(&ask, want[i].path, 5);
		CHECK_INT(ask.status, want[i].status);
		CHECK_INT(ask.retry_after_s, want[i].seconds);
		ask_clear(&ask);
	}
	CHECK_INT(ask_url_date("Sun, 06 Nov 1994 08:49:37 GMT"), 784111777);
	CHECK_INT(ask_url_date("i morgon"), -1);
}

static void
passwords_and_fragments_go(void)
{
	struct fail fail = FAIL_INIT;
	char *url = ask_url_whole(NULL,
	    "https://namn:hemlig@www.example.org/a?b#c", &fail);

	CHECK_STR(url, "https://www.example.org/a?b");
	free(url);
}

static void
the_environment_has_no_say(void)
{
	struct ask ask;

	setenv("http_proxy", "http://127.0.0.1:1", 1);
	setenv("ALL_PROXY", "http://127.0.0.1:1", 1);
	ask_path(&ask, "/", 5);
	CHECK_INT(ask.status, 200);
	ask_clear(&ask);
	unsetenv("http_proxy");
	unsetenv("ALL_PROXY");
}

static int
ask_for_the_shell(char **argv)
{
	struct ask ask;

	snprintf(answer, sizeof(answer), "%s", argv[3]);
	if (ask_with(&ask, argv[1], argv[2], 10) == -1)
		return (1);
	printf("status %d\nrefused %d\nlater %d\nerror %s\n", ask.status,
	    ask.refused, ask.later, ask.error == NULL ? "" : ask.error);
	ask_clear(&ask);
	return (0);
}

int
main(int argc, char **argv)
{
	if (argc == 4)
		return (ask_for_the_shell(argv));
	if (mkdtemp(folder) == NULL ||
	    server_start(&here, "127.0.0.1", 0) == -1 ||
	    server_start(&inside, "127.0.0.2", here.port) == -1)
		return (1);
	snprintf(answer, sizeof(answer), "%s/answer.xml", folder);
	RUN(keeps_a_plain_answer);
	RUN(follows_redirects_one_by_one);
	RUN(a_redirect_loop_ends);
	RUN(a_redirect_inside_is_refused);
	RUN(the_peer_is_judged);
	RUN(other_schemes_and_ports_are_refused);
	RUN(what_is_no_address_is_told);
	RUN(an_endless_body_is_left);
	RUN(a_broken_body_is_told_of_the_hop);
	RUN(endless_headers_end);
	RUN(silence_ends_in_time);
	RUN(what_is_no_web_server_is_told);
	RUN(nobody_there_may_pass);
	RUN(only_the_last_headers_count);
	RUN(headers_are_cleaned);
	RUN(retry_after_is_seconds_or_a_date);
	RUN(passwords_and_fragments_go);
	RUN(the_environment_has_no_say);
	server_stop(&here);
	server_stop(&inside);
	file_remove_tree(folder);
	return (check_end());
}
