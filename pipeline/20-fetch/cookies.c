#include "fetch/cookies.h"

#include <assert.h>
#include <sys/stat.h>

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "core/fail.h"
#include "core/text.h"
#include "fetch/ask_url.h"

#define FIELDS 7
#define HTTP_ONLY "#HttpOnly_"
#define TIME_MAX_UTC 253402300799	/* the end of the year 9999 */

#define EXPORT_ADVICE "export them anew from a browser that is logged in " \
    "with the organisation's own account, as cookies.txt (Netscape's format)"

struct place {			/* for messages; never with a value */
	const char *name;
	int line;
};

static int
refuse(const struct place *at, const char *what, struct fail *fail)
{
	return (fail_set(fail, FAIL_CONFIG, "%s:%d: %s; " EXPORT_ADVICE,
	    at->name, at->line, what));
}

/* Cut ${line} into its fields; the number of them. */
static int
split(char *line, char *field[FIELDS])
{
	int n = 0;

	while (n < FIELDS) {
		field[n++] = line;
		/* The value is the rest: a tab in it is its own. */
		if (n == FIELDS || (line = strchr(line, '\t')) == NULL)
			break;
		*line++ = '\0';
	}
	return (n);
}

/* TRUE or FALSE. */
static int
read_flag(const char *s, int *flag)
{
	*flag = strcasecmp(s, "TRUE") == 0;
	return (*flag || strcasecmp(s, "FALSE") == 0 ? 0 : -1);
}

/* When it ends; exports write a fraction at times. */
static int
read_end(char *s, int64_t *ends_utc)
{
	s[strcspn(s, ".")] = '\0';
	if (strcmp(s, "-1") == 0) {
		*ends_utc = 0;
		return (0);
	}
	return (text_int(s, 0, TIME_MAX_UTC, ends_utc));
}

static int
read_line(struct cookie *c, char *line, const struct place *at,
    struct fail *fail)
{
	char *field[FIELDS];
	int n;

	memset(c, 0, sizeof(*c));
	if (text_prefix(line, HTTP_ONLY)) {
		c->http_only = 1;
		line += strlen(HTTP_ONLY);
	}
	if ((n = split(line, field)) < FIELDS - 1)
		return (refuse(at, "a cookie has seven fields, split by tabs",
		    fail));
	c->domain = field[0] + (*field[0] == '.');
	c->path = field[2];
	c->name = field[5];
	c->value = n == FIELDS ? field[6] : "";
	if (*c->domain == '\0' || *c->path != '/')
		return (refuse(at, "no domain, or a path that does not start "
		    "with '/'", fail));
	if (read_flag(field[1], &c->subdomains) == -1 ||
	    read_flag(field[3], &c->secure) == -1)
		return (refuse(at, "the second and fourth fields are TRUE or "
		    "FALSE", fail));
	if (read_end(field[4], &c->ends_utc) == -1)
		return (refuse(at, "the fifth field is the seconds since 1970 "
		    "at which the cookie ends", fail));
	return (0);
}

static int
is_comment(const char *line)
{
	return (line[strspn(line, " \t")] == '\0' ||
	    (*line == '#' && !text_prefix(line, HTTP_ONLY)));
}

int
cookies_parse(struct cookies *jar, const void *bytes, size_t n,
    const char *name, struct fail *fail)
{
	struct place at = { name, 0 };
	char *line, *next;

	if (memchr(bytes, '\0', n) != NULL)
		return (fail_set(fail, FAIL_CONFIG, "'%s' is no text file; "
		    EXPORT_ADVICE, name));
	buf_add(&jar->text, bytes, n);
	if (buf_check(&jar->text, fail) == -1)
		return (-1);
	if ((jar->cookie = calloc(COOKIES_MAX, sizeof(*jar->cookie))) == NULL)
		return (fail_memory(fail));
	for (line = (char *)jar->text.data; line != NULL; line = next) {
		if ((next = strchr(line, '\n')) != NULL)
			*next++ = '\0';
		line[strcspn(line, "\r")] = '\0';
		at.line++;
		if (is_comment(line))
			continue;
		if (jar->count == COOKIES_MAX)
			return (refuse(&at, "more than a thousand cookies",
			    fail));
		if (read_line(&jar->cookie[jar->count], line, &at, fail) == -1)
			return (-1);
		jar->count++;
	}
	return (0);
}

/* RFC 6265, 5.1.3, but a domain that is no name covers itself only. */
static int
covers(const struct cookie *c, const char *host)
{
	size_t n, m;

	assert(c->domain != NULL);
	n = strlen(host);
	m = strlen(c->domain);
	if (strcasecmp(host, c->domain) == 0)
		return (1);
	return (c->subdomains && n > m && host[n - m - 1] == '.' &&
	    strcasecmp(host + n - m, c->domain) == 0);
}

/*
 * Keep what holds for the host now; jar->ends_utc is when the first of those
 * ends that scripts cannot read, as sessions' cookies are, or of all if there
 * is none such.
 */
static void
select_cookies(struct cookies *jar, const char *host, int64_t now_utc)
{
	int64_t hidden = 0, any = 0;
	size_t i, kept = 0;

	for (i = 0; i < jar->count; i++) {
		const struct cookie c = jar->cookie[i];

		if (!covers(&c, host) ||
		    (c.ends_utc != 0 && c.ends_utc <= now_utc))
			continue;
		jar->cookie[kept++] = c;
		if (c.ends_utc == 0)
			continue;
		if (any == 0 || c.ends_utc < any)
			any = c.ends_utc;
		if (c.http_only && (hidden == 0 || c.ends_utc < hidden))
			hidden = c.ends_utc;
	}
	jar->count = kept;
	jar->ends_utc = hidden != 0 ? hidden : any;
}

/* A regular file of this user's that nobody else can read. */
static int
check_mode(int fd, const char *path, size_t *n, struct fail *fail)
{
	struct stat st;

	if (fstat(fd, &st) == -1)
		return (fail_sys(fail, "cannot look at '%s'", path));
	if (!S_ISREG(st.st_mode))
		return (fail_set(fail, FAIL_CONFIG, "'%s' is no file; "
		    EXPORT_ADVICE, path));
	if (st.st_uid != geteuid())
		return (fail_set(fail, FAIL_CONFIG, "'%s' holds a login and "
		    "belongs to another user; give it to the user that runs "
		    "Bevara, by chown", path));
	if ((st.st_mode & 077) != 0)
		return (fail_set(fail, FAIL_CONFIG, "'%s' holds a login and "
		    "others can read it; run: chmod 600 '%s'", path, path));
	if (st.st_size > COOKIES_FILE_MAX)
		return (fail_set(fail, FAIL_CONFIG, "'%s' is larger than a "
		    "file of cookies; " EXPORT_ADVICE, path));
	*n = (size_t)st.st_size;
	return (0);
}

/* The whole file, looked at and read through one descriptor. */
static int
read_file(const char *path, struct buf *b, struct fail *fail)
{
	size_t n = 0;
	ssize_t got = 1;
	int fd, rc = -1;

	if ((fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW |
	    O_NONBLOCK)) == -1)
		return (fail_set(fail, FAIL_CONFIG, "cannot open the cookies "
		    "'%s': %s; " EXPORT_ADVICE, path, errno == ELOOP ?
		    "it is a link" : strerror(errno)));
	if (check_mode(fd, path, &n, fail) == -1)
		goto out;
	if (buf_reserve(b, n + 1) == -1) {
		fail_memory(fail);
		goto out;
	}
	while (b->size < n && got > 0) {
		got = read(fd, b->data + b->size, n - b->size);
		if (got > 0)
			b->size += (size_t)got;
	}
	rc = got == -1 ? fail_sys(fail, "cannot read '%s'", path) : 0;
out:
	(void)close(fd);
	return (rc);
}

int
cookies_load(struct cookies *jar, const char *path, const char *address,
    int64_t now_utc, struct fail *fail)
{
	struct buf bytes = BUF_INIT;
	char *scheme = NULL, *host = NULL;
	int port, rc = -1;

	if (read_file(path, &bytes, fail) == -1 ||
	    cookies_parse(jar, buf_text(&bytes), bytes.size, path,
	    fail) == -1)
		goto out;
	if (ask_url_split(address, &scheme, &host, &port) == -1) {
		fail_set(fail, FAIL_DATA, "'%s' is no web address", address);
		goto out;
	}
	select_cookies(jar, host, now_utc);
	if (jar->count == 0) {
		fail_set(fail, FAIL_CONFIG, "'%s' has no cookie for '%s' that "
		    "still holds; " EXPORT_ADVICE, path, host);
		goto out;
	}
	rc = 0;
out:
	if (rc == -1)
		cookies_clear(jar);
	free(scheme);
	free(host);
	buf_wipe(&bytes);
	return (rc);
}

void
cookies_clear(struct cookies *jar)
{
	buf_wipe(&jar->text);
	free(jar->cookie);
	memset(jar, 0, sizeof(*jar));
}
