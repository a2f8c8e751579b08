#include "render/pdfobj.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <hpdf.h>
#include <hpdf_doc.h>
#include <hpdf_objects.h>
#include <hpdf_pages.h>
#include <hpdf_streams.h>

#include "core/buf.h"
#include "core/fail.h"
#include "render/haruio.h"
#include "render/pdfobj_part.h"

static const char *const limit_word[] = { "", "an array of more than 8191",
	"a number beyond 32767", "a string of more than 65535 bytes",
	"a name of more than 127 bytes", "more than 2,000,000,000 bytes" };

static HPDF_Doc
doc_of(const struct pdfobj *p)
{
	return (p->doc);
}

static HPDF_Dict
dict_of(const struct pdfobj_dict *d)
{
	return ((HPDF_Dict)(uintptr_t)d);
}

static HPDF_Array
array_of(const struct pdfobj_array *a)
{
	return ((HPDF_Array)(uintptr_t)a);
}

/* ---- for pdfobj_set.c too ---- */

int
pdfobj_usable(const struct pdfobj *p)
{
	return (!p->broken && !p->text.failed &&
	    HPDF_Error_GetCode(&doc_of(p)->error) == HPDF_OK);
}

void
pdfobj_break(struct pdfobj *p, enum pdfobj_limit limit)
{
	if (p->broken == PDFOBJ_WHOLE)
		p->broken = limit;
}

void
pdfobj_put(struct pdfobj *p, struct pdfobj_dict *d, const char *key,
    void *obj)
{
	if (pdfobj_usable(p) && d != NULL && obj != NULL)
		(void)HPDF_Dict_Add(dict_of(d), key, obj);
}

void
pdfobj_push(struct pdfobj *p, struct pdfobj_array *a, void *obj)
{
	if (!pdfobj_usable(p) || a == NULL || obj == NULL)
		return;
	if (HPDF_Array_Items(array_of(a)) >= PDFOBJ_MAX_ARRAY) {
		HPDF_Obj_Free(p->mmgr, obj);
		pdfobj_break(p, PDFOBJ_ARRAY_FULL);
		return;
	}
	(void)HPDF_Array_Add(array_of(a), obj);
}

/* ---- the file ---- */

struct pdfobj *
pdfobj_new(struct fail *fail)
{
	struct pdfobj *p = NULL;

	/* The struct layouts used here are those of this version only. */
	if (strcmp(HPDF_GetVersion(), PDFOBJ_VERSION) != 0) {
		(void)fail_set(fail, FAIL_PROGRAM, "libharu is version %s, "
		    "but %s is needed: install libhpdf-2.3.0 and build again",
		    HPDF_GetVersion(), PDFOBJ_VERSION);
		return (NULL);
	}
	if ((p = calloc(1, sizeof(*p))) == NULL ||
	    (p->doc = HPDF_New(NULL, NULL)) == NULL) {
		(void)fail_memory(fail);
		free(p);
		return (NULL);
	}
	p->mmgr = doc_of(p)->mmgr;
	doc_of(p)->pdf_version = HPDF_VER_14;
	return (p);
}

void
pdfobj_free(struct pdfobj *p)
{
	if (p == NULL)
		return;
	HPDF_Free(p->doc);
	buf_clear(&p->text);
	free(p);
}

int
pdfobj_check(const struct pdfobj *p, struct fail *fail)
{
	HPDF_STATUS code = HPDF_Error_GetCode(&doc_of(p)->error);

	if (p->text.failed || code == HPDF_FAILD_TO_ALLOC_MEM)
		return (fail_memory(fail));
	if (p->broken)
		return (fail_set(fail, FAIL_DATA, "the page needs %s, which "
		    "PDF/A-1 does not allow", limit_word[p->broken]));
	if (code != HPDF_OK)
		return (fail_set(fail, FAIL_DATA, "libharu refused an object, "
		    "error 0x%04lx", (unsigned long)code));
	return (0);
}

int
pdfobj_save(struct pdfobj *p, const char *path, struct fail *fail)
{
	if (pdfobj_check(p, fail) == -1)
		return (-1);
	return (haruio_save(p->doc, path, fail));
}

void
pdfobj_id(struct pdfobj *p, const uint8_t *bytes)
{
	HPDF_Array id;
	uint8_t copy[16];
	int i;

	if (!pdfobj_usable(p) || (id = HPDF_Array_New(p->mmgr)) == NULL)
		return;
	pdfobj_put(p, (struct pdfobj_dict *)doc_of(p)->trailer, "ID", id);
	memcpy(copy, bytes, sizeof(copy));
	for (i = 0; i < 2; i++)
		pdfobj_push(p, (struct pdfobj_array *)id,
		    HPDF_Binary_New(p->mmgr, copy, sizeof(copy)));
}

struct pdfobj_dict *
pdfobj_catalog(struct pdfobj *p)
{
	return ((struct pdfobj_dict *)doc_of(p)->catalog);
}

struct pdfobj_dict *
pdfobj_info(struct pdfobj *p)
{
	return ((struct pdfobj_dict *)doc_of(p)->info);
}

struct pdfobj_dict *
pdfobj_page(struct pdfobj *p, double width, double height)
{
	double box[4] = { 0, 0, width, height };
	struct pdfobj_dict *d;
	HPDF_Page page;

	if (!pdfobj_usable(p) || (page = HPDF_AddPage(p->doc)) == NULL)
		return (NULL);
	HPDF_Page_SetFilter(page, HPDF_STREAM_FILTER_FLATE_DECODE);
	d = (struct pdfobj_dict *)page;
	pdfobj_set_reals(p, d, "MediaBox", box, 4);
	return (d);
}

struct pdfobj_dict *
pdfobj_contents(struct pdfobj *p, const struct pdfobj_dict *page)
{
	HPDF_PageAttr attr;

	if (!pdfobj_usable(p) || page == NULL)
		return (NULL);
	attr = dict_of(page)->attr;
	return ((struct pdfobj_dict *)attr->contents);
}

struct pdfobj_dict *
pdfobj_resources(struct pdfobj *p, struct pdfobj_dict *page)
{
	if (!pdfobj_usable(p) || page == NULL)
		return (NULL);
	return (HPDF_Dict_GetItem(dict_of(page), "Resources",
	    HPDF_OCLASS_DICT));
}

/* ---- new objects ---- */

struct pdfobj_dict *
pdfobj_dict(struct pdfobj *p)
{
	HPDF_Dict d;

	if (!pdfobj_usable(p) || (d = HPDF_Dict_New(p->mmgr)) == NULL ||
	    HPDF_Xref_Add(doc_of(p)->xref, d) != HPDF_OK)
		return (NULL);
	return ((struct pdfobj_dict *)d);
}

struct pdfobj_array *
pdfobj_array(struct pdfobj *p)
{
	HPDF_Array a;

	if (!pdfobj_usable(p) || (a = HPDF_Array_New(p->mmgr)) == NULL ||
	    HPDF_Xref_Add(doc_of(p)->xref, a) != HPDF_OK)
		return (NULL);
	return ((struct pdfobj_array *)a);
}

struct pdfobj_dict *
pdfobj_plain(struct pdfobj *p)
{
	if (!pdfobj_usable(p))
		return (NULL);
	return ((struct pdfobj_dict *)HPDF_DictStream_New(p->mmgr,
	    doc_of(p)->xref));
}

struct pdfobj_dict *
pdfobj_stream(struct pdfobj *p)
{
	struct pdfobj_dict *d = pdfobj_plain(p);

	if (d != NULL)
		dict_of(d)->filter = HPDF_STREAM_FILTER_FLATE_DECODE;
	return (d);
}

struct pdfobj_dict *
pdfobj_dict_in(struct pdfobj *p, struct pdfobj_dict *d, const char *key)
{
	HPDF_Dict new;

	if (!pdfobj_usable(p) || d == NULL ||
	    (new = HPDF_Dict_New(p->mmgr)) == NULL)
		return (NULL);
	pdfobj_put(p, d, key, new);
	return (pdfobj_usable(p) ? (struct pdfobj_dict *)new : NULL);
}

struct pdfobj_dict *
pdfobj_dict_at(struct pdfobj *p, struct pdfobj_array *a)
{
	HPDF_Dict new;

	if (!pdfobj_usable(p) || a == NULL ||
	    (new = HPDF_Dict_New(p->mmgr)) == NULL)
		return (NULL);
	pdfobj_push(p, a, new);
	return (pdfobj_usable(p) ? (struct pdfobj_dict *)new : NULL);
}

struct pdfobj_array *
pdfobj_array_in(struct pdfobj *p, struct pdfobj_dict *d, const char *key)
{
	HPDF_Array new;

	if (!pdfobj_usable(p) || d == NULL ||
	    (new = HPDF_Array_New(p->mmgr)) == NULL)
		return (NULL);
	pdfobj_put(p, d, key, new);
	return (pdfobj_usable(p) ? (struct pdfobj_array *)new : NULL);
}

/* ---- streams ---- */

void
pdfobj_write(struct pdfobj *p, struct pdfobj_dict *d, const void *bytes,
    size_t n)
{
	if (pdfobj_usable(p) && d != NULL && n > 0)
		(void)HPDF_Stream_Write(dict_of(d)->stream, bytes,
		    (HPDF_UINT)n);
}

void
pdfobj_printf(struct pdfobj *p, struct pdfobj_dict *d, const char *fmt, ...)
{
	char line[1024];
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(line, sizeof(line), fmt, ap);
	va_end(ap);
	if (n < 0 || (size_t)n >= sizeof(line))
		pdfobj_break(p, PDFOBJ_STRING_LONG);
	else
		pdfobj_write(p, d, line, (size_t)n);
}

struct pdfobj_dict *
pdfobj_source(struct pdfobj *p, const struct pdfobj_source *source)
{
	struct pdfobj_dict *d;

	p->source_bytes += source->size;
	if (p->source_bytes > PDFOBJ_MAX_BYTES)
		pdfobj_break(p, PDFOBJ_FILE_LONG);
	if ((d = pdfobj_plain(p)) == NULL)
		return (NULL);
	if (haruio_source(p->doc, dict_of(d), source) == -1)
		return (NULL);
	return (d);
}
