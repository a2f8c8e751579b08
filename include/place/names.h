/*
 * names.h - what a package's paths must be before any is written.
 *
 * Two names that Windows or macOS would take for one are twins: on the share
 * one of them would hide the other.
 */
#ifndef PLACE_NAMES_H
#define PLACE_NAMES_H

struct fail;
struct sums;

/*
 * names_check(sums, period, windows, fail):
 * Every part of every listed path is a name that Linux and Windows show
 * alike, no two paths are twins, and ${windows}\${period}\PATH is not too
 * long.  FAIL_DATA names the first that is wrong.
 */
int names_check(const struct sums *, const char *, const char *,
    struct fail *);

/*
 * names_fold(name, fail): the name as a file system that ignores case and the
 * writing of marks compares it; only for comparing.  The caller's.
 */
char *names_fold(const char *, struct fail *);

/*
 * names_alike(a, b, fail): 1 if the two are the same or twins, 0 if not, -1
 * when memory is short.
 */
int names_alike(const char *, const char *, struct fail *);

#endif /* !PLACE_NAMES_H */
