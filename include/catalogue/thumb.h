/*
 * thumb.h - a small picture, 240 by 180 pixels, of the top of a document's
 * first page.
 *
 * pdftoppm of poppler makes it, in a process of its own with bounds on its
 * time and memory.
 */
#ifndef CATALOGUE_THUMB_H
#define CATALOGUE_THUMB_H

struct buf;
struct fail;

/* thumb_program(fail): the program's path; the caller's.  FAIL_PROGRAM says
   what to install. */
char *thumb_program(struct fail *);

/*
 * thumb_make(jpeg, program, pdf, fail): put the picture of the PDF with that
 * path into ${jpeg}, which stays empty if none can be made of it.
 */
int thumb_make(struct buf *, const char *, const char *, struct fail *);

#endif /* !CATALOGUE_THUMB_H */
