/*
 * complete.h - what stands beside a placed package in the period's folder:
 * the PDF under a plain name, and ID.sha256, which lists both.
 *
 * A run that was cut after the package was placed leaves these to the next.
 * What is there already must be ours, byte for byte; nothing is replaced.
 */
#ifndef PLACE_COMPLETE_H
#define PLACE_COMPLETE_H

struct buf;
struct fail;
struct package;
struct target;

/*
 * complete_listed(target, package, pdf, fail):
 * If ID.sha256 is there, check that it is the package's list and put the
 * plain name that it gives the PDF in ${pdf}, the caller's; NULL if it is not
 * there.  FAIL_EXISTS: it says something else.
 */
int complete_listed(const struct target *, const struct package *, char **,
    struct fail *);

/*
 * complete_pdf(target, package, windows, pdf, fail):
 * See to it that the PDF is there under the name ${pdf}, or, when that is
 * NULL, under the first plain name that is free or holds it already; that is
 * then put in ${pdf}, the caller's.  FAIL_EXISTS: the name given, or each
 * plain name, holds other bytes.
 */
int complete_pdf(const struct target *, const struct package *, const char *,
    char **, struct fail *);

/*
 * complete_sums(target, package, pdf, fail):
 * Write ID.sha256 if it is not there; complete_listed() has seen what is.
 */
int complete_sums(const struct target *, const struct package *, const char *,
    struct fail *);

/*
 * complete_file(target, name, bytes, fail): write a file that is not there,
 * durably, in one rename; FAIL_EXISTS if it is by now.
 */
int complete_file(const struct target *, const char *, const struct buf *,
    struct fail *);

#endif /* !PLACE_COMPLETE_H */
