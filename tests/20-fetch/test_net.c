/*
 * test_net.c - what the browser tells of its traffic, as the WARC has it,
 * against messages made by hand that a pipe holds.
 */
#include "fetch/net.h"

#include <sys/resource.h>

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

#include "../harness/check.h"
#include "core/buf.h"
#include "core/fail.h"
#include "core/file.h"
#include "fetch/cdp.h"

static char folder[] = "/tmp/bevara-net-XXXXXX";

struct talk {
	int to_us[2], to_browser[2];
	struct cdp *cdp;
	struct net *net;
	struct net_tally tally;
	struct buf warc;	/* unpacked */
	struct fail fail;
};

static void
begin(struct talk *t, int64_t max_bytes)
{
	const struct net_want want = { folder, max_bytes, "hemligt" };

	memset(t, 0, sizeof(*t));
	NEED(pipe2(t->to_us, O_NONBLOCK) == 0);
	NEED(pipe2(t->to_browser, O_NONBLOCK) == 0);
	NEED((t->cdp = cdp_new(t->to_us[0], t->to_browser[1],
	    &t->fail)) != NULL);
	NEED((t->net = net_new(t->cdp, &want, &t->fail)) != NULL);
}

static void
says(struct talk *t, const char *text)
{
	CHECK(write(t->to_us[1], text, strlen(text) + 1) ==
	    (ssize_t)strlen(text) + 1);
	CHECK_INT(cdp_pump(t->cdp, 0, &t->fail), 0);
	CHECK_STR(t->fail.text, "");
}

/* What the browser was told since, NULs as line ends. */
static const char *
told(struct talk *t)
{
	static char text[8192];
	ssize_t i, n = read(t->to_browser[0], text, sizeof(text) - 1);

	text[n < 0 ? 0 : n] = '\0';
	for (i = 0; i + 1 < n; i++)
		text[i] = text[i] == '\0' ? '\n' : text[i];
	return (text);
}

/* A request, and its answer held until its body is read. */
static void
asks(struct talk *t, const char *id, const char *method, const char *headers)
{
	char text[2000];

	snprintf(text, sizeof(text), "{\"method\":"
	    "\"Network.requestWillBeSent\",\"params\":{\"requestId\":"
	    "\"%s\",\"request\":{\"url\":"
	    "\"http://www.example.org/%s\",\"method\":\"%s\",\"headers\":"
	    "{\"Cookie\":\"hemlig\",\"Authorization\":\"hemlig\","
	    "\"proxy-authorization\":\"hemlig\"},"
	    "\"postData\":\"postad %s\"}}}", id, id, method, id);
	says(t, text);
	snprintf(text, sizeof(text), "{\"method\":\"Fetch.requestPaused\","
	    "\"sessionId\":\"S\",\"params\":{\"requestId\":\"i-%s\","
	    "\"networkId\":\"%s\",\"request\":{\"url\":"
	    "\"http://www.example.org/%s\"},\"responseStatusCode\":200,"
	    "\"responseHeaders\":[%s]}}", id, id, id, headers);
	says(t, text);
}

/* The reply to call ${n}: a body of so many letters 'A' in base64. */
static void
gives(struct talk *t, int n, size_t letters)
{
	static char some[4097];
	char text[100];
	size_t part;

	memset(some, 'A', sizeof(some) - 1);
	snprintf(text, sizeof(text), "{\"id\":%d,\"result\":{\"body\":\"", n);
	CHECK(write(t->to_us[1], text, strlen(text)) > 0);
	for (; letters > 0; letters -= part) {
		part = letters < 4096 ? letters : 4096;
		CHECK(write(t->to_us[1], some, part) == (ssize_t)part);
		CHECK_INT(cdp_pump(t->cdp, 0, &t->fail), 0);
	}
	says(t, "\",\"base64Encoded\":true},\"sessionId\":\"S\"}");
}

static void
finish(struct talk *t)
{
	struct net_archive archive = { NULL, "prov", "Exempel", NULL };
	char path[100], bytes[65536];
	gzFile f;
	int n;

	snprintf(path, sizeof(path), "%s/a.warc.gz", folder);
	archive.path = path;
	cdp_free(t->cdp);
	(void)unlink(path);
	CHECK_INT(net_write(t->net, &archive, &t->tally, &t->fail), 0);
	CHECK_STR(t->fail.text, "");
	NEED((f = gzopen(path, "rb")) != NULL);
	while ((n = gzread(f, bytes, sizeof(bytes))) > 0)
		buf_add(&t->warc, bytes, (size_t)n);
	CHECK_INT(n, 0);
	gzclose(f);
}

static void
end(struct talk *t)
{
	net_free(t->net);
	buf_clear(&t->warc);
	close(t->to_us[0]);
	close(t->to_us[1]);
	close(t->to_browser[0]);
	close(t->to_browser[1]);
}

/* Whether the WARC has these bytes; a body may hold NUL. */
static int
holds(const struct talk *t, const char *text)
{
	return (memmem(t->warc.data, t->warc.size, text, strlen(text)) !=
	    NULL);
}

static void
bodies_come_back_whole(void)
{
	struct file_list seen = FILE_LIST_INIT;
	struct talk t;

	begin(&t, 1 << 30);
	asks(&t, "kort", "POST", "");
	asks(&t, "lang", "POST", "");
	CHECK(strstr(told(&t), "Fetch.getResponseBody") != NULL);
	gives(&t, 2, 4 * 100003);
	CHECK(strstr(told(&t), "Fetch.continueResponse\",\"params\":"
	    "{\"requestId\":\"i-lang\"}") != NULL);
	says(&t, "{\"id\":1,\"result\":{\"body\":\"aGVq\","
	    "\"base64Encoded\":true}}");

	/* Where they lie meanwhile has no name that could be left over. */
	CHECK_INT(file_list(folder, &seen, &t.fail), 0);
	CHECK_INT(seen.count, 0);
	file_list_clear(&seen);
	finish(&t);
	CHECK_INT(t.tally.written, 2);
	CHECK(holds(&t, "Content-Length: 3\r\n\r\nhej\r\n\r\n"));
	CHECK(holds(&t, "Content-Length: 300009\r\n\r\n"));
	CHECK(holds(&t, "\r\n\r\npostad kort\r\n\r\n"));
	CHECK(holds(&t, "\r\n\r\npostad lang\r\n\r\n"));
	CHECK(!holds(&t, "hemlig"));
	end(&t);
}

static void
bodies_beyond_the_bounds_are_left_out(void)
{
	struct talk t;

	/* One too large by itself, then two of which one has no room. */
	begin(&t, 100 << 20);
	asks(&t, "a", "GET", "");
	gives(&t, 1, (size_t)NET_BODY_MAX / 3 * 4 + 8);
	asks(&t, "b", "GET", "");
	gives(&t, 3, 4 * (size_t)(20 << 20));
	asks(&t, "c", "GET", "");
	gives(&t, 5, 4 * (size_t)(20 << 20));
	asks(&t, "d", "GET", "");
	gives(&t, 7, 400);
	CHECK(strstr(told(&t), "{\"requestId\":\"i-d\"}") != NULL);
	/* Told beforehand, it is not even asked for. */
	asks(&t, "e", "GET", "{\"name\":\"Content-Length\",\"value\":"
	    "\"67108865\"}");
	CHECK(strstr(told(&t), "getResponseBody") == NULL);
	finish(&t);
	CHECK_INT(t.tally.too_large, 3);
	CHECK_INT(t.tally.written, 2);
	CHECK(t.warc.size < (60 << 20) + 10000);
	end(&t);
}

static void
what_is_no_body_is_none(void)
{
	struct talk t;

	begin(&t, 1 << 30);
	asks(&t, "a", "GET", "");
	gives(&t, 1, 4 * 100000 + 1);
	asks(&t, "b", "GET", "");
	says(&t, "{\"id\":3,\"result\":{\"body\":7}}");
	asks(&t, "c", "GET", "");
	says(&t, "{\"id\":5,\"error\":{\"message\":\"no body\"}}");
	finish(&t);
	CHECK_INT(t.tally.without_body, 3);
	CHECK_INT(t.tally.written, 0);
	end(&t);
}

/* One exchange that cannot be said in a WARC does not cost the others. */
static void
a_method_that_is_none_is_left_out(void)
{
	struct talk t;

	begin(&t, 1 << 30);
	asks(&t, "a", "GET / HTTP/1.1\\r\\nX:", "");
	says(&t, "{\"id\":1,\"result\":{\"body\":\"\"}}");
	asks(&t, "b", "GET", "");
	says(&t, "{\"id\":3,\"result\":{\"body\":\"hej\"}}");
	finish(&t);
	CHECK_INT(t.tally.unfit, 1);
	CHECK_INT(t.tally.written, 1);
	CHECK(holds(&t, "\r\n\r\nhej\r\n\r\n"));
	end(&t);
}

/* Our own disk is not the page's trouble: it ends the talk, and is told. */
static void
a_full_disk_ends_the_talk(void)
{
	struct rlimit old, small;
	char some[4096];
	struct talk t;
	int i, rc = 0;

	begin(&t, 1 << 30);
	asks(&t, "a", "GET", "");
	memset(some, 'A', sizeof(some));
	signal(SIGXFSZ, SIG_IGN);
	getrlimit(RLIMIT_FSIZE, &old);
	small = old;
	small.rlim_cur = 100000;
	CHECK_INT(setrlimit(RLIMIT_FSIZE, &small), 0);
	CHECK(write(t.to_us[1], "{\"id\":1,\"result\":{\"body\":\"", 26) ==
	    26);
	for (i = 0; i < 100 && rc == 0; i++) {
		CHECK(write(t.to_us[1], some, sizeof(some)) ==
		    (ssize_t)sizeof(some));
		rc = cdp_pump(t.cdp, 0, &t.fail);
	}
	setrlimit(RLIMIT_FSIZE, &old);
	CHECK_INT(rc, -1);
	CHECK(strstr(t.fail.text, "aside on the disk") != NULL);
	CHECK(t.fail.kind != FAIL_LATER && t.fail.kind != FAIL_DATA);
	cdp_free(t.cdp);
	end(&t);
}

/* Heads beyond the bound are not kept, and nobody is left waiting. */
static void
heads_without_end_are_bounded(void)
{
	struct buf b = BUF_INIT;
	struct talk t;
	int i;

	begin(&t, 1 << 30);
	CHECK(fcntl(t.to_us[1], F_SETPIPE_SZ, 1 << 20) != -1);
	for (i = 0; i < 100; i++) {
		buf_reset(&b);
		buf_addf(&b, "{\"method\":\"Network.requestWillBeSent\","
		    "\"params\":{\"requestId\":\"%d\",\"request\":{\"url\":"
		    "\"http://www.example.org/\",\"method\":\"GET\","
		    "\"headers\":{\"X\":\"", i);
		while (b.size < 500000)
			buf_adds(&b, "xxxxxxxxxxxxxxxxxxxxxxxx");
		buf_adds(&b, "\"}}}}");
		CHECK(write(t.to_us[1], buf_text(&b), b.size + 1) ==
		    (ssize_t)b.size + 1);
		CHECK_INT(cdp_pump(t.cdp, 0, &t.fail), 0);
		CHECK_INT(cdp_pump(t.cdp, 0, &t.fail), 0);
	}
	asks(&t, "z", "GET", "");
	CHECK(strstr(told(&t), "i-z") != NULL);
	says(&t, "{\"id\":1,\"result\":{\"body\":\"hej\"}}");
	finish(&t);
	CHECK_INT(t.tally.written, 1);
	CHECK_INT(t.tally.failed, 100);
	buf_clear(&b);
	end(&t);
}

static void
the_password_is_for_the_guard_alone(void)
{
	static const char ask[] = "{\"method\":\"Fetch.authRequired\","
	    "\"sessionId\":\"S\",\"params\":{\"requestId\":\"i-1\","
	    "\"authChallenge\":{\"source\":\"%s\"}}}";
	char text[200];
	struct talk t;

	begin(&t, 1 << 30);
	snprintf(text, sizeof(text), ask, "Proxy");
	says(&t, text);
	CHECK(strstr(told(&t), "\"response\":\"ProvideCredentials\","
	    "\"username\":\"bevara\",\"password\":\"hemligt\"") != NULL);
	snprintf(text, sizeof(text), ask, "Server");
	says(&t, text);
	CHECK(strstr(told(&t), "\"response\":\"CancelAuth\"") != NULL);
	says(&t, "{\"method\":\"Fetch.requestPaused\",\"sessionId\":\"S\","
	    "\"params\":{\"requestId\":\"i-2\"}}");
	CHECK(strstr(told(&t), "\"Fetch.continueRequest\"") != NULL);
	finish(&t);
	end(&t);
}

int
main(void)
{
	if (mkdtemp(folder) == NULL)
		return (1);
	RUN(bodies_come_back_whole);
	RUN(bodies_beyond_the_bounds_are_left_out);
	RUN(what_is_no_body_is_none);
	RUN(a_method_that_is_none_is_left_out);
	RUN(a_full_disk_ends_the_talk);
	RUN(heads_without_end_are_bounded);
	RUN(the_password_is_for_the_guard_alone);
	file_remove_tree(folder);
	return (check_end());
}
