/*
 * inlet_picture.h - the rows of a picture that somebody hands in, as 8-bit
 * RGB, from top to bottom, as a person sees it.
 *
 * Transparent places are laid on white; a JPEG is turned as its EXIF data say;
 * no other data of the file goes along.  Sizes are judged by the header,
 * before anything is made for them: a few bytes may declare a picture that
 * fills any memory.
 * Source: ISO/IEC 15948 (PNG) by libpng, ISO/IEC 10918-1 (JPEG) by libjpeg.
 */
#ifndef FETCH_INLET_PICTURE_H
#define FETCH_INLET_PICTURE_H

#include <stddef.h>
#include <stdint.h>

struct fail;

#define INLET_MAX_WIDTH 20000	/* pixels; render takes no more */
#define INLET_MAX_PIXELS 200000000
#define INLET_MAX_WHOLE 64000000	/* pixels of one that must be held
					   whole: turned, progressive or
					   interlaced */

struct inlet_rows {		/* who takes them; 0, or -1 with fail set */
	int (*start)(void *, int width, int height, struct fail *);
	int (*row)(void *, const uint8_t *rgb, struct fail *);
	void *arg;
};

struct inlet_bytes {		/* borrowed */
	const uint8_t *data;
	size_t size;
	int most_height;	/* pixels; a higher one is refused */
	int odd;		/* filled: 1: it can be seen, but its reader
				   found something wrong in it */
};

/*
 * inlet_png(bytes, rows, fail), inlet_jpeg(bytes, rows, fail): FAIL_DATA: it
 * is damaged, cut, too large, or of a kind that is not read.
 */
int inlet_png(struct inlet_bytes *, const struct inlet_rows *,
    struct fail *);
int inlet_jpeg(struct inlet_bytes *, const struct inlet_rows *,
    struct fail *);

/*
 * inlet_size_check(bytes, width, height, most_pixels, fail): whether a picture
 * of this size is taken.
 */
int inlet_size_check(const struct inlet_bytes *, int64_t, int64_t, int64_t,
    struct fail *);

#endif /* !FETCH_INLET_PICTURE_H */
