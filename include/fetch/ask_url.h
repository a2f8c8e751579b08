/*
 * ask_url.h - addresses and dates as the web writes them, read by libcurl.
 */
#ifndef FETCH_ASK_URL_H
#define FETCH_ASK_URL_H

#include <stdint.h>

struct fail;

/*
 * ask_url_whole(base, url, fail): ${url}, perhaps relative to ${base} (or
 * NULL), as a whole address without fragment, user and password; the caller's.
 * FAIL_DATA if it is no address.
 */
char *ask_url_whole(const char *, const char *, struct fail *);

/*
 * ask_url_split(url, scheme, host, port): take a whole address apart: the
 * scheme in lower case, the host ("" without), the port (the scheme's own if
 * none is written, 0 if it has none).  The strings are the caller's, also on
 * -1: then it is no address.
 */
int ask_url_split(const char *, char **, char **, int *);

/* ask_url_date(text): an HTTP date in seconds since 1970, or -1. */
int64_t ask_url_date(const char *);

#endif /* !FETCH_ASK_URL_H */
