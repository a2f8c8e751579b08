/*
 * fold.h - text made comparable: lower case, single spaces, plain quotes.
 */
#ifndef FETCH_FOLD_H
#define FETCH_FOLD_H

struct fail;

/*
 * fold_text(s, fail): a copy in lower case (Latin, Greek, Cyrillic), each run
 * of white space (the no-break space too) one space, none at the ends, and
 * curved apostrophes straight.  The caller's; NULL is as "".
 */
char *fold_text(const char *, struct fail *);

/*
 * fold_has(text, words): 1 if the folded ${text} holds the folded ${words} as
 * whole words: no letter or digit right before or after.
 */
int fold_has(const char *, const char *);

#endif /* !FETCH_FOLD_H */
