/*
 * inlet_slice.h - pictures that a person handed in, as slices of one page:
 * under each other, as PNG files of at most SLICE_HEIGHT rows.
 *
 * Usage: slices are begun for each picture by inlet_slices_rows(), which its
 * decoder feeds; what was not ended by inlet_slices_end() is of no use.
 */
#ifndef FETCH_INLET_SLICE_H
#define FETCH_INLET_SLICE_H

#include <stddef.h>
#include <stdint.h>

#include "fetch/inlet_picture.h"

struct capture;
struct fail;
struct inlet_pen;		/* a PNG file that is being written */

struct inlet_slices {
	const char *dir;	/* borrowed: where they are written */
	struct capture *c;	/* borrowed: gets them, and the page's size */
	struct inlet_pen *pen;	/* owned; NULL between two slices */
	int width, height;	/* of the picture */
	int row;		/* of it, the next */
	int top;		/* of it, where the slice begins */
	int64_t other;		/* its pixels unlike its first */
	uint8_t first[3];
	int shows;		/* 1: some picture has more than one colour */
};

/* inlet_slices_rows(s): what a decoder is to be given; ${s} is borrowed. */
struct inlet_rows inlet_slices_rows(struct inlet_slices *);

/*
 * inlet_slices_end(s, png, n, fail): the picture is whole.  If ${png} is not
 * NULL and these ${n} bytes of a PNG can stand for its one slice as they are,
 * they take its place.
 */
int inlet_slices_end(struct inlet_slices *, const uint8_t *, size_t,
    struct fail *);

/* inlet_slices_clear(s): close what is open; fine if zeroed. */
void inlet_slices_clear(struct inlet_slices *);

#endif /* !FETCH_INLET_SLICE_H */
