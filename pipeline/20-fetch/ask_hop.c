#include "fetch/ask_hop.h"

#include <sys/socket.h>

#include <curl/curl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "core/buf.h"
#include "core/clock.h"
#include "core/fail.h"
#include "core/text.h"
#include "fetch/guard.h"
#include "fetch/guard_rules.h"

#define USER_AGENT "Mozilla/5.0 (compatible; Bevara/0.1)"
#define BODY_MAX (1 << 20)	/* bytes read of a body; the rest is left */
#define HEAD_MAX (256 << 10)	/* bytes of all headers together */
#define HEADERS_MAX 500
#define CERTIFICATES_MAX 20
#define CONNECT_MS 20000
#define LEFT_OUT "(left out)"

/* One question under way. */
struct question {
	struct ask_hop *hop;
	CURL *curl;
	char *host;		/* owned; as in the address */
	int port;
	int allowed;		/* 1: the site allows the host by name */
	const char *refusal;	/* why a peer was refused, static, or NULL */
	size_t head_size, body_size;
	int head_whole;		/* 1: the empty line after it has come */
	int head_too_long, body_stopped;
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

int64_t
ask_hop_date(const char *text)
{
	return ((int64_t)curl_getdate(text, NULL));
}

char *
ask_hop_url(const char *base, const char *url, struct fail *fail)
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

const char *
ask_hop_header(const struct ask_hop *hop, const char *name)
{
	size_t i;

	for (i = 0; i < hop->header_count; i++)
		if (strcasecmp(hop->header[i].name, name) == 0)
			return (hop->header[i].value);
	return (NULL);
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

	(void)bytes;
	q->body_size += one * n;
	if (q->body_size <= BODY_MAX)
		return (one * n);
	q->body_stopped = 1;
	return (0);
}

static void
clear_headers(struct ask_hop *hop)
{
	size_t i;

	for (i = 0; i < hop->header_count; i++) {
		free(hop->header[i].name);
		free(hop->header[i].value);
	}
	free(hop->header);
	hop->header = NULL;
	hop->header_count = 0;
}

/* ${n} bytes as a trimmed line of text without control characters. */
static char *
line_text(const char *s, size_t n, struct fail *fail)
{
	char *raw, *clean;
	size_t i;

	while (n > 0 && strchr(" \t\r\n", s[n - 1]) != NULL)
		n--;
	while (n > 0 && (*s == ' ' || *s == '\t')) {
		s++;
		n--;
	}
	if ((raw = malloc(n + 1)) == NULL) {
		fail_memory(fail);
		return (NULL);
	}
	for (i = 0; i < n; i++)
		raw[i] = (unsigned char)s[i] < ' ' || s[i] == 0x7f ? ' ' : s[i];
	raw[n] = '\0';
	clean = text_clean(raw, fail);
	free(raw);
	return (clean);
}

/* Keep "name: value"; of a cookie only that there was one. */
static int
keep_header(struct question *q, const char *line, size_t n, size_t name_size)
{
	struct ask_hop *hop = q->hop;
	struct ask_header *more, h = { NULL, NULL };

	more = realloc(hop->header, (hop->header_count + 1) * sizeof(*more));
	if (more == NULL)
		return (fail_memory(q->fail));
	hop->header = more;
	if ((h.name = line_text(line, name_size, q->fail)) == NULL)
		goto no;
	if (strncasecmp(h.name, "set-cookie", 10) == 0)
		h.value = text_copy(LEFT_OUT, q->fail);
	else
		h.value = line_text(line + name_size + 1, n - name_size - 1,
		    q->fail);
	if (h.value == NULL)
		goto no;
	if (h.name[0] == '\0') {
		free(h.name);
		free(h.value);
	} else
		more[hop->header_count++] = h;
	return (0);
no:
	free(h.name);
	free(h.value);
	return (-1);
}

static size_t
take_header(char *line, size_t one, size_t n, void *arg)
{
	struct question *q = arg;
	const char *colon;

	n *= one;
	q->head_size += n;
	if (q->head_size > HEAD_MAX ||
	    q->hop->header_count >= HEADERS_MAX) {
		q->head_too_long = 1;
		return (0);
	}

	/* A status line: what came before it was a 100 Continue or so. */
	if (n >= 5 && memcmp(line, "HTTP/", 5) == 0) {
		clear_headers(q->hop);
		q->head_whole = 0;
		return (n);
	}
	if (line[0] == '\r' || line[0] == '\n')
		q->head_whole = 1;
	colon = memchr(line, ':', n);
	if (colon == NULL || q->body_size > 0)
		return (n);		/* the empty line, or a trailer */
	if (keep_header(q, line, n, (size_t)(colon - line)) == -1) {
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
take_certificate(struct ask_certificate *c, const struct curl_slist *line,
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
	struct ask_hop *hop = q->hop;
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
	struct ask_hop *hop = q->hop;
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

/* ---- what went wrong, in words ---- */

struct trouble {
	CURLcode code;
	int later;
	const char *words;
};

static const struct trouble trouble_table[] = {
	{ CURLE_COULDNT_RESOLVE_HOST, 1, "the name cannot be found; check the "
	    "address and the network" },
	{ CURLE_COULDNT_CONNECT, 1, "nobody answers there; check the address, "
	    "or try later" },
	{ CURLE_OPERATION_TIMEDOUT, 1, "no whole answer came in time; try "
	    "later" },
	{ CURLE_PEER_FAILED_VERIFICATION, 0, "its certificate cannot be "
	    "trusted: it is for another name, has expired, or nobody known "
	    "vouches for it" },
	{ CURLE_SSL_CACERT_BADFILE, 0, "the list of trusted certificates of "
	    "this machine cannot be read; install ca-certificates" },
	{ CURLE_SSL_CONNECT_ERROR, 1, "no secure connection could be agreed "
	    "on; try later" },
	{ CURLE_GOT_NOTHING, 1, "the server hung up without an answer; try "
	    "later" },
	{ CURLE_PARTIAL_FILE, 1, "the answer was cut short; try later" },
	{ CURLE_RECV_ERROR, 1, "the answer was broken or cut short; try "
	    "later" },
	{ CURLE_SEND_ERROR, 1, "the connection was lost; try later" },
	{ CURLE_HTTP2, 1, "the answer was broken; try later" },
	{ CURLE_HTTP2_STREAM, 1, "the answer was broken; try later" },
	{ CURLE_UNSUPPORTED_PROTOCOL, 0, "what answers there is not a web "
	    "server" },
	{ CURLE_WEIRD_SERVER_REPLY, 0, "what answers there is not a web "
	    "server" },
	{ CURLE_URL_MALFORMAT, 0, "not a web address" },
};

/* Say it in the hop; libcurl's own words are put after what we do not know. */
static int
tell_trouble(struct question *q, CURLcode code)
{
	struct ask_hop *hop = q->hop;
	const char *words = NULL, *more = "", *split = "";
	size_t i;

	if (q->head_too_long)
		words = "the answer's headers never end";
	else if (q->refusal != NULL && code == CURLE_COULDNT_CONNECT) {
		hop->refused = 1;
		words = "refused: it leads to a ";
		more = q->refusal;
		split = "; if it is meant, allow the host in bevara.xml "
		    "(tillaten)";
	}
	for (i = 0; words == NULL && i < sizeof(trouble_table) /
	    sizeof(trouble_table[0]); i++)
		if (trouble_table[i].code == code) {
			words = trouble_table[i].words;
			hop->later = trouble_table[i].later;
		}
	if (words == NULL) {
		words = "no answer: ";
		more = curl_easy_strerror(code);
		hop->later = 1;
	}
	hop->error = text_printf(q->fail, "%s:%d: %s%s%s", q->host, q->port,
	    words, more, split);
	return (hop->error == NULL ? -1 : 0);
}

/* ---- asking ---- */

/* Take the address apart; 0 and the hop's error if our rules refuse it. */
static int
judge_address(struct question *q, const struct guard_rules *rules)
{
	struct ask_hop *hop = q->hop;
	CURLU *u = curl_url();
	char *scheme = NULL, *host = NULL, *port = NULL;
	const char *why;
	int64_t number = 0;
	int ok = 0;

	if (u == NULL || curl_url_set(u, CURLUPART_URL, hop->url,
	    CURLU_NON_SUPPORT_SCHEME) != CURLUE_OK)
		goto out;
	curl_url_get(u, CURLUPART_SCHEME, &scheme, 0);
	curl_url_get(u, CURLUPART_HOST, &host, 0);
	curl_url_get(u, CURLUPART_PORT, &port, CURLU_DEFAULT_PORT);
	if (scheme == NULL || (strcasecmp(scheme, "http") != 0 &&
	    strcasecmp(scheme, "https") != 0)) {
		hop->refused = 1;
		hop->error = text_printf(q->fail, "refused: '%.100s:' is not "
		    "asked for, only http and https", scheme != NULL ? scheme :
		    "");
		goto out;
	}
	if (host == NULL || port == NULL ||
	    text_int(port, 1, 65535, &number) == -1)
		goto out;
	q->port = (int)number;
	if ((q->host = text_copy(host, q->fail)) == NULL)
		goto out;
	q->allowed = guard_allows(rules, host, q->port);
	if ((why = guard_rules_name(rules, host, q->port)) == NULL)
		ok = 1;
	else {
		hop->refused = 1;
		hop->error = text_printf(q->fail, "%s:%d: refused: %s; if it "
		    "is meant, allow the host in bevara.xml (tillaten)", host,
		    q->port, why);
	}
out:
	if (!ok && hop->error == NULL)
		hop->error = text_printf(q->fail, "not a web address: "
		    "'%.300s'", hop->url);
	curl_free(scheme);
	curl_free(host);
	curl_free(port);
	curl_url_cleanup(u);
	return (ok);
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
ask_hop(struct ask_hop *hop, const char *url, const struct guard_rules *rules,
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

void
ask_hop_clear(struct ask_hop *hop)
{
	struct ask_certificate *c;
	size_t i;

	for (i = 0; i < hop->certificate_count; i++) {
		c = &hop->certificate[i];
		free(c->subject);
		free(c->issuer);
		free(c->not_before);
		free(c->not_after);
		free(c->pem);
	}
	free(hop->certificate);
	clear_headers(hop);
	free(hop->url);
	free(hop->peer);
	free(hop->error);
	memset(hop, 0, sizeof(*hop));
}
