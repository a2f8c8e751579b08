/*
 * unpack.h - inflate all of a picture's data at once.
 *
 * libdeflate takes a quarter of zlib's time, but wants all bytes in and all
 * bytes out in memory.  One struct unpack serves many pictures one after the
 * other, since touching so much new memory costs as much as inflating into it.
 * It says no to a picture for which UNPACK_BYTES are too few, and so keeps
 * render within 32 MB: zlib then does it in small steps.
 *
 * Source: RFC 1950 and 1951 (zlib, deflate); libdeflate.h 1.14.
 */
#ifndef RENDER_UNPACK_H
#define RENDER_UNPACK_H

#include <stddef.h>
#include <stdint.h>

struct fail;
struct unpack;

/* For 1366 x 4000 pixels (16.4 MB) and 3.5 MB of their data. */
#define UNPACK_BYTES (20u << 20)

/* unpack_new(fail): its memory is only reserved until it is used. */
struct unpack *unpack_new(struct fail *);

/*
 * unpack_start(u, packed, bytes): begin a picture with at most so many bytes
 * of data, that should inflate to so many.  1, or 0 if that is too much.
 */
int unpack_start(struct unpack *, uint64_t, uint64_t);

/* unpack_add(u, bytes, size): more of the data.  -1: more than was said. */
int unpack_add(struct unpack *, const uint8_t *, size_t);

/* unpack_packed(u, size): the data so far, borrowed; fill in their size. */
const uint8_t *unpack_packed(const struct unpack *, size_t *);

/*
 * unpack_rows(u): inflate; borrowed until the next start.  NULL if the data
 * are not one whole zlib stream, sum and all, of just the bytes promised.
 */
const uint8_t *unpack_rows(struct unpack *);

/* unpack_free(u): fine if NULL. */
void unpack_free(struct unpack *);

#endif /* !RENDER_UNPACK_H */
