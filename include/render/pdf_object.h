/*
 * pdf_object.h - the objects of a PDF file, parsed where the cross-reference
 * table says that they lie.  For pdf_read.c only.
 */
#ifndef RENDER_PDF_OBJECT_H
#define RENDER_PDF_OBJECT_H

struct fail;
struct pdf_file;

/*
 * pdf_object_read_all(pdf, fail): fill in each object of the table.  One that
 * is not there, or is broken, becomes PDF_NULL with PDF_MISSING.
 */
int pdf_object_read_all(struct pdf_file *, struct fail *);

#endif /* !RENDER_PDF_OBJECT_H */
