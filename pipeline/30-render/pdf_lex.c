#include "render/pdf_lex.h"

#include <string.h>

#include "core/buf.h"

#define MOST_INTEGER 9000000000000000000	/* near the end of its type */

int
pdf_is_space(int c)
{
	return (c == ' ' || c == '\n' || c == '\r' || c == '\t' ||
	    c == '\f' || c == '\0');
}

static int
is_delimiter(int c)
{
	return (c != '\0' && strchr("()<>[]{}/%", c) != NULL);
}

int
pdf_is_regular(int c)
{
	return (!pdf_is_space(c) && !is_delimiter(c));
}

int
pdf_hex_digit(int c)
{
	if (c >= '0' && c <= '9')
		return (c - '0');
	if (c >= 'a' && c <= 'f')
		return (c - 'a' + 10);
	if (c >= 'A' && c <= 'F')
		return (c - 'A' + 10);
	return (-1);
}

void
pdf_lex_skip(struct pdf_lex *lex)
{
	while (lex->at < lex->end) {
		if (*lex->at == '%') {
			while (lex->at < lex->end && *lex->at != '\n' &&
			    *lex->at != '\r')
				lex->at++;
		} else if (pdf_is_space(*lex->at))
			lex->at++;
		else
			return;
	}
}

/* The bytes of a name or word. */
static void
take_regular(struct pdf_lex *lex, struct pdf_token *token)
{
	token->bytes = lex->at;
	while (lex->at < lex->end && pdf_is_regular(*lex->at))
		lex->at++;
	token->size = (size_t)(lex->at - token->bytes);
}

/* After '(': to the ')' that belongs to it. */
static void
take_text(struct pdf_lex *lex, struct pdf_token *token)
{
	size_t depth = 1;

	token->kind = PDF_BAD;
	token->bytes = lex->at;
	for (; lex->at < lex->end; lex->at++) {
		if (*lex->at == '\\' && lex->end - lex->at > 1)
			lex->at++;
		else if (*lex->at == '(')
			depth++;
		else if (*lex->at == ')' && --depth == 0) {
			token->kind = PDF_TEXT;
			token->size = (size_t)(lex->at++ - token->bytes);
			return;
		}
	}
	token->size = (size_t)(lex->at - token->bytes);
}

/* After '<': to the next '>'. */
static void
take_hex(struct pdf_lex *lex, struct pdf_token *token)
{
	const uint8_t *end = memchr(lex->at, '>',
	    (size_t)(lex->end - lex->at));

	token->kind = end == NULL ? PDF_BAD : PDF_HEX;
	token->bytes = lex->at;
	if (end == NULL)
		end = lex->end;
	token->size = (size_t)(end - lex->at);
	lex->at = end < lex->end ? end + 1 : end;
}

static int
starts(const struct pdf_lex *lex, const char *two)
{
	return (lex->end - lex->at > 1 && lex->at[0] == two[0] &&
	    lex->at[1] == two[1]);
}

static void
take_delimited(struct pdf_lex *lex, struct pdf_token *token)
{
	if (starts(lex, "<<") || starts(lex, ">>")) {
		token->kind = *lex->at == '<' ? PDF_OPEN_DICT :
		    PDF_CLOSE_DICT;
		lex->at += 2;
		return;
	}
	switch (*lex->at++) {
	case '/':
		token->kind = PDF_SLASH;
		take_regular(lex, token);
		break;
	case '(':
		take_text(lex, token);
		break;
	case '<':
		take_hex(lex, token);
		break;
	case '[':
		token->kind = PDF_OPEN;
		break;
	case ']':
		token->kind = PDF_CLOSE;
		break;
	default:
		token->kind = PDF_BAD;
	}
}

/* 1 if the word is a number, which is then in the token. */
static int
read_number(struct pdf_token *token)
{
	const uint8_t *s = token->bytes, *end = s + token->size;
	double value = 0, unit = 1;
	int minus = 0, point = 0, digits = 0;

	if (s < end && (*s == '-' || *s == '+'))
		minus = *s++ == '-';
	for (; s < end; s++) {
		if (*s == '.' && !point) {
			point = 1;
			continue;
		}
		if (*s < '0' || *s > '9')
			return (0);
		digits++;
		value = value * 10 + (*s - '0');
		unit *= point ? 10 : 1;
	}
	if (digits == 0 || digits > 300)
		return (0);
	token->real = (minus ? -value : value) / unit;
	token->kind = point ? PDF_NUMBER : PDF_INTEGER;
	token->integer = token->real > MOST_INTEGER ? MOST_INTEGER :
	    token->real < -MOST_INTEGER ? -MOST_INTEGER :
	    (int64_t)token->real;
	return (1);
}

void
pdf_lex_next(struct pdf_lex *lex, struct pdf_token *token)
{
	pdf_lex_skip(lex);
	token->bytes = lex->at;
	token->size = 0;
	token->integer = 0;
	token->real = 0;
	if (lex->at >= lex->end)
		token->kind = PDF_END;
	else if (is_delimiter(*lex->at))
		take_delimited(lex, token);
	else {
		take_regular(lex, token);
		if (!read_number(token))
			token->kind = PDF_WORD;
	}
}

int
pdf_lex_is(const struct pdf_token *token, const char *word)
{
	return (token->kind == PDF_WORD && token->size == strlen(word) &&
	    memcmp(token->bytes, word, token->size) == 0);
}

void
pdf_lex_name(const uint8_t *s, size_t size, struct buf *b)
{
	size_t i;
	int high, low;

	for (i = 0; i < size; i++) {
		if (s[i] == '#' && i + 2 < size &&
		    (high = pdf_hex_digit(s[i + 1])) != -1 &&
		    (low = pdf_hex_digit(s[i + 2])) != -1) {
			buf_addc(b, high << 4 | low);
			i += 2;
		} else
			buf_addc(b, s[i]);
	}
}

/* After a '\\': the byte meant, or -1 for none; ${i} is moved past it. */
static int
escaped(const uint8_t *s, size_t size, size_t *i)
{
	static const char from[] = "nrtbf", to[] = "\n\r\t\b\f";
	const char *at;
	int value = 0, digits;

	if (s[*i] >= '0' && s[*i] <= '7') {
		for (digits = 0; digits < 3 && *i < size && s[*i] >= '0' &&
		    s[*i] <= '7'; digits++)
			value = value << 3 | (s[(*i)++] - '0');
		return (value & 0xff);
	}
	if (s[*i] == '\n' || s[*i] == '\r') {
		*i += s[*i] == '\r' && *i + 1 < size && s[*i + 1] == '\n';
		(*i)++;
		return (-1);
	}
	at = s[*i] == '\0' ? NULL : strchr(from, s[*i]);
	value = at == NULL ? s[*i] : to[at - from];
	(*i)++;
	return (value);
}

void
pdf_lex_text(const uint8_t *s, size_t size, struct buf *b)
{
	size_t i = 0;
	int c;

	while (i < size) {
		if (s[i] == '\\' && i + 1 < size) {
			i++;
			if ((c = escaped(s, size, &i)) != -1)
				buf_addc(b, c);
		} else if (s[i] == '\r') {
			buf_addc(b, '\n');
			i += i + 1 < size && s[i + 1] == '\n' ? 2 : 1;
		} else
			buf_addc(b, s[i++]);
	}
}

void
pdf_lex_hex(const uint8_t *s, size_t size, struct buf *b)
{
	int digit, high = -1;
	size_t i;

	for (i = 0; i < size; i++) {
		if ((digit = pdf_hex_digit(s[i])) == -1)
			continue;
		if (high == -1)
			high = digit;
		else {
			buf_addc(b, high << 4 | digit);
			high = -1;
		}
	}
	if (high != -1)
		buf_addc(b, high << 4);
}
