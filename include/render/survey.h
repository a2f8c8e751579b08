/*
 * survey.h - a first look at the layout: what must be known before the first
 * page is made.
 *
 * How much lies where decides where pages are cut, since an array of PDF/A-1
 * holds 8,191 entries and each page has one for its marked contents and one
 * for its links.  Whether a table is regular (each row covers each column
 * once) is known only at its end, but decides what its start becomes.
 */
#ifndef RENDER_SURVEY_H
#define RENDER_SURVEY_H

#include <stddef.h>
#include <stdint.h>

struct fail;

struct survey {
	int *marks, *links;	/* owned; how many in each band of the page */
	size_t bands;
	uint8_t *regular;	/* owned; by the tables' order in the file */
	size_t tables, room;
};
#define SURVEY_INIT { NULL, NULL, 0, NULL, 0, 0 }

/* survey_make(s, layout, height_px, fail): read the whole layout. */
int survey_make(struct survey *, const char *, int64_t, struct fail *);

/*
 * survey_cut(s, height_px, cut, count, fail): the tops of the pages in px,
 * rising from 0; ${cut} is the caller's.
 */
int survey_cut(const struct survey *, int64_t, int64_t **, size_t *,
    struct fail *);

/* survey_clear(s): fine if empty. */
void survey_clear(struct survey *);

#endif /* !RENDER_SURVEY_H */
