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
struct watch;

/*
 * copy_tree(from, to, watch, fail): all below one open folder into another,
 * empty, with a beat for each few megabytes.
 */
int copy_tree(int, int, const struct watch *, struct fail *);

/*
 * copy_file(from, to, name, watch, fail): all of ${from} to the open file
 * ${to}, which becomes read-only where the file system knows of that.
 */
int copy_file(int, int, const char *, const struct watch *, struct fail *);

/* copy_bytes(bytes, n, to, name, fail): the same with bytes from memory. */
int copy_bytes(const void *, size_t, int, const char *, struct fail *);

#endif /* !PLACE_COPY_H */
