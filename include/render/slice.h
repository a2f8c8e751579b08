/*
 * slice.h - one picture of the page: a PNG file, on its way into the PDF.
 *
 * A PNG of 8-bit RGB without interlacing holds just what a PDF image wants
 * (/FlateDecode with /Predictor 15), so its own IDAT bytes are passed on,
 * read from the file only while the PDF is written.  Every other kind is
 * decoded, laid on white where it is transparent (PDF/A-1 has no
 * transparency), and packed anew, row by row, into a file of ours; so is
 * each that must be cut between pages, or become JPEG.
 *
 * Before either, the whole file is checked: chunk order, CRCs, that the data
 * inflate to exactly the rows that the header promises.
 *
 * Source: ISO/IEC 15948 (PNG); PDF 1.4, 3.3.3 (predictors).
 */
#ifndef RENDER_SLICE_H
#define RENDER_SLICE_H

#include <stddef.h>
#include <stdint.h>

struct fail;
struct pdfobj_source;
struct unpack;

#define SLICE_MAX_WIDTH 20000	/* pixels */
#define SLICE_MAX_HEIGHT 1000000
#define SLICE_MAX_PIXELS 1000000000
#define SLICE_MAX_BYTES (1u << 30)
#define SLICE_MAX_INTERLACED (64u << 20)	/* bytes, decoded */

struct slice_span {		/* data of the picture in the file */
	uint64_t offset;
	uint32_t size;		/* bytes */
};

struct slice_piece {		/* some rows of it: one image of the PDF */
	struct slice *slice;	/* borrowed */
	uint32_t top, height;	/* rows */
	size_t first, count;	/* its spans */
	uint64_t size;		/* bytes */
};

struct slice {
	char *path;		/* owned; the file that the spans lie in */
	char *made;		/* owned; the same if it is ours, else NULL */
	uint32_t width, height;	/* pixels */
	int depth, colour, interlaced;	/* as the PNG has them */
	int transparent;	/* has a tRNS chunk */
	struct slice_span *span;	/* owned */
	size_t count, room;
	struct slice_piece *piece;	/* owned; once it is ready */
	size_t pieces;
	int jpeg;		/* they are JPEG */
	size_t at;		/* reading: the span, and the place in it */
	uint32_t in;
	int fd;			/* -1 while not being read */
};
#define SLICE_INIT { .fd = -1 }

struct slice_how {		/* how pictures go into the PDF; borrowed */
	const char *dir;	/* where files are made anew */
	int jpeg_quality;	/* 1 to 100; 0: every pixel as it is */
	const uint32_t *cut;	/* rows at which an image ends, rising */
	size_t count;
};

/*
 * slice_open(s, path, unpack, fail): check the file.  FAIL_DATA names it.
 * ${unpack} makes that fast where it has room; with NULL zlib does it all.
 */
int slice_open(struct slice *, const char *, struct unpack *, struct fail *);

/*
 * slice_ready(s, how, fail): make its pieces.  A file made anew lies in
 * how->dir until slice_clear().
 */
int slice_ready(struct slice *, const struct slice_how *, struct fail *);

/*
 * slice_source(piece, source): the piece's data, for pdfobj_source(); borrowed
 * from the slice.
 */
void slice_source(struct slice_piece *, struct pdfobj_source *);

/* slice_entries(s, text, size): /Filter and /DecodeParms for them. */
void slice_entries(const struct slice *, char *, size_t);

/* slice_clear(s): free, close, remove the file made; fine if empty. */
void slice_clear(struct slice *);

/*
 * For slice_read.c and slice_make.c.  slice_add_span(s, offset, size, fail).
 * slice_add_piece(s, top, height, fail): of the spans after the last piece's.
 */
int slice_add_span(struct slice *, uint64_t, uint32_t, struct fail *);
int slice_add_piece(struct slice *, uint32_t, uint32_t, struct fail *);

#endif /* !RENDER_SLICE_H */
