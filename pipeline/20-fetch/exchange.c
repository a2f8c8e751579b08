#include "fetch/exchange.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/clock.h"
#include "core/fail.h"
#include "core/text.h"
#include "fetch/ask_url.h"
#include "fetch/guard.h"
#include "fetch/net.h"
#include "fetch/value.h"

#define HEADERS_MAX 1000

static void
headers_clear(struct headers *h)
{
	size_t i;

	for (i = 0; i < h->count; i++) {
		free((char *)h->header[i].name);
		free((char *)h->header[i].value);
	}
	free(h->header);
	memset(h, 0, sizeof(*h));
}

static int
headers_grow(struct headers *h, struct fail *fail)
{
	struct warc_header *more;
	size_t room = h->room == 0 ? 16 : h->room * 2;

	if (h->count < h->room)
		return (0);
	if ((more = realloc(h->header, room * sizeof(*more))) == NULL)
		return (fail_memory(fail));
	h->header = more;
	h->room = room;
	return (0);
}

/* Add one; those of HTTP/2's own (":path") and the proxy's are not HTTP/1. */
static int
headers_add(struct headers *h, const char *name, const char *value,
    struct fail *fail)
{
	char *n = NULL, *v = NULL;

	if (name == NULL || value == NULL || *name == ':' || *name == '\0' ||
	    strcasecmp(name, "proxy-connection") == 0 ||
	    h->count == HEADERS_MAX)
		return (0);
	if (headers_grow(h, fail) == -1 ||
	    (n = text_copy(name, fail)) == NULL ||
	    (v = text_copy(value, fail)) == NULL) {
		free(n);
		return (-1);
	}
	h->header[h->count++] = (struct warc_header){ n, v };
	return (0);
}

/*
 * One member of an object of headers.  Several headers of one name are told
 * as one value of several lines.
 */
static int
add_member(void *arg, const char *name, const struct value *v,
    struct fail *fail)
{
	const char *line = value_string(v), *end;
	char *one;
	int rc = 0;

	while (rc == 0 && line != NULL) {
		end = strchr(line, '\n');
		if ((one = text_printf(fail, "%.*s", (int)(end == NULL ?
		    (ptrdiff_t)strlen(line) : end - line), line)) == NULL)
			return (-1);
		rc = headers_add(arg, name, one, fail);
		free(one);
		line = end == NULL ? NULL : end + 1;
	}
	return (rc);
}

/* From an object, or from an array of {name, value}. */
static int
headers_read(struct headers *h, const struct value *v, struct fail *fail)
{
	const struct value *one;
	size_t i;

	headers_clear(h);
	for (i = 0; (one = value_at(v, i)) != NULL; i++) {
		if (headers_add(h, value_text(one, "name"),
		    value_text(one, "value"), fail) == -1)
			return (-1);
	}
	return (value_each(v, add_member, h, fail));
}

/* One raw line "name: value". */
static int
add_line(struct headers *h, const char *line, size_t n, struct fail *fail)
{
	const char *colon = memchr(line, ':', n), *value;
	char *name = NULL, *text = NULL;
	int rc = -1;

	if (colon == NULL || colon == line)
		return (0);
	for (value = colon + 1; value < line + n && *value == ' '; value++)
		;
	if ((name = text_printf(fail, "%.*s", (int)(colon - line),
	    line)) == NULL ||
	    (text = text_printf(fail, "%.*s", (int)(line + n - value),
	    value)) == NULL)
		goto out;
	rc = headers_add(h, name, text, fail);
out:
	free(name);
	free(text);
	return (rc);
}

/* From the raw text of an answer's head, whose first line is the status. */
static int
headers_parse(struct headers *h, const char *text, struct fail *fail)
{
	const char *line = strchr(text, '\n');
	size_t n;

	headers_clear(h);
	while (line != NULL) {
		line++;
		n = strcspn(line, "\r\n");
		if (add_line(h, line, n, fail) == -1)
			return (-1);
		line = strchr(line + n, '\n');
	}
	return (0);
}

int
exchange_is_http(const struct value *request)
{
	const char *url = value_text(request, "url");

	return (url != NULL && (text_prefix(url, "http://") ||
	    text_prefix(url, "https://")));
}

struct exchange *
exchange_last(const struct exchange_list *list, const char *id)
{
	size_t i;

	for (i = list->count; i > 0; i--) {
		if (strcmp(list->exchange[i - 1]->id, id) == 0)
			return (list->exchange[i - 1]);
	}
	return (NULL);
}

static void
exchange_free(struct exchange *x)
{
	if (x == NULL)
		return;
	free(x->id);
	free(x->url);
	free(x->method);
	free(x->reason);
	headers_clear(&x->request);
	headers_clear(&x->answer);
	buf_clear(&x->sent);
	buf_clear(&x->body);
	free(x);
}

static struct exchange *
exchange_new(const char *id, const struct value *request, struct fail *fail)
{
	const char *method = value_text(request, "method");
	struct exchange *x;

	if ((x = calloc(1, sizeof(*x))) == NULL) {
		fail_memory(fail);
		return (NULL);
	}
	x->began_ms = clock_monotonic_ms();
	x->time_us = clock_now() * 1000000;
	if ((x->id = text_copy(id, fail)) == NULL ||
	    (x->url = text_copy(value_text(request, "url"), fail)) == NULL ||
	    (x->method = text_copy(method == NULL ? "GET" : method,
	    fail)) == NULL ||
	    headers_read(&x->request, value_get(request, "headers"),
	    fail) == -1 ||
	    (value_text(request, "postData") != NULL && value_bytes(request,
	    "postData", 0, &x->sent, fail) == -1)) {
		exchange_free(x);
		return (NULL);
	}
	return (x);
}

/* Apply the raw headers that came before their request. */
static int
use_early(struct exchange_list *list, const char *id, struct fail *fail)
{
	struct early e;
	size_t i;
	int rc;

	for (i = 0; i < list->early_count; i++) {
		if (strcmp(list->early[i].id, id) == 0)
			break;
	}
	if (i == list->early_count)
		return (0);
	e = list->early[i];
	memmove(&list->early[i], &list->early[i + 1],
	    (--list->early_count - i) * sizeof(e));
	rc = exchange_raw_answer(list, id, e.params, fail);
	free(e.id);
	value_free(e.params);
	return (rc);
}

struct exchange *
exchange_add(struct exchange_list *list, const char *id,
    const struct value *request, struct fail *fail)
{
	struct exchange **more, *x;
	size_t room = list->room == 0 ? 64 : list->room * 2;

	if (list->count == NET_RECORDS_MAX)
		return (NULL);
	if (list->count == list->room) {
		if ((more = realloc(list->exchange,
		    room * sizeof(*more))) == NULL) {
			fail_memory(fail);
			return (NULL);
		}
		list->exchange = more;
		list->room = room;
	}
	if ((x = exchange_new(id, request, fail)) == NULL)
		return (NULL);
	list->exchange[list->count++] = x;
	return (use_early(list, id, fail) == -1 ? NULL : x);
}

int
exchange_set_answer(struct exchange *x, const struct value *headers,
    struct fail *fail)
{
	return (headers_read(&x->answer, headers, fail));
}

int
exchange_note_answer(struct exchange *x, const struct value *response,
    struct fail *fail)
{
	const char *reason = value_text(response, "statusText");
	const char *type = value_text(response, "mimeType");

	if (x->status == 0)
		x->status = value_int(response, "status", 999, 0);
	if (x->reason == NULL && reason != NULL &&
	    (x->reason = text_copy(reason, fail)) == NULL)
		return (-1);
	if (value_true(response, "fromDiskCache"))
		x->from_cache = 1;
	if (type != NULL && strcmp(type, "text/event-stream") == 0)
		x->stream = 1;
	if (x->answer.count == 0)
		return (exchange_set_answer(x, value_get(response, "headers"),
		    fail));
	return (0);
}

int
exchange_raw_request(struct exchange_list *list, const char *id,
    const struct value *params, struct fail *fail)
{
	size_t i;

	for (i = 0; i < list->count; i++) {
		struct exchange *x = list->exchange[i];

		if (!x->raw_request && strcmp(x->id, id) == 0) {
			x->raw_request = 1;
			return (headers_read(&x->request, value_get(params,
			    "headers"), fail));
		}
	}
	return (0);	/* the request's own headers will do */
}

/* Keep it for the request that is still to be told. */
static int
keep_early(struct exchange_list *list, const char *id,
    const struct value *params, struct fail *fail)
{
	struct early *more;
	size_t room = list->early_room == 0 ? 16 : list->early_room * 2;
	char *copy;

	if (list->early_count >= 1000)
		return (0);
	if (list->early_count == list->early_room) {
		if ((more = realloc(list->early, room * sizeof(*more))) == NULL)
			return (fail_memory(fail));
		list->early = more;
		list->early_room = room;
	}
	if ((copy = text_copy(id, fail)) == NULL)
		return (-1);
	list->early[list->early_count++] = (struct early){ copy,
	    value_hold(params) };
	return (0);
}

int
exchange_raw_answer(struct exchange_list *list, const char *id,
    const struct value *params, struct fail *fail)
{
	const char *text = value_text(params, "headersText");
	struct exchange *x = NULL;
	size_t i;

	/* The hops of a redirect tell theirs in order. */
	for (i = 0; i < list->count && x == NULL; i++) {
		if (list->exchange[i]->raw_status == 0 &&
		    strcmp(list->exchange[i]->id, id) == 0)
			x = list->exchange[i];
	}
	if (x == NULL)
		return (keep_early(list, id, params, fail));
	x->raw_status = value_int(params, "statusCode", 999, 0);
	/* A 304 underneath a 200 from the cache is not the answer's head. */
	if (x->raw_status == 0 || (x->status != 0 &&
	    x->raw_status != x->status))
		return (0);
	x->raw = 1;
	if (text != NULL)
		return (headers_parse(&x->answer, text, fail));
	return (headers_read(&x->answer, value_get(params, "headers"), fail));
}

const char *
exchange_answer_header(const struct exchange *x, const char *name)
{
	size_t i;

	for (i = 0; i < x->answer.count; i++) {
		if (strcasecmp(x->answer.header[i].name, name) == 0)
			return (x->answer.header[i].value);
	}
	return (NULL);
}

/*
 * Who answered, as the guard knows it: the browser only ever sees the guard.
 * 0 if nobody is known.
 */
static int
find_peer(const struct exchange *x, struct guard *guard, char peer[GUARD_PEER])
{
	char *scheme, *host;
	int port, found;

	if (guard == NULL || ask_url_split(x->url, &scheme, &host, &port) == -1)
		return (0);
	found = guard_peer(guard, host, port, peer) == 0;
	free(scheme);
	free(host);
	return (found);
}

int
exchange_write(const struct exchange *x, struct warc *w, struct guard *guard,
    struct fail *fail)
{
	struct warc_exchange out = { 0 };
	char peer[GUARD_PEER];

	out.url = x->url;
	out.method = x->method;
	out.ip = find_peer(x, guard, peer) ? peer : NULL;
	out.time_us = x->time_us;
	out.request = x->request.header;
	out.request_count = x->request.count;
	out.request_body = x->sent.data;
	out.request_size = x->sent.size;
	out.status = x->status;
	out.reason = x->reason == NULL ? "" : x->reason;
	out.response = x->answer.header;
	out.response_count = x->answer.count;
	out.body = x->body.data;
	out.body_size = x->body.size;
	return (warc_exchange(w, &out, fail));
}

void
exchange_list_clear(struct exchange_list *list)
{
	size_t i;

	for (i = 0; i < list->count; i++)
		exchange_free(list->exchange[i]);
	free(list->exchange);
	for (i = 0; i < list->early_count; i++) {
		free(list->early[i].id);
		value_free(list->early[i].params);
	}
	free(list->early);
	memset(list, 0, sizeof(*list));
}
