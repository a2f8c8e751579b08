/*
 * fold.h - text made comparable: small letters, and one space wherever
 * something stands between words.
 *
 * "Frågor? Mejla  KOMMUNEN@example.org" becomes
 * " frågor mejla kommunen example org ": a space at each end, so that a word
 * or its beginning is found by strstr().  Letters that are put together of two
 * characters (a and U+030A) become one; hyphens that do not show are dropped.
 */
#ifndef REGISTER_FOLD_H
#define REGISTER_FOLD_H

struct buf;
struct fail;

/* fold_add(b, s): add the folded ${s} to ${b}; the ends share one space. */
void fold_add(struct buf *, const char *);

/* fold_text(s, fail): folded, the caller's; " " for NULL. */
char *fold_text(const char *, struct fail *);

/*
 * fold_any(text, list): the first of the NULL-ended ${list} that stands in
 * the folded ${text}, or NULL.
 */
const char *fold_any(const char *, const char *const *);

/*
 * fold_near(text, words): whether three quarters of the long words of the
 * folded ${words}, by their beginnings, stand near each other in ${text}: said
 * so, if not in the same form of words.  0 when there are none.
 */
int fold_near(const char *, const char *);

#endif /* !REGISTER_FOLD_H */
