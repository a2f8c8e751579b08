#include "render/check_cmap.h"

#include "core/buf.h"
#include "render/pdf_lex.h"

static uint32_t
code_of(const struct pdf_token *token)
{
	uint32_t code = 0;
	size_t i;
	int digit;

	for (i = 0; i < token->size; i++)
		if ((digit = pdf_hex_digit(token->bytes[i])) != -1)
			code = code << 4 | (uint32_t)digit;
	return (code);
}

/* Whether the UTF-16 holds what 7.21.7 refuses. */
static int
weigh(const struct pdf_token *token, uint32_t more)
{
	struct buf b = BUF_INIT;
	int rc = CMAP_SOME;
	uint32_t unit;
	size_t i;

	pdf_lex_hex(token->bytes, token->size, &b);
	for (i = 0; i + 1 < b.size; i += 2) {
		unit = (uint32_t)b.data[i] << 8 | b.data[i + 1];
		if (i + 3 >= b.size)
			unit = (unit & 0xff00) | ((unit + more) & 0xff);
		if (unit == 0 || unit == 0xfffe || unit == 0xfeff)
			rc = CMAP_REFUSED;
	}
	buf_clear(&b);
	return (rc);
}

/* "<0001> <0041>" until "endbfchar". */
static void
read_chars(uint8_t *meaning, struct pdf_lex *lex)
{
	struct pdf_token code, to;

	for (;;) {
		pdf_lex_next(lex, &code);
		if (code.kind != PDF_HEX)
			return;
		pdf_lex_next(lex, &to);
		if (to.kind == PDF_HEX && code_of(&code) < CMAP_CODES)
			meaning[code_of(&code)] = (uint8_t)weigh(&to, 0);
	}
}

/* "<0001> <0005> <0041>", or with an array at the end. */
static void
read_ranges(uint8_t *meaning, struct pdf_lex *lex, uint64_t *budget)
{
	struct pdf_token low, high, to;
	uint32_t code, first, last;
	int list;

	for (;;) {
		pdf_lex_next(lex, &low);
		if (low.kind != PDF_HEX)
			return;
		pdf_lex_next(lex, &high);
		pdf_lex_next(lex, &to);
		first = code_of(&low);
		last = code_of(&high);
		list = to.kind == PDF_OPEN;
		if (list)
			pdf_lex_next(lex, &to);
		for (code = first; code <= last && code < CMAP_CODES &&
		    to.kind == PDF_HEX && *budget > 0; code++) {
			(*budget)--;
			meaning[code] = (uint8_t)weigh(&to, list ? 0 :
			    code - first);
			if (list)
				pdf_lex_next(lex, &to);
		}
		while (list && to.kind == PDF_HEX)
			pdf_lex_next(lex, &to);
	}
}

void
cmap_read(const struct buf *cmap, uint8_t *meaning, uint64_t *budget)
{
	struct pdf_token token;
	struct pdf_lex lex;

	lex.at = (const uint8_t *)buf_text(cmap);
	lex.end = lex.at + cmap->size;
	do {
		pdf_lex_next(&lex, &token);
		if (pdf_lex_is(&token, "beginbfchar"))
			read_chars(meaning, &lex);
		else if (pdf_lex_is(&token, "beginbfrange"))
			read_ranges(meaning, &lex, budget);
	} while (token.kind != PDF_END);
}
