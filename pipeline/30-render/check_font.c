#include "render/check_font.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/buf.h"
#include "core/fail.h"
#include "render/check_cmap.h"
#include "render/check_part.h"
#include "render/check_truetype.h"
#include "render/pdf_stream.h"

#define MOST_FONTS 256		/* each costs 200 KB */
#define SHOWN 1			/* a code's flags */
#define SEEN 2			/* shown visibly */

struct check_font {
	struct check_font *next;
	const struct pdf_value *dict, *cid_font;	/* cid_font: or NULL */
	uint32_t object;
	int checked, checked_visible;
	struct truetype program;
	struct buf gid;		/* CIDToGIDMap, two bytes each */
	int identity;		/* CIDToGIDMap is /Identity */
	uint8_t meaning[CMAP_CODES];
	uint8_t shown[CMAP_CODES];
};

void
check_font_free(struct check_font *f)
{
	struct check_font *next;

	for (; f != NULL; f = next) {
		next = f->next;
		truetype_clear(&f->program);
		buf_clear(&f->gid);
		free(f);
	}
}

/* ---- what is in it ---- */

static void
read_meanings(struct check_run *run, struct check_font *f)
{
	const struct pdf_object *o = pdf_target(&run->pdf,
	    pdf_find(f->dict, "ToUnicode"));
	struct buf cmap = BUF_INIT;
	struct fail fail = FAIL_INIT;

	if (o != NULL && pdf_stream_read(&run->pdf, o, &cmap, &fail) == 0)
		cmap_read(&cmap, f->meaning, &run->budget);
	buf_clear(&cmap);
}

static void
read_program(struct check_run *run, struct check_font *f)
{
	const struct pdf_value *descriptor = pdf_get(&run->pdf, f->cid_font,
	    "FontDescriptor"), *map;
	const struct pdf_object *o = pdf_target(&run->pdf,
	    pdf_find(descriptor, "FontFile2"));
	struct buf bytes = BUF_INIT;
	struct fail fail = FAIL_INIT;

	if (o != NULL && pdf_stream_read(&run->pdf, o, &bytes, &fail) == 0)
		truetype_read(&f->program, &bytes);
	buf_clear(&bytes);
	map = pdf_find(f->cid_font, "CIDToGIDMap");
	f->identity = pdf_name_is(pdf_resolve(&run->pdf, map), "Identity");
	if ((o = pdf_target(&run->pdf, map)) != NULL && o->stream != NULL)
		(void)pdf_stream_read(&run->pdf, o, &f->gid, &fail);
}

/* The glyph of a CID, or -1. */
static int
glyph(const struct check_font *f, unsigned cid)
{
	int gid = (int)cid;

	if (!f->identity) {
		if (f->gid.size < 2 * (size_t)cid + 2)
			return (-1);
		gid = f->gid.data[2 * cid] << 8 | f->gid.data[2 * cid + 1];
	}
	return (cid == 0 || gid >= f->program.glyphs ? -1 : gid);
}

/* The width that /W, or else /DW, gives a CID, in thousandths. */
static double
said_width(const struct check_run *run, const struct check_font *f,
    unsigned cid)
{
	const struct pdf_value *w = pdf_get(&run->pdf, f->cid_font, "W");
	const struct pdf_value *dw = pdf_get(&run->pdf, f->cid_font, "DW");
	const struct pdf_value *second;
	uint32_t i;
	double first;

	for (i = 0; w->kind == PDF_ARRAY && i + 1 < w->count; ) {
		first = pdf_number(&w->as.item[i]);
		second = pdf_resolve(&run->pdf, &w->as.item[i + 1]);
		if (second->kind == PDF_ARRAY) {
			if (cid >= first && cid < first + second->count)
				return (pdf_number(&second->as.item[(size_t)
				    (cid - first)]));
			i += 2;
		} else {
			if (i + 2 < w->count && cid >= first &&
			    cid <= pdf_number(second))
				return (pdf_number(&w->as.item[i + 2]));
			i += 3;
		}
	}
	return (pdf_is_number(dw) ? pdf_number(dw) : 1000);
}

/* ---- the font as a whole ---- */

struct check_font *
check_font_get(struct check_run *run, const struct pdf_value *value)
{
	const struct pdf_value *dict = pdf_resolve(&run->pdf, value), *list;
	struct check_font *f;
	int n = 0;

	if (dict->kind != PDF_DICT)
		return (NULL);
	for (f = run->font; f != NULL; f = f->next, n++)
		if (f->dict == dict)
			return (f);
	if (n == MOST_FONTS || (f = calloc(1, sizeof(*f))) == NULL) {
		check_memory(run);
		return (NULL);
	}
	f->dict = dict;
	f->object = check_number_of(value, 0);
	f->next = run->font;
	run->font = f;
	list = pdf_get(&run->pdf, dict, "DescendantFonts");
	if (list->kind == PDF_ARRAY && list->count > 0)
		f->cid_font = pdf_resolve(&run->pdf, &list->as.item[0]);
	read_meanings(run, f);
	if (f->cid_font != NULL)
		read_program(run, f);
	return (f);
}

static int
is_embedded(const struct check_run *run, const struct pdf_value *font)
{
	static const char *const keys[] = { "FontFile", "FontFile2",
		"FontFile3", NULL };
	const struct pdf_value *descriptor = pdf_get(&run->pdf, font,
	    "FontDescriptor");
	const struct pdf_object *o;
	int i;

	for (i = 0; keys[i] != NULL; i++) {
		o = pdf_target(&run->pdf, pdf_find(descriptor, keys[i]));
		if (o != NULL && o->stream != NULL)
			return (1);
	}
	return (0);
}

static void
check_dict(struct check_run *run, const struct check_font *f,
    const struct pdf_value *font)
{
	static const char *const subtypes[] = { "Type1", "MMType1", "TrueType",
		"Type3", "Type0", "CIDFontType0", "CIDFontType2", NULL };
	const struct pdf_value *s = pdf_get(&run->pdf, font, "Subtype");
	int i;

	if (!pdf_name_is(pdf_get(&run->pdf, font, "Type"), "Font"))
		check_add(run, CHECK_A, "6.3.2-1", f->object, "/Type of a "
		    "font is not Font");
	for (i = 0; subtypes[i] != NULL; i++)
		if (pdf_name_is(s, subtypes[i]))
			break;
	if (subtypes[i] == NULL)
		check_add(run, CHECK_A, "6.3.2-2", f->object, "/Subtype of a "
		    "font is not known");
	if (pdf_get(&run->pdf, font, "BaseFont")->kind != PDF_NAME &&
	    !pdf_name_is(s, "Type3"))
		check_add(run, CHECK_A, "6.3.2-3", f->object, "a font has no "
		    "/BaseFont");
}

/* Rules that do not ask whether the text is seen. */
static void
check_always(struct check_run *run, struct check_font *f)
{
	const struct pdf_value *encoding = pdf_get(&run->pdf, f->dict,
	    "Encoding"), *system;

	/* Of a composite font the one below it counts. */
	check_dict(run, f, f->cid_font == NULL ? f->dict : f->cid_font);
	if (f->cid_font == NULL)
		return;
	if (encoding->kind == PDF_NAME && !pdf_name_is(encoding,
	    "Identity-H") && !pdf_name_is(encoding, "Identity-V")) {
		check_add(run, CHECK_A, "6.3.3.1-1", f->object, "the CMap is "
		    "of other characters than the font");
		check_add(run, CHECK_A, "6.3.3.3-1", f->object, "the CMap is "
		    "neither Identity-H nor embedded");
		check_add(run, CHECK_UA1, "7.21.3.1-1", f->object, "the CMap "
		    "is of other characters than the font");
	}
	if (pdf_get(&run->pdf, f->cid_font, "CIDToGIDMap")->kind ==
	    PDF_NULL && pdf_name_is(pdf_get(&run->pdf, f->cid_font, "Subtype"),
	    "CIDFontType2") && is_embedded(run, f->cid_font))
		check_add(run, CHECK_UA1, "7.21.3.2-1", f->object, "the font "
		    "has no /CIDToGIDMap");
	system = pdf_get(&run->pdf, f->cid_font, "CIDSystemInfo");
	if (!pdf_is_string(pdf_get(&run->pdf, system, "Registry")) ||
	    !pdf_is_string(pdf_get(&run->pdf, system, "Ordering")))
		check_add(run, CHECK_NOTE, "6.3.3.1", f->object, "the font "
		    "has no whole /CIDSystemInfo");
}

/* Rules for fonts that something is seen of. */
static void
check_visible(struct check_run *run, struct check_font *f)
{
	const struct pdf_value *font = f->cid_font != NULL ? f->cid_font :
	    f->dict;

	if (!is_embedded(run, font) && !pdf_name_is(pdf_get(&run->pdf, font,
	    "Subtype"), "Type3")) {
		check_add(run, CHECK_A, "6.3.4-1", f->object, "the font is "
		    "not embedded");
		check_add(run, CHECK_UA1, "7.21.4.1-1", f->object, "the font "
		    "is not embedded");
	}
	if (f->cid_font == NULL)
		check_add(run, CHECK_NOTE, "6.3", f->object, "a font that is "
		    "not composite is not looked into");
	else if (pdf_get(&run->pdf, font, "CIDToGIDMap")->kind ==
	    PDF_NULL && pdf_name_is(pdf_get(&run->pdf, font, "Subtype"),
	    "CIDFontType2"))
		check_add(run, CHECK_A, "6.3.3.2-1", f->object, "the font has "
		    "no /CIDToGIDMap");
}

/* ---- a character ---- */

static void
check_meaning(struct check_run *run, const struct check_font *f,
    unsigned code)
{
	if (f->meaning[code] == CMAP_NOTHING) {
		check_add(run, CHECK_1A, "6.3.8-1", f->object, "ToUnicode "
		    "does not say what the code %04X means", code);
		check_add(run, CHECK_UA1, "7.21.7-1", f->object, "ToUnicode "
		    "does not say what the code %04X means", code);
	} else if (f->meaning[code] == CMAP_REFUSED)
		check_add(run, CHECK_UA1, "7.21.7-2", f->object, "ToUnicode "
		    "has U+0000, U+FEFF or U+FFFE for the code %04X", code);
	if (f->program.glyphs > 0 && glyph(f, code) == -1)
		check_add(run, CHECK_UA1, "7.21.8-1", f->object, "the code "
		    "%04X is shown as .notdef", code);
}

static void
check_glyph(struct check_run *run, const struct check_font *f, unsigned code)
{
	int gid = glyph(f, code);
	double width;

	if (f->program.glyphs == 0)
		return;
	if (gid == -1) {
		check_add(run, CHECK_A, "6.3.5-1", f->object, "the font has "
		    "no glyph for the code %04X", code);
		check_add(run, CHECK_UA1, "7.21.4.1-2", f->object, "the font "
		    "has no glyph for the code %04X", code);
		return;
	}
	width = truetype_width(&f->program, gid);
	if (fabs(width - said_width(run, f, code)) > 1) {
		check_add(run, CHECK_A, "6.3.6-1", f->object, "the glyph of "
		    "the code %04X is %.0f wide, not as /W or /DW says", code,
		    width);
		check_add(run, CHECK_UA1, "7.21.5-1", f->object, "the glyph "
		    "of the code %04X is %.0f wide, not as /W or /DW says",
		    code, width);
	}
}

void
check_font_show(struct check_run *run, struct check_font *f,
    const uint8_t *bytes, size_t n, int mode)
{
	unsigned code;
	size_t i;

	if (!f->checked)
		check_always(run, f);
	f->checked = 1;
	if (mode != CHECK_INVISIBLE && !f->checked_visible) {
		check_visible(run, f);
		f->checked_visible = 1;
	}
	for (i = 0; f->cid_font != NULL && i + 1 < n; i += 2) {
		code = (unsigned)bytes[i] << 8 | bytes[i + 1];
		if (!(f->shown[code] & SHOWN))
			check_meaning(run, f, code);
		if (mode != CHECK_INVISIBLE && !(f->shown[code] & SEEN))
			check_glyph(run, f, code);
		f->shown[code] |= mode == CHECK_INVISIBLE ? SHOWN :
		    SHOWN | SEEN;
	}
}
