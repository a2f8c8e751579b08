/*
 * headers.h - the header fields of one message, as the browser tells them.
 *
 * Fields that are not HTTP/1's (":path") or that belong to the guard are left
 * out, and so are all beyond HEADERS_MAX and beyond the bytes that are left
 * for all messages together.
 */
#ifndef FETCH_HEADERS_H
#define FETCH_HEADERS_H

#include <stddef.h>
#include <stdint.h>

struct fail;
struct value;
struct warc_header;

#define HEADERS_MAX 1000	/* fields of one message */

struct headers {
	struct warc_header *header;	/* owned, with their strings */
	size_t count, room;
	int64_t size;		/* bytes of all names and values */
	int64_t *left;		/* borrowed: bytes that more may have */
};

/*
 * headers_read(h, v, fail): replace them by those of an object, or of an array
 * of {name, value}.  headers_parse(h, text, fail): by those of the raw text of
 * an answer's head, whose first line is the status.
 */
int headers_read(struct headers *, const struct value *, struct fail *);
int headers_parse(struct headers *, const char *, struct fail *);

/* headers_get(h, name): the first one's value, or NULL. */
const char *headers_get(const struct headers *, const char *);

/* headers_clear(h): free, and give their bytes back; fine if empty. */
void headers_clear(struct headers *);

#endif /* !FETCH_HEADERS_H */
