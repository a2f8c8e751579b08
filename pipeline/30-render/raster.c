#include "render/raster.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/fail.h"
#include "core/path.h"
#include "core/record/capture.h"
#include "render/page.h"
#include "render/pdfobj.h"
#include "render/slice.h"

struct raster_image {
	struct slice slice;
	int64_t y_px;
	int width_px, height_px;
	char entries[160];	/* lines of the dictionary, for pdfobj.h */
	struct pdfobj_dict *dict;
};

/* A screen with 2 pixels per CSS pixel gives twice the size, and so on. */
static int
check_size(const struct raster_image *im, const char *path,
    struct fail *fail)
{
	uint32_t k;

	for (k = 1; k <= 4; k++)
		if (im->slice.width == (uint32_t)im->width_px * k &&
		    im->slice.height == (uint32_t)im->height_px * k)
			return (0);
	return (fail_set(fail, FAIL_DATA, "'%s' is %u x %u pixels, but "
	    "capture.xml says %d x %d", path, im->slice.width,
	    im->slice.height, im->width_px, im->height_px));
}

static int
open_image(struct raster *r, const struct capture_slice *from,
    const char *path, const char *to, struct fail *fail)
{
	struct raster_image *im = &r->image[r->count];
	const struct slice empty = SLICE_INIT;

	im->slice = empty;
	im->y_px = from->y;
	im->width_px = from->width;
	im->height_px = from->height;
	if (from->width < 1 || from->width > PAGE_MAX_WIDTH_PX ||
	    from->height < 1 || from->y < 0 ||
	    from->y > PAGE_MAX_HEIGHT_PX - from->height)
		return (fail_set(fail, FAIL_DATA, "'%s' has no place within "
		    "%d x %d pixels in capture.xml", path, PAGE_MAX_WIDTH_PX,
		    PAGE_MAX_HEIGHT_PX));
	if (from->y > r->height_px)
		return (fail_set(fail, FAIL_DATA, "the pictures leave a gap "
		    "before '%s'; make the capture again", path));
	r->count++;
	if (slice_open(&im->slice, path, to, fail) == -1 ||
	    check_size(im, path, fail) == -1)
		return (-1);
	if (from->width > r->width_px)
		r->width_px = from->width;
	if (from->y + from->height > r->height_px)
		r->height_px = from->y + from->height;
	return (0);
}

int
raster_open(struct raster *r, const struct capture *c, const char *from,
    const char *to, struct fail *fail)
{
	char *path = NULL;
	size_t i;
	int rc = -1;

	if (c->slice_count == 0)
		return (fail_set(fail, FAIL_DATA, "'%s' holds no picture of "
		    "the page; make the capture again", from));
	r->image = calloc(c->slice_count, sizeof(*r->image));
	if (r->image == NULL)
		return (fail_memory(fail));
	for (i = 0; i < c->slice_count; i++) {
		free(path);
		path = path_join(from, c->slice[i].file, fail);
		if (path == NULL ||
		    open_image(r, &c->slice[i], path, to, fail) == -1)
			goto out;
	}
	rc = 0;
out:
	if (rc == -1)
		raster_clear(r);
	free(path);
	return (rc);
}

static void
make_image(struct raster_image *im, struct pdfobj *p)
{
	struct pdfobj_source source;

	slice_source(&im->slice, &source);
	slice_entries(&im->slice, im->entries, sizeof(im->entries));
	source.entries = im->entries;
	im->dict = pdfobj_source(p, &source);
	pdfobj_set_name(p, im->dict, "Type", "XObject");
	pdfobj_set_name(p, im->dict, "Subtype", "Image");
	pdfobj_set_int(p, im->dict, "Width", (int)im->slice.width);
	pdfobj_set_int(p, im->dict, "Height", (int)im->slice.height);
	pdfobj_set_name(p, im->dict, "ColorSpace", "DeviceRGB");
	pdfobj_set_int(p, im->dict, "BitsPerComponent", 8);
}

/* One picture on one page, cut off where the page ends. */
static void
draw_image(const struct raster_image *im, struct pdfobj *p,
    const struct page *page, struct pdfobj_dict *images, size_t number)
{
	double width = page_x(im->width_px), height = page_x(im->height_px);
	double y = page_y(page, (double)(im->y_px + im->height_px));
	char name[32];

	(void)snprintf(name, sizeof(name), "Im%zu", number);
	pdfobj_set_dict(p, images, name, im->dict);
	pdfobj_printf(p, page->contents, "q\n0 %.3f %.3f %.3f re W n\n"
	    "%.3f 0 0 %.3f 0 %.3f cm\n/%s Do\nQ\n",
	    page_y(page, (double)(page->top_px + page->height_px)), width,
	    page_x((double)page->height_px), width, height, y, name);
}

void
raster_draw(struct raster *r, struct pdfobj *p, struct page_list *pages)
{
	struct pdfobj_dict *images;
	struct page *page;
	size_t i, n;

	for (i = 0; i < r->count; i++)
		make_image(&r->image[i], p);
	for (n = 0; n < pages->count; n++) {
		page = &pages->page[n];
		images = pdfobj_dict_in(p, pdfobj_resources(p, page->dict),
		    "XObject");
		pdfobj_printf(p, page->contents, "/Artifact BMC\n");
		for (i = 0; i < r->count; i++)
			if (r->image[i].y_px < page->top_px +
			    page->height_px && r->image[i].y_px +
			    r->image[i].height_px > page->top_px)
				draw_image(&r->image[i], p, page, images,
				    i + 1);
		pdfobj_printf(p, page->contents, "EMC\n");
	}
}

void
raster_clear(struct raster *r)
{
	size_t i;

	for (i = 0; i < r->count; i++)
		slice_clear(&r->image[i].slice);
	free(r->image);
	memset(r, 0, sizeof(*r));
}
