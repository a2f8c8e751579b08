/*
 * survey.h - a first look at the layout: what must be known before the first
 * page is made.
 *
 * How much lies where decides where pages are cut, since an array of PDF/A-1
 * holds 8,191 entries and each page has one for its marked contents and one
 * for its links.  Whether a table is regular (each row covers each column
 * once) is known only at its end, but decides what its start becomes.
 * On paper a page ends between two lines of text, and beside pictures, if its
 * last quarter has such a place.
 */
#ifndef RENDER_SURVEY_H
#define RENDER_SURVEY_H

#include <stddef.h>
#include <stdint.h>

struct fail;

struct survey {
	int *marks, *links;	/* owned; how many in each band of the page */
	size_t bands;
	uint8_t *in_text;	/* owned; a bit for each px of the height: a */
	uint8_t *in_picture;	/* cut there goes through one; NULL: unknown */
	uint8_t *regular;	/* owned; by the tables' order in the file */
	size_t tables, room;
};
#define SURVEY_INIT { NULL, NULL, 0, NULL, NULL, NULL, 0, 0 }

/*
 * survey_make(s, layout, height_px, page_px, fail): read the whole layout;
 * ${page_px} is the height of a page on paper, or 0.
 */
int survey_make(struct survey *, const char *, int64_t, int, struct fail *);

/*
 * survey_cut(s, height_px, most_px, cut, fail): the tops of the pages, of at
 * most ${most_px} each.
 */
struct survey_cuts {
	int64_t *top;		/* owned; px, rising from 0 */
	size_t count;
};
int survey_cut(const struct survey *, int64_t, int, struct survey_cuts *,
    struct fail *);
void survey_cuts_clear(struct survey_cuts *);

/* survey_clear(s): fine if empty. */
void survey_clear(struct survey *);

#endif /* !RENDER_SURVEY_H */
