#include "fetch/guard_serve.h"

#include <sys/socket.h>

#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

#include "core/buf.h"
#include "core/clock.h"
#include "fetch/guard.h"
#include "fetch/guard_auth.h"
#include "fetch/guard_dial.h"
#include "fetch/guard_http.h"
#include "fetch/guard_io.h"
#include "fetch/guard_list.h"
#include "fetch/guard_relay.h"
#include "fetch/guard_rules.h"

#define NO_ADDRESS "(no address)"

static int64_t
deadline(const struct guard_serve *s)
{
	return (clock_monotonic_ms() + s->rules->max_seconds * INT64_C(1000));
}

static const char *
phrase(int status)
{
	switch (status) {
	case 400:
		return ("Bad Request");
	case 403:
		return ("Forbidden");
	case 407:
		return ("Proxy Authentication Required");
	case 408:
		return ("Request Timeout");
	case 411:
		return ("Length Required");
	case 431:
		return ("Request Header Fields Too Large");
	case 502:
		return ("Bad Gateway");
	case 504:
		return ("Gateway Timeout");
	default:
		return ("Service Unavailable");
	}
}

/*
 * Tell the browser why it gets nothing.  The field Bevara-Refused marks the
 * answer as ours, so that no one takes it for the server's.
 */
static void
answer(const struct guard_serve *s, int client, int status,
    const char *address, const char *why)
{
	struct buf text = BUF_INIT, all = BUF_INIT;

	buf_addf(&text, "bevara did not pass this on: %s: %s\n", address, why);
	buf_addf(&all, "HTTP/1.1 %d %s\r\n"
	    "Content-Type: text/plain; charset=utf-8\r\n"
	    "Content-Length: %zu\r\nConnection: close\r\n"
	    "Cache-Control: no-store\r\nBevara-Refused: %s\r\n%s\r\n",
	    status, phrase(status), text.size, why, status == 407 ?
	    "Proxy-Authenticate: Basic realm=\"bevara\"\r\n" : "");
	buf_add(&all, text.data, text.size);
	if (!text.failed && !all.failed)
		guard_io_send(client, all.data, all.size, s->stop_fd,
		    deadline(s));
	buf_clear(&text);
	buf_clear(&all);
}

/*
 * Read the client's head into ${b}, and perhaps bytes beyond; its size, or 0
 * with the status to answer with (0: none, the client said nothing).
 */
static size_t
read_head(const struct guard_serve *s, int client, struct buf *b, int *status)
{
	int64_t until = deadline(s);
	char bytes[8192];
	size_t end = 0, seen;
	ssize_t got;
	int ready;

	*status = 0;
	while (end == 0) {
		ready = guard_io_wait(client, POLLIN, s->stop_fd, until);
		if (ready != 1) {
			*status = ready == 0 && b->size > 0 ? 408 : 0;
			break;
		}
		got = recv(client, bytes, sizeof(bytes), MSG_DONTWAIT);
		if (got == -1 && (errno == EAGAIN || errno == EINTR))
			continue;
		if (got <= 0) {
			*status = got == 0 && b->size > 0 ? 400 : 0;
			break;
		}
		seen = b->size;
		buf_add(b, bytes, (size_t)got);
		if (b->failed)
			break;
		end = guard_http_end(buf_text(b), b->size, seen);
		if (end > GUARD_HTTP_REQUEST_MAX ||
		    (end == 0 && b->size > GUARD_HTTP_REQUEST_MAX)) {
			*status = 431;
			return (0);
		}
	}
	return (end);
}

/* The rules before any look-up; NULL when the request may go on. */
static const char *
refuses(const struct guard_serve *s, const struct guard_request *r)
{
	if (atomic_load(s->bytes) > s->rules->max_bytes)
		return ("more bytes in all than the site allows");
	return (guard_rules_name(s->rules, r->host, r->port));
}

/*
 * Pass the request on to ${server}.  ${more} are the bytes that the client
 * has sent after its head: of a plain request, at most its body goes on.
 */
static void
pass(const struct guard_serve *s, int client, int server,
    struct guard_request *r, const struct buf *more)
{
	struct guard_relay relay = { .client = client, .server = server,
	    .stop_fd = s->stop_fd, .tunnel = r->tunnel, .bytes = s->bytes,
	    .max_bytes = s->rules->max_bytes,
	    .max_seconds = s->rules->max_seconds };
	size_t n = more->size;

	if (!r->tunnel && (int64_t)n > r->body_bytes)
		n = (size_t)r->body_bytes;
	relay.body_bytes = r->body_bytes - (int64_t)n;
	buf_add(&r->head, more->data, n);
	relay.first = r->head.data;
	relay.first_size = r->head.size;
	if (r->head.failed) {
		answer(s, client, 503, r->address, "out of memory");
		return;
	}
	guard_relay(&relay);
	if (relay.why != NULL)
		guard_list_add(s->list, r->address, relay.why);
	if (relay.status != 0)
		answer(s, client, relay.status, r->address, relay.why);
}

/* Judge the request, connect and pass it on, or say why not. */
static void
handle(const struct guard_serve *s, int client, struct guard_request *r,
    const struct buf *more)
{
	static const char go[] = "HTTP/1.1 200 Connection established\r\n\r\n";
	struct guard_dial d = { .host = r->host, .port = r->port,
	    .stop_fd = s->stop_fd, .deadline_ms = deadline(s), .status = 403,
	    .names = s->names };
	int server = -1, on = 1;

	if ((d.why = refuses(s, r)) == NULL) {
		d.any_address = guard_allows(s->rules, r->host, r->port);
		server = guard_dial(&d);
	}
	if (server == -1) {
		/* A name or a host that is not there was not refused by us. */
		if (d.status == 403 || d.status == 504)
			guard_list_add(s->list, r->address, d.why);
		answer(s, client, d.status, r->address, d.why);
		return;
	}
	if (d.peer[0] != '\0')
		guard_list_peer(s->list, r->address, d.peer);
	setsockopt(client, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
	if (!r->tunnel || guard_io_send(client, go, sizeof(go) - 1,
	    s->stop_fd, deadline(s)) == 0)
		pass(s, client, server, r, more);
	close(server);
}

/* What to say of a head that did not come whole. */
static const char *
head_trouble(int status)
{
	switch (status) {
	case 408:
		return ("request whose head did not come in time");
	case 431:
		return ("request with too long a head");
	default:
		return ("request that is not whole");
	}
}

/*
 * One without the password: the browser before it is asked for it, or another
 * process.  What the browser does on its own account gets no further, and is
 * listed, as far as that is told by whom it calls.
 */
static void
turn_away(const struct guard_serve *s, int client,
    const struct guard_request *r, int status)
{
	const char *why = NULL;

	if (status == 0 && (why = guard_rules_home(r->host)) != NULL) {
		guard_list_add(s->list, r->address, why);
		answer(s, client, 403, r->address, why);
	} else
		answer(s, client, 407, NO_ADDRESS,
		    "request without the password");
}

void
guard_serve(const struct guard_serve *s, int client)
{
	struct guard_request r;
	struct buf head = BUF_INIT, more = BUF_INIT;
	const char *why = NULL;
	size_t size;
	int status = 0;

	memset(&r, 0, sizeof(r));
	if ((size = read_head(s, client, &head, &status)) > 0) {
		status = guard_http_request(&r, buf_text(&head), size, &why);
		buf_add(&more, head.data + size, head.size - size);
	} else if (status != 0)
		why = head_trouble(status);
	if (status != 0 && size == 0 && s->rules->password != NULL) {
		answer(s, client, status, NO_ADDRESS, why);
	} else if (size > 0 && !guard_auth_ok(s->rules->password, r.auth)) {
		turn_away(s, client, &r, status);
	} else if (status != 0) {
		if (r.address[0] == '\0')
			memcpy(r.address, NO_ADDRESS, sizeof(NO_ADDRESS));
		guard_list_add(s->list, r.address, why);
		answer(s, client, status, r.address, why);
	} else if (size > 0 && !more.failed)
		handle(s, client, &r, &more);
	guard_io_bye(client, s->stop_fd);
	guard_request_clear(&r);
	buf_clear(&head);
	buf_clear(&more);
}

void
guard_serve_busy(const struct guard_serve *s, int client)
{
	static const char why[] = "more connections at once than allowed";

	guard_list_add(s->list, NO_ADDRESS, why);
	answer(s, client, 503, NO_ADDRESS, why);
	guard_io_bye(client, s->stop_fd);
}
