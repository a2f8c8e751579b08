#include "fetch/body.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/buf.h"
#include "core/fail.h"
#include "fetch/cdp.h"
#include "fetch/exchange.h"
#include "fetch/net.h"
#include "fetch/pile.h"
#include "fetch/value.h"

struct wait {			/* for one body that was asked for */
	const struct body_box *box;
	struct exchange *x;
	struct pile_part part;	/* of it that has come */
	struct buf rest;	/* base64, less than a group of four */
	int in_pieces;		/* it comes by body_part() */
	int bad;		/* what came was not base64 */
	char session[128];
	char request[128];	/* the Fetch domain's id */
};

int
body_let_go(const struct body_box *box, const char *session,
    const char *request, struct fail *fail)
{
	struct cdp_order order = { session, "Fetch.continueResponse", 0, NULL,
	    NULL };

	return (cdp_send(box->cdp, &order, fail, "{s:s}", "requestId",
	    request));
}

/* Put bytes aside, within both bounds. */
static int
keep(struct wait *w, const struct buf *b, struct fail *fail)
{
	struct pile *pile = w->box->pile;

	if (w->x->too_large)
		return (0);
	if (w->part.size + b->size <= NET_BODY_MAX &&
	    (int64_t)b->size <= pile_room(pile))
		return (pile_add(pile, &w->part, b->data, b->size, fail));
	w->x->too_large = 1;
	pile_drop(pile, &w->part);
	return (0);
}

/* A piece of a long body, in base64. */
static int
body_part(void *arg, const char *text, size_t n, struct fail *fail)
{
	struct buf b = BUF_INIT;
	struct wait *w = arg;
	size_t whole;
	int rc = -1;

	w->in_pieces = 1;
	if (w->bad || w->x->too_large)
		return (0);
	buf_add(&w->rest, text, n);
	if (buf_check(&w->rest, fail) == -1)
		return (-1);
	whole = w->rest.size / 4 * 4;
	if (value_base64((const char *)w->rest.data, whole, &b, fail) == 0)
		rc = keep(w, &b, fail);
	else if (fail->kind == FAIL_DATA) {
		fail_clear(fail);
		w->bad = 1;
		rc = 0;
	}
	w->rest.size -= whole;
	memmove(w->rest.data, w->rest.data + whole, w->rest.size);
	buf_clear(&b);
	return (rc);
}

/* All of it is there; what is no body is counted as none. */
static int
take(struct wait *w, const struct value *result, struct fail *fail)
{
	int coded = value_true(result, "base64Encoded"), rc = 0;
	struct buf b = BUF_INIT;

	if (w->in_pieces)
		w->bad = w->bad || !coded || w->rest.size > 0;
	else if ((rc = value_bytes(result, "body", coded, &b, fail)) == 0)
		rc = keep(w, &b, fail);
	else if (fail->kind == FAIL_DATA) {
		fail_clear(fail);
		w->bad = 1;
		rc = 0;
	}
	buf_clear(&b);
	if (w->bad)
		pile_drop(w->box->pile, &w->part);
	w->x->body = w->part;
	w->x->has_body = !w->bad && !w->x->too_large;
	return (rc);
}

static int
body_came(void *arg, const struct value *result, const char *error,
    struct fail *fail)
{
	struct wait *w = arg;
	int rc = 0;

	w->x->held = 0;
	if (error == NULL)
		rc = take(w, result, fail);
	if (rc == 0)
		rc = body_let_go(w->box, w->session, w->request, fail);
	buf_clear(&w->rest);
	free(w);
	return (rc);
}

int
body_ask(const struct body_box *box, struct exchange *x, const char *session,
    const char *request, struct fail *fail)
{
	struct cdp_order order = { session, "Fetch.getResponseBody", 0,
	    body_came, NULL };
	struct wait *w;

	if ((w = calloc(1, sizeof(*w))) == NULL)
		return (fail_memory(fail));
	w->box = box;
	w->x = x;
	snprintf(w->session, sizeof(w->session), "%s", session);
	snprintf(w->request, sizeof(w->request), "%s", request);
	order.arg = w;
	if (cdp_send(box->cdp, &order, fail, "{s:s}", "requestId",
	    w->request) == -1) {
		free(w);
		return (-1);
	}
	x->held = 1;
	cdp_spill(box->cdp, body_part);
	return (0);
}
