/*
 * body.h - have the browser give the body of an answer that it holds, and put
 * that aside on the disk as it comes.
 *
 * The answer is held at the Response stage of the Fetch domain until its body
 * has been read, then goes on to the page as it was.  In memory is never more
 * than a piece of it.
 */
#ifndef FETCH_BODY_H
#define FETCH_BODY_H

struct cdp;
struct exchange;
struct fail;
struct pile;

struct body_box {		/* all borrowed */
	struct cdp *cdp;
	struct pile *pile;
};

/*
 * body_ask(box, x, session, request, fail): take the body of the answer of
 * ${x}, which the Fetch domain holds as ${request}, and let it go.  Later
 * ${x} has its body, or is told to be too large: for NET_BODY_MAX or for the
 * pile.  ${box} and ${x} must outlive the talk.
 */
int body_ask(const struct body_box *, struct exchange *, const char *,
    const char *, struct fail *);

/* body_let_go(box, session, request, fail): let it go on unread. */
int body_let_go(const struct body_box *, const char *, const char *,
    struct fail *);

#endif /* !FETCH_BODY_H */
