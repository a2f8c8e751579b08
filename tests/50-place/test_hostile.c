/*
 * Hostile names, each as a file of a package, where it is refused or taken as
 * it is, and as an account's name, where it is made harmless: always alike.
 */
#include "../harness/check.h"

#include <stdlib.h>

#include "core/fail.h"
#include "core/path.h"
#include "core/sums.h"
#include "place/names.h"
#include "place/plain.h"

#define SUM "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define TEN "0123456789"
#define FIFTY TEN TEN TEN TEN TEN
#define SMILE "\xf0\x9f\x99\x82"

enum { REFUSED, TAKEN };

static const struct {
	const char *name;
	int file;		/* as a file's name */
	const char *plain;	/* what stands for it in the PDF's plain name */
} names[] = {
	/* Windows' devices, in any case, with any ending */
	{ "CON", REFUSED, "CON" },
	{ "con", REFUSED, "con" },
	{ "Con.txt", REFUSED, "Con.txt" },
	{ "con .txt", REFUSED, "con .txt" },
	{ "PRN", REFUSED, "PRN" },
	{ "prn.pdf", REFUSED, "prn.pdf" },
	{ "AUX", REFUSED, "AUX" },
	{ "aux.tar.gz", REFUSED, "aux.tar.gz" },
	{ "NUL", REFUSED, "NUL" },
	{ "nul.", REFUSED, "nul" },
	{ "COM1", REFUSED, "COM1" },
	{ "com9.log", REFUSED, "com9.log" },
	{ "COM\xc2\xb9", REFUSED, "COM\xc2\xb9" },
	{ "LPT1", REFUSED, "LPT1" },
	{ "lpt9.x", REFUSED, "lpt9.x" },
	{ "lpt\xc2\xb3", REFUSED, "lpt\xc2\xb3" },
	{ "CONIN$", REFUSED, "CONIN$" },
	{ "conout$.txt", REFUSED, "conout$.txt" },
	{ "COM0", TAKEN, "COM0" },
	{ "COM10", TAKEN, "COM10" },
	{ "CONSOLE", TAKEN, "CONSOLE" },
	{ "null", TAKEN, "null" },
	/* what Windows drops at the ends */
	{ "dot.", REFUSED, "dot" },
	{ "dots...", REFUSED, "dots" },
	{ "space ", REFUSED, "space" },
	{ "both. . ", REFUSED, "both" },
	{ " space", REFUSED, "space" },
	{ ".hidden", TAKEN, ".hidden" },
	{ "...", REFUSED, "prov" },
	{ " ", REFUSED, "prov" },
	{ "", REFUSED, "prov" },
	/* what it refuses inside */
	{ "a:b", REFUSED, "a-b" },
	{ "stream.txt:hidden", REFUSED, "stream.txt-hidden" },
	{ "C:", REFUSED, "C-" },
	{ "a?b", REFUSED, "a b" },
	{ "a*b", REFUSED, "a b" },
	{ "<a>", REFUSED, "a" },
	{ "a\"b", REFUSED, "a b" },
	{ "a|b", REFUSED, "a-b" },
	{ "a\\b", REFUSED, "a-b" },
	{ "???", REFUSED, "prov" },
	{ "a\tb", REFUSED, "a b" },
	{ "a\nb", REFUSED, "a b" },
	{ "a\rb", REFUSED, "a b" },
	{ "a\x07" "b", REFUSED, "a b" },
	{ "a\x1b[31mb", REFUSED, "a [31mb" },
	{ "a\x7f" "b", REFUSED, "a b" },
	/* what a shell or a page would make of it is no matter */
	{ "-rf", TAKEN, "-rf" },
	{ "$(id)", TAKEN, "$(id)" },
	{ "`id`", TAKEN, "`id`" },
	{ "a;b&c", TAKEN, "a;b&c" },
	{ "%2e%2e", TAKEN, "%2e%2e" },
	{ "~", TAKEN, "~" },
	{ "Progra~1", TAKEN, "Progra~1" },
	/* not composed: refused, or composed */
	{ "a\xcc\x8a", REFUSED, "\xc3\xa5" },			/* å */
	{ "o\xcc\x88", REFUSED, "\xc3\xb6" },			/* ö */
	{ "e\xcc\xa3\xcc\x82", REFUSED, "\xe1\xbb\x87" },	/* ệ */
	{ "e\xcc\x82\xcc\xa3", REFUSED, "\xe1\xbb\x87" },
	{ "\xc3\xa5", TAKEN, "\xc3\xa5" },
	{ "\xe2\x84\xab", TAKEN, "\xc3\x85" },			/* Angstrom */
	{ "\xd0\xb8\xcc\x86", TAKEN, "\xd0\xb9" },		/* й */
	{ "\xce\xb1\xcc\x81", TAKEN, "\xce\xac" },		/* ά */
	{ "\xe3\x81\x8b\xe3\x82\x99", TAKEN, "\xe3\x81\x8c" },	/* が */
	{ "\xe1\x84\x92\xe1\x85\xa1\xe1\x86\xab", TAKEN,
	    "\xed\x95\x9c" },					/* 한 */
	{ "z\xcc\xb6\xcd\xa0", REFUSED, "z" },
	/* pictures */
	{ SMILE, TAKEN, SMILE },
	{ "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x8c\xbe", TAKEN,
	    "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x8c\xbe" },
	/* what hides, or turns the text around */
	{ "\xe2\x80\xae" "fdp.exe", REFUSED, "fdp.exe" },
	{ "a\xe2\x81\xa6" "b", REFUSED, "ab" },
	{ "\xef\xbb\xbf" "bom", REFUSED, "bom" },
	{ "a\xe2\x80\x8f" "b", REFUSED, "ab" },
	/* not UTF-8 */
	{ "bad\xff", REFUSED, "bad\xef\xbf\xbd" },
	{ "\xc0\xaf", REFUSED, "\xef\xbf\xbd\xef\xbf\xbd" },
	{ "\xed\xa0\x80", REFUSED,
	    "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd" },
	{ "cut\xe2\x82", REFUSED, "cut\xef\xbf\xbd\xef\xbf\xbd" },
	/* 255 bytes, 256 bytes: as a name; the path is another limit */
	{ FIFTY FIFTY FIFTY FIFTY FIFTY "12345", TAKEN, NULL },
	{ FIFTY FIFTY FIFTY FIFTY FIFTY "123456", REFUSED, NULL },
};
#define NAMES (sizeof(names) / sizeof(names[0]))

/* Paths in a package's list; the package is "prov". */
static const struct {
	const char *path;
	int verdict;
} paths[] = {
	{ "prov/METS.xml", TAKEN },
	{ "prov/data/a.txt", TAKEN },
	{ "/etc/passwd", REFUSED },
	{ "//server/share/x", REFUSED },
	{ "..", REFUSED },
	{ "../x", REFUSED },
	{ "prov/../x", REFUSED },
	{ "prov/../../x", REFUSED },
	{ "prov/data/..", REFUSED },
	{ "prov/./x", REFUSED },
	{ "./prov/x", REFUSED },
	{ "prov//x", REFUSED },
	{ "prov/x/", REFUSED },
	{ "prov/...", REFUSED },
	{ "prov/..\\..\\x", REFUSED },
	{ "C:\\Windows\\x", REFUSED },
	{ "\\\\server\\share\\x", REFUSED },
	{ "prov/nul/x", REFUSED },
	{ "prov/a./x", REFUSED },
	{ "prov/ a/x", REFUSED },
	{ "prov/a\nb", REFUSED },
	{ "prov/" FIFTY "/" FIFTY "/" FIFTY "/" FIFTY "/x", TAKEN },
	{ "prov/" FIFTY "/" FIFTY "/" FIFTY "/" FIFTY "/" TEN TEN "12",
	    REFUSED },
};
#define PATHS (sizeof(paths) / sizeof(paths[0]))

static int
path_verdict(const char *path)
{
	struct sums sums = SUMS_INIT, read = SUMS_INIT;
	struct fail fail = FAIL_INIT;
	char text[1024];
	int n, verdict = REFUSED;

	/* As it comes from a list, and as it goes to the share. */
	n = snprintf(text, sizeof(text), SUM "  %s\n", path);
	if (n > 0 && sums_parse(&read, "list", text, (size_t)n, &fail) == 0 &&
	    sums_add(&sums, path, SUM, &fail) == 0 &&
	    names_check(&sums, "2026-H2", "T:\\Arkiv", &fail) == 0)
		verdict = TAKEN;
	else
		CHECK_INT(fail.kind, FAIL_DATA);
	sums_clear(&sums);
	sums_clear(&read);
	return (verdict);
}

static void
files_are_refused_or_taken_always_alike(void)
{
	struct fail fail = FAIL_INIT;
	size_t i;
	int times;

	CHECK(NAMES >= 60);
	for (i = 0; i < NAMES; i++)
		for (times = 0; times < 2; times++) {
			fail_clear(&fail);
			if ((path_check_name(names[i].name, &fail) == 0) !=
			    (names[i].file == TAKEN)) {
				printf("# name %zu: '%s'\n", i, names[i].name);
				CHECK_INT(names[i].file, !names[i].file);
			}
			CHECK_INT(fail.kind, names[i].file == TAKEN ?
			    FAIL_NONE : FAIL_DATA);
		}
}

static void
paths_are_refused_or_taken_always_alike(void)
{
	size_t i;
	int times;

	CHECK(PATHS >= 20);
	for (i = 0; i < PATHS; i++)
		for (times = 0; times < 2; times++)
			if (path_verdict(paths[i].path) != paths[i].verdict) {
				printf("# path '%s'\n", paths[i].path);
				CHECK_INT(paths[i].verdict, !paths[i].verdict);
			}
}

/* The plain name for an account of that name; the caller's. */
static char *
plain(const char *name)
{
	struct plain p = { "prov_20261123T120000Z", "prov", name, "Facebook",
	    "2026-H2", "T:\\Arkiv", 1795435200, NULL };
	struct fail fail = FAIL_INIT;
	char *got = plain_name(&p, 0, &fail);

	if (got != NULL)
		CHECK_INT(path_check_name(got, &fail), 0);
	return (got);
}

static void
accounts_get_a_harmless_name_always_the_same(void)
{
	char *got, *again, want[512];
	size_t i;

	for (i = 0; i < NAMES; i++) {
		got = plain(names[i].name);
		again = plain(names[i].name);
		NEED(got != NULL && again != NULL);
		CHECK_STR(again, got);
		if (names[i].plain != NULL) {
			(void)snprintf(want, sizeof(want),
			    "2026-11-23 %s, Facebook.pdf", names[i].plain);
			CHECK_STR(got, want);
			/* What it became stays as it is. */
			free(again);
			again = plain(names[i].plain);
			NEED(again != NULL);
			CHECK_STR(again, want);
		}
		free(got);
		free(again);
	}
}

int
main(void)
{
	RUN(files_are_refused_or_taken_always_alike);
	RUN(paths_are_refused_or_taken_always_alike);
	RUN(accounts_get_a_harmless_name_always_the_same);
	return (check_end());
}
