#include "core/xml.h"

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/xmlschemas.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/buf.h"
#include "core/fail.h"
#include "core/file.h"
#include "core/share.h"
#include "core/text.h"
#include "core/xml_error.h"

#define READ_OPTIONS (XML_PARSE_NONET | XML_PARSE_NOERROR | \
    XML_PARSE_NOWARNING | XML_PARSE_BIG_LINES)

struct xml_doc {
	xmlDoc *tree;
	char **pool;		/* strings lent out; freed with the document */
	size_t pool_count, pool_room;
};

static void
on_error(void *arg, xmlErrorPtr reported)
{
	xml_error_take(arg, reported);
}

struct reading {		/* what a parser found, its _private */
	struct xml_error error;	/* the first: the later ones follow from it */
	int doctype;
};

static void
on_parser_error(void *arg, xmlErrorPtr reported)
{
	struct reading *reading = ((xmlParserCtxt *)arg)->_private;

	xml_error_take(&reading->error, reported);
}

/* A document type could define entities; none of our files has one. */
static void
refuse_doctype(void *arg, const xmlChar *name, const xmlChar *external,
    const xmlChar *system)
{
	xmlParserCtxt *parser = arg;
	struct reading *reading = parser->_private;

	(void)name;
	(void)external;
	(void)system;
	reading->doctype = 1;
	xmlStopParser(parser);
}

static xmlDoc *
parse(const struct buf *bytes, const char *path, int kind, struct fail *fail)
{
	struct reading reading = { XML_ERROR_INIT, 0 };
	xmlParserCtxt *parser;
	xmlDoc *tree;

	if (bytes->size == 0) {
		fail_set(fail, (enum fail_kind)kind, "%s:1: the file is empty; "
		    "start again from a good copy of it", path);
		return (NULL);
	}
	xml_error_quiet();
	if ((parser = xmlNewParserCtxt()) == NULL) {
		fail_memory(fail);
		return (NULL);
	}
	parser->_private = &reading;
	parser->sax->internalSubset = refuse_doctype;
	parser->sax->serror = on_parser_error;
	tree = xmlCtxtReadMemory(parser, (const char *)bytes->data,
	    (int)bytes->size, path, NULL, READ_OPTIONS);
	if (reading.doctype) {
		fail_set(fail, (enum fail_kind)kind, "%s:%d: the file has a "
		    "DOCTYPE, which is not allowed; take that line out", path,
		    xmlSAX2GetLineNumber(parser));
		xmlFreeDoc(tree);
		tree = NULL;
	} else if (tree == NULL) {
		xml_error_take(&reading.error, xmlCtxtGetLastError(parser));
		xml_error_fail(&reading.error, path, NULL, kind, fail);
	}
	xmlFreeParserCtxt(parser);
	return (tree);
}

/* Compile schemas/NAME, whose path is given. */
static xmlSchema *
compile_schema(const char *path, struct fail *fail)
{
	struct xml_error error = XML_ERROR_INIT;
	xmlSchemaParserCtxt *parser;
	xmlSchema *schema = NULL;

	if ((parser = xmlSchemaNewParserCtxt(path)) == NULL) {
		fail_memory(fail);
		return (NULL);
	}
	xmlSchemaSetParserStructuredErrors(parser, on_error, &error);
	schema = xmlSchemaParse(parser);
	xmlSchemaFreeParserCtxt(parser);
	if (schema == NULL)
		xml_error_fail(&error, path, NULL, FAIL_PROGRAM, fail);
	return (schema);
}

static int
validate(xmlDoc *tree, const char *name, const char *path, int kind,
    struct fail *fail)
{
	struct xml_error error = XML_ERROR_INIT;
	xmlSchemaValidCtxt *valid = NULL;
	xmlSchema *schema = NULL;
	char *file = NULL, *relative = NULL;
	int rc = -1;

	if ((relative = text_printf(fail, "schemas/%s", name)) == NULL ||
	    (file = share_file(relative, fail)) == NULL ||
	    (schema = compile_schema(file, fail)) == NULL)
		goto out;
	if ((valid = xmlSchemaNewValidCtxt(schema)) == NULL) {
		fail_memory(fail);
		goto out;
	}
	xmlSchemaSetValidStructuredErrors(valid, on_error, &error);
	if (xmlSchemaValidateDoc(valid, tree) != 0)
		xml_error_fail(&error, path, file, kind, fail);
	else
		rc = 0;
out:
	xmlSchemaFreeValidCtxt(valid);
	xmlSchemaFree(schema);
	free(file);
	free(relative);
	return (rc);
}

struct xml_doc *
xml_parse(const struct buf *bytes, const char *path, const char *schema,
    int kind, struct fail *fail)
{
	struct xml_doc *doc = calloc(1, sizeof(*doc));

	if (doc == NULL) {
		fail_memory(fail);
		return (NULL);
	}
	if ((doc->tree = parse(bytes, path, kind, fail)) == NULL ||
	    (schema != NULL &&
	    validate(doc->tree, schema, path, kind, fail) == -1)) {
		xml_free(doc);
		return (NULL);
	}
	return (doc);
}

struct xml_doc *
xml_load(const char *path, const char *schema, int kind, struct fail *fail)
{
	struct buf bytes = BUF_INIT;
	struct xml_doc *doc = NULL;

	if (file_read(path, &bytes, XML_MAX_BYTES, fail) == -1) {
		/* A missing file of the site is a matter of configuration. */
		if (fail->kind == FAIL_DATA)
			fail->kind = (enum fail_kind)kind;
	} else
		doc = xml_parse(&bytes, path, schema, kind, fail);
	buf_clear(&bytes);
	return (doc);
}

void
xml_free(struct xml_doc *doc)
{
	size_t i;

	if (doc == NULL)
		return;
	xmlFreeDoc(doc->tree);
	for (i = 0; i < doc->pool_count; i++)
		free(doc->pool[i]);
	free(doc->pool);
	free(doc);
}

const xml_node *
xml_root(const struct xml_doc *doc)
{
	return (xmlDocGetRootElement(doc->tree));
}

/* The node itself or the next sibling that is an element of that name. */
static const xml_node *
seek(const xml_node *node, const char *name)
{
	for (; node != NULL; node = node->next)
		if (node->type == XML_ELEMENT_NODE && (name == NULL ||
		    strcmp((const char *)node->name, name) == 0))
			return (node);
	return (NULL);
}

const xml_node *
xml_first(const xml_node *node, const char *name)
{
	return (node == NULL ? NULL : seek(node->children, name));
}

const xml_node *
xml_next(const xml_node *node, const char *name)
{
	return (node == NULL ? NULL : seek(node->next, name));
}

size_t
xml_count(const xml_node *node, const char *name)
{
	const xml_node *at;
	size_t n = 0;

	for (at = xml_first(node, name); at != NULL; at = xml_next(at, name))
		n++;
	return (n);
}

const char *
xml_name(const xml_node *node)
{
	return ((const char *)node->name);
}

int
xml_line(const xml_node *node)
{
	return ((int)xmlGetLineNo((xmlNode *)node));
}

/* Lend a string until the document is freed; "" when memory is short. */
static const char *
lend(struct xml_doc *doc, char *s)
{
	if (s == NULL)
		return ("");
	if (doc->pool_count == doc->pool_room) {
		size_t room = doc->pool_room == 0 ? 64 : doc->pool_room * 2;
		char **pool = realloc(doc->pool, room * sizeof(*pool));

		if (pool == NULL) {
			free(s);
			return ("");
		}
		doc->pool = pool;
		doc->pool_room = room;
	}
	doc->pool[doc->pool_count++] = s;
	return (s);
}

static int
is_space(char c)
{
	return (c == ' ' || c == '\t' || c == '\n' || c == '\r');
}

/* Trim both ends and make each run of white space one space, in place. */
static void
collapse(char *s)
{
	char *to = s;

	for (; *s != '\0'; s++) {
		if (!is_space(*s))
			*to++ = *s;
		else if (s[1] != '\0' && !is_space(s[1]))
			*to++ = ' ';
	}
	*to = '\0';
}

const char *
xml_text(struct xml_doc *doc, const xml_node *node)
{
	struct fail ignored = FAIL_INIT;
	xmlChar *content;
	char *copy;
	const char *start;

	if (node == NULL || (content = xmlNodeGetContent(node)) == NULL)
		return ("");
	start = (const char *)content;
	while (is_space(*start))
		start++;
	copy = text_copy(start, &ignored);
	xmlFree(content);
	if (copy != NULL)
		collapse(copy);
	return (lend(doc, copy));
}

const char *
xml_get(struct xml_doc *doc, const xml_node *node, const char *name)
{
	const xml_node *at = xml_first(node, name);

	return (at == NULL ? NULL : xml_text(doc, at));
}

static const char *
lend_value(struct xml_doc *doc, xmlChar *value)
{
	struct fail ignored = FAIL_INIT;
	char *copy;

	if (value == NULL)
		return (NULL);
	copy = text_copy((const char *)value, &ignored);
	xmlFree(value);
	return (lend(doc, copy));
}

const char *
xml_attr(struct xml_doc *doc, const xml_node *node, const char *name)
{
	return (node == NULL ? NULL : lend_value(doc,
	    xmlGetNoNsProp((xmlNode *)node, (const xmlChar *)name)));
}

const char *
xml_attr_in(struct xml_doc *doc, const xml_node *node, const char *space,
    const char *name)
{
	return (node == NULL ? NULL : lend_value(doc,
	    xmlGetNsProp((xmlNode *)node, (const xmlChar *)name,
	    (const xmlChar *)space)));
}

const char *
xml_exact(struct xml_doc *doc, const xml_node *node)
{
	const char *text = node == NULL ? NULL :
	    lend_value(doc, xmlNodeGetContent(node));

	return (text == NULL ? "" : text);
}

const char *
xml_space(const xml_node *node)
{
	return (node->ns == NULL || node->ns->href == NULL ? "" :
	    (const char *)node->ns->href);
}

const char *
xml_prefix(const xml_node *node)
{
	return (node->ns == NULL || node->ns->prefix == NULL ? "" :
	    (const char *)node->ns->prefix);
}
