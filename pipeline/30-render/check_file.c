#include "render/check_part.h"

#include <string.h>

#include "core/buf.h"

#define LINE 64			/* bytes of the header looked at */
#define MOST_ARRAY 8191		/* PDF 1.4, appendix C */
#define MOST_PAIRS 4095
#define MOST_STRING 65535
#define MOST_NAME 127
#define MOST_INT 2147483647
#define MOST_REAL 32767.0
#define MOST_OBJECTS 8388607

static int
is_digit(int c)
{
	return (c >= '0' && c <= '9');
}

/* The end of line at ${s}: its bytes, 0 if there is none. */
static size_t
eol(const uint8_t *s, const uint8_t *end)
{
	if (s < end && *s == '\r')
		return (end - s > 1 && s[1] == '\n' ? 2 : 1);
	return (s < end && *s == '\n');
}

static void
check_header(struct check_run *run)
{
	const uint8_t *s = run->pdf.bytes, *end = s + LINE, *line;
	int i, high = 1;

	if (run->pdf.size < LINE)
		end = s + run->pdf.size;
	if (memcmp(s, "%PDF-", 5) != 0 || !is_digit(s[5]) || s[6] != '.' ||
	    !is_digit(s[7]))
		check_add(run, CHECK_A, "6.1.2-1", 0, "the file does not "
		    "begin with %%PDF-1.4");
	if (memcmp(s, "%PDF-1.", 7) != 0 || s[7] < '0' || s[7] > '7' ||
	    eol(s + 8, end) == 0)
		check_add(run, CHECK_UA1, "6.1-1", 0, "the first line is not "
		    "%%PDF-1.4");
	for (line = s; line < end && eol(line, end) == 0; line++)
		;
	line += eol(line, end);
	for (i = 1; i < 5; i++)
		high &= end - line > i && line[i] > 127;
	if (line >= end || *line != '%' || !high)
		check_add(run, CHECK_A, "6.1.2-2", 0, "the second line is no "
		    "comment of four bytes above 127");
}

static void
check_tail(struct check_run *run)
{
	const uint8_t *start = run->pdf.bytes, *end = start + run->pdf.size;
	const uint8_t *s = end - 5;

	for (; s > start && end - s < 1024; s--)
		if (memcmp(s, "%%EOF", 5) == 0)
			break;
	if (memcmp(s, "%%EOF", 5) != 0) {
		check_add(run, CHECK_A, "6.1.3-3", 0, "no %%%%EOF is at the "
		    "end");
		return;
	}
	s += 5;
	if (s + eol(s, end) != end)
		check_add(run, CHECK_A, "6.1.3-3", 0, "%ld bytes follow the "
		    "last %%%%EOF", (long)(end - s));
}

static void
check_trailer(struct check_run *run)
{
	if (pdf_get(&run->pdf, &run->pdf.trailer, "ID")->kind != PDF_ARRAY)
		check_add(run, CHECK_A, "6.1.3-1", 0, "the trailer has no "
		    "/ID");
	if (run->pdf.count > MOST_OBJECTS)
		check_add(run, CHECK_A, "6.1.12-7", 0, "%zu objects",
		    run->pdf.count);
}

/* The header of a subsection, "0 17"; returns its count of entries, or -1. */
static int64_t
check_section(struct check_run *run, const uint8_t **at)
{
	const uint8_t *end = run->pdf.bytes + run->pdf.size;
	struct pdf_lex lex = { *at, end };
	struct pdf_token first, count;

	pdf_lex_next(&lex, &first);
	if (first.kind != PDF_INTEGER)
		return (-1);
	if (end - lex.at < 2 || lex.at[0] != ' ' || !is_digit(lex.at[1]))
		check_add(run, CHECK_A, "6.1.4-1", 0, "the numbers of a "
		    "subsection of the cross-reference table are not split "
		    "by one space");
	pdf_lex_next(&lex, &count);
	pdf_lex_skip(&lex);
	*at = lex.at;
	return (count.kind == PDF_INTEGER ? count.integer : -1);
}

static void
check_xref(struct check_run *run)
{
	const uint8_t *end = run->pdf.bytes + run->pdf.size;
	struct pdf_lex lex = { run->pdf.bytes + run->pdf.xref, end };
	struct pdf_token token;
	const uint8_t *at;
	int64_t count;
	size_t n;

	pdf_lex_next(&lex, &token);
	at = lex.at;
	n = eol(at, end);
	if (n == 0 || end - at <= (long)n || !is_digit(at[n]))
		check_add(run, CHECK_A, "6.1.4-2", 0, "'xref' is not followed "
		    "by one end of line and a number");
	while ((count = check_section(run, &at)) != -1) {
		if (count > (end - at) / 20)
			return;
		at += count * 20;
	}
}

/* ---- objects ---- */

static void
check_string(struct check_run *run, const struct pdf_value *v, uint32_t object)
{
	struct buf bytes = BUF_INIT;
	int digits = 0, odd = 0;
	uint32_t i;

	if (v->kind == PDF_HEX_STRING) {
		for (i = 0; i < v->count; i++)
			if (pdf_hex_digit(v->as.bytes[i]) != -1)
				digits++;
			else if (!pdf_is_space(v->as.bytes[i]))
				odd = 1;
		if (odd)
			check_add(run, CHECK_A, "6.1.6-2", object, "a string "
			    "in hexadecimal holds other characters");
		else if (digits % 2 != 0)
			check_add(run, CHECK_A, "6.1.6-1", object, "a string "
			    "in hexadecimal has half a byte");
	}
	if (v->count <= MOST_STRING)
		return;
	pdf_bytes(v, &bytes);
	if (bytes.size > MOST_STRING)
		check_add(run, CHECK_A, "6.1.12-3", object, "a string of %zu "
		    "bytes", bytes.size);
	buf_clear(&bytes);
}

void
check_value(struct check_run *run, const struct pdf_value *v, uint32_t object)
{
	uint64_t i, n = v->count;

	switch (v->kind) {
	case PDF_INT:
		if (v->as.integer > MOST_INT || v->as.integer < -MOST_INT - 1)
			check_add(run, CHECK_A, "6.1.12-1", object, "the "
			    "integer %lld", (long long)v->as.integer);
		break;
	case PDF_REAL:
		if (v->as.real > MOST_REAL || v->as.real < -MOST_REAL)
			check_add(run, CHECK_A, "6.1.12-2", object, "the real "
			    "%.5g", v->as.real);
		break;
	case PDF_NAME:
		if (n > MOST_NAME && pdf_name_size(v) > MOST_NAME)
			check_add(run, CHECK_A, "6.1.12-4", object, "a name "
			    "of %zu bytes", pdf_name_size(v));
		break;
	case PDF_STRING:
	case PDF_HEX_STRING:
		check_string(run, v, object);
		break;
	case PDF_ARRAY:
		if (n > MOST_ARRAY)
			check_add(run, CHECK_A, "6.1.12-5", object, "an array "
			    "of %llu entries", (unsigned long long)n);
		break;
	case PDF_DICT:
		if (n > MOST_PAIRS)
			check_add(run, CHECK_A, "6.1.12-6", object, "a "
			    "dictionary of %llu entries",
			    (unsigned long long)n);
		n *= 2;
		break;
	default:
		return;
	}
	if (v->kind == PDF_ARRAY || v->kind == PDF_DICT)
		for (i = 0; i < n; i++)
			check_value(run, &v->as.item[i], object);
}

/* LZWDecode in the name or array that is a stream's /Filter. */
static void
check_filter(struct check_run *run, const struct pdf_value *filter,
    uint32_t object)
{
	uint32_t i;

	if (pdf_name_is(filter, "LZWDecode"))
		check_add(run, CHECK_A, "6.1.10-1", object, "the filter "
		    "LZWDecode");
	if (pdf_name_is(filter, "JPXDecode"))
		check_add(run, CHECK_NOTE, "6.1.10", object, "the filter "
		    "JPXDecode is not of PDF 1.4");
	if (filter->kind == PDF_ARRAY)
		for (i = 0; i < filter->count && i <= MOST_ARRAY; i++)
			if (filter->as.item[i].kind == PDF_NAME)
				check_filter(run, &filter->as.item[i], object);
}

static void
check_stream(struct check_run *run, const struct pdf_object *o)
{
	static const char *const outside[] = { "F", "FFilter", "FDecodeParms",
		NULL };
	int i;

	if (o->flags & PDF_ODD_LENGTH)
		check_add(run, CHECK_A, "6.1.7-1", o->number, "the stream is "
		    "of %llu bytes, which is not its /Length",
		    (unsigned long long)o->stream_size);
	if (o->flags & PDF_ODD_STREAM)
		check_add(run, CHECK_A, "6.1.7-2", o->number, "no end of line "
		    "after 'stream' or before 'endstream'");
	for (i = 0; outside[i] != NULL; i++)
		if (pdf_get(&run->pdf, &o->value, outside[i])->kind !=
		    PDF_NULL)
			check_add(run, CHECK_A, "6.1.7-3", o->number, "the "
			    "stream has /%s: it lies in another file",
			    outside[i]);
	check_filter(run, pdf_get(&run->pdf, &o->value, "Filter"), o->number);
}

void
check_file(struct check_run *run)
{
	const struct pdf_object *o;
	size_t i;

	check_header(run);
	check_tail(run);
	check_trailer(run);
	check_xref(run);
	check_value(run, &run->pdf.trailer, 0);
	for (i = 0; i < run->pdf.count; i++) {
		o = &run->pdf.object[i];
		check_value(run, &o->value, o->number);
		if (o->stream != NULL)
			check_stream(run, o);
		if (o->flags & PDF_ODD_SPACING)
			check_add(run, CHECK_A, "6.1.8-1", o->number, "white "
			    "space around 'obj' or 'endobj' is not as asked");
		if (o->flags & PDF_MISSING)
			check_add(run, CHECK_NOTE, "6.1.4", o->number, "the "
			    "cross-reference table leads to no such object");
	}
}
