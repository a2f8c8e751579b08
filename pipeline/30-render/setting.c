#include "render/setting.h"

#include <stdlib.h>
#include <string.h>

#include "core/fail.h"
#include "core/text.h"
#include "render/face.h"
#include "render/rich.h"

#define TOLERANCE 0.01
#define JOINER 0x200d

/* Marks that lie on the letter before, and what chooses its shape. */
static int
is_mark(uint32_t cp)
{
	return ((cp >= 0x300 && cp <= 0x36f) || (cp >= 0x483 && cp <= 0x489) ||
	    (cp >= 0x591 && cp <= 0x5bd) || (cp >= 0x64b && cp <= 0x65f) ||
	    (cp >= 0x1ab0 && cp <= 0x1aff) || (cp >= 0x1dc0 && cp <= 0x1dff) ||
	    cp == 0x200c || cp == JOINER || (cp >= 0x20d0 && cp <= 0x20ff) ||
	    (cp >= 0xfe00 && cp <= 0xfe0f) || (cp >= 0xfe20 && cp <= 0xfe2f) ||
	    (cp >= 0x1f3fb && cp <= 0x1f3ff) ||
	    (cp >= 0xe0100 && cp <= 0xe01ef));
}

static void
note_missing(struct setting_missing *m, uint32_t cp)
{
	int i;

	for (i = 0; i < m->count; i++)
		if (m->cp[i] == cp)
			return;
	if (m->count < SETTING_MOST_MISSING)
		m->cp[m->count++] = cp;
}

/* ---- letters ---- */

static struct setting_glyph *
next_glyph(struct setting *set, struct fail *fail)
{
	size_t room = set->glyph_room == 0 ? 64 : set->glyph_room * 2;
	struct setting_glyph *new;

	if (set->glyphs == set->glyph_room) {
		new = realloc(set->glyph, room * sizeof(*new));
		if (new == NULL) {
			(void)fail_memory(fail);
			return (NULL);
		}
		set->glyph = new;
		set->glyph_room = room;
	}
	return (&set->glyph[set->glyphs++]);
}

static int
add_letter(struct setting *set, const struct setting_how *how, uint32_t cp,
    const struct rich_span *span, struct fail *fail)
{
	int bold = how->bold || (span->style & RICH_BOLD), found;
	enum face_style style = span->style & RICH_CODE ? FACE_CODE :
	    bold ? FACE_BOLD : FACE_REGULAR;
	struct face_letter letter = { 0, 0, 0 };
	struct setting_glyph *g, *before;

	found = faces_find(how->faces, style, cp, &letter, fail);
	if (found == -1 || (g = next_glyph(set, fail)) == NULL)
		return (-1);
	before = set->glyphs > 1 ? g - 1 : NULL;
	g->cp = cp;
	g->link = span->link;
	g->stuck = before != NULL && before->cp != ' ' &&
	    (is_mark(cp) || before->cp == JOINER);
	g->face = found ? (uint8_t)letter.face : SETTING_BOX;
	g->code = (uint16_t)letter.code;
	g->width = (float)(how->size * (found ? letter.width / 1000.0 :
	    SETTING_BOX_EM));
	if (!found)
		note_missing(how->missing, cp);
	return (0);
}

static int
add_letters(struct setting *set, const struct setting_how *how,
    const struct rich *text, struct fail *fail)
{
	static const struct rich_span plain = { 0, 0, RICH_NO_LINK };
	const char *s = buf_text(&text->text), *end = s + text->text.size;
	const char *start = s;
	size_t next = 0;
	uint32_t cp;

	while (s < end) {
		while (next < text->spans &&
		    text->span[next].at <= (size_t)(s - start))
			next++;
		s = text_next(s, end, &cp);
		if (add_letter(set, how, cp, next == 0 ? &plain :
		    &text->span[next - 1], fail) == -1)
			return (-1);
	}
	return (0);
}

/* ---- lines ---- */

static int
add_line(struct setting *set, size_t first, size_t end, struct fail *fail)
{
	size_t room = set->line_room == 0 ? 8 : set->line_room * 2, i;
	struct setting_line *new;

	if (set->lines == set->line_room) {
		if ((new = realloc(set->line, room * sizeof(*new))) == NULL)
			return (fail_memory(fail));
		set->line = new;
		set->line_room = room;
	}
	new = &set->line[set->lines++];
	new->first = first;
	new->end = end;
	new->width = 0;
	while (end > first && set->glyph[end - 1].cp == ' ')
		end--;
	for (i = first; i < end; i++)
		new->width += set->glyph[i].width;
	return (0);
}

/* One past the last glyph of the line that starts at ${first}. */
static size_t
find_end(const struct setting *set, size_t first, double width)
{
	size_t i, after_space = first;
	double x = 0;

	for (i = first; i < set->glyphs; i++) {
		x += set->glyph[i].width;
		if (set->glyph[i].cp == ' ')
			after_space = i + 1;
		else if (x > width + TOLERANCE && i > first)
			break;
	}
	if (i == set->glyphs)
		return (i);
	if (after_space > first)
		return (after_space);
	/* Within a word: but a letter keeps its marks. */
	while (i > first + 1 && set->glyph[i].stuck)
		i--;
	return (i);
}

int
setting_make(struct setting *set, const struct setting_how *how,
    const struct rich *text, struct fail *fail)
{
	size_t first, end;

	set->glyphs = set->lines = 0;
	set->size = how->size;
	if (add_letters(set, how, text, fail) == -1)
		return (-1);
	for (first = 0; first < set->glyphs; first = end) {
		end = find_end(set, first, how->width);
		if (add_line(set, first, end, fail) == -1)
			return (-1);
	}
	return (0);
}

double
setting_height(const struct setting *set)
{
	return ((double)set->lines * set->size * SETTING_LEADING);
}

void
setting_clear(struct setting *set)
{
	free(set->glyph);
	free(set->line);
	memset(set, 0, sizeof(*set));
}
