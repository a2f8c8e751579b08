/*
 * pdf_read.h - a reader of PDF files that asks nothing of the library that
 * wrote them.
 *
 * The file is mapped into memory; its objects are all parsed when it is
 * opened, its streams only when they are asked for.  Read are files of one
 * part with a classic cross-reference table; incremental updates, encryption
 * and cross-reference streams are refused.
 *
 * What is wrong but can be got over (a stream's length, the white space
 * around keywords) is noted in the object and left to the caller.
 *
 * Bounds: depth 100, 10,000,000 objects; what is read to find the ends of
 * objects and streams is at most four times the file.
 *
 * Source: PDF 1.4, 3.4; ISO 19005-1, 6.1.
 */
#ifndef RENDER_PDF_READ_H
#define RENDER_PDF_READ_H

#include <stddef.h>
#include <stdint.h>

#include "render/pdf_value.h"

struct buf;
struct fail;

#define PDF_MAX_OBJECTS 10000000

/* What ISO 19005-1 asks of the bytes around an object: flags. */
#define PDF_ODD_SPACING 1	/* 6.1.8 */
#define PDF_ODD_STREAM 2	/* 6.1.7: ends of lines at the keywords */
#define PDF_ODD_LENGTH 4	/* 6.1.7: /Length is another */
#define PDF_MISSING 8		/* no such object at that offset */

struct pdf_object {
	uint32_t number, generation;
	uint64_t offset;
	struct pdf_value value;
	const uint8_t *stream;	/* its first byte, or NULL: no stream */
	uint64_t stream_size;	/* as found, not as /Length says */
	int flags;
};

struct pdf_file {
	const uint8_t *bytes;	/* mapped */
	size_t size;
	uint64_t xref;		/* where the table lies */
	struct pdf_object *object;	/* owned; rising by number */
	size_t count;
	struct pdf_value trailer;
	struct pdf_pool *pool;	/* owned */
	uint64_t budget;	/* bytes that may still be searched */
};
#define PDF_FILE_INIT { NULL, 0, 0, NULL, 0, { PDF_NULL, 0, { 0 } }, NULL, 0 }

/* pdf_open(pdf, path, fail): FAIL_DATA: it is no PDF that can be read. */
int pdf_open(struct pdf_file *, const char *, struct fail *);

/* pdf_close(pdf): fine if empty. */
void pdf_close(struct pdf_file *);

/* pdf_object(pdf, number): that object, or NULL. */
const struct pdf_object *pdf_object(const struct pdf_file *, int64_t);

/*
 * pdf_resolve(pdf, value): what a reference leads to; pdf_nothing if that is
 * nothing or again a reference.  Other values are returned as they are.
 * pdf_target(pdf, value): the object referred to, or NULL.
 * pdf_get(pdf, dict, key): pdf_find() and pdf_resolve(), of the dictionary too.
 */
const struct pdf_value *pdf_resolve(const struct pdf_file *,
    const struct pdf_value *);
const struct pdf_object *pdf_target(const struct pdf_file *,
    const struct pdf_value *);
const struct pdf_value *pdf_get(const struct pdf_file *,
    const struct pdf_value *, const char *);

/* pdf_index(pdf, object): its place in the file's list, from 0. */
size_t pdf_index(const struct pdf_file *, const struct pdf_object *);

#endif /* !RENDER_PDF_READ_H */
