/*
 * loopback.h - small servers on loopback, for the unit tests of this room.
 *
 * Each server answers one connection after the other in a thread of its own,
 * by its visit(); the connection is closed after it.  Included by one file per
 * program, as check.h is.
 */
#ifndef FETCH_LOOPBACK_H
#define FETCH_LOOPBACK_H

#include <sys/socket.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

struct server {
	void (*visit)(struct server *, int);	/* answer this connection */
	int fd, port;
	pthread_t thread;
	atomic_int visits;	/* connections so far */
	atomic_int stop;
};

/* say(fd, s, n): send all of it, unless the other side has hung up. */
static void
say(int fd, const char *s, size_t n)
{
	while (n > 0) {
		ssize_t sent = send(fd, s, n, MSG_NOSIGNAL);

		if (sent <= 0)
			return;
		s += sent;
		n -= (size_t)sent;
	}
}

/*
 * hear_head(fd, head, size): read until a request's head is whole, or as much
 * as there is; ends with a NUL.  How many bytes that was.
 */
static size_t
hear_head(int fd, char *head, size_t size)
{
	size_t n = 0;
	ssize_t got;

	head[0] = '\0';
	while (n < size - 1 &&
	    (got = recv(fd, head + n, size - 1 - n, 0)) > 0) {
		n += (size_t)got;
		head[n] = '\0';
		if (strstr(head, "\r\n\r\n") != NULL)
			break;
	}
	return (n);
}

static void *
server_run(void *arg)
{
	struct server *s = arg;
	int fd;

	while ((fd = accept(s->fd, NULL, NULL)) != -1) {
		if (!s->stop) {
			s->visits++;
			s->visit(s, fd);
		}
		close(fd);
		if (s->stop)
			break;
	}
	return (NULL);
}

/* server_start(s, address, port): port 0 is any that is free; 0 or -1. */
static int
server_start(struct server *s, const char *address, int port)
{
	struct sockaddr_in sa = { .sin_family = AF_INET,
	    .sin_port = htons((uint16_t)port) };
	socklen_t size = sizeof(sa);
	int on = 1;

	inet_pton(AF_INET, address, &sa.sin_addr);
	s->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	setsockopt(s->fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
	if (bind(s->fd, (struct sockaddr *)&sa, sizeof(sa)) == -1 ||
	    listen(s->fd, 64) == -1 ||
	    getsockname(s->fd, (struct sockaddr *)&sa, &size) == -1) {
		close(s->fd);
		return (-1);
	}
	s->port = ntohs(sa.sin_port);
	return (pthread_create(&s->thread, NULL, server_run, s) == 0 ? 0 : -1);
}

static void
server_stop(struct server *s)
{
	s->stop = 1;
	shutdown(s->fd, SHUT_RDWR);
	pthread_join(s->thread, NULL);
	close(s->fd);
}

#endif /* !FETCH_LOOPBACK_H */
