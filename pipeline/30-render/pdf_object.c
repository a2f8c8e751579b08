#include "render/pdf_object.h"

#include <string.h>

#include "core/fail.h"
#include "render/pdf_read.h"

#define KEYWORD_ROOM 256		/* bytes that a keyword lies within */

struct reading {
	struct pdf_file *pdf;
	struct pdf_object *object;
	struct pdf_parser parser;
	const uint8_t *start, *end;	/* of the file */
};

static int
is_eol(const struct reading *r, const uint8_t *at)
{
	return (at >= r->start && at < r->end && (*at == '\n' ||
	    *at == '\r'));
}

/* Exactly one white-space character, then something else. */
static int
one_space(const struct reading *r, const uint8_t *at)
{
	return (r->end - at > 1 && pdf_is_space(at[0]) &&
	    !pdf_is_space(at[1]));
}

/* "17 0 obj"; returns 0 if it is there. */
static int
read_header(struct reading *r)
{
	struct pdf_lex *lex = &r->parser.lex;
	struct pdf_token token;
	int fine;

	pdf_lex_skip(lex);
	fine = is_eol(r, lex->at - 1);
	pdf_lex_next(lex, &token);
	if (token.kind != PDF_INTEGER || token.integer != r->object->number)
		return (-1);
	fine &= one_space(r, lex->at);
	pdf_lex_next(lex, &token);
	if (token.kind != PDF_INTEGER ||
	    token.integer != r->object->generation)
		return (-1);
	fine &= one_space(r, lex->at);
	pdf_lex_next(lex, &token);
	if (!pdf_lex_is(&token, "obj"))
		return (-1);
	if (!fine || !is_eol(r, lex->at))
		r->object->flags |= PDF_ODD_SPACING;
	return (0);
}

static const uint8_t *
near_end(const struct reading *r, const uint8_t *at)
{
	return (r->end - at > KEYWORD_ROOM ? at + KEYWORD_ROOM : r->end);
}

static int
keyword_at(const struct reading *r, const uint8_t *at, const char *word)
{
	struct pdf_lex lex = { at, near_end(r, at) };
	struct pdf_token token;

	pdf_lex_next(&lex, &token);
	return (pdf_lex_is(&token, word));
}

/* /Length, or -1.  A reference leads to an object that is a number only. */
static int64_t
length_of(const struct reading *r)
{
	const struct pdf_value *v = pdf_find(&r->object->value, "Length");
	const struct pdf_object *target = pdf_target(r->pdf, v);
	struct pdf_token token;
	struct pdf_lex lex;
	int i;

	if (v->kind == PDF_INT)
		return (v->as.integer);
	if (target == NULL || target->offset >= r->pdf->size)
		return (-1);
	lex.at = r->start + target->offset;
	lex.end = near_end(r, lex.at);
	for (i = 0; i < 4; i++)
		pdf_lex_next(&lex, &token);
	return (token.kind == PDF_INTEGER ? token.integer : -1);
}

/* Where "endstream" stands after ${from}, or NULL; searching is bounded. */
static const uint8_t *
search_end(struct reading *r, const uint8_t *from)
{
	static const char word[] = "endstream";
	size_t left = (size_t)(r->end - from);
	const uint8_t *at;

	if (left > r->pdf->budget)
		left = (size_t)r->pdf->budget;
	at = memmem(from, left, word, sizeof(word) - 1);
	r->pdf->budget -= at == NULL ? left : (size_t)(at - from);
	return (at);
}

/*
 * After the word "stream".  The data should end where /Length says and be
 * followed by one end of line and "endstream" (6.1.7).
 */
static int
read_stream(struct reading *r)
{
	struct pdf_object *o = r->object;
	const uint8_t *s = r->parser.lex.at, *keyword, *end;
	int64_t length = length_of(r);

	if (s < r->end && *s == '\r')
		s++;
	if (s < r->end && *s == '\n')
		s++;
	else
		o->flags |= PDF_ODD_STREAM;
	o->stream = s;
	if (length >= 0 && length <= r->end - s &&
	    keyword_at(r, s + length, "endstream")) {
		keyword = s + length;
		while (pdf_is_space(*keyword))
			keyword++;
	} else if ((keyword = search_end(r, s)) == NULL)
		return (-1);
	end = keyword;
	if (end > s && end[-1] == '\n')
		end -= end - s > 1 && end[-2] == '\r' &&
		    end - s - 1 > length ? 2 : 1;
	else if (end > s && end[-1] == '\r')
		end--;
	else
		o->flags |= PDF_ODD_STREAM;
	o->stream_size = (uint64_t)(end - s);
	if (length != end - s)
		o->flags |= PDF_ODD_LENGTH;
	r->parser.lex.at = keyword + strlen("endstream");
	return (0);
}

/* The value, then "stream" or "endobj". */
static int
read_body(struct reading *r)
{
	struct pdf_lex *lex = &r->parser.lex;
	struct pdf_token token;
	const uint8_t *before;

	if (pdf_parse(&r->parser, &r->object->value, &token) != 1)
		return (-1);
	before = lex->at;
	pdf_lex_next(lex, &token);
	if (pdf_lex_is(&token, "stream")) {
		if (r->object->value.kind != PDF_DICT || read_stream(r) == -1)
			return (-1);
		before = lex->at;
		pdf_lex_next(lex, &token);
	}
	if (token.kind == PDF_INTEGER) {
		/* "1 0 obj 2 0 R endobj": to us it is nothing. */
		memset(&r->object->value, 0, sizeof(r->object->value));
		return (0);
	}
	if (!pdf_lex_is(&token, "endobj") || token.bytes == before ||
	    !is_eol(r, token.bytes - 1) || !is_eol(r, lex->at))
		r->object->flags |= PDF_ODD_SPACING;
	return (0);
}

int
pdf_object_read_all(struct pdf_file *pdf, struct fail *fail)
{
	struct reading r = { pdf, NULL, { { NULL, NULL }, pdf->pool, NULL, 0,
		0, 1 }, pdf->bytes, pdf->bytes + pdf->size };
	const uint8_t *from;
	uint64_t used;
	size_t i;
	int rc = -1;

	for (i = 0; i < pdf->count; i++) {
		r.object = &pdf->object[i];
		if (r.object->offset == 0 || r.object->offset >= pdf->size) {
			r.object->flags |= PDF_MISSING;
			continue;
		}
		from = pdf->bytes + r.object->offset;
		r.parser.lex.at = from;
		r.parser.lex.end = r.end;
		if (read_header(&r) == -1 || read_body(&r) == -1) {
			memset(&r.object->value, 0, sizeof(r.object->value));
			r.object->stream = NULL;
			r.object->flags |= PDF_MISSING;
		}
		/* Objects that lie in each other cost more than the file. */
		used = r.object->stream != NULL ? (uint64_t)
		    (r.object->stream - from) : (uint64_t)
		    (r.parser.lex.at - from);
		if (used > pdf->budget) {
			(void)fail_set(fail, FAIL_DATA, "no PDF that can be "
			    "read: its objects lie in each other");
			goto out;
		}
		pdf->budget -= used;
	}
	rc = 0;
out:
	pdf_parser_clear(&r.parser);
	return (rc);
}
