#include "render/pdfobj.h"

#include <math.h>
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
#include "core/text.h"
#include "render/haruio.h"

#define MAX_REAL 32767.0
#define MAX_STRING 65535
#define MAX_NAME 127

/* A limit was passed: ours to see, before libharu writes it. */
enum broken { WHOLE = 0, ARRAY_FULL, REAL_RANGE, STRING_LONG, NAME_LONG,
	FILE_LONG };

static const char *const broken_word[] = { "", "an array of more than 8191",
	"a number beyond 32767", "a string of more than 65535 bytes",
	"a name of more than 127 bytes", "more than 2,000,000,000 bytes" };

struct pdfobj {
	HPDF_Doc doc;
	enum broken broken;
	uint64_t source_bytes;	/* of all sources */
	struct buf text;	/* for one string at a time */
};

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

static int
usable(const struct pdfobj *p)
{
	return (!p->broken && !p->text.failed &&
	    HPDF_Error_GetCode(&p->doc->error) == HPDF_OK);
}

static void
set_broken(struct pdfobj *p, enum broken why)
{
	if (p->broken == WHOLE)
		p->broken = why;
}

/* Put any new or indirect object in a dictionary. */
static void
put(struct pdfobj *p, struct pdfobj_dict *d, const char *key, void *obj)
{
	if (usable(p) && d != NULL && obj != NULL)
		(void)HPDF_Dict_Add(dict_of(d), key, obj);
}

static void
push(struct pdfobj *p, struct pdfobj_array *a, void *obj)
{
	if (!usable(p) || a == NULL || obj == NULL)
		return;
	if (HPDF_Array_Items(array_of(a)) >= PDFOBJ_MAX_ARRAY) {
		HPDF_Obj_Free(p->doc->mmgr, obj);
		set_broken(p, ARRAY_FULL);
		return;
	}
	(void)HPDF_Array_Add(array_of(a), obj);
}

/* ---- the file ---- */

struct pdfobj *
pdfobj_new(struct fail *fail)
{
	struct pdfobj *p = NULL;

	/* The struct layouts above are those of this version only. */
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
	p->doc->pdf_version = HPDF_VER_14;
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
	HPDF_STATUS code = HPDF_Error_GetCode(&p->doc->error);

	if (p->text.failed || code == HPDF_FAILD_TO_ALLOC_MEM)
		return (fail_memory(fail));
	if (p->broken)
		return (fail_set(fail, FAIL_DATA, "the page needs %s, which "
		    "PDF/A-1 does not allow", broken_word[p->broken]));
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

	if (!usable(p) || (id = HPDF_Array_New(p->doc->mmgr)) == NULL)
		return;
	put(p, (struct pdfobj_dict *)p->doc->trailer, "ID", id);
	memcpy(copy, bytes, sizeof(copy));
	for (i = 0; i < 2; i++)
		push(p, (struct pdfobj_array *)id,
		    HPDF_Binary_New(p->doc->mmgr, copy, sizeof(copy)));
}

struct pdfobj_dict *
pdfobj_catalog(struct pdfobj *p)
{
	return ((struct pdfobj_dict *)p->doc->catalog);
}

struct pdfobj_dict *
pdfobj_info(struct pdfobj *p)
{
	return ((struct pdfobj_dict *)p->doc->info);
}

struct pdfobj_dict *
pdfobj_page(struct pdfobj *p, double width, double height)
{
	double box[4] = { 0, 0, width, height };
	struct pdfobj_dict *d;
	HPDF_Page page;

	if (!usable(p) || (page = HPDF_AddPage(p->doc)) == NULL)
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

	if (!usable(p) || page == NULL)
		return (NULL);
	attr = dict_of(page)->attr;
	return ((struct pdfobj_dict *)attr->contents);
}

struct pdfobj_dict *
pdfobj_resources(struct pdfobj *p, struct pdfobj_dict *page)
{
	if (!usable(p) || page == NULL)
		return (NULL);
	return (HPDF_Dict_GetItem(dict_of(page), "Resources",
	    HPDF_OCLASS_DICT));
}

/* ---- new objects ---- */

struct pdfobj_dict *
pdfobj_dict(struct pdfobj *p)
{
	HPDF_Dict d;

	if (!usable(p) || (d = HPDF_Dict_New(p->doc->mmgr)) == NULL ||
	    HPDF_Xref_Add(p->doc->xref, d) != HPDF_OK)
		return (NULL);
	return ((struct pdfobj_dict *)d);
}

struct pdfobj_array *
pdfobj_array(struct pdfobj *p)
{
	HPDF_Array a;

	if (!usable(p) || (a = HPDF_Array_New(p->doc->mmgr)) == NULL ||
	    HPDF_Xref_Add(p->doc->xref, a) != HPDF_OK)
		return (NULL);
	return ((struct pdfobj_array *)a);
}

struct pdfobj_dict *
pdfobj_plain(struct pdfobj *p)
{
	if (!usable(p))
		return (NULL);
	return ((struct pdfobj_dict *)HPDF_DictStream_New(p->doc->mmgr,
	    p->doc->xref));
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

	if (!usable(p) || d == NULL ||
	    (new = HPDF_Dict_New(p->doc->mmgr)) == NULL)
		return (NULL);
	put(p, d, key, new);
	return (usable(p) ? (struct pdfobj_dict *)new : NULL);
}

struct pdfobj_dict *
pdfobj_dict_at(struct pdfobj *p, struct pdfobj_array *a)
{
	HPDF_Dict new;

	if (!usable(p) || a == NULL ||
	    (new = HPDF_Dict_New(p->doc->mmgr)) == NULL)
		return (NULL);
	push(p, a, new);
	return (usable(p) ? (struct pdfobj_dict *)new : NULL);
}

struct pdfobj_array *
pdfobj_array_in(struct pdfobj *p, struct pdfobj_dict *d, const char *key)
{
	HPDF_Array new;

	if (!usable(p) || d == NULL ||
	    (new = HPDF_Array_New(p->doc->mmgr)) == NULL)
		return (NULL);
	put(p, d, key, new);
	return (usable(p) ? (struct pdfobj_array *)new : NULL);
}

/* ---- entries ---- */

void
pdfobj_set_dict(struct pdfobj *p, struct pdfobj_dict *d, const char *key,
    struct pdfobj_dict *value)
{
	put(p, d, key, value);
}

void
pdfobj_set_array(struct pdfobj *p, struct pdfobj_dict *d, const char *key,
    struct pdfobj_array *value)
{
	put(p, d, key, value);
}

void
pdfobj_set_name(struct pdfobj *p, struct pdfobj_dict *d, const char *key,
    const char *value)
{
	if (strlen(value) > MAX_NAME)
		set_broken(p, NAME_LONG);
	if (usable(p) && d != NULL)
		put(p, d, key, HPDF_Name_New(p->doc->mmgr, value));
}

void
pdfobj_set_int(struct pdfobj *p, struct pdfobj_dict *d, const char *key,
    int value)
{
	if (usable(p) && d != NULL)
		put(p, d, key, HPDF_Number_New(p->doc->mmgr, value));
}

void
pdfobj_set_true(struct pdfobj *p, struct pdfobj_dict *d, const char *key)
{
	if (usable(p) && d != NULL)
		put(p, d, key, HPDF_Boolean_New(p->doc->mmgr, HPDF_TRUE));
}

void
pdfobj_set_ascii(struct pdfobj *p, struct pdfobj_dict *d, const char *key,
    const char *value)
{
	if (strlen(value) > MAX_STRING)
		set_broken(p, STRING_LONG);
	if (usable(p) && d != NULL)
		put(p, d, key, HPDF_String_New(p->doc->mmgr, value, NULL));
}

static void
add_unit(struct buf *b, uint32_t unit)
{
	buf_addc(b, (int)(unit >> 8));
	buf_addc(b, (int)(unit & 0xff));
}

void
pdfobj_set_text(struct pdfobj *p, struct pdfobj_dict *d, const char *key,
    const char *value)
{
	const char *end = value + strlen(value);
	uint32_t cp;

	if (!usable(p) || d == NULL)
		return;
	buf_reset(&p->text);
	add_unit(&p->text, 0xfeff);
	while (value < end && p->text.size < 2 * PDFOBJ_MAX_TEXT) {
		value = text_next(value, end, &cp);
		if (cp >= 0x10000) {
			add_unit(&p->text, 0xd800 + ((cp - 0x10000) >> 10));
			cp = 0xdc00 + ((cp - 0x10000) & 0x3ff);
		}
		add_unit(&p->text, cp);
	}
	if (usable(p))
		put(p, d, key, HPDF_Binary_New(p->doc->mmgr, p->text.data,
		    (HPDF_UINT)p->text.size));
}

void
pdfobj_set_reals(struct pdfobj *p, struct pdfobj_dict *d, const char *key,
    const double *v, size_t n)
{
	struct pdfobj_array *a = pdfobj_array_in(p, d, key);
	size_t i;

	for (i = 0; i < n; i++)
		pdfobj_add_real(p, a, v[i]);
}

void
pdfobj_add_dict(struct pdfobj *p, struct pdfobj_array *a,
    struct pdfobj_dict *value)
{
	push(p, a, value);
}

void
pdfobj_add_array(struct pdfobj *p, struct pdfobj_array *a,
    struct pdfobj_array *value)
{
	push(p, a, value);
}

void
pdfobj_add_int(struct pdfobj *p, struct pdfobj_array *a, int value)
{
	if (usable(p) && a != NULL)
		push(p, a, HPDF_Number_New(p->doc->mmgr, value));
}

void
pdfobj_add_real(struct pdfobj *p, struct pdfobj_array *a, double value)
{
	if (!isfinite(value) || fabs(value) > MAX_REAL)
		set_broken(p, REAL_RANGE);
	if (usable(p) && a != NULL)
		push(p, a, HPDF_Real_New(p->doc->mmgr, (HPDF_REAL)value));
}

void
pdfobj_add_name(struct pdfobj *p, struct pdfobj_array *a, const char *value)
{
	if (strlen(value) > MAX_NAME)
		set_broken(p, NAME_LONG);
	if (usable(p) && a != NULL)
		push(p, a, HPDF_Name_New(p->doc->mmgr, value));
}

void
pdfobj_add_null(struct pdfobj *p, struct pdfobj_array *a)
{
	HPDF_Null null;

	if (!usable(p) || a == NULL ||
	    (null = HPDF_Null_New(p->doc->mmgr)) == NULL)
		return;
	push(p, a, null);
}

/* ---- streams ---- */

void
pdfobj_write(struct pdfobj *p, struct pdfobj_dict *d, const void *bytes,
    size_t n)
{
	if (usable(p) && d != NULL && n > 0)
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
		set_broken(p, STRING_LONG);
	else
		pdfobj_write(p, d, line, (size_t)n);
}

struct pdfobj_dict *
pdfobj_source(struct pdfobj *p, const struct pdfobj_source *source)
{
	struct pdfobj_dict *d;

	p->source_bytes += source->size;
	if (p->source_bytes > PDFOBJ_MAX_BYTES)
		set_broken(p, FILE_LONG);
	if ((d = pdfobj_plain(p)) == NULL)
		return (NULL);
	if (haruio_source(p->doc, dict_of(d), source) == -1)
		return (NULL);
	return (d);
}
