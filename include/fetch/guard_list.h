/*
 * guard_list.h - what was refused: once per address and reason, in the order
 * first seen, with a count; and who answered: the network address last
 * connected to for each host and port.  Safe from several threads.
 */
#ifndef FETCH_GUARD_LIST_H
#define FETCH_GUARD_LIST_H

#include <stddef.h>
#include <stdint.h>

#include "fetch/guard.h"

struct fail;
struct guard_list;

/* guard_list_new(fail): an empty list. */
struct guard_list *guard_list_new(struct fail *);

/*
 * guard_list_add(list, address, reason): count it.  After 1000 different ones
 * all others count under one entry, so that no page can fill the memory.
 */
void guard_list_add(struct guard_list *, const char *, const char *);

/* guard_list_each(list, told, arg, fail): as guard_each_refused(). */
int guard_list_each(struct guard_list *, guard_told *, void *, struct fail *);

/*
 * guard_list_peer(list, address, peer): note who answered for "host:port".
 * guard_list_get_peer(list, address, out, size): tell it; 0, or -1 without.
 * At most 1000 are kept.
 */
void guard_list_peer(struct guard_list *, const char *, const char *);
int guard_list_get_peer(struct guard_list *, const char *, char *, size_t);

/* guard_list_free(list): fine if NULL. */
void guard_list_free(struct guard_list *);

#endif /* !FETCH_GUARD_LIST_H */
