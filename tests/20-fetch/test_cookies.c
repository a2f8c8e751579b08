/*
 * test_cookies.c - a file of cookies: what is read, which of it holds for a
 * host, who may read the file, and what no message says.
 */
#include "fetch/cookies.h"

#include <sys/stat.h>

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <zlib.h>

#include "core/fail.h"
#include "core/file.h"
#include "core/path.h"
#include "../harness/check.h"

#define NOW 1795435200		/* 2026-11-23 */
#define SECRET "hemligt-varde-0123456789"

static char room[] = "/tmp/test_cookies.XXXXXX";

static const char sound[] =
    "# Netscape HTTP Cookie File\n"
    "\n"
    "#HttpOnly_.example.org\tTRUE\t/\tTRUE\t1800000000\tsession\t" SECRET "\n"
    ".example.org\tTRUE\t/\tFALSE\t1796000000\tseen\t1\r\n"
    ".example.org\tTRUE\t/\tFALSE\t1700000000\told\tx\n"
    "www.example.org\tFALSE\t/a\tFALSE\t0\tnarrow\ta\tb\n"
    "other.example.com\tFALSE\t/\tFALSE\t-1\tforeign\t\n"
    "notexample.org\tTRUE\t/\tfalse\t1800000000.25\tnear\tz";

static char *
place(const char *text, mode_t mode)
{
	struct fail fail = FAIL_INIT;
	char *path = path_join(room, "konto.txt", &fail);

	(void)unlink(path);
	CHECK(file_write(path, text, strlen(text), &fail) == 0);
	CHECK(chmod(path, mode) == 0);
	return (path);
}

static void
reads_each_field(void)
{
	struct cookies jar = COOKIES_INIT;
	struct fail fail = FAIL_INIT;

	NEED(cookies_parse(&jar, sound, strlen(sound), "k.txt", &fail) == 0);
	NEED(jar.count == 6);
	CHECK_STR(jar.cookie[0].domain, "example.org");
	CHECK_STR(jar.cookie[0].name, "session");
	CHECK_STR(jar.cookie[0].value, SECRET);
	CHECK_INT(jar.cookie[0].http_only, 1);
	CHECK_INT(jar.cookie[0].secure, 1);
	CHECK_INT(jar.cookie[0].ends_utc, 1800000000);
	CHECK_STR(jar.cookie[1].value, "1");
	CHECK_STR(jar.cookie[3].value, "a\tb");
	CHECK_INT(jar.cookie[3].subdomains, 0);
	CHECK_STR(jar.cookie[4].value, "");
	CHECK_INT(jar.cookie[4].ends_utc, 0);
	CHECK_INT(jar.cookie[5].ends_utc, 1800000000);
	cookies_clear(&jar);
}

static void
keeps_what_holds_for_the_host(void)
{
	struct cookies jar = COOKIES_INIT;
	struct fail fail = FAIL_INIT;
	char *path = place(sound, 0600);

	NEED(cookies_load(&jar, path, "https://www.example.org/konto", NOW,
	    &fail) == 0);
	NEED(jar.count == 3);
	CHECK_STR(jar.cookie[0].name, "session");
	CHECK_STR(jar.cookie[1].name, "seen");
	CHECK_STR(jar.cookie[2].name, "narrow");
	/* What scripts cannot read is the session. */
	CHECK_INT(jar.ends_utc, 1800000000);
	cookies_clear(&jar);
	CHECK_INT(cookies_load(&jar, path, "https://example.net/", NOW,
	    &fail), -1);
	CHECK_INT(fail_status(&fail), 78);
	CHECK(strstr(fail.text, "example.net") != NULL);
	fail_clear(&fail);
	CHECK_INT(cookies_load(&jar, path, "https://sub.notexample.org/",
	    1800000000, &fail), -1);
	CHECK(strstr(fail.text, SECRET) == NULL);
	free(path);
}

static void
refuses_what_others_can_read(void)
{
	static const mode_t modes[] = { 0640, 0604, 0620, 0601 };
	struct cookies jar = COOKIES_INIT;
	struct fail fail = FAIL_INIT;
	char *path, *link = path_join(room, "link.txt", &fail);
	size_t i;

	for (i = 0; i < sizeof(modes) / sizeof(modes[0]); i++) {
		path = place(sound, modes[i]);
		CHECK_INT(cookies_load(&jar, path, "https://example.org/",
		    NOW, &fail), -1);
		CHECK_INT(fail_status(&fail), 78);
		CHECK(strstr(fail.text, "chmod 600") != NULL);
		fail_clear(&fail);
		free(path);
	}
	path = place(sound, 0600);
	CHECK(symlink(path, link) == 0);
	CHECK_INT(cookies_load(&jar, link, "https://example.org/", NOW,
	    &fail), -1);
	CHECK(strstr(fail.text, "link") != NULL);
	fail_clear(&fail);
	CHECK_INT(cookies_load(&jar, room, "https://example.org/", NOW,
	    &fail), -1);
	free(path);
	free(link);
}

static void
names_the_line_and_never_the_value(void)
{
	static const char *const bad[] = {
		"#\nexample.org\tTRUE\t/\tTRUE\n",
		"#\nexample.org\tJA\t/\tTRUE\t0\ts\t" SECRET "\n",
		"#\nexample.org\tTRUE\t/\tX\t0\ts\t" SECRET "\n",
		"#\nexample.org\tTRUE\tx\tTRUE\t0\ts\t" SECRET "\n",
		"#\n\t\t/\tTRUE\t0\ts\t" SECRET "\n",
		"#\nexample.org\tTRUE\t/\tTRUE\tsnart\ts\t" SECRET "\n",
		"#\nexample.org\tTRUE\t/\tTRUE\t99999999999999\ts\t" SECRET,
		"#\n[{\"name\": \"session\", \"value\": \"" SECRET "\"}]\n",
	};
	struct cookies jar = COOKIES_INIT;
	struct fail fail = FAIL_INIT;
	size_t i;

	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		CHECK_INT(cookies_parse(&jar, bad[i], strlen(bad[i]), "k.txt",
		    &fail), -1);
		CHECK_INT(fail_status(&fail), 78);
		CHECK(strstr(fail.text, "k.txt:2: ") != NULL);
		CHECK(strstr(fail.text, SECRET) == NULL);
		fail_clear(&fail);
		cookies_clear(&jar);
	}
	CHECK_INT(cookies_parse(&jar, "a\0b", 3, "k.txt", &fail), -1);
	cookies_clear(&jar);
}

static void
finds_a_value_in_plain_and_packed_files(void)
{
	struct cookies jar = COOKIES_INIT;
	struct fail fail = FAIL_INIT;
	char *path = path_join(room, "x.gz", &fail), *filler;
	gzFile f;
	int shown;

	NEED(cookies_parse(&jar, sound, strlen(sound), "k.txt", &fail) == 0);
	NEED((filler = calloc(1, 256 * 1024)) != NULL);
	memset(filler, 'a', 256 * 1024);
	/* Across the border of two blocks, in a gzip file of two members. */
	NEED((f = gzopen(path, "wb")) != NULL);
	CHECK(gzwrite(f, filler, 256 * 1024 - 5) > 0);
	CHECK(gzwrite(f, SECRET, sizeof(SECRET) - 1) > 0);
	CHECK(gzclose(f) == Z_OK);
	CHECK_INT(cookies_shown(&jar, path, &shown, &fail), 0);
	CHECK_INT(shown, 1);
	NEED(file_write(path, filler, 256 * 1024, &fail) == 0);
	CHECK_INT(cookies_shown(&jar, path, &shown, &fail), 0);
	CHECK_INT(shown, 0);
	memcpy(filler + 100000, SECRET, sizeof(SECRET) - 1);
	NEED(file_write(path, filler, 256 * 1024, &fail) == 0);
	CHECK_INT(cookies_shown(&jar, path, &shown, &fail), 0);
	CHECK_INT(shown, 1);
	CHECK_INT(cookies_in_text(&jar, "x" SECRET), 1);
	CHECK_INT(cookies_in_text(&jar, "1"), 0);	/* says nothing */
	CHECK_INT(cookies_in_text(&jar, NULL), 0);
	cookies_clear(&jar);
	free(filler);
	free(path);
}

int
main(void)
{
	if (mkdtemp(room) == NULL)
		return (1);
	RUN(reads_each_field);
	RUN(keeps_what_holds_for_the_host);
	RUN(refuses_what_others_can_read);
	RUN(names_the_line_and_never_the_value);
	RUN(finds_a_value_in_plain_and_packed_files);
	file_remove_tree(room);
	return (check_end());
}
