/*
 * xmp.h - what the PDF says of itself: Info for old readers, XMP for the
 * rest, both from one struct, so that they cannot differ.
 *
 * Besides the usual: PDF/A-1a, PDF/UA-1, and where the record comes from, in
 * the namespace urn:x-bevara:xmp:1 that the file describes itself.
 *
 * Source: ISO 19005-1, 6.7; ISO 14289-1, 5; the XMP Specification (2004).
 */
#ifndef RENDER_XMP_H
#define RENDER_XMP_H

#include <stdint.h>

struct fail;
struct pdfobj;

#define XMP_NO_TIME INT64_MIN

/* All borrowed; none NULL but what is said of a page that was captured. */
struct xmp {
	const char *title;
	const char *author;	/* the board responsible */
	const char *description;
	const char *lang;	/* of the document */
	const char *tool;	/* "bevara-render 0.1.0" */
	const char *producer;	/* "libharu 2.3.0" */
	int64_t made_utc;	/* the capture's end; or XMP_NO_TIME */
	const uint8_t *id;	/* 16 bytes, as in the trailer */
	const char *account;	/* its id; NULL: no captured page */
	const char *name;	/* of the account */
	const char *platform;
	const char *address;
	const char *package;	/* the id, of whatever it is, or NULL */
	const char *capture_sha256;
};

/* xmp_add(x, p, fail): write Info and the metadata stream. */
int xmp_add(const struct xmp *, struct pdfobj *, struct fail *);

#endif /* !RENDER_XMP_H */
