#include "render/typeface.h"

#include <stdio.h>
#include <string.h>

#include "core/fail.h"
#include "core/file.h"

#define MAX_FILE (32u << 20)
#define HEADER 12
#define ENTRY 16		/* bytes of an entry in the table of tables */
#define MAP_ENTRY 8		/* of one in cmap's table of maps */
#define GROUP 12		/* of a group of format 12 */

static const char *const folders[] = { "/usr/share/fonts/truetype/dejavu",
	"/usr/local/share/fonts", "/usr/share/fonts/dejavu-sans-fonts",
	"/usr/share/fonts/dejavu-sans-mono-fonts", "/usr/share/fonts/TTF",
	NULL };

static const struct {
	char tag[5];
	size_t least;		/* bytes; 0: may be absent */
} tables[TYPEFACE_TABLES] = { { "cmap", 4 }, { "cvt ", 0 }, { "fpgm", 0 },
	{ "glyf", 1 }, { "head", 54 }, { "hhea", 36 }, { "hmtx", 4 },
	{ "loca", 4 }, { "maxp", 32 }, { "prep", 0 } };

unsigned
typeface_16(const uint8_t *s)
{
	return ((unsigned)s[0] << 8 | s[1]);
}

uint32_t
typeface_32(const uint8_t *s)
{
	return ((uint32_t)typeface_16(s) << 16 | typeface_16(s + 2));
}

static int
signed_16(const uint8_t *s)
{
	return ((int)(int16_t)typeface_16(s));
}

/* ---- reading ---- */

static int
find_tables(struct typeface *t)
{
	const struct buf *b = &t->file;
	const uint8_t *entry;
	size_t at, size;
	unsigned i, k, n;

	n = b->size < HEADER ? 0 : typeface_16(b->data + 4);
	for (i = 0; i < n && b->size >= HEADER + (i + 1) * ENTRY; i++) {
		entry = b->data + HEADER + i * ENTRY;
		at = typeface_32(entry + 8);
		size = typeface_32(entry + 12);
		if (at > b->size || size > b->size - at)
			return (-1);
		for (k = 0; k < TYPEFACE_TABLES; k++)
			if (memcmp(entry, tables[k].tag, 4) == 0) {
				t->table[k].bytes = b->data + at;
				t->table[k].size = size;
			}
	}
	for (k = 0; k < TYPEFACE_TABLES; k++)
		if (t->table[k].size < tables[k].least)
			return (-1);
	return (0);
}

/* Windows' maps of Unicode: all of it by preference, else the first 65,536. */
static int
find_map(struct typeface *t)
{
	const struct typeface_part *cmap = &t->table[TYPEFACE_CMAP];
	unsigned i, n = typeface_16(cmap->bytes + 2), format, encoding;
	const uint8_t *entry;
	size_t at;

	for (i = 0; i < n && cmap->size >= 4 + (i + 1) * MAP_ENTRY; i++) {
		entry = cmap->bytes + 4 + i * MAP_ENTRY;
		encoding = typeface_16(entry + 2);
		at = typeface_32(entry + 4);
		if (typeface_16(entry) != 3 || (encoding != 1 &&
		    encoding != 10) || at > cmap->size ||
		    cmap->size - at < 16)
			continue;
		format = typeface_16(cmap->bytes + at);
		if ((format != 4 && format != 12) ||
		    (int)format < t->map_format)
			continue;
		t->map_format = (int)format;
		t->map.bytes = cmap->bytes + at;
		t->map.size = cmap->size - at;
	}
	return (t->map_format == 0 ? -1 : 0);
}

static int
read_measures(struct typeface *t)
{
	const uint8_t *head = t->table[TYPEFACE_HEAD].bytes;
	const uint8_t *hhea = t->table[TYPEFACE_HHEA].bytes;
	int i;

	t->units = typeface_16(head + 18);
	for (i = 0; i < 4; i++)
		t->bounds[i] = signed_16(head + 36 + 2 * i);
	t->long_places = signed_16(head + 50) != 0;
	t->ascent = signed_16(hhea + 4);
	t->descent = signed_16(hhea + 6);
	t->advances = typeface_16(hhea + 34);
	t->glyphs = typeface_16(t->table[TYPEFACE_MAXP].bytes + 4);
	if (t->units < 16 || t->units > 16384 || t->glyphs == 0 ||
	    t->advances == 0 ||
	    t->table[TYPEFACE_HMTX].size / 4 < t->advances ||
	    t->table[TYPEFACE_LOCA].size / (t->long_places ? 4 : 2) <
	    t->glyphs + 1)
		return (-1);
	return (0);
}

static int
find_file(struct typeface *t, const char *file, const char *package,
    char path[256], struct fail *fail)
{
	int i;

	for (i = 0; folders[i] != NULL; i++) {
		(void)snprintf(path, 256, "%s/%s", folders[i], file);
		if (file_is_file(path))
			return (file_read(path, &t->file, MAX_FILE, fail));
	}
	return (fail_set(fail, FAIL_PROGRAM, "no font '%s/%s': install the "
	    "package %s", folders[0], file, package));
}

int
typeface_load(struct typeface *t, const char *file, const char *package,
    struct fail *fail)
{
	char path[256];

	if (find_file(t, file, package, path, fail) == -1)
		return (-1);
	if (find_tables(t) == 0 && find_map(t) == 0 && read_measures(t) == 0)
		return (0);
	return (fail_set(fail, FAIL_PROGRAM, "the font '%s' is broken: "
	    "install the package %s again", path, package));
}

void
typeface_clear(struct typeface *t)
{
	buf_clear(&t->file);
	memset(t, 0, sizeof(*t));
}

/* ---- code points ---- */

static unsigned
glyph_in_groups(const struct typeface_part *map, uint32_t cp)
{
	uint32_t low = 0, high = typeface_32(map->bytes + 12), middle;
	const uint8_t *group;

	if (high > (map->size - 16) / GROUP)
		high = (uint32_t)((map->size - 16) / GROUP);
	while (low < high) {
		middle = low + (high - low) / 2;
		group = map->bytes + 16 + (size_t)middle * GROUP;
		if (cp < typeface_32(group))
			high = middle;
		else if (cp > typeface_32(group + 4))
			low = middle + 1;
		else
			return (typeface_32(group + 8) + cp -
			    typeface_32(group));
	}
	return (0);
}

/* Four arrays of segments: ends, starts, deltas, offsets into what follows. */
static unsigned
glyph_in_segments(const struct typeface_part *map, uint32_t cp)
{
	size_t n = typeface_16(map->bytes + 6) / 2, i, at;
	const uint8_t *end = map->bytes + 14, *start;
	unsigned offset, delta, glyph;

	if (cp > 0xffff || map->size < 16 + 8 * n)
		return (0);
	for (i = 0; i < n && typeface_16(end + 2 * i) < cp; i++)
		;
	start = end + 2 * n + 2;
	if (i == n || typeface_16(start + 2 * i) > cp)
		return (0);
	delta = typeface_16(start + 2 * n + 2 * i);
	at = (size_t)(start + 4 * n + 2 * i - map->bytes);
	offset = typeface_16(map->bytes + at);
	if (offset == 0)
		return ((cp + delta) & 0xffff);
	at += offset + 2 * (cp - typeface_16(start + 2 * i));
	if (at + 2 > map->size)
		return (0);
	glyph = typeface_16(map->bytes + at);
	return (glyph == 0 ? 0 : (glyph + delta) & 0xffff);
}

unsigned
typeface_glyph(const struct typeface *t, uint32_t cp)
{
	unsigned glyph = t->map_format == 12 ? glyph_in_groups(&t->map, cp) :
	    glyph_in_segments(&t->map, cp);

	return (glyph < t->glyphs ? glyph : 0);
}

/* ---- glyphs ---- */

unsigned
typeface_advance(const struct typeface *t, unsigned glyph)
{
	if (glyph >= t->advances)
		glyph = t->advances - 1;
	return (typeface_16(t->table[TYPEFACE_HMTX].bytes + 4 * glyph));
}

int
typeface_outline(const struct typeface *t, unsigned glyph,
    struct typeface_part *part)
{
	const uint8_t *loca = t->table[TYPEFACE_LOCA].bytes;
	size_t from, to;

	part->bytes = NULL;
	part->size = 0;
	if (glyph >= t->glyphs)
		return (-1);
	if (t->long_places) {
		from = typeface_32(loca + 4 * (size_t)glyph);
		to = typeface_32(loca + 4 * (size_t)glyph + 4);
	} else {
		from = 2 * (size_t)typeface_16(loca + 2 * (size_t)glyph);
		to = 2 * (size_t)typeface_16(loca + 2 * (size_t)glyph + 2);
	}
	if (to < from || to > t->table[TYPEFACE_GLYF].size)
		return (-1);
	part->bytes = t->table[TYPEFACE_GLYF].bytes + from;
	part->size = to - from;
	return (0);
}
