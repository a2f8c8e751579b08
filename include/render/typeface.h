/*
 * typeface.h - a TrueType font of this machine, read to be embedded.
 *
 * Only what a PDF needs is looked at: which glyph a code point has, how wide
 * it is, its outline.  Everything is bounded by the file's own size, whatever
 * its tables say.
 *
 * Ownership: struct typeface is the caller's; typeface_clear() frees it.
 * Units: the font's own, typeface.units to the em.
 *
 * Source: OpenType, the tables cmap (formats 4 and 12), glyf, head, hhea,
 * hmtx, loca, maxp.
 */
#ifndef RENDER_TYPEFACE_H
#define RENDER_TYPEFACE_H

#include <stddef.h>
#include <stdint.h>

#include "core/buf.h"

struct fail;

enum typeface_name {		/* the tables, in the order of their names */
	TYPEFACE_CMAP, TYPEFACE_CVT, TYPEFACE_FPGM, TYPEFACE_GLYF,
	TYPEFACE_HEAD, TYPEFACE_HHEA, TYPEFACE_HMTX, TYPEFACE_LOCA,
	TYPEFACE_MAXP, TYPEFACE_PREP, TYPEFACE_TABLES
};

struct typeface_part {
	const uint8_t *bytes;	/* borrowed from the file; NULL: absent */
	size_t size;
};

struct typeface {
	struct buf file;	/* owned */
	struct typeface_part table[TYPEFACE_TABLES];
	struct typeface_part map;	/* of cmap: the one in use */
	int map_format;		/* 4 or 12 */
	unsigned units;		/* to the em */
	unsigned glyphs, advances;	/* how many */
	int ascent, descent;	/* descent is below 0 */
	int bounds[4];		/* of all glyphs */
	int long_places;	/* loca has 4 bytes to a place */
};
#define TYPEFACE_INIT { .file = BUF_INIT }

/*
 * typeface_load(t, file, package, fail):
 * Read the font ${file}, such as "DejaVuSans.ttf", from where distributions
 * keep it.  FAIL_PROGRAM: it is not there, install ${package}; or it is
 * broken.
 */
int typeface_load(struct typeface *, const char *, const char *,
    struct fail *);

/* typeface_glyph(t, cp): the code point's glyph, or 0: the font has none. */
unsigned typeface_glyph(const struct typeface *, uint32_t);

/* typeface_advance(t, glyph): how far it moves the pen. */
unsigned typeface_advance(const struct typeface *, unsigned);

/*
 * typeface_outline(t, glyph, part): its bytes in glyf, none for a blank; -1
 * if they do not lie in the file.
 */
int typeface_outline(const struct typeface *, unsigned,
    struct typeface_part *);

/* typeface_clear(t): fine if empty. */
void typeface_clear(struct typeface *);

/* typeface_16(s), typeface_32(s): numbers as OpenType has them. */
unsigned typeface_16(const uint8_t *);
uint32_t typeface_32(const uint8_t *);

#endif /* !RENDER_TYPEFACE_H */
