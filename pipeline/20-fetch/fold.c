#include "fetch/fold.h"

#include <string.h>

#include "core/buf.h"
#include "core/fail.h"
#include "core/text.h"

/* The lower-case form of a letter: Latin, Greek and Cyrillic. */
static uint32_t
lower(uint32_t c)
{
	if ((c >= 'A' && c <= 'Z') || (c >= 0xc0 && c <= 0xde && c != 0xd7) ||
	    (c >= 0x391 && c <= 0x3a9) || (c >= 0x410 && c <= 0x42f))
		return (c + 32);
	if (c >= 0x400 && c <= 0x40f)
		return (c + 80);
	if (c >= 0x100 && c <= 0x17f && c != 0x130 && c != 0x178) {
		/* Pairs: even is upper, but from 139 to 148 and 179 to 17e. */
		if ((c >= 0x139 && c <= 0x148) || c >= 0x179)
			return (c + (c & 1));
		return (c | 1);
	}
	return (c);
}

char *
fold_text(const char *s, struct fail *fail)
{
	struct buf b = BUF_INIT;
	const char *end;
	uint32_t c;
	int space = 0;

	if (s == NULL)
		s = "";
	end = s + strlen(s);
	while (s < end) {
		s = text_next(s, end, &c);
		if (c <= ' ' || c == 0xa0 || c == 0x202f) {
			space = b.size > 0;
			continue;
		}
		if (space)
			buf_addc(&b, ' ');
		space = 0;
		/* Pages write both it's and it\u2019s. */
		text_put(&b, c == 0x2019 || c == 0x2018 ? '\'' : lower(c));
	}
	return (buf_take(&b, fail));
}

/* A letter or digit; bytes beyond ASCII are taken for letters. */
static int
is_letter(char c)
{
	return ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	    (unsigned char)c >= 0x80);
}

int
fold_has(const char *text, const char *words)
{
	size_t n = strlen(words);
	const char *at;

	if (n == 0)
		return (0);
	for (at = strstr(text, words); at != NULL;
	    at = strstr(at + 1, words)) {
		if ((at == text || !is_letter(at[-1]) ||
		    !is_letter(words[0])) && (!is_letter(at[n]) ||
		    !is_letter(words[n - 1])))
			return (1);
	}
	return (0);
}
