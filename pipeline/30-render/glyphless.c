#include "render/glyphless.h"

#include <string.h>

#include "core/buf.h"

#define TABLES 6
#define HEAD 1			/* its place in the table below */
#define NOTDEF_SIZE 34		/* bytes of .notdef in glyf */
#define CHECKSUM_AT 8		/* of checkSumAdjustment, in head */
#define CHECKSUM_BASE 0xb1b0afbau

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
add_zeros(struct buf *b, int n)
{
	while (n-- > 0)
		buf_addc(b, 0);
}

/* One rectangle from (0, 0) to (400, 700), for .notdef. */
static void
add_glyf(struct buf *b)
{
	static const unsigned points[] = { 0, 400, 0, (unsigned)-400 & 0xffff,
		0, 0, 700, 0 };
	size_t i;

	add16(b, 1);		/* contours */
	add16(b, 0);		/* bounds */
	add16(b, 0);
	add16(b, 400);
	add16(b, 700);
	add16(b, 3);		/* last point of the contour */
	add16(b, 0);		/* instructions */
	for (i = 0; i < 4; i++)
		buf_addc(b, 1);	/* on the curve, two-byte deltas */
	for (i = 0; i < sizeof(points) / sizeof(points[0]); i++)
		add16(b, points[i]);
}

/*
 * A line from corner to corner, for all else: it has no area, so that nothing
 * could ever be seen of it, but a size, without which MuPDF takes a line of
 * text for nothing and leaves it out.
 */
static void
add_line(struct buf *b)
{
	add16(b, 1);		/* contours */
	add16(b, 0);		/* bounds */
	add16(b, (unsigned)-200 & 0xffff);
	add16(b, 500);
	add16(b, 800);
	add16(b, 1);		/* last point of the contour */
	add16(b, 0);		/* instructions */
	buf_addc(b, 1);		/* on the curve, two-byte deltas */
	buf_addc(b, 1);
	add16(b, 0);
	add16(b, 500);
	add16(b, (unsigned)-200 & 0xffff);
	add16(b, 1000);
}

static void
add_head(struct buf *b)
{
	add32(b, 0x00010000);	/* version */
	add32(b, 0x00010000);	/* revision */
	add32(b, 0);		/* checkSumAdjustment, set last */
	add32(b, 0x5f0f3cf5);	/* magic */
	add16(b, 0x000b);	/* flags */
	add16(b, GLYPHLESS_UNITS);
	add32(b, 0);		/* created: always the same */
	add32(b, 0xc0000000);
	add32(b, 0);
	add32(b, 0xc0000000);
	add16(b, 0);		/* bounds of all glyphs */
	add16(b, (unsigned)-200 & 0xffff);
	add16(b, 500);
	add16(b, 800);
	add16(b, 0);		/* style */
	add16(b, 8);		/* smallest readable size */
	add16(b, 2);		/* direction */
	add16(b, 0);		/* short loca */
	add16(b, 0);
}

static void
add_hhea(struct buf *b)
{
	add32(b, 0x00010000);
	add16(b, 800);		/* ascent */
	add16(b, (unsigned)-200 & 0xffff);
	add16(b, 0);		/* line gap */
	add16(b, 500);		/* greatest advance */
	add_zeros(b, 4);	/* smallest bearings */
	add16(b, 500);		/* greatest extent */
	add16(b, 1);		/* caret: upright */
	add_zeros(b, 14);
	add16(b, 1);		/* advances in hmtx */
}

static void
add_maxp(struct buf *b)
{
	add32(b, 0x00010000);
	add16(b, 2);		/* glyphs */
	add16(b, 4);		/* points */
	add16(b, 1);		/* contours */
	add_zeros(b, 4);
	add16(b, 1);		/* zones */
	add_zeros(b, 16);
}

/* The tables in the order of their names. */
static void
add_table(struct buf *b, int table, unsigned glyf_size)
{
	switch (table) {
	case 0:
		add_glyf(b);
		add_line(b);
		break;
	case HEAD:
		add_head(b);
		break;
	case 2:
		add_hhea(b);
		break;
	case 3:			/* hmtx: one advance, two bearings */
		add16(b, 500);
		add16(b, 0);
		add16(b, 0);
		break;
	case 4:			/* loca, in units of two bytes */
		add16(b, 0);
		add16(b, NOTDEF_SIZE / 2);
		add16(b, glyf_size / 2);
		break;
	default:
		add_maxp(b);
	}
}

static uint32_t
sum(const uint8_t *bytes, size_t size)
{
	uint32_t s = 0;
	size_t i;

	for (i = 0; i + 3 < size; i += 4)
		s += (uint32_t)bytes[i] << 24 | (uint32_t)bytes[i + 1] << 16 |
		    (uint32_t)bytes[i + 2] << 8 | bytes[i + 3];
	return (s);
}

void
glyphless_make(struct buf *out)
{
	static const char *const names[TABLES] = { "glyf", "head", "hhea",
		"hmtx", "loca", "maxp" };
	struct buf body = BUF_INIT, b = BUF_INIT;
	size_t at[TABLES], size[TABLES] = { 0 }, start = 12 + 16 * TABLES;
	uint32_t total;
	int i;

	for (i = 0; i < TABLES; i++) {
		at[i] = body.size;
		add_table(&body, i, (unsigned)size[0]);
		size[i] = body.size - at[i];
		add_zeros(&body, (int)(-body.size & 3));
	}
	add32(&b, 0x00010000);
	add16(&b, TABLES);
	add16(&b, 64);		/* 16 * the power of two below TABLES */
	add16(&b, 2);
	add16(&b, TABLES * 16 - 64);
	for (i = 0; i < TABLES; i++) {
		buf_adds(&b, names[i]);
		add32(&b, body.failed ? 0 : sum(body.data + at[i],
		    (size[i] + 3) & ~(size_t)3));
		add32(&b, (uint32_t)(start + at[i]));
		add32(&b, (uint32_t)size[i]);
	}
	buf_add(&b, body.data, body.size);
	if (!b.failed && !body.failed) {
		total = CHECKSUM_BASE - sum(b.data, b.size);
		for (i = 0; i < 4; i++)
			b.data[start + at[HEAD] + CHECKSUM_AT + (size_t)i] =
			    (uint8_t)(total >> (24 - 8 * i));
	} else
		out->failed = 1;
	buf_add(out, b.data, b.size);
	buf_clear(&b);
	buf_clear(&body);
}
