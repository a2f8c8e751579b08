#include "fetch/inlet_exif.h"

#include <stdio.h>
#include <string.h>

#define ENTRIES_MAX 200		/* of a directory; more are not looked at */
#define TAG_TURN 0x0112
#define TAG_CHANGED 0x0132
#define TAG_EXIF 0x8769		/* leads to the directory with the rest */
#define TAG_TAKEN 0x9003
#define TAG_OFFSET 0x9011
#define TYPE_TEXT 2
#define TYPE_SHORT 3
#define TYPE_LONG 4

struct tiff {			/* the data's own small TIFF file */
	const uint8_t *p;
	size_t n;
	int little;		/* little-endian */
	uint32_t exif;		/* where that directory lies; 0: nowhere */
	char changed[20];
};

static uint32_t
number(const struct tiff *t, size_t at, int size)
{
	uint32_t v = 0;
	int i;

	for (i = 0; i < size; i++)
		v = v << 8 | t->p[at + (size_t)(t->little ? size - 1 - i : i)];
	return (v);
}

/* "2024:05:13 14:22:10", as it should stand there. */
static void
take_time(const struct tiff *t, size_t at, uint32_t count, char out[20])
{
	const char form[] = "0000:00:00 00:00:00";
	size_t i;

	if (count < 19 || at > t->n || t->n - at < 19)
		return;
	for (i = 0; i < 19; i++)
		if (form[i] == '0' ? t->p[at + i] < '0' || t->p[at + i] > '9' :
		    t->p[at + i] != (uint8_t)form[i])
			return;
	memcpy(out, t->p + at, 19);
	out[4] = out[7] = '-';
	out[10] = 'T';
	out[19] = '\0';
}

static void
take_offset(const struct tiff *t, size_t at, uint32_t count, char out[8])
{
	const char form[] = "+00:00";
	size_t i;

	if (count < 6 || at > t->n || t->n - at < 6)
		return;
	for (i = 0; i < 6; i++)
		if (form[i] == '0' ? t->p[at + i] < '0' || t->p[at + i] > '9' :
		    form[i] == '+' ? strchr("+-", t->p[at + i]) == NULL ||
		    t->p[at + i] == '\0' : t->p[at + i] != (uint8_t)form[i])
			return;
	memcpy(out, t->p + at, 6);
	out[6] = '\0';
}

static void
take_entry(struct inlet_exif *e, struct tiff *t, size_t at)
{
	uint32_t tag = number(t, at, 2), type = number(t, at + 2, 2);
	uint32_t count = number(t, at + 4, 4), value;

	if (tag == TAG_TURN && type == TYPE_SHORT && count == 1) {
		value = number(t, at + 8, 2);
		if (value >= 1 && value <= 8)
			e->turn = (int)value;
	} else if (tag == TAG_EXIF && type == TYPE_LONG && count == 1)
		t->exif = number(t, at + 8, 4);
	else if (tag == TAG_CHANGED && type == TYPE_TEXT)
		take_time(t, number(t, at + 8, 4), count, t->changed);
	else if (tag == TAG_TAKEN && type == TYPE_TEXT)
		take_time(t, number(t, at + 8, 4), count, e->taken);
	else if (tag == TAG_OFFSET && type == TYPE_TEXT)
		take_offset(t, number(t, at + 8, 4), count, e->offset);
}

static void
take_directory(struct inlet_exif *e, struct tiff *t, size_t at)
{
	uint32_t i, count;

	if (at > t->n || t->n - at < 2)
		return;
	count = number(t, at, 2);
	at += 2;
	for (i = 0; i < count && i < ENTRIES_MAX && t->n - at >= 12; i++) {
		take_entry(e, t, at);
		at += 12;
	}
}

static void
take_tiff(struct inlet_exif *e, const uint8_t *p, size_t n)
{
	struct tiff t = { p, n, 0, 0, "" };

	if (n < 8)
		return;
	if (memcmp(p, "II*\0", 4) == 0)
		t.little = 1;
	else if (memcmp(p, "MM\0*", 4) != 0)
		return;
	take_directory(e, &t, number(&t, 4, 4));
	if (t.exif != 0)
		take_directory(e, &t, t.exif);
	if (e->taken[0] == '\0')
		memcpy(e->taken, t.changed, sizeof(e->taken));
}

void
inlet_exif_jpeg(struct inlet_exif *e, const uint8_t *p, size_t n)
{
	size_t at = 2, size;

	memset(e, 0, sizeof(*e));
	e->turn = 1;
	/* Marker by marker, up to the picture's data. */
	while (at + 4 <= n && p[at] == 0xff && p[at + 1] != 0xda) {
		if (p[at + 1] == 0xff) {	/* filling */
			at++;
			continue;
		}
		size = (size_t)p[at + 2] << 8 | p[at + 3];
		if (size < 2 || size > n - at - 2)
			return;
		if (p[at + 1] == 0xe1 && size >= 8 &&
		    memcmp(p + at + 4, "Exif\0\0", 6) == 0) {
			take_tiff(e, p + at + 10, size - 8);
			return;
		}
		at += 2 + size;
	}
}

/* PNG's time of its last change: year, month, day, hour, minute, second. */
static void
take_changed(struct inlet_exif *e, const uint8_t *p)
{
	unsigned int year = (unsigned int)p[0] << 8 | p[1];

	if (year < 1990 || year > 9999 || p[2] < 1 || p[2] > 12 || p[3] < 1 ||
	    p[3] > 31 || p[4] > 23 || p[5] > 59 || p[6] > 59)
		return;
	(void)snprintf(e->changed, sizeof(e->changed),
	    "%04u-%02d-%02dT%02d:%02d:%02dZ", year % 10000, p[2] % 100,
	    p[3] % 100, p[4] % 100, p[5] % 100, p[6] % 100);
}

void
inlet_exif_png(struct inlet_exif *e, const uint8_t *p, size_t n)
{
	size_t at = 8, size;

	memset(e, 0, sizeof(*e));
	e->turn = 1;
	while (at + 12 <= n) {
		size = (size_t)p[at] << 24 | (size_t)p[at + 1] << 16 |
		    (size_t)p[at + 2] << 8 | p[at + 3];
		if (size > n - at - 12)
			return;
		if (memcmp(p + at + 4, "tIME", 4) == 0 && size == 7)
			take_changed(e, p + at + 8);
		if (memcmp(p + at + 4, "eXIf", 4) == 0)
			take_tiff(e, p + at + 8, size);
		at += 12 + size;
	}
	/* PNG pictures are shown as they are, whatever is said there. */
	e->turn = 1;
}
