/*
 * slice.h - one picture of the page: a PNG file, on its way into the PDF.
 *
 * A PNG of 8-bit RGB without interlacing holds just what a PDF image wants
 * (/FlateDecode with /Predictor 15), so its own IDAT bytes are passed on,
 * read from the file only while the PDF is written.  Every other kind is
 * decoded, laid on white where it is transparent (PDF/A-1 has no
 * transparency), and deflated anew, row by row, into a file of ours.
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

#define SLICE_MAX_WIDTH 20000	/* pixels */
#define SLICE_MAX_HEIGHT 1000000
#define SLICE_MAX_PIXELS 1000000000
#define SLICE_MAX_BYTES (1u << 30)
#define SLICE_MAX_INTERLACED (64u << 20)	/* bytes, decoded */

struct slice_span {		/* data of the picture in the file */
	uint64_t offset;
	uint32_t size;		/* bytes */
};

struct slice {
	char *path;		/* owned; the file that the spans lie in */
	char *made;		/* owned; the same if it is ours, else NULL */
	uint32_t width, height;	/* pixels */
	int depth, colour, interlaced;	/* as the PNG has them */
	int transparent;	/* has a tRNS chunk */
	struct slice_span *span;	/* owned */
	size_t count, room;
	uint64_t size;		/* bytes of all spans */
	size_t at;		/* reading: the span, and the place in it */
	uint32_t in;
	int fd;			/* -1 while not being read */
};
#define SLICE_INIT { .fd = -1 }

/*
 * slice_open(s, path, dir, fail): check ${path} and make it ready; a file made
 * anew lies in ${dir} until slice_clear().  FAIL_DATA names the file.
 */
int slice_open(struct slice *, const char *, const char *, struct fail *);

/* slice_source(s, source): its data, for pdfobj_source(); borrowed from s. */
void slice_source(struct slice *, struct pdfobj_source *);

/* slice_entries(s, text, size): /Filter and /DecodeParms for them. */
void slice_entries(const struct slice *, char *, size_t);

/* slice_clear(s): free, close, remove the file made; fine if empty. */
void slice_clear(struct slice *);

/* slice_add_span(s, offset, size, fail): for slice_read.c and slice_make.c. */
int slice_add_span(struct slice *, uint64_t, uint32_t, struct fail *);

#endif /* !RENDER_SLICE_H */
