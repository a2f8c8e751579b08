/* room: 20-fetch */
/*
 * fuzz_cookies.c - a file of cookies, as some browser's extension wrote it.
 *
 * Whatever is refused is refused as configuration, with the line; what is
 * taken has a domain, a path that starts with '/', and a name.
 */
#include "fuzz.h"

#include "core/fail.h"
#include "fetch/cookies.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct cookies jar = COOKIES_INIT;
	struct fail fail = FAIL_INIT;
	size_t i;

	if (cookies_parse(&jar, bytes, n, "k.txt", &fail) == -1) {
		FUZZ_MUST(fail.kind == FAIL_CONFIG);
		goto out;
	}
	FUZZ_MUST(jar.count <= COOKIES_MAX);
	for (i = 0; i < jar.count; i++) {
		const struct cookie *c = &jar.cookie[i];

		FUZZ_MUST(*c->domain != '\0' && *c->path == '/' &&
		    c->name != NULL && c->value != NULL && c->ends_utc >= 0);
		FUZZ_MUST(strlen(c->value) < 8 ||
		    cookies_in_text(&jar, c->value));
	}
out:
	cookies_clear(&jar);
	return (0);
}
