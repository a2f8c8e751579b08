/*
 * who.h - who decides: the name that was given, and the system's user.
 */
#ifndef REVIEW_WHO_H
#define REVIEW_WHO_H

#include <stddef.h>

struct fail;

/*
 * who_login(fail):
 * The login name of the real user id, or "uid 1234" where that has none; the
 * caller's.  Under sudo, where the real user is root, it is the name that sudo
 * says, followed by " (sudo)": root may say what it likes, so that it came
 * that way is told.
 */
char *who_login(struct fail *);

/*
 * who_words(option, text, most, fail):
 * What a person wrote after ${option}, as one line: line breaks and other
 * control characters are spaces, runs of spaces one, none at the ends.  The
 * caller's.  NULL with FAIL_USAGE when nothing is left, when it is longer than
 * ${most} characters, or when it is not UTF-8.
 */
char *who_words(const char *, const char *, size_t, struct fail *);

#endif /* !REVIEW_WHO_H */
