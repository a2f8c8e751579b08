#include "core/path.h"

#include <ctype.h>
#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/clock.h"
#include "core/fail.h"
#include "core/text.h"

#define NAME_MAX_BYTES 255
#define WINDOWS_MAX_UNITS 240
#define ACCOUNT_MAX 40

char *
path_join(const char *a, const char *b, struct fail *fail)
{
	size_t n = strlen(a);

	if (*b == '/')
		return (text_copy(b, fail));
	while (n > 1 && a[n - 1] == '/')
		n--;
	return (text_printf(fail, "%.*s%s%s", (int)n, a,
	    n == 1 && *a == '/' ? "" : "/", b));
}

const char *
path_base(const char *path)
{
	const char *slash = strrchr(path, '/');

	return (slash == NULL ? path : slash + 1);
}

char *
path_dir(const char *path, struct fail *fail)
{
	const char *slash = strrchr(path, '/');

	if (slash == NULL)
		return (text_copy(".", fail));
	if (slash == path)
		return (text_copy("/", fail));
	return (text_printf(fail, "%.*s", (int)(slash - path), path));
}

char *
path_full(const char *path, struct fail *fail)
{
	char *full = realpath(path, NULL);

	if (full == NULL)
		fail_sys(fail, "cannot find '%s'", path);
	return (full);
}

/*
 * The devices that Windows sees in every folder, whatever ending follows
 * (Microsoft, "Naming Files, Paths, and Namespaces").
 */
static int
is_reserved(const char *name)
{
	static const char *const words[] = { "con", "prn", "aux", "nul",
	    "conin$", "conout$" };
	size_t n = strcspn(name, "."), i;

	while (n > 0 && name[n - 1] == ' ')
		n--;
	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (n == strlen(words[i]) &&
		    strncasecmp(name, words[i], n) == 0)
			return (1);
	if (n < 4 || (strncasecmp(name, "com", 3) != 0 &&
	    strncasecmp(name, "lpt", 3) != 0))
		return (0);
	if (n == 4)
		return (isdigit((uint8_t)name[3]) && name[3] != '0');
	/* Superscript 1, 2 and 3 count as digits there. */
	return (n == 5 && (memcmp(name + 3, "\xc2\xb9", 2) == 0 ||
	    memcmp(name + 3, "\xc2\xb2", 2) == 0 ||
	    memcmp(name + 3, "\xc2\xb3", 2) == 0));
}

/* A letter followed by a combining mark has a composed twin in NFC. */
static int
is_decomposed(uint32_t before, uint32_t cp)
{
	return (cp >= 0x300 && cp <= 0x36f &&
	    ((before >= 'A' && before <= 'Z') ||
	    (before >= 'a' && before <= 'z') ||
	    (before >= 0xc0 && before < 0x250)));
}

int
path_check_name(const char *name, struct fail *fail)
{
	const char *s = name, *end = name + strlen(name);
	uint32_t cp, before = 0;

	if (*name == '\0')
		return (fail_set(fail, FAIL_DATA, "a file name is empty"));
	if (end - name > NAME_MAX_BYTES)
		return (fail_set(fail, FAIL_DATA,
		    "the name '%.40s...' is longer than 255 bytes", name));
	if (!text_valid(name))
		return (fail_set(fail, FAIL_DATA,
		    "the name '%s' is not UTF-8", name));
	for (; s < end; before = cp) {
		s = text_next(s, end, &cp);
		if (cp < 0x20 || cp == 0x7f || (cp < 0x80 &&
		    strchr("<>:\"/\\|?*", (int)cp) != NULL))
			return (fail_set(fail, FAIL_DATA, "the name '%s' holds "
			    "a character that Windows refuses (U+%04X)", name,
			    (unsigned)cp));
		if (is_decomposed(before, cp))
			return (fail_set(fail, FAIL_DATA, "the name '%s' holds "
			    "a decomposed letter; write it composed (NFC)",
			    name));
		/* Bidi controls make a name show as another. */
		if ((cp >= 0x202a && cp <= 0x202e) ||
		    (cp >= 0x2066 && cp <= 0x2069) || cp == 0x200e ||
		    cp == 0x200f || cp == 0xfeff)
			return (fail_set(fail, FAIL_DATA, "the name '%s' holds "
			    "an invisible character (U+%04X)", name,
			    (unsigned)cp));
	}
	if (end[-1] == '.' || end[-1] == ' ' || *name == ' ')
		return (fail_set(fail, FAIL_DATA, "the name '%s' starts or "
		    "ends with a space, or ends with a dot: Windows drops it",
		    name));
	if (is_reserved(name))
		return (fail_set(fail, FAIL_DATA,
		    "the name '%s' is reserved by Windows", name));
	return (0);
}

/* Length as Windows counts it, in UTF-16 units. */
static size_t
utf16_units(const char *s)
{
	const char *end = s + strlen(s);
	size_t units = 0;
	uint32_t cp;

	while (s < end) {
		s = text_next(s, end, &cp);
		units += cp >= 0x10000 ? 2 : 1;
	}
	return (units);
}

int
path_check_length(const char *windows, const char *relative,
    struct fail *fail)
{
	size_t units = utf16_units(windows) + 1 + utf16_units(relative);

	if (units > WINDOWS_MAX_UNITS)
		return (fail_set(fail, FAIL_DATA, "the path '%s\\%s' is %zu "
		    "characters, and Windows needs at most %d; use a shorter "
		    "folder or name", windows, relative, units,
		    WINDOWS_MAX_UNITS));
	return (0);
}

/* How many bytes of s an account id takes from its start. */
static size_t
account_length(const char *s)
{
	return (strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789-"));
}

int
path_is_account(const char *s)
{
	size_t n = account_length(s);

	return (n > 0 && n <= ACCOUNT_MAX && s[n] == '\0');
}

int
path_is_id(const char *s)
{
	size_t n = account_length(s);
	char stamp[17];
	int64_t t;

	if (n == 0 || n > ACCOUNT_MAX || s[n] != '_' || strlen(s + n + 1) < 16)
		return (0);
	memcpy(stamp, s + n + 1, 16);
	stamp[16] = '\0';
	if (clock_parse(stamp, &t) == -1)
		return (0);
	s += n + 17;
	if (*s == '\0')
		return (1);
	/* _v2, _v3 ...: a package with a part cleared out */
	return (strncmp(s, "_v", 2) == 0 && s[2] >= '1' && s[2] <= '9' &&
	    s[2 + strspn(s + 2, "0123456789")] == '\0');
}

int
path_is_period(const char *s)
{
	return (strspn(s, "0123456789") == 4 && s[4] == '-' && s[5] == 'H' &&
	    (s[6] == '1' || s[6] == '2') && s[7] == '\0');
}
