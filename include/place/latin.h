/*
 * latin.h - letters with marks, and small letters, as far as names need them.
 *
 * Windows and macOS find a name whatever the case of its letters and however
 * their marks are written; Linux does not.  Covered are the letters below
 * U+3100 and Korean; case for Latin, Greek and Cyrillic.
 */
#ifndef PLACE_LATIN_H
#define PLACE_LATIN_H

#include <stdint.h>

/* latin_join(letter, mark): the letter that has the mark, or 0. */
uint32_t latin_join(uint32_t, uint32_t);

/* latin_plain(cp): the letter that the sign is, or ${cp} itself. */
uint32_t latin_plain(uint32_t);

/* latin_split(cp, letter, mark): 1 if ${cp} is a letter with a mark. */
int latin_split(uint32_t, uint32_t *, uint32_t *);

/* latin_lower(cp): the small letter, or ${cp} itself. */
uint32_t latin_lower(uint32_t);

#endif /* !PLACE_LATIN_H */
