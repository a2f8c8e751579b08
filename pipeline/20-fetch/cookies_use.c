#include <stdlib.h>
#include <string.h>

#include <zlib.h>

#include "core/fail.h"
#include "core/text.h"
#include "fetch/ask_url.h"
#include "fetch/cdp.h"
#include "fetch/cookies.h"
#include "fetch/value.h"

#define GIVE_MS 10000
#define TELLING 8		/* bytes; a shorter value says nothing */
#define BLOCK (256 * 1024)
#define OVERLAP 8192		/* as long as the longest value looked for */

/*
 * One cookie.  It is given without its end: then the browser keeps it with the
 * session, and never writes it to its profile.
 */
static int
give_one(const struct cookie *c, const char *scheme, struct cdp *cdp,
    struct fail *fail)
{
	struct cdp_order order = { NULL, "Storage.setCookies", GIVE_MS, NULL,
	    NULL };
	const char *key = "url";
	char *where;
	struct value *v;

	/* With "domain" it holds for all hosts below, with "url" for one. */
	if (c->subdomains)
		key = "domain";
	where = c->subdomains ? text_printf(fail, ".%s", c->domain) :
	    text_printf(fail, "%s://%s%s", c->secure ? "https" : scheme,
	    c->domain, c->path);
	if (where == NULL)
		return (-1);
	v = cdp_call(cdp, &order, fail,
	    "{s:[{s:s,s:s,s:s,s:s,s:b,s:b}]}", "cookies", "name", c->name,
	    "value", c->value, key, where, "path", c->path, "secure",
	    c->secure, "httpOnly", c->http_only);
	free(where);
	if (v == NULL) {
		fail_add(fail, "giving the browser the cookie '%s'", c->name);
		return (-1);
	}
	value_free(v);
	return (0);
}

int
cookies_give(const struct cookies *jar, const char *address, struct cdp *cdp,
    struct fail *fail)
{
	char *scheme = NULL, *host = NULL;
	size_t i;
	int port, rc;

	if (jar->count == 0)
		return (0);
	if ((rc = ask_url_split(address, &scheme, &host, &port)) == -1)
		fail_set(fail, FAIL_DATA, "'%s' is no web address", address);
	for (i = 0; i < jar->count && rc == 0; i++)
		rc = give_one(&jar->cookie[i], scheme, cdp, fail);
	free(scheme);
	free(host);
	return (rc);
}

/* How much of a value is looked for; 0: it would be found everywhere. */
static size_t
telling(const char *value)
{
	size_t n = strlen(value);

	return (n < TELLING ? 0 : n > OVERLAP ? OVERLAP : n);
}

static int
in_bytes(const struct cookies *jar, const void *bytes, size_t n)
{
	size_t i, m;

	for (i = 0; i < jar->count; i++) {
		m = telling(jar->cookie[i].value);
		if (m > 0 && memmem(bytes, n, jar->cookie[i].value,
		    m) != NULL)
			return (1);
	}
	return (0);
}

int
cookies_in_text(const struct cookies *jar, const char *text)
{
	return (text != NULL && in_bytes(jar, text, strlen(text)));
}

int
cookies_shown(const struct cookies *jar, const char *path, int *shown,
    struct fail *fail)
{
	unsigned char *block;
	gzFile f = NULL;
	size_t kept = 0;
	int got, rc = -1;

	*shown = 0;
	if ((block = malloc(OVERLAP + BLOCK)) == NULL)
		return (fail_memory(fail));
	if ((f = gzopen(path, "rb")) == NULL) {
		fail_sys(fail, "cannot open '%s'", path);
		goto out;
	}
	while ((got = gzread(f, block + kept, BLOCK)) > 0 && !*shown) {
		kept += (size_t)got;
		*shown = in_bytes(jar, block, kept);
		/* A value may lie across two blocks. */
		if (kept > OVERLAP) {
			memmove(block, block + kept - OVERLAP, OVERLAP);
			kept = OVERLAP;
		}
	}
	if (got == -1)
		fail_set(fail, FAIL_IO, "cannot read '%s'", path);
	else
		rc = 0;
out:
	if (f != NULL)
		(void)gzclose_r(f);
	free(block);
	return (rc);
}
