/*
 * copy.h - copies that are on the share's disk when we say so.
 *
 * Every file and folder is synced, and what was written is dropped from the
 * page cache, so that reading it back asks the share and not our memory.
 */
#ifndef PLACE_COPY_H
#define PLACE_COPY_H

#include <stddef.h>

struct fail;

/* copy_tree(from, to, fail): all below one open folder into another, empty. */
int copy_tree(int, int, struct fail *);

/* copy_file(from, to, name, fail): all of ${from} to the open file ${to}. */
int copy_file(int, int, const char *, struct fail *);

/* copy_bytes(bytes, n, to, name, fail): bytes to the open file ${to}. */
int copy_bytes(const void *, size_t, int, const char *, struct fail *);

#endif /* !PLACE_COPY_H */
