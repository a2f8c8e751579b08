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

void
xml_error_take(void *arg, const void *reported)
{
	struct xml_error *error = arg;
	const xmlError *from = reported;
	const xmlNode *node;

	if (error->set || from == NULL || from->level < XML_ERR_ERROR)
		return;
	error->set = 1;
	error->line = from->line;
	clean_message(error->text, sizeof(error->text),
	    from->message == NULL ? "unknown fault" : from->message);
	if (from->domain == XML_FROM_PARSER ||
	    from->domain == XML_FROM_NAMESPACE || from->domain == XML_FROM_IO)
		return;
	error->order = from->code == XML_SCHEMAV_ELEMENT_CONTENT;
	find_attribute(error);
	node = from->node;
	if (node == NULL)
		return;
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
	    "mend the file there, or start again from a good copy of it");
	xmlFree(remedy);
	return (-1);
}
