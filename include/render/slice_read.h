/*
 * slice_read.h - check a PNG file byte by byte, and find its data.
 */
#ifndef RENDER_SLICE_READ_H
#define RENDER_SLICE_READ_H

struct fail;
struct slice;
struct unpack;

/*
 * slice_read(s, unpack, fail): read s->path from start to end; fill the
 * header's facts and the spans.  ${unpack} or NULL: as in slice.h.
 * FAIL_DATA: not a whole PNG, or beyond the bounds.
 */
int slice_read(struct slice *, struct unpack *, struct fail *);

/* slice_passes(s): 1 if its data can go into a PDF as they are. */
int slice_passes(const struct slice *);

#endif /* !RENDER_SLICE_READ_H */
