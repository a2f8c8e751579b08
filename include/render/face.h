/*
 * face.h - the visible fonts of a report: regular, bold and of one width.
 *
 * Each is a Type0 font with Identity-H over a TrueType subset of DejaVu.  One
 * code is one code point, also where two share a glyph, so that ToUnicode
 * gives back exactly what was written.  A letter that a font lacks is taken
 * from the regular one.  What is never used is not embedded.
 *
 * Units: widths in thousandths of an em, as they stand in /W.
 *
 * Source: PDF 1.4, 5.6 and 5.9; ISO 19005-1, 6.3 (CIDSet, widths).
 */
#ifndef RENDER_FACE_H
#define RENDER_FACE_H

#include <stdint.h>

struct fail;
struct faces;
struct pdfobj;
struct pdfobj_dict;

enum face_style {
	FACE_REGULAR, FACE_BOLD, FACE_CODE, FACE_STYLES
};

#define FACE_PACKAGE "fonts-dejavu-core"

struct face_letter {
	int face;		/* the font it is in: one of the styles */
	unsigned code;
	int width;
};

/* faces_new(p, fail): FAIL_PROGRAM, naming the package, without the fonts. */
struct faces *faces_new(struct pdfobj *, struct fail *);

/*
 * faces_find(f, style, cp, letter, fail): 1, or 0 when neither font has the
 * code point, or -1.
 */
int faces_find(struct faces *, enum face_style, uint32_t,
    struct face_letter *, struct fail *);

/* faces_finish(f, fail): write the fonts, once nothing more is looked up. */
int faces_finish(struct faces *, struct fail *);

/*
 * faces_resources(f, resources): name them F0, F1 and F2 in a page's
 * resources, as far as they are used; after faces_finish().
 */
void faces_resources(const struct faces *, struct pdfobj_dict *);

/* faces_free(f): fine if NULL. */
void faces_free(struct faces *);

#endif /* !RENDER_FACE_H */
