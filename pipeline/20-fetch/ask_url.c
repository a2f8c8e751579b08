#include "fetch/ask_url.h"

#include <curl/curl.h>

#include "core/buf.h"
#include "core/fail.h"
#include "core/text.h"

char *
ask_url_whole(const char *base, const char *url, struct fail *fail)
{
	const unsigned flags = CURLU_NON_SUPPORT_SCHEME | CURLU_URLENCODE;
	CURLU *u = curl_url();
	struct buf spaced = BUF_INIT;
	const char *s;
	char *whole = NULL, *copy = NULL;

	/* As browsers do: libcurl would make it '+' in a query. */
	for (s = url; *s != '\0'; s++)
		if (*s == ' ')
			buf_adds(&spaced, "%20");
		else
			buf_addc(&spaced, *s);
	if (u == NULL || spaced.failed) {
		fail_memory(fail);
		goto out;
	}
	if ((base != NULL && curl_url_set(u, CURLUPART_URL, base, flags) !=
	    CURLUE_OK) ||
	    curl_url_set(u, CURLUPART_URL, buf_text(&spaced), flags) !=
	    CURLUE_OK) {
		fail_set(fail, FAIL_DATA, "not a web address: '%.300s'", url);
		goto out;
	}
	curl_url_set(u, CURLUPART_FRAGMENT, NULL, 0);
	curl_url_set(u, CURLUPART_USER, NULL, 0);
	curl_url_set(u, CURLUPART_PASSWORD, NULL, 0);
	if (curl_url_get(u, CURLUPART_URL, &whole, 0) != CURLUE_OK)
		fail_set(fail, FAIL_DATA, "not a web address: '%.300s'", url);
	else
		copy = text_clean(whole, fail);
out:
	curl_free(whole);
	curl_url_cleanup(u);
	buf_clear(&spaced);
	return (copy);
}

int
ask_url_split(const char *url, char **scheme, char **host, int *port)
{
	struct fail fail = FAIL_INIT;
	CURLU *u = curl_url();
	char *s = NULL, *h = NULL, *p = NULL;
	int64_t number = 0;
	int rc = -1;

	*scheme = *host = NULL;
	*port = 0;
	if (u == NULL || curl_url_set(u, CURLUPART_URL, url,
	    CURLU_NON_SUPPORT_SCHEME) != CURLUE_OK ||
	    curl_url_get(u, CURLUPART_SCHEME, &s, 0) != CURLUE_OK)
		goto out;

	/* A file: has no host, and other schemes may have no port. */
	curl_url_get(u, CURLUPART_HOST, &h, 0);
	if (curl_url_get(u, CURLUPART_PORT, &p, CURLU_DEFAULT_PORT) ==
	    CURLUE_OK && text_int(p, 0, 65535, &number) == -1)
		goto out;
	*port = (int)number;
	*scheme = text_copy(s, &fail);
	*host = text_copy(h != NULL ? h : "", &fail);
	if (*scheme != NULL && *host != NULL)
		rc = 0;
out:
	curl_free(s);
	curl_free(h);
	curl_free(p);
	curl_url_cleanup(u);
	return (rc);
}

int64_t
ask_url_date(const char *text)
{
	return ((int64_t)curl_getdate(text, NULL));
}
