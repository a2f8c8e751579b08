#include "fetch/exchange.h"

#include <stdlib.h>
#include <string.h>

#include "core/buf.h"
#include "core/clock.h"
#include "core/fail.h"
#include "core/text.h"
#include "fetch/ask_url.h"
#include "fetch/guard.h"
#include "fetch/headers.h"
#include "fetch/net.h"
#include "fetch/value.h"
#include "fetch/warc.h"

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
	free(x);
}

/* Put the request's body aside: as it was sent if that is told, or as text. */
static int
keep_sent(struct exchange *x, const struct value *request,
    struct pile *pile, struct fail *fail)
{
	const struct value *list = value_get(request, "postDataEntries"), *one;
	struct buf b = BUF_INIT;
	size_t i;
	int rc = 0;

	for (i = 0; rc == 0 && (one = value_at(list, i)) != NULL; i++)
		rc = value_bytes(one, "bytes", 1, &b, fail);
	if (i == 0 && value_text(request, "postData") != NULL)
		rc = value_bytes(request, "postData", 0, &b, fail);
	if (rc == -1 && fail->kind == FAIL_DATA) {
		fail_clear(fail);	/* a file's, that is not told */
		rc = 0;
	} else if (rc == 0 && (int64_t)b.size <= pile_room(pile))
		rc = pile_add(pile, &x->sent, b.data, b.size, fail);
	buf_clear(&b);
	return (rc);
}

static struct exchange *
exchange_new(struct exchange_list *list, const char *id,
    const struct value *request, struct fail *fail)
{
	const char *method = value_text(request, "method");
	struct exchange *x;

	if ((x = calloc(1, sizeof(*x))) == NULL) {
		fail_memory(fail);
		return (NULL);
	}
	x->began_ms = clock_monotonic_ms();
	x->time_us = clock_now() * 1000000;
	x->request.left = x->answer.left = &list->left;
	if ((x->id = text_copy(id, fail)) == NULL ||
	    (x->url = text_copy(value_text(request, "url"), fail)) == NULL ||
	    (x->method = text_copy(method == NULL ? "GET" : method,
	    fail)) == NULL ||
	    headers_read(&x->request, value_get(request, "headers"),
	    fail) == -1 || keep_sent(x, request, list->pile, fail) == -1) {
		exchange_free(x);
		return (NULL);
	}
	list->left -= (int64_t)strlen(x->url);
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

	if (list->count == NET_RECORDS_MAX || list->left <= 0)
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
	if ((x = exchange_new(list, id, request, fail)) == NULL)
		return (NULL);
	list->exchange[list->count++] = x;
	return (use_early(list, id, fail) == -1 ? NULL : x);
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
		return (headers_read(&x->answer, value_get(response,
		    "headers"), fail));
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
	int status = value_int(params, "statusCode", 999, 0);
	struct exchange *x = NULL;
	size_t i;

	/* The guard's own question; no server answers a browser so. */
	if (status == 407)
		return (0);

	/* The hops of a redirect tell theirs in order. */
	for (i = 0; i < list->count && x == NULL; i++) {
		if (list->exchange[i]->raw_status == 0 &&
		    strcmp(list->exchange[i]->id, id) == 0)
			x = list->exchange[i];
	}
	if (x == NULL)
		return (keep_early(list, id, params, fail));
	x->raw_status = status;
	/* A 304 underneath a 200 from the cache is not the answer's head. */
	if (x->raw_status == 0 || (x->status != 0 &&
	    x->raw_status != x->status))
		return (0);
	x->raw = 1;
	if (text != NULL)
		return (headers_parse(&x->answer, text, fail));
	return (headers_read(&x->answer, value_get(params, "headers"), fail));
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
exchange_write(const struct exchange *x, const struct exchange_list *list,
    struct warc *w, struct guard *guard, struct fail *fail)
{
	struct warc_exchange out = { 0 };
	int fd = pile_fd(list->pile);
	char peer[GUARD_PEER];

	out.url = x->url;
	out.method = x->method;
	out.ip = find_peer(x, guard, peer) ? peer : NULL;
	out.time_us = x->time_us;
	out.request = x->request.header;
	out.request_count = x->request.count;
	out.sent = (struct warc_body){ NULL, x->sent.size, fd, x->sent.at };
	out.status = x->status;
	out.reason = x->reason == NULL ? "" : x->reason;
	out.response = x->answer.header;
	out.response_count = x->answer.count;
	out.body = (struct warc_body){ NULL, x->body.size, fd, x->body.at };
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
