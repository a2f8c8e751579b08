#include "render/check_part.h"

#include <string.h>


#define PRINT 4			/* flags of an annotation */
#define INVISIBLE 1
#define HIDDEN 2
#define NO_VIEW 32

struct annotation {
	struct check_run *run;
	const struct pdf_value *dict;
	const struct pdf_value *element;	/* above it, or none */
	const char *type;	/* the element's standard type, or NULL */
	int flags, is_link, is_away;	/* away: hidden, or off the page */
	uint32_t object;
};

/* 1 if it lies wholly outside the page's box. */
static int
is_outside(const struct check_run *run, const struct pdf_value *annotation,
    const struct pdf_value *page)
{
	const struct pdf_value *r = pdf_get(&run->pdf, annotation, "Rect");
	const struct pdf_value *box = pdf_get(&run->pdf, page, "CropBox");
	double a[4], b[4];
	int i;

	if (box->kind != PDF_ARRAY)
		box = pdf_get(&run->pdf, page, "MediaBox");
	if (r->kind != PDF_ARRAY || box->kind != PDF_ARRAY || r->count < 4 ||
	    box->count < 4)
		return (0);
	for (i = 0; i < 4; i++) {
		a[i] = pdf_number(pdf_resolve(&run->pdf, &r->as.item[i]));
		b[i] = pdf_number(pdf_resolve(&run->pdf, &box->as.item[i]));
	}
	return (b[1] >= a[3] || b[0] >= a[2] || b[3] <= a[1] || b[2] <= a[0]);
}

static int
is_allowed(const struct pdf_value *subtype)
{
	static const char *const allowed[] = { "Text", "Link", "FreeText",
		"Line", "Square", "Circle", "Highlight", "Underline",
		"Squiggly", "StrikeOut", "Stamp", "Ink", "Popup", "Widget",
		"PrinterMark", "TrapNet", NULL };
	int i;

	for (i = 0; allowed[i] != NULL; i++)
		if (pdf_name_is(subtype, allowed[i]))
			break;
	return (allowed[i] != NULL);
}

static void
check_pdfa(const struct annotation *a)
{
	struct check_run *run = a->run;
	const struct pdf_value *ca = pdf_get(&run->pdf, a->dict, "CA");
	const struct pdf_value *ap = pdf_get(&run->pdf, a->dict, "AP");

	if (!is_allowed(pdf_get(&run->pdf, a->dict, "Subtype")))
		check_add(run, CHECK_A, "6.5.2-1", a->object, "an annotation "
		    "of a kind that is not allowed");
	if (pdf_is_number(ca) && (pdf_number(ca) < 1 || pdf_number(ca) > 1))
		check_add(run, CHECK_A, "6.5.3-1", a->object, "an annotation "
		    "has /CA %.3f", pdf_number(ca));
	if (pdf_get(&run->pdf, a->dict, "F")->kind != PDF_INT ||
	    (a->flags & (PRINT | INVISIBLE | HIDDEN | NO_VIEW)) != PRINT)
		check_add(run, CHECK_A, "6.5.3-2", a->object, "an annotation "
		    "has not /F 4");
	if ((pdf_find(a->dict, "C")->kind != PDF_NULL ||
	    pdf_find(a->dict, "IC")->kind != PDF_NULL) &&
	    strcmp(run->space, "RGB ") != 0)
		check_add(run, CHECK_A, "6.5.3-3", a->object, "an annotation "
		    "has a colour, but no output intent is for RGB");
	if (ap->kind == PDF_DICT && (ap->count != 1 ||
	    pdf_find(ap, "N")->kind == PDF_NULL))
		check_add(run, CHECK_A, "6.5.3-4", a->object, "an appearance "
		    "has other entries than /N");
}

static void
check_pdfua(const struct annotation *a)
{
	struct check_run *run = a->run;
	int has_contents = check_says(run, a->dict, "Contents");

	if (pdf_is_string(pdf_get(&run->pdf, a->dict, "Contents")) &&
	    !run->has_lang && !pdf_is_string(pdf_get(&run->pdf, a->element,
	    "Lang")))
		check_add(run, CHECK_UA1, "7.2-24", a->object, "the language "
		    "of an annotation's /Contents is not known");
	if (a->is_away)
		return;
	if (!has_contents && !check_says(run, a->element, "Alt"))
		check_add(run, CHECK_UA1, "7.18.1-2", a->object, "an "
		    "annotation has no /Contents");
	if (!a->is_link) {
		if (!check_is(a->type, "Annot"))
			check_add(run, CHECK_UA1, "7.18.1-1", a->object, "an "
			    "annotation is in no Annot");
		return;
	}
	if (!check_is(a->type, "Link"))
		check_add(run, CHECK_UA1, "7.18.5-1", a->object, "a link is "
		    "in no Link");
	if (!has_contents)
		check_add(run, CHECK_UA1, "7.18.5-2", a->object, "a link has "
		    "no /Contents");
}

/* The element names the annotation; veraPDF does not ask. */
static void
check_reference(const struct annotation *a)
{
	const struct pdf_value *k = pdf_find(a->element, "K"), *kid;
	const struct pdf_value *all = pdf_resolve(&a->run->pdf, k);
	uint32_t i, n = all->kind == PDF_ARRAY ? all->count : 1;

	for (i = 0; i < n && a->run->budget > 0; i++, a->run->budget--) {
		kid = pdf_resolve(&a->run->pdf, all->kind == PDF_ARRAY ?
		    &all->as.item[i] : k);
		if (kid->kind == PDF_DICT && pdf_resolve(&a->run->pdf,
		    pdf_find(kid, "Obj")) == a->dict)
			return;
	}
	check_add(a->run, CHECK_NOTE, "7.18.5", a->object, "the element of a "
	    "link does not name it");
}

void
check_annotation(struct check_run *run, const struct pdf_value *value,
    const struct pdf_value *page)
{
	struct annotation a = { .run = run, .element = &pdf_nothing };
	const struct pdf_value *key, *flags;

	a.dict = pdf_resolve(&run->pdf, value);
	a.object = check_number_of(value, 0);
	if (a.dict->kind != PDF_DICT)
		return;
	key = pdf_get(&run->pdf, a.dict, "StructParent");
	if (key->kind == PDF_INT)
		a.element = pdf_resolve(&run->pdf, check_parent(run,
		    key->as.integer));
	if (a.element->kind == PDF_DICT) {
		a.type = check_standard(run, a.element, CHECK_UA1);
		check_reference(&a);
	} else
		a.element = &pdf_nothing;
	flags = pdf_get(&run->pdf, a.dict, "F");
	a.flags = flags->kind == PDF_INT ? (int)(flags->as.integer & 1023) : 0;
	a.is_link = pdf_name_is(pdf_get(&run->pdf, a.dict, "Subtype"), "Link");
	a.is_away = (a.flags & HIDDEN) || is_outside(run, a.dict, page);
	check_pdfa(&a);
	check_pdfua(&a);
	check_action(run, pdf_find(a.dict, "A"), a.object);
}
