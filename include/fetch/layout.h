/*
 * layout.h - write layout.xml from what layout.js saw.
 *
 * The script's JSON has been through the page's process, so nothing in it is
 * believed: every number must be finite and of a possible size, every string
 * is bounded and cleaned, every kind must stand where the schema allows it,
 * and the depth is bounded.  The file is validated before it gets its name.
 *
 * Source: schemas/20-fetch.layout.xsd.
 */
#ifndef FETCH_LAYOUT_H
#define FETCH_LAYOUT_H

#include <stddef.h>
#include <stdint.h>

#include "core/buf.h"

struct fail;

#define LAYOUT_SCHEMA "20-fetch.layout.xsd"
#define LAYOUT_DEEP 120		/* XML elements within each other, at most */

struct layout {			/* what the file holds, for the verdict */
	struct buf text;	/* the words, split by single spaces */
	int64_t words;
	int64_t pictures;
	char *language;		/* the page's own, or NULL */
	int cut;		/* 1: the page was too much to walk whole */
};
#define LAYOUT_INIT { BUF_INIT, 0, 0, NULL, 0 }

/*
 * The file grows portion by portion, so that memory does not grow with the
 * page; it is there, checked, when layout_end() has returned 0, and gone after
 * layout_free() otherwise.
 *
 * layout_begin(l, path, height, fail): ${l} is borrowed until layout_free(),
 * and is filled meanwhile; ${height} in pixels stands in place of the walk's,
 * unless it is 0.
 * layout_add(w, json, n, fail): one portion, the ${n} bytes of ${json}.
 * FAIL_DATA: it is not what layout.js gives.
 * layout_end(w, fail): no more come.  layout_free(w): fine if NULL.
 */
struct layout_writer;
struct layout_writer *layout_begin(struct layout *, const char *, int64_t,
    struct fail *);
int layout_add(struct layout_writer *, const char *, size_t, struct fail *);
int layout_end(struct layout_writer *, struct fail *);
void layout_free(struct layout_writer *);

/* layout_clear(l): free; fine if empty. */
void layout_clear(struct layout *);

#endif /* !FETCH_LAYOUT_H */
