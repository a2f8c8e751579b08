/*
 * guard_dial.h - look a name up, check every address, connect to a checked one.
 *
 * The address that was checked is the one connected to: a name is looked up
 * once for the whole capture, so that it cannot answer differently the second
 * time.
 */
#ifndef FETCH_GUARD_DIAL_H
#define FETCH_GUARD_DIAL_H

#include <stdint.h>

struct guard_names;

struct guard_dial {
	const char *host;	/* borrowed; a name or an address */
	int port;
	int any_address;	/* 1: the site allows this host by name */
	struct guard_names *names;	/* what is known already; kept here */
	int stop_fd;		/* see guard_io.h */
	int64_t deadline_ms;	/* clock_monotonic_ms() */
	/* filled on success */
	char peer[64];		/* the address connected to, as text */
	/* filled on failure */
	int status;		/* the HTTP status to answer with */
	const char *why;	/* plain words, static */
};

/*
 * guard_dial(d): a connected, non-blocking socket, the caller's; or -1.
 * Status 403: one of its addresses is refused (then none is tried); 502: no
 * such name or nobody answers; 504: the time was up; 503: we are short of
 * something or told to stop.
 */
int guard_dial(struct guard_dial *);

#endif /* !FETCH_GUARD_DIAL_H */
