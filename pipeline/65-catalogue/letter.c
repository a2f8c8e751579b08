#include "catalogue/letter.h"

#include <stddef.h>
#include <string.h>

#include "core/buf.h"
#include "core/text.h"

/* Pairs, from and to: no letters, though above ASCII. */
static const uint32_t others[][2] = {
	{ 0x80, 0xa9 }, { 0xab, 0xb4 }, { 0xb6, 0xb9 }, { 0xbb, 0xbf },
	{ 0xd7, 0xd7 }, { 0xf7, 0xf7 }, { 0x2000, 0x2bff },
	{ 0x3000, 0x3004 }, { 0x3008, 0x3020 }, { 0x3030, 0x3030 },
	{ 0xe000, 0xf8ff }, { 0xfe00, 0xfe6f }, { 0xfeff, 0xff0f },
	{ 0xff1a, 0xff20 }, { 0xff3b, 0xff40 }, { 0xff5b, 0xff65 },
	{ 0xfff0, 0xffff }, { 0x1f000, 0x1faff }, { 0xe0000, 0x10ffff },
};

/* For U+00E0 to U+00FF: the letter without its mark, or itself where '.'. */
static const char plain[] = "aaaa....ceeeeiiii.nooo..." "uuuu" "y.y";

int
letter_is(uint32_t cp)
{
	size_t i;

	if (cp < 0x80)
		return ((cp >= '0' && cp <= '9') || (cp >= 'a' && cp <= 'z') ||
		    (cp >= 'A' && cp <= 'Z'));
	for (i = 0; i < sizeof(others) / sizeof(*others); i++)
		if (cp >= others[i][0] && cp <= others[i][1])
			return (0);
	return (1);
}

int
letter_is_mark(uint32_t cp)
{
	return (cp >= 0x300 && cp <= 0x36f);
}

/* The small letter of a capital one. */
static uint32_t
small(uint32_t cp)
{
	if ((cp >= 'A' && cp <= 'Z') || (cp >= 0xc0 && cp <= 0xde) ||
	    (cp >= 0x391 && cp <= 0x3a9) || (cp >= 0x410 && cp <= 0x42f))
		return (cp + 32);
	if (cp >= 0x400 && cp <= 0x40f)
		return (cp + 80);
	if (cp == 0x178)
		return (0xff);
	if ((cp >= 0x100 && cp <= 0x137) || (cp >= 0x14a && cp <= 0x177))
		return (cp | 1);
	if ((cp >= 0x139 && cp <= 0x148) || (cp >= 0x179 && cp <= 0x17e))
		return (cp + (cp & 1));
	return (cp);
}

uint32_t
letter_fold(uint32_t cp)
{
	cp = small(cp);
	if (cp >= 0xe0 && cp <= 0xff && plain[cp - 0xe0] != '.')
		cp = (uint32_t)plain[cp - 0xe0];
	return (cp);
}

uint32_t
letter_join(uint32_t letter, uint32_t mark)
{
	if (mark == 0x30a && letter == 'a')
		return (0xe5);
	if (mark == 0x308 && letter == 'a')
		return (0xe4);
	if (mark == 0x308 && letter == 'o')
		return (0xf6);
	return (letter);
}

const char *
letter_word(const char *at, const char *end, struct buf *word)
{
	uint32_t cp, last = 0;
	const char *next;
	int count = 0;

	buf_reset(word);
	for (; at < end; at = next) {
		next = text_next(at, end, &cp);
		if (letter_is_mark(cp)) {
			last = letter_join(last, cp);
			continue;
		}
		if (letter_is(cp)) {
			if (last != 0 && count++ < LETTER_MOST)
				text_put(word, last);
			last = letter_fold(cp);
			continue;
		}
		if (last != 0)
			break;
	}
	if (last == 0)
		return (NULL);
	if (count < LETTER_MOST)
		text_put(word, last);
	return (at);
}
