/*
 * mets.h - the checksums that a package's METS files give, beside its list.
 *
 * Whoever changes a file and its line in the list must change the METS files
 * as well, which are in the list themselves.
 * Source: METS 1.12; the E-ARK CSIP: every file but the root METS is named by
 * a METS file, relative to that, with its SHA-256.
 */
#ifndef VERIFY_METS_H
#define VERIFY_METS_H

struct check;
struct fail;

/* mets_is(path): 1 if that is the name of a METS file. */
int mets_is(const char *);

/* mets_check(check, fail): -1 only when memory is short. */
int mets_check(struct check *, struct fail *);

#endif /* !VERIFY_METS_H */
