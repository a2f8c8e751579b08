#include "fetch/message.h"

#include <string.h>

#include "core/buf.h"
#include "core/fail.h"
#include "fetch/value.h"

#define KEY_MAX 32
#define ROW 64		/* letters looked at in one step */

struct opening {		/* of the string that opens a result */
	char key[KEY_MAX];
	const char *text;	/* borrowed from the message */
	size_t size;
};

/* Where ${s} goes on after ${word}, or NULL if it does not start so. */
static const char *
after(const char *s, const char *end, const char *word)
{
	size_t n = strlen(word);

	if (s == NULL || (size_t)(end - s) < n || memcmp(s, word, n) != 0)
		return (NULL);
	return (s + n);
}

/* One of JSON's letters that is other in memory, or not ASCII. */
static unsigned char
is_odd(char letter)
{
	unsigned char c = (unsigned char)letter;

	return ((c < ' ') | (c > '~') | (c == '\\'));
}

/*
 * The same in JSON as in memory: ASCII, with nothing to undo or refuse.  A
 * picture has millions of letters: the compiler makes one step of a row.
 */
static int
is_plain(const char *s, size_t n)
{
	unsigned char odd = 0;
	size_t i, k;

	for (i = 0; n - i >= ROW; i += ROW)
		for (k = 0; k < ROW; k++)
			odd |= is_odd(s[i + k]);
	for (; i < n; i++)
		odd |= is_odd(s[i]);
	return (!odd);
}

static int
is_letter(int c)
{
	return ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'));
}

/* The key of a member, whose string begins where this returns, or NULL. */
static const char *
read_key(const char *s, const char *end, char key[KEY_MAX])
{
	size_t n;

	if (s == NULL)
		return (NULL);
	for (n = 0; s + n < end && n < KEY_MAX - 1 && is_letter(s[n]); n++)
		key[n] = s[n];
	key[n] = '\0';
	return (after(s + n, end, "\":\""));
}

/* 1 if the message is a result that opens with a long plain string. */
static int
find_opening(const char *bytes, size_t n, struct opening *o)
{
	const char *end = bytes + n, *s, *quote;

	if ((s = after(bytes, end, "{\"id\":")) == NULL)
		return (0);
	while (s < end && *s >= '0' && *s <= '9')
		s++;
	s = read_key(after(s, end, ",\"result\":{\""), end, o->key);
	if (s == NULL || end - s < MESSAGE_LONG ||
	    (quote = memchr(s, '"', (size_t)(end - s))) == NULL)
		return (0);
	o->text = s;
	o->size = (size_t)(quote - s);
	return (o->size >= MESSAGE_LONG && is_plain(s, o->size));
}

/* What is left is read with an empty string, which then is filled. */
static struct value *
parse_around(const char *bytes, size_t n, const struct opening *o,
    struct fail *fail)
{
	const char *rest = o->text + o->size;
	struct buf around = BUF_INIT;
	struct value *v = NULL, *text;

	buf_add(&around, bytes, (size_t)(o->text - bytes));
	buf_add(&around, rest, (size_t)(bytes + n - rest));
	if (buf_check(&around, fail) == -1 || (v = value_parse(
	    buf_text(&around), around.size, fail)) == NULL)
		goto out;
	if ((text = value_plain(o->text, o->size, fail)) == NULL ||
	    value_set(value_change(value_get(v, "result")), o->key, text,
	    fail) == -1) {
		value_free(v);
		v = NULL;
	}
out:
	buf_clear(&around);
	return (v);
}

struct value *
message_parse(const char *bytes, size_t n, struct fail *fail)
{
	struct opening o;

	if (find_opening(bytes, n, &o))
		return (parse_around(bytes, n, &o, fail));
	return (value_parse(bytes, n, fail));
}

int64_t
message_body(const char *bytes, size_t n, size_t *at)
{
	const char *end = bytes + n, *s = after(bytes, end, "{\"id\":");
	int64_t id = 0;

	for (; s != NULL && s < end && *s >= '0' && *s <= '9'; s++) {
		if (id > INT32_MAX)
			return (-1);
		id = id * 10 + (*s - '0');
	}
	s = s == NULL ? NULL : after(s, end, ",\"result\":{\"body\":\"");
	if (s == NULL)
		return (-1);
	*at = (size_t)(s - bytes);
	return (id);
}
