/*
 * pdf_lex.h - the words of PDF syntax, in a file or in a content stream.
 *
 * Reads memory and copies nothing: a token is a place in it.  Any bytes are
 * accepted; what is no token is PDF_WORD or PDF_BAD.
 *
 * Source: PDF 1.4, 3.1 and 3.2.
 */
#ifndef RENDER_PDF_LEX_H
#define RENDER_PDF_LEX_H

#include <stddef.h>
#include <stdint.h>

struct buf;

enum pdf_token_kind {
	PDF_END,		/* nothing is left */
	PDF_BAD,		/* a string without an end, a stray delimiter */
	PDF_INTEGER,
	PDF_NUMBER,		/* with a fraction */
	PDF_SLASH,		/* a name; the bytes are after the '/' */
	PDF_TEXT,		/* (string); the bytes are between the marks */
	PDF_HEX,		/* <string>; the same */
	PDF_OPEN,		/* [ */
	PDF_CLOSE,
	PDF_OPEN_DICT,		/* << */
	PDF_CLOSE_DICT,
	PDF_WORD		/* obj, R, true, Tj, ... */
};

struct pdf_token {
	enum pdf_token_kind kind;
	const uint8_t *bytes;	/* borrowed */
	size_t size;
	int64_t integer;	/* cut at the ends of its type */
	double real;		/* of both kinds of numbers */
};

struct pdf_lex {
	const uint8_t *at, *end;
};

/* pdf_lex_next(lex, token): the next one; comments are skipped. */
void pdf_lex_next(struct pdf_lex *, struct pdf_token *);

/* pdf_lex_skip(lex): to what is neither white space nor comment. */
void pdf_lex_skip(struct pdf_lex *);

/* pdf_lex_is(token, word): 1 if it is this PDF_WORD. */
int pdf_lex_is(const struct pdf_token *, const char *);

/* pdf_is_space(c), pdf_is_regular(c): classes of bytes. */
int pdf_is_space(int);
int pdf_is_regular(int);

/* pdf_hex_digit(c): 0 to 15, or -1. */
int pdf_hex_digit(int);

/*
 * pdf_lex_name(bytes, size, b), pdf_lex_text(...), pdf_lex_hex(...): add the
 * bytes that a PDF_SLASH, PDF_TEXT or PDF_HEX stands for.
 */
void pdf_lex_name(const uint8_t *, size_t, struct buf *);
void pdf_lex_text(const uint8_t *, size_t, struct buf *);
void pdf_lex_hex(const uint8_t *, size_t, struct buf *);

#endif /* !RENDER_PDF_LEX_H */
