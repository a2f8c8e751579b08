/*
 * guard_relay.h - pass bytes between the browser and a server, both ways,
 * within the guard's bounds.
 */
#ifndef FETCH_GUARD_RELAY_H
#define FETCH_GUARD_RELAY_H

#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>

struct guard_relay {
	int client, server;	/* non-blocking sockets; borrowed */
	int stop_fd;		/* see guard_io.h */
	int tunnel;		/* 1: bytes only; 0: one request and answer */
	int64_t body_bytes;	/* of the request, not a tunnel's */
	const void *first;	/* for the server, before all else */
	size_t first_size;
	_Atomic int64_t *bytes;	/* counted here, of all connections */
	int64_t max_bytes;
	int max_seconds;	/* without a byte, and for an answer's head */
	/* filled */
	int status;		/* to answer the client with, that has got
				   nothing yet; or 0 */
	const char *why;	/* the bound that was met, static; or NULL */
};

/* guard_relay(r): pass bytes until either side, or a bound, ends it. */
void guard_relay(struct guard_relay *);

#endif /* !FETCH_GUARD_RELAY_H */
