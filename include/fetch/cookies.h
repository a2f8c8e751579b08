/*
 * cookies.h - the organisation's own session at one platform, as a file of
 * cookies that a person exported from a browser (Netscape's cookies.txt).
 *
 * A line is DOMAIN, SUBDOMAINS (TRUE or FALSE), PATH, SECURE, EXPIRES (seconds
 * since 1970; 0: with the session), NAME and VALUE, split by tabs; '#' starts
 * a comment, but "#HttpOnly_" before DOMAIN marks a cookie that scripts cannot
 * read.
 *
 * The values are secrets: no message holds one, and what held them is
 * overwritten before it is freed.
 * Source: RFC 6265, sections 5.1.3 (which hosts a domain covers) and 5.3.
 */
#ifndef FETCH_COOKIES_H
#define FETCH_COOKIES_H

#include <stddef.h>
#include <stdint.h>

#include "core/buf.h"

struct cdp;
struct fail;

#define COOKIES_MAX 1000	/* in one file */
#define COOKIES_FILE_MAX (1u << 20)	/* bytes */

struct cookie {			/* strings borrowed from the jar's text */
	const char *domain, *path, *name, *value;
	int subdomains, secure, http_only;
	int64_t ends_utc;	/* 0: with the session */
};

struct cookies {
	struct buf text;	/* the file, cut into strings */
	struct cookie *cookie;
	size_t count;
	int64_t ends_utc;	/* when the first that may hold the session
				   ends; 0: not known */
};
#define COOKIES_INIT { BUF_INIT, NULL, 0, 0 }

/*
 * cookies_parse(jar, bytes, n, name, fail): all cookies of such a file; ${name}
 * stands in messages.  FAIL_CONFIG names the line.
 */
int cookies_parse(struct cookies *, const void *, size_t, const char *,
    struct fail *);

/*
 * cookies_load(jar, path, address, now_utc, fail): those of the file that hold
 * for the host of ${address} and have not ended.  Refused with FAIL_CONFIG: a
 * file that others than its owner can read or that is not this user's, a link,
 * and one without such a cookie.
 */
int cookies_load(struct cookies *, const char *, const char *, int64_t,
    struct fail *);

/* cookies_give(jar, address, cdp, fail): to the browser, in memory only. */
int cookies_give(const struct cookies *, const char *, struct cdp *,
    struct fail *);

/*
 * cookies_shown(jar, path, shown, fail): set ${shown} to 1 if a value of 8 or
 * more bytes stands in the file, which may be gzip, else to 0.
 * cookies_in_text(jar, text): the same for a string, which may be NULL.
 */
int cookies_shown(const struct cookies *, const char *, int *, struct fail *);
int cookies_in_text(const struct cookies *, const char *);

/* cookies_clear(jar): overwrite and free; fine if empty. */
void cookies_clear(struct cookies *);

#endif /* !FETCH_COOKIES_H */
