/*
 * ask_hop.h - one question to one address, without following redirects; the
 * only place that speaks to libcurl.
 *
 * No environment proxy, no cookie, no password, no decoding; http and https
 * only; certificates are verified; every peer is judged before it is connected to.
 */
#ifndef FETCH_ASK_HOP_H
#define FETCH_ASK_HOP_H

#include <stddef.h>
#include <stdint.h>

struct fail;
struct guard_rules;

struct ask_header {		/* owned */
	char *name, *value;
};

struct ask_certificate {	/* owned; NULL where the server's has none */
	char *subject, *issuer, *not_before, *not_after, *pem;
};

struct ask_hop {		/* strings are owned */
	char *url;		/* what was asked for, no fragment, no user */
	int64_t time_utc;
	int status;		/* 0: no answer came */
	char *peer;		/* network address that answered, or NULL */
	const char *protocol;	/* "HTTP/2"; static; NULL without answer */
	struct ask_header *header;
	size_t header_count;
	struct ask_certificate *certificate;	/* the server's own first */
	size_t certificate_count;
	char *error;		/* what went wrong, in plain words, or NULL;
				   may be there beside a status */
	int refused;		/* 1: our rules refused it */
	int later;		/* 1: the error may pass by itself */
};

/* ask_hop_start(fail), ask_hop_end(): around all use, in one thread. */
int ask_hop_start(struct fail *);
void ask_hop_end(void);

/*
 * ask_hop_url(base, url, fail): ${url}, perhaps relative to ${base} (or NULL),
 * as a whole address without fragment, user and password; the caller's.
 * FAIL_DATA if it is no address.
 */
char *ask_hop_url(const char *, const char *, struct fail *);

/*
 * ask_hop(hop, url, rules, timeout_ms, fail):
 * Ask for ${url}.  What the server does, or fails to do, is told in ${hop}, to
 * be cleared in any case; -1 only when we could not ask at all.
 */
int ask_hop(struct ask_hop *, const char *, const struct guard_rules *,
    int64_t, struct fail *);

/* ask_hop_header(hop, name): the first such header's value, or NULL. */
const char *ask_hop_header(const struct ask_hop *, const char *);

/* ask_hop_date(text): an HTTP date in seconds since 1970, or -1. */
int64_t ask_hop_date(const char *);

/* ask_hop_clear(hop): free; fine if zeroed. */
void ask_hop_clear(struct ask_hop *);

#endif /* !FETCH_ASK_HOP_H */
