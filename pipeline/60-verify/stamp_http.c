#include "verify/stamp_http.h"

#include <curl/curl.h>

#include "core/args.h"
#include "core/buf.h"
#include "core/fail.h"
#include "verify/stamp.h"

#define CONNECT_SECONDS 5
#define HEAD_MAX_BYTES 65536

/*
 * The bytes are counted here: a body that comes in chunks, or packed, is not
 * held back by the library's own bound.
 */
struct talk {
	struct buf *body;
	size_t head_bytes;
	int too_large;
};

static size_t
take_body(char *bytes, size_t size, size_t n, void *arg)
{
	struct talk *talk = arg;

	if (talk->body->size + size * n > STAMP_MAX_BYTES) {
		talk->too_large = 1;
		return (0);
	}
	buf_add(talk->body, bytes, size * n);
	return (talk->body->failed ? 0 : size * n);
}

static size_t
take_head(char *bytes, size_t size, size_t n, void *arg)
{
	struct talk *talk = arg;

	(void)bytes;
	talk->head_bytes += size * n;
	if (talk->head_bytes <= HEAD_MAX_BYTES)
		return (size * n);
	talk->too_large = 1;
	return (0);
}

static int
set_options(CURL *curl, const struct stamp_http *http, struct talk *talk,
    struct curl_slist *head)
{
	return (curl_easy_setopt(curl, CURLOPT_URL, http->url) ||
	    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https") ||
	    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L) ||
	    curl_easy_setopt(curl, CURLOPT_PROXY, "") ||
	    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L) ||
	    curl_easy_setopt(curl, CURLOPT_USERAGENT,
	    "bevara/" BEVARA_VERSION) ||
	    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, head) ||
	    curl_easy_setopt(curl, CURLOPT_POST, 1L) ||
	    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE,
	    (long)http->request->size) ||
	    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, http->request->data) ||
	    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT,
	    (long)CONNECT_SECONDS) ||
	    curl_easy_setopt(curl, CURLOPT_TIMEOUT, (long)http->timeout_s) ||
	    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_body) ||
	    curl_easy_setopt(curl, CURLOPT_WRITEDATA, talk) ||
	    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, take_head) ||
	    curl_easy_setopt(curl, CURLOPT_HEADERDATA, talk) ? -1 : 0);
}

/* What came of it, in words. */
static int
judge(CURL *curl, CURLcode code, const struct talk *talk, struct fail *fail)
{
	long status = 0;

	if (talk->too_large)
		return (fail_set(fail, FAIL_DATA, "its answer is larger than "
		    "%u bytes", STAMP_MAX_BYTES));
	if (code == CURLE_OUT_OF_MEMORY || talk->body->failed)
		return (fail_memory(fail));
	if (code != CURLE_OK)
		return (fail_set(fail, FAIL_LATER, "it does not answer: %s",
		    curl_easy_strerror(code)));
	(void)curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
	if (status == 408 || status == 425 || status == 429 ||
	    (status >= 500 && status <= 599))
		return (fail_set(fail, FAIL_LATER, "it answers with HTTP "
		    "status %ld", status));
	if (status >= 300 && status <= 399)
		return (fail_set(fail, FAIL_DATA, "it answers with HTTP status "
		    "%ld, a redirect, which is not followed; write its new "
		    "address in bevara.xml", status));
	if (status != 200)
		return (fail_set(fail, FAIL_DATA, "it answers with HTTP status "
		    "%ld; see whether the address in bevara.xml is right",
		    status));
	return (0);
}

int
stamp_post(const struct stamp_http *http, struct buf *answer,
    struct fail *fail)
{
	struct curl_slist *head = NULL, *more;
	struct talk talk = { answer, 0, 0 };
	CURL *curl = NULL;
	int rc = -1;

	if (curl_global_init(CURL_GLOBAL_DEFAULT) != 0)
		return (fail_memory(fail));
	head = curl_slist_append(NULL,
	    "Content-Type: application/timestamp-query");
	/* No waiting for "100 Continue" before the body. */
	if (head == NULL || (more = curl_slist_append(head, "Expect:")) == NULL)
		goto memory;
	head = more;
	if ((curl = curl_easy_init()) == NULL ||
	    set_options(curl, http, &talk, head) == -1)
		goto memory;
	rc = judge(curl, curl_easy_perform(curl), &talk, fail);
	goto out;
memory:
	fail_memory(fail);
out:
	if (rc == -1)
		fail_add(fail, "the time-stamp service '%s'", http->url);
	curl_easy_cleanup(curl);
	curl_slist_free_all(head);
	curl_global_cleanup();
	return (rc);
}
