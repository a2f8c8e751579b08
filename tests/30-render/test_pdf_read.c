/*
 * test_pdf_read.c - the reader of PDF files: words, values, files that are
 * not as they should be.
 */
#include "../harness/check.h"

#include <stdlib.h>
#include <unistd.h>

#include "core/buf.h"
#include "core/fail.h"
#include "core/file.h"
#include "render/pdf_read.h"
#include "render/pdf_stream.h"

#define HEAD "%PDF-1.4\n%\342\343\317\323\n"

/* A file of these objects, numbered from 1, in a temporary place. */
static const char *
file_of(const char *const *object, const char *trailer)
{
	static char path[] = "/tmp/bevara-pdf-XXXXXX";
	static int made;
	struct buf b = BUF_INIT;
	struct fail fail = FAIL_INIT;
	size_t offset[16], i, n, start;

	if (!made)
		(void)close(mkstemp(path));
	made = 1;
	buf_adds(&b, HEAD);
	for (n = 0; object[n] != NULL; n++) {
		offset[n] = b.size;
		buf_addf(&b, "%zu 0 obj\n%s\nendobj\n", n + 1, object[n]);
	}
	start = b.size;
	buf_addf(&b, "xref\n0 %zu\n0000000000 65535 f \n", n + 1);
	for (i = 0; i < n; i++)
		buf_addf(&b, "%010zu 00000 n \n", offset[i]);
	buf_addf(&b, "trailer\n%s\nstartxref\n%zu\n%%%%EOF\n", trailer,
	    start);
	CHECK_INT(file_write(path, b.data, b.size, &fail), 0);
	buf_clear(&b);
	return (path);
}

static const char *
decoded(const char *text, struct buf *b)
{
	struct pdf_lex lex = { (const uint8_t *)text,
		(const uint8_t *)text + strlen(text) };
	struct pdf_token token;

	buf_reset(b);
	pdf_lex_next(&lex, &token);
	if (token.kind == PDF_SLASH)
		pdf_lex_name(token.bytes, token.size, b);
	else if (token.kind == PDF_TEXT)
		pdf_lex_text(token.bytes, token.size, b);
	else if (token.kind == PDF_HEX)
		pdf_lex_hex(token.bytes, token.size, b);
	else
		buf_adds(b, "none");
	return (buf_text(b));
}

static void
names_and_strings_are_decoded(void)
{
	struct buf b = BUF_INIT;

	CHECK_STR(decoded("/A#42#c", &b), "AB#c");
	CHECK_STR(decoded("(a(b)\\)\\\\\\101\\\n\\n)", &b), "a(b))\\A\n");
	CHECK_STR(decoded("%x\n (a\r\nb)", &b), "a\nb");
	CHECK_STR(decoded("<4 1\n427>", &b), "ABp");
	CHECK_STR(decoded("(a", &b), "none");
	CHECK_STR(decoded("<41", &b), "none");
	buf_clear(&b);
}

static void
numbers_are_read(void)
{
	const char *text = "17 -.5 +3. 1-2 99999999999999999999 R";
	struct pdf_lex lex = { (const uint8_t *)text,
		(const uint8_t *)text + strlen(text) };
	struct pdf_token t;

	pdf_lex_next(&lex, &t);
	CHECK(t.kind == PDF_INTEGER && t.integer == 17);
	pdf_lex_next(&lex, &t);
	CHECK(t.kind == PDF_NUMBER && t.real < -0.49 && t.real > -0.51);
	pdf_lex_next(&lex, &t);
	CHECK(t.kind == PDF_NUMBER && t.integer == 3);
	pdf_lex_next(&lex, &t);
	CHECK(t.kind == PDF_WORD);
	pdf_lex_next(&lex, &t);
	CHECK(t.kind == PDF_INTEGER && t.integer > 2147483647);
	pdf_lex_next(&lex, &t);
	CHECK(pdf_lex_is(&t, "R") && !pdf_lex_is(&t, "RR"));
	pdf_lex_next(&lex, &t);
	CHECK(t.kind == PDF_END);
}

static void
a_file_is_read(void)
{
	static const char *const objects[] = { "<</A [1 2 0 R (x)] /B#43 /D>>",
		"<</Length 3 0 R>>\nstream\nabc\nendstream", "3", NULL };
	struct pdf_file pdf = PDF_FILE_INIT;
	struct fail fail = FAIL_INIT;
	const struct pdf_value *list;
	struct buf b = BUF_INIT;

	NEED(pdf_open(&pdf, file_of(objects, "<</Root 1 0 R>>"), &fail) == 0);
	CHECK_INT(pdf.count, 3);
	list = pdf_get(&pdf, &pdf.object[0].value, "A");
	CHECK_INT(list->count, 3);
	CHECK(pdf_target(&pdf, &list->as.item[1]) == &pdf.object[1]);
	CHECK(pdf_name_is(pdf_find(&pdf.object[0].value, "BC"), "D"));
	CHECK_INT(pdf.object[1].flags, 0);
	CHECK_INT(pdf_stream_read(&pdf, &pdf.object[1], &b, &fail), 0);
	CHECK_STR(buf_text(&b), "abc");
	CHECK(pdf_object(&pdf, 4) == NULL && pdf_object(&pdf, -1) == NULL);
	buf_clear(&b);
	pdf_close(&pdf);
}

/* What the reader notes of an object beside the catalog. */
static int
object_flags(const char *object)
{
	const char *objects[] = { "<<>>", object, NULL };
	struct pdf_file pdf = PDF_FILE_INIT;
	struct fail fail = FAIL_INIT;
	int flags = -1;

	if (pdf_open(&pdf, file_of(objects, "<</Root 1 0 R>>"), &fail) == 0)
		flags = pdf.object[1].flags;
	CHECK(flags != -1);
	pdf_close(&pdf);
	return (flags);
}

static void
faults_of_objects_are_noted(void)
{
	struct buf deep = BUF_INIT;
	int i;

	CHECK_INT(object_flags("<</Length 3>>\nstream\nabc\nendstream"), 0);
	CHECK_INT(object_flags("<</Length 2>>\nstream\nabc\nendstream"),
	    PDF_ODD_LENGTH);
	CHECK_INT(object_flags("<</Length 999>>\nstream\nabc\nendstream"),
	    PDF_ODD_LENGTH);
	CHECK_INT(object_flags("<</Length 3>>\nstream\nabcendstream"),
	    PDF_ODD_STREAM);
	CHECK_INT(object_flags("<</Length 2 0 R>>\nstream\nabc\nendstream"),
	    PDF_ODD_LENGTH);
	CHECK_INT(object_flags("<</Length 3>>\nstream\nabc"), PDF_MISSING);
	CHECK_INT(object_flags("<</A>>"), PDF_MISSING);
	CHECK_INT(object_flags("[1 R]"), PDF_MISSING);
	for (i = 0; i < 100000; i++)
		buf_addc(&deep, '[');
	CHECK_INT(object_flags(buf_text(&deep)), PDF_MISSING);
	buf_clear(&deep);
}

static void
what_cannot_be_read_is_refused(void)
{
	static const char *const trailers[] = { "<</Root 2 0 R>>", "7",
		"<</Root 1 0 R /Prev 9>>", "<</Root 1 0 R /Encrypt 1 0 R>>",
		"<</Root 1 0 R", NULL };
	static const char *const objects[] = { "<<>>", NULL };
	struct pdf_file pdf = PDF_FILE_INIT;
	struct fail fail = FAIL_INIT;
	const char *path;
	int i;

	for (i = 0; trailers[i] != NULL; i++) {
		fail_clear(&fail);
		CHECK_INT(pdf_open(&pdf, file_of(objects, trailers[i]),
		    &fail), -1);
		CHECK_INT(fail.kind, FAIL_DATA);
		CHECK(pdf.bytes == NULL && pdf.object == NULL);
	}
	path = file_of(objects, "<</Root 1 0 R>>");
	CHECK_INT(truncate(path, 60), 0);
	CHECK_INT(pdf_open(&pdf, path, &fail), -1);
	CHECK_INT(truncate(path, 0), 0);
	CHECK_INT(pdf_open(&pdf, path, &fail), -1);
	CHECK_INT(fail.kind, FAIL_DATA);
	CHECK_INT(unlink(path), 0);
}

int
main(void)
{
	RUN(names_and_strings_are_decoded);
	RUN(numbers_are_read);
	RUN(a_file_is_read);
	RUN(faults_of_objects_are_noted);
	RUN(what_cannot_be_read_is_refused);
	return (check_end());
}
