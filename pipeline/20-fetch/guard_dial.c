#include "fetch/guard_dial.h"

#include <sys/eventfd.h>
#include <sys/socket.h>

#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/clock.h"
#include "fetch/guard_io.h"
#include "fetch/guard_names.h"
#include "fetch/guard_rules.h"

#define TRY_MS 10000		/* for one address when more are left */
#define STACK_BYTES (256 << 10)

/*
 * One look-up.  getaddrinfo() cannot be interrupted, so it runs in a thread
 * of its own that may outlive the one that asked; the last of the two to let
 * go frees it.
 */
struct lookup {
	pthread_mutex_t lock;	/* over refs, error and list */
	int refs;
	int done_fd;		/* readable when error and list are set */
	int error;		/* getaddrinfo()'s */
	struct addrinfo *list;
	char host[256];
};

static int
refused(struct guard_dial *d, int status, const char *why)
{
	d->status = status;
	d->why = why;
	return (-1);
}

static void
lookup_drop(struct lookup *l)
{
	int left;

	pthread_mutex_lock(&l->lock);
	left = --l->refs;
	pthread_mutex_unlock(&l->lock);
	if (left > 0)
		return;
	if (l->list != NULL)
		freeaddrinfo(l->list);
	if (l->done_fd != -1)
		close(l->done_fd);
	pthread_mutex_destroy(&l->lock);
	free(l);
}

/* Ask the resolver; ${flags} are getaddrinfo()'s. */
static void
lookup_ask(struct lookup *l, int flags)
{
	struct addrinfo hints, *list = NULL;
	int error;

	memset(&hints, 0, sizeof(hints));
	hints.ai_family = AF_UNSPEC;
	hints.ai_socktype = SOCK_STREAM;
	hints.ai_flags = flags;
	error = getaddrinfo(l->host, NULL, &hints, &list);
	pthread_mutex_lock(&l->lock);
	l->error = error;
	l->list = error == 0 ? list : NULL;
	pthread_mutex_unlock(&l->lock);
}

static void *
lookup_thread(void *arg)
{
	struct lookup *l = arg;

	lookup_ask(l, 0);
	eventfd_write(l->done_fd, 1);
	lookup_drop(l);
	return (NULL);
}

static struct lookup *
lookup_new(const struct guard_dial *d)
{
	struct lookup *l = calloc(1, sizeof(*l));

	if (l == NULL)
		return (NULL);
	pthread_mutex_init(&l->lock, NULL);
	l->refs = 1;
	l->done_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	snprintf(l->host, sizeof(l->host), "%s", d->host);
	if (l->done_fd == -1) {
		lookup_drop(l);
		return (NULL);
	}
	return (l);
}

/* Start the look-up's thread, which then holds it too; 0 or -1. */
static int
lookup_start(struct lookup *l)
{
	pthread_attr_t attr;
	pthread_t thread;
	int error;

	l->refs = 2;
	pthread_attr_init(&attr);
	pthread_attr_setstacksize(&attr, STACK_BYTES);
	pthread_attr_setdetachstate(&attr, PTHREAD_CREATE_DETACHED);
	error = pthread_create(&thread, &attr, lookup_thread, l);
	pthread_attr_destroy(&attr);
	if (error != 0)
		l->refs = 1;
	return (error == 0 ? 0 : -1);
}

/* Fill in the look-up's list; 0, or -1 with why. */
static int
lookup_run(struct lookup *l, struct guard_dial *d)
{
	int got, error;

	/* Written addresses, in all their forms, need no resolver. */
	lookup_ask(l, AI_NUMERICHOST);
	if (l->error == 0)
		return (0);
	if (lookup_start(l) == -1)
		return (refused(d, 503, "out of threads"));
	got = guard_io_wait(l->done_fd, POLLIN, d->stop_fd, d->deadline_ms);
	if (got == 0)
		return (refused(d, 504,
		    "name server that did not answer in time"));
	if (got == -1)
		return (refused(d, 503, "stopped"));
	pthread_mutex_lock(&l->lock);
	error = l->error;
	pthread_mutex_unlock(&l->lock);
	if (error != 0)
		return (refused(d, 502, "name that cannot be found"));
	return (0);
}

/* Ask what the host means; 0, or -1 with why. */
static int
look_up(struct guard_dial *d, struct guard_addresses *found)
{
	struct lookup *l = lookup_new(d);
	const struct addrinfo *a;
	struct guard_address *to;
	int rc;

	if (l == NULL)
		return (refused(d, 503, "out of memory or descriptors"));
	found->count = 0;
	if ((rc = lookup_run(l, d)) == 0) {
		for (a = l->list; a != NULL && found->count <
		    GUARD_ADDRESSES_MAX; a = a->ai_next) {
			if (a->ai_addrlen > sizeof(to->sa))
				continue;
			to = &found->address[found->count++];
			memset(to, 0, sizeof(*to));
			memcpy(&to->sa, a->ai_addr, a->ai_addrlen);
			to->size = a->ai_addrlen;
		}
		guard_names_put(d->names, d->host, found);
	}
	lookup_drop(l);
	return (rc);
}

/*
 * What the host means, judged each time, since it may be allowed on one port
 * and not on another; 0, or -1 with why.
 */
static int
find_addresses(struct guard_dial *d, struct guard_addresses *found)
{
	size_t i;

	if (guard_names_get(d->names, d->host, found) == -1 &&
	    look_up(d, found) == -1)
		return (-1);
	for (i = 0; i < found->count && !d->any_address; i++)
		if ((d->why = guard_rules_address((const struct sockaddr *)
		    &found->address[i].sa)) != NULL)
			return (refused(d, 403, d->why));
	return (0);
}

static void
set_port(struct guard_address *a, int port)
{
	if (a->sa.ss_family == AF_INET)
		((struct sockaddr_in *)&a->sa)->sin_port =
		    htons((uint16_t)port);
	else if (a->sa.ss_family == AF_INET6)
		((struct sockaddr_in6 *)&a->sa)->sin6_port =
		    htons((uint16_t)port);
}

/* Connect to one address; the socket, or -1 with why. */
static int
connect_one(struct guard_dial *d, const struct guard_address *a,
    int64_t deadline)
{
	socklen_t size = sizeof(int);
	int fd, error = 0, on = 1, got = 1;

	fd = socket(a->sa.ss_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK,
	    0);
	if (fd == -1 && (errno == EMFILE || errno == ENFILE ||
	    errno == ENOMEM || errno == ENOBUFS))
		return (refused(d, 503, "out of descriptors or memory"));
	if (fd == -1)		/* this machine has no IPv6, for instance */
		return (refused(d, 502, "nobody answers there"));
	if (connect(fd, (const struct sockaddr *)&a->sa, a->size) == -1) {
		error = errno;
		if (error == EINPROGRESS || error == EINTR) {
			got = guard_io_wait(fd, POLLOUT, d->stop_fd, deadline);
			error = 0;
		}
	}
	if (got == 1 && error == 0)
		getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &size);
	if (got == 1 && error == 0) {
		setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
		return (fd);
	}
	close(fd);
	if (got == 0)
		return (refused(d, 504, "no answer in time"));
	if (got == -1)
		return (refused(d, 503, "stopped"));
	return (refused(d, 502, "nobody answers there"));
}

int
guard_dial(struct guard_dial *d)
{
	struct guard_addresses found;
	struct guard_address *a;
	int64_t now, deadline;
	size_t i;
	int fd = -1;

	if (find_addresses(d, &found) == -1)
		return (-1);
	for (i = 0; i < found.count && fd == -1; i++) {
		a = &found.address[i];
		set_port(a, d->port);
		now = clock_monotonic_ms();
		deadline = d->deadline_ms;
		if (i + 1 < found.count && deadline > now + TRY_MS)
			deadline = now + TRY_MS;
		fd = connect_one(d, a, deadline);
		if (fd == -1 && d->status == 503)
			break;
		if (fd != -1 && getnameinfo((struct sockaddr *)&a->sa,
		    a->size, d->peer, sizeof(d->peer), NULL, 0,
		    NI_NUMERICHOST) != 0)
			d->peer[0] = '\0';
	}
	return (fd);
}
