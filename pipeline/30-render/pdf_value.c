#include "render/pdf_value.h"

#include <stdlib.h>
#include <string.h>

#include "core/buf.h"
#include "core/text.h"

#define CHUNK 4096		/* values */
#define FIRST_STACK 256

const struct pdf_value pdf_nothing = { PDF_NULL, 0, { 0 } };

struct chunk {
	struct chunk *next;	/* the older one */
	size_t used, room;
	struct pdf_value value[];
};

struct pdf_pool {
	struct chunk *newest;
};

struct pdf_pool *
pdf_pool_new(void)
{
	return (calloc(1, sizeof(struct pdf_pool)));
}

void
pdf_pool_reset(struct pdf_pool *pool)
{
	struct chunk *chunk;

	while ((chunk = pool->newest) != NULL && chunk->next != NULL) {
		pool->newest = chunk->next;
		free(chunk);
	}
	if (chunk != NULL)
		chunk->used = 0;
}

void
pdf_pool_free(struct pdf_pool *pool)
{
	if (pool == NULL)
		return;
	pdf_pool_reset(pool);
	free(pool->newest);
	free(pool);
}

struct pdf_value *
pdf_pool_get(struct pdf_pool *pool, size_t n)
{
	struct chunk *chunk = pool->newest;
	size_t room = n > CHUNK ? n : CHUNK;
	struct pdf_value *at;

	if (chunk == NULL || chunk->room - chunk->used < n) {
		chunk = malloc(sizeof(*chunk) + room * sizeof(*at));
		if (chunk == NULL)
			return (NULL);
		chunk->next = pool->newest;
		chunk->used = 0;
		chunk->room = room;
		pool->newest = chunk;
	}
	at = &chunk->value[chunk->used];
	chunk->used += n;
	return (at);
}

void
pdf_parser_clear(struct pdf_parser *p)
{
	free(p->stack);
	p->stack = NULL;
	p->used = p->room = 0;
}

static int
push(struct pdf_parser *p, const struct pdf_value *value)
{
	size_t room = p->room == 0 ? FIRST_STACK : p->room * 2;
	struct pdf_value *new;

	if (p->used == p->room) {
		if ((new = realloc(p->stack, room * sizeof(*new))) == NULL)
			return (-1);
		p->stack = new;
		p->room = room;
	}
	p->stack[p->used++] = *value;
	return (0);
}

/* "12 0 R": the two integers before it become one reference. */
static int
fold_reference(struct pdf_parser *p, size_t first)
{
	struct pdf_value *number, *generation;

	if (p->used < first + 2)
		return (-1);
	number = &p->stack[p->used - 2];
	generation = &p->stack[p->used - 1];
	if (number->kind != PDF_INT || generation->kind != PDF_INT ||
	    number->as.integer < 0 || generation->as.integer < 0 ||
	    generation->as.integer > 65535)
		return (-1);
	number->kind = PDF_REFERENCE;
	number->count = (uint32_t)generation->as.integer;
	p->used--;
	return (0);
}

/* A token that is a whole value; returns 0 if it is none. */
static int
scalar(const struct pdf_token *token, struct pdf_value *value)
{
	static const uint8_t kinds[] = { [PDF_INTEGER] = PDF_INT,
		[PDF_NUMBER] = PDF_REAL, [PDF_SLASH] = PDF_NAME,
		[PDF_TEXT] = PDF_STRING, [PDF_HEX] = PDF_HEX_STRING,
		[PDF_WORD] = PDF_NULL };

	value->kind = PDF_NULL;
	value->count = 0;
	value->as.integer = 0;
	if (token->kind == PDF_WORD) {
		if (pdf_lex_is(token, "null"))
			return (1);
		value->kind = PDF_BOOLEAN;
		value->as.integer = pdf_lex_is(token, "true");
		return (value->as.integer || pdf_lex_is(token, "false"));
	}
	if (token->kind < PDF_INTEGER || token->kind > PDF_HEX ||
	    token->size > UINT32_MAX)
		return (0);
	value->kind = kinds[token->kind];
	if (token->kind == PDF_INTEGER)
		value->as.integer = token->integer;
	else if (token->kind == PDF_NUMBER)
		value->as.real = token->real;
	else {
		value->as.bytes = token->bytes;
		value->count = (uint32_t)token->size;
	}
	return (1);
}

static int parse(struct pdf_parser *, struct pdf_value *, struct pdf_token *,
    int);

/* After the opening mark: the entries, to the closing one. */
static int
parse_entries(struct pdf_parser *p, struct pdf_value *value, int kind,
    int depth)
{
	struct pdf_token token;
	struct pdf_value entry, *item;
	size_t first = p->used, n;
	int got;

	while ((got = parse(p, &entry, &token, depth + 1)) != -1) {
		if (got == 1 && push(p, &entry) == -1)
			return (-1);
		if (got == 1 || (p->references && pdf_lex_is(&token, "R") &&
		    fold_reference(p, first) == 0))
			continue;
		break;
	}
	n = p->used - first;
	if (got == -1 || n > UINT32_MAX ||
	    token.kind != (kind == PDF_ARRAY ? PDF_CLOSE : PDF_CLOSE_DICT) ||
	    (kind == PDF_DICT && n % 2 != 0) ||
	    (item = pdf_pool_get(p->pool, n)) == NULL)
		return (-1);
	if (n > 0)
		memcpy(item, p->stack + first, n * sizeof(*item));
	p->used = first;
	value->kind = (uint32_t)kind;
	value->count = (uint32_t)(kind == PDF_DICT ? n / 2 : n);
	value->as.item = item;
	return (1);
}

static int
parse(struct pdf_parser *p, struct pdf_value *value, struct pdf_token *token,
    int depth)
{
	pdf_lex_next(&p->lex, token);
	if (token->kind == PDF_OPEN || token->kind == PDF_OPEN_DICT) {
		if (depth >= PDF_MAX_DEPTH)
			return (-1);
		return (parse_entries(p, value, token->kind == PDF_OPEN ?
		    PDF_ARRAY : PDF_DICT, depth));
	}
	return (token->kind == PDF_BAD ? -1 : scalar(token, value));
}

int
pdf_parse(struct pdf_parser *p, struct pdf_value *value,
    struct pdf_token *token)
{
	p->used = 0;
	return (parse(p, value, token, 0));
}

int
pdf_name_is(const struct pdf_value *v, const char *name)
{
	struct buf decoded = BUF_INIT;
	size_t size = strlen(name);
	int same;

	if (v == NULL || v->kind != PDF_NAME || v->count < size)
		return (0);
	if (v->count == size)
		return (memcmp(v->as.bytes, name, size) == 0);
	if (memchr(v->as.bytes, '#', v->count) == NULL)
		return (0);
	pdf_lex_name(v->as.bytes, v->count, &decoded);
	same = decoded.size == size && memcmp(decoded.data, name, size) == 0;
	buf_clear(&decoded);
	return (same);
}

int
pdf_same_name(const struct pdf_value *a, const struct pdf_value *b)
{
	struct buf x = BUF_INIT, y = BUF_INIT;
	int same;

	if (a->kind != PDF_NAME || b->kind != PDF_NAME)
		return (0);
	if (memchr(a->as.bytes, '#', a->count) == NULL &&
	    memchr(b->as.bytes, '#', b->count) == NULL)
		return (a->count == b->count &&
		    memcmp(a->as.bytes, b->as.bytes, a->count) == 0);
	pdf_bytes(a, &x);
	pdf_bytes(b, &y);
	same = x.size == y.size && memcmp(buf_text(&x), buf_text(&y),
	    x.size) == 0;
	buf_clear(&x);
	buf_clear(&y);
	return (same);
}

size_t
pdf_name_size(const struct pdf_value *v)
{
	size_t i, n = 0;

	for (i = 0; i < v->count; i++, n++)
		if (v->as.bytes[i] == '#' && i + 2 < v->count &&
		    pdf_hex_digit(v->as.bytes[i + 1]) != -1 &&
		    pdf_hex_digit(v->as.bytes[i + 2]) != -1)
			i += 2;
	return (n);
}

void
pdf_bytes(const struct pdf_value *v, struct buf *b)
{
	if (v == NULL)
		return;
	if (v->kind == PDF_NAME)
		pdf_lex_name(v->as.bytes, v->count, b);
	else if (v->kind == PDF_STRING)
		pdf_lex_text(v->as.bytes, v->count, b);
	else if (v->kind == PDF_HEX_STRING)
		pdf_lex_hex(v->as.bytes, v->count, b);
}

static void
add_utf16(const uint8_t *s, size_t size, struct buf *b)
{
	uint32_t cp, low;
	size_t i;

	for (i = 0; i + 1 < size; i += 2) {
		cp = (uint32_t)s[i] << 8 | s[i + 1];
		low = i + 3 < size ? (uint32_t)s[i + 2] << 8 | s[i + 3] : 0;
		if (cp >= 0xd800 && cp < 0xdc00 && low >= 0xdc00 &&
		    low < 0xe000) {
			cp = 0x10000 + ((cp - 0xd800) << 10) + (low - 0xdc00);
			i += 2;
		}
		text_put(b, cp);
	}
}

void
pdf_text(const struct pdf_value *v, struct buf *b)
{
	struct buf raw = BUF_INIT;
	size_t i;

	pdf_bytes(v, &raw);
	if (raw.size >= 2 && raw.data[0] == 0xfe && raw.data[1] == 0xff)
		add_utf16(raw.data + 2, raw.size - 2, b);
	else
		/* PDFDocEncoding is Latin-1 but for 0x80-0xa0, unused here. */
		for (i = 0; i < raw.size; i++)
			text_put(b, raw.data[i]);
	buf_clear(&raw);
}

int
pdf_is_string(const struct pdf_value *v)
{
	return (v != NULL && (v->kind == PDF_STRING ||
	    v->kind == PDF_HEX_STRING));
}

int
pdf_is_number(const struct pdf_value *v)
{
	return (v != NULL && (v->kind == PDF_INT || v->kind == PDF_REAL));
}

double
pdf_number(const struct pdf_value *v)
{
	if (!pdf_is_number(v))
		return (0);
	return (v->kind == PDF_INT ? (double)v->as.integer : v->as.real);
}

const struct pdf_value *
pdf_find(const struct pdf_value *dict, const char *key)
{
	uint32_t i;

	if (dict == NULL || dict->kind != PDF_DICT)
		return (&pdf_nothing);
	for (i = 0; i < dict->count && i < PDF_MAX_PAIRS; i++)
		if (pdf_name_is(&dict->as.item[2 * i], key))
			return (&dict->as.item[2 * i + 1]);
	return (&pdf_nothing);
}
