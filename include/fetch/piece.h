/*
 * piece.h - some bytes of a message's head, taken apart without copying.
 *
 * A piece is borrowed from the head and not NUL-terminated.
 */
#ifndef FETCH_PIECE_H
#define FETCH_PIECE_H

#include <stddef.h>
#include <stdint.h>

struct piece {
	const char *s;
	size_t n;
};

/* piece_is(p, text): 1 if it is that ASCII text, in whatever case. */
int piece_is(struct piece, const char *);

/* piece_is_token(p): 1 if it is a token (RFC 9110 5.6.2). */
int piece_is_token(struct piece);

/*
 * piece_line(rest, line): take the next line off ${rest}, without its end.  0
 * when only the empty line, or nothing, is left.
 */
int piece_line(struct piece *, struct piece *);

/* piece_field(line, name, value): split "name: value"; 0 if it is none. */
int piece_field(struct piece, struct piece *, struct piece *);

/* piece_list_has(list, name): 1 if the list "a, b, c" has it. */
int piece_list_has(struct piece, struct piece);

/* piece_digits(p, high): its decimal digits as a number, or -1. */
int64_t piece_digits(struct piece, int64_t);

#endif /* !FETCH_PIECE_H */
