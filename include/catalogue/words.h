/*
 * words.h - which records of a segment hold which words.
 *
 * The words go to one of WORDS_PARTS parts by their first two letters, so that
 * a search asks for one part of each segment.  A part is lines "WORD NN..." in
 * the order of their bytes, after an empty one; NN is a record's number in the
 * segment, two digits to the base of 36.
 */
#ifndef CATALOGUE_WORDS_H
#define CATALOGUE_WORDS_H

struct buf;
struct fail;

#define WORDS_PARTS 8
#define WORDS_RECORDS 256	/* most in a segment */

struct words;

struct words *words_new(struct fail *);

/* words_add(w, record, text, fail): records come in rising order. */
int words_add(struct words *, unsigned int, const char *, struct fail *);

/* words_part(w, part, out, fail): add that part's lines to ${out}. */
int words_part(struct words *, unsigned int, struct buf *, struct fail *);

/* words_free(w): fine if NULL. */
void words_free(struct words *);

#endif /* !CATALOGUE_WORDS_H */
