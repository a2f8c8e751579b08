#include "render/haruio.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <hpdf.h>
#include <hpdf_doc.h>
#include <hpdf_objects.h>
#include <hpdf_streams.h>

#include "core/fail.h"
#include "render/pdfobj.h"

#define OUT_BYTES 65536

/* The comment line tells transfer programs that the file is binary. */
static const char header[] = "%PDF-1.4\n%\xe2\xe3\xcf\xd3\n";

/* ---- reading ---- */

static HPDF_STATUS
source_read(HPDF_Stream stream, HPDF_BYTE *bytes, HPDF_UINT *size)
{
	const struct pdfobj_source *source = stream->attr;
	HPDF_UINT got = 0;
	long n = 1;

	while (got < *size && n > 0) {
		n = source->read(source->arg, bytes + got, *size - got);
		if (n > 0)
			got += (HPDF_UINT)n;
	}
	if (n < 0)
		return (HPDF_SetError(stream->error, HPDF_FILE_IO_ERROR, 0));
	n = got < *size ? HPDF_STREAM_EOF : HPDF_OK;
	*size = got;
	return ((HPDF_STATUS)n);
}

static HPDF_STATUS
source_seek(HPDF_Stream stream, HPDF_INT place, HPDF_WhenceMode mode)
{
	const struct pdfobj_source *source = stream->attr;

	/* libharu asks only for the start. */
	if (place != 0 || mode != HPDF_SEEK_SET)
		return (HPDF_SetError(stream->error, HPDF_INVALID_PARAMETER,
		    0));
	if (source->rewind(source->arg) == -1)
		return (HPDF_SetError(stream->error, HPDF_FILE_IO_ERROR, 0));
	return (HPDF_OK);
}

static HPDF_UINT32
source_size(HPDF_Stream stream)
{
	return (stream->size);
}

static void
source_free(HPDF_Stream stream)
{
	free(stream->attr);
}

/* libharu drops /Filter when the filter is none, so it is printed here. */
static HPDF_STATUS
source_entries(HPDF_Dict dict, HPDF_Stream out)
{
	const struct pdfobj_source *source = dict->stream->attr;

	return (HPDF_Stream_WriteStr(out, source->entries));
}

int
haruio_source(void *doc, void *dict, const struct pdfobj_source *source)
{
	struct pdfobj_source *copy;
	HPDF_Doc d = doc;
	HPDF_Dict to = dict;
	HPDF_Stream stream;

	if ((copy = malloc(sizeof(*copy))) == NULL) {
		HPDF_SetError(&d->error, HPDF_FAILD_TO_ALLOC_MEM, 0);
		return (-1);
	}
	if ((stream = HPDF_GetMem(d->mmgr, sizeof(*stream))) == NULL) {
		free(copy);
		return (-1);
	}
	*copy = *source;
	memset(stream, 0, sizeof(*stream));
	stream->sig_bytes = HPDF_STREAM_SIG_BYTES;
	stream->type = HPDF_STREAM_UNKNOWN;
	stream->mmgr = d->mmgr;
	stream->error = &d->error;
	stream->size = (HPDF_UINT)source->size;
	stream->read_fn = source_read;
	stream->seek_fn = source_seek;
	stream->size_fn = source_size;
	stream->free_fn = source_free;
	stream->attr = copy;
	HPDF_Stream_Free(to->stream);
	to->stream = stream;
	to->filter = HPDF_STREAM_FILTER_NONE;
	to->write_fn = source_entries;
	return (0);
}

/* ---- writing ---- */

struct out {
	int fd;
	int error;		/* errno of the first failed write */
	size_t used;
	uint8_t bytes[OUT_BYTES];
};

static int
out_write(struct out *out, const uint8_t *bytes, size_t size)
{
	ssize_t n;

	while (size > 0) {
		n = write(out->fd, bytes, size);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0) {
			out->error = n < 0 ? errno : EIO;
			return (-1);
		}
		bytes += n;
		size -= (size_t)n;
	}
	return (0);
}

static int
out_flush_bytes(struct out *out)
{
	size_t used = out->used;

	out->used = 0;
	return (out_write(out, out->bytes, used));
}

static HPDF_STATUS
out_fn(HPDF_Stream stream, const HPDF_BYTE *bytes, HPDF_UINT size)
{
	struct out *out = stream->attr;

	if (stream->size > PDFOBJ_MAX_BYTES - size)
		return (HPDF_SetError(stream->error, HPDF_FILE_IO_ERROR, 1));
	if (out->used + size > OUT_BYTES && out_flush_bytes(out) == -1)
		return (HPDF_SetError(stream->error, HPDF_FILE_IO_ERROR, 0));
	if (size > OUT_BYTES)
		return (out_write(out, bytes, size) == 0 ? HPDF_OK :
		    HPDF_SetError(stream->error, HPDF_FILE_IO_ERROR, 0));
	memcpy(out->bytes + out->used, bytes, size);
	out->used += size;
	return (HPDF_OK);
}

static HPDF_STATUS
write_all(HPDF_Doc doc, struct out *out)
{
	HPDF_Stream_Rec stream;
	HPDF_STATUS status;

	memset(&stream, 0, sizeof(stream));
	stream.sig_bytes = HPDF_STREAM_SIG_BYTES;
	stream.type = HPDF_STREAM_UNKNOWN;
	stream.mmgr = doc->mmgr;
	stream.error = &doc->error;
	stream.write_fn = out_fn;
	stream.attr = out;
	if ((status = HPDF_Dict_Add(doc->trailer, "Root", doc->catalog)) ||
	    (status = HPDF_Dict_Add(doc->trailer, "Info", doc->info)) ||
	    (status = HPDF_Stream_WriteStr(&stream, header)))
		return (status);
	return (HPDF_Xref_WriteToStream(doc->xref, &stream, NULL));
}

int
haruio_save(void *doc, const char *path, struct fail *fail)
{
	HPDF_Doc d = doc;
	struct out *out = NULL;
	HPDF_STATUS status;
	int rc = -1;

	if ((out = calloc(1, sizeof(*out))) == NULL)
		return (fail_memory(fail));
	out->fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
	if (out->fd == -1) {
		(void)fail_sys(fail, "cannot create '%s'", path);
		goto out;
	}
	status = write_all(d, out);
	if (status == HPDF_OK && out_flush_bytes(out) == 0)
		rc = 0;
	else if ((errno = out->error) != 0)
		(void)fail_sys(fail, "cannot write '%s'", path);
	else if (HPDF_Error_GetDetailCode(&d->error) == 1)
		(void)fail_set(fail, FAIL_DATA, "'%s' would be larger than "
		    "2,000,000,000 bytes: lower the page's greatest height in "
		    "bevara.xml", path);
	else if (status == HPDF_FAILD_TO_ALLOC_MEM)
		(void)fail_memory(fail);
	else
		(void)fail_set(fail, FAIL_IO, "cannot read a picture while "
		    "writing '%s' (0x%04lx)", path, (unsigned long)status);
	if (close(out->fd) == -1 && rc == 0)
		rc = fail_sys(fail, "cannot write '%s'", path);
out:
	free(out);
	return (rc);
}
