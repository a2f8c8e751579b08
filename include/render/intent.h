/*
 * intent.h - what the colours mean: sRGB, by its ICC profile.
 * Source: ISO 19005-1, 6.2.2; the profile of Debian's icc-profiles-free.
 */
#ifndef RENDER_INTENT_H
#define RENDER_INTENT_H

struct fail;
struct pdfobj;

/*
 * intent_add(p, fail): FAIL_PROGRAM, naming the package, when no profile is
 * there that PDF/A-1 takes (RGB, ICC version 2).
 */
int intent_add(struct pdfobj *, struct fail *);

#endif /* !RENDER_INTENT_H */
