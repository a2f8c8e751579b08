#include "render/check_truetype.h"

#include <stdlib.h>
#include <string.h>

#include "core/buf.h"

#define ENTRY 16		/* bytes of an entry in the table of tables */
#define HEADER 12

static unsigned
get16(const uint8_t *s)
{
	return ((unsigned)s[0] << 8 | s[1]);
}

static size_t
get32(const uint8_t *s)
{
	return ((size_t)get16(s) << 16 | get16(s + 2));
}

/* A table of at least ${least} bytes, or NULL. */
static const uint8_t *
table(const struct buf *b, const char *name, size_t least)
{
	unsigned i, n = b->size < HEADER ? 0 : get16(b->data + 4);
	const uint8_t *entry;
	size_t at, size;

	for (i = 0; i < n && b->size >= HEADER + (i + 1) * ENTRY; i++) {
		entry = b->data + HEADER + i * ENTRY;
		at = get32(entry + 8);
		size = get32(entry + 12);
		if (memcmp(entry, name, 4) == 0)
			return (size < least || at > b->size ||
			    size > b->size - at ? NULL : b->data + at);
	}
	return (NULL);
}

void
truetype_read(struct truetype *t, const struct buf *b)
{
	const uint8_t *head = table(b, "head", 54), *hmtx;
	const uint8_t *maxp = table(b, "maxp", 6);
	const uint8_t *hhea = table(b, "hhea", 36);
	int i, n;

	if (head == NULL || maxp == NULL || hhea == NULL)
		return;
	n = (int)get16(hhea + 34);
	hmtx = table(b, "hmtx", (size_t)n * 4);
	if (n == 0 || hmtx == NULL || get16(head + 18) == 0 ||
	    (t->width = calloc((size_t)n, sizeof(*t->width))) == NULL)
		return;
	for (i = 0; i < n; i++)
		t->width[i] = get16(hmtx + 4 * i);
	t->widths = n;
	t->units = (int)get16(head + 18);
	t->glyphs = (int)get16(maxp + 4);
}

double
truetype_width(const struct truetype *t, int glyph)
{
	if (glyph >= t->widths)
		glyph = t->widths - 1;
	return ((double)t->width[glyph] * 1000 / t->units);
}

void
truetype_clear(struct truetype *t)
{
	free(t->width);
	memset(t, 0, sizeof(*t));
}
