#include "core/text.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/buf.h"
#include "core/fail.h"

#define REPLACEMENT 0xfffd

const char *
text_next(const char *s, const char *end, uint32_t *cp)
{
	static const uint32_t least[] = { 0, 0x80, 0x800, 0x10000 };
	uint8_t lead = (uint8_t)*s;
	uint32_t value;
	int more, i;

	*cp = REPLACEMENT;
	if (lead < 0x80) {
		*cp = lead;
		return (s + 1);
	}
	if (lead < 0xc2 || lead > 0xf4)
		return (s + 1);
	more = lead >= 0xf0 ? 3 : lead >= 0xe0 ? 2 : 1;
	if (end - s <= more)
		return (s + 1);
	value = lead & (0x3f >> more);
	for (i = 1; i <= more; i++) {
		if (((uint8_t)s[i] & 0xc0) != 0x80)
			return (s + 1);
		value = value << 6 | ((uint8_t)s[i] & 0x3f);
	}
	if (value < least[more] || value > 0x10ffff ||
	    (value >= 0xd800 && value <= 0xdfff))
		return (s + 1);
	*cp = value;
	return (s + more + 1);
}

void
text_put(struct buf *b, uint32_t cp)
{
	if (cp > 0x10ffff || (cp >= 0xd800 && cp <= 0xdfff))
		cp = REPLACEMENT;
	if (cp < 0x80) {
		buf_addc(b, (int)cp);
	} else if (cp < 0x800) {
		buf_addc(b, (int)(0xc0 | cp >> 6));
		buf_addc(b, (int)(0x80 | (cp & 0x3f)));
	} else if (cp < 0x10000) {
		buf_addc(b, (int)(0xe0 | cp >> 12));
		buf_addc(b, (int)(0x80 | (cp >> 6 & 0x3f)));
		buf_addc(b, (int)(0x80 | (cp & 0x3f)));
	} else {
		buf_addc(b, (int)(0xf0 | cp >> 18));
		buf_addc(b, (int)(0x80 | (cp >> 12 & 0x3f)));
		buf_addc(b, (int)(0x80 | (cp >> 6 & 0x3f)));
		buf_addc(b, (int)(0x80 | (cp & 0x3f)));
	}
}

int
text_valid(const char *s)
{
	const char *end = s + strlen(s), *next;
	uint32_t cp;

	for (; s < end; s = next) {
		next = text_next(s, end, &cp);
		/* A real U+FFFD takes three bytes; a fault moves one. */
		if (cp == REPLACEMENT && next - s != 3)
			return (0);
	}
	return (1);
}

/* What XML 1.0 can hold (its production 2, Char). */
static int
is_xml_char(uint32_t cp)
{
	return (cp == '\t' || cp == '\n' || cp == '\r' ||
	    (cp >= 0x20 && cp != 0x7f && cp != 0xfffe && cp != 0xffff));
}

/* How many bytes at the start are printable ASCII. */
static size_t
plain(const char *s, size_t size)
{
	size_t n = 0;

	while (n < size && s[n] >= 0x20 && s[n] < 0x7f)
		n++;
	return (n);
}

char *
text_clean(const char *s, struct fail *fail)
{
	const char *end = s + strlen(s);
	struct buf b = BUF_INIT;
	uint32_t cp;
	size_t n;

	while (s < end) {
		/* Most text is plain: take that as it is. */
		n = plain(s, (size_t)(end - s));
		buf_add(&b, s, n);
		if ((s += n) == end)
			break;
		s = text_next(s, end, &cp);
		text_put(&b, is_xml_char(cp) ? cp : REPLACEMENT);
	}
	return (buf_take(&b, fail));
}

char *
text_copy(const char *s, struct fail *fail)
{
	char *copy;

	if (s == NULL)
		return (NULL);
	if ((copy = strdup(s)) == NULL)
		fail_memory(fail);
	return (copy);
}

char *
text_vprintf(struct fail *fail, const char *fmt, va_list ap)
{
	char *s = NULL;

	if (vasprintf(&s, fmt, ap) < 0) {
		fail_memory(fail);
		return (NULL);
	}
	return (s);
}

char *
text_printf(struct fail *fail, const char *fmt, ...)
{
	va_list ap;
	char *s;

	va_start(ap, fmt);
	s = text_vprintf(fail, fmt, ap);
	va_end(ap);
	return (s);
}

int
text_int(const char *s, int64_t low, int64_t high, int64_t *value)
{
	const char *digits = *s == '-' ? s + 1 : s;
	long long n;
	char *end;

	if (*digits < '0' || *digits > '9')
		return (-1);
	errno = 0;
	n = strtoll(s, &end, 10);
	if (errno != 0 || *end != '\0' || n < low || n > high)
		return (-1);
	*value = n;
	return (0);
}

int
text_prefix(const char *s, const char *start)
{
	return (strncmp(s, start, strlen(start)) == 0);
}

int
text_suffix(const char *s, const char *end)
{
	size_t n = strlen(s), m = strlen(end);

	return (n >= m && strcmp(s + n - m, end) == 0);
}
