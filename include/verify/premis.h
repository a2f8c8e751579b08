/*
 * premis.h - the digests that a package's PREMIS file gives, beside its list
 * and the files' own bytes.
 * Source: PREMIS 3.0: an object's objectCharacteristics/fixity, and its
 * storage/contentLocation, a path in the package.
 */
#ifndef VERIFY_PREMIS_H
#define VERIFY_PREMIS_H

struct check;
struct fail;

/* premis_is(path): 1 if that is the name of a PREMIS file. */
int premis_is(const char *);

/*
 * premis_check(check, line, fail): read the one on that line of the list, and
 * compare; ${check}->sha512 is filled.  -1 only when memory is short.
 */
int premis_check(struct check *, long, struct fail *);

#endif /* !VERIFY_PREMIS_H */
