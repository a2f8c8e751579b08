#include "fetch/guard_rules.h"

#include <sys/socket.h>

#include <arpa/inet.h>
#include <fnmatch.h>
#include <netinet/in.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "core/text.h"
#include "fetch/guard.h"

/* IPv4 addresses that are not one host on the open internet. */
static const struct {
	uint32_t first;
	int bits;
	const char *why;
} v4_table[] = {
	{ 0x00000000, 8, "address of this machine" },
	{ 0x0a000000, 8, "private address" },
	{ 0x64400000, 10, "address inside a provider's network" },
	{ 0x7f000000, 8, "loopback address" },
	{ 0xa9fe0000, 16, "link-local address" },
	{ 0xac100000, 12, "private address" },
	{ 0xc0000000, 24, "address for special use" },
	{ 0xc0000200, 24, "address for documentation" },
	{ 0xc0586300, 24, "address for special use" },
	{ 0xc0a80000, 16, "private address" },
	{ 0xc6120000, 15, "address for network tests" },
	{ 0xc6336400, 24, "address for documentation" },
	{ 0xcb007100, 24, "address for documentation" },
	{ 0xe0000000, 4, "multicast address" },
	{ 0xf0000000, 4, "reserved address" },
};

/* The same for IPv6; the first row that fits decides. */
static const struct {
	const char *first;
	int bits;
	const char *why;	/* NULL: public */
} v6_table[] = {
	{ "::", 128, "address of this machine" },
	{ "::1", 128, "loopback address" },
	{ "fc00::", 7, "private address" },
	{ "fe80::", 10, "link-local address" },
	{ "fec0::", 10, "private address" },
	{ "ff00::", 8, "multicast address" },
	{ "2001::", 23, "address for special use" },
	{ "2001:db8::", 32, "address for documentation" },
	{ "3fff::", 20, "address for documentation" },
	{ "2000::", 3, NULL },
	{ "::", 0, "reserved address" },
};

/*
 * Hosts that the browser itself calls, whatever page it shows, to update
 * itself, to sign in, to report and to be told what to do.  A host that a page
 * may well need (fonts.googleapis.com, www.google.com, www.gstatic.com,
 * translate.googleapis.com) must not stand here.  '*' stands for any text.
 */
static const char *const home_table[] = {
	"accounts.google.com",			/* signing in to the browser */
	"clients*.google.com",			/* updates, time, crashes */
	"android.clients.google.com",		/* push messages: joining */
	"mtalk.google.com",			/* push messages */
	"ogads-pa.clients6.google.com",		/* the new tab page */
	"update.googleapis.com",		/* updates of components */
	"tools.google.com",			/* updates */
	"dl.google.com",			/* updates: downloads */
	"*.gvt1.com",				/* updates: downloads */
	"*.gvt2.com",				/* reports on reachability */
	"clientservices.googleapis.com",	/* trials of features */
	"optimizationguide-pa.googleapis.com",	/* hints and models */
	"content-autofill.googleapis.com",	/* what a form's fields mean */
	"safebrowsing.googleapis.com",		/* lists of bad sites */
	"safebrowsing.google.com",
	"safebrowsingohttpgateway.googleapis.com",
	"sb-ssl.google.com",			/* judging downloads */
	"alt*-safebrowsing.google.com",
	"passwordsleakcheck-pa.googleapis.com",	/* leaked passwords */
	"securitydomain-pa.googleapis.com",	/* keys of the account */
	"chromekanonymity*-pa.googleapis.com",	/* advertising */
	"chromekanonymity*.googleapis.com",
	"chromesyncpasswords-pa.googleapis.com",
	"chromefeedcontentsuggestions-pa.googleapis.com",
	"chromereporting-pa.googleapis.com",	/* managed browsers: reports */
	"chromewebstore.googleapis.com",	/* extensions */
	"m.google.com",				/* managed browsers: orders */
	"aida.googleapis.com",			/* developer tools */
	"chrome-devtools-frontend.appspot.com",
	"history.google.com",
	"lensfrontend-pa.googleapis.com",
	"chromium-i18n.appspot.com",		/* forms of postal addresses */
};

const struct guard_rules guard_closed = { NULL, 0, 1 << 20, 16, 10, 0, NULL,
    1 };

static const char *
v4_refused(uint32_t address)
{
	size_t i;

	for (i = 0; i < sizeof(v4_table) / sizeof(v4_table[0]); i++)
		if ((address ^ v4_table[i].first) >>
		    (32 - v4_table[i].bits) == 0)
			return (v4_table[i].why);
	return (NULL);
}

/* The IPv4 address in the four bytes at ${p}. */
static uint32_t
v4_at(const uint8_t *p)
{
	return ((uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 |
	    (uint32_t)p[2] << 8 | (uint32_t)p[3]);
}

/* 1 if the first ${bits} of the address are those of ${first}. */
static int
v6_within(const uint8_t *p, const char *first, int bits)
{
	struct in6_addr net;
	int whole = bits / 8, rest = bits % 8;

	if (inet_pton(AF_INET6, first, &net) != 1)
		return (0);
	if (memcmp(p, net.s6_addr, (size_t)whole) != 0)
		return (0);
	return (rest == 0 ||
	    (p[whole] ^ net.s6_addr[whole]) >> (8 - rest) == 0);
}

static const char *
v6_refused(const uint8_t *p)
{
	const char *why;
	size_t i;

	if (v6_within(p, "::ffff:0:0", 96) || v6_within(p, "64:ff9b::", 96))
		return (v4_refused(v4_at(p + 12)));
	if (v6_within(p, "2002::", 16))
		return (v4_refused(v4_at(p + 2)));

	/* Teredo: its server, and the client's address with all bits turned. */
	if (v6_within(p, "2001::", 32)) {
		if ((why = v4_refused(v4_at(p + 4))) != NULL)
			return (why);
		return (v4_refused(~v4_at(p + 12)));
	}
	for (i = 0; i < sizeof(v6_table) / sizeof(v6_table[0]); i++)
		if (v6_within(p, v6_table[i].first, v6_table[i].bits))
			return (v6_table[i].why);
	return ("reserved address");
}

const char *
guard_rules_address(const struct sockaddr *sa)
{
	struct sockaddr_in v4;
	struct sockaddr_in6 v6;

	/* Copied: the caller's storage need not be aligned for the type. */
	if (sa->sa_family == AF_INET) {
		memcpy(&v4, sa, sizeof(v4));
		return (v4_refused(ntohl(v4.sin_addr.s_addr)));
	}
	if (sa->sa_family == AF_INET6) {
		memcpy(&v6, sa, sizeof(v6));
		return (v6_refused(v6.sin6_addr.s6_addr));
	}
	return ("not an internet address");
}

int
guard_is_public(const struct sockaddr *sa)
{
	return (guard_rules_address(sa) == NULL);
}

static int
is_web_port(const struct guard_rules *rules, int port)
{
	return (port == 80 || port == 443 || port == rules->port);
}

/* 1 if ${n} bytes at ${a} and the string ${host} are the same host. */
static int
same_host(const char *a, size_t n, const char *host)
{
	struct in6_addr one, other;
	char text[INET6_ADDRSTRLEN];

	if (strlen(host) == n && strncasecmp(a, host, n) == 0)
		return (1);
	if (n >= sizeof(text))
		return (0);
	memcpy(text, a, n);
	text[n] = '\0';
	return (inet_pton(AF_INET6, text, &one) == 1 &&
	    inet_pton(AF_INET6, host, &other) == 1 &&
	    memcmp(&one, &other, sizeof(one)) == 0);
}

/*
 * 1 if the entry, "host", "host:port" or with "[v6]", covers host and port; of
 * one without, whether the port is the ${web}'s decides.
 */
static int
entry_allows(const char *entry, const char *host, int port, int web)
{
	const char *end, *colon;
	int64_t number;

	if (entry[0] == '[') {
		entry++;
		if ((end = strchr(entry, ']')) == NULL)
			return (0);
		colon = end[1] == ':' ? end + 1 : NULL;
	} else {
		colon = strchr(entry, ':');
		end = colon != NULL ? colon : entry + strlen(entry);
	}
	if (!same_host(entry, (size_t)(end - entry), host))
		return (0);
	if (colon == NULL)
		return (web);
	return (text_int(colon + 1, 1, 65535, &number) == 0 && number == port);
}

int
guard_allows(const struct guard_rules *rules, const char *host, int port)
{
	char bare[INET6_ADDRSTRLEN];
	size_t i, n = strlen(host);

	/* An IPv6 host may come with its brackets. */
	if (n > 2 && n - 2 < sizeof(bare) && host[0] == '[') {
		memcpy(bare, host + 1, n - 2);
		bare[n - 2] = '\0';
		host = bare;
	}
	for (i = 0; i < rules->allowed_count; i++)
		if (entry_allows(rules->allowed[i], host, port,
		    is_web_port(rules, port)))
			return (1);
	return (0);
}

const char *
guard_rules_home(const char *host)
{
	size_t i;

	for (i = 0; i < sizeof(home_table) / sizeof(home_table[0]); i++)
		if (fnmatch(home_table[i], host, FNM_CASEFOLD) == 0)
			return ("the browser's own call to its maker");
	return (NULL);
}

const char *
guard_rules_name(const struct guard_rules *rules, const char *host, int port)
{
	const char *why;

	if (rules->closed)
		return ("no network for a saved page");
	if (guard_allows(rules, host, port))
		return (NULL);
	if ((why = guard_rules_home(host)) != NULL)
		return (why);
	if (!is_web_port(rules, port))
		return ("port that is not the web's");
	return (NULL);
}
