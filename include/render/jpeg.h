/*
 * jpeg.h - rows of a picture, as one JPEG image of the PDF.
 *
 * Colours are kept at full size (4:4:4), since text on a screen is coloured
 * at its edges.  Written row by row; the picture is never in memory.
 *
 * Source: ITU-T T.81; PDF 1.4, 3.3.7 (DCTDecode).
 */
#ifndef RENDER_JPEG_H
#define RENDER_JPEG_H

#include <stdint.h>
#include <stdio.h>

struct fail;
struct jpeg;

#define JPEG_MAX_ROWS 60000	/* the format's are 65,535 */

/* jpeg_new(out, fail): images go to ${out}, one after the other. */
struct jpeg *jpeg_new(FILE *, struct fail *);

/* jpeg_start(j, width, height, quality, fail): an image; quality 1 to 100. */
int jpeg_start(struct jpeg *, uint32_t, uint32_t, int, struct fail *);

/* jpeg_row(j, row, fail): its next row, 3 bytes a pixel. */
int jpeg_row(struct jpeg *, const uint8_t *, struct fail *);

/* jpeg_end(j, fail): all of its rows are written. */
int jpeg_end(struct jpeg *, struct fail *);

/* jpeg_free(j): fine if NULL. */
void jpeg_free(struct jpeg *);

#endif /* !RENDER_JPEG_H */
