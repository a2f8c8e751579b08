#include "fetch/piece.h"

#include <string.h>
#include <strings.h>

int
piece_is(struct piece p, const char *text)
{
	return (p.n == strlen(text) && strncasecmp(p.s, text, p.n) == 0);
}

static int
is_token_char(int c)
{
	return ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	    (c >= '0' && c <= '9') ||
	    (c != '\0' && strchr("!#$%&'*+-.^_`|~", c) != NULL));
}

int
piece_is_token(struct piece p)
{
	size_t i;

	for (i = 0; i < p.n; i++)
		if (!is_token_char((unsigned char)p.s[i]))
			return (0);
	return (p.n > 0);
}

static struct piece
trim(struct piece p)
{
	while (p.n > 0 && (*p.s == ' ' || *p.s == '\t')) {
		p.s++;
		p.n--;
	}
	while (p.n > 0 && (p.s[p.n - 1] == ' ' || p.s[p.n - 1] == '\t'))
		p.n--;
	return (p);
}

int
piece_line(struct piece *rest, struct piece *line)
{
	const char *end = memchr(rest->s, '\n', rest->n);

	if (end == NULL)
		return (0);
	line->s = rest->s;
	line->n = (size_t)(end - rest->s);
	rest->s += line->n + 1;
	rest->n -= line->n + 1;
	if (line->n > 0 && line->s[line->n - 1] == '\r')
		line->n--;
	return (line->n > 0);
}

int
piece_field(struct piece line, struct piece *name, struct piece *value)
{
	const char *colon = memchr(line.s, ':', line.n);

	if (colon == NULL)
		return (0);
	name->s = line.s;
	name->n = (size_t)(colon - line.s);
	value->s = colon + 1;
	value->n = line.n - name->n - 1;
	*value = trim(*value);
	return (piece_is_token(*name));
}

int
piece_list_has(struct piece list, struct piece name)
{
	struct piece one;
	const char *comma;

	while (list.n > 0) {
		comma = memchr(list.s, ',', list.n);
		one.s = list.s;
		one.n = comma != NULL ? (size_t)(comma - list.s) : list.n;
		list.s += one.n;
		list.n -= one.n;
		if (list.n > 0) {
			list.s++;
			list.n--;
		}
		one = trim(one);
		if (one.n == name.n && strncasecmp(one.s, name.s, one.n) == 0)
			return (1);
	}
	return (0);
}

int64_t
piece_digits(struct piece p, int64_t high)
{
	int64_t value = 0;
	size_t i;

	if (p.n == 0)
		return (-1);
	for (i = 0; i < p.n; i++) {
		if (p.s[i] < '0' || p.s[i] > '9')
			return (-1);
		value = value * 10 + (p.s[i] - '0');
		if (value > high)
			return (-1);
	}
	return (value);
}
