/*
 * test_sheet.c - what the contact sheet is made of: escaped HTML, words of a
 * shell, small pictures, names of folders.
 */
#include <png.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../harness/check.h"
#include "core/buf.h"
#include "core/fail.h"
#include "core/file.h"
#include "core/html.h"
#include "core/record/words.h"
#include "core/text.h"
#include "review/command.h"
#include "review/folder.h"
#include "review/thumb.h"
#include "review/who.h"

static char room[] = "/tmp/test_sheet.XXXXXX";

static void
text_never_becomes_markup(void)
{
	struct html h = HTML_INIT;
	struct fail fail = FAIL_INIT;

	html_open(&h, "p");
	html_attr(&h, "title", "\"'<>&\x01\xff");
	html_text(&h, "</p><script>&amp;\xc2\x85\xef\xbf\xbe");
	html_close(&h);
	CHECK_STR(buf_text(&h.out), "<p title=\"&quot;&#39;&lt;&gt;&amp;"
	    "\xef\xbf\xbd\xef\xbf\xbd\">&lt;/p&gt;&lt;script&gt;&amp;amp;"
	    "\xef\xbf\xbd\xef\xbf\xbd</p>\n");
	CHECK_INT(html_check(&h, &fail), 0);
	html_clear(&h);
}

static void
bytes_are_written_in_base_64(void)
{
	static const char *const of[][2] = { { "", "" }, { "f", "Zg==" },
	    { "fo", "Zm8=" }, { "foo", "Zm9v" }, { "foob", "Zm9vYg==" },
	    { "\xff\xfe\xfd", "//79" } };
	size_t i;

	for (i = 0; i < sizeof(of) / sizeof(*of); i++) {
		struct html h = HTML_INIT;
		struct buf b = BUF_INIT;
		char want[64];

		buf_adds(&b, of[i][0]);
		html_bytes(&h, "src", "a/b", &b);
		(void)snprintf(want, sizeof(want),
		    " src=\"data:a/b;base64,%s\"", of[i][1]);
		CHECK_STR(buf_text(&h.out), want);
		html_clear(&h);
		buf_clear(&b);
	}
}

static void
addresses_of_files_are_encoded(void)
{
	struct html h = HTML_INIT;

	html_href(&h, "file://", "/a b/\xc3\xa5\"<#?%.png");
	CHECK_STR(buf_text(&h.out),
	    " href=\"file:///a%20b/%C3%A5%22%3C%23%3F%25.png\"");
	html_clear(&h);
}

static void
a_word_is_one_word_to_a_shell(void)
{
	static const char *const of[][2] = { { "/a/b-2.x", "/a/b-2.x" },
	    { "", "''" }, { "a b", "'a b'" }, { "it's", "'it'\\''s'" },
	    { "$(x)`y`", "'$(x)`y`'" }, { "~", "'~'" } };
	struct buf b = BUF_INIT;
	size_t i;

	for (i = 0; i < sizeof(of) / sizeof(*of); i++) {
		buf_reset(&b);
		command_word(&b, of[i][0]);
		CHECK_STR(buf_text(&b), of[i][1]);
	}
	buf_clear(&b);
}

static void
every_verdict_has_its_words(void)
{
	static const char *const codes[] = { "good", "login-wall",
	    "consent-wall", "rate-limited", "captcha", "blank", "truncated",
	    "changed", "error" };
	size_t i;

	for (i = 0; i < sizeof(codes) / sizeof(*codes); i++) {
		CHECK(strcmp(words_verdict(codes[i]), codes[i]) != 0);
		CHECK(strcmp(words_todo(codes[i]), codes[i]) != 0);
	}
	CHECK_STR(words_verdict("new"), "new");
}

static void
folders_tell_account_and_number(void)
{
	static const char *const bad[] = { "", ".2", "a.1", "a.02", "a.x",
	    "a.10000", "A", "a.2.3", "rejected!", NULL };
	struct fail fail = FAIL_INIT;
	char *account = folder_account("face-book.12", &fail);
	size_t i;

	CHECK_STR(account, "face-book");
	free(account);
	CHECK_INT(folder_number("face-book.12"), 12);
	CHECK_INT(folder_number("face-book"), 1);
	for (i = 0; bad[i] != NULL; i++)
		CHECK(folder_account(bad[i], &fail) == NULL);
}

static void
the_one_who_decides_has_a_login(void)
{
	struct fail fail = FAIL_INIT;
	char *login;

	(void)unsetenv("SUDO_USER");
	login = who_login(&fail);
	NEED(login != NULL);
	CHECK(strlen(login) > 0 && strstr(login, "sudo") == NULL);
	free(login);
	/* Only root's word on it counts, and only of a user that is there. */
	(void)setenv("SUDO_USER", "nobody", 1);
	login = who_login(&fail);
	CHECK_INT(strcmp(login, "nobody (sudo)") == 0, getuid() == 0);
	free(login);
	(void)setenv("SUDO_USER", "<no such user>", 1);
	login = who_login(&fail);
	CHECK(strstr(login, "no such") == NULL);
	free(login);
}

/* ---- pictures ---- */

/* A picture, its left half red and its right half of this colour. */
static const char *
draw(uint32_t width, uint32_t height, int alpha, const uint8_t right[4])
{
	static char path[64];
	uint32_t depth = alpha ? 4 : 3, x, y;
	uint8_t *all = malloc((size_t)width * height * depth);
	png_image image;

	(void)snprintf(path, sizeof(path), "%s/slice.png", room);
	memset(&image, 0, sizeof(image));
	image.version = PNG_IMAGE_VERSION;
	image.width = width;
	image.height = height;
	image.format = alpha ? PNG_FORMAT_RGBA : PNG_FORMAT_RGB;
	if (all == NULL)
		return (NULL);
	for (y = 0; y < height; y++)
		for (x = 0; x < width; x++) {
			static const uint8_t red[4] = { 255, 0, 0, 255 };

			memcpy(all + ((size_t)y * width + x) * depth,
			    x < width / 2 ? red : right, depth);
		}
	x = (uint32_t)png_image_write_to_file(&image, path, 0, all, 0, NULL);
	free(all);
	return (x ? path : NULL);
}

/* The colour at a place of a thumb, as 0xRRGGBB. */
static uint32_t
colour(const struct thumb *t, int x, int y)
{
	png_image image;
	uint8_t *all, *at;
	uint32_t rgb = 0;

	memset(&image, 0, sizeof(image));
	image.version = PNG_IMAGE_VERSION;
	if (!png_image_begin_read_from_memory(&image, t->png.data,
	    t->png.size))
		return (0xdeadbeef);
	image.format = PNG_FORMAT_RGB;
	if ((all = malloc(PNG_IMAGE_SIZE(image))) != NULL &&
	    png_image_finish_read(&image, NULL, all, 0, NULL)) {
		at = all + ((size_t)y * image.width + (size_t)x) * 3;
		rgb = (uint32_t)at[0] << 16 | (uint32_t)at[1] << 8 | at[2];
	}
	free(all);
	return (rgb);
}

static void
pictures_are_made_small(void)
{
	static const uint8_t blue[4] = { 0, 0, 255, 255 };
	struct thumb t = THUMB_INIT;
	struct fail fail = FAIL_INIT;

	NEED(thumb_make(&t, draw(1366, 4000, 0, blue), &fail) == 0);
	CHECK_INT(t.width, 300);
	CHECK_INT(t.height, 219);
	CHECK_INT(colour(&t, 10, 10), 0xff0000);
	CHECK_INT(colour(&t, 140, 218), 0xff0000);
	CHECK_INT(colour(&t, 290, 0), 0x0000ff);
	thumb_clear(&t);
	/* Small ones stay as they are; one pixel is a picture. */
	NEED(thumb_make(&t, draw(2, 1, 0, blue), &fail) == 0);
	CHECK_INT(t.width, 2);
	CHECK_INT(t.height, 1);
	CHECK_INT(colour(&t, 0, 0), 0xff0000);
	CHECK_INT(colour(&t, 1, 0), 0x0000ff);
	thumb_clear(&t);
	/* Wide and low: a row at least. */
	NEED(thumb_make(&t, draw(20000, 2, 0, blue), &fail) == 0);
	CHECK_INT(t.width, 300);
	CHECK_INT(t.height, 1);
	thumb_clear(&t);
}

static void
what_is_clear_is_on_white(void)
{
	static const uint8_t none[4] = { 0, 0, 0, 0 };
	struct thumb t = THUMB_INIT;
	struct fail fail = FAIL_INIT;

	NEED(thumb_make(&t, draw(400, 400, 1, none), &fail) == 0);
	CHECK_INT(colour(&t, 10, 10), 0xff0000);
	CHECK_INT(colour(&t, 290, 10), 0xffffff);
	thumb_clear(&t);
}

static void
what_is_no_picture_is_refused(void)
{
	struct thumb t = THUMB_INIT;
	struct fail fail = FAIL_INIT;

	CHECK_INT(thumb_make(&t, "/dev/zero", &fail), -1);
	CHECK_INT(fail_status(&fail), 65);
	fail_clear(&fail);
	CHECK_INT(thumb_make(&t, room, &fail), -1);
	fail_clear(&fail);
	CHECK_INT(thumb_make(&t, "tests/fuzz/corpus/png/interlaced.png",
	    &fail), -1);
	CHECK(strstr(fail.text, "interlaced") != NULL);
	fail_clear(&fail);
	CHECK_INT(thumb_make(&t, "tests/fuzz/corpus/png/measures-largest.png",
	    &fail), -1);
	CHECK_INT(fail_status(&fail), 65);
	CHECK(t.png.data == NULL);
}

int
main(void)
{
	if (mkdtemp(room) == NULL)
		return (1);
	RUN(text_never_becomes_markup);
	RUN(bytes_are_written_in_base_64);
	RUN(addresses_of_files_are_encoded);
	RUN(a_word_is_one_word_to_a_shell);
	RUN(every_verdict_has_its_words);
	RUN(folders_tell_account_and_number);
	RUN(the_one_who_decides_has_a_login);
	RUN(pictures_are_made_small);
	RUN(what_is_clear_is_on_white);
	RUN(what_is_no_picture_is_refused);
	file_remove_tree(room);
	return (check_end());
}
