#include "render/subset.h"

#include <stdlib.h>
#include <string.h>

#include "core/buf.h"
#include "core/fail.h"
#include "render/typeface.h"

#define CHECKSUM_AT 8		/* of checkSumAdjustment, in head */
#define CHECKSUM_BASE 0xb1b0afbau
#define PART_WORDS 0x0001	/* flags of a part of a composite glyph */
#define PART_SCALE 0x0008
#define PART_MORE 0x0020
#define PART_TWO_SCALES 0x0040
#define PART_MATRIX 0x0080

/* The tables of a font program in a PDF, in the order of their names. */
static const struct {
	char tag[5];
	enum typeface_name name;
} tables[] = { { "cvt ", TYPEFACE_CVT }, { "fpgm", TYPEFACE_FPGM },
	{ "glyf", TYPEFACE_GLYF }, { "head", TYPEFACE_HEAD },
	{ "hhea", TYPEFACE_HHEA }, { "hmtx", TYPEFACE_HMTX },
	{ "loca", TYPEFACE_LOCA }, { "maxp", TYPEFACE_MAXP },
	{ "prep", TYPEFACE_PREP } };

#define TABLES (sizeof(tables) / sizeof(tables[0]))

/* The program while it is made; undone by making_clear(). */
struct making {
	struct buf glyf, loca, body;
	size_t at[TABLES], size[TABLES];
};

static void
add16(struct buf *b, unsigned v)
{
	buf_addc(b, (int)(v >> 8 & 0xff));
	buf_addc(b, (int)(v & 0xff));
}

static void
add32(struct buf *b, uint32_t v)
{
	add16(b, v >> 16);
	add16(b, v & 0xffff);
}

static void
put16(uint8_t *s, unsigned v)
{
	s[0] = (uint8_t)(v >> 8);
	s[1] = (uint8_t)v;
}

static void
pad(struct buf *b)
{
	while (b->size & 3 && !b->failed)
		buf_addc(b, 0);
}

int
subset_start(struct subset *s, const struct typeface *from,
    struct fail *fail)
{
	s->from = from;
	return (subset_add(s, 0, fail) == -1 ? -1 : 0);
}

int
subset_add(struct subset *s, unsigned glyph, struct fail *fail)
{
	size_t room = s->room == 0 ? 256 : s->room * 2;
	uint16_t *new;

	if (s->count == SUBSET_MAX)
		return (fail_set(fail, FAIL_DATA, "the text has more than %d "
		    "different letters", SUBSET_MAX));
	if (s->count == s->room) {
		if ((new = realloc(s->glyph, room * sizeof(*new))) == NULL)
			return (fail_memory(fail));
		s->glyph = new;
		s->room = room;
	}
	s->glyph[s->count] = (uint16_t)glyph;
	return ((int)s->count++);
}

void
subset_clear(struct subset *s)
{
	free(s->glyph);
	memset(s, 0, sizeof(*s));
}

static void
making_clear(struct making *m)
{
	buf_clear(&m->glyf);
	buf_clear(&m->loca);
	buf_clear(&m->body);
}

/* Where the glyph is here; those added before count too. */
static int
number_of(struct subset *s, unsigned glyph, struct fail *fail)
{
	size_t i;

	for (i = 0; i < s->count; i++)
		if (s->glyph[i] == glyph)
			return ((int)i);
	return (subset_add(s, glyph, fail));
}

/* The parts of a composite glyph get their numbers here. */
static int
renumber(struct subset *s, uint8_t *bytes, size_t size, struct fail *fail)
{
	size_t at = 10;
	unsigned flags = PART_MORE;
	int n;

	while (flags & PART_MORE) {
		if (at + 4 > size)
			return (fail_set(fail, FAIL_PROGRAM, "the font is "
			    "broken: install its package again"));
		flags = typeface_16(bytes + at);
		if ((n = number_of(s, typeface_16(bytes + at + 2),
		    fail)) == -1)
			return (-1);
		put16(bytes + at + 2, (unsigned)n);
		at += 4 + (flags & PART_WORDS ? 4 : 2);
		at += flags & PART_MATRIX ? 8 : flags & PART_TWO_SCALES ? 4 :
		    flags & PART_SCALE ? 2 : 0;
	}
	return (0);
}

static int
add_glyphs(struct subset *s, struct making *m, struct fail *fail)
{
	struct typeface_part part;
	size_t i, start;

	/* It grows while parts are found. */
	for (i = 0; i < s->count; i++) {
		start = m->glyf.size;
		add32(&m->loca, (uint32_t)start);
		if (typeface_outline(s->from, s->glyph[i], &part) == -1)
			return (fail_set(fail, FAIL_PROGRAM, "the font is "
			    "broken: install its package again"));
		buf_add(&m->glyf, part.bytes, part.size);
		if (buf_check(&m->glyf, fail) == -1)
			return (-1);
		if (part.size >= 10 && part.bytes[0] & 0x80 &&
		    renumber(s, m->glyf.data + start, part.size, fail) == -1)
			return (-1);
		pad(&m->glyf);
	}
	add32(&m->loca, (uint32_t)m->glyf.size);
	return (buf_check(&m->loca, fail));
}

static void
add_advances(const struct subset *s, struct buf *b)
{
	const struct typeface_part *hmtx = &s->from->table[TYPEFACE_HMTX];
	unsigned advances = s->from->advances, glyph;
	size_t i, bearing;

	for (i = 0; i < s->count; i++) {
		glyph = s->glyph[i];
		add16(b, typeface_advance(s->from, glyph));
		bearing = glyph < advances ? 4 * (size_t)glyph + 2 :
		    4 * (size_t)advances + 2 * (size_t)(glyph - advances);
		add16(b, bearing + 2 <= hmtx->size ?
		    typeface_16(hmtx->bytes + bearing) : 0);
	}
}

/* A table of the font's, with what differs here. */
static void
add_table(const struct subset *s, const struct making *m, struct buf *b,
    enum typeface_name name)
{
	const struct typeface_part *part = &s->from->table[name];
	size_t at = b->size;

	switch (name) {
	case TYPEFACE_GLYF:
		buf_add(b, m->glyf.data, m->glyf.size);
		return;
	case TYPEFACE_LOCA:
		buf_add(b, m->loca.data, m->loca.size);
		return;
	case TYPEFACE_HMTX:
		add_advances(s, b);
		return;
	default:
		buf_add(b, part->bytes, part->size);
	}
	if (b->failed)
		return;
	if (name == TYPEFACE_HEAD) {
		memset(b->data + at + CHECKSUM_AT, 0, 4);
		put16(b->data + at + 50, 1);	/* long places in loca */
	} else if (name == TYPEFACE_HHEA)
		put16(b->data + at + 34, (unsigned)s->count);
	else if (name == TYPEFACE_MAXP)
		put16(b->data + at + 4, (unsigned)s->count);
}

static uint32_t
sum(const uint8_t *bytes, size_t size)
{
	uint32_t total = 0;
	size_t i;

	for (i = 0; i + 3 < size; i += 4)
		total += typeface_32(bytes + i);
	return (total);
}

/* The table of tables, then the tables; ${start} is where they begin. */
static int
add_program(const struct making *m, struct buf *out, struct fail *fail)
{
	size_t first = out->size, start = 12 + 16 * TABLES, head = 0, i;
	uint32_t total;

	add32(out, 0x00010000);
	add16(out, TABLES);
	add16(out, 128);	/* 16 * the power of two below TABLES */
	add16(out, 3);
	add16(out, TABLES * 16 - 128);
	for (i = 0; i < TABLES; i++) {
		buf_adds(out, tables[i].tag);
		add32(out, sum(m->body.data + m->at[i],
		    (m->size[i] + 3) & ~(size_t)3));
		add32(out, (uint32_t)(start + m->at[i]));
		add32(out, (uint32_t)m->size[i]);
		if (tables[i].name == TYPEFACE_HEAD)
			head = start + m->at[i];
	}
	buf_add(out, m->body.data, m->body.size);
	if (buf_check(out, fail) == -1)
		return (-1);
	total = CHECKSUM_BASE - sum(out->data + first, out->size - first);
	put16(out->data + first + head + CHECKSUM_AT, total >> 16);
	put16(out->data + first + head + CHECKSUM_AT + 2, total & 0xffff);
	return (0);
}

int
subset_make(struct subset *s, struct buf *program, struct fail *fail)
{
	struct making m = { BUF_INIT, BUF_INIT, BUF_INIT, { 0 }, { 0 } };
	size_t i;
	int rc = -1;

	if (add_glyphs(s, &m, fail) == -1)
		goto out;
	for (i = 0; i < TABLES; i++) {
		m.at[i] = m.body.size;
		add_table(s, &m, &m.body, tables[i].name);
		m.size[i] = m.body.size - m.at[i];
		pad(&m.body);
	}
	if (buf_check(&m.body, fail) == -1)
		goto out;
	rc = add_program(&m, program, fail);
out:
	making_clear(&m);
	return (rc);
}
