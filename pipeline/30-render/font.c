#include "render/font.h"

#include <stdlib.h>

#include "core/buf.h"
#include "core/fail.h"
#include "render/glyphless.h"
#include "render/pdfobj.h"
#include "render/tounicode.h"

#define CODE_POINTS 0x110000
#define MAX_CID 65535
#define REPLACEMENT 0xfffd
#define NAME "Bevara-Glyphless"

struct font {
	struct pdfobj *p;
	struct pdfobj_dict *dict, *unicode, *glyphs;
	uint16_t *cid;		/* owned; by code point, 0: none yet */
	uint32_t *cp;		/* owned; by CID */
	unsigned count;		/* CIDs 1 to count are in use */
};

static struct pdfobj_dict *
add_descriptor(struct pdfobj *p)
{
	static const double bounds[4] = { 0, -200, 500, 800 };
	struct pdfobj_dict *d = pdfobj_dict(p), *file = pdfobj_stream(p);
	struct buf program = BUF_INIT;

	glyphless_make(&program);
	pdfobj_write(p, file, program.data, program.size);
	pdfobj_set_int(p, file, "Length1", (int)program.size);
	buf_clear(&program);
	pdfobj_set_name(p, d, "Type", "FontDescriptor");
	pdfobj_set_name(p, d, "FontName", NAME);
	pdfobj_set_int(p, d, "Flags", 4);	/* symbolic */
	pdfobj_set_reals(p, d, "FontBBox", bounds, 4);
	pdfobj_set_int(p, d, "ItalicAngle", 0);
	pdfobj_set_int(p, d, "Ascent", 800);
	pdfobj_set_int(p, d, "Descent", -200);
	pdfobj_set_int(p, d, "CapHeight", 700);
	pdfobj_set_int(p, d, "StemV", 80);
	pdfobj_set_dict(p, d, "FontFile2", file);
	return (d);
}

static struct pdfobj_dict *
add_descendant(struct pdfobj *p, struct pdfobj_dict *glyphs)
{
	struct pdfobj_dict *d = pdfobj_dict(p), *system;

	pdfobj_set_name(p, d, "Type", "Font");
	pdfobj_set_name(p, d, "Subtype", "CIDFontType2");
	pdfobj_set_name(p, d, "BaseFont", NAME);
	system = pdfobj_dict_in(p, d, "CIDSystemInfo");
	pdfobj_set_ascii(p, system, "Registry", "Adobe");
	pdfobj_set_ascii(p, system, "Ordering", "Identity");
	pdfobj_set_int(p, system, "Supplement", 0);
	pdfobj_set_dict(p, d, "FontDescriptor", add_descriptor(p));
	pdfobj_set_int(p, d, "DW", 500);
	pdfobj_set_dict(p, d, "CIDToGIDMap", glyphs);
	return (d);
}

struct font *
font_new(struct pdfobj *p, struct fail *fail)
{
	struct font *f;

	if ((f = calloc(1, sizeof(*f))) == NULL ||
	    (f->cid = calloc(CODE_POINTS, sizeof(*f->cid))) == NULL ||
	    (f->cp = calloc(MAX_CID + 1, sizeof(*f->cp))) == NULL) {
		(void)fail_memory(fail);
		font_free(f);
		return (NULL);
	}
	f->p = p;
	f->dict = pdfobj_dict(p);
	f->unicode = pdfobj_stream(p);
	f->glyphs = pdfobj_stream(p);
	pdfobj_set_name(p, f->dict, "Type", "Font");
	pdfobj_set_name(p, f->dict, "Subtype", "Type0");
	pdfobj_set_name(p, f->dict, "BaseFont", NAME);
	pdfobj_set_name(p, f->dict, "Encoding", "Identity-H");
	pdfobj_add_dict(p, pdfobj_array_in(p, f->dict, "DescendantFonts"),
	    add_descendant(p, f->glyphs));
	pdfobj_set_dict(p, f->dict, "ToUnicode", f->unicode);
	return (f);
}

struct pdfobj_dict *
font_dict(const struct font *f)
{
	return (f->dict);
}

unsigned
font_cid(struct font *f, uint32_t cp)
{
	/* ToUnicode may hold neither NUL nor U+FEFF nor U+FFFE. */
	if (cp >= CODE_POINTS || cp == 0 || cp == 0xfeff ||
	    (cp & 0xfffe) == 0xfffe || (cp >= 0xd800 && cp < 0xe000))
		cp = REPLACEMENT;
	if (f->cid[cp] != 0)
		return (f->cid[cp]);
	if (f->count >= MAX_CID - 1 && cp != REPLACEMENT)
		return (font_cid(f, REPLACEMENT));
	f->cp[++f->count] = cp;
	f->cid[cp] = (uint16_t)f->count;
	return (f->count);
}

void
font_finish(struct font *f)
{
	static const uint8_t notdef[2] = { 0, 0 }, blank[2] = { 0, 1 };
	unsigned i;

	tounicode_write(f->p, f->unicode, f->cp, f->count);
	pdfobj_write(f->p, f->glyphs, notdef, 2);
	for (i = 1; i <= f->count; i++)
		pdfobj_write(f->p, f->glyphs, blank, 2);
}

void
font_free(struct font *f)
{
	if (f == NULL)
		return;
	free(f->cid);
	free(f->cp);
	free(f);
}
