#include "fetch/guard.h"

#include <sys/eventfd.h>
#include <sys/socket.h>

#include <assert.h>
#include <netinet/in.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "core/clock.h"
#include "core/fail.h"
#include "fetch/guard_io.h"
#include "fetch/guard_list.h"
#include "fetch/guard_names.h"
#include "fetch/guard_serve.h"

#define STACK_BYTES (256 << 10)
#define BUSY_WAIT_S 5		/* how long a connection waits for its turn */

struct guard {
	struct guard_serve serve;	/* what each connection needs */
	_Atomic int64_t bytes;
	int listen_fd;
	int stop_fd;		/* readable once we are to stop */
	int port;
	pthread_t thread;	/* takes connections */
	int started;		/* 1: that thread runs */
	pthread_mutex_t lock;	/* over count and stopping */
	pthread_cond_t changed;	/* either of them */
	int count;		/* connections being served */
	int stopping;
};

struct connection {
	struct guard *guard;
	int fd;
};

static void *
serve_thread(void *arg)
{
	struct connection *c = arg;
	struct guard *g = c->guard;

	guard_serve(&g->serve, c->fd);
	free(c);

	/* After the unlock ${g} may be gone. */
	pthread_mutex_lock(&g->lock);
	g->count--;
	pthread_cond_broadcast(&g->changed);
	pthread_mutex_unlock(&g->lock);
	return (NULL);
}

/* Wait for a free place and take it; 0, or -1 when none comes free. */
static int
take_place(struct guard *g)
{
	struct timespec until;
	int error = 0, rc;

	clock_gettime(CLOCK_MONOTONIC, &until);
	until.tv_sec += BUSY_WAIT_S;
	pthread_mutex_lock(&g->lock);
	while (g->count >= g->serve.rules->max_connections && !g->stopping &&
	    error == 0)
		error = pthread_cond_timedwait(&g->changed, &g->lock, &until);
	rc = g->count < g->serve.rules->max_connections ? 0 : -1;
	if (rc == 0)
		g->count++;
	pthread_mutex_unlock(&g->lock);
	return (rc);
}

static void
give_place(struct guard *g)
{
	pthread_mutex_lock(&g->lock);
	g->count--;
	pthread_mutex_unlock(&g->lock);
}

/* Start a thread for a connection that has its place; 0 or -1. */
static int
start_serving(struct guard *g, int fd)
{
	struct connection *c = malloc(sizeof(*c));
	pthread_attr_t attr;
	pthread_t thread;
	int error;

	if (c == NULL)
		return (-1);
	c->guard = g;
	c->fd = fd;
	pthread_attr_init(&attr);
	pthread_attr_setstacksize(&attr, STACK_BYTES);
	pthread_attr_setdetachstate(&attr, PTHREAD_CREATE_DETACHED);
	error = pthread_create(&thread, &attr, serve_thread, c);
	pthread_attr_destroy(&attr);
	if (error != 0)
		free(c);
	return (error == 0 ? 0 : -1);
}

static void *
accept_thread(void *arg)
{
	struct guard *g = arg;
	int fd;

	while (guard_io_wait(g->listen_fd, POLLIN, g->stop_fd,
	    clock_monotonic_ms() + 60000) != -1) {
		fd = accept4(g->listen_fd, NULL, NULL,
		    SOCK_CLOEXEC | SOCK_NONBLOCK);
		if (fd == -1) {
			/* Perhaps out of descriptors: not at full speed. */
			guard_io_wait(g->stop_fd, POLLIN, g->stop_fd,
			    clock_monotonic_ms() + 20);
		} else if (take_place(g) == -1) {
			guard_serve_busy(&g->serve, fd);
		} else if (start_serving(g, fd) == -1) {
			give_place(g);
			guard_serve_busy(&g->serve, fd);
		}
	}
	return (NULL);
}

/* Listen on a free port of 127.0.0.1. */
static int
start_listening(struct guard *g, struct fail *fail)
{
	struct sockaddr_in sa;
	socklen_t size = sizeof(sa);

	memset(&sa, 0, sizeof(sa));
	sa.sin_family = AF_INET;
	sa.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	g->listen_fd = socket(AF_INET,
	    SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (g->listen_fd == -1 ||
	    bind(g->listen_fd, (struct sockaddr *)&sa, size) == -1 ||
	    listen(g->listen_fd, 128) == -1 ||
	    getsockname(g->listen_fd, (struct sockaddr *)&sa, &size) == -1)
		return (fail_sys(fail, "cannot listen on 127.0.0.1"));
	g->port = ntohs(sa.sin_port);
	return (0);
}

/*
 * Start the accepting thread with all signals blocked; its children inherit
 * that, so that signals go to the threads of the caller.
 */
static int
start_thread(struct guard *g, struct fail *fail)
{
	sigset_t all, old;
	int error;

	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &old);
	error = pthread_create(&g->thread, NULL, accept_thread, g);
	pthread_sigmask(SIG_SETMASK, &old, NULL);
	if (error != 0)
		return (fail_set(fail, FAIL_LATER, "cannot start a thread"));
	g->started = 1;
	return (0);
}

struct guard *
guard_start(const struct guard_rules *rules, struct fail *fail)
{
	struct guard *g;
	pthread_condattr_t attr;

	assert(rules->max_bytes > 0 && rules->max_connections > 0 &&
	    rules->max_seconds > 0);
	if ((g = calloc(1, sizeof(*g))) == NULL) {
		fail_memory(fail);
		return (NULL);
	}
	pthread_mutex_init(&g->lock, NULL);
	pthread_condattr_init(&attr);
	pthread_condattr_setclock(&attr, CLOCK_MONOTONIC);
	pthread_cond_init(&g->changed, &attr);
	pthread_condattr_destroy(&attr);
	g->listen_fd = -1;
	g->stop_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	if (g->stop_fd == -1) {
		fail_sys(fail, "cannot make an event descriptor");
		goto no;
	}
	g->serve.rules = rules;
	g->serve.bytes = &g->bytes;
	g->serve.stop_fd = g->stop_fd;
	if ((g->serve.list = guard_list_new(fail)) == NULL ||
	    (g->serve.names = guard_names_new(fail)) == NULL ||
	    start_listening(g, fail) == -1 || start_thread(g, fail) == -1)
		goto no;
	return (g);
no:
	guard_stop(g);
	fail_add(fail, "starting the guard");
	return (NULL);
}

int
guard_port(const struct guard *g)
{
	return (g->port);
}

int
guard_each_refused(struct guard *g, guard_told *told, void *arg,
    struct fail *fail)
{
	return (guard_list_each(g->serve.list, told, arg, fail));
}

int
guard_peer(struct guard *g, const char *host, int port, char out[GUARD_PEER])
{
	char address[300];
	int bare = strchr(host, ':') != NULL && host[0] != '[';
	size_t i;

	snprintf(address, sizeof(address), bare ? "[%s]:%d" : "%s:%d", host,
	    port);
	for (i = 0; address[i] != '\0'; i++)
		if (address[i] >= 'A' && address[i] <= 'Z')
			address[i] += 'a' - 'A';
	return (guard_list_get_peer(g->serve.list, address, out, GUARD_PEER));
}

int64_t
guard_bytes(struct guard *g)
{
	return (atomic_load(&g->bytes));
}

void
guard_stop(struct guard *g)
{
	if (g == NULL)
		return;
	pthread_mutex_lock(&g->lock);
	g->stopping = 1;
	pthread_cond_broadcast(&g->changed);
	pthread_mutex_unlock(&g->lock);
	if (g->stop_fd != -1)
		eventfd_write(g->stop_fd, 1);
	if (g->started)
		pthread_join(g->thread, NULL);

	/* Each wait of theirs watches stop_fd: they end at once. */
	pthread_mutex_lock(&g->lock);
	while (g->count > 0)
		pthread_cond_wait(&g->changed, &g->lock);
	pthread_mutex_unlock(&g->lock);
	if (g->listen_fd != -1)
		close(g->listen_fd);
	if (g->stop_fd != -1)
		close(g->stop_fd);
	guard_list_free(g->serve.list);
	guard_names_free(g->serve.names);
	pthread_cond_destroy(&g->changed);
	pthread_mutex_destroy(&g->lock);
	free(g);
}
