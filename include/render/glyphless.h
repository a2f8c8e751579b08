/*
 * glyphless.h - a TrueType font program without shapes.
 *
 * Two glyphs: 0, a box (.notdef), and 1, empty.  Both half an em wide.  It
 * holds the tables that a CIDFontType2 must embed (PDF 1.4, 5.8).
 */
#ifndef RENDER_GLYPHLESS_H
#define RENDER_GLYPHLESS_H

struct buf;

#define GLYPHLESS_UNITS 1000	/* per em */

/* glyphless_make(b): add the font program to ${b}. */
void glyphless_make(struct buf *);

#endif /* !RENDER_GLYPHLESS_H */
