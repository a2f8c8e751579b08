/*
 * guard_list.h - the list of what was refused: once per address and reason,
 * in the order first seen, with a count.  Safe from several threads.
 */
#ifndef FETCH_GUARD_LIST_H
#define FETCH_GUARD_LIST_H

#include <stdint.h>

struct fail;
struct guard_list;

/* guard_list_new(fail): an empty list. */
struct guard_list *guard_list_new(struct fail *);

/*
 * guard_list_add(list, address, reason): count it.  After 1000 different ones
 * all others count under one entry, so that no page can fill the memory.
 */
void guard_list_add(struct guard_list *, const char *, const char *);

/* guard_list_each(list, each, arg, fail): as guard_each_refused(). */
int guard_list_each(struct guard_list *,
    int (*each)(void *, const char *, const char *, int64_t, struct fail *),
    void *, struct fail *);

/* guard_list_free(list): fine if NULL. */
void guard_list_free(struct guard_list *);

#endif /* !FETCH_GUARD_LIST_H */
