/*
 * pdf_value.h - the values of PDF: numbers, names, strings, arrays,
 * dictionaries and references to objects.
 *
 * A value is 16 bytes.  The bytes of names and strings stay where they were
 * read, undecoded; arrays and dictionaries lie in a pool, and all of a pool's
 * values die with it.  The pool takes at most 40 times the bytes read.
 */
#ifndef RENDER_PDF_VALUE_H
#define RENDER_PDF_VALUE_H

#include <stddef.h>
#include <stdint.h>

#include "render/pdf_lex.h"

struct buf;

#define PDF_MAX_PAIRS 8192	/* looked through; PDF/A-1 allows 4,095 */
#define PDF_MAX_DEPTH 100	/* of arrays and dictionaries */

enum pdf_kind {
	PDF_NULL,		/* also: absent */
	PDF_BOOLEAN,
	PDF_INT,
	PDF_REAL,
	PDF_NAME,
	PDF_STRING,
	PDF_HEX_STRING,
	PDF_ARRAY,
	PDF_DICT,
	PDF_REFERENCE
};

struct pdf_value {
	uint32_t kind;		/* enum pdf_kind */
	uint32_t count;		/* bytes, entries or pairs; a generation */
	union {
		int64_t integer;	/* PDF_INT, PDF_BOOLEAN, the object */
		double real;
		const uint8_t *bytes;
		const struct pdf_value *item;	/* key, value, key, ... */
	} as;
};

struct pdf_pool;		/* memory for values */

/* pdf_pool_new(): NULL when memory is short.  pdf_pool_free(pool). */
struct pdf_pool *pdf_pool_new(void);
void pdf_pool_free(struct pdf_pool *);

/* pdf_pool_reset(pool): forget the values, keep some memory. */
void pdf_pool_reset(struct pdf_pool *);

/* pdf_pool_get(pool, n): room for n values, or NULL. */
struct pdf_value *pdf_pool_get(struct pdf_pool *, size_t);

struct pdf_parser {
	struct pdf_lex lex;
	struct pdf_pool *pool;	/* borrowed */
	struct pdf_value *stack;	/* owned; entries not yet in the pool */
	size_t used, room;
	int references;		/* "1 0 R" is one value (not in contents) */
};

/* pdf_parser_clear(parser): free what it owns, not the pool. */
void pdf_parser_clear(struct pdf_parser *);

/*
 * pdf_parse(parser, value, token): read one value.  Returns 1, or 0 with the
 * token that is none (a word, the end, a closing bracket), or -1: broken, too
 * deep, or no memory.  A reference is only seen inside arrays and
 * dictionaries.
 */
int pdf_parse(struct pdf_parser *, struct pdf_value *, struct pdf_token *);

/* ---- looking at them; NULL is accepted everywhere ---- */

extern const struct pdf_value pdf_nothing;	/* a PDF_NULL */

/* pdf_name_is(value, name): 1 if it is this name. */
int pdf_name_is(const struct pdf_value *, const char *);

/* pdf_same_name(a, b): 1 if two names are the same. */
int pdf_same_name(const struct pdf_value *, const struct pdf_value *);

/* pdf_name_size(value): bytes of a name once decoded. */
size_t pdf_name_size(const struct pdf_value *);

/* pdf_bytes(value, b): add the decoded bytes of a name or string. */
void pdf_bytes(const struct pdf_value *, struct buf *);

/* pdf_text(value, b): add a text string as UTF-8 (PDFDoc or UTF-16BE). */
void pdf_text(const struct pdf_value *, struct buf *);

/* pdf_is_string(value), pdf_is_number(value). */
int pdf_is_string(const struct pdf_value *);
int pdf_is_number(const struct pdf_value *);

/* pdf_number(value): of a PDF_INT or PDF_REAL; else 0. */
double pdf_number(const struct pdf_value *);

/* pdf_find(dict, key): the value as it stands there, or pdf_nothing. */
const struct pdf_value *pdf_find(const struct pdf_value *, const char *);

#endif /* !RENDER_PDF_VALUE_H */
