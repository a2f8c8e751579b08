/*
 * xml.h - XML in and out, validated against our schemas (libxml2 inside).
 *
 * Reading never touches the network, never expands external entities, and
 * refuses documents with a DOCTYPE, so that neither entity bombs nor file
 * inclusion can start.  A document is read whole (xml_load) when it is small
 * and people or other tools write it; a large one is scanned (xml_scan).
 *
 * Errors of a schema name the file and line, what is wrong, and the remedy:
 * the text of <xs:appinfo><remedy>...</remedy></xs:appinfo> that the schema
 * gives for the element or attribute at fault.
 */
#ifndef CORE_XML_H
#define CORE_XML_H

#include <stddef.h>

struct buf;
struct fail;

/* ---- reading whole ---- */

struct xml_doc;			/* owns all that is read from it */
typedef struct _xmlNode xml_node;	/* borrowed from its document */

#define XML_MAX_BYTES (64u << 20)	/* a larger file is refused */

/*
 * xml_load(path, schema, kind, fail):
 * Read ${path} and, unless ${schema} is NULL, validate it against the file
 * schemas/${schema}.  ${kind} is the kind of failure for bad content:
 * FAIL_CONFIG for files that people edit, FAIL_DATA for others.
 */
struct xml_doc *xml_load(const char *, const char *, int, struct fail *);

/*
 * xml_parse(bytes, name, schema, kind, fail): the same from memory; ${name}
 * stands in messages.
 */
struct xml_doc *xml_parse(const struct buf *, const char *, const char *, int,
    struct fail *);

/* xml_free(doc): fine if NULL. */
void xml_free(struct xml_doc *);

/* xml_root(doc): the root element. */
const xml_node *xml_root(const struct xml_doc *);

/*
 * xml_first(node, name), xml_next(node, name): the first child element, the
 * next sibling element, that has this local name, or any name if NULL.  NULL
 * when there is none; fine if ${node} is NULL.
 */
const xml_node *xml_first(const xml_node *, const char *);
const xml_node *xml_next(const xml_node *, const char *);

/* xml_count(node, name): how many child elements have this local name. */
size_t xml_count(const xml_node *, const char *);

/* xml_name(node): its local name.  xml_line(node): its line from 1. */
const char *xml_name(const xml_node *);
int xml_line(const xml_node *);

/*
 * xml_text(doc, node): all text below, white space at both ends trimmed and
 * runs of it made one space; borrowed; "" if empty or node is NULL.
 * xml_get(doc, node, name): the same of the first child called ${name}, or
 * NULL without one.  xml_attr(doc, node, name): an attribute, or NULL.
 */
const char *xml_text(struct xml_doc *, const xml_node *);
const char *xml_get(struct xml_doc *, const xml_node *, const char *);
const char *xml_attr(struct xml_doc *, const xml_node *, const char *);

/*
 * For XML whose names live in several name spaces, such as RDF:
 * xml_space(node), xml_prefix(node): the name space's URI and the prefix used
 * for it; "" for none.  xml_exact(doc, node): the text as it is, spaces and
 * all.  xml_attr_in(doc, node, space, name): an attribute of a name space.
 */
const char *xml_space(const xml_node *);
const char *xml_prefix(const xml_node *);
const char *xml_exact(struct xml_doc *, const xml_node *);
const char *xml_attr_in(struct xml_doc *, const xml_node *, const char *,
    const char *);

/* ---- scanning ---- */

struct xml_handler {
	/*
	 * Each returns 0 to go on, or -1 with fail set to stop.  Attributes are
	 * name, value, name, value, ... NULL, borrowed for the call.  Text may
	 * come in several pieces and is not NUL-terminated.
	 */
	int (*start)(void *, const char *, const char *const *, struct fail *);
	int (*end)(void *, const char *, struct fail *);
	int (*text)(void *, const char *, size_t, struct fail *);
};

/*
 * xml_scan(path, schema, handler, arg, fail):
 * Stream the file to the handler; elements by local name.  With a schema each
 * event is validated too (slower).  Errors, the handler's too, name the file
 * and line.  Depth is at most 256.
 */
int xml_scan(const char *, const char *, const struct xml_handler *, void *,
    struct fail *);

/*
 * xml_scan_bytes(bytes, name, handler, arg, fail): the same from memory,
 * without a schema; ${name} stands in messages.
 */
int xml_scan_bytes(const struct buf *, const char *, const struct xml_handler *,
    void *, struct fail *);

/* xml_scan_attr(attributes, name): the value or NULL. */
const char *xml_scan_attr(const char *const *, const char *);

/* ---- writing ---- */

struct xml_writer;

/*
 * xml_writer_new(fail): a document of UTF-8 XML, indented by one space.  Text
 * and attributes are cleaned as text_clean() says.  The first failure is
 * kept; later calls do nothing, and xml_writer_save() reports it.
 */
struct xml_writer *xml_writer_new(struct fail *);

/*
 * xml_writer_file(path, fail): the same into the new file ${path}, as it
 * grows, so that memory does not; for a folder that nobody looks into until
 * it is whole.  To be ended by xml_writer_finish(); else xml_writer_free()
 * removes the file.
 */
struct xml_writer *xml_writer_file(const char *, struct fail *);

/*
 * xml_open(w, name): start an element; "prefix:name" is written as it is, and
 * namespaces are declared by xml_set(w, "xmlns:prefix", uri).
 * xml_set(w, name, value): an attribute of the element just started; a NULL
 * value writes none.  xml_setf: by printf.  xml_put(w, text): text.
 * xml_leaf(w, name, text): a whole element; none if text is NULL.
 * xml_close(w): end the element.
 */
void xml_open(struct xml_writer *, const char *);
void xml_set(struct xml_writer *, const char *, const char *);
void xml_setf(struct xml_writer *, const char *, const char *, ...)
    __attribute__((format(printf, 3, 4)));
void xml_put(struct xml_writer *, const char *);
void xml_leaf(struct xml_writer *, const char *, const char *);
void xml_leaff(struct xml_writer *, const char *, const char *, ...)
    __attribute__((format(printf, 3, 4)));
void xml_close(struct xml_writer *);

/* xml_writer_end(w, b, fail): end the document and put its bytes in ${b}. */
int xml_writer_end(struct xml_writer *, struct buf *, struct fail *);

/*
 * xml_writer_save(w, path, schema, fail): end the document, validate it
 * against schemas/${schema} unless NULL, and write it by file_write().
 */
int xml_writer_save(struct xml_writer *, const char *, const char *,
    struct fail *);

/*
 * xml_writer_finish(w, schema, fail): end the document of a writer to a file,
 * and check it against schemas/${schema} unless NULL.  Syncs nothing.
 */
int xml_writer_finish(struct xml_writer *, const char *, struct fail *);

/* xml_writer_free(w): fine if NULL. */
void xml_writer_free(struct xml_writer *);

#endif /* !CORE_XML_H */
