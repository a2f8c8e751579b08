#include "core/xml_error.h"

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/xmlerror.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "core/fail.h"
#include "core/text.h"

#define XSD_NAMESPACE "http://www.w3.org/2001/XMLSchema"

static void
keep(char *to, size_t room, const xmlChar *from)
{
	snprintf(to, room, "%s", from == NULL ? "" : (const char *)from);
}

/* The message as one line, without "{namespace}", line end and full stop. */
static void
clean_message(char *to, size_t room, const char *from)
{
	size_t n = 0;

	for (; *from != '\0' && n + 1 < room; from++) {
		const char *close;

		if (*from == '{' && (text_prefix(from, "{urn:") ||
		    text_prefix(from, "{http")) &&
		    (close = strchr(from, '}')) != NULL) {
			from = close;
			continue;
		}
		to[n++] = (uint8_t)*from < 0x20 ? ' ' : *from;
	}
	while (n > 0 && (to[n - 1] == ' ' || to[n - 1] == '.'))
		n--;
	to[n] = '\0';
}

/*
 * Leave out what only the schema's author understands: "[facet 'pattern'] The
 * value 'x' is not accepted by the pattern '...'" says "... is not accepted".
 */
static void
cut_facet(char *text)
{
	char *from = strstr(text, "[facet '"), *to, *at, *next;

	if (from == NULL || (to = strstr(from, "'] ")) == NULL)
		return;
	to += strlen("'] ");
	memmove(from, to, strlen(to) + 1);
	for (at = NULL, next = text; (next = strstr(next,
	    " by the pattern '")) != NULL; next++)
		at = next;
	if (at != NULL)
		*at = '\0';
}

/* "Element 'x', attribute 'y': ..." names the attribute only in its text. */
static void
find_attribute(struct xml_error *error)
{
	const char *at = strstr(error->text, "ttribute '");
	size_t n;

	if (at == NULL)
		return;
	at += strlen("ttribute '");
	n = strcspn(at, "'");
	snprintf(error->attribute, sizeof(error->attribute), "%.*s", (int)n,
	    at);
}

/* So does a scan the element, which it keeps no tree of. */
static void
find_element(struct xml_error *error)
{
	static const char start[] = "Element '";
	const char *at = error->text + sizeof(start) - 1;

	if (strncmp(error->text, start, sizeof(start) - 1) == 0)
		snprintf(error->element, sizeof(error->element), "%.*s",
		    (int)strcspn(at, "'"), at);
}

static void
drop(void *arg, const char *form, ...)
{
	(void)arg;
	(void)form;
}

void
xml_error_quiet(void)
{
	xmlSetGenericErrorFunc(NULL, drop);
}

void
xml_error_take(void *arg, const void *reported)
{
	struct xml_error *error = arg;
	const xmlError *from = reported;
	const xmlNode *node;

	if (error->set || from == NULL || from->level < XML_ERR_ERROR)
		return;
	error->set = 1;
	error->code = from->code;
	error->line = from->line;

	/* An element that is not closed is to be mended where it is opened. */
	if (from->domain == XML_FROM_PARSER && from->int1 > 0 &&
	    from->code == XML_ERR_TAG_NAME_MISMATCH)
		error->line = from->int1;
	clean_message(error->text, sizeof(error->text),
	    from->message == NULL ? "unknown fault" : from->message);
	cut_facet(error->text);
	if (from->domain == XML_FROM_PARSER ||
	    from->domain == XML_FROM_NAMESPACE || from->domain == XML_FROM_IO)
		return;
	error->order = from->code == XML_SCHEMAV_ELEMENT_CONTENT;
	find_attribute(error);
	node = from->node;
	if (node == NULL) {
		find_element(error);
		return;
	}
	if (node->type == XML_ATTRIBUTE_NODE) {
		keep(error->attribute, sizeof(error->attribute), node->name);
		node = node->parent;
	}
	keep(error->element, sizeof(error->element), node->name);
	if (node->parent != NULL && node->parent->type == XML_ELEMENT_NODE)
		keep(error->parent, sizeof(error->parent), node->parent->name);
}

static int
is_xsd(const xmlNode *node, const char *name)
{
	return (node != NULL && node->type == XML_ELEMENT_NODE &&
	    node->ns != NULL &&
	    strcmp((const char *)node->ns->href, XSD_NAMESPACE) == 0 &&
	    strcmp((const char *)node->name, name) == 0);
}

static xmlNode *
child(const xmlNode *node, const char *name)
{
	xmlNode *at;

	for (at = node == NULL ? NULL : node->children; at != NULL;
	    at = at->next)
		if (at->type == XML_ELEMENT_NODE &&
		    strcmp((const char *)at->name, name) == 0)
			return (at);
	return (NULL);
}

static int
has_name(const xmlNode *node, const char *name)
{
	xmlChar *value = xmlGetNoNsProp((xmlNode *)node,
	    (const xmlChar *)"name");
	int same = value != NULL && strcmp((const char *)value, name) == 0;

	xmlFree(value);
	return (same);
}

/* 1 if the declaration stands inside that of an element called parent. */
static int
stands_in(const xmlNode *node, const char *parent)
{
	const xmlNode *up;

	for (up = node->parent; up != NULL; up = up->parent)
		if (is_xsd(up, "element"))
			return (has_name(up, parent));
	return (*parent == '\0');
}

static xmlNode *
next_in_tree(xmlNode *node)
{
	if (node->children != NULL)
		return (node->children);
	while (node != NULL && node->next == NULL)
		node = node->parent;
	return (node == NULL ? NULL : node->next);
}

/*
 * The remedy that the schema gives for the declaration of that name, the one
 * inside parent if there are several.  Freed by xmlFree(); NULL if none.
 */
static xmlChar *
find_remedy(xmlDoc *schema, const char *what, const char *name,
    const char *parent)
{
	xmlNode *node, *best = NULL;

	for (node = xmlDocGetRootElement(schema); node != NULL;
	    node = next_in_tree(node)) {
		xmlNode *remedy;

		if (!is_xsd(node, what) || !has_name(node, name))
			continue;
		remedy = child(child(child(node, "annotation"), "appinfo"),
		    "remedy");
		if (remedy == NULL)
			continue;
		if (stands_in(node, parent))
			return (xmlNodeGetContent(remedy));
		if (best == NULL)
			best = remedy;
	}
	return (best == NULL ? NULL : xmlNodeGetContent(best));
}

static xmlChar *
remedy_for(const struct xml_error *error, const char *schema)
{
	xmlDoc *doc = xmlReadFile(schema, NULL, XML_PARSE_NONET |
	    XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
	xmlChar *remedy = NULL;

	if (doc == NULL)
		return (NULL);
	if (error->attribute[0] != '\0')
		remedy = find_remedy(doc, "attribute", error->attribute,
		    error->element);
	if (error->code == XML_SCHEMAV_CVC_COMPLEX_TYPE_3_2_1) {
		xmlFreeDoc(doc);	/* an attribute that there is not */
		return (remedy);
	}
	/* For a misplaced element the one above says what may stand there. */
	if (remedy == NULL && error->order &&
	    strstr(error->text, "not expected") != NULL)
		remedy = find_remedy(doc, "element", error->parent, "");
	if (remedy == NULL && error->element[0] != '\0')
		remedy = find_remedy(doc, "element", error->element,
		    error->parent);
	if (remedy == NULL) {
		xmlNode *root = xmlDocGetRootElement(doc);

		for (root = root == NULL ? NULL : root->children;
		    root != NULL && remedy == NULL; root = root->next) {
			xmlNode *found = is_xsd(root, "element") ?
			    child(child(child(root, "annotation"), "appinfo"),
			    "remedy") : NULL;

			if (found != NULL)
				remedy = xmlNodeGetContent(found);
		}
	}
	xmlFreeDoc(doc);
	return (remedy);
}

/* What to write where XML itself is broken, or a schema has no remedy. */
static const char *
general_remedy(int code)
{
	switch (code) {
	case XML_ERR_TAG_NAME_MISMATCH:
	case XML_ERR_TAG_NOT_FINISHED:
		return ("end each element that is begun, for example <namn> by "
		    "</namn>");
	case XML_ERR_NAME_REQUIRED:
	case XML_ERR_ENTITYREF_SEMICOL_MISSING:
	case XML_ERR_UNDECLARED_ENTITY:
		return ("write &amp; for the character & and &lt; for <");
	case XML_ERR_INVALID_CHAR:
	case XML_ERR_INVALID_ENCODING:
	case XML_ERR_UNKNOWN_ENCODING:
	case XML_ERR_UNSUPPORTED_ENCODING:
		return ("save the file as UTF-8 in the editor");
	case XML_ERR_DOCUMENT_END:
		return ("take out what stands after the end of the first "
		    "element");
	case XML_SCHEMAV_CVC_COMPLEX_TYPE_3_2_1:
		return ("take that attribute out");
	default:
		return ("mend the file there, or start again from a good copy "
		    "of it");
	}
}

int
xml_error_fail(const struct xml_error *error, const char *path,
    const char *schema, int kind, struct fail *fail)
{
	const char *text = error->set ? error->text : "not well-formed XML";
	xmlChar *remedy = NULL;

	if (schema != NULL)
		remedy = error->element[0] != '\0' || error->order ?
		    remedy_for(error, schema) : NULL;
	fail_set(fail, (enum fail_kind)kind, "%s:%d: %s; %s", path,
	    error->line, text, remedy != NULL ? (const char *)remedy :
	    general_remedy(error->code));
	xmlFree(remedy);
	return (-1);
}
