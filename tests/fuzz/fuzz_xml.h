/*
 * fuzz_xml.h - change XML so that it mostly stays XML.
 *
 * A byte changed anywhere is nearly always a syntax error, which says nothing
 * about the code behind the parser.  So three times of four this changes one
 * value, or copies or drops one element; the rest is libFuzzer's own.
 * Included by a target whose input is XML.
 */
#ifndef FUZZ_FUZZ_XML_H
#define FUZZ_FUZZ_XML_H

#include <stdint.h>
#include <string.h>

size_t LLVMFuzzerCustomMutator(uint8_t *, size_t, size_t, unsigned);

/* libFuzzer's; absent from a replay, which never mutates. */
__attribute__((weak)) size_t LLVMFuzzerMutate(uint8_t *, size_t, size_t);

static const char *const fuzz_xml_values[] = { "", "0", "-1", "1", "256",
	"2147483648", "-9223372036854775808", "99999999999999999999",
	"0.5", "1e9", "NaN", "true", "2026-11-23", "2026-02-30",
	"2026-11-23T12:00:00+01:00", "0000-00-00", "P1Y", "P999999999Y", "..",
	"../x", "/x", "http://example.org/", "javascript:1", "&amp;", "&#9;",
	"&#x1f600;", "\xc3\xa5", "\xc3", "\xed\xa0\x80", " ", "%s%n", "a b" };

#define FUZZ_XML_VALUES \
	(sizeof(fuzz_xml_values) / sizeof(fuzz_xml_values[0]))

static uint32_t
fuzz_xml_next(uint32_t *seed)
{
	*seed = *seed * 1664525u + 1013904223u;
	return (*seed >> 8);
}

/* The nth place of a byte, ${nth} taken around; ${n} if there is none. */
static size_t
fuzz_xml_find(const uint8_t *b, size_t n, int byte, uint32_t nth)
{
	size_t i, count = 0;

	for (i = 0; i < n; i++)
		count += b[i] == byte;
	if (count == 0)
		return (n);
	nth %= count;
	for (i = 0; i < n; i++)
		if (b[i] == byte && nth-- == 0)
			break;
	return (i);
}

/* One past the element that starts at ${i}, by counting tags. */
static size_t
fuzz_xml_element(const uint8_t *b, size_t n, size_t i)
{
	int depth = 0;

	for (; i < n; i++) {
		if (b[i] == '<')
			depth += i + 1 < n && b[i + 1] == '/' ? -1 : 1;
		if (b[i] == '>') {
			depth -= b[i - 1] == '/';
			if (depth <= 0)
				return (i + 1);
		}
	}
	return (n);
}

/* Put ${size} bytes in the place of b[from..to), if they fit. */
static size_t
fuzz_xml_replace(uint8_t *b, size_t n, size_t max, const size_t at[2],
    const uint8_t *bytes, size_t size)
{
	if (n - (at[1] - at[0]) + size > max)
		return (n);
	memmove(b + at[0] + size, b + at[1], n - at[1]);
	if (size > 0)
		memcpy(b + at[0], bytes, size);
	return (n - (at[1] - at[0]) + size);
}

/* Another value for an attribute, or for text. */
static size_t
fuzz_xml_value(uint8_t *b, size_t n, size_t max, uint32_t *seed)
{
	static const char ends[] = "\"'<";
	int text = fuzz_xml_next(seed) % 3 == 0;
	const char *value;
	size_t at[2], size;

	at[0] = fuzz_xml_find(b, n, text ? '>' : '=', fuzz_xml_next(seed));
	at[0] += text ? 1 : 2;
	if (at[0] >= n)
		return (n);
	for (at[1] = at[0]; at[1] < n &&
	    memchr(ends, b[at[1]], sizeof(ends) - 1) == NULL; at[1]++)
		;
	value = fuzz_xml_values[fuzz_xml_next(seed) % FUZZ_XML_VALUES];
	size = strlen(value);
	if (fuzz_xml_next(seed) % 2 == 0 || at[1] - at[0] > 200)
		return (fuzz_xml_replace(b, n, max, at,
		    (const uint8_t *)value, size));
	/* Or the old one, a little changed by libFuzzer. */
	{
		uint8_t old[256];

		memcpy(old, b + at[0], at[1] - at[0]);
		size = LLVMFuzzerMutate(old, at[1] - at[0], sizeof(old));
		return (fuzz_xml_replace(b, n, max, at, old, size));
	}
}

/* Drop an element, or put a copy of it before another. */
static size_t
fuzz_xml_move(uint8_t *b, size_t n, size_t max, uint32_t *seed)
{
	static uint8_t copy[1 << 16];
	size_t from, to, at[2];

	from = fuzz_xml_find(b, n, '<', fuzz_xml_next(seed));
	to = fuzz_xml_element(b, n, from);
	if (from >= n || to - from > sizeof(copy))
		return (n);
	if (fuzz_xml_next(seed) % 3 == 0) {
		at[0] = from;
		at[1] = to;
		return (fuzz_xml_replace(b, n, max, at, NULL, 0));
	}
	memcpy(copy, b + from, to - from);
	at[0] = at[1] = fuzz_xml_find(b, n, '<', fuzz_xml_next(seed));
	return (fuzz_xml_replace(b, n, max, at, copy, to - from));
}

size_t
LLVMFuzzerCustomMutator(uint8_t *b, size_t n, size_t max, unsigned start)
{
	uint32_t seed = start;

	switch (fuzz_xml_next(&seed) % 4) {
	case 0:
		return (LLVMFuzzerMutate(b, n, max));
	case 1:
		return (fuzz_xml_move(b, n, max, &seed));
	default:
		return (fuzz_xml_value(b, n, max, &seed));
	}
}

#endif /* !FUZZ_FUZZ_XML_H */
