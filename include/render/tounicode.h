/*
 * tounicode.h - the table that says what a font's codes mean.
 * Source: PDF 1.4, 5.9; PDF/A-1 refuses begincidrange in it (6.3.8).
 */
#ifndef RENDER_TOUNICODE_H
#define RENDER_TOUNICODE_H

#include <stddef.h>
#include <stdint.h>

struct pdfobj;
struct pdfobj_dict;

/*
 * tounicode_write(p, stream, cp, count): codes 1 to ${count} mean cp[1] to
 * cp[count].
 */
void tounicode_write(struct pdfobj *, struct pdfobj_dict *, const uint32_t *,
    size_t);

#endif /* !RENDER_TOUNICODE_H */
