/*
 * lines.h - lines of text that are kept on disk until they are needed, so that
 * memory does not grow with their number.
 */
#ifndef FETCH_LINES_H
#define FETCH_LINES_H

#include <stddef.h>

struct fail;
struct lines;

/*
 * lines_new(dir, fail): a file without a name in the folder ${dir}.
 * lines_free(s): its bytes are gone; fine if NULL.
 */
struct lines *lines_new(const char *, struct fail *);
void lines_free(struct lines *);

/* lines_add(s, bytes, n, fail): one more; it must hold no line feed. */
int lines_add(struct lines *, const void *, size_t, struct fail *);

/* lines_each(s, each, arg, fail): all in their order, until one gives -1. */
int lines_each(struct lines *,
    int (*each)(void *, const char *, size_t, struct fail *), void *,
    struct fail *);

#endif /* !FETCH_LINES_H */
