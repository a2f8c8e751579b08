/*
 * link.h - addresses of links, and the links on the pages.
 * Source: RFC 3986 and 3987, 3.1; PDF 1.4, 8.4; ISO 19005-1, 6.5 and 6.6.
 */
#ifndef RENDER_LINK_H
#define RENDER_LINK_H

struct buf;
struct page;
struct pdfobj;
struct pdfobj_dict;

#define LINK_MAX_BYTES 8000

/*
 * link_address(address, b):
 * Add ${address} to ${b} as a URI of ASCII, other characters in per cent.
 * Returns -1 if it is none that a reader may follow: empty, relative, too
 * long, or with a scheme other than http, https, mailto, tel, sms, ftp (a
 * PDF/A holds no scripts and no data behind links).
 */
int link_address(const char *, struct buf *);

/*
 * link_make(p, page, rect, uri, contents): a link on ${page}; ${rect} in pt.
 * NULL when the page can hold no more.
 */
struct pdfobj_dict *link_make(struct pdfobj *, struct page *,
    const double [4], const char *, const char *);

#endif /* !RENDER_LINK_H */
