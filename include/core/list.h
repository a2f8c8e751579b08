/*
 * list.h - a list of items that grows at its end.
 *
 * The list is a plain array and the number of its items, both the caller's.
 * How much room there is follows from that number, so it is kept nowhere; a
 * list may lose items, but must have been grown by nothing else.
 */
#ifndef CORE_LIST_H
#define CORE_LIST_H

#include <stddef.h>

struct fail;

/*
 * list_grow(list, count, size, fail): room for one more item of ${size}
 * bytes, zeroed, and ${count} raised; the list, maybe moved, for the caller
 * to free().  ${list} is NULL for a new one.  NULL when memory is short: then
 * list and count are as they were.
 */
void *list_grow(void *, size_t *, size_t, struct fail *);

#endif /* !CORE_LIST_H */
