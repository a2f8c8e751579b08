/*
 * check_truetype.h - how many glyphs a TrueType font has, and how wide they
 * are.
 */
#ifndef RENDER_CHECK_TRUETYPE_H
#define RENDER_CHECK_TRUETYPE_H

struct buf;

struct truetype {
	int glyphs;		/* 0: it could not be read */
	int units;		/* of an em */
	int widths;		/* how many; the last is that of the rest */
	unsigned *width;	/* owned; in units */
};

/* truetype_read(t, bytes): fill ${t}, empty before, or leave it so. */
void truetype_read(struct truetype *, const struct buf *);

/* truetype_width(t, glyph): in thousandths of an em. */
double truetype_width(const struct truetype *, int);

/* truetype_clear(t): fine if empty. */
void truetype_clear(struct truetype *);

#endif /* !RENDER_CHECK_TRUETYPE_H */
