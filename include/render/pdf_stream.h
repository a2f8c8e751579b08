/*
 * pdf_stream.h - the decoded bytes of a stream of a PDF.
 */
#ifndef RENDER_PDF_STREAM_H
#define RENDER_PDF_STREAM_H

#include <stddef.h>

struct buf;
struct fail;
struct pdf_file;
struct pdf_object;

#define PDF_STREAM_MAX (128u << 20)	/* bytes, decoded */

/*
 * pdf_stream_read(pdf, object, b, fail): add the stream's bytes.  Known are no
 * filter and FlateDecode; only pictures have predictors, and are not read.
 * FAIL_DATA: another filter, broken, or larger than PDF_STREAM_MAX.
 */
int pdf_stream_read(const struct pdf_file *, const struct pdf_object *,
    struct buf *, struct fail *);

#endif /* !RENDER_PDF_STREAM_H */
