/*
 * check_xmp.h - the properties of an XMP packet, as far as our writer uses
 * RDF: each property an element of an rdf:Description.
 *
 * Source: XMP Specification (January 2004); ISO 19005-1, 6.7 and its
 * corrigendum 2 for the extension schemas.
 */
#ifndef RENDER_CHECK_XMP_H
#define RENDER_CHECK_XMP_H

#include <stdint.h>

#include "core/xml.h"

struct check_run;

#define XMP_RDF "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
#define XMP_XML "http://www.w3.org/XML/1998/namespace"
#define XMP_DC "http://purl.org/dc/elements/1.1/"
#define XMP_BASIC "http://ns.adobe.com/xap/1.0/"
#define XMP_PDF "http://ns.adobe.com/pdf/1.3/"
#define XMP_MM "http://ns.adobe.com/xap/1.0/mm/"
#define XMP_PDFA "http://www.aiim.org/pdfa/ns/id/"
#define XMP_PDFUA "http://www.aiim.org/pdfua/ns/id/"
#define XMP_EXTENSION "http://www.aiim.org/pdfa/ns/extension/"
#define XMP_SCHEMA "http://www.aiim.org/pdfa/ns/schema#"
#define XMP_PROPERTY "http://www.aiim.org/pdfa/ns/property#"

#define XMP_MOST 1000		/* properties looked at; so many descriptions */

struct xmp_place {		/* a property, and what it stands in */
	const xml_node *description, *node;
};
#define XMP_START { NULL, NULL }

/*
 * xmp_next(doc, place): the next property, from XMP_START on; NULL at the
 * end.  xmp_find(doc, space, name): that property, or NULL; a NULL name is
 * any.
 */
const xml_node *xmp_next(struct xml_doc *, struct xmp_place *);
const xml_node *xmp_find(struct xml_doc *, const char *, const char *);

/*
 * xmp_is_broken(doc): what is no XMP though it is XML: a property that stands
 * there twice, a prefix that is not declared; NULL: nothing.
 */
const char *xmp_is_broken(struct xml_doc *);

/* xmp_is(node, space, name): 1 if the element is that; fine if NULL. */
int xmp_is(const xml_node *, const char *, const char *);

/*
 * xmp_item(doc, node, last): the entry of the node's rdf:Alt, Seq or Bag after
 * ${last}.  xmp_default(doc, node): the text for "x-default", or NULL.
 */
const xml_node *xmp_item(const xml_node *, const xml_node *);
const char *xmp_default(struct xml_doc *, const xml_node *);

/*
 * xmp_fits(doc, node, type): 1 if the property is of the type ("Text", "seq
 * Date", "lang alt"), 0 if not, -1 if there is no such type.
 */
int xmp_fits(struct xml_doc *, const xml_node *, const char *);

/*
 * xmp_extension(doc, node): the type that the packet's extension schemas give
 * the property, or NULL.
 */
const char *xmp_extension(struct xml_doc *, const xml_node *);

/* xmp_date(text, utc): seconds since 1970 of an ISO 8601 date: 0 or -1. */
int xmp_date(const char *, int64_t *);

/* check_xmp(run, doc, object): 6.7.9 of all properties. */
void check_xmp(struct check_run *, struct xml_doc *, uint32_t);

/* check_schemas(run, doc, object): 6.7.8, how extensions are described. */
void check_schemas(struct check_run *, struct xml_doc *, uint32_t);

#endif /* !RENDER_CHECK_XMP_H */
