/*
 * figure.h - the pictures of a report: PNG files beside it.
 *
 * They are read only while the PDF is saved, so that they take no memory.
 */
#ifndef RENDER_FIGURE_H
#define RENDER_FIGURE_H

#include "render/block.h"

struct fail;
struct figure;

#define FIGURE_MAX 500		/* of one report */

struct figure_list {
	struct figure *last;	/* owned, with all before it */
	int count;
};
#define FIGURE_LIST_INIT { NULL, 0 }

struct figure_how {		/* borrowed */
	const char *path, *alt;
	const char *work_dir;	/* for temporary files */
	int width_mm;
};

/*
 * figure_draw(list, b, how, fail): on the sheet, smaller where it must be to
 * go on a page.  FAIL_DATA: the file is no picture that can be used.
 */
int figure_draw(struct figure_list *, struct block *,
    const struct figure_how *, struct fail *);

/* figure_list_clear(list): only after pdfobj_save(); fine if empty. */
void figure_list_clear(struct figure_list *);

#endif /* !RENDER_FIGURE_H */
