/*
 * block.h - headings, paragraphs, lists and signature lines on the sheet.
 *
 * A heading waits for what follows, so that both stand on the same page; a
 * paragraph leaves no single line at a page's foot or head.
 */
#ifndef RENDER_BLOCK_H
#define RENDER_BLOCK_H

#include "render/sheet.h"

struct fail;
struct rich;

#define BLOCK_WAITING 6		/* headings in a row that stay together */

struct block_heading {		/* one that waits */
	struct setting set;
	char *title;		/* owned; for the bookmark */
	int level;
};

struct block {
	struct sheet *s;	/* borrowed */
	struct block_heading waiting[BLOCK_WAITING];
	int waits;
	int level;		/* of the last heading: none is skipped */
	struct setting set;	/* of the text being drawn */
	struct tag list;
	int ordered, items;
};

/*
 * block_begin(b, space, height, fail): something comes that stands ${space}
 * below what is above, and of which so much must be on one page: see that
 * there is room, and draw the headings that wait.
 */
int block_begin(struct block *, double, double, struct fail *);

/* block_heading(b, level, text, fail): level 1 is the title. */
int block_heading(struct block *, int, const struct rich *, struct fail *);

/* block_paragraph(b, text, fail). */
int block_paragraph(struct block *, const struct rich *, struct fail *);

/* block_list(b, ordered), block_item(b, text, fail). */
void block_list(struct block *, int);
int block_item(struct block *, const struct rich *, struct fail *);

/* block_signature(b, role, name, fail): ${name} may be "". */
int block_signature(struct block *, const char *, const char *,
    struct fail *);

/* block_page(b, fail): what follows begins a page. */
int block_page(struct block *, struct fail *);

/* block_end(b, fail): draw what waits still. */
int block_end(struct block *, struct fail *);

/* block_clear(b): fine if zeroed. */
void block_clear(struct block *);

#endif /* !RENDER_BLOCK_H */
