/*
 * thumb.h - a small picture of the top of a page, from a slice.
 *
 * A slice may come from a hostile page or person.  Only its first rows are
 * read, one at a time, so that memory is bounded by a row's width and time by
 * the rows, whatever the file says of itself.
 * Source: PNG (ISO/IEC 15948); libpng's manual, section 2 (user limits).
 */
#ifndef REVIEW_THUMB_H
#define REVIEW_THUMB_H

#include "core/buf.h"

struct fail;

#define THUMB_WIDTH 300		/* pixels; a narrower picture stays as it is */
#define THUMB_ROWS 1000		/* of the slice that are shown */
#define THUMB_SIDE_MAX 40000	/* a wider slice is refused */
#define THUMB_FILE_MAX (256u << 20)	/* bytes of a slice */

struct thumb {
	struct buf png;		/* the picture as a PNG file; owned */
	int width, height;	/* pixels */
};
#define THUMB_INIT { BUF_INIT, 0, 0 }

/*
 * thumb_make(t, path, fail): from the PNG file ${path}; links are not followed.
 * FAIL_DATA: it is none, is broken in its first rows, is interlaced, or is too
 * large.
 */
int thumb_make(struct thumb *, const char *, struct fail *);

/* thumb_clear(t): free; fine if empty. */
void thumb_clear(struct thumb *);

#endif /* !REVIEW_THUMB_H */
