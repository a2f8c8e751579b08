/*
 * readme.h - documentation/README.txt: one page in Swedish on what a package
 * holds and how to check it without Bevara.
 */
#ifndef DESCRIBE_README_H
#define DESCRIBE_README_H

struct fail;
struct pack;

/* readme_write(pk, fail): write it into the package. */
int readme_write(struct pack *, struct fail *);

#endif /* !DESCRIBE_README_H */
