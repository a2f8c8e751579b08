/*
 * picture.h - check a PNG that the browser gave (libpng and zlib inside).
 * Source: PNG, third edition (W3C), sections 5 and 11.2.
 */
#ifndef FETCH_PICTURE_H
#define FETCH_PICTURE_H

#include <stddef.h>

struct fail;

/*
 * picture_check(bytes, n, width, height, fail): 0 if it is a whole PNG of that
 * size: its chunks follow each other to the last, each with the right sum.
 * The browser gives pictures that are too large for it as nothing at all,
 * without an error.  FAIL_DATA otherwise.
 */
int picture_check(const void *, size_t, int, int, struct fail *);

/*
 * picture_one_colour(bytes, n, one, fail): set ${one} to 1 if at most one pixel
 * in a thousand differs from the first, else to 0.
 */
int picture_one_colour(const void *, size_t, int *, struct fail *);

#endif /* !FETCH_PICTURE_H */
