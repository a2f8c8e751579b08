/*
 * subset.h - a TrueType font program of some glyphs of a font.
 *
 * Glyph 0 is the font's own .notdef; the others are numbered as they were
 * asked for, and the parts of glyphs that are made of others come after them.
 *
 * Source: OpenType, glyf (composite glyphs); PDF 1.4, 5.8.
 */
#ifndef RENDER_SUBSET_H
#define RENDER_SUBSET_H

#include <stddef.h>
#include <stdint.h>

struct buf;
struct fail;
struct typeface;

#define SUBSET_MAX 65535	/* glyphs */

struct subset {
	const struct typeface *from;	/* borrowed */
	uint16_t *glyph;	/* owned; of the font, by number here */
	size_t count, room;
};
#define SUBSET_INIT { NULL, NULL, 0, 0 }

/* subset_start(s, from, fail): with .notdef alone. */
int subset_start(struct subset *, const struct typeface *, struct fail *);

/*
 * subset_add(s, glyph, fail): one more; its number, or -1.  The same glyph
 * may be added again, and is another then.
 */
int subset_add(struct subset *, unsigned, struct fail *);

/*
 * subset_make(s, program, fail): add the missing parts, and the font program
 * to ${program}.  FAIL_PROGRAM: the font is broken.
 */
int subset_make(struct subset *, struct buf *, struct fail *);

/* subset_clear(s): fine if empty. */
void subset_clear(struct subset *);

#endif /* !RENDER_SUBSET_H */
