/*
 * cdp.h - talk with the browser: the Chrome DevTools Protocol over its pipe.
 *
 * Messages are JSON texts, each ended by a NUL.  A call has a number and gets
 * one reply; events come when they like.  One thread owns a struct cdp.
 * Handlers run inside cdp_pump() and may use cdp_send(), never cdp_call().
 *
 * Errors: FAIL_LATER for all that is the browser's or the page's doing: gone,
 * too slow, a message too large.
 */
#ifndef FETCH_CDP_H
#define FETCH_CDP_H

#include <stddef.h>
#include <stdint.h>

struct fail;
struct value;
struct cdp;

#define CDP_MESSAGE_MAX (256u << 20)	/* bytes; a larger one ends the talk */
#define CDP_SPILL (64u << 10)	/* bytes; see cdp_spill() */

struct cdp_event {		/* borrowed for the handler's call */
	const char *session;	/* "" for the browser itself */
	const char *method;	/* "Page.loadEventFired" */
	const struct value *params;
};

/* Returns 0, or -1 with fail set to end the talk. */
typedef int cdp_handler(void *, const struct cdp_event *, struct fail *);

/*
 * The reply to a call that was sent: its result, or NULL and why not.  Called
 * once for each, when the talk ends at the latest.
 */
typedef int cdp_reply(void *, const struct value *, const char *,
    struct fail *);

/* A piece of a text; the same as cdp_handler for what it returns. */
typedef int cdp_part(void *, const char *, size_t, struct fail *);

struct cdp_order {
	const char *session;	/* NULL: the browser itself */
	const char *method;
	int timeout_ms;		/* of cdp_call() */
	cdp_reply *reply;	/* of cdp_send(); NULL: it does not matter */
	void *arg;
};

/*
 * cdp_new(read_fd, write_fd, fail): talk over these descriptors, which stay
 * the caller's and must not block.
 */
struct cdp *cdp_new(int, int, struct fail *);

/* cdp_deadline(c, ms): no call lasts beyond this clock_monotonic_ms(). */
void cdp_deadline(struct cdp *, int64_t);

/* cdp_listen(c, prefix, handler, arg, fail): events whose method starts so. */
int cdp_listen(struct cdp *, const char *, cdp_handler *, void *,
    struct fail *);

/*
 * cdp_send(c, order, fail, pack, ...): call, and do not wait.  The parameters
 * are as in value_pack(); NULL: none.
 * cdp_call(c, order, fail, pack, ...): call, and wait for the result, which is
 * the caller's.
 */
int cdp_send(struct cdp *, const struct cdp_order *, struct fail *,
    const char *, ...);
struct value *cdp_call(struct cdp *, const struct cdp_order *, struct fail *,
    const char *, ...);

/*
 * cdp_spill(c, part): the call that was sent last may be answered with a long
 * text, "body", as the first member of its result.  When more than CDP_SPILL
 * bytes of it are there and not the end, the text goes to ${part} in pieces as
 * it comes, with the argument of the call's reply, and is "" in the result; so
 * no message need be held whole.  It is as JSON writes it: base64 as it is.
 */
void cdp_spill(struct cdp *, cdp_part *);

/* cdp_pump(c, wait_ms, fail): handle what comes, waiting at most so long. */
int cdp_pump(struct cdp *, int, struct fail *);

/* cdp_stop(c, why): from a handler: every call ends now with that message. */
void cdp_stop(struct cdp *, const char *);

/* cdp_unreadable(c): messages passed over since they were not JSON. */
int cdp_unreadable(const struct cdp *);

/* cdp_free(c): end the talk; fine if NULL. */
void cdp_free(struct cdp *);

#endif /* !FETCH_CDP_H */
