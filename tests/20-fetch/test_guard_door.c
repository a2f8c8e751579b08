/*
 * test_guard_door - whom the guard serves, and what a name means to it for as
 * long as it runs.
 */
#include <sys/eventfd.h>
#include <sys/socket.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "../harness/check.h"
#include "core/buf.h"
#include "core/clock.h"
#include "core/fail.h"
#include "fetch/guard.h"
#include "fetch/guard_auth.h"
#include "fetch/guard_dial.h"
#include "fetch/guard_names.h"

/* base64 of "bevara:hemligt" */
#define RIGHT "Basic YmV2YXJhOmhlbWxpZ3Q="
#define WRONG "Basic YmV2YXJhOmhlbWxpZ3Q4"

static int
listen_at(const char *address, int *port)
{
	struct sockaddr_in sa = { .sin_family = AF_INET,
	    .sin_port = htons((uint16_t)*port) };
	socklen_t size = sizeof(sa);
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK,
	    0);

	inet_pton(AF_INET, address, &sa.sin_addr);
	CHECK_INT(bind(fd, (struct sockaddr *)&sa, sizeof(sa)), 0);
	CHECK_INT(listen(fd, 8), 0);
	getsockname(fd, (struct sockaddr *)&sa, &size);
	*port = ntohs(sa.sin_port);
	return (fd);
}

/* Whether anyone has connected. */
static int
was_visited(int fd)
{
	int one = accept(fd, NULL, NULL);

	if (one != -1)
		close(one);
	return (one != -1);
}

/* Say this to the guard, and hear all it says. */
static struct buf
ask(const struct guard *g, const char *text)
{
	struct sockaddr_in sa = { .sin_family = AF_INET,
	    .sin_port = htons((uint16_t)guard_port(g)) };
	struct timeval limit = { 8, 0 };
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	struct buf b = BUF_INIT;
	char bytes[4096];
	ssize_t n;

	sa.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof(limit));
	CHECK_INT(connect(fd, (struct sockaddr *)&sa, sizeof(sa)), 0);
	CHECK(send(fd, text, strlen(text), MSG_NOSIGNAL) > 0);
	while ((n = recv(fd, bytes, sizeof(bytes), 0)) > 0)
		buf_add(&b, bytes, (size_t)n);
	close(fd);
	return (b);
}

static int
count(void *arg, const struct guard_refusal *r, struct fail *fail)
{
	int *n = arg;

	(void)fail;
	*n += (int)r->count;
	return (0);
}

static int
refused(struct guard *g)
{
	struct fail fail = FAIL_INIT;
	int n = 0;

	CHECK_INT(guard_each_refused(g, count, &n, &fail), 0);
	return (n);
}

static void
knows_the_password(void)
{
	struct fail fail = FAIL_INIT;
	char one[GUARD_PASSWORD], other[GUARD_PASSWORD];

	CHECK(guard_auth_ok(NULL, ""));
	CHECK(guard_auth_ok("hemligt", RIGHT));
	CHECK(guard_auth_ok("hemligt", "basic YmV2YXJhOmhlbWxpZ3Q="));
	CHECK(!guard_auth_ok("hemligt", ""));
	CHECK(!guard_auth_ok("hemligt", "Basic "));
	CHECK(!guard_auth_ok("hemligt", WRONG));
	CHECK(!guard_auth_ok("hemligt", "Basic YmV2YXJhOmhlbWxpZ3Q"));
	CHECK(!guard_auth_ok("hemligt", "Bearer YmV2YXJhOmhlbWxpZ3Q="));
	CHECK(!guard_auth_ok("hemligt", "Basic !!!!"));
	CHECK_INT(guard_password(one, &fail), 0);
	CHECK_INT(guard_password(other, &fail), 0);
	CHECK_INT(strlen(one), GUARD_PASSWORD - 1);
	CHECK(strcmp(one, other) != 0);
}

/*
 * Another process on the machine gets nothing passed on and leaves nothing in
 * the list, whatever it says; the browser's own call home is listed.
 */
static void
serves_nobody_without_the_password(void)
{
	static const char *const way[] = {
		"GET http://127.0.0.1:%d/ HTTP/1.1\r\n\r\n",
		("GET http://127.0.0.1:%d/ HTTP/1.1\r\n"
		    "Proxy-Authorization: " WRONG "\r\n\r\n"),
		"CONNECT 127.0.0.1:%d HTTP/1.1\r\n\r\n",
		("POST http://127.0.0.1:%d/ HTTP/1.1\r\n"
		    "Transfer-Encoding: chunked\r\n\r\n"),
	};
	char allowed[32], text[300];
	char *list[] = { allowed };
	struct guard_rules rules = { list, 1, 1 << 20, 8, 2, 0, "hemligt",
	    0 };
	struct fail fail = FAIL_INIT;
	struct guard *g;
	struct buf b;
	int fd, port = 0;
	size_t i;

	fd = listen_at("127.0.0.1", &port);
	snprintf(allowed, sizeof(allowed), "127.0.0.1:%d", port);
	NEED((g = guard_start(&rules, &fail)) != NULL);
	for (i = 0; i < sizeof(way) / sizeof(way[0]); i++) {
		snprintf(text, sizeof(text), way[i], port);
		b = ask(g, text);
		CHECK(strstr(buf_text(&b), "HTTP/1.1 407 ") != NULL);
		CHECK(strstr(buf_text(&b), "\r\nProxy-Authenticate: Basic "));
		CHECK(strstr(buf_text(&b), "127.0.0.1") == NULL);
		buf_clear(&b);
	}
	b = ask(g, "\x16\x03\r\n\r\n");
	CHECK(strstr(buf_text(&b), "HTTP/1.1 407 ") != NULL);
	buf_clear(&b);
	CHECK(!was_visited(fd));
	CHECK_INT(refused(g), 0);
	CHECK_INT(guard_bytes(g), 0);
	b = ask(g, "CONNECT update.googleapis.com:443 HTTP/1.1\r\n\r\n");
	CHECK(strstr(buf_text(&b), "HTTP/1.1 403 ") != NULL);
	buf_clear(&b);
	CHECK_INT(refused(g), 1);
	snprintf(text, sizeof(text), "CONNECT 127.0.0.1:%d HTTP/1.1\r\n"
	    "proxy-authorization: " RIGHT "\r\n\r\n", port);
	b = ask(g, text);
	CHECK(strstr(buf_text(&b), "HTTP/1.1 200 ") != NULL);
	buf_clear(&b);
	CHECK(was_visited(fd));
	guard_stop(g);
	close(fd);
}

static struct guard_addresses
means(const char *text)
{
	struct guard_addresses a = { .count = 1 };
	struct sockaddr_in sa = { .sin_family = AF_INET };

	inet_pton(AF_INET, text, &sa.sin_addr);
	memcpy(&a.address[0].sa, &sa, sizeof(sa));
	a.address[0].size = sizeof(sa);
	return (a);
}

static int
try_dial(struct guard_names *names, const char *host, int port, int allowed)
{
	struct guard_dial d = { .host = host, .port = port, .names = names,
	    .any_address = allowed, .stop_fd = eventfd(0, EFD_CLOEXEC),
	    .deadline_ms = clock_monotonic_ms() + 3000 };
	int fd = guard_dial(&d), status = fd == -1 ? d.status : 200;

	if (fd != -1)
		close(fd);
	close(d.stop_fd);
	return (status);
}

/*
 * DNS rebinding: the name first means a host that may be used, later one
 * inside.  The first meaning holds, and it is judged anew at each use.
 */
static void
a_name_keeps_its_first_meaning(void)
{
	struct guard_addresses outside = means("127.0.0.1");
	struct guard_addresses inside = means("127.0.0.2"), got;
	struct fail fail = FAIL_INIT;
	struct guard_names *names = guard_names_new(&fail);
	int good, bad, port = 0;

	NEED(names != NULL);
	good = listen_at("127.0.0.1", &port);
	bad = listen_at("127.0.0.2", &port);
	CHECK_INT(guard_names_get(names, "byter.example.org", &got), -1);
	guard_names_put(names, "byter.example.org", &outside);
	guard_names_put(names, "byter.example.org", &inside);
	CHECK_INT(memcmp(&inside, &outside, sizeof(inside)), 0);
	CHECK_INT(try_dial(names, "byter.example.org", port, 1), 200);
	CHECK(was_visited(good));
	CHECK(!was_visited(bad));

	/* On a port where it is not allowed by name. */
	CHECK_INT(try_dial(names, "byter.example.org", port, 0), 403);
	CHECK(!was_visited(good));

	/* What was looked up is kept; what was not found is not. */
	CHECK_INT(try_dial(names, "127.1", port, 1), 200);
	CHECK_INT(guard_names_get(names, "127.1", &got), 0);
	CHECK_INT(try_dial(names, "finns-inte.invalid", port, 1), 502);
	CHECK_INT(guard_names_get(names, "finns-inte.invalid", &got), -1);
	guard_names_free(names);
	close(good);
	close(bad);
}

static void
names_without_end_are_bounded(void)
{
	struct guard_addresses a = means("127.0.0.1"), got;
	struct fail fail = FAIL_INIT;
	struct guard_names *names = guard_names_new(&fail);
	char host[64];
	int i;

	NEED(names != NULL);
	for (i = 0; i < 1100; i++) {
		snprintf(host, sizeof(host), "n%d.example.org", i);
		guard_names_put(names, host, &a);
	}
	CHECK_INT(guard_names_get(names, "n999.example.org", &got), 0);
	CHECK_INT(guard_names_get(names, "n1000.example.org", &got), -1);
	guard_names_free(names);
	guard_names_free(NULL);
}

int
main(void)
{
	RUN(knows_the_password);
	RUN(serves_nobody_without_the_password);
	RUN(a_name_keeps_its_first_meaning);
	RUN(names_without_end_are_bounded);
	return (check_end());
}
