/*
 * done.h - whether a job's package has been made already.
 */
#ifndef DESCRIBE_DONE_H
#define DESCRIBE_DONE_H

struct fail;
struct input;
struct links;

/*
 * done_check(in, links, version, dir, fail):
 * 1 if the folder ${dir} holds exactly the whole package of these records, in
 * this version of E-ARK CSIP: every file of its list is there and as listed.
 * Linked files are known by size and digest, and not read.  0 if not; -1 when
 * it could not be looked at.
 */
int done_check(const struct input *, const struct links *, const char *,
    const char *, struct fail *);

#endif /* !DESCRIBE_DONE_H */
