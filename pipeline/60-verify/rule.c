#include "verify/rule.h"

#include <arpa/inet.h>
#include <ctype.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/fail.h"
#include "core/text.h"
#include "verify/head.h"
#include "verify/trouble.h"

/* Kinds of record, as bits. */
#define INFO 1
#define RESPONSE 2
#define RESOURCE 4
#define REQUEST 8
#define METADATA 16
#define REVISIT 32
#define CONVERSION 64
#define CONTINUATION 128
#define ALL (-1)		/* those that nobody knows yet too */

static const struct {
	const char *name;
	int kind;
} kinds[] = {
	{ "warcinfo", INFO }, { "response", RESPONSE },
	{ "resource", RESOURCE }, { "request", REQUEST },
	{ "metadata", METADATA }, { "revisit", REVISIT },
	{ "conversion", CONVERSION }, { "continuation", CONTINUATION },
};

/* 1 for "<" URI ">" with a scheme and nothing that no URI holds. */
static int
is_id(const char *s)
{
	size_t size = strlen(s);

	return (size > 4 && *s == '<' && s[size - 1] == '>' &&
	    isalpha((unsigned char)s[1]) && strchr(s, ':') != NULL &&
	    strcspn(s + 1, " \t<>") == size - 2);
}

/* Where the digits stand in ${form}, as 'd'; the rest of ${s}, or NULL. */
static const char *
follow(const char *s, const char *form)
{
	for (; *form != '\0'; s++, form++)
		if (*form == 'd' ? !isdigit((unsigned char)*s) : *s != *form)
			return (NULL);
	return (s);
}

/* W3C's profile of ISO 8601, in UTC. */
static int
is_date(const char *s)
{
	static const char *const forms[] = { "dddd", "dddd-dd", "dddd-dd-dd",
	    "dddd-dd-ddTdd:ddZ", "dddd-dd-ddTdd:dd:ddZ", NULL };
	const char *end;
	int i;

	for (i = 0; forms[i] != NULL; i++)
		if ((end = follow(s, forms[i])) != NULL && *end == '\0')
			return (1);
	if ((end = follow(s, "dddd-dd-ddTdd:dd:dd.d")) == NULL)
		return (0);
	end += strspn(end, "0123456789");
	return (strcmp(end, "Z") == 0);
}

static int
is_number(const char *s)
{
	int64_t n;

	return (isdigit((unsigned char)*s) &&
	    text_int(s, 0, INT64_MAX, &n) == 0);
}

/* wget's writes some inside "<" and ">", as WARC 1.0's grammar has it. */
static int
is_uri(const char *s)
{
	return (*s != '\0' && strpbrk(s, " \t") == NULL);
}

static int
is_media(const char *s)
{
	size_t size = strcspn(s, "/ ");

	return (size > 0 && s[size] == '/' && s[size + 1] != '\0' &&
	    s[size + 1] != ' ' && s[size + 1] != ';');
}

static int
is_ip(const char *s)
{
	struct in6_addr address;

	return (inet_pton(AF_INET, s, &address) == 1 ||
	    inet_pton(AF_INET6, s, &address) == 1);
}

static int
is_word(const char *s)
{
	return (*s != '\0' && strpbrk(s, " \t") == NULL);
}

static const struct rule {
	const char *name;
	int must, never;	/* on these kinds of record */
	int (*form)(const char *);	/* or NULL: any */
	int many;		/* 1: it may be there more than once */
} rules[] = {
	{ "WARC-Record-ID", ALL, 0, is_id, 0 },
	{ "Content-Length", ALL, 0, is_number, 0 },
	{ "WARC-Date", ALL, 0, is_date, 0 },
	{ "WARC-Type", ALL, 0, is_word, 0 },
	{ "Content-Type", 0, 0, is_media, 0 },
	{ "WARC-Concurrent-To", 0, INFO | CONVERSION | CONTINUATION, is_id,
	    1 },
	/* Digests are read by label.h, which says what is wrong. */
	{ "WARC-Block-Digest", 0, 0, NULL, 0 },
	{ "WARC-Payload-Digest", 0, 0, NULL, 0 },
	{ "WARC-IP-Address", 0, INFO | CONVERSION | CONTINUATION, is_ip, 0 },
	{ "WARC-Refers-To", 0, INFO | RESPONSE | RESOURCE | REQUEST |
	    CONTINUATION, is_id, 0 },
	{ "WARC-Target-URI", RESPONSE | RESOURCE | REQUEST | REVISIT |
	    CONVERSION | CONTINUATION, INFO, is_uri, 0 },
	{ "WARC-Truncated", 0, 0, is_word, 0 },
	{ "WARC-Warcinfo-ID", 0, INFO, is_id, 0 },
	{ "WARC-Filename", 0, ALL & ~INFO, NULL, 0 },
	{ "WARC-Profile", REVISIT, 0, is_uri, 0 },
	{ "WARC-Identified-Payload-Type", 0, 0, is_media, 0 },
	{ "WARC-Segment-Number", CONTINUATION, 0, is_number, 0 },
	{ "WARC-Segment-Origin-ID", CONTINUATION, ALL & ~CONTINUATION, is_id,
	    0 },
	{ "WARC-Segment-Total-Length", 0, ALL & ~CONTINUATION, is_number, 0 },
};

#define UNKNOWN (1 << 30)	/* a kind of record that nobody knows yet */

static int
kind_of(const struct head_fields *fields)
{
	const char *type = head_find(fields, "WARC-Type");
	size_t i;

	for (i = 0; type != NULL && i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (strcmp(type, kinds[i].name) == 0)
			return (kinds[i].kind);
	return (UNKNOWN);
}

static int
check_rule(const struct rule *rule, int kind, const struct head_fields *fields,
    const char **why)
{
	const char *value = NULL;
	size_t i;
	int count = 0, bad = 0;

	for (i = 0; i < fields->count; i++) {
		if (strcasecmp(fields->field[i].name, rule->name) != 0)
			continue;
		count++;
		value = fields->field[i].value;
		bad |= rule->form != NULL && !rule->form(value);
	}
	*why = NULL;
	if (count == 0)
		*why = rule->must & kind ? "is missing" : NULL;
	else if (rule->never & kind && kind != UNKNOWN)
		*why = "may not be in a record of this type";
	else if (count > 1 && !rule->many)
		*why = "is there more than once";
	else if (bad)
		*why = "has a value that cannot be";
	return (*why != NULL);
}

int
rule_check(const struct head_fields *fields, uint64_t at,
    struct trouble_list *troubles, struct fail *fail)
{
	int kind = kind_of(fields);
	const char *why;
	size_t i;

	if (strcmp(fields->first, "WARC/1.1") != 0 &&
	    strcmp(fields->first, "WARC/1.0") != 0 &&
	    trouble_add(troubles, at, fail, "'%.40s' is not WARC/1.0 or "
	    "WARC/1.1", fields->first) == -1)
		return (-1);
	for (i = 0; i < sizeof(rules) / sizeof(rules[0]); i++)
		if (check_rule(&rules[i], kind, fields, &why) &&
		    trouble_add(troubles, at, fail, "%s %s", rules[i].name,
		    why) == -1)
			return (-1);
	return (0);
}

int
rule_length(const struct head_fields *fields, uint64_t *length)
{
	const char *text = head_find(fields, "Content-Length");

	if (text == NULL || !is_number(text))
		return (-1);
	*length = strtoull(text, NULL, 10);
	return (0);
}
