/*
 * head.h - header lines, of a WARC record or of an HTTP message, up to and
 * with the empty line that ends them.
 */
#ifndef VERIFY_HEAD_H
#define VERIFY_HEAD_H

#include <stddef.h>
#include <stdint.h>

#include "core/buf.h"

struct head {
	struct buf text;	/* the lines so far, as they came */
	size_t line;		/* bytes of the present one, without CR */
	int whole;		/* 1: its last line has come */
	int large;		/* 1: larger than its bound; text is cut */
	int bare;		/* 1: a line that ends without CR */
};

/* head_start(head): for other lines; the memory is kept. */
void head_start(struct head *);

/*
 * head_take(head, bytes, n, most): take what of the bytes belongs to it, and
 * return how many those are: fewer than ${n} only when it is whole then.
 */
size_t head_take(struct head *, const uint8_t *, size_t, size_t);

/* head_clear(head): free; fine if zeroed. */
void head_clear(struct head *);

/* ---- the fields in it ---- */

#define HEAD_FIELDS 256		/* the most in one header */

struct head_field {
	const char *name, *value;	/* borrowed from the head's text */
};

struct head_fields {
	const char *first;	/* the first line */
	struct head_field field[HEAD_FIELDS];
	size_t count;
};

/*
 * head_split(head, fields): split the text in place.  Returns NULL, or what is
 * wrong with it, static; the lines that are fields are there all the same.
 */
const char *head_split(struct head *, struct head_fields *);

/* head_find(fields, name): the first such field's value, or NULL. */
const char *head_find(const struct head_fields *, const char *);

#endif /* !VERIFY_HEAD_H */
