/*
 * inlet_exif.h - when a picture was taken and how it is to be turned, by what
 * its file says of itself.
 *
 * Nothing that is found wrong is an error: such data is as good as none.
 * Source: EXIF 2.32 (CIPA DC-008), ISO/IEC 15948 (PNG's tIME and eXIf).
 */
#ifndef FETCH_INLET_EXIF_H
#define FETCH_INLET_EXIF_H

#include <stddef.h>
#include <stdint.h>

struct inlet_exif {
	int turn;		/* orientation, 1 to 8; 1: as it is */
	char taken[20];		/* "2024-05-13T14:22:10", no zone; "" if none */
	char offset[8];		/* "+02:00", of taken; "" if none */
	char changed[24];	/* PNG's tIME, UTC: "2024-05-13T12:22:10Z" */
};

/* inlet_exif_jpeg(e, bytes, n), inlet_exif_png(e, bytes, n): fill ${e}. */
void inlet_exif_jpeg(struct inlet_exif *, const uint8_t *, size_t);
void inlet_exif_png(struct inlet_exif *, const uint8_t *, size_t);

#endif /* !FETCH_INLET_EXIF_H */
