#include "render/pdf_stream.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "core/buf.h"
#include "core/fail.h"
#include "render/pdf_read.h"

#define PIECE 65536

static int
broken(struct fail *fail, const struct pdf_object *o, const char *what)
{
	return (fail_set(fail, FAIL_DATA, "the stream of object %u %s",
	    o->number, what));
}

static int
inflate_to(z_stream *z, struct buf *b, const struct pdf_object *o,
    struct fail *fail)
{
	uint8_t piece[PIECE];
	int got = Z_OK;

	while (got == Z_OK) {
		z->next_out = piece;
		z->avail_out = sizeof(piece);
		got = inflate(z, Z_NO_FLUSH);
		if (got != Z_OK && got != Z_STREAM_END)
			return (broken(fail, o, "is no deflated data"));
		buf_add(b, piece, sizeof(piece) - z->avail_out);
		if (b->size > PDF_STREAM_MAX)
			return (broken(fail, o, "is too large when unpacked"));
		if (z->avail_in == 0 && z->avail_out > 0 && got == Z_OK)
			return (broken(fail, o, "is cut"));
	}
	return (buf_check(b, fail));
}

static int
unpack(const struct pdf_object *o, struct buf *b, struct fail *fail)
{
	z_stream z;
	int rc;

	memset(&z, 0, sizeof(z));
	if (inflateInit(&z) != Z_OK)
		return (fail_memory(fail));
	z.next_in = (Bytef *)(uintptr_t)o->stream;
	z.avail_in = o->stream_size > UINT32_MAX ? UINT32_MAX :
	    (uInt)o->stream_size;
	rc = inflate_to(&z, b, o, fail);
	(void)inflateEnd(&z);
	return (rc);
}

/* One name, or an array of just that name. */
static const struct pdf_value *
only(const struct pdf_file *pdf, const struct pdf_value *v)
{
	if (v->kind == PDF_ARRAY && v->count == 1)
		return (pdf_resolve(pdf, &v->as.item[0]));
	return (v);
}

int
pdf_stream_read(const struct pdf_file *pdf, const struct pdf_object *o,
    struct buf *b, struct fail *fail)
{
	const struct pdf_value *filter, *parms;

	if (o == NULL || o->stream == NULL)
		return (fail_set(fail, FAIL_DATA, "an object is no stream"));
	filter = only(pdf, pdf_get(pdf, &o->value, "Filter"));
	parms = only(pdf, pdf_get(pdf, &o->value, "DecodeParms"));
	if (pdf_number(pdf_get(pdf, parms, "Predictor")) > 1)
		return (broken(fail, o, "has a predictor"));
	if (filter->kind == PDF_NULL || (filter->kind == PDF_ARRAY &&
	    filter->count == 0)) {
		if (o->stream_size > PDF_STREAM_MAX)
			return (broken(fail, o, "is too large"));
		buf_add(b, o->stream, (size_t)o->stream_size);
		return (buf_check(b, fail));
	}
	if (!pdf_name_is(filter, "FlateDecode"))
		return (broken(fail, o, "has another filter than "
		    "FlateDecode"));
	return (unpack(o, b, fail));
}
