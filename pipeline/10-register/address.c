#include "register/rules.h"

#include <stddef.h>
#include <string.h>
#include <strings.h>

/* The parts of an address that say where it leads. */
struct address {
	const char *host, *path, *query;	/* in the address itself */
	size_t host_bytes, path_bytes, query_bytes;
};

static int
starts(const char *s, const char *word)
{
	return (strncasecmp(s, word, strlen(word)) == 0);
}

static void
split(const char *s, struct address *a)
{
	int tls = starts(s, "https://");
	size_t n;

	if ((s = strstr(s, "://")) == NULL)
		s = "://";
	a->host = s + 3;
	a->host_bytes = strcspn(a->host, "/?#");
	a->path = a->host + a->host_bytes;
	while (starts(a->host, "www.") || starts(a->host, "m.") ||
	    starts(a->host, "mobile.")) {
		n = strcspn(a->host, ".") + 1;
		a->host += n;
		a->host_bytes -= n;
	}
	n = tls ? 4 : 3;
	if (a->host_bytes > n && starts(a->host + a->host_bytes - n,
	    tls ? ":443" : ":80"))
		a->host_bytes -= n;
	while (a->host_bytes > 0 && a->host[a->host_bytes - 1] == '.')
		a->host_bytes--;
	a->path_bytes = strcspn(a->path, "?#");
	a->query = a->path + a->path_bytes;
	a->query_bytes = strcspn(a->query, "#");
	while (a->path_bytes > 0 && a->path[a->path_bytes - 1] == '/')
		a->path_bytes--;
}

/* What only tells where a visitor came from. */
static int
is_tracking(const char *s, size_t n)
{
	static const char *const names[] = { "utm_", "fbclid", "gclid",
	    "igsh", "igshid", "mibextid", "ref", "refsrc", "ref_src", "si",
	    "_rdr", "__tn__", "locale", "hl", "lang", "feature", "msclkid",
	    "trk", "s" };
	size_t i, length = strcspn(s, "=&");

	if (length > n)
		length = n;
	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if ((strlen(names[i]) == length || strcmp(names[i],
		    "utm_") == 0) && length >= strlen(names[i]) &&
		    strncasecmp(s, names[i], strlen(names[i])) == 0)
			return (1);
	return (0);
}

/* The next part of the query that says something; NULL at its end. */
static const char *
next_part(const char *s, const char *end, size_t *n)
{
	for (; s < end; s += *n) {
		s += strspn(s, "?&");
		if (s >= end)
			break;
		*n = strcspn(s, "&#");
		if (*n > (size_t)(end - s))
			*n = (size_t)(end - s);
		if (*n > 0 && !is_tracking(s, *n))
			return (s);
	}
	return (NULL);
}

/* Whether every part of one query stands in the other. */
static int
covers(const struct address *a, const struct address *b)
{
	const char *end = a->query + a->query_bytes;
	const char *last = b->query + b->query_bytes, *s = a->query, *t;
	size_t n = 0, m = 0;

	while ((s = next_part(s, end, &n)) != NULL) {
		for (t = b->query; (t = next_part(t, last, &m)) != NULL; t += m)
			if (n == m && memcmp(s, t, n) == 0)
				break;
		if (t == NULL)
			return (0);
		s += n;
	}
	return (1);
}

int
rules_same_address(const char *one, const char *other)
{
	struct address a, b;

	split(one, &a);
	split(other, &b);
	return (a.host_bytes == b.host_bytes && a.path_bytes == b.path_bytes &&
	    strncasecmp(a.host, b.host, a.host_bytes) == 0 &&
	    strncasecmp(a.path, b.path, a.path_bytes) == 0 &&
	    covers(&a, &b) && covers(&b, &a));
}
