#include "register/fold.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "core/buf.h"
#include "core/fail.h"
#include "core/text.h"

#define LONG_BYTES 4		/* a word that says something */
#define STEM_BYTES 7		/* of it, endings are left out */
#define WORDS_MAX 64

/* Small letters of the Latin scripts in use; others stay as they are. */
static uint32_t
small(uint32_t c)
{
	if ((c >= 'A' && c <= 'Z') || (c >= 0xc0 && c <= 0xde && c != 0xd7))
		return (c + 0x20);
	if (c == 0x178)
		return (0xff);
	if ((c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17e))
		return (c + (c & 1));
	if (c >= 0x100 && c <= 0x177)
		return (c | 1);
	return (c);
}

static int
is_word(uint32_t c)
{
	if (c < 0x80)
		return ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z'));
	return (c >= 0xc0 && c != 0xd7 && c != 0xf7 &&
	    !(c >= 0x2000 && c <= 0x206f) && !(c >= 0x3000 && c <= 0x303f) &&
	    c < 0xe000);
}

/* Soft hyphen and what has no width: the word goes on. */
static int
is_unseen(uint32_t c)
{
	return (c == 0xad || (c >= 0x200b && c <= 0x200f) || c == 0x2060 ||
	    c == 0xfeff);
}

/* A letter and the mark after it as one letter, 0 if there is none. */
static uint32_t
joined(uint32_t letter, uint32_t mark)
{
	static const struct {
		uint32_t letter, mark, one;
	} pairs[] = { { 'a', 0x30a, 0xe5 }, { 'a', 0x308, 0xe4 },
	    { 'o', 0x308, 0xf6 }, { 'u', 0x308, 0xfc }, { 'e', 0x301, 0xe9 } };
	size_t i;

	for (i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++)
		if (pairs[i].letter == letter && pairs[i].mark == mark)
			return (pairs[i].one);
	return (0);
}

void
fold_add(struct buf *b, const char *s)
{
	const char *end = s + strlen(s), *after;
	int spaced = b->size > 0 && b->data[b->size - 1] == ' ';
	uint32_t c, mark;

	if (!spaced)
		buf_addc(b, ' ');
	spaced = 1;
	while (s < end) {
		s = text_next(s, end, &c);
		if (is_unseen(c) || (c >= 0x300 && c <= 0x36f))
			continue;
		c = small(c);
		if (s < end) {
			after = text_next(s, end, &mark);
			if ((mark = joined(c, mark)) != 0) {
				c = mark;
				s = after;
			}
		}
		if (is_word(c)) {
			text_put(b, c);
			spaced = 0;
		} else if (!spaced) {
			buf_addc(b, ' ');
			spaced = 1;
		}
	}
	if (!spaced)
		buf_addc(b, ' ');
}

char *
fold_text(const char *s, struct fail *fail)
{
	struct buf b = BUF_INIT;

	fold_add(&b, s == NULL ? "" : s);
	return (buf_take(&b, fail));
}

const char *
fold_any(const char *text, const char *const *list)
{
	for (; *list != NULL; list++)
		if (strstr(text, *list) != NULL)
			return (*list);
	return (NULL);
}

struct stem {
	const char *at;
	size_t bytes;
	size_t seen;		/* number of the word where it last stood */
};

/* The long words of a folded text, cut to their stems. */
static size_t
find_stems(const char *words, struct stem *stem)
{
	size_t count = 0, n;

	for (; *words != '\0' && count < WORDS_MAX; words += n) {
		words += strspn(words, " ");
		n = strcspn(words, " ");
		if (n < LONG_BYTES)
			continue;
		stem[count].at = words;
		stem[count].bytes = n == LONG_BYTES ? n :
		    n <= STEM_BYTES ? n - 1 : STEM_BYTES;
		stem[count++].seen = 0;
	}
	return (count);
}

int
fold_near(const char *text, const char *words)
{
	struct stem stem[WORDS_MAX];
	size_t count = find_stems(words, stem), reach = 30 + 2 * count;
	size_t at = reach, i, n, near;

	for (; count > 0 && *text != '\0'; text += n, at++) {
		text += strspn(text, " ");
		n = strcspn(text, " ");
		for (i = near = 0; i < count; i++) {
			if (n >= stem[i].bytes && memcmp(text, stem[i].at,
			    stem[i].bytes) == 0)
				stem[i].seen = at;
			near += stem[i].seen != 0 &&
			    at - stem[i].seen < reach;
		}
		if (near * 4 >= count * 3)
			return (1);
	}
	return (0);
}
