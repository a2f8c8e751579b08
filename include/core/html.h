/*
 * html.h - write one HTML page that is well-formed XML as well.
 *
 * Everything that comes from outside goes through html_text() and html_attr(),
 * which escape it: no text can become markup.  Bytes that are not UTF-8 and
 * characters that XML cannot hold become U+FFFD.  A failure for want of memory
 * is kept in the buffer; html_check() reports it.
 * Source: HTML Living Standard, section 13.1 (void elements, escaping).
 */
#ifndef CORE_HTML_H
#define CORE_HTML_H

#include "core/buf.h"

struct fail;

#define HTML_DEPTH 24		/* elements that may be open at a time */

struct html {
	struct buf out;		/* the page so far; owned */
	const char *tag[HTML_DEPTH];	/* the open ones; borrowed */
	int depth;
	int started;		/* the innermost one's start tag is open still */
};
#define HTML_INIT { BUF_INIT, { NULL }, 0, 0 }

/* html_start(h): <!DOCTYPE html>. */
void html_start(struct html *);

/*
 * html_open(h, tag): start an element; ${tag} is a constant.
 * html_attr(h, name, value): an attribute of it; none if value is NULL.
 * html_attrf: by printf.  html_text(h, text): text; html_textf: by printf.
 * html_close(h): end the innermost element.
 */
void html_open(struct html *, const char *);
void html_attr(struct html *, const char *, const char *);
void html_attrf(struct html *, const char *, const char *, ...)
    __attribute__((format(printf, 3, 4)));
void html_text(struct html *, const char *);
void html_textf(struct html *, const char *, ...)
    __attribute__((format(printf, 2, 3)));
void html_close(struct html *);

/*
 * html_leaf(h, tag, class, text): a whole element with text; ${class} may be
 * NULL.
 */
void html_leaf(struct html *, const char *, const char *, const char *);

/*
 * html_bytes(h, name, type, b): an attribute that holds the bytes themselves,
 * as a data: URI in base 64 (RFC 2397, RFC 4648 section 4).
 */
void html_bytes(struct html *, const char *, const char *, const struct buf *);

/*
 * html_href(h, scheme, path): an attribute href of a file's path, what a URI
 * cannot hold percent-encoded (RFC 3986); ${scheme} is "" or "file://".
 */
void html_href(struct html *, const char *, const char *);

/* html_check(h, fail): 0 if all was written and every element ended. */
int html_check(const struct html *, struct fail *);

/* html_clear(h): free; fine if empty. */
void html_clear(struct html *);

#endif /* !CORE_HTML_H */
