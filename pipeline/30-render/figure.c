#include "render/figure.h"

#include <stdio.h>
#include <stdlib.h>

#include "core/fail.h"
#include "render/pdfobj.h"
#include "render/slice.h"

#define SPACE 8.0		/* above it */
#define AFTER 4.0

struct figure {
	struct figure *before;
	struct slice slice;
	char entries[160];	/* lines of the dictionary, for pdfobj.h */
};

/* The next one of the list, read and ready. */
static struct figure *
open_figure(struct figure_list *list, const struct figure_how *how,
    struct fail *fail)
{
	static const struct slice none = SLICE_INIT;
	struct slice_how as = { how->work_dir, 0, NULL, 0 };
	struct figure *f;

	if (list->count == FIGURE_MAX) {
		(void)fail_set(fail, FAIL_DATA, "more than %d pictures: "
		    "divide the report", FIGURE_MAX);
		return (NULL);
	}
	if ((f = calloc(1, sizeof(*f))) == NULL) {
		(void)fail_memory(fail);
		return (NULL);
	}
	f->slice = none;
	f->before = list->last;
	list->last = f;
	list->count++;
	if (slice_open(&f->slice, how->path, NULL, fail) == -1 ||
	    slice_ready(&f->slice, &as, fail) == -1)
		return (NULL);
	slice_entries(&f->slice, f->entries, sizeof(f->entries));
	return (f);
}

static struct pdfobj_dict *
add_piece(struct sheet *s, struct figure *f, size_t n)
{
	struct slice_piece *piece = &f->slice.piece[n];
	struct pdfobj_source source;
	struct pdfobj_dict *d;

	slice_source(piece, &source);
	source.entries = f->entries;
	d = pdfobj_source(s->p, &source);
	pdfobj_set_name(s->p, d, "Type", "XObject");
	pdfobj_set_name(s->p, d, "Subtype", "Image");
	pdfobj_set_int(s->p, d, "Width", (int)f->slice.width);
	pdfobj_set_int(s->p, d, "Height", (int)piece->height);
	pdfobj_set_name(s->p, d, "ColorSpace", "DeviceRGB");
	pdfobj_set_int(s->p, d, "BitsPerComponent", 8);
	return (d);
}

/* Its pieces, one below the other, in left, bottom, right, top. */
static void
put_pieces(struct sheet *s, struct figure *f, int number,
    const double rect[4])
{
	double row = (rect[3] - rect[1]) / f->slice.height;
	const struct slice_piece *piece;
	char name[32];
	size_t i;

	if (s->images == NULL)
		s->images = pdfobj_dict_in(s->p, pdfobj_resources(s->p,
		    s->page->dict), "XObject");
	for (i = 0; i < f->slice.pieces; i++) {
		piece = &f->slice.piece[i];
		(void)snprintf(name, sizeof(name), "Im%d-%zu", number, i + 1);
		pdfobj_set_dict(s->p, s->images, name, add_piece(s, f, i));
		pdfobj_printf(s->p, s->page->contents, "q\n%.3f 0 0 %.3f %.3f "
		    "%.3f cm\n/%s Do\nQ\n", rect[2] - rect[0],
		    piece->height * row, rect[0], rect[3] -
		    (piece->top + (double)piece->height) * row, name);
	}
}

int
figure_draw(struct figure_list *list, struct block *b,
    const struct figure_how *how, struct fail *fail)
{
	double width = how->width_mm * SHEET_MM, height, most, rect[4];
	struct sheet *s = b->s;
	struct figure *f;
	struct tag tag;

	if ((f = open_figure(list, how, fail)) == NULL)
		return (-1);
	/* Three quarters leave room for headings that stay with it. */
	most = (SHEET_TOP - SHEET_BOTTOM) * 0.75;
	height = width * f->slice.height / f->slice.width;
	if (height > most) {
		width *= most / height;
		height = most;
	}
	if (block_begin(b, SPACE, height, fail) == -1)
		return (-1);
	rect[0] = SHEET_LEFT;
	rect[1] = s->y - height;
	rect[2] = SHEET_LEFT + width;
	rect[3] = s->y;
	tag_open(&s->tree, &s->document, "Figure", &tag);
	tag_set_figure(&s->tree, &tag, how->alt, rect);
	sheet_mark(s, &tag);
	put_pieces(s, f, list->count, rect);
	sheet_unmark(s);
	s->y -= height + AFTER;
	return (pdfobj_check(s->p, fail));
}

void
figure_list_clear(struct figure_list *list)
{
	struct figure *f;

	while ((f = list->last) != NULL) {
		list->last = f->before;
		slice_clear(&f->slice);
		free(f);
	}
	list->count = 0;
}
