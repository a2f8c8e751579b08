/*
 * spool.h - lines of text that are kept on disk until they are needed, so that
 * memory does not grow with their number.
 */
#ifndef FETCH_SPOOL_H
#define FETCH_SPOOL_H

#include <stddef.h>

struct fail;
struct spool;

/*
 * spool_new(dir, fail): a file without a name in the folder ${dir}.
 * spool_free(s): its bytes are gone; fine if NULL.
 */
struct spool *spool_new(const char *, struct fail *);
void spool_free(struct spool *);

/* spool_add(s, bytes, n, fail): one more; it must hold no line feed. */
int spool_add(struct spool *, const void *, size_t, struct fail *);

/* spool_each(s, each, arg, fail): all in their order, until one gives -1. */
int spool_each(struct spool *,
    int (*each)(void *, const char *, size_t, struct fail *), void *,
    struct fail *);

#endif /* !FETCH_SPOOL_H */
