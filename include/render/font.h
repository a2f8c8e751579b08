/*
 * font.h - the font of the invisible text: no glyphs, every character.
 *
 * The page's look is its picture; the text over it is only searched, copied
 * and read aloud.  So one font of a few hundred bytes serves all scripts: one
 * CID per distinct code point, all with the same glyph of no area, half an em
 * wide; ToUnicode says what each means.  To be used with rendering mode 3
 * only (invisible), never to be seen.
 *
 * Source: PDF 1.4, 5.6 (composite fonts), 5.9 (ToUnicode); OpenType tables.
 */
#ifndef RENDER_FONT_H
#define RENDER_FONT_H

#include <stdint.h>

struct fail;
struct font;
struct pdfobj;
struct pdfobj_dict;

/* All in em. */
#define FONT_WIDTH 0.5
#define FONT_ASCENT 0.8
#define FONT_DESCENT 0.2

/* font_new(p, fail): start it; ${p} is borrowed until font_free(). */
struct font *font_new(struct pdfobj *, struct fail *);

/* font_dict(f): the font, for the pages' resources. */
struct pdfobj_dict *font_dict(const struct font *);

/*
 * font_cid(f, cp): the CID of the code point; the 65,535th distinct one and
 * those after it share one that means U+FFFD.
 */
unsigned font_cid(struct font *, uint32_t);

/* font_finish(f): write the tables that depend on what was used. */
void font_finish(struct font *);

/* font_free(f): fine if NULL. */
void font_free(struct font *);

#endif /* !RENDER_FONT_H */
