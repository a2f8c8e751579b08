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
 * raster_open(r, capture, from, to, fail):
 * Check the capture's slices, which lie in the folder ${from}; temporary
 * files lie in ${to}.  FAIL_DATA: none is there, one is broken or of another
 * size than the capture says, or a gap is between two.
 */
int raster_open(struct raster *, const struct capture *, const char *,
    const char *, struct fail *);

/* raster_draw(r, p, pages): put the pictures on the pages. */
void raster_draw(struct raster *, struct pdfobj *, struct page_list *);

/* raster_clear(r): only after pdfobj_save(); fine if empty. */
void raster_clear(struct raster *);

#endif /* !RENDER_RASTER_H */
