/*
 * catalog.h - what the file says of itself as a whole: that it is tagged, its
 * language, that its title is shown, its identifier.
 * Source: PDF 1.4, 3.6.1; ISO 14289-1, 7.1.
 */
#ifndef RENDER_CATALOG_H
#define RENDER_CATALOG_H

#include <stdint.h>

struct pdfobj;

/* catalog_set(p, lang, id): pages are labelled 1, 2, 3; ${id} is 16 bytes. */
void catalog_set(struct pdfobj *, const char *, const uint8_t *);

#endif /* !RENDER_CATALOG_H */
