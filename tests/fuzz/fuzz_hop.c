/* room: 20-fetch */
/*
 * fuzz_hop.c - the headers, addresses and dates of a server that we ask
 * ourselves.
 *
 * Each line is given as a header line; the value of Location and Retry-After
 * are read as the real thing does.  What is kept is one line of clean text,
 * holds no cookie, and an address has no user, password or fragment.
 */
#include "fuzz.h"

#include <strings.h>

#include "core/text.h"
#include "fetch/ask_url.h"
#include "fetch/hop.h"

static void
look(const struct hop *hop)
{
	const struct hop_header *h;
	const char *s;
	size_t i;

	for (i = 0; i < hop->header_count; i++) {
		h = &hop->header[i];
		FUZZ_MUST(h->name[0] != '\0' && text_valid(h->name) &&
		    text_valid(h->value));
		for (s = h->value; *s != '\0'; s++)
			FUZZ_MUST((uint8_t)*s >= ' ' && *s != 0x7f);
		if (strncasecmp(h->name, "set-cookie", 10) == 0)
			FUZZ_MUST(strcmp(h->value, "(left out)") == 0);
		FUZZ_MUST(hop_header(hop, h->name) != NULL);
	}
}

static void
address(const char *url)
{
	struct fail fail = FAIL_INIT;
	char *whole, *again, *scheme, *host;
	int port;

	whole = ask_url_whole("http://u:p@example.org:81/a/b?c#d", url, &fail);
	if (whole == NULL) {
		FUZZ_MUST(fail.kind == FAIL_DATA);
		return;
	}
	FUZZ_MUST(strchr(whole, '#') == NULL && text_valid(whole));
	if (ask_url_split(whole, &scheme, &host, &port) == 0) {
		FUZZ_MUST(port >= 0 && port <= 65535);
		FUZZ_MUST(strpbrk(host, "@/?# ") == NULL);
	}
	free(scheme);
	free(host);
	again = ask_url_whole(NULL, whole, &fail);
	if (again != NULL)
		FUZZ_MUST(strchr(again, '#') == NULL);
	free(again);
	free(whole);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct hop hop = { 0 };
	struct fail fail = FAIL_INIT;
	char *text = fuzz_string(bytes, n);
	const char *line = text, *stop, *value;

	while (line < text + n) {
		stop = memchr(line, '\n', (size_t)(text + n - line));
		stop = stop == NULL ? text + n : stop + 1;
		FUZZ_MUST(hop_add_header(&hop, line, (size_t)(stop - line),
		    &fail) == 0);
		line = stop;
	}
	look(&hop);
	if ((value = hop_header(&hop, "location")) != NULL)
		address(value);
	if ((value = hop_header(&hop, "retry-after")) != NULL)
		(void)ask_url_date(value);
	hop_clear(&hop);
	free(text);
	return (0);
}
