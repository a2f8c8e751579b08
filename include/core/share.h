/*
 * share.h - where the project's own read-only files lie: schemas and samples.
 *
 * They are looked for beside the program and above it (build/../schemas), and
 * in PREFIX/share/bevara/ when it lies in PREFIX/bin.
 */
#ifndef CORE_SHARE_H
#define CORE_SHARE_H

struct fail;

/*
 * share_file(name, fail): the path of for instance "schemas/bevara.xsd" or
 * "samples/site/plan.xml"; the caller's.  FAIL_PROGRAM when it is not there.
 */
char *share_file(const char *, struct fail *);

#endif /* !CORE_SHARE_H */
