/*
 * setting.h - a piece of text as letters of fonts, broken into lines.
 *
 * Lines end between words; a word that is wider than the line is broken
 * between any two letters (digests, addresses), without hyphens.  The space
 * at a line's end stays in it, so that no text is lost.
 *
 * A letter that no font has becomes a box with its number, and is told.
 * Text that runs from right to left is set in the order in which it is
 * written, which is not how it is read on paper.
 *
 * Units: pt.
 */
#ifndef RENDER_SETTING_H
#define RENDER_SETTING_H

#include <stddef.h>
#include <stdint.h>

struct fail;
struct faces;
struct rich;

#define SETTING_BOX 255		/* in the place of a face: no font has it */
#define SETTING_BOX_EM 1.2	/* its width */
#define SETTING_LEADING 1.35	/* from line to line, in em */
#define SETTING_MOST_MISSING 50

struct setting_glyph {
	uint32_t cp;
	uint16_t code;		/* in the face */
	uint8_t face;		/* FACE_X, or SETTING_BOX */
	uint8_t stuck;		/* belongs to the letter before it */
	int link;		/* of the text, or RICH_NO_LINK */
	float width;
};

struct setting_line {
	size_t first, end;	/* glyphs */
	double width;		/* without the space at its end */
};

struct setting_missing {	/* code points that no font has */
	uint32_t cp[SETTING_MOST_MISSING];
	int count;
};

struct setting {
	struct setting_glyph *glyph;	/* owned */
	size_t glyphs, glyph_room;
	struct setting_line *line;	/* owned */
	size_t lines, line_room;
	double size;		/* of the letters */
};
#define SETTING_INIT { NULL, 0, 0, NULL, 0, 0, 0 }

struct setting_how {
	struct faces *faces;	/* borrowed, as is missing */
	struct setting_missing *missing;
	double size, width;
	int bold;		/* all of it */
};

/* setting_make(set, how, text, fail): anew; no line for an empty text. */
int setting_make(struct setting *, const struct setting_how *,
    const struct rich *, struct fail *);

/* setting_height(set): of all lines. */
double setting_height(const struct setting *);

/* setting_clear(set): fine if empty. */
void setting_clear(struct setting *);

#endif /* !RENDER_SETTING_H */
