/*
 * rich.h - a paragraph's text with what is bold, of one width, or a link.
 *
 * White space is one space as it comes in, and none at the start;
 * rich_end() takes the one at the end.
 *
 * Ownership: struct rich is the caller's; rich_clear() frees what is in it.
 */
#ifndef RENDER_RICH_H
#define RENDER_RICH_H

#include <stddef.h>

#include "core/buf.h"

struct fail;

#define RICH_BOLD 1
#define RICH_CODE 2
#define RICH_MAX_BYTES (256u << 10)	/* of one paragraph or cell */
#define RICH_MAX_LINKS 1000
#define RICH_NO_LINK (-1)

struct rich_span {		/* from here on to the next one */
	size_t at;		/* byte of the text */
	unsigned style;		/* RICH_X, or 0 */
	int link;		/* or RICH_NO_LINK */
};

struct rich_link {
	char *uri;		/* owned; ASCII, safe for a PDF */
	size_t from, to;	/* bytes of the text that it is on */
};

struct rich {
	struct buf text;	/* UTF-8 */
	struct rich_span *span;	/* owned */
	size_t spans, span_room;
	struct rich_link *link;	/* owned */
	size_t links, link_room;
};
#define RICH_INIT { BUF_INIT, NULL, 0, 0, NULL, 0, 0 }

/* rich_style(r, style, link, fail): of what is added from here on. */
int rich_style(struct rich *, unsigned, int, struct fail *);

/* rich_text(r, s, n, fail): add text.  FAIL_DATA: it is too much. */
int rich_text(struct rich *, const char *, size_t, struct fail *);

/*
 * rich_link(r, address, fail): a new link; its number, or -1.  FAIL_DATA: the
 * address is none that a document may hold.
 */
int rich_link(struct rich *, const char *, struct fail *);

/* rich_end(r, fail): the text is whole. */
int rich_end(struct rich *, struct fail *);

/* rich_reset(r): empty, to be filled again.  rich_clear(r): free. */
void rich_reset(struct rich *);
void rich_clear(struct rich *);

#endif /* !RENDER_RICH_H */
