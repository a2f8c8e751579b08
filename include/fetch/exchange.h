/*
 * exchange.h - one request and its answer, put together from the several
 * events that tell of them, and the list of all.
 *
 * The events of one exchange share an id; the hops of a redirect share it
 * too, in order.  Raw headers may be told before the request is.
 */
#ifndef FETCH_EXCHANGE_H
#define FETCH_EXCHANGE_H

#include <stddef.h>
#include <stdint.h>

#include "fetch/headers.h"
#include "fetch/pile.h"

struct fail;
struct guard;
struct value;
struct warc;

struct exchange {
	char *id, *url, *method;	/* owned */
	int64_t time_us;	/* of the request, since 1970 */
	int64_t began_ms;	/* clock_monotonic_ms() */
	struct headers request, answer;
	struct pile_part sent;	/* the request's body */
	struct pile_part body;	/* the answer's, decoded */
	char *reason;		/* status text */
	int status;		/* 0: no answer yet */
	int raw_status;		/* of the raw headers; 0: none told yet */
	int raw_request;	/* the request's headers are as sent */
	int raw;		/* the answer's headers are as received */
	int wire;		/* the answer was held at the Fetch domain */
	int held, finished, redirect, stream, from_cache;
	int has_body, too_large;
};

struct early {			/* raw headers that came before their request */
	char *id;
	struct value *params;
};

struct exchange_list {
	struct exchange **exchange;	/* owned; each stays where it is */
	size_t count, room;
	struct early *early;
	size_t early_count, early_room;
	struct pile *pile;	/* borrowed; where bodies lie */
	int64_t left;		/* bytes that more heads may have */
};

/* exchange_is_http(request): 1 if its address is one of the web. */
int exchange_is_http(const struct value *);

/*
 * exchange_add(list, id, request, fail): a new one from the event's request.
 * NULL with no failure set: the list is full, and it is passed over.  A body
 * of the request that the pile has no room for is left out.
 */
struct exchange *exchange_add(struct exchange_list *, const char *,
    const struct value *, struct fail *);

/* exchange_last(list, id): the newest with that id, or NULL. */
struct exchange *exchange_last(const struct exchange_list *, const char *);

/* exchange_note_answer(x, response, fail): fill in what is not known yet. */
int exchange_note_answer(struct exchange *, const struct value *,
    struct fail *);

/* exchange_raw_request, exchange_raw_answer(list, id, params, fail): the
   ...ExtraInfo events. */
int exchange_raw_request(struct exchange_list *, const char *,
    const struct value *, struct fail *);
int exchange_raw_answer(struct exchange_list *, const char *,
    const struct value *, struct fail *);

/*
 * exchange_write(x, list, w, guard, fail): put it into the WARC, with the
 * address of who answered if the guard (or NULL) knows it.  FAIL_DATA: it
 * cannot stand in one, and nothing was written.
 */
int exchange_write(const struct exchange *, const struct exchange_list *,
    struct warc *, struct guard *, struct fail *);

/* exchange_list_clear(list): free; fine if zeroed. */
void exchange_list_clear(struct exchange_list *);

#endif /* !FETCH_EXCHANGE_H */
