/*
 * auth.h - answer the browser when it is asked for a name and a password.
 *
 * The guard gets its own, so that it serves this browser and nobody else; a
 * web server gets none, and its page that says so is what is seen.
 */
#ifndef FETCH_AUTH_H
#define FETCH_AUTH_H

struct cdp;
struct cdp_event;
struct fail;

/* auth_answer(cdp, password, event, fail): answer a Fetch.authRequired. */
int auth_answer(struct cdp *, const char *, const struct cdp_event *,
    struct fail *);

#endif /* !FETCH_AUTH_H */
