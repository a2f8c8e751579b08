/*
 * strip.h - rows of a picture, deflated as one image of the PDF.
 *
 * libdeflate takes half the time of zlib, but wants all bytes at once: a
 * strip is so many rows as lie well in memory, about one A4 page of a web
 * page 1,366 pixels wide.  Rows are 8-bit RGB without filters.
 */
#ifndef RENDER_STRIP_H
#define RENDER_STRIP_H

#include <stdint.h>
#include <stdio.h>

struct fail;
struct strip;

#define STRIP_BYTES (17u << 19)	/* 8.5 MB */

/* strip_rows(width): how many rows of so many pixels a strip may have. */
uint32_t strip_rows(uint32_t);

/* strip_new(width, height, fail): for strips of a picture of this size. */
struct strip *strip_new(uint32_t, uint32_t, struct fail *);

/* strip_row(s, row, fail): the next row, 3 bytes a pixel. */
int strip_row(struct strip *, const uint8_t *, struct fail *);

/* strip_end(s, out, fail): write the strip; the next row begins another. */
int strip_end(struct strip *, FILE *, struct fail *);

/* strip_free(s): fine if NULL. */
void strip_free(struct strip *);

#endif /* !RENDER_STRIP_H */
