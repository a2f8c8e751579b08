/*
 * ask_hop.h - one question to one address, without following redirects.
 *
 * libcurl is behind ask_hop, ask_url and ask_trouble, and nowhere else.  No
 * environment proxy, no cookie, no password, no decoding; http and https only;
 * certificates are verified; every peer is judged before it is connected to.
 */
#ifndef FETCH_ASK_HOP_H
#define FETCH_ASK_HOP_H

#include <stdint.h>

struct fail;
struct guard_rules;
struct hop;

/* ask_hop_start(fail), ask_hop_end(): around all use, in one thread. */
int ask_hop_start(struct fail *);
void ask_hop_end(void);

/*
 * ask_hop(hop, url, rules, timeout_ms, fail):
 * Ask for ${url}.  What the server does, or fails to do, is told in ${hop}, to
 * be cleared in any case; -1 only when we could not ask at all.
 */
int ask_hop(struct hop *, const char *, const struct guard_rules *,
    int64_t, struct fail *);

#endif /* !FETCH_ASK_HOP_H */
