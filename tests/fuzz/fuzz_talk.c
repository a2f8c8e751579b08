/* room: 20-fetch */
/*
 * fuzz_talk.c - what the browser says over its pipe: a page's process may say
 * anything in its name.
 *
 * Each line of the input is one message.  One that starts with a space is an
 * event, or whatever it is; any other is the result of a call of ours: it is
 * sent as {"id":N,"result":LINE}.  One that starts with '!' is the result with
 * a long body: "!N:REST" has N thousand letters, and then REST.  After the
 * last the pipe is closed.
 * Whatever was said, all calls end and the WARC is written, whole records
 * only: nothing in a header can begin another.
 */
#include "fuzz.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <zlib.h>

#include "core/buf.h"
#include "core/clock.h"
#include "core/fail.h"
#include "fetch/cdp.h"
#include "fetch/net.h"
#include "fetch/page.h"
#include "fetch/target.h"

#define PIPE_BYTES (1 << 20)
#define BODY_MAX 700		/* thousand letters: they fit the pipe */

static struct {
	const char *at, *end;	/* of the input */
	int in, out;		/* the browser's ends */
	int heard;		/* our end of what it says */
	int results;		/* given so far */
} browser;

/* A reply whose body is longer than what is read at a time. */
static void
add_body(struct buf *text, const char *line, size_t n)
{
	const char *end = line + n, *s;
	char letters[1000];
	int left = 0;

	memset(letters, 'Z', sizeof(letters));
	buf_addf(text, "{\"id\":%d,\"result\":{\"body\":\"",
	    ++browser.results);
	for (s = line + 1; s < end && *s >= '0' && *s <= '9'; s++)
		left = left * 10 + (*s - '0') < BODY_MAX ?
		    left * 10 + (*s - '0') : BODY_MAX;
	for (; left > 0; left--)
		buf_add(text, letters, sizeof(letters));
	if (s < end && *s == ':')
		s++;
	buf_add(text, s, (size_t)(end - s));
}

static void
say(const char *line, size_t n)
{
	struct buf text = BUF_INIT;

	if (n > 0 && *line == ' ') {
		buf_add(&text, line, n);
	} else if (n > 1 && *line == '!') {
		add_body(&text, line, n);
	} else {
		buf_addf(&text, "{\"id\":%d,\"result\":", ++browser.results);
		buf_add(&text, line, n);
		buf_addc(&text, '}');
	}
	FUZZ_MUST(write(browser.out, buf_text(&text), text.size + 1) ==
	    (ssize_t)text.size + 1);
	buf_clear(&text);
}

/*
 * This program's poll() in the place of the C library's: whoever waits for the
 * browser is given its next message.  A second thread would do, but makes each
 * run a matter of chance, and slow.
 */
int
poll(struct pollfd *p, nfds_t count, int ms)
{
	char called[65536];
	const char *stop;
	int left = 0;

	(void)ms;
	FUZZ_MUST(count == 1);
	p->revents = POLLIN;
	while (read(browser.in, called, sizeof(called)) > 0)
		;		/* so that our writer never waits */
	/* What has not been read yet comes first. */
	if (browser.out == -1 ||
	    (ioctl(browser.heard, FIONREAD, &left) == 0 && left > 0))
		return (1);
	if (browser.at >= browser.end) {
		(void)close(browser.out);
		browser.out = -1;
		return (1);
	}
	stop = memchr(browser.at, '\n', (size_t)(browser.end - browser.at));
	if (stop == NULL)
		stop = browser.end;
	say(browser.at, (size_t)(stop - browser.at));
	browser.at = stop + 1;
	return (1);
}

static int
add_part(void *arg, const struct buf *part, struct fail *fail)
{
	buf_add(arg, part->data, part->size);
	return (buf_check(arg, fail));
}

/* The questions to a page that is open; any may fail. */
static void
look(struct cdp *cdp, struct net *net, struct target *target)
{
	const struct page_range range = { 1366, 50000, 0, 0, 0, 0, 0, NULL };
	const struct page_slice slice = { 0, 1366, 1000 };
	struct page_facts facts = { 0 };
	struct fail fail = FAIL_INIT;
	struct buf b = BUF_INIT;
	struct page *page;
	int64_t height = 0;
	int width = 0;

	FUZZ_MUST((page = page_new(cdp, net, target, &fail)) != NULL);
	if (page_look(page, &facts, &fail) == 0)
		FUZZ_MUST(facts.title != NULL && facts.address != NULL);
	page_facts_clear(&facts);
	(void)page_source(page, add_part, &b, &fail);
	(void)page_layout(page, &range, add_part, &b, &fail);
	if (page_size(page, &width, &height, &fail) == 0)
		FUZZ_MUST(width >= 0 && height >= 0);
	(void)page_slice(page, &slice, &b, &fail);
	buf_clear(&b);
	page_free(page);
}

/* All members of the gzip file, one after the other. */
static void
unpack(const char *path, struct buf *out)
{
	char bytes[65536];
	gzFile f = gzopen(path, "rb");
	int n;

	FUZZ_MUST(f != NULL);
	while ((n = gzread(f, bytes, sizeof(bytes))) > 0)
		buf_add(out, bytes, (size_t)n);
	FUZZ_MUST(n == 0 && gzclose(f) == Z_OK && !out->failed);
}

/* Record after record to the end of the file, each as long as it says. */
static void
is_warc(const char *path, int exchanges)
{
	struct buf all = BUF_INIT;
	const char *at, *end, *head, *length;
	int records = 0;

	unpack(path, &all);
	at = (const char *)all.data;
	for (end = at + all.size; at < end; records++) {
		FUZZ_MUST(strncmp(at, "WARC/1.1\r\n", 10) == 0);
		FUZZ_MUST((head = strstr(at, "\r\n\r\n")) != NULL);
		length = strstr(at, "\r\nContent-Length: ");
		FUZZ_MUST(length != NULL && length < head);
		at = head + 4 + strtoul(length + 18, NULL, 10);
		FUZZ_MUST(at + 4 <= end && memcmp(at, "\r\n\r\n", 4) == 0);
		at += 4;
	}
	FUZZ_MUST(records == 1 + 2 * exchanges);
	buf_clear(&all);
}

static void
talk(int in, int out)
{
	static const struct target_look view = { 1366, 1000 };
	const struct net_archive archive = { fuzz_path("x.warc.gz"),
	    "bevara-fetch", "Exempel", NULL };
	const struct net_want want = { fuzz_folder(), 1 << 20, "hemligt" };
	struct net_tally tally;
	struct fail fail = FAIL_INIT;
	struct target *target;
	struct cdp *cdp;
	struct net *net;

	FUZZ_MUST((cdp = cdp_new(in, out, &fail)) != NULL);
	cdp_deadline(cdp, clock_monotonic_ms() + 2000);
	FUZZ_MUST((net = net_new(cdp, &want, &fail)) != NULL);
	if ((target = target_open(cdp, net, &view, &fail)) != NULL)
		look(cdp, net, target);
	fail_clear(&fail);
	while (target != NULL && cdp_pump(cdp, 1000, &fail) == 0)
		;
	FUZZ_MUST(net_busy(net) >= 0 && net_retry_after(net) >= -1);
	cdp_free(cdp);
	fail_clear(&fail);
	(void)unlink(archive.path);
	if (net_write(net, &archive, &tally, &fail) == 0)
		is_warc(archive.path, tally.written);
	else
		FUZZ_MUST(0);	/* nothing that is said makes it fail */
	net_free(net);
	target_free(target);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	int to_us[2], to_browser[2];

	FUZZ_MUST(pipe2(to_us, O_CLOEXEC | O_NONBLOCK) == 0 &&
	    pipe2(to_browser, O_CLOEXEC | O_NONBLOCK) == 0);
	FUZZ_MUST(fcntl(to_us[1], F_SETPIPE_SZ, PIPE_BYTES) != -1 &&
	    fcntl(to_browser[1], F_SETPIPE_SZ, PIPE_BYTES) != -1);
	browser.at = (const char *)bytes;
	browser.end = browser.at + n;
	browser.in = to_browser[0];
	browser.out = to_us[1];
	browser.heard = to_us[0];
	browser.results = 0;
	talk(to_us[0], to_browser[1]);
	if (browser.out != -1)
		(void)close(browser.out);
	(void)close(to_us[0]);
	(void)close(to_browser[0]);
	(void)close(to_browser[1]);
	return (0);
}
