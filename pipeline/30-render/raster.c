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
#include "render/unpack.h"

struct raster_image {
	struct slice slice;
	int64_t y_px;
	int width_px, height_px;
	uint32_t rows_per_px;
	char entries[160];	/* lines of the dictionary, for pdfobj.h */
	struct pdfobj_dict **dict;	/* owned; of each piece */
};

/* A screen with 2 pixels per CSS pixel gives twice the size, and so on. */
static int
check_size(struct raster_image *im, const char *path,
    struct fail *fail)
{
	uint32_t k;

	for (k = 1; k <= 4; k++)
		if (im->slice.width == (uint32_t)im->width_px * k &&
		    im->slice.height == (uint32_t)im->height_px * k) {
			im->rows_per_px = k;
			return (0);
		}
	return (fail_set(fail, FAIL_DATA, "'%s' is %u x %u pixels, but "
	    "capture.xml says %d x %d", path, im->slice.width,
	    im->slice.height, im->width_px, im->height_px));
}

int
raster_measure(struct raster *r, const struct capture *c, struct fail *fail)
{
	const struct capture_slice *s;
	size_t i;

	if (c->slice_count == 0)
		return (fail_set(fail, FAIL_DATA, "'%s' holds no picture of "
		    "the page; make the capture again", c->id));
	for (i = 0; i < c->slice_count; i++) {
		s = &c->slice[i];
		if (s->width < 1 || s->width > PAGE_MAX_WIDTH_PX ||
		    s->height < 1 || s->y < 0 ||
		    s->y > PAGE_MAX_HEIGHT_PX - s->height)
			return (fail_set(fail, FAIL_DATA, "'%s' has no place "
			    "within %d x %d pixels in capture.xml", s->file,
			    PAGE_MAX_WIDTH_PX, PAGE_MAX_HEIGHT_PX));
		if (s->y > r->height_px)
			return (fail_set(fail, FAIL_DATA, "the pictures leave "
			    "a gap before '%s'; make the capture again",
			    s->file));
		if (s->width > r->width_px)
			r->width_px = s->width;
		if (s->y + s->height > r->height_px)
			r->height_px = s->y + s->height;
	}
	return (0);
}

/* The cuts that fall in the picture, in its own rows. */
static int
ready_image(struct raster_image *im, const struct raster_how *how,
    struct fail *fail)
{
	struct slice_how slice = { how->to, how->jpeg_quality, NULL, 0 };
	uint32_t *rows;
	size_t i;
	int rc;

	if ((rows = calloc(how->count + 1, sizeof(*rows))) == NULL)
		return (fail_memory(fail));
	for (i = 0; i < how->count; i++)
		if (how->cut[i] > im->y_px &&
		    how->cut[i] < im->y_px + im->height_px)
			rows[slice.count++] = im->rows_per_px *
			    (uint32_t)(how->cut[i] - im->y_px);
	slice.cut = rows;
	rc = slice_ready(&im->slice, &slice, fail);
	free(rows);
	if (rc == -1)
		return (-1);
	im->dict = calloc(im->slice.pieces, sizeof(*im->dict));
	return (im->dict == NULL ? fail_memory(fail) : 0);
}

static int
open_image(struct raster_image *im, const struct capture_slice *from,
    const char *dir, struct unpack *unpack, struct fail *fail)
{
	const struct slice empty = SLICE_INIT;
	char *path;
	int rc = -1;

	im->slice = empty;
	im->y_px = from->y;
	im->width_px = from->width;
	im->height_px = from->height;
	if ((path = path_join(dir, from->file, fail)) == NULL)
		return (-1);
	if (slice_open(&im->slice, path, unpack, fail) == 0 &&
	    check_size(im, path, fail) == 0)
		rc = 0;
	free(path);
	return (rc);
}

static int
open_all(struct raster *r, const struct capture *c, const char *dir,
    struct fail *fail)
{
	struct unpack *unpack;
	int rc = 0;

	if ((unpack = unpack_new(fail)) == NULL)
		return (-1);
	while (rc == 0 && r->count < c->slice_count) {
		rc = open_image(&r->image[r->count], &c->slice[r->count], dir,
		    unpack, fail);
		r->count++;
	}
	unpack_free(unpack);
	return (rc);
}

int
raster_open(struct raster *r, const struct capture *c,
    const struct raster_how *how, struct fail *fail)
{
	size_t i;

	r->image = calloc(c->slice_count, sizeof(*r->image));
	if (r->image == NULL)
		return (fail_memory(fail));
	/* All are checked first: making them anew takes memory of its own. */
	if (open_all(r, c, how->from, fail) == -1)
		return (-1);
	for (i = 0; i < r->count; i++)
		if (ready_image(&r->image[i], how, fail) == -1)
			return (-1);
	return (0);
}

static void
make_piece(struct raster_image *im, size_t n, struct pdfobj *p)
{
	struct slice_piece *piece = &im->slice.piece[n];
	struct pdfobj_source source;
	struct pdfobj_dict *d;

	slice_source(piece, &source);
	source.entries = im->entries;
	im->dict[n] = d = pdfobj_source(p, &source);
	pdfobj_set_name(p, d, "Type", "XObject");
	pdfobj_set_name(p, d, "Subtype", "Image");
	pdfobj_set_int(p, d, "Width", (int)im->slice.width);
	pdfobj_set_int(p, d, "Height", (int)piece->height);
	pdfobj_set_name(p, d, "ColorSpace", "DeviceRGB");
	pdfobj_set_int(p, d, "BitsPerComponent", 8);
}

/* Its pieces that lie on the page, each cut off where the page ends. */
static void
draw_image(const struct raster_image *im, struct pdfobj *p,
    const struct page *page, struct pdfobj_dict *images, size_t number)
{
	const struct slice_piece *piece;
	double end = (double)(page->top_px + page->height_px), y, h;
	char name[32];
	size_t i;

	for (i = 0; i < im->slice.pieces; i++) {
		piece = &im->slice.piece[i];
		y = (double)im->y_px + (double)piece->top / im->rows_per_px;
		h = (double)piece->height / im->rows_per_px;
		if (y >= end || y + h <= (double)page->top_px)
			continue;
		(void)snprintf(name, sizeof(name), im->slice.pieces == 1 ?
		    "Im%zu" : "Im%zu-%zu", number, i + 1);
		pdfobj_set_dict(p, images, name, im->dict[i]);
		pdfobj_printf(p, page->contents, "q\n%.3f %.3f %.3f %.3f re W n"
		    "\n%.3f 0 0 %.3f %.3f %.3f cm\n/%s Do\nQ\n",
		    page_x(page, 0), page_y(page, end),
		    page_length(page, im->width_px),
		    page_length(page, (double)page->height_px),
		    page_length(page, im->width_px), page_length(page, h),
		    page_x(page, 0), page_y(page, y + h), name);
	}
}

void
raster_draw(struct raster *r, struct pdfobj *p, struct page_list *pages)
{
	struct pdfobj_dict *images;
	struct page *page;
	size_t i, n;

	for (i = 0; i < r->count; i++) {
		slice_entries(&r->image[i].slice, r->image[i].entries,
		    sizeof(r->image[i].entries));
		for (n = 0; n < r->image[i].slice.pieces; n++)
			make_piece(&r->image[i], n, p);
	}
	for (n = 0; n < pages->count; n++) {
		page = &pages->page[n];
		images = pdfobj_dict_in(p, pdfobj_resources(p, page->dict),
		    "XObject");
		pdfobj_printf(p, page->contents, "/Artifact BMC\n");
		for (i = 0; i < r->count; i++)
			draw_image(&r->image[i], p, page, images, i + 1);
		pdfobj_printf(p, page->contents, "EMC\n");
	}
}

void
raster_clear(struct raster *r)
{
	size_t i;

	for (i = 0; i < r->count; i++) {
		slice_clear(&r->image[i].slice);
		free(r->image[i].dict);
	}
	free(r->image);
	memset(r, 0, sizeof(*r));
}
