#include "render/check_content.h"

#include <string.h>

#include "core/buf.h"
#include "core/fail.h"
#include "render/check_part.h"
#include "render/pdf_stream.h"

#define ICC_HEADER 128
#define MOST_SPACES 8		/* one based on the other */

void
check_render_intent(struct check_run *run, const struct pdf_value *name,
    uint32_t object)
{
	static const char *const known[] = { "RelativeColorimetric",
		"AbsoluteColorimetric", "Perceptual", "Saturation", NULL };
	int i;

	if (name->kind != PDF_NAME)
		return;
	for (i = 0; known[i] != NULL; i++)
		if (pdf_name_is(name, known[i]))
			return;
	check_add(run, CHECK_A, "6.2.9-1", object, "a rendering intent that "
	    "PDF 1.4 does not know");
}

/* ---- colours ---- */

static void
check_icc(struct check_run *run, const struct pdf_value *ref, uint32_t object)
{
	const struct pdf_object *o = pdf_target(&run->pdf, ref);
	struct buf icc = BUF_INIT;
	struct fail fail = FAIL_INIT;

	if (o == NULL || pdf_stream_read(&run->pdf, o, &icc, &fail) == -1 ||
	    icc.size < ICC_HEADER || icc.data[8] >= 3)
		check_add(run, CHECK_A, "6.2.3.2-1", o == NULL ? object :
		    o->number, "a colour space with no ICC profile of "
		    "version 2");
	buf_clear(&icc);
}

void
check_color(struct check_run *run, const struct pdf_value *space,
    uint32_t object)
{
	const struct pdf_value *kind;
	int i;

	for (i = 0; i < MOST_SPACES; i++) {
		space = pdf_resolve(&run->pdf, space);
		kind = space->kind == PDF_ARRAY && space->count > 0 ?
		    pdf_resolve(&run->pdf, &space->as.item[0]) : space;
		if (!pdf_name_is(kind, "Indexed") || space->count < 2)
			break;
		space = &space->as.item[1];
	}
	if (pdf_name_is(kind, "DeviceRGB")) {
		if (strcmp(run->space, "RGB ") != 0)
			check_add(run, CHECK_A, "6.2.3.3-1", object,
			    "DeviceRGB without an output intent for RGB");
	} else if (pdf_name_is(kind, "DeviceCMYK")) {
		if (strcmp(run->space, "CMYK") != 0)
			check_add(run, CHECK_A, "6.2.3.3-2", object,
			    "DeviceCMYK without an output intent for CMYK");
	} else if (pdf_name_is(kind, "DeviceGray")) {
		if (run->space[0] == '\0')
			check_add(run, CHECK_A, "6.2.3.3-3", object,
			    "DeviceGray without an output intent");
	} else if (pdf_name_is(kind, "ICCBased") && space->count > 1)
		check_icc(run, &space->as.item[1], object);
	else
		check_add(run, CHECK_NOTE, "6.2.3", object, "a colour space "
		    "that is not looked into");
}

/* ---- pictures ---- */

static const struct pdf_value *
only(const struct check_run *run, const struct pdf_value *v)
{
	return (v->kind == PDF_ARRAY && v->count == 1 ?
	    pdf_resolve(&run->pdf, &v->as.item[0]) : v);
}

static int64_t
integer(const struct check_run *run, const struct pdf_value *dict,
    const char *key, int64_t otherwise)
{
	const struct pdf_value *v = pdf_get(&run->pdf, dict, key);

	return (v->kind == PDF_INT ? v->as.integer : otherwise);
}

/* Whether the rows are as the dictionary says; veraPDF does not ask. */
static void
check_rows(struct check_run *run, const struct pdf_object *o)
{
	const struct pdf_value *d = &o->value, *filter, *parms;
	int64_t width = integer(run, d, "Width", 0), colors, row;
	int64_t height = integer(run, d, "Height", 0);
	int64_t bits = integer(run, d, "BitsPerComponent", 8);

	filter = only(run, pdf_get(&run->pdf, d, "Filter"));
	parms = only(run, pdf_get(&run->pdf, d, "DecodeParms"));
	colors = pdf_name_is(pdf_get(&run->pdf, d, "ColorSpace"),
	    "DeviceGray") ? 1 : 3;
	if (width < 1 || height < 1 || width > INT32_MAX ||
	    height > INT32_MAX || bits < 1 || bits > 16) {
		check_add(run, CHECK_NOTE, "6.2.4", o->number, "a picture "
		    "without size");
		return;
	}
	row = (width * colors * bits + 7) / 8;
	if (filter->kind == PDF_NULL && (uint64_t)(row * height) !=
	    o->stream_size)
		check_add(run, CHECK_NOTE, "6.2.4", o->number, "a picture "
		    "with %llu bytes, not %lld",
		    (unsigned long long)o->stream_size,
		    (long long)(row * height));
	if (integer(run, parms, "Predictor", 1) < 10)
		return;
	if (integer(run, parms, "Columns", 1) != width ||
	    integer(run, parms, "Colors", 1) != colors ||
	    integer(run, parms, "BitsPerComponent", 8) != bits)
		check_add(run, CHECK_NOTE, "6.2.4", o->number, "the "
		    "predictor's rows are not the picture's");
}

static void
check_image(struct check_run *run, const struct pdf_object *o)
{
	const struct pdf_value *d = &o->value;
	const struct pdf_value *inter = pdf_get(&run->pdf, d, "Interpolate");
	const struct pdf_value *mask = pdf_get(&run->pdf, d, "ImageMask");
	int64_t bits = integer(run, d, "BitsPerComponent", -1);
	int is_mask = mask->kind == PDF_BOOLEAN && mask->as.integer;

	if (pdf_find(d, "Alternates")->kind != PDF_NULL)
		check_add(run, CHECK_A, "6.2.4-1", o->number, "a picture has "
		    "/Alternates");
	if (inter->kind == PDF_BOOLEAN && inter->as.integer)
		check_add(run, CHECK_A, "6.2.4-3", o->number, "a picture has "
		    "/Interpolate true");
	if (!is_mask && bits != -1 && bits != 1 && bits != 2 && bits != 4 &&
	    bits != 8)
		check_add(run, CHECK_A, "6.2.4-4", o->number, "a picture has "
		    "%lld bits for each colour", (long long)bits);
	if (is_mask && bits != -1 && bits != 1)
		check_add(run, CHECK_A, "6.2.4-5", o->number, "a mask has "
		    "%lld bits", (long long)bits);
	check_render_intent(run, pdf_get(&run->pdf, d, "Intent"), o->number);
	if (is_mask)
		return;
	if (pdf_find(d, "ColorSpace")->kind != PDF_NULL)
		check_color(run, pdf_find(d, "ColorSpace"), o->number);
	check_rows(run, o);
}

static void
check_form(struct check_run *run, const struct pdf_object *o)
{
	const struct pdf_value *d = &o->value;

	if (pdf_find(d, "PS")->kind != PDF_NULL || pdf_name_is(
	    pdf_get(&run->pdf, d, "Subtype2"), "PS"))
		check_add(run, CHECK_A, "6.2.5-1", o->number, "a form with "
		    "PostScript");
	if (pdf_find(d, "Ref")->kind != PDF_NULL) {
		check_add(run, CHECK_A, "6.2.6-1", o->number, "a form that "
		    "lies in another file");
		check_add(run, CHECK_UA1, "7.20-1", o->number, "a form that "
		    "lies in another file");
	}
	check_group(run, d, o->number);
	check_add(run, CHECK_NOTE, "6.2.5", o->number, "a form's content is "
	    "not looked into");
}

void
check_group(struct check_run *run, const struct pdf_value *dict,
    uint32_t object)
{
	if (pdf_name_is(pdf_get(&run->pdf, pdf_find(dict, "Group"), "S"),
	    "Transparency"))
		check_add(run, CHECK_A, "6.4-3", object, "a group of the kind "
		    "Transparency");
}

void
check_xobject(struct check_run *run, const struct check_page *page,
    const struct pdf_value *value)
{
	const struct pdf_object *o = pdf_target(&run->pdf, value);
	const struct pdf_value *subtype;

	if (o == NULL || page->seen[pdf_index(&run->pdf, o)]++ > 0) {
		if (o != NULL)
			page->seen[pdf_index(&run->pdf, o)] = 1;
		return;
	}
	subtype = pdf_get(&run->pdf, &o->value, "Subtype");
	if (pdf_find(&o->value, "OPI")->kind != PDF_NULL)
		check_add(run, CHECK_A, "6.2.4-2", o->number, "/OPI");
	if (pdf_find(&o->value, "SMask")->kind != PDF_NULL)
		check_add(run, CHECK_A, "6.4-2", o->number, "a picture has a "
		    "soft mask");
	if (pdf_name_is(subtype, "PS"))
		check_add(run, CHECK_A, "6.2.7-1", o->number, "a PostScript "
		    "object");
	else if (pdf_name_is(subtype, "Form"))
		check_form(run, o);
	else if (pdf_name_is(subtype, "Image"))
		check_image(run, o);
}

/* ---- graphics states ---- */

/* An entry that, if it is there, must be one of two names. */
static void
check_entry(struct check_run *run, const struct pdf_value *dict,
    const char *const entry[4], uint32_t object)
{
	const struct pdf_value *v = pdf_get(&run->pdf, dict, entry[0]);

	if (v->kind != PDF_NULL && !pdf_name_is(v, entry[1]) &&
	    !pdf_name_is(v, entry[2]))
		check_add(run, CHECK_A, entry[3], object, "a graphics state "
		    "has /%s", entry[0]);
}

void
check_state(struct check_run *run, const struct pdf_value *value,
    uint32_t object)
{
	static const char *const entries[][4] = {
		{ "TR", "-", "-", "6.2.8-1" },
		{ "TR2", "Default", "-", "6.2.8-2" },
		{ "SMask", "None", "-", "6.4-1" },
		{ "BM", "Normal", "Compatible", "6.4-4" }
	};
	static const char *const alpha[][2] = { { "CA", "6.4-5" },
		{ "ca", "6.4-6" } };
	const struct pdf_value *dict = pdf_resolve(&run->pdf, value), *v;
	size_t i;

	object = check_number_of(value, object);
	for (i = 0; i < 4; i++)
		check_entry(run, dict, entries[i], object);
	for (i = 0; i < 2; i++) {
		v = pdf_get(&run->pdf, dict, alpha[i][0]);
		if (pdf_is_number(v) && (pdf_number(v) < 0.999999 ||
		    pdf_number(v) > 1.000001))
			check_add(run, CHECK_A, alpha[i][1], object, "a "
			    "graphics state has /%s %.3f", alpha[i][0],
			    pdf_number(v));
	}
	check_render_intent(run, pdf_get(&run->pdf, dict, "RI"), object);
}
