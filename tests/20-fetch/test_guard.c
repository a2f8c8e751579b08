/*
 * test_guard - the filtering proxy's claims, with real sockets on loopback.
 *
 * 127.0.0.1 is allowed by name; 127.0.0.2 stands for an address inside the
 * network.  The listeners there must never see a connection.
 */
#include <poll.h>
#include <stdlib.h>
#include <unistd.h>

#include "../harness/check.h"
#include "core/buf.h"
#include "core/clock.h"
#include "core/fail.h"
#include "fetch/guard.h"
#include "fetch/guard_rules.h"
#include "loopback.h"

/* ---- servers ---- */

/* What a server says when it is asked for a path; NULL text: echo. */
static const struct reply {
	const char *path, *text;
	int hang_ms;			/* then wait so long before closing */
} reply_table[] = {
	{ "/echo", NULL, 0 },
	{ "/alive", "HTTP/1.1 200 OK\r\nKeep-Alive: timeout=5\r\n"
	    "Connection: keep-alive, x-hop\r\nX-Hop: 1\r\nUpgrade: h2c\r\n"
	    "X-End: a\rb\r\nContent-Length: 2\r\n\r\nok", 4000 },
	{ "/early", "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n"
	    "HTTP/1.1 204 None\r\n\r\n", 0 },
	{ "/silent", "", 4000 },
	{ "/slowhead", "HTTP/1.1 200 OK\r\nX: ", 4000 },
	{ "/stops", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nok", 4000 },
	{ "/notweb", "SSH-2.0-prov\r\n\r\n", 0 },
	{ "/nothing", "", 0 },
};

/* Send one header line for ever: the other side must end it. */
static void
say_headers(int fd)
{
	say(fd, "HTTP/1.1 200 OK\r\n", 17);
	while (send(fd, "X: y\r\n", 6, MSG_NOSIGNAL) > 0)
		;
}

static void
say_much(int fd)
{
	static const char bytes[65536];
	int i;

	say(fd, "HTTP/1.1 200 OK\r\n\r\n", 19);
	for (i = 0; i < 64; i++)
		say(fd, bytes, sizeof(bytes));
}

/* Send back what was heard: its ${n} bytes, and whatever else comes. */
static void
say_echo(int fd, char *head, size_t n, size_t size)
{
	struct pollfd p = { fd, POLLIN, 0 };
	ssize_t got;

	while (poll(&p, 1, 200) == 1 && n < size &&
	    (got = recv(fd, head + n, size - n, 0)) > 0)
		n += (size_t)got;
	say(fd, "HTTP/1.1 200 OK\r\n\r\n", 19);
	say(fd, head, n);
}

static void
visit(struct server *s, int fd)
{
	struct pollfd p = { fd, POLLIN, 0 };
	char head[8192], path[256] = "";
	const struct reply *reply;
	size_t i, n = hear_head(fd, head, sizeof(head));

	(void)s;
	if (sscanf(head, "%*s %255s", path) != 1)
		return;
	if (strcmp(path, "/headers") == 0)
		say_headers(fd);
	if (strcmp(path, "/much") == 0)
		say_much(fd);
	for (i = 0; i < sizeof(reply_table) / sizeof(reply_table[0]); i++) {
		reply = &reply_table[i];
		if (strcmp(reply->path, path) != 0)
			continue;
		if (reply->text == NULL)
			say_echo(fd, head, n, sizeof(head));
		else
			say(fd, reply->text, strlen(reply->text));
		while (reply->hang_ms > 0 &&
		    poll(&p, 1, reply->hang_ms) == 1 &&
		    recv(fd, head, sizeof(head), 0) > 0)
			;
	}
}

static struct server here = { .visit = visit };
static struct server inside = { .visit = visit };
static struct server inside_web = { .visit = visit };

/* ---- the guard and its client ---- */

static char allowed_text[32];
static char *allowed[] = { allowed_text };
static const struct guard_rules usual = { allowed, 1, 1 << 30, 8, 2, 0,
    NULL, 0 };

static int
dial(const struct guard *g)
{
	struct sockaddr_in sa = { .sin_family = AF_INET,
	    .sin_port = htons((uint16_t)guard_port(g)) };
	struct timeval limit = { 8, 0 };
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	sa.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof(limit));
	if (connect(fd, (struct sockaddr *)&sa, sizeof(sa)) == -1) {
		close(fd);
		return (-1);
	}
	return (fd);
}

/* All that comes until the guard hangs up, or ${want} is among it. */
static void
hear(int fd, struct buf *b, const char *want)
{
	char bytes[4096];
	ssize_t got;

	while ((got = recv(fd, bytes, sizeof(bytes), 0)) > 0) {
		buf_add(b, bytes, (size_t)got);
		if (want != NULL && strstr(buf_text(b), want) != NULL)
			return;
	}
	CHECK(got == 0 || want == NULL);
	CHECK(got != -1);		/* the time was up */
}

/* Say it to the guard and hear all it answers; the caller's. */
static struct buf
exchange_bytes(const struct guard *g, const char *text, size_t n)
{
	struct buf b = BUF_INIT;
	int fd = dial(g);

	CHECK(fd != -1);
	say(fd, text, n);
	hear(fd, &b, NULL);
	close(fd);
	return (b);
}

static struct buf
exchange(const struct guard *g, const char *text)
{
	return (exchange_bytes(g, text, strlen(text)));
}

/* "GET http://HOST:PORT/PATH" for a server of ours. */
static struct buf
get(const struct guard *g, const char *host, int port, const char *path)
{
	char text[512];

	snprintf(text, sizeof(text), "GET http://%s:%d%s HTTP/1.1\r\n"
	    "Host: other.example.org\r\n\r\n", host, port, path);
	return (exchange(g, text));
}

static int
starts(const struct buf *b, const char *text)
{
	if (strncmp(buf_text(b), text, strlen(text)) == 0)
		return (1);
	printf("# got: %.120s\n", buf_text(b));
	return (0);
}

static int
holds(const struct buf *b, const char *text)
{
	if (strstr(buf_text(b), text) != NULL)
		return (1);
	printf("# got: %.600s\n", buf_text(b));
	return (0);
}

/* None of these, up to a NULL, is in it. */
static int
lacks(const struct buf *b, const char *const *text)
{
	for (; *text != NULL; text++)
		if (strstr(buf_text(b), *text) != NULL) {
			printf("# got: %s\n", *text);
			return (0);
		}
	return (1);
}

struct search {
	const char *address, *reason;
	int64_t count;
};

static int
match(void *arg, const struct guard_refusal *r, struct fail *fail)
{
	struct search *s = arg;

	(void)fail;
	if ((s->address == NULL || strcmp(r->address, s->address) == 0) &&
	    (s->reason == NULL || strstr(r->reason, s->reason) != NULL))
		s->count += r->count;
	return (0);
}

/* How often this was refused for this reason; NULL is any. */
static int64_t
refused(struct guard *g, const char *address, const char *reason)
{
	struct search s = { address, reason, 0 };
	struct fail fail = FAIL_INIT;

	CHECK_INT(guard_each_refused(g, match, &s, &fail), 0);
	return (s.count);
}

/*
 * What comes after the browser hung up is noted by the guard a moment later:
 * wait for it, but not for ever.
 */
static int
soon_refused(struct guard *g, const char *address, const char *reason)
{
	int i;

	for (i = 0; i < 100; i++) {
		if (refused(g, address, reason) > 0)
			return (1);
		usleep(20000);
	}
	return (0);
}

/* Ask for the path of a server of ours: whether the answer starts so. */
static int
gets(const struct guard *g, const char *path, const char *start)
{
	struct buf b = get(g, "127.0.0.1", here.port, path);
	int so = starts(&b, start);

	buf_clear(&b);
	return (so);
}

/* Say it to the guard: whether the answer starts so. */
static int
answers(const struct guard *g, const char *text, const char *start)
{
	struct buf b = exchange(g, text);
	int so = starts(&b, start);

	buf_clear(&b);
	return (so);
}

static struct guard *
begin(const struct guard_rules *rules)
{
	struct fail fail = FAIL_INIT;
	struct guard *g = guard_start(rules, &fail);

	if (g == NULL)
		printf("# %s\n", fail.text);
	return (g);
}

/* ---- addresses ---- */

static const char *
judge(const char *text)
{
	struct sockaddr_in v4 = { .sin_family = AF_INET };
	struct sockaddr_in6 v6 = { .sin6_family = AF_INET6 };

	if (inet_pton(AF_INET, text, &v4.sin_addr) == 1)
		return (guard_rules_address((struct sockaddr *)&v4));
	CHECK_INT(inet_pton(AF_INET6, text, &v6.sin6_addr), 1);
	return (guard_rules_address((struct sockaddr *)&v6));
}

static void
judges_addresses_by_what_they_become(void)
{
	static const char *const bad[] = {
		"0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255",
		"100.64.0.1", "100.127.255.255", "127.0.0.1",
		"127.255.255.255", "169.254.169.254", "172.16.0.1",
		"172.31.255.255", "192.0.0.1", "192.0.2.1", "192.88.99.1",
		"192.168.0.1", "198.18.0.1", "198.19.255.255",
		"198.51.100.1", "203.0.113.1", "224.0.0.1",
		"239.255.255.255", "240.0.0.1", "255.255.255.255",
		"::", "::1", "::7f00:1", "::ffff:127.0.0.1",
		"::ffff:10.0.0.1", "::ffff:0:127.0.0.1", "64:ff9b::127.0.0.1",
		"64:ff9b::169.254.169.254", "64:ff9b:1::8.8.8.8",
		"2002:7f00:1::", "2002:c0a8:101::1", "100::1",
		"2001:0:7f00:1::8000:0", "2001:0:808:808::80ff:fffe",
		"2001:2::1", "2001:10::1", "2001:db8::1", "3fff::1",
		"5f00::1", "fc00::1", "fdff::1", "fe80::1", "fec0::1",
		"ff02::1", "4000::1", "1::1",
	};
	static const char *const good[] = {
		"1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.0",
		"100.63.255.255", "100.128.0.0", "126.255.255.255",
		"128.0.0.0", "169.253.255.255", "172.15.255.255",
		"172.32.0.0", "192.167.255.255", "192.169.0.0",
		"198.17.255.255", "198.20.0.0", "223.255.255.255",
		"2a00:1450::1", "2606:4700::1111", "::ffff:8.8.8.8",
		"64:ff9b::8.8.8.8", "2002:808:808::1",
		"2001:0:808:808::f7f7:f7f7", "2001:4860:4860::8888",
	};
	size_t i;

	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		if (judge(bad[i]) == NULL)
			CHECK_STR(bad[i], "refused");
	for (i = 0; i < sizeof(good) / sizeof(good[0]); i++)
		if (judge(good[i]) != NULL)
			CHECK_STR(good[i], "public");
	CHECK(!guard_is_public(&(struct sockaddr){ .sa_family = AF_UNIX }));
}

static void
allows_by_name_and_port(void)
{
	char a[] = "intranet.example.org", b[] = "10.0.0.5:9000",
	    c[] = "[fd00:0::1]:81", d[] = "[fd00::2]";
	char *list[] = { a, b, c, d };
	struct guard_rules rules = { list, 4, 1, 1, 1, 8443, NULL, 0 };

	CHECK(guard_allows(&rules, "intranet.example.org", 80));
	CHECK(guard_allows(&rules, "INTRANET.example.org", 8443));
	CHECK(!guard_allows(&rules, "intranet.example.org", 8080));
	CHECK(!guard_allows(&rules, "intranet.example.org", 22));
	CHECK(!guard_allows(&rules, "x.intranet.example.org", 80));
	CHECK(!guard_allows(&rules, "intranet.example.org.x", 80));
	CHECK(!guard_allows(&rules, "intranet", 80));
	CHECK(guard_allows(&rules, "10.0.0.5", 9000));
	CHECK(!guard_allows(&rules, "10.0.0.5", 80));
	CHECK(guard_allows(&rules, "[fd00::1]", 81));
	CHECK(guard_allows(&rules, "fd00::1", 81));
	CHECK(!guard_allows(&rules, "fd00::1", 80));
	CHECK(guard_allows(&rules, "fd00::2", 443));
	CHECK(!guard_allows(&rules, "", 80));
	CHECK(!guard_allows(&rules, "[", 80));
	CHECK(!guard_allows(&rules, "[]", 80));
}

static void
closed_rules_let_nothing_through(void)
{
	char a[] = "intranet.example.org";
	char *list[] = { a };
	struct guard_rules rules = guard_closed;	/* a copy is closed too */

	CHECK(guard_rules_name(&guard_closed, "example.org", 443) != NULL);
	CHECK(guard_rules_name(&rules, "example.org", 443) != NULL);
	rules.allowed = list;
	rules.allowed_count = 1;
	CHECK(guard_rules_name(&rules, a, 443) != NULL);
	rules.closed = 0;
	CHECK(guard_rules_name(&rules, a, 443) == NULL);
}

static void
knows_the_browsers_own_calls(void)
{
	static const char *const home[] = { "accounts.google.com",
	    "clients1.google.com", "clients.google.com",
	    "update.googleapis.com", "edgedl.me.gvt1.com",
	    "optimizationguide-pa.googleapis.com",
	    "content-autofill.googleapis.com",
	    "safebrowsing.googleapis.com" };
	static const char *const page[] = { "fonts.googleapis.com",
	    "fonts.gstatic.com", "www.google.com", "www.gstatic.com",
	    "maps.googleapis.com", "ajax.googleapis.com",
	    "www.youtube.com", "i.ytimg.com", "www.googletagmanager.com",
	    "translate.googleapis.com", "storage.googleapis.com",
	    "xaccounts.google.com", "accounts.google.com.example.org" };
	size_t i;

	for (i = 0; i < sizeof(home) / sizeof(home[0]); i++)
		if (guard_rules_name(&usual, home[i], 443) == NULL)
			CHECK_STR(home[i], "refused");
	for (i = 0; i < sizeof(page) / sizeof(page[0]); i++)
		if (guard_rules_name(&usual, page[i], 443) != NULL)
			CHECK_STR(page[i], "let through");
}

/* ---- requests ---- */

static void
passes_a_plain_request(void)
{
	static const char *const gone[] = { "abcdeGET", "other.example.org",
	    "X-Gone", "TE:", "Upgrade", "Keep-Alive", "Proxy-", NULL };
	struct guard *g = begin(&usual);
	struct buf b;
	char text[600], peer[GUARD_PEER] = "";

	NEED(g != NULL);
	CHECK_INT(guard_peer(g, "127.0.0.1", here.port, peer), -1);
	snprintf(text, sizeof(text), "POST http://127.0.0.1:%d/echo HTTP/1.1"
	    "\r\nHost: other.example.org\r\nContent-Length: 5\r\n"
	    "Proxy-Connection: keep-alive\r\nKeep-Alive: 5\r\nTE: trailers\r\n"
	    "Proxy-Authorization: Basic x\r\nX-Gone: 1\r\nX-Kept: 2\r\n"
	    "Connection: close, x-gone , content-length\r\nUpgrade: h2c\r\n"
	    "\r\nabcdeGET / HTTP/1.1\r\n\r\n", here.port);
	b = exchange(g, text);
	CHECK(starts(&b, "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"));
	CHECK(holds(&b, "POST /echo HTTP/1.1\r\nHost: 127.0.0.1:"));
	CHECK(holds(&b, "\r\nX-Kept: 2\r\n"));
	CHECK(holds(&b, "\r\nContent-Length: 5\r\nConnection: close\r\n\r\n"
	    "abcde"));
	CHECK(lacks(&b, gone));
	CHECK_INT(refused(g, NULL, NULL), 0);
	CHECK(guard_bytes(g) > 100);
	CHECK_INT(guard_peer(g, "127.0.0.1", here.port, peer), 0);
	CHECK_STR(peer, "127.0.0.1");
	CHECK_INT(guard_peer(g, "127.0.0.1", 1, peer), -1);
	buf_clear(&b);
	guard_stop(g);
}

static void
closes_though_the_server_stays(void)
{
	static const char *const gone[] = { "X-Hop", "Keep-Alive", "Upgrade",
	    NULL };
	struct guard *g = begin(&usual);
	struct buf b = BUF_INIT;
	char text[100];
	int fd;

	NEED(g != NULL);
	fd = dial(g);
	snprintf(text, sizeof(text), "GET http://127.0.0.1:%d/alive HTTP/1.1"
	    "\r\n\r\n", here.port);
	say(fd, text, strlen(text));
	hear(fd, &b, "\r\n\r\nok");
	close(fd);
	CHECK(holds(&b, "\r\nConnection: close\r\n\r\nok"));
	CHECK(holds(&b, "\r\nX-End: a b\r\n"));
	CHECK(lacks(&b, gone));
	buf_clear(&b);
	CHECK(gets(g, "/early", "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n"
	    "HTTP/1.1 204 None\r\nConnection: close\r\n\r\n"));
	guard_stop(g);
}

static void
passes_a_tunnel(void)
{
	struct guard *g = begin(&usual);
	struct buf b = BUF_INIT;
	char text[200];
	int fd;

	NEED(g != NULL);
	fd = dial(g);

	/* The client's first bytes may come along with the head. */
	snprintf(text, sizeof(text), "CONNECT 127.0.0.1:%d HTTP/1.1\r\n"
	    "Host: 127.0.0.1\r\n\r\nGET /echo HT", here.port);
	say(fd, text, strlen(text));
	hear(fd, &b, "established\r\n\r\n");
	CHECK(starts(&b, "HTTP/1.1 200 "));
	say(fd, "TP/1.1\r\nX: 1\r\n\r\nend", 20);
	shutdown(fd, SHUT_WR);
	hear(fd, &b, NULL);
	CHECK(holds(&b, "\r\n\r\nGET /echo HTTP/1.1\r\nX: 1\r\n\r\nend"));
	close(fd);
	buf_clear(&b);
	CHECK_INT(refused(g, NULL, NULL), 0);
	guard_stop(g);
}

/* Each way to write an address inside, as a plain request and a tunnel. */
static void
refuses_what_is_inside(void)
{
	static const char *const host[] = { "127.0.0.2", "127.2",
	    "2130706434", "0x7f000002", "0x7f.2", "0177.0.0.2",
	    "017700000002", "127.0.0.2.", "[::ffff:127.0.0.2]",
	    "[::ffff:7f00:2]", "[64:ff9b::127.0.0.2]", "[2002:7f00:2::]",
	    "[::127.0.0.2]" };
	struct guard_rules rules = usual;
	struct guard *g;
	char text[300];
	struct buf b;
	size_t i;
	int port = inside_web.port;

	rules.port = port;	/* as if the account's own address had it */
	g = begin(&rules);
	NEED(g != NULL);
	for (i = 0; i < sizeof(host) / sizeof(host[0]); i++) {
		b = get(g, host[i], port, "/echo");
		CHECK(starts(&b, "HTTP/1.1 403 Forbidden\r\n"));
		CHECK(holds(&b, "\r\nBevara-Refused: "));
		buf_clear(&b);
		snprintf(text, sizeof(text), "CONNECT %s:%d HTTP/1.1\r\n\r\n",
		    host[i], port);
		CHECK(answers(g, text, "HTTP/1.1 403 Forbidden\r\n"));
	}
	b = get(g, "127.0.0.2", inside.port, "/echo");
	CHECK(starts(&b, "HTTP/1.1 403 Forbidden\r\n"));
	buf_clear(&b);
	CHECK_INT(inside.visits, 0);
	CHECK_INT(inside_web.visits, 0);
	snprintf(text, sizeof(text), "127.0.0.2:%d", port);

	/* Written plainly and with a dot last, twice each. */
	CHECK_INT(refused(g, text, "loopback address"), 4);
	guard_stop(g);
}

static void
refuses_a_name_that_leads_inside(void)
{
	struct guard *g = begin(&usual);
	struct buf b;

	NEED(g != NULL);
	b = get(g, "localhost", 80, "/");
	CHECK(starts(&b, "HTTP/1.1 403 "));
	CHECK_INT(refused(g, "localhost:80", "loopback address"), 1);
	buf_clear(&b);
	b = get(g, "finns-inte.invalid", 80, "/");
	CHECK(starts(&b, "HTTP/1.1 502 ") || starts(&b, "HTTP/1.1 504 "));
	buf_clear(&b);
	guard_stop(g);
}

static void
refuses_other_ports_and_calls_home(void)
{
	struct guard *g = begin(&usual);

	NEED(g != NULL);
	CHECK(answers(g, "CONNECT www.example.org:22 HTTP/1.1\r\n\r\n",
	    "HTTP/1.1 403 "));
	CHECK_INT(refused(g, "www.example.org:22", "port"), 1);
	CHECK(answers(g, "CONNECT Update.GoogleAPIs.com:443 HTTP/1.1\r\n"
	    "\r\n", "HTTP/1.1 403 "));
	CHECK_INT(refused(g, "update.googleapis.com:443", "own call"), 1);
	guard_stop(g);
}

static void
refuses_what_is_no_proxy_request(void)
{
#define TEXT(s) { s, sizeof(s) - 1 }
	static const struct {
		const char *s;
		size_t n;
	} bad[] = {
		TEXT("GET / HTTP/1.1\r\nHost: www.example.org\r\n\r\n"),
		TEXT("GET https://www.example.org/ HTTP/1.1\r\n\r\n"),
		TEXT("GET ftp://www.example.org/ HTTP/1.1\r\n\r\n"),
		TEXT("GET file:///etc/passwd HTTP/1.1\r\n\r\n"),
		TEXT("GET http:// HTTP/1.1\r\n\r\n"),
		TEXT("GET http://a@b/ HTTP/1.1\r\n\r\n"),
		TEXT("GET http://a:b@c/ HTTP/1.1\r\n\r\n"),
		TEXT("GET http://a:0/ HTTP/1.1\r\n\r\n"),
		TEXT("GET http://a:65536/ HTTP/1.1\r\n\r\n"),
		TEXT("GET http://a:-1/ HTTP/1.1\r\n\r\n"),
		TEXT("GET http://a:80x/ HTTP/1.1\r\n\r\n"),
		TEXT("GET http://[::1/ HTTP/1.1\r\n\r\n"),
		TEXT("GET http://[::1]x/ HTTP/1.1\r\n\r\n"),
		TEXT("GET http://[fe80::1%25lo]/ HTTP/1.1\r\n\r\n"),
		TEXT("GET http://a b/ HTTP/1.1\r\n\r\n"),
		TEXT("GET http://a%00b/ HTTP/1.1\r\n\r\n"),
		TEXT("GET http://www.example.org/#x HTTP/1.1\r\n\r\n"),
		TEXT("GET http://www.example.org/ HTTP/2.0\r\n\r\n"),
		TEXT("GET http://www.example.org/\r\n\r\n"),
		TEXT("GET http://www.example.org/ HTTP/1.1\n\n"),
		TEXT("GET http://www.example.org/ HTTP/1.1\r\nA\r\n\r\n"),
		TEXT("GET http://www.example.org/ HTTP/1.1\r\nA : b\r\n\r\n"),
		TEXT("GET http://www.example.org/ HTTP/1.1\r\n A: b\r\n\r\n"),
		TEXT("GET http://www.example.org/ HTTP/1.1\r\nA: b\r\n c\r\n"
		    "\r\n"),
		TEXT("GET http://www.example.org/ HTTP/1.1\r\nA: b\rc\r\n\r\n"),
		TEXT("GET http://www.example.org/ HTTP/1.1\r\nA: \0\r\n\r\n"),
		TEXT("G\0T http://www.example.org/ HTTP/1.1\r\n\r\n"),
		TEXT("GET http://www.example.org\0.x/ HTTP/1.1\r\n\r\n"),
		TEXT("POST http://www.example.org/ HTTP/1.1\r\n"
		    "Content-Length: -1\r\n\r\n"),
		TEXT("POST http://www.example.org/ HTTP/1.1\r\n"
		    "Content-Length: 1, 1\r\n\r\n"),
		TEXT("POST http://www.example.org/ HTTP/1.1\r\n"
		    "Content-Length: 1\r\nContent-Length: 2\r\n\r\n"),
		TEXT("POST http://www.example.org/ HTTP/1.1\r\n"
		    "Content-Length: 99999999999999999999999\r\n\r\n"),
		TEXT("POST http://www.example.org/ HTTP/1.1\r\n"
		    "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n"),
		TEXT("CONNECT www.example.org HTTP/1.1\r\n\r\n"),
		TEXT("CONNECT www.example.org:443/ HTTP/1.1\r\n\r\n"),
		TEXT("CONNECT http://www.example.org:443 HTTP/1.1\r\n\r\n"),
		TEXT("CONNECT :443 HTTP/1.1\r\n\r\n"),
		TEXT("CONNECT .:443 HTTP/1.1\r\n\r\n"),
		TEXT("\r\n\r\n"),
		TEXT("\0\0\0\0\r\n\r\n"),
		TEXT("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\r\n\r\n"),
	};
#undef TEXT
	struct guard *g = begin(&usual);
	struct buf b;
	size_t i;

	NEED(g != NULL);
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		b = exchange_bytes(g, bad[i].s, bad[i].n);
		if (!starts(&b, "HTTP/1.1 4"))
			CHECK_STR(bad[i].s, "refused");
		buf_clear(&b);
	}
	CHECK_INT(refused(g, NULL, NULL), sizeof(bad) / sizeof(bad[0]));
	guard_stop(g);
}

/* ---- bounds ---- */

static void
a_head_without_end_is_refused(void)
{
	struct guard *g = begin(&usual);
	struct buf b = BUF_INIT, text = BUF_INIT;

	NEED(g != NULL);
	buf_adds(&text, "GET http://127.0.0.1/ HTTP/1.1\r\nX: ");
	while (text.size < 70000)
		buf_addc(&text, 'x');
	b = exchange_bytes(g, buf_text(&text), text.size);
	CHECK(starts(&b, "HTTP/1.1 431 "));
	CHECK_INT(refused(g, NULL, "too long a head"), 1);
	buf_clear(&b);
	buf_reset(&text);
	buf_adds(&text, "GET http://127.0.0.1/ HTTP/1.1\r\n");
	while (text.size < 60000)
		buf_adds(&text, "X: y\r\n");
	buf_adds(&text, "\r\n");
	b = exchange_bytes(g, buf_text(&text), text.size);
	CHECK(starts(&b, "HTTP/1.1 400 "));
	buf_clear(&b);
	buf_clear(&text);
	guard_stop(g);
}

/* One byte now and then does not keep a connection alive. */
static void
a_slow_head_is_ended(void)
{
	struct guard_rules rules = usual;
	int64_t start_ms = clock_monotonic_ms();
	struct buf b = BUF_INIT;
	struct guard *g;
	int fd, i;

	rules.max_seconds = 1;
	g = begin(&rules);
	NEED(g != NULL);
	fd = dial(g);
	for (i = 0; i < 15; i++) {
		say(fd, "G", 1);
		usleep(100000);
	}
	hear(fd, &b, NULL);
	close(fd);
	CHECK(starts(&b, "HTTP/1.1 408 "));
	CHECK(clock_monotonic_ms() - start_ms < 4000);
	CHECK_INT(refused(g, "(no address)", "in time"), 1);
	buf_clear(&b);
	guard_stop(g);
}

static void
a_slow_server_is_ended(void)
{
	static const struct {
		const char *path, *answer, *reason;
	} want[] = {
		{ "/silent", "HTTP/1.1 504 ", "no answer in time" },
		{ "/slowhead", "HTTP/1.1 504 ", "in time" },
		{ "/stops", "HTTP/1.1 200 ", "stopped coming" },
		{ "/headers", "HTTP/1.1 502 ", "too long a head" },
		{ "/notweb", "HTTP/1.1 502 ", "not HTTP" },
		{ "/nothing", "HTTP/1.1 502 ", "not HTTP" },
	};
	struct guard_rules rules = usual;
	struct guard *g;
	size_t i;

	rules.max_seconds = 1;
	g = begin(&rules);
	NEED(g != NULL);
	for (i = 0; i < sizeof(want) / sizeof(want[0]); i++) {
		CHECK(gets(g, want[i].path, want[i].answer));
		if (!soon_refused(g, allowed_text, want[i].reason))
			CHECK_STR(want[i].path, "in the list");
	}
	guard_stop(g);
}

static void
too_many_bytes_are_ended(void)
{
	struct guard_rules rules = usual;
	struct guard *g;
	struct buf b;

	rules.max_bytes = 500000;
	g = begin(&rules);
	NEED(g != NULL);
	b = get(g, "127.0.0.1", here.port, "/much");
	CHECK(b.size < 600000);
	CHECK(soon_refused(g, allowed_text, "more bytes"));
	buf_clear(&b);
	CHECK(gets(g, "/echo", "HTTP/1.1 403 "));
	CHECK_INT(refused(g, allowed_text, "more bytes"), 2);
	guard_stop(g);
}

static void
too_many_connections_are_refused(void)
{
	struct guard_rules rules = usual;
	struct buf b = BUF_INIT;
	struct guard *g;
	int fd[3], i;

	rules.max_connections = 2;
	rules.max_seconds = 30;
	g = begin(&rules);
	NEED(g != NULL);
	for (i = 0; i < 3; i++) {
		fd[i] = dial(g);
		say(fd[i], "G", 1);
	}
	hear(fd[2], &b, NULL);
	CHECK(starts(&b, "HTTP/1.1 503 "));
	CHECK_INT(refused(g, NULL, "more connections"), 1);
	buf_clear(&b);

	/* With one place free again, the next is served. */
	close(fd[0]);
	CHECK(gets(g, "/echo", "HTTP/1.1 200 "));
	close(fd[1]);
	close(fd[2]);
	guard_stop(g);
}

static void
the_list_of_refused_is_bounded(void)
{
	struct guard *g = begin(&usual);
	char text[100];
	struct buf b;
	int i;

	NEED(g != NULL);
	for (i = 0; i < 1100; i++) {
		snprintf(text, sizeof(text),
		    "CONNECT a%d.example.org:25 HTTP/1.1\r\n\r\n", i);
		b = exchange(g, text);
		buf_clear(&b);
	}
	CHECK_INT(refused(g, NULL, NULL), 1100);
	CHECK_INT(refused(g, "a0.example.org:25", NULL), 1);
	CHECK_INT(refused(g, "(further addresses)", NULL), 100);
	guard_stop(g);
}

static void
stops_at_once_with_connections_open(void)
{
	struct guard_rules rules = usual;
	int64_t start_ms;
	struct guard *g;
	char text[100];
	int fd[4], i;

	rules.max_seconds = 60;
	g = begin(&rules);
	NEED(g != NULL);
	for (i = 0; i < 4; i++)
		fd[i] = dial(g);
	say(fd[1], "GET http", 8);
	snprintf(text, sizeof(text), "CONNECT 127.0.0.1:%d HTTP/1.1\r\n\r\n",
	    here.port);
	say(fd[2], text, strlen(text));
	snprintf(text, sizeof(text), "GET http://127.0.0.1:%d/silent "
	    "HTTP/1.1\r\n\r\n", here.port);
	say(fd[3], text, strlen(text));
	usleep(200000);
	start_ms = clock_monotonic_ms();
	guard_stop(g);
	CHECK(clock_monotonic_ms() - start_ms < 1000);
	for (i = 0; i < 4; i++)
		close(fd[i]);
	guard_stop(NULL);
}

static void
nothing_inside_was_ever_reached(void)
{
	CHECK_INT(inside.visits, 0);
	CHECK_INT(inside_web.visits, 0);
}

int
main(void)
{
	if (server_start(&here, "127.0.0.1", 0) == -1 ||
	    server_start(&inside, "127.0.0.2", 0) == -1 ||
	    (server_start(&inside_web, "127.0.0.2", 8080) == -1 &&
	    server_start(&inside_web, "127.0.0.2", 8443) == -1)) {
		printf("# 127.0.0.2 must have port 8080 or 8443 free\n");
		return (1);
	}
	snprintf(allowed_text, sizeof(allowed_text), "127.0.0.1:%d",
	    here.port);
	RUN(judges_addresses_by_what_they_become);
	RUN(allows_by_name_and_port);
	RUN(closed_rules_let_nothing_through);
	RUN(knows_the_browsers_own_calls);
	RUN(passes_a_plain_request);
	RUN(closes_though_the_server_stays);
	RUN(passes_a_tunnel);
	RUN(refuses_what_is_inside);
	RUN(refuses_a_name_that_leads_inside);
	RUN(refuses_other_ports_and_calls_home);
	RUN(refuses_what_is_no_proxy_request);
	RUN(a_head_without_end_is_refused);
	RUN(a_slow_head_is_ended);
	RUN(a_slow_server_is_ended);
	RUN(too_many_bytes_are_ended);
	RUN(too_many_connections_are_refused);
	RUN(the_list_of_refused_is_bounded);
	RUN(stops_at_once_with_connections_open);
	RUN(nothing_inside_was_ever_reached);
	server_stop(&here);
	server_stop(&inside);
	server_stop(&inside_web);
	return (check_end());
}
