#include "render/check_xmp.h"

#include <string.h>

#include "render/check_part.h"

/* A field of a description; NULL if it is not there. */
static const xml_node *
field(const xml_node *node, const char *space, const char *name)
{
	const xml_node *at = xml_first(node, name);

	while (at != NULL && !xmp_is(at, space, name))
		at = xml_next(at, name);
	return (at);
}

static const char *
value(struct xml_doc *doc, const xml_node *node, const char *space,
    const char *name)
{
	const xml_node *at = field(node, space, name);

	return (at == NULL ? "" : xml_exact(doc, at));
}

/* The type that this schema gives the property, or NULL. */
static const char *
look_in(struct xml_doc *doc, const xml_node *schema, const xml_node *node,
    int *left)
{
	const xml_node *list = field(schema, XMP_SCHEMA, "property");
	const xml_node *li = NULL;

	if (strcmp(value(doc, schema, XMP_SCHEMA, "namespaceURI"),
	    xml_space(node)) != 0)
		return (NULL);
	while ((li = xmp_item(list, li)) != NULL && (*left)-- > 0)
		if (strcmp(value(doc, li, XMP_PROPERTY, "name"),
		    xml_name(node)) == 0)
			return (value(doc, li, XMP_PROPERTY, "valueType"));
	return (NULL);
}

const char *
xmp_extension(struct xml_doc *doc, const xml_node *node)
{
	const xml_node *all = xmp_find(doc, XMP_EXTENSION, "schemas");
	const xml_node *li = NULL;
	const char *type;
	int left = XMP_MOST;

	while ((li = xmp_item(all, li)) != NULL && left-- > 0)
		if ((type = look_in(doc, li, node, &left)) != NULL)
			return (type);
	return (NULL);
}

/* ---- 6.7.8 ---- */

struct rule {
	const char *name, *rule;	/* a text that must be there */
	const char *prefix;
};

/* Each field that the rules ask for is there, a text, with its prefix. */
static void
check_fields(struct check_run *run, const xml_node *node, const char *space,
    const struct rule *rule, uint32_t object)
{
	const xml_node *at;

	for (; rule->name != NULL; rule++) {
		at = field(node, space, rule->name);
		if (at == NULL || xml_first(at, NULL) != NULL ||
		    strcmp(xml_prefix(at), rule->prefix) != 0)
			check_add(run, CHECK_A, rule->rule, object, "an "
			    "extension schema lacks the text %s:%s",
			    rule->prefix, rule->name);
	}
}

/* No field that is not defined. */
static void
check_known(struct check_run *run, const xml_node *node, const char *space,
    const char *const *known, uint32_t object)
{
	const xml_node *at;
	int i;

	for (at = xml_first(node, NULL); at != NULL; at = xml_next(at, NULL)) {
		for (i = 0; known[i] != NULL; i++)
			if (xmp_is(at, space, known[i]))
				break;
		if (known[i] == NULL)
			check_add(run, CHECK_A, "6.7.8-1", object, "an "
			    "extension schema has the field %.60s, which is "
			    "not defined", xml_name(at));
	}
}

static void
check_property(struct check_run *run, struct xml_doc *doc,
    const xml_node *node, uint32_t object)
{
	static const struct rule rules[] = {
		{ "name", "6.7.8-8", "pdfaProperty" },
		{ "valueType", "6.7.8-9", "pdfaProperty" },
		{ "category", "6.7.8-10", "pdfaProperty" },
		{ "description", "6.7.8-11", "pdfaProperty" },
		{ NULL, NULL, NULL }
	};
	static const char *const known[] = { "name", "valueType", "category",
		"description", NULL };
	const char *category = value(doc, node, XMP_PROPERTY, "category");
	const char *type = value(doc, node, XMP_PROPERTY, "valueType");

	check_fields(run, node, XMP_PROPERTY, rules, object);
	check_known(run, node, XMP_PROPERTY, known, object);
	if (*category != '\0' && strcmp(category, "external") != 0 &&
	    strcmp(category, "internal") != 0)
		check_add(run, CHECK_A, "6.7.8-10", object, "the category "
		    "'%.40s' is neither internal nor external", category);
	if (*type != '\0' && xmp_fits(doc, node, type) == -1)
		check_add(run, CHECK_A, "6.7.8-9", object, "there is no value "
		    "type '%.40s'", type);
}

static void
check_schema(struct check_run *run, struct xml_doc *doc, const xml_node *node,
    uint32_t object)
{
	static const struct rule rules[] = {
		{ "schema", "6.7.8-3", "pdfaSchema" },
		{ "namespaceURI", "6.7.8-4", "pdfaSchema" },
		{ "prefix", "6.7.8-5", "pdfaSchema" },
		{ NULL, NULL, NULL }
	};
	static const char *const known[] = { "schema", "namespaceURI",
		"prefix", "property", "valueType", NULL };
	const xml_node *list = field(node, XMP_SCHEMA, "property"), *li = NULL;

	check_fields(run, node, XMP_SCHEMA, rules, object);
	check_known(run, node, XMP_SCHEMA, known, object);
	if (list != NULL && (!xmp_is(xml_first(list, NULL), XMP_RDF, "Seq") ||
	    strcmp(xml_prefix(list), "pdfaSchema") != 0))
		check_add(run, CHECK_A, "6.7.8-6", object, "the properties of "
		    "an extension schema are no rdf:Seq");
	while ((li = xmp_item(list, li)) != NULL)
		check_property(run, doc, li, object);
}

void
check_schemas(struct check_run *run, struct xml_doc *doc, uint32_t object)
{
	const xml_node *all = xmp_find(doc, XMP_EXTENSION, "schemas");
	const xml_node *li = NULL;

	if (all == NULL)
		return;
	if (!xmp_is(xml_first(all, NULL), XMP_RDF, "Bag") ||
	    strcmp(xml_prefix(all), "pdfaExtension") != 0)
		check_add(run, CHECK_A, "6.7.8-2", object, "the extension "
		    "schemas are no rdf:Bag with the prefix pdfaExtension");
	while ((li = xmp_item(all, li)) != NULL)
		check_schema(run, doc, li, object);
}
