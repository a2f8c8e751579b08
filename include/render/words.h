/*
 * words.h - the invisible text over the picture.
 *
 * Each word is drawn in rendering mode 3 (invisible) exactly over its image:
 * font size, and a horizontal scale that fits the word's box.  A space goes
 * between words, also from line to line, unless the layout joins them.
 * Words in right-to-left scripts are drawn as they are seen, last letter
 * first, which is what readers of PDF expect and turn back.
 *
 * A run that is higher than a line can be is turned by a quarter when it is
 * higher than wide (text that runs down), else enlarged.  What hangs out of
 * the page on a side is fitted into what can be seen of it, since readers drop
 * letters outside.
 *
 * Words that no reader could see (outside the page) are left out.
 */
#ifndef RENDER_WORDS_H
#define RENDER_WORDS_H

#include <stdint.h>

struct fail;
struct font;
struct layout_run;
struct page;
struct page_list;
struct pdfobj;
struct tag;
struct tag_tree;

/* All pointers are borrowed. */
struct words {
	struct pdfobj *p;
	struct font *font;
	struct page_list *pages;
	struct tag_tree *tree;
	int64_t count;		/* words written */
	int64_t hidden;		/* words outside the page */
	int64_t untagged;	/* marked contents that found no MCID */
	struct page *page;	/* with the open marked content, or NULL */
	const void *owner;	/* its element's object */
	int space;		/* one is due before the next word */
};

/* words_any(w, run): 1 if any of its words can be seen. */
int words_any(const struct words *, const struct layout_run *);

/* words_run(w, tag, run): write the run as content of ${tag}. */
void words_run(struct words *, struct tag *, const struct layout_run *);

/* words_break(w): end the open marked content, if any. */
void words_break(struct words *);

/*
 * words_figure(w, tag, page, rect): the content of a Figure: an empty path
 * that has its place.
 */
void words_figure(struct words *, struct tag *, struct page *,
    const double [4]);

#endif /* !RENDER_WORDS_H */
