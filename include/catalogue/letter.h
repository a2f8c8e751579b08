/*
 * letter.h - what is a word for the search, and when two letters are alike.
 *
 * letter.js has the same rules; they change together.  Small and capital
 * letters are alike in Latin, Greek and Cyrillic; so are a letter and the same
 * with a mark, but for those that are letters of their own in the Nordic
 * languages.
 */
#ifndef CATALOGUE_LETTER_H
#define CATALOGUE_LETTER_H

#include <stdint.h>

struct buf;

#define LETTER_LEAST 2		/* characters of a word that is searched for */
#define LETTER_MOST 40		/* a longer word is cut */

/* letter_is(cp): 1 if words are made of it. */
int letter_is(uint32_t);

/* letter_is_mark(cp): 1 if it is a mark on the letter before it. */
int letter_is_mark(uint32_t);

/* letter_fold(cp): the letter that stands for all that are like it. */
uint32_t letter_fold(uint32_t);

/* letter_join(letter, mark): the folded letter with the mark on it. */
uint32_t letter_join(uint32_t, uint32_t);

/*
 * letter_word(at, end, word): the next word of the text, folded and cut, put
 * in ${word} in place of what it held.  Returns the place after it, or NULL
 * when there is none.
 */
const char *letter_word(const char *, const char *, struct buf *);

#endif /* !CATALOGUE_LETTER_H */
