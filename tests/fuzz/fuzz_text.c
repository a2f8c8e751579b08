/* room: 00-core */
/*
 * fuzz_text.c - text from outside, on its way into XML, file names and times.
 */
#include "fuzz.h"

#include "core/buf.h"
#include "core/clock.h"
#include "core/path.h"
#include "core/text.h"

/* What was cleaned is whole UTF-8 that XML can hold, and stays as it is. */
static void
cleaned(const char *s)
{
	struct fail fail = FAIL_INIT;
	char *once = text_clean(s, &fail), *twice;
	const char *at, *end;
	uint32_t cp;

	FUZZ_MUST(once != NULL && text_valid(once));
	FUZZ_MUST((twice = text_clean(once, &fail)) != NULL);
	FUZZ_MUST(strcmp(once, twice) == 0);
	for (at = once, end = at + strlen(at); at < end;) {
		at = text_next(at, end, &cp);
		FUZZ_MUST(cp >= 0x20 || cp == '\t' || cp == '\n' ||
		    cp == '\r');
		FUZZ_MUST(cp != 0xfffe && cp != 0xffff && cp <= 0x10ffff &&
		    (cp < 0xd800 || cp > 0xdfff));
	}
	FUZZ_MUST(at == end);
	free(once);
	free(twice);
}

/* Code points taken apart and put together give the same valid text. */
static void
rebuilt(const char *s, size_t n)
{
	struct buf b = BUF_INIT;
	const char *at = s;
	uint32_t cp;

	while (at < s + n) {
		at = text_next(at, s + n, &cp);
		text_put(&b, cp);
	}
	FUZZ_MUST(at == s + n);
	if (strlen(s) == n && text_valid(s))
		FUZZ_MUST(b.size == n &&
		    (n == 0 || memcmp(b.data, s, n) == 0));
	buf_clear(&b);
}

static void
timed(const char *s)
{
	char text[CLOCK_TEXT];
	int64_t t, again;

	if (clock_parse(s, &t) == -1)
		return;
	clock_local(t, text);
	FUZZ_MUST(clock_parse(text, &again) == 0 && again == t);
	clock_utc(t, text);
	FUZZ_MUST(clock_parse(text, &again) == 0 && again == t);
	clock_date(t, text);
	clock_minute(t, text);
	clock_stamp(t, text);
	clock_pdf(t, text);
	clock_period(t, text);
	FUZZ_MUST(path_is_period(text));
}

/* A name that passed is one name, wherever it is put. */
static void
named(const char *s)
{
	struct fail fail = FAIL_INIT;
	char *base;

	if (path_check_name(s, &fail) == 0)
		FUZZ_MUST(*s != '\0' && strlen(s) <= 255 && text_valid(s) &&
		    strpbrk(s, "/\\:*?\"<>|") == NULL &&
		    strcmp(s, ".") != 0 && strcmp(s, "..") != 0);
	else
		FUZZ_MUST(fail.kind == FAIL_DATA);
	(void)path_check_length("T:\\Arkiv", s, &fail);
	if (path_is_id(s) || path_is_account(s) || path_is_period(s)) {
		fail_clear(&fail);
		FUZZ_MUST(path_check_name(s, &fail) == 0 ||
		    path_is_account(s));
	}
	FUZZ_MUST((base = path_dir(s, &fail)) != NULL);
	free(base);
	(void)path_base(s);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	char *s = fuzz_string(bytes, n);
	int64_t value;

	cleaned(s);
	rebuilt(s, n);
	timed(s);
	named(s);
	if (text_int(s, -1000, 1000, &value) == 0)
		FUZZ_MUST(value >= -1000 && value <= 1000);
	free(s);
	return (0);
}
