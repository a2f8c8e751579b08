#include "fetch/guard_relay.h"

#include <sys/socket.h>

#include <errno.h>
#include <poll.h>

#include "core/buf.h"
#include "core/clock.h"
#include "fetch/guard_http.h"

#define PIECE_BYTES 16384

/* One way of the two. */
struct way {
	int from, to;
	struct buf waiting;	/* read, not yet sent */
	size_t sent;		/* of waiting */
	int64_t left;		/* bytes still wanted; -1: all that come */
	int in_head;		/* 1: a server's head is being gathered */
	struct buf head;
	int64_t head_deadline_ms;	/* 0: no byte of it has come */
	int ended;		/* nothing more comes */
	int shut;		/* and the other side has been told */
	int64_t passed;		/* bytes read */
};

static int
stop(struct guard_relay *r, int status, const char *why)
{
	r->status = status;
	r->why = why;
	return (-1);
}

/* Bytes of the answer's head came: pass it on once it is whole. */
static int
take_head(struct guard_relay *r, struct way *w, const void *bytes, size_t n)
{
	struct buf rest = BUF_INIT;
	const char *head;
	size_t seen = w->head.size, size;
	int status;

	if (w->head_deadline_ms == 0)
		w->head_deadline_ms = clock_monotonic_ms() +
		    r->max_seconds * INT64_C(1000);
	buf_add(&w->head, bytes, n);
	for (;;) {
		head = buf_text(&w->head);
		size = guard_http_end(head, w->head.size, seen);
		if (size == 0)
			break;
		status = guard_http_answer(&w->waiting, head, size);
		if (status == -1)
			return (stop(r, 502, "answer that is not HTTP"));
		if (status >= 200) {
			buf_add(&w->waiting, head + size, w->head.size - size);
			buf_clear(&w->head);
			w->in_head = 0;
			return (0);
		}
		/* 100 Continue and its like: the real head comes after. */
		buf_add(&rest, head + size, w->head.size - size);
		buf_clear(&w->head);
		w->head = rest;
		rest = (struct buf)BUF_INIT;
		seen = 0;
	}
	if (w->head.size > GUARD_HTTP_ANSWER_MAX)
		return (stop(r, 502, "answer with too long a head"));
	return (0);
}

/* The side that ${w} reads from has something, or has ended. */
static int
take(struct guard_relay *r, struct way *w)
{
	char bytes[PIECE_BYTES];
	size_t want = sizeof(bytes);
	ssize_t got;

	if (w->left >= 0 && (int64_t)want > w->left)
		want = (size_t)w->left;
	got = recv(w->from, bytes, want, MSG_DONTWAIT);
	if (got == -1)
		return (errno == EAGAIN || errno == EINTR ? 0 : -1);
	if (got == 0) {
		w->ended = 1;
		if (w->in_head)
			return (stop(r, 502, "answer that is not HTTP"));
		return (0);
	}
	w->passed += got;
	if (w->left > 0)
		w->left -= got;
	if (atomic_fetch_add(r->bytes, got) + got > r->max_bytes)
		return (stop(r, w->in_head ? 403 : 0,
		    "more bytes in all than the site allows"));
	if (w->in_head)
		return (take_head(r, w, bytes, (size_t)got));
	buf_add(&w->waiting, bytes, (size_t)got);
	return (w->waiting.failed ? stop(r, 0, "out of memory") : 0);
}

/* Send what waits; when all is sent and no more comes, say so. */
static int
give(struct way *w)
{
	ssize_t sent;

	if (w->sent < w->waiting.size) {
		sent = send(w->to, w->waiting.data + w->sent,
		    w->waiting.size - w->sent, MSG_NOSIGNAL | MSG_DONTWAIT);
		if (sent == -1)
			return (errno == EAGAIN || errno == EINTR ? 0 : -1);
		w->sent += (size_t)sent;
	}
	if (w->sent < w->waiting.size)
		return (0);
	buf_reset(&w->waiting);
	w->sent = 0;
	if (w->ended && !w->shut) {
		shutdown(w->to, SHUT_WR);
		w->shut = 1;
	}
	return (0);
}

/* What to poll for at the side that ${in} reads from and ${out} sends to. */
static struct pollfd
watch(const struct way *in, const struct way *out, int tunnel)
{
	struct pollfd p = { in->from, 0, 0 };

	if (in->waiting.size == 0 && !in->ended && in->left != 0)
		p.events |= POLLIN;
	else if (in->left == 0 && !tunnel)
		p.events |= POLLRDHUP;	/* a browser that has gone away */
	if (out->waiting.size > 0)
		p.events |= POLLOUT;
	if (p.events == 0)
		p.fd = -1;		/* else a hang-up would spin us */
	return (p);
}

/* Nothing moved for too long: is it worth telling? */
static void
time_up(struct guard_relay *r, const struct way *down)
{
	if (down->in_head)
		stop(r, 504, "no answer in time");
	else if (!r->tunnel)
		stop(r, 0, "answer that stopped coming");
	else if (down->passed == 0)
		stop(r, 0, "no answer in time");

	/* A tunnel that has served and lies idle ends without a word. */
}

/* Act on what poll() told of both sides; -1 to end. */
static int
step(struct guard_relay *r, struct way *up, struct way *down,
    const struct pollfd *p)
{
	const short in = POLLIN | POLLHUP | POLLERR;

	if ((p[0].events & POLLIN) && (p[0].revents & in) && take(r, up) == -1)
		return (-1);
	if ((p[1].events & POLLIN) && (p[1].revents & in) &&
	    take(r, down) == -1)
		return (-1);
	if (give(up) == -1 || give(down) == -1)
		return (-1);
	if ((p[0].events & POLLRDHUP) &&
	    (p[0].revents & (POLLRDHUP | POLLHUP | POLLERR)))
		return (-1);
	if (r->tunnel)
		return (up->shut && down->shut ? -1 : 0);
	return (down->shut ? -1 : 0);
}

static void
run(struct guard_relay *r, struct way *up, struct way *down)
{
	struct pollfd p[3];
	int64_t now, idle_ms = r->max_seconds * INT64_C(1000);
	int n;

	do {
		p[0] = watch(up, down, r->tunnel);
		p[1] = watch(down, up, 1);
		p[2].fd = r->stop_fd;
		p[2].events = POLLIN;
		p[2].revents = 0;
		n = poll(p, 3, (int)(idle_ms > 600000 ? 600000 : idle_ms));
		if (n == -1 && errno == EINTR)
			continue;
		if (n == 0) {
			time_up(r, down);
			return;
		}
		if (n == -1 || p[2].revents != 0)
			return;
		now = clock_monotonic_ms();
		if (down->in_head && down->head_deadline_ms != 0 &&
		    now > down->head_deadline_ms) {
			stop(r, 504, "answer whose head did not come in time");
			return;
		}
	} while (step(r, up, down, p) == 0);
}

void
guard_relay(struct guard_relay *r)
{
	struct way up = { .from = r->client, .to = r->server,
	    .left = r->tunnel ? -1 : r->body_bytes };
	struct way down = { .from = r->server, .to = r->client, .left = -1,
	    .in_head = !r->tunnel };

	r->status = 0;
	r->why = NULL;
	atomic_fetch_add(r->bytes, (int64_t)r->first_size);
	buf_add(&up.waiting, r->first, r->first_size);
	if (up.waiting.failed)
		stop(r, 503, "out of memory");
	else
		run(r, &up, &down);
	buf_clear(&up.waiting);
	buf_clear(&down.waiting);
	buf_clear(&down.head);
}
