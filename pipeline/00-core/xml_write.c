#include "core/xml.h"

#include <errno.h>
#include <fcntl.h>
#include <libxml/xmlwriter.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "core/buf.h"
#include "core/fail.h"
#include "core/file.h"
#include "core/text.h"

struct xml_writer {
	xmlBuffer *bytes;	/* NULL for a writer to a file */
	xmlTextWriter *to;
	char *path;		/* of that file, which is half until finished */
	int fd;
	struct fail fail;	/* the first failure */
};

static void
begin(struct xml_writer *w)
{
	xmlTextWriterSetIndent(w->to, 1);
	xmlTextWriterSetIndentString(w->to, (const xmlChar *)" ");
	if (xmlTextWriterStartDocument(w->to, "1.0", "UTF-8", NULL) == -1)
		fail_memory(&w->fail);
}

struct xml_writer *
xml_writer_new(struct fail *fail)
{
	struct xml_writer *w = calloc(1, sizeof(*w));

	if (w != NULL)
		w->fd = -1;
	if (w == NULL || (w->bytes = xmlBufferCreate()) == NULL ||
	    (w->to = xmlNewTextWriterMemory(w->bytes, 0)) == NULL) {
		xml_writer_free(w);
		fail_memory(fail);
		return (NULL);
	}
	xmlBufferSetAllocationScheme(w->bytes, XML_BUFFER_ALLOC_DOUBLEIT);
	begin(w);
	return (w);
}

/* What the library hands on to the file; keeps why it could not be. */
static int
write_out(void *arg, const char *bytes, int n)
{
	struct xml_writer *w = arg;
	ssize_t put;
	int at = 0;

	while (at < n) {
		put = write(w->fd, bytes + at, (size_t)(n - at));
		if (put == -1 && errno == EINTR)
			continue;
		if (put == -1) {
			if (w->fail.kind == FAIL_NONE)
				fail_sys(&w->fail, "cannot write '%s'",
				    w->path);
			return (-1);
		}
		at += (int)put;
	}
	return (n);
}

struct xml_writer *
xml_writer_file(const char *path, struct fail *fail)
{
	struct xml_writer *w = calloc(1, sizeof(*w));
	xmlOutputBuffer *out;
	int fd;

	if (w == NULL) {
		fail_memory(fail);
		return (NULL);
	}
	w->fd = -1;
	if ((fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC,
	    0644)) == -1) {
		fail_sys(fail, "cannot make '%s'", path);
		xml_writer_free(w);
		return (NULL);
	}
	w->fd = fd;
	if ((w->path = text_copy(path, fail)) == NULL) {
		unlink(path);
		xml_writer_free(w);
		return (NULL);
	}
	if ((out = xmlOutputBufferCreateIO(write_out, NULL, w, NULL)) == NULL ||
	    (w->to = xmlNewTextWriter(out)) == NULL) {
		(void)xmlOutputBufferClose(out);	/* fine if NULL */
		xml_writer_free(w);
		fail_memory(fail);
		return (NULL);
	}
	begin(w);
	return (w);
}

/* Every call ends here: keep the first failure. */
static void
noted(struct xml_writer *w, int rc)
{
	if (rc == -1 && w->fail.kind == FAIL_NONE)
		fail_set(&w->fail, FAIL_LATER,
		    "the XML library could not write; memory may be short");
}

void
xml_open(struct xml_writer *w, const char *name)
{
	noted(w, xmlTextWriterStartElement(w->to, (const xmlChar *)name));
}

void
xml_set(struct xml_writer *w, const char *name, const char *value)
{
	char *clean;

	if (value == NULL)
		return;
	if ((clean = text_clean(value, &w->fail)) == NULL)
		return;
	noted(w, xmlTextWriterWriteAttribute(w->to, (const xmlChar *)name,
	    (const xmlChar *)clean));
	free(clean);
}

void
xml_setf(struct xml_writer *w, const char *name, const char *fmt, ...)
{
	va_list ap;
	char *value;

	va_start(ap, fmt);
	value = text_vprintf(&w->fail, fmt, ap);
	va_end(ap);
	if (value != NULL)
		xml_set(w, name, value);
	free(value);
}

void
xml_put(struct xml_writer *w, const char *text)
{
	char *clean = text_clean(text, &w->fail);

	if (clean == NULL)
		return;
	noted(w, xmlTextWriterWriteString(w->to, (const xmlChar *)clean));
	free(clean);
}

void
xml_leaf(struct xml_writer *w, const char *name, const char *text)
{
	if (text == NULL)
		return;
	xml_open(w, name);
	xml_put(w, text);
	xml_close(w);
}

void
xml_leaff(struct xml_writer *w, const char *name, const char *fmt, ...)
{
	va_list ap;
	char *text;

	va_start(ap, fmt);
	text = text_vprintf(&w->fail, fmt, ap);
	va_end(ap);
	if (text != NULL)
		xml_leaf(w, name, text);
	free(text);
}

void
xml_close(struct xml_writer *w)
{
	noted(w, xmlTextWriterEndElement(w->to));
}

int
xml_writer_end(struct xml_writer *w, struct buf *b, struct fail *fail)
{
	noted(w, xmlTextWriterEndDocument(w->to));
	noted(w, xmlTextWriterFlush(w->to));
	if (w->fail.kind != FAIL_NONE) {
		*fail = w->fail;
		return (-1);
	}
	buf_add(b, xmlBufferContent(w->bytes),
	    (size_t)xmlBufferLength(w->bytes));
	return (buf_check(b, fail));
}

int
xml_writer_save(struct xml_writer *w, const char *path, const char *schema,
    struct fail *fail)
{
	struct buf bytes = BUF_INIT;
	struct xml_doc *check = NULL;
	int rc = -1;

	if (xml_writer_end(w, &bytes, fail) == -1)
		goto out;
	if (schema != NULL && (check = xml_parse(&bytes, path, schema,
	    FAIL_DATA, fail)) == NULL)
		goto out;
	rc = file_write(path, bytes.data, bytes.size, fail);
out:
	xml_free(check);
	buf_clear(&bytes);
	return (rc);
}

int
xml_writer_finish(struct xml_writer *w, const char *schema, struct fail *fail)
{
	static const struct xml_handler nothing = { NULL, NULL, NULL };

	noted(w, xmlTextWriterEndDocument(w->to));
	noted(w, xmlTextWriterFlush(w->to));
	if (w->fail.kind != FAIL_NONE) {
		*fail = w->fail;
		return (-1);
	}
	if (close(w->fd) == -1) {
		w->fd = -1;
		return (fail_sys(fail, "cannot close '%s'", w->path));
	}
	w->fd = -1;
	if (schema != NULL && xml_scan(w->path, schema, &nothing, NULL,
	    fail) == -1)
		return (-1);
	free(w->path);
	w->path = NULL;		/* whole: xml_writer_free() leaves it */
	return (0);
}

void
xml_writer_free(struct xml_writer *w)
{
	if (w == NULL)
		return;
	if (w->to != NULL)
		xmlFreeTextWriter(w->to);
	if (w->bytes != NULL)
		xmlBufferFree(w->bytes);
	if (w->fd != -1)
		close(w->fd);
	if (w->path != NULL)
		unlink(w->path);
	free(w->path);
	free(w);
}
