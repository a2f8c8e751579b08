/*
 * pdfobj_part.h - the inside of a struct pdfobj.  In pdfobj*.c only.
 *
 * The file's skeleton and its objects are made in pdfobj.c, what stands in
 * dictionaries and arrays in pdfobj_set.c.
 */
#ifndef RENDER_PDFOBJ_PART_H
#define RENDER_PDFOBJ_PART_H

#include <stdint.h>

#include "core/buf.h"
#include "render/pdfobj.h"

/* A limit was passed: ours to see, before libharu writes it. */
enum pdfobj_limit { PDFOBJ_WHOLE = 0, PDFOBJ_ARRAY_FULL, PDFOBJ_REAL_RANGE,
	PDFOBJ_STRING_LONG, PDFOBJ_NAME_LONG, PDFOBJ_FILE_LONG };

struct pdfobj {
	void *doc;		/* owned; an HPDF_Doc */
	void *mmgr;		/* its HPDF_MMgr */
	enum pdfobj_limit broken;	/* the first that was passed */
	uint64_t source_bytes;	/* of all sources */
	struct buf text;	/* for one string at a time */
};

/* pdfobj_usable(p): 1 as long as nothing has gone wrong. */
int pdfobj_usable(const struct pdfobj *);

/* pdfobj_break(p, limit): nothing can be written any more. */
void pdfobj_break(struct pdfobj *, enum pdfobj_limit);

/*
 * pdfobj_put(p, dict, key, obj), pdfobj_push(p, array, obj): put any object of
 * libharu's, new or indirect, in a dictionary or at the end of an array, whose
 * it then is.
 */
void pdfobj_put(struct pdfobj *, struct pdfobj_dict *, const char *, void *);
void pdfobj_push(struct pdfobj *, struct pdfobj_array *, void *);

#endif /* !RENDER_PDFOBJ_PART_H */
