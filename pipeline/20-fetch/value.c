#include "fetch/value.h"

#include <math.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "core/buf.h"
#include "core/fail.h"

/* The library's type and ours are one pointer under two names. */
static json_t *
inner(const struct value *v)
{
	return ((json_t *)v);
}

static struct value *
outer(json_t *j)
{
	return ((struct value *)j);
}

struct value *
value_parse(const char *bytes, size_t n, struct fail *fail)
{
	json_error_t error;
	json_t *j;

	/* Page text may hold NUL, and a bare word is JSON too. */
	if ((j = json_loadb(bytes, n, JSON_ALLOW_NUL | JSON_DECODE_ANY,
	    &error)) == NULL)
		fail_set(fail, FAIL_DATA, "not JSON: %s at byte %d",
		    error.text, error.position);
	return (outer(j));
}

struct value *
value_vpack(struct fail *fail, const char *fmt, va_list ap)
{
	json_error_t error;
	json_t *j;

	if ((j = json_vpack_ex(&error, 0, fmt, ap)) == NULL)
		fail_set(fail, FAIL_DATA, "cannot be put as JSON: %s",
		    error.text);
	return (outer(j));
}

struct value *
value_pack(struct fail *fail, const char *fmt, ...)
{
	struct value *v;
	va_list ap;

	va_start(ap, fmt);
	v = value_vpack(fail, fmt, ap);
	va_end(ap);
	return (v);
}

struct value *
value_plain(const char *bytes, size_t n, struct fail *fail)
{
	json_t *j;

	if ((j = json_stringn_nocheck(bytes, n)) == NULL)
		fail_memory(fail);
	return (outer(j));
}

int
value_set(struct value *v, const char *key, struct value *member,
    struct fail *fail)
{
	if (json_object_set_new(inner(v), key, inner(member)) == -1)
		return (fail_memory(fail));
	return (0);
}

struct value *
value_change(const struct value *v)
{
	return (outer(inner(v)));
}

struct value *
value_hold(const struct value *v)
{
	return (outer(json_incref(inner(v))));
}

void
value_free(struct value *v)
{
	json_decref(inner(v));
}

char *
value_dump(const struct value *v, struct fail *fail)
{
	char *text;

	if ((text = json_dumps(inner(v), JSON_COMPACT | JSON_ENCODE_ANY)) ==
	    NULL)
		fail_memory(fail);
	return (text);
}

int
value_quote(struct buf *b, const char *text, struct fail *fail)
{
	struct value *v;
	char *json;

	if ((v = value_pack(fail, "[s]", text)) == NULL)
		return (-1);
	json = value_dump(v, fail);
	value_free(v);
	if (json == NULL)
		return (-1);
	buf_add(b, json + 1, strlen(json) - 2);	/* without [ and ] */
	free(json);
	return (buf_check(b, fail));
}

const struct value *
value_get(const struct value *v, const char *key)
{
	return (outer(json_object_get(inner(v), key)));
}

size_t
value_count(const struct value *v)
{
	return (json_array_size(inner(v)));
}

const struct value *
value_at(const struct value *v, size_t i)
{
	return (outer(json_array_get(inner(v), i)));
}

int
value_each(const struct value *v,
    int (*each)(void *, const char *, const struct value *, struct fail *),
    void *arg, struct fail *fail)
{
	const char *key;
	json_t *member;

	json_object_foreach(inner(v), key, member) {
		if (each(arg, key, outer(member), fail) == -1)
			return (-1);
	}
	return (0);
}

const char *
value_string(const struct value *v)
{
	return (json_string_value(inner(v)));
}

const char *
value_text(const struct value *v, const char *key)
{
	return (value_string(value_get(v, key)));
}

size_t
value_size(const struct value *v)
{
	return (json_string_length(inner(v)));
}

double
value_real(const struct value *v, double other)
{
	double d;

	if (!json_is_number(inner(v)))
		return (other);
	d = json_number_value(inner(v));
	return (isfinite(d) ? d : other);
}

double
value_number(const struct value *v, const char *key, double other)
{
	return (value_real(value_get(v, key), other));
}

int
value_int(const struct value *v, const char *key, int high, int other)
{
	double d = value_number(v, key, -1);

	return (d >= 0 && d <= high ? (int)d : other);
}

int
value_true(const struct value *v, const char *key)
{
	return (json_is_true(inner(value_get(v, key))));
}

/*
 * One more than the six bits of a base64 letter (RFC 4648, section 4); 0 for
 * what is none.
 */
static const uint8_t six_bits[256] = {
	['A'] = 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18,
	19, 20, 21, 22, 23, 24, 25, 26,
	['a'] = 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42,
	43, 44, 45, 46, 47, 48, 49, 50, 51, 52,
	['0'] = 53, 54, 55, 56, 57, 58, 59, 60, 61, 62,
	['+'] = 63, ['/'] = 64
};

/* Four letters as three bytes; 0 if one of them is no letter. */
static int
four_letters(const uint8_t *s, uint8_t *out)
{
	uint32_t a = six_bits[s[0]], b = six_bits[s[1]];
	uint32_t c = six_bits[s[2]], d = six_bits[s[3]], bits;

	bits = (a - 1) << 18 | (b - 1) << 12 | (c - 1) << 6 | (d - 1);
	out[0] = (uint8_t)(bits >> 16);
	out[1] = (uint8_t)(bits >> 8);
	out[2] = (uint8_t)bits;
	return (a != 0 && b != 0 && c != 0 && d != 0);
}

int
value_base64(const char *text, size_t n, struct buf *b, struct fail *fail)
{
	const uint8_t *s = (const uint8_t *)text;
	uint8_t last[4] = "AAAA", *out;
	size_t filled = 0, i;

	if (n % 4 != 0)
		return (fail_set(fail, FAIL_DATA, "base64 of odd length"));
	if (n == 0)
		return (0);
	if (buf_reserve(b, n / 4 * 3) == -1)
		return (fail_memory(fail));
	out = b->data + b->size;
	for (i = 0; i < n - 4; i += 4, out += 3) {
		if (!four_letters(s + i, out))
			return (fail_set(fail, FAIL_DATA, "not base64"));
	}
	/* The last four may be two or three letters and their filling. */
	while (filled < 2 && s[n - 1 - filled] == '=')
		filled++;
	memcpy(last, s + i, 4 - filled);
	if (!four_letters(last, out))
		return (fail_set(fail, FAIL_DATA, "not base64"));
	b->size = (size_t)(out + 3 - filled - b->data);
	b->data[b->size] = '\0';
	return (0);
}

int
value_bytes(const struct value *v, const char *key, int coded, struct buf *b,
    struct fail *fail)
{
	const struct value *member = value_get(v, key);
	const char *s;

	if ((s = value_string(member)) == NULL)
		return (fail_set(fail, FAIL_DATA, "no text '%s'", key));
	if (coded)
		return (value_base64(s, value_size(member), b, fail));
	buf_add(b, s, value_size(member));
	return (buf_check(b, fail));
}
