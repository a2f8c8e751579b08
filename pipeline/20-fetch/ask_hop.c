#include "fetch/ask_hop.h"

#include <sys/socket.h>

#include <curl/curl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/clock.h"
#include "core/fail.h"
#include "core/text.h"
#include "fetch/ask_trouble.h"
#include "fetch/ask_url.h"
#include "fetch/guard.h"
#include "fetch/guard_rules.h"
#include "fetch/hop.h"

#define USER_AGENT "Mozilla/5.0 (compatible; Bevara/0.1)"
#define BODY_MAX (1 << 20)	/* bytes read of a body; the rest is left */
#define BODY_MS 5000		/* for so long, so that the browser gets time */
#define HEAD_MAX (256 << 10)	/* bytes of all headers together */
#define HEADERS_MAX 500
#define CERTIFICATES_MAX 20
#define CONNECT_MS 20000

/* One question under way. */
struct question {
	struct hop *hop;
	CURL *curl;
	char *host;		/* owned; as in the address */
	int port;
	int allowed;		/* 1: the site allows the host by name */
	const char *refusal;	/* why a peer was refused, static, or NULL */
	size_t head_size, body_size;
	int head_whole;		/* 1: the empty line after it has come */
	int head_too_long, body_stopped;
	int64_t body_began_ms;	/* clock_monotonic_ms() */
	struct fail *fail;
	int failed;		/* 1: fail is set: out of memory */
};

int
ask_hop_start(struct fail *fail)
{
	if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
		return (fail_set(fail, FAIL_LATER, "cannot start libcurl"));
	return (0);
}

void
ask_hop_end(void)
{
	curl_global_cleanup();
}

/* ---- what libcurl calls ---- */

/* Open a socket to a peer, if it may be spoken to. */
static curl_socket_t
open_socket(void *arg, curlsocktype purpose, struct curl_sockaddr *a)
{
	struct question *q = arg;
	const char *why;

	if (purpose != CURLSOCKTYPE_IPCXN)
		return (CURL_SOCKET_BAD);
	if (!q->allowed && (why = guard_rules_address(&a->addr)) != NULL) {
		q->refusal = why;
		return (CURL_SOCKET_BAD);
	}
	return (socket(a->family, a->socktype | SOCK_CLOEXEC, a->protocol));
}

/* The body is not kept: it is counted, and left when there is too much. */
static size_t
take_body(char *bytes, size_t one, size_t n, void *arg)
{
	struct question *q = arg;
	int64_t now = clock_monotonic_ms();

	(void)bytes;
	if (q->body_size == 0)
		q->body_began_ms = now;
	q->body_size += one * n;
	if (q->body_size <= BODY_MAX && now - q->body_began_ms <= BODY_MS)
		return (one * n);
	q->body_stopped = 1;
	return (0);
}

static size_t
take_header(char *line, size_t one, size_t n, void *arg)
{
	struct question *q = arg;

	n *= one;
	q->head_size += n;
	if (q->head_size > HEAD_MAX ||
	    q->hop->header_count >= HEADERS_MAX) {
		q->head_too_long = 1;
		return (0);
	}

	/* A status line: what came before it was a 100 Continue or so. */
	if (n >= 5 && memcmp(line, "HTTP/", 5) == 0) {
		hop_clear_headers(q->hop);
		q->head_whole = 0;
		return (n);
	}
	if (line[0] == '\r' || line[0] == '\n')
		q->head_whole = 1;
	if (q->body_size > 0)
		return (n);		/* a trailer */
	if (hop_add_header(q->hop, line, n, q->fail) == -1) {
		q->failed = 1;
		return (0);
	}
	return (n);
}

/* ---- the answer ---- */

static const char *
protocol_name(long version)
{
	switch (version) {
	case CURL_HTTP_VERSION_1_0:
		return ("HTTP/1.0");
	case CURL_HTTP_VERSION_1_1:
		return ("HTTP/1.1");
	case CURL_HTTP_VERSION_2_0:
		return ("HTTP/2");
	case CURL_HTTP_VERSION_3:
		return ("HTTP/3");
	default:
		return (NULL);
	}
}

/* Copy one certificate of libcurl's "Name:value" lines. */
static int
take_certificate(struct hop_certificate *c, const struct curl_slist *line,
    struct fail *fail)
{
	const struct {
		const char *name;
		char **value;
	} part[] = {
		{ "Subject:", &c->subject },
		{ "Issuer:", &c->issuer },
		{ "Start date:", &c->not_before },
		{ "Expire date:", &c->not_after },
		{ "Cert:", &c->pem },
	};
	size_t i, n;

	for (; line != NULL; line = line->next)
		for (i = 0; i < sizeof(part) / sizeof(part[0]); i++) {
			n = strlen(part[i].name);
			if (strncmp(line->data, part[i].name, n) != 0 ||
			    *part[i].value != NULL)
				continue;
			*part[i].value = text_clean(line->data + n, fail);
			if (*part[i].value == NULL)
				return (-1);
		}
	return (0);
}

static int
take_certificates(struct question *q)
{
	struct hop *hop = q->hop;
	struct curl_certinfo *info = NULL;
	int i, count;

	if (curl_easy_getinfo(q->curl, CURLINFO_CERTINFO, &info) != CURLE_OK ||
	    info == NULL || info->num_of_certs <= 0)
		return (0);
	count = info->num_of_certs;
	if (count > CERTIFICATES_MAX)
		count = CERTIFICATES_MAX;
	hop->certificate = calloc((size_t)count, sizeof(*hop->certificate));
	if (hop->certificate == NULL)
		return (fail_memory(q->fail));
	hop->certificate_count = (size_t)count;
	for (i = 0; i < count; i++)
		if (take_certificate(&hop->certificate[i], info->certinfo[i],
		    q->fail) == -1)
			return (-1);
	return (0);
}

static int
take_answer(struct question *q, CURLcode code)
{
	struct hop *hop = q->hop;
	const char *peer = NULL;
	curl_off_t connected = 0;
	long status = 0, version = 0;

	curl_easy_getinfo(q->curl, CURLINFO_RESPONSE_CODE, &status);
	curl_easy_getinfo(q->curl, CURLINFO_HTTP_VERSION, &version);
	curl_easy_getinfo(q->curl, CURLINFO_PRIMARY_IP, &peer);

	/*
	 * A head that did not come whole is no answer; but one that only
	 * libcurl finds odd (a line without a colon) a browser would take.
	 */
	if (status >= 200 && status <= 999 &&
	    (q->head_whole || code == CURLE_WEIRD_SERVER_REPLY))
		hop->status = (int)status;
	if (hop->status != 0)
		hop->protocol = protocol_name(version);
	curl_easy_getinfo(q->curl, CURLINFO_CONNECT_TIME_T, &connected);
	if (connected > 0 && peer != NULL && *peer != '\0' &&
	    (hop->peer = text_copy(peer, q->fail)) == NULL)
		return (-1);
	return (take_certificates(q));
}

/* ---- asking ---- */

/* Take the address apart; 0 and the hop's error if our rules refuse it. */
static int
judge_address(struct question *q, const struct guard_rules *rules)
{
	struct hop *hop = q->hop;
	char *scheme = NULL;
	const char *why;
	int ok = 0;

	if (ask_url_split(hop->url, &scheme, &q->host, &q->port) == -1)
		hop->error = text_printf(q->fail, "not a web address: "
		    "'%.300s'", hop->url);
	else if (strcmp(scheme, "http") != 0 && strcmp(scheme, "https") != 0) {
		hop->refused = 1;
		hop->error = text_printf(q->fail, "refused: '%.100s:' is not "
		    "asked for, only http and https", scheme);
	} else if ((why = guard_rules_name(rules, q->host, q->port)) != NULL) {
		hop->refused = 1;
		hop->error = text_printf(q->fail, "%s:%d: refused: %s; if it "
		    "is meant, allow the host in bevara.xml (tillaten)",
		    q->host, q->port, why);
	} else {
		q->allowed = guard_allows(rules, q->host, q->port);
		ok = 1;
	}
	free(scheme);
	return (ok);
}

/* Say what went wrong in the hop. */
static int
tell_trouble(struct question *q, CURLcode code)
{
	struct hop *hop = q->hop;
	const char *words, *more = "", *remedy = "";

	words = ask_trouble((int)code, &hop->later);
	if (q->head_too_long) {
		words = "the answer's headers never end";
		hop->later = 0;
	} else if (q->refusal != NULL && code == CURLE_COULDNT_CONNECT) {
		hop->refused = 1;
		hop->later = 0;
		words = "refused: it leads to a ";
		more = q->refusal;
		remedy = "; if it is meant, allow the host in bevara.xml "
		    "(tillaten)";
	}
	hop->error = text_printf(q->fail, "%s:%d: %s%s%s", q->host, q->port,
	    words, more, remedy);
	return (hop->error == NULL ? -1 : 0);
}

/* 0, or -1 when libcurl lacks something that we cannot do without. */
static int
set_options(struct question *q, int64_t timeout_ms)
{
	const long whole = timeout_ms < 1 ? 1 : (long)timeout_ms;
	CURL *c = q->curl;
	int bad = 0;

	bad |= curl_easy_setopt(c, CURLOPT_URL, q->hop->url) != CURLE_OK;
	bad |= curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, "http,https") !=
	    CURLE_OK;
	bad |= curl_easy_setopt(c, CURLOPT_FOLLOWLOCATION, 0L) != CURLE_OK;
	bad |= curl_easy_setopt(c, CURLOPT_PROXY, "") != CURLE_OK;
	bad |= curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L) != CURLE_OK;
	bad |= curl_easy_setopt(c, CURLOPT_TIMEOUT_MS, whole) != CURLE_OK;
	bad |= curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT_MS,
	    whole < CONNECT_MS ? whole : CONNECT_MS) != CURLE_OK;
	bad |= curl_easy_setopt(c, CURLOPT_SSL_VERIFYPEER, 1L) != CURLE_OK;
	bad |= curl_easy_setopt(c, CURLOPT_SSL_VERIFYHOST, 2L) != CURLE_OK;
	bad |= curl_easy_setopt(c, CURLOPT_CERTINFO, 1L) != CURLE_OK;
	bad |= curl_easy_setopt(c, CURLOPT_USERAGENT, USER_AGENT) != CURLE_OK;
	bad |= curl_easy_setopt(c, CURLOPT_OPENSOCKETFUNCTION, open_socket) !=
	    CURLE_OK;
	bad |= curl_easy_setopt(c, CURLOPT_OPENSOCKETDATA, q) != CURLE_OK;
	bad |= curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, take_body) !=
	    CURLE_OK;
	bad |= curl_easy_setopt(c, CURLOPT_WRITEDATA, q) != CURLE_OK;
	bad |= curl_easy_setopt(c, CURLOPT_HEADERFUNCTION, take_header) !=
	    CURLE_OK;
	bad |= curl_easy_setopt(c, CURLOPT_HEADERDATA, q) != CURLE_OK;
	return (bad ? -1 : 0);
}

/* Ask, once the address has passed the rules. */
static int
perform(struct question *q, int64_t timeout_ms)
{
	CURLcode code;

	if ((q->curl = curl_easy_init()) == NULL)
		return (fail_memory(q->fail));
	if (set_options(q, timeout_ms) == -1)
		return (fail_set(q->fail, FAIL_PROGRAM, "this libcurl lacks an "
		    "option that is needed; install 7.88 or later"));
	code = curl_easy_perform(q->curl);
	if (q->failed)
		return (-1);
	if (take_answer(q, code) == -1)
		return (-1);
	if (code != CURLE_OK && !q->body_stopped)
		return (tell_trouble(q, code));
	return (0);
}

int
ask_hop(struct hop *hop, const char *url, const struct guard_rules *rules,
    int64_t timeout_ms, struct fail *fail)
{
	struct question q = { .hop = hop, .fail = fail };
	int rc = -1;

	memset(hop, 0, sizeof(*hop));
	hop->time_utc = clock_now();
	if ((hop->url = text_copy(url, fail)) == NULL)
		return (-1);
	if (judge_address(&q, rules))
		rc = perform(&q, timeout_ms);
	else
		rc = hop->error == NULL ? -1 : 0;
	if (q.curl != NULL)
		curl_easy_cleanup(q.curl);
	free(q.host);
	return (rc);
}
