#include "render/face.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/buf.h"
#include "core/fail.h"
#include "render/pdfobj.h"
#include "render/subset.h"
#include "render/tounicode.h"
#include "render/typeface.h"

#define CODE_POINTS 0x110000
#define WIDTHS_IN_ROW 1000	/* of /W: arrays have their limit */
#define NAME_MAX_BYTES 40

static const struct {
	const char *file, *name;
	int flags, stem;	/* of the descriptor (PDF 1.4, 5.7.1) */
} styles[FACE_STYLES] = {
	{ "DejaVuSans.ttf", "DejaVuSans", 4, 90 },
	{ "DejaVuSans-Bold.ttf", "DejaVuSans-Bold", 4, 160 },
	{ "DejaVuSansMono.ttf", "DejaVuSansMono", 5, 85 }
};

struct face {
	struct typeface type;
	struct subset subset;
	uint16_t *code;		/* owned; by code point, 0: none yet */
	uint32_t *cp;		/* owned; by code, 0: a part of a glyph */
	size_t codes, room;	/* codes 1 to codes - 1 are letters */
	struct pdfobj_dict *dict;	/* once it is finished, and used */
};

struct faces {
	struct pdfobj *p;	/* borrowed */
	struct face face[FACE_STYLES];
};

/* ---- letters ---- */

struct faces *
faces_new(struct pdfobj *p, struct fail *fail)
{
	struct faces *f = calloc(1, sizeof(*f));
	struct face *face;
	int i;

	if (f == NULL) {
		(void)fail_memory(fail);
		return (NULL);
	}
	f->p = p;
	for (i = 0; i < FACE_STYLES; i++) {
		face = &f->face[i];
		if (typeface_load(&face->type, styles[i].file, FACE_PACKAGE,
		    fail) == -1 ||
		    subset_start(&face->subset, &face->type, fail) == -1)
			goto bad;
		face->codes = 1;
		if ((face->code = calloc(CODE_POINTS,
		    sizeof(*face->code))) == NULL) {
			(void)fail_memory(fail);
			goto bad;
		}
	}
	return (f);
bad:
	faces_free(f);
	return (NULL);
}

/* ToUnicode may hold neither NUL nor U+FEFF nor U+FFFE. */
static int
is_sayable(uint32_t cp)
{
	return (cp < CODE_POINTS && cp >= 0x20 && cp != 0xfeff &&
	    (cp & 0xfffe) != 0xfffe && (cp < 0xd800 || cp >= 0xe000));
}

static int
add_letter(struct face *face, uint32_t cp, unsigned glyph,
    struct fail *fail)
{
	size_t room = face->room == 0 ? 256 : face->room * 2;
	uint32_t *new;
	int code;

	if ((code = subset_add(&face->subset, glyph, fail)) == -1)
		return (-1);
	if (face->codes >= face->room) {
		new = realloc(face->cp, room * sizeof(*new));
		if (new == NULL)
			return (fail_memory(fail));
		face->cp = new;
		face->room = room;
	}
	face->cp[code] = cp;
	face->code[cp] = (uint16_t)code;
	face->codes = (size_t)code + 1;
	return (0);
}

static int
width_of(const struct face *face, unsigned glyph)
{
	return ((int)lround(typeface_advance(&face->type, glyph) * 1000.0 /
	    face->type.units));
}

int
faces_find(struct faces *f, enum face_style style, uint32_t cp,
    struct face_letter *letter, struct fail *fail)
{
	struct face *face = &f->face[style];
	unsigned glyph;

	if (!is_sayable(cp))
		return (0);
	glyph = typeface_glyph(&face->type, cp);
	if (glyph == 0 && style != FACE_REGULAR)
		return (faces_find(f, FACE_REGULAR, cp, letter, fail));
	if (glyph == 0)
		return (0);
	if (face->code[cp] == 0 && add_letter(face, cp, glyph, fail) == -1)
		return (-1);
	letter->face = (int)style;
	letter->code = face->code[cp];
	letter->width = width_of(face, glyph);
	return (1);
}

/* ---- the font's objects ---- */

/* Six letters that differ with what is in the subset (PDF 1.4, 5.5.3). */
static void
make_name(const struct face *face, const char *base, char name[])
{
	uint32_t mixed = 2166136261u;
	char tag[7] = "";
	size_t i;

	for (i = 1; i < face->codes; i++)
		mixed = (mixed ^ face->cp[i]) * 16777619u;
	for (i = 0; i < 6; i++) {
		tag[i] = (char)('A' + mixed % 26);
		mixed /= 26;
	}
	(void)snprintf(name, NAME_MAX_BYTES, "%s+%s", tag, base);
}

static struct pdfobj_dict *
add_program(struct faces *f, struct face *face, struct fail *fail)
{
	struct pdfobj_dict *file = pdfobj_stream(f->p);
	struct buf program = BUF_INIT;
	int rc;

	if ((rc = subset_make(&face->subset, &program, fail)) == 0) {
		pdfobj_write(f->p, file, program.data, program.size);
		pdfobj_set_int(f->p, file, "Length1", (int)program.size);
	}
	buf_clear(&program);
	return (rc == 0 ? file : NULL);
}

/* A bit for each glyph of the program: all are there. */
static struct pdfobj_dict *
add_set(struct faces *f, const struct face *face)
{
	struct pdfobj_dict *d = pdfobj_stream(f->p);
	uint8_t byte = 0;
	size_t i;

	for (i = 0; i < face->subset.count; i++) {
		byte |= (uint8_t)(0x80 >> (i & 7));
		if ((i & 7) == 7 || i + 1 == face->subset.count) {
			pdfobj_write(f->p, d, &byte, 1);
			byte = 0;
		}
	}
	return (d);
}

static double
per_mille(const struct face *face, int v)
{
	return (round(v * 1000.0 / face->type.units));
}

static struct pdfobj_dict *
add_descriptor(struct faces *f, struct face *face, const char *name,
    struct fail *fail)
{
	struct pdfobj_dict *d = pdfobj_dict(f->p), *file;
	const struct typeface *t = &face->type;
	double bounds[4];
	int i;

	if ((file = add_program(f, face, fail)) == NULL)
		return (NULL);
	for (i = 0; i < 4; i++)
		bounds[i] = per_mille(face, t->bounds[i]);
	pdfobj_set_name(f->p, d, "Type", "FontDescriptor");
	pdfobj_set_name(f->p, d, "FontName", name);
	pdfobj_set_int(f->p, d, "Flags", styles[face - f->face].flags);
	pdfobj_set_reals(f->p, d, "FontBBox", bounds, 4);
	pdfobj_set_int(f->p, d, "ItalicAngle", 0);
	pdfobj_set_int(f->p, d, "Ascent", (int)per_mille(face, t->ascent));
	pdfobj_set_int(f->p, d, "Descent", (int)per_mille(face, t->descent));
	pdfobj_set_int(f->p, d, "CapHeight", 729);
	pdfobj_set_int(f->p, d, "StemV", styles[face - f->face].stem);
	pdfobj_set_dict(f->p, d, "FontFile2", file);
	pdfobj_set_dict(f->p, d, "CIDSet", add_set(f, face));
	return (d);
}

static void
add_widths(struct faces *f, const struct face *face, struct pdfobj_dict *d)
{
	struct pdfobj_array *w = pdfobj_array_in(f->p, d, "W"), *row = NULL;
	size_t i;

	for (i = 0; i < face->subset.count; i++) {
		if (i % WIDTHS_IN_ROW == 0) {
			pdfobj_add_int(f->p, w, (int)i);
			row = pdfobj_array(f->p);
			pdfobj_add_array(f->p, w, row);
		}
		pdfobj_add_int(f->p, row, width_of(face,
		    face->subset.glyph[i]));
	}
}

static struct pdfobj_dict *
add_descendant(struct faces *f, struct face *face, const char *name,
    struct fail *fail)
{
	struct pdfobj_dict *d = pdfobj_dict(f->p), *system, *descriptor;

	if ((descriptor = add_descriptor(f, face, name, fail)) == NULL)
		return (NULL);
	pdfobj_set_name(f->p, d, "Type", "Font");
	pdfobj_set_name(f->p, d, "Subtype", "CIDFontType2");
	pdfobj_set_name(f->p, d, "BaseFont", name);
	system = pdfobj_dict_in(f->p, d, "CIDSystemInfo");
	pdfobj_set_ascii(f->p, system, "Registry", "Adobe");
	pdfobj_set_ascii(f->p, system, "Ordering", "Identity");
	pdfobj_set_int(f->p, system, "Supplement", 0);
	pdfobj_set_dict(f->p, d, "FontDescriptor", descriptor);
	pdfobj_set_int(f->p, d, "DW", 1000);
	add_widths(f, face, d);
	pdfobj_set_name(f->p, d, "CIDToGIDMap", "Identity");
	return (d);
}

static int
finish_face(struct faces *f, struct face *face, struct fail *fail)
{
	struct pdfobj_dict *d = pdfobj_dict(f->p), *unicode, *below;
	char name[NAME_MAX_BYTES];

	make_name(face, styles[face - f->face].name, name);
	if ((below = add_descendant(f, face, name, fail)) == NULL)
		return (fail->kind != FAIL_NONE ? -1 :
		    pdfobj_check(f->p, fail));
	unicode = pdfobj_stream(f->p);
	tounicode_write(f->p, unicode, face->cp, face->codes - 1);
	pdfobj_set_name(f->p, d, "Type", "Font");
	pdfobj_set_name(f->p, d, "Subtype", "Type0");
	pdfobj_set_name(f->p, d, "BaseFont", name);
	pdfobj_set_name(f->p, d, "Encoding", "Identity-H");
	pdfobj_add_dict(f->p, pdfobj_array_in(f->p, d, "DescendantFonts"),
	    below);
	pdfobj_set_dict(f->p, d, "ToUnicode", unicode);
	face->dict = d;
	return (pdfobj_check(f->p, fail));
}

int
faces_finish(struct faces *f, struct fail *fail)
{
	int i;

	for (i = 0; i < FACE_STYLES; i++)
		if (f->face[i].codes > 1 &&
		    finish_face(f, &f->face[i], fail) == -1)
			return (-1);
	return (0);
}

void
faces_resources(const struct faces *f, struct pdfobj_dict *resources)
{
	struct pdfobj_dict *fonts = pdfobj_dict_in(f->p, resources, "Font");
	char name[16];
	int i;

	for (i = 0; i < FACE_STYLES; i++) {
		(void)snprintf(name, sizeof(name), "F%d", i);
		if (f->face[i].dict != NULL)
			pdfobj_set_dict(f->p, fonts, name, f->face[i].dict);
	}
}

void
faces_free(struct faces *f)
{
	int i;

	if (f == NULL)
		return;
	for (i = 0; i < FACE_STYLES; i++) {
		typeface_clear(&f->face[i].type);
		subset_clear(&f->face[i].subset);
		free(f->face[i].code);
		free(f->face[i].cp);
	}
	free(f);
}
