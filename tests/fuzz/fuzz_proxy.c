/* room: 20-fetch */
/*
 * fuzz_proxy.c - the heads of HTTP messages, as any page or server may have
 * made them.
 *
 * Any bytes must end in a clean request or a refusal with a reason.  What is
 * let through holds no line that the guard did not make or check: it reads as
 * one head, ends where the guard says, and names the host that was judged.
 */
#include "fuzz.h"

#include "core/buf.h"
#include "fetch/guard.h"
#include "fetch/guard_http.h"
#include "fetch/guard_rules.h"

/* One head: CR LF at the end of each line, nothing after the empty one. */
static void
is_one_head(const struct buf *b)
{
	const char *s = buf_text(b);

	FUZZ_MUST(strlen(s) == b->size);
	FUZZ_MUST(guard_http_end(s, b->size, 0) == b->size);
}

static void
try_request(const char *s, size_t n)
{
	static const struct guard_rules rules = { NULL, 0, 1, 1, 1, 0,
	    NULL, 0 };
	struct guard_request r;
	const char *why = NULL;
	char line[600];
	int status = guard_http_request(&r, s, n, &why);

	FUZZ_MUST(status == 0 ||
	    (status >= 400 && status < 600 && why != NULL));
	if (status == 0) {
		FUZZ_MUST(r.port >= 1 && r.port <= 65535 && r.body_bytes >= 0);
		FUZZ_MUST(r.host[0] != '\0' &&
		    strlen(r.address) > strlen(r.host));
		guard_rules_name(&rules, r.host, r.port);
		FUZZ_MUST(r.tunnel == (r.head.size == 0));
	}
	if (status == 0 && !r.tunnel) {
		is_one_head(&r.head);
		snprintf(line, sizeof(line), "\r\nHost: %s%s", r.address,
		    r.port == 80 ? "" : "\r\n");
		if (r.port == 80)
			memcpy(line + strlen(line) - 3, "\r\n", 3);
		FUZZ_MUST(strstr(buf_text(&r.head), line) != NULL);
		FUZZ_MUST(strstr(buf_text(&r.head),
		    "Connection: close\r\n\r\n") != NULL);
	}
	guard_request_clear(&r);
}

static void
try_answer(const char *s, size_t n)
{
	struct buf out = BUF_INIT;
	int status = guard_http_answer(&out, s, n);

	FUZZ_MUST(status == -1 || (status >= 100 && status <= 999));
	if (status != -1)
		is_one_head(&out);
	buf_clear(&out);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	const char *s = (const char *)bytes;
	size_t end = guard_http_end(s, n, 0), part;

	/* Looked at in two parts, a head ends in the same place. */
	FUZZ_MUST(end <= n);
	for (part = end > 6 ? end - 6 : 0; part < end; part++) {
		FUZZ_MUST(guard_http_end(s, part, 0) == 0);
		FUZZ_MUST(guard_http_end(s, n, part) == end);
	}
	if (end == 0)
		return (0);
	try_request(s, end);
	try_answer(s, end);
	return (0);
}
