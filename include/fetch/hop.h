/*
 * hop.h - what one address answered: one step on the way of redirects.
 */
#ifndef FETCH_HOP_H
#define FETCH_HOP_H

#include <stddef.h>
#include <stdint.h>

struct fail;

struct hop_header {		/* owned */
	char *name, *value;
};

struct hop_certificate {	/* owned; NULL where the server's has none */
	char *subject, *issuer, *not_before, *not_after, *pem;
};

struct hop {			/* strings are owned */
	char *url;		/* what was asked for, no fragment, no user */
	int64_t time_utc;
	int status;		/* 0: no answer came */
	char *peer;		/* network address that answered, or NULL */
	const char *protocol;	/* "HTTP/2"; static; NULL without answer */
	struct hop_header *header;
	size_t header_count;
	struct hop_certificate *certificate;	/* the server's own first */
	size_t certificate_count;
	char *error;		/* what went wrong, in plain words, or NULL;
				   may be there beside a status */
	int refused;		/* 1: our rules refused it */
	int later;		/* 1: the error may pass by itself */
};

/*
 * hop_add_header(hop, line, n, fail): keep a "name: value" line, cleaned; of a
 * cookie only that there was one.  A line without a name is not kept.
 */
int hop_add_header(struct hop *, const char *, size_t, struct fail *);

/* hop_clear_headers(hop): forget them. */
void hop_clear_headers(struct hop *);

/* hop_header(hop, name): the first such header's value, borrowed, or NULL. */
const char *hop_header(const struct hop *, const char *);

/* hop_clear(hop): free; fine if zeroed. */
void hop_clear(struct hop *);

#endif /* !FETCH_HOP_H */
