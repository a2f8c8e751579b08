/*
 * when.h - whether this computer's clock can be right.
 *
 * The signature, the log's entry and the receipt tell when a package was
 * placed, for good.  A computer without a battery wakes in 1999, and one whose
 * clock was set by hand may be years ahead; the archive share is another
 * computer and has a clock of its own.
 */
#ifndef PLACE_WHEN_H
#define PLACE_WHEN_H

struct fail;
struct package;
struct target;

/*
 * when_check(target, package, fail):
 * Ask the share for its time, by making a file there.  FAIL_LATER: our clock
 * is more than a day from it, so that one of the two is wrong.  A clock that
 * is before the capture's end, or more than 400 days after it, is told of on
 * stderr.
 */
int when_check(const struct target *, const struct package *, struct fail *);

#endif /* !PLACE_WHEN_H */
