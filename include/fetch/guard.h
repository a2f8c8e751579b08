/*
 * guard.h - the filtering proxy on loopback that all the browser's traffic
 * goes through, and the rules that the first question obeys too.
 *
 * It speaks HTTP/1.1 as a proxy: absolute-form requests and CONNECT.  It
 * resolves names itself, refuses every address that is not public (loopback,
 * private, link-local, multicast, their IPv4-mapped IPv6 forms and the like)
 * unless the site allows that host by name, connects to the very address that
 * it checked, holds on to the first addresses that a name had, and refuses the
 * browser's own calls home.  A name with one refused address among several is
 * refused whole.
 *
 * Ports: 80, 443 and that of the account's own address; any other only where
 * the site allows it as "host:port".  "host" alone allows the host on these.
 * Plain requests are sent on with Connection: close, one to a connection.
 *
 * A refused request is answered 403, one that failed 4xx or 5xx, always with
 * a field "Bevara-Refused: reason", so that no one takes the answer for the
 * server's own.  Any local process may connect, but without the password gets
 * a 407 and leaves no trace, but that of a call home in the list of refused.
 *
 * Source: RFC 9110 section 7, RFC 9112; the IANA special-purpose address
 * registries (RFC 6890).
 */
#ifndef FETCH_GUARD_H
#define FETCH_GUARD_H

#include <stddef.h>
#include <stdint.h>

struct fail;
struct sockaddr;

struct guard_rules {		/* borrowed for as long as the guard runs */
	char *const *allowed;	/* "host" or "host:port", lower case */
	size_t allowed_count;
	int64_t max_bytes;	/* both ways, of all connections together */
	int max_connections;	/* at the same time */
	int max_seconds;	/* of one connection without a byte */
	int port;		/* of the account's own address; or 0 */
	const char *password;	/* that clients must give; NULL: none */
	int closed;		/* 1: nothing is let through */
};

/*
 * guard_password(out, fail): a new one, that nobody can guess.  It goes with
 * the name GUARD_USER.
 */
#define GUARD_USER "bevara"
#define GUARD_PASSWORD 33	/* room for it */
int guard_password(char [GUARD_PASSWORD], struct fail *);

/* guard_closed: for what is looked at without any network. */
extern const struct guard_rules guard_closed;

struct guard;

/*
 * guard_start(rules, fail): listen on 127.0.0.1 and serve, in own threads,
 * which take no signals.  The bounds must be above 0.
 */
struct guard *guard_start(const struct guard_rules *, struct fail *);

/* guard_port(g): the port that it listens on. */
int guard_port(const struct guard *);

struct guard_refusal {		/* all borrowed for the call that tells it */
	const char *address;	/* "host:port" */
	const char *reason;
	int64_t count;
};

/* Returns 0, or -1 with fail set to end. */
typedef int guard_told(void *, const struct guard_refusal *, struct fail *);

/*
 * guard_each_refused(g, told, arg, fail): tell what was refused so far, once
 * per address and reason, in the order first seen.
 */
int guard_each_refused(struct guard *, guard_told *, void *, struct fail *);

/*
 * guard_peer(g, host, port, out): the network address that was last connected
 * to for this host and port, as text: who answered, since the browser itself
 * only ever sees the guard.  Returns 0, or -1 if there was none.
 */
#define GUARD_PEER 46		/* room for an IPv6 address */
int guard_peer(struct guard *, const char *, int, char [GUARD_PEER]);

/* guard_bytes(g): bytes that have passed. */
int64_t guard_bytes(struct guard *);

/*
 * guard_stop(g): end all connections and free; fine if NULL.  Nothing may be
 * asked of ${g} in other threads any more.
 */
void guard_stop(struct guard *);

/* guard_allows(rules, host, port): 1 if the site allows that host by name. */
int guard_allows(const struct guard_rules *, const char *, int);

/* guard_is_public(sa): 1 if the address is one on the open internet. */
int guard_is_public(const struct sockaddr *);

#endif /* !FETCH_GUARD_H */
