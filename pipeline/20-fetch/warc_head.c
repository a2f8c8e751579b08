#include "fetch/warc_head.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "core/buf.h"
#include "core/fail.h"
#include "core/text.h"
#include "fetch/warc.h"

void
warc_head_text(struct buf *b, const char *s)
{
	for (; *s != '\0'; s++)
		buf_addc(b, ((unsigned char)*s < ' ' && *s != '\t') ||
		    *s == 0x7f ? ' ' : *s);
}

void
warc_head_uri(struct buf *b, const char *s)
{
	unsigned char c;

	for (; (c = (unsigned char)*s) != '\0' && c != '#'; s++) {
		if (c <= ' ' || c >= 0x7f || strchr("<>\"\\^`{|}", c) != NULL)
			buf_addf(b, "%%%02X", c);
		else
			buf_addc(b, c);
	}
}

static int
is_token(const char *s)
{
	const char *p;

	for (p = s; *p != '\0'; p++)
		if (*p <= ' ' || *p > '~' ||
		    strchr("\"(),/:;<=>?@[\\]{}", *p) != NULL)
			return (0);
	return (p > s);
}

static int
is_one_of(const char *name, const char *const *table)
{
	for (; *table != NULL; table++)
		if (strcasecmp(name, *table) == 0)
			return (1);
	return (0);
}

static void
add_header(struct buf *b, const char *before, const struct warc_header *h)
{
	buf_addf(b, "%s%s: ", before, h->name);
	warc_head_text(b, h->value);
	buf_adds(b, "\r\n");
}

int
warc_head_request(struct buf *b, const struct warc_exchange *x,
    struct fail *fail)
{
	static const char *const secret[] = { "Cookie", "Cookie2",
	    "Authorization", "Proxy-Authorization", "Content-Length",
	    "Transfer-Encoding", "Host", NULL };
	const char *host, *path;
	size_t i;

	host = text_prefix(x->url, "http://") ? x->url + 7 :
	    text_prefix(x->url, "https://") ? x->url + 8 : NULL;
	if (host == NULL || !is_token(x->method))
		return (fail_set(fail, FAIL_DATA,
		    "not an exchange by http: '%.200s'", x->url));
	path = host + strcspn(host, "/?#");
	buf_addf(b, "%s %s", x->method, *path == '/' ? "" : "/");
	warc_head_uri(b, path);
	buf_adds(b, " HTTP/1.1\r\nHost: ");
	for (; host < path; host++)
		buf_addc(b, (unsigned char)*host <= ' ' ? ' ' : *host);
	buf_adds(b, "\r\n");
	for (i = 0; i < x->request_count; i++)
		if (is_token(x->request[i].name) &&
		    !is_one_of(x->request[i].name, secret))
			add_header(b, "", &x->request[i]);
	if (x->sent.size > 0)
		buf_addf(b, "Content-Length: %zu\r\n", x->sent.size);
	buf_adds(b, "\r\n");
	return (0);
}

void
warc_head_response(struct buf *b, const struct warc_exchange *x)
{
	static const char *const coding[] = { "Content-Encoding",
	    "Transfer-Encoding", NULL };
	static const char *const secret[] = { "Set-Cookie", "Set-Cookie2",
	    NULL };
	const struct warc_header *h;
	char length[24];
	size_t i;

	snprintf(length, sizeof(length), "%zu", x->body.size);
	buf_addf(b, "HTTP/1.1 %d ", x->status);
	warc_head_text(b, x->reason);
	buf_adds(b, "\r\n");
	for (i = 0; i < x->response_count; i++) {
		h = &x->response[i];
		if (!is_token(h->name) || is_one_of(h->name, secret))
			continue;
		if (is_one_of(h->name, coding))
			add_header(b, "X-Orig-", h);
		else if (strcasecmp(h->name, "Content-Length") != 0)
			add_header(b, "", h);
		else if (strcmp(h->value, length) != 0)
			add_header(b, "X-Orig-", h);
	}
	buf_addf(b, "Content-Length: %s\r\n\r\n", length);
}
