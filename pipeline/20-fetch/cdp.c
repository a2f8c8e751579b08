#include "fetch/cdp.h"

#include <errno.h>
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/buf.h"
#include "core/clock.h"
#include "core/fail.h"
#include "core/text.h"
#include "fetch/message.h"
#include "fetch/value.h"

#define LISTENERS_MAX 16
#define READ_SIZE (256 * 1024)
#define WRITE_TIMEOUT_MS 10000

struct listener {
	const char *prefix;
	cdp_handler *handler;
	void *arg;
};

struct pending {		/* a call without its reply yet */
	int64_t id;
	cdp_reply *reply;
	cdp_part *part;		/* takes a long body; or NULL */
	void *arg;
	struct pending *next;
};

struct cdp {
	int in, out;
	int64_t last_id;
	int64_t deadline_ms;	/* 0: none */
	struct buf got;		/* bytes read and not yet handled */
	size_t looked;		/* of them known to hold no NUL */
	struct pending *spilling;	/* whose body is coming; or NULL */
	size_t spill_at;	/* where it would stand in got */
	struct listener listener[LISTENERS_MAX];
	size_t listeners;
	struct pending *pending;	/* newest first */
	char stop[256];		/* why calls end at once, or "" */
	int unreadable;
};

struct answer {			/* what cdp_call() waits for */
	int done;
	struct value *result;
	char error[512];
};

struct cdp *
cdp_new(int in, int out, struct fail *fail)
{
	struct cdp *c;

	if ((c = calloc(1, sizeof(*c))) == NULL) {
		fail_memory(fail);
		return (NULL);
	}
	c->in = in;
	c->out = out;
	return (c);
}

void
cdp_deadline(struct cdp *c, int64_t ms)
{
	c->deadline_ms = ms;
}

int
cdp_listen(struct cdp *c, const char *prefix, cdp_handler *handler, void *arg,
    struct fail *fail)
{
	if (c->listeners == LISTENERS_MAX)
		return (fail_set(fail, FAIL_IO, "too many listeners"));
	c->listener[c->listeners++] = (struct listener){ prefix, handler, arg };
	return (0);
}

void
cdp_stop(struct cdp *c, const char *why)
{
	snprintf(c->stop, sizeof(c->stop), "%s", why);
}

int
cdp_unreadable(const struct cdp *c)
{
	return (c->unreadable);
}

static int
write_all(struct cdp *c, const char *s, size_t n, struct fail *fail)
{
	struct pollfd p = { c->out, POLLOUT, 0 };
	ssize_t done;

	while (n > 0) {
		if ((done = write(c->out, s, n)) >= 0) {
			s += done;
			n -= (size_t)done;
			continue;
		}
		if (errno == EINTR)
			continue;
		if (errno != EAGAIN)
			return (fail_set(fail, FAIL_LATER,
			    "the browser has ended: %s", strerror(errno)));
		if (poll(&p, 1, WRITE_TIMEOUT_MS) == 0)
			return (fail_set(fail, FAIL_LATER,
			    "the browser takes no messages"));
	}
	return (0);
}

/* Take a pending call out of the list; NULL if there is none such. */
static struct pending *
take_pending(struct cdp *c, int64_t id)
{
	struct pending **at, *p;

	for (at = &c->pending; (p = *at) != NULL; at = &p->next) {
		if (p->id == id) {
			*at = p->next;
			return (p);
		}
	}
	return (NULL);
}

/* The message with its number; ${params} is taken, also on -1. */
static char *
compose(struct cdp *c, const struct cdp_order *order, struct value *params,
    struct fail *fail)
{
	struct value *v = NULL, *session = NULL;
	char *text = NULL;

	if ((v = value_pack(fail, "{s:I,s:s}", "id",
	    (long long)c->last_id + 1,
	    "method", order->method)) == NULL)
		goto out;
	if (params != NULL) {
		if (value_set(v, "params", value_hold(params), fail) == -1)
			goto out;
	}
	if (order->session != NULL && *order->session != '\0') {
		if ((session = value_pack(fail, "s", order->session)) == NULL)
			goto out;
		if (value_set(v, "sessionId", value_hold(session), fail) == -1)
			goto out;
	}
	text = value_dump(v, fail);
out:
	value_free(session);
	value_free(params);
	value_free(v);
	return (text);
}

/* Send with these parameters, which are taken; returns the number or -1. */
static int64_t
send_value(struct cdp *c, const struct cdp_order *order, struct value *params,
    struct fail *fail)
{
	struct pending *p = NULL;
	char *text;
	int64_t id = -1;

	if ((text = compose(c, order, params, fail)) == NULL)
		goto out;
	if (c->out == -1) {
		fail_set(fail, FAIL_LATER, "the talk has ended");
		goto out;
	}
	if ((p = calloc(1, sizeof(*p))) == NULL) {
		fail_memory(fail);
		goto out;
	}
	/* The NUL that ends the message is the string's own. */
	if (write_all(c, text, strlen(text) + 1, fail) == -1)
		goto out;
	id = ++c->last_id;
	*p = (struct pending){ id, order->reply, NULL, order->arg,
	    c->pending };
	c->pending = p;
	p = NULL;		/* now in the list */
out:
	free(p);
	free(text);
	return (id);
}

int
cdp_send(struct cdp *c, const struct cdp_order *order, struct fail *fail,
    const char *pack, ...)
{
	struct value *params = NULL;
	va_list ap;

	if (pack != NULL) {
		va_start(ap, pack);
		params = value_vpack(fail, pack, ap);
		va_end(ap);
		if (params == NULL)
			return (-1);
	}
	return (send_value(c, order, params, fail) == -1 ? -1 : 0);
}

void
cdp_spill(struct cdp *c, cdp_part *part)
{
	if (c->pending != NULL)
		c->pending->part = part;
}

static int
keep_answer(void *arg, const struct value *result, const char *error,
    struct fail *fail)
{
	struct answer *a = arg;

	(void)fail;
	a->done = 1;
	if (error != NULL)
		snprintf(a->error, sizeof(a->error), "%s", error);
	else
		a->result = value_hold(result);
	return (0);
}

/* Pump until the answer is there or the time is up. */
static int
await(struct cdp *c, struct answer *a, int64_t end_ms, struct fail *fail)
{
	int64_t left;

	while (!a->done) {
		if (c->stop[0] != '\0')
			return (fail_set(fail, FAIL_LATER, "%s", c->stop));
		if ((left = end_ms - clock_monotonic_ms()) <= 0)
			return (fail_set(fail, FAIL_LATER,
			    "the browser did not answer in time"));
		if (cdp_pump(c, left < 1000 ? (int)left : 1000, fail) == -1)
			return (-1);
	}
	if (a->error[0] != '\0')
		return (fail_set(fail, FAIL_LATER, "%s", a->error));
	return (0);
}

struct value *
cdp_call(struct cdp *c, const struct cdp_order *order, struct fail *fail,
    const char *pack, ...)
{
	struct cdp_order waiting = *order;
	struct answer a = { 0, NULL, "" };
	struct value *params = NULL;
	int64_t id, end_ms;
	va_list ap;

	waiting.reply = keep_answer;
	waiting.arg = &a;
	if (pack != NULL) {
		va_start(ap, pack);
		params = value_vpack(fail, pack, ap);
		va_end(ap);
		if (params == NULL)
			goto out;
	}
	end_ms = clock_monotonic_ms() + order->timeout_ms;
	if (c->deadline_ms != 0 && c->deadline_ms < end_ms)
		end_ms = c->deadline_ms;
	if ((id = send_value(c, &waiting, params, fail)) == -1)
		goto out;
	if (await(c, &a, end_ms, fail) == -1) {
		/* The answer's place is ours: a late reply must not find it. */
		free(take_pending(c, id));
		value_free(a.result);
		a.result = NULL;
	}
out:
	if (a.result == NULL)
		fail_add(fail, "%s", order->method);
	return (a.result);
}

static int
handle_reply(struct cdp *c, int64_t id, const struct value *v,
    struct fail *fail)
{
	const struct value *error = value_get(v, "error");
	const struct value *result = value_get(v, "result");
	const char *why = NULL;
	struct pending *p;
	int rc = 0;

	if ((p = take_pending(c, id)) == NULL)
		return (0);	/* came after its time was up */
	if (error != NULL && (why = value_text(error, "message")) == NULL)
		why = "refused without a reason";
	if (error == NULL && result == NULL)
		why = "answered with nothing";
	if (p->reply != NULL)
		rc = p->reply(p->arg, why == NULL ? result : NULL, why, fail);
	free(p);
	return (rc);
}

static int
handle_event(struct cdp *c, const struct value *v, struct fail *fail)
{
	struct cdp_event e;
	size_t i;

	if ((e.method = value_text(v, "method")) == NULL)
		return (0);
	if ((e.session = value_text(v, "sessionId")) == NULL)
		e.session = "";
	e.params = value_get(v, "params");
	for (i = 0; i < c->listeners; i++) {
		if (text_prefix(e.method, c->listener[i].prefix) &&
		    c->listener[i].handler(c->listener[i].arg, &e, fail) == -1)
			return (-1);
	}
	return (0);
}

static int
handle_message(struct cdp *c, const char *s, size_t n, struct fail *fail)
{
	struct fail ignored = FAIL_INIT;
	struct value *v;
	double id;
	int rc;

	/* One odd message (half a surrogate pair, say) must not end it all. */
	if ((v = message_parse(s, n, &ignored)) == NULL) {
		c->unreadable++;
		return (0);
	}
	if ((id = value_number(v, "id", -1)) >= 0)
		rc = id > (double)c->last_id ? 0 :
		    handle_reply(c, (int64_t)id, v, fail);
	else
		rc = handle_event(c, v, fail);
	value_free(v);
	return (rc);
}

/* Handle every whole message among the bytes got, and drop them. */
static int
handle_got(struct cdp *c, struct fail *fail)
{
	size_t start = 0;
	uint8_t *nul;
	int rc = 0;

	while (rc == 0 && (nul = memchr(c->got.data + c->looked, '\0',
	    c->got.size - c->looked)) != NULL) {
		rc = handle_message(c, (char *)c->got.data + start,
		    (size_t)(nul - c->got.data) - start, fail);
		c->looked = start = (size_t)(nul - c->got.data) + 1;
	}
	memmove(c->got.data, c->got.data + start, c->got.size - start);
	c->got.size -= start;
	c->looked = rc == 0 ? c->got.size : 0;
	if (rc == 0 && c->got.size > CDP_MESSAGE_MAX)
		rc = fail_set(fail, FAIL_LATER,
		    "a message of the browser is larger than %u bytes",
		    CDP_MESSAGE_MAX);
	return (rc);
}

/*
 * The message that has come in part, and is long already: is it the reply to a
 * call with a part to take its body?
 */
static void
begin_spill(struct cdp *c)
{
	struct pending *p;
	int64_t id;

	if ((id = message_body((const char *)c->got.data, c->got.size,
	    &c->spill_at)) == -1)
		return;
	for (p = c->pending; p != NULL && p->id != id; p = p->next)
		;
	if (p != NULL && p->part != NULL)
		c->spilling = p;
}

/* Hand on what has come of the body; the message closes up behind it. */
static int
spill(struct cdp *c, struct fail *fail)
{
	uint8_t *from = c->got.data + c->spill_at;
	struct pending *p = c->spilling;
	cdp_part *part = p->part;
	size_t n = 0, left = c->got.size - c->spill_at;

	while (n < left && from[n] != '"' && from[n] != '\0')
		n++;
	if (n < left) {		/* it has ended; there is but one */
		c->spilling = NULL;
		p->part = NULL;
	}
	if (n > 0 && part(p->arg, (const char *)from, n, fail) == -1)
		return (-1);
	memmove(from, from + n, left - n);
	c->got.size -= n;
	c->looked = c->spill_at;
	return (0);
}

/* Do all that can be done with the bytes got so far. */
static int
take_got(struct cdp *c, struct fail *fail)
{
	do {
		if (c->spilling != NULL && spill(c, fail) == -1)
			return (-1);
		if (c->spilling != NULL)
			return (0);
		if (handle_got(c, fail) == -1)
			return (-1);
		if (c->got.size > CDP_SPILL)
			begin_spill(c);
	} while (c->spilling != NULL);
	return (0);
}

int
cdp_pump(struct cdp *c, int wait_ms, struct fail *fail)
{
	struct pollfd p = { c->in, POLLIN, 0 };
	ssize_t n;

	if (poll(&p, 1, wait_ms) <= 0)
		return (0);	/* nothing came, or a signal: as well later */
	if (buf_reserve(&c->got, READ_SIZE) == -1)
		return (fail_memory(fail));
	n = read(c->in, c->got.data + c->got.size, READ_SIZE);
	if (n == -1 && (errno == EINTR || errno == EAGAIN))
		return (0);
	if (n == -1)
		return (fail_sys(fail, "cannot hear the browser"));
	if (n == 0)
		return (fail_set(fail, FAIL_LATER, "the browser has ended"));
	c->got.size += (size_t)n;
	return (take_got(c, fail));
}

void
cdp_free(struct cdp *c)
{
	struct fail ignored = FAIL_INIT;
	struct pending *p;

	if (c == NULL)
		return;
	c->out = -1;		/* a reply may try to send */
	while ((p = c->pending) != NULL) {
		c->pending = p->next;
		if (p->reply != NULL)
			(void)p->reply(p->arg, NULL, "the talk has ended",
			    &ignored);
		free(p);
	}
	buf_clear(&c->got);
	free(c);
}
