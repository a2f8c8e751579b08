/* room: 20-fetch */
/*
 * fuzz_talk.c - what the browser says over its pipe: a page's process may say
 * anything in its name.
 *
 * Each line of the input is one message.  One that starts with a space is an
 * event, or whatever it is; any other is the result of a call of ours: it is
 * sent as {"id":N,"result":LINE} when call N has come.  After the last the
 * pipe is closed.  Whatever was said, all calls end and the WARC is written,
 * whole records only: nothing in a header can begin another.
 */
#include "fuzz.h"

#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <zlib.h>

#include "core/buf.h"
#include "core/clock.h"
#include "core/fail.h"
#include "core/file.h"
#include "fetch/cdp.h"
#include "fetch/net.h"
#include "fetch/page.h"
#include "fetch/target.h"

#define CALL_WAIT_MS 5		/* a browser that was not asked goes on */
#define PIPE_BYTES (1 << 20)

struct browser {		/* the other end, in a thread of its own */
	const char *at, *end;	/* of the input */
	int in, out;
	int calls;		/* that came */
	int answered;
};

/* Count the calls that have come; waits a moment for one. */
static int
hear(struct browser *b)
{
	struct pollfd p = { b->in, POLLIN, 0 };
	char bytes[65536];
	ssize_t i, n;

	if (poll(&p, 1, CALL_WAIT_MS) <= 0)
		return (0);
	if ((n = read(b->in, bytes, sizeof(bytes))) <= 0)
		return (-1);
	for (i = 0; i < n; i++)
		b->calls += bytes[i] == '\0';
	return (0);
}

static int
say(struct browser *b, const char *line, size_t n)
{
	struct buf text = BUF_INIT;
	ssize_t done;

	if (n > 0 && *line == ' ') {
		buf_add(&text, line, n);
	} else {
		buf_addf(&text, "{\"id\":%d,\"result\":", ++b->answered);
		buf_add(&text, line, n);
		buf_addc(&text, '}');
	}
	done = write(b->out, text.data, text.size + 1);
	buf_clear(&text);
	return (done == -1 ? -1 : 0);
}

static void *
play(void *arg)
{
	struct browser *b = arg;
	const char *stop;

	while (b->at < b->end) {
		stop = memchr(b->at, '\n', (size_t)(b->end - b->at));
		if (stop == NULL)
			stop = b->end;
		if (*b->at != ' ' && b->calls <= b->answered && hear(b) == -1)
			break;
		if (say(b, b->at, (size_t)(stop - b->at)) == -1)
			break;
		b->at = stop + (stop < b->end);
	}
	(void)close(b->out);
	while (hear(b) == 0)	/* until we close */
		;
	return (NULL);
}

/* The questions to a page that is open; any may fail. */
static void
look(struct cdp *cdp, struct net *net, struct target *target)
{
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
	(void)page_source(page, &b, &fail);
	(void)page_layout(page, 1366, 50000, &b, &fail);
	if (page_size(page, &width, &height, &fail) == 0)
		FUZZ_MUST(width >= 0 && height >= 0);
	(void)page_slice(page, 0, 1366, 1000, &b, &fail);
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
	struct net_tally tally;
	struct fail fail = FAIL_INIT;
	struct target *target;
	struct cdp *cdp;
	struct net *net;

	FUZZ_MUST((cdp = cdp_new(in, out, &fail)) != NULL);
	cdp_deadline(cdp, clock_monotonic_ms() + 2000);
	FUZZ_MUST((net = net_new(cdp, 1 << 20, &fail)) != NULL);
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
		FUZZ_MUST(fail.kind == FAIL_DATA);
	net_free(net);
	target_free(target);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct browser b = { (const char *)bytes, (const char *)bytes + n, -1,
	    -1, 0, 0 };
	int to_us[2], to_browser[2];
	pthread_t thread;

	/* We may stop listening while it speaks. */
	(void)signal(SIGPIPE, SIG_IGN);
	FUZZ_MUST(pipe2(to_us, O_CLOEXEC) == 0 &&
	    pipe2(to_browser, O_CLOEXEC) == 0);
	FUZZ_MUST(fcntl(to_us[0], F_SETFL, O_NONBLOCK) == 0 &&
	    fcntl(to_browser[1], F_SETFL, O_NONBLOCK) == 0);
	(void)fcntl(to_us[1], F_SETPIPE_SZ, PIPE_BYTES);
	(void)fcntl(to_browser[1], F_SETPIPE_SZ, PIPE_BYTES);
	b.in = to_browser[0];
	b.out = to_us[1];
	FUZZ_MUST(pthread_create(&thread, NULL, play, &b) == 0);
	talk(to_us[0], to_browser[1]);
	(void)close(to_us[0]);
	(void)close(to_browser[1]);
	FUZZ_MUST(pthread_join(thread, NULL) == 0);
	(void)close(to_browser[0]);
	return (0);
}
