#include "render/pdfobj.h"

#include <math.h>
#include <string.h>

#include <hpdf.h>
#include <hpdf_objects.h>

#include "core/buf.h"
#include "core/text.h"
#include "render/pdfobj_part.h"

#define MAX_REAL 32767.0
#define MAX_STRING 65535
#define MAX_NAME 127

void
pdfobj_set_dict(struct pdfobj *p, struct pdfobj_dict *d, const char *key,
    struct pdfobj_dict *value)
{
	pdfobj_put(p, d, key, value);
}

void
pdfobj_set_name(struct pdfobj *p, struct pdfobj_dict *d, const char *key,
    const char *value)
{
	if (strlen(value) > MAX_NAME)
		pdfobj_break(p, PDFOBJ_NAME_LONG);
	if (pdfobj_usable(p) && d != NULL)
		pdfobj_put(p, d, key, HPDF_Name_New(p->mmgr, value));
}

void
pdfobj_set_int(struct pdfobj *p, struct pdfobj_dict *d, const char *key,
    int value)
{
	if (pdfobj_usable(p) && d != NULL)
		pdfobj_put(p, d, key, HPDF_Number_New(p->mmgr, value));
}

void
pdfobj_set_true(struct pdfobj *p, struct pdfobj_dict *d, const char *key)
{
	if (pdfobj_usable(p) && d != NULL)
		pdfobj_put(p, d, key, HPDF_Boolean_New(p->mmgr, HPDF_TRUE));
}

void
pdfobj_set_ascii(struct pdfobj *p, struct pdfobj_dict *d, const char *key,
    const char *value)
{
	if (strlen(value) > MAX_STRING)
		pdfobj_break(p, PDFOBJ_STRING_LONG);
	if (pdfobj_usable(p) && d != NULL)
		pdfobj_put(p, d, key, HPDF_String_New(p->mmgr, value, NULL));
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

	if (!pdfobj_usable(p) || d == NULL)
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
	if (pdfobj_usable(p))
		pdfobj_put(p, d, key, HPDF_Binary_New(p->mmgr, p->text.data,
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
	pdfobj_push(p, a, value);
}

void
pdfobj_add_array(struct pdfobj *p, struct pdfobj_array *a,
    struct pdfobj_array *value)
{
	pdfobj_push(p, a, value);
}

void
pdfobj_add_int(struct pdfobj *p, struct pdfobj_array *a, int value)
{
	if (pdfobj_usable(p) && a != NULL)
		pdfobj_push(p, a, HPDF_Number_New(p->mmgr, value));
}

void
pdfobj_add_real(struct pdfobj *p, struct pdfobj_array *a, double value)
{
	if (!isfinite(value) || fabs(value) > MAX_REAL)
		pdfobj_break(p, PDFOBJ_REAL_RANGE);
	if (pdfobj_usable(p) && a != NULL)
		pdfobj_push(p, a, HPDF_Real_New(p->mmgr, (HPDF_REAL)value));
}

void
pdfobj_add_name(struct pdfobj *p, struct pdfobj_array *a, const char *value)
{
	if (strlen(value) > MAX_NAME)
		pdfobj_break(p, PDFOBJ_NAME_LONG);
	if (pdfobj_usable(p) && a != NULL)
		pdfobj_push(p, a, HPDF_Name_New(p->mmgr, value));
}

void
pdfobj_add_null(struct pdfobj *p, struct pdfobj_array *a)
{
	HPDF_Null null;

	if (!pdfobj_usable(p) || a == NULL ||
	    (null = HPDF_Null_New(p->mmgr)) == NULL)
		return;
	pdfobj_push(p, a, null);
}
