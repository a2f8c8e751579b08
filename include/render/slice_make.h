/*
 * slice_make.h - decode a PNG that cannot be passed on, and deflate it anew.
 */
#ifndef RENDER_SLICE_MAKE_H
#define RENDER_SLICE_MAKE_H

struct fail;
struct slice;

/*
 * slice_make(s, made, fail): write the rows of s->path as 8-bit RGB, deflated,
 * to the new file ${made}; from then on s->path is that file, and its spans
 * are the data in it.
 */
int slice_make(struct slice *, const char *, struct fail *);

#endif /* !RENDER_SLICE_MAKE_H */
