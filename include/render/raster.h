/*
 * raster.h - the page's picture, as the background of the PDF's pages.
 *
 * It is an artifact: what it shows is told by the invisible text and the
 * figures over it.  A picture that lies across a page's end is shown in part
 * on both.
 */
#ifndef RENDER_RASTER_H
#define RENDER_RASTER_H

#include <stddef.h>
#include <stdint.h>

struct capture;
struct fail;
struct page_list;
struct pdfobj;
struct pdfobj_dict;
struct raster_image;

struct raster {
	struct raster_image *image;	/* owned */
	size_t count;
	int width_px;
	int64_t height_px;	/* of all that the pictures show */
};
#define RASTER_INIT { NULL, 0, 0, 0 }

/*
 * raster_measure(r, capture, fail): the sizes, by capture.xml alone.
 * FAIL_DATA: no slice, or a gap between two, or one too large.
 */
int raster_measure(struct raster *, const struct capture *, struct fail *);

struct raster_how {		/* all borrowed */
	const char *from;	/* the folder of the slices */
	const char *to;		/* that of temporary files */
	int jpeg_quality;	/* 1 to 100; 0: every pixel as it is */
	const int64_t *cut;	/* no picture goes over these places, in px */
	size_t count;
};

/*
 * raster_open(r, capture, how, fail): check the slices, and make the pictures
 * of them.  FAIL_DATA: one is broken, or of another size than the capture
 * says.
 */
int raster_open(struct raster *, const struct capture *,
    const struct raster_how *, struct fail *);

/* raster_draw(r, p, pages): put the pictures on the pages. */
void raster_draw(struct raster *, struct pdfobj *, struct page_list *);

/* raster_clear(r): only after pdfobj_save(); fine if empty. */
void raster_clear(struct raster *);

#endif /* !RENDER_RASTER_H */
