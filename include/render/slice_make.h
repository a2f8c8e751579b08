/*
 * slice_make.h - decode a PNG that cannot be passed on, and pack it anew.
 */
#ifndef RENDER_SLICE_MAKE_H
#define RENDER_SLICE_MAKE_H

struct fail;
struct slice;
struct slice_how;

/*
 * slice_make(s, made, how, fail): write the rows of s->path as 8-bit RGB,
 * deflated or as JPEG, to the new file ${made}; from then on s->path is that
 * file, with s's pieces in it.
 */
int slice_make(struct slice *, const char *, const struct slice_how *,
    struct fail *);

#endif /* !RENDER_SLICE_MAKE_H */
