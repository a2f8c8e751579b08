#include "render/check_xmp.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#include "render/check_part.h"

#define TYPE 64

int
xmp_is(const xml_node *node, const char *space, const char *name)
{
	return (node != NULL && strcmp(xml_space(node), space) == 0 &&
	    (name == NULL || strcmp(xml_name(node), name) == 0));
}

/* The first, or next, rdf:Description of the packet. */
static const xml_node *
description(struct xml_doc *doc, const xml_node *last)
{
	const xml_node *at = xml_root(doc);

	if (last != NULL)
		at = xml_next(last, "Description");
	else {
		if (!xmp_is(at, XMP_RDF, "RDF"))
			at = xml_first(at, "RDF");
		at = xml_first(at, "Description");
	}
	while (at != NULL && !xmp_is(at, XMP_RDF, "Description"))
		at = xml_next(at, "Description");
	return (at);
}

const xml_node *
xmp_next(struct xml_doc *doc, struct xmp_place *at)
{
	if (at->node != NULL)
		at->node = xml_next(at->node, NULL);
	while (at->node == NULL) {
		at->description = description(doc, at->description);
		if (at->description == NULL)
			return (NULL);
		at->node = xml_first(at->description, NULL);
	}
	return (at->node);
}

const xml_node *
xmp_find(struct xml_doc *doc, const char *space, const char *name)
{
	struct xmp_place at = XMP_START;

	while (xmp_next(doc, &at) != NULL)
		if (xmp_is(at.node, space, name))
			break;
	return (at.node);
}

/* The parser leaves a prefix that it does not know in the name. */
static int
is_strange(const xml_node *node)
{
	if (strchr(xml_name(node), ':') != NULL)
		return (1);
	for (node = xml_first(node, NULL); node != NULL;
	    node = xml_next(node, NULL))
		if (is_strange(node))
			return (1);
	return (0);
}

const char *
xmp_is_broken(struct xml_doc *doc)
{
	struct xmp_place at = XMP_START, first;
	int left = XMP_MOST;

	while (xmp_next(doc, &at) != NULL && left-- > 0)
		for (first = (struct xmp_place)XMP_START; xmp_next(doc,
		    &first) != at.node; )
			if (xmp_is(first.node, xml_space(at.node),
			    xml_name(at.node)))
				return ("a property stands there twice");
	return (is_strange(xml_root(doc)) ? "a prefix is not declared" :
	    NULL);
}

static const xml_node *
array_of(const xml_node *node, const char *kind)
{
	const xml_node *at = xml_first(node, NULL);

	return (xmp_is(at, XMP_RDF, kind) ? at : NULL);
}

static const xml_node *
any_array(const xml_node *node)
{
	const xml_node *at = array_of(node, "Alt");

	if (at == NULL)
		at = array_of(node, "Seq");
	return (at == NULL ? array_of(node, "Bag") : at);
}

const xml_node *
xmp_item(const xml_node *node, const xml_node *last)
{
	return (last != NULL ? xml_next(last, "li") :
	    xml_first(any_array(node), "li"));
}

const char *
xmp_default(struct xml_doc *doc, const xml_node *node)
{
	const xml_node *li = NULL;
	const char *lang;

	while ((li = xmp_item(node, li)) != NULL) {
		lang = xml_attr_in(doc, li, XMP_XML, "lang");
		if (lang != NULL && strcasecmp(lang, "x-default") == 0)
			return (xml_exact(doc, li));
	}
	return (NULL);
}

/* ---- types ---- */

/* Up to ${most} digits at *s, as a number from low to high, or -1. */
static int
take(const char **s, int most, int low, int high)
{
	int n = 0, value = 0;

	for (; n < most && isdigit((unsigned char)**s); n++)
		value = value * 10 + (*(*s)++ - '0');
	return (n == 0 || value < low || value > high ? -1 : value);
}

/* What follows the minutes: seconds, fraction, zone. */
static int
take_rest(const char *s, struct tm *tm, int *offset)
{
	int sign, hours, minutes;

	if (*s == ':') {
		s++;
		if ((tm->tm_sec = take(&s, 2, 0, 59)) == -1)
			return (-1);
		if (*s == '.')
			for (s++; isdigit((unsigned char)*s); s++)
				;
	}
	*offset = 0;
	if (*s == '\0' || strcmp(s, "Z") == 0)
		return (0);
	if (*s != '+' && *s != '-')
		return (-1);
	sign = *s++ == '-' ? -1 : 1;
	if ((hours = take(&s, 2, 0, 23)) == -1 || *s++ != ':' ||
	    (minutes = take(&s, 2, 0, 59)) == -1 || *s != '\0')
		return (-1);
	*offset = sign * (hours * 3600 + minutes * 60);
	return (0);
}

int
xmp_date(const char *s, int64_t *utc)
{
	struct tm tm = { .tm_mday = 1 };
	int offset = 0, year;

	if ((year = take(&s, 4, 0, 9999)) == -1)
		return (-1);
	tm.tm_year = year - 1900;
	if (*s == '-') {
		s++;
		if ((tm.tm_mon = take(&s, 2, 1, 12) - 1) < 0)
			return (-1);
	}
	if (*s == '-') {
		s++;
		if ((tm.tm_mday = take(&s, 2, 1, 31)) == -1)
			return (-1);
	}
	if (*s == 'T') {
		s++;
		if ((tm.tm_hour = take(&s, 2, 0, 23)) == -1 || *s++ != ':' ||
		    (tm.tm_min = take(&s, 2, 0, 59)) == -1 ||
		    take_rest(s, &tm, &offset) == -1)
			return (-1);
	} else if (*s != '\0')
		return (-1);
	*utc = timegm(&tm) - offset;
	return (0);
}

static int
is_integer(const char *s)
{
	s += *s == '+' || *s == '-';
	return (*s != '\0' && strspn(s, "0123456789") == strlen(s));
}

static int
is_real(const char *s)
{
	const char *point = strchr(s, '.');

	s += *s == '+' || *s == '-';
	return (strspn(s, "0123456789.") == strlen(s) &&
	    strcspn(s, "0123456789") < strlen(s) &&
	    (point == NULL || strchr(point + 1, '.') == NULL));
}

static int
is_mime(const char *s)
{
	const char *slash = strchr(s, '/');

	return (slash != NULL && slash > s && slash[1] != '\0' &&
	    strchr(slash + 1, '/') == NULL && strchr(s, ' ') == NULL);
}

static int
fits_simple(struct xml_doc *doc, const xml_node *node, const char *type)
{
	static const char *const texts[] = { "text", "propername", "agentname",
		"uri", "url", "locale", "rational", "renditionclass",
		"xpath", NULL };
	const char *s = xml_exact(doc, node);
	int64_t utc;
	int i, known = 0, fits = 1;

	for (i = 0; texts[i] != NULL; i++)
		known |= strcasecmp(type, texts[i]) == 0;
	if (strcasecmp(type, "any") == 0)
		return (1);
	if (strcasecmp(type, "integer") == 0)
		fits = is_integer(s);
	else if (strcasecmp(type, "real") == 0)
		fits = is_real(s);
	else if (strcasecmp(type, "boolean") == 0)
		fits = strcmp(s, "True") == 0 || strcmp(s, "False") == 0;
	else if (strcasecmp(type, "date") == 0)
		fits = *s == '\0' || xmp_date(s, &utc) == 0;
	else if (strcasecmp(type, "mimetype") == 0)
		fits = is_mime(s);
	else if (!known)
		return (-1);
	return (fits && xml_first(node, NULL) == NULL);
}

static int
fits_lang_alt(struct xml_doc *doc, const xml_node *node)
{
	const xml_node *li = NULL;

	if (array_of(node, "Alt") == NULL)
		return (0);
	while ((li = xmp_item(node, li)) != NULL)
		if (xml_attr_in(doc, li, XMP_XML, "lang") == NULL)
			return (0);
	return (1);
}

int
xmp_fits(struct xml_doc *doc, const xml_node *node, const char *type)
{
	static const char *const kinds[][2] = { { "bag ", "Bag" },
		{ "seq ", "Seq" }, { "alt ", "Alt" } };
	const xml_node *li = NULL;
	size_t i;
	int fits = 1, one;

	if (strcasecmp(type, "lang alt") == 0)
		return (fits_lang_alt(doc, node));
	for (i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		if (strncasecmp(type, kinds[i][0], 4) != 0)
			continue;
		if (array_of(node, kinds[i][1]) == NULL)
			return (0);
		while ((li = xmp_item(node, li)) != NULL) {
			one = fits_simple(doc, li, type + 4);
			fits = one == 1 ? fits : one;
		}
		return (fits);
	}
	return (fits_simple(doc, node, type));
}

/* ---- properties ---- */

/* Those of the XMP Specification that have no structures. */
static const char *
predefined(const xml_node *node)
{
	static const char *const of[][3] = {
		{ XMP_DC, "contributor", "bag propername" },
		{ XMP_DC, "coverage", "text" },
		{ XMP_DC, "creator", "seq propername" },
		{ XMP_DC, "date", "seq date" },
		{ XMP_DC, "description", "lang alt" },
		{ XMP_DC, "format", "mimetype" },
		{ XMP_DC, "identifier", "text" },
		{ XMP_DC, "language", "bag locale" },
		{ XMP_DC, "publisher", "bag propername" },
		{ XMP_DC, "relation", "bag text" },
		{ XMP_DC, "rights", "lang alt" },
		{ XMP_DC, "source", "text" },
		{ XMP_DC, "subject", "bag text" },
		{ XMP_DC, "title", "lang alt" },
		{ XMP_DC, "type", "bag text" },
		{ XMP_BASIC, "Advisory", "bag text" },
		{ XMP_BASIC, "BaseURL", "url" },
		{ XMP_BASIC, "CreateDate", "date" },
		{ XMP_BASIC, "CreatorTool", "agentname" },
		{ XMP_BASIC, "Identifier", "bag text" },
		{ XMP_BASIC, "MetadataDate", "date" },
		{ XMP_BASIC, "ModifyDate", "date" },
		{ XMP_BASIC, "Nickname", "text" },
		{ XMP_PDF, "Keywords", "text" },
		{ XMP_PDF, "PDFVersion", "text" },
		{ XMP_PDF, "Producer", "agentname" },
		{ XMP_MM, "DocumentID", "uri" },
		{ XMP_MM, "InstanceID", "uri" },
		{ XMP_MM, "Manager", "agentname" },
		{ XMP_MM, "ManageTo", "uri" },
		{ XMP_MM, "ManageUI", "uri" },
		{ XMP_MM, "ManagerVariant", "text" },
		{ XMP_MM, "RenditionClass", "renditionclass" },
		{ XMP_MM, "RenditionParams", "text" },
		{ XMP_MM, "VersionID", "text" },
		{ XMP_MM, "LastURL", "url" },
		{ XMP_MM, "SaveID", "integer" },
		{ XMP_PDFA, "part", "integer" },
		{ XMP_PDFA, "amd", "text" },
		{ XMP_PDFA, "conformance", "text" },
		{ NULL, NULL, NULL }
	};
	int i;

	for (i = 0; of[i][0] != NULL; i++)
		if (xmp_is(node, of[i][0], of[i][1]))
			break;
	return (of[i][2]);
}

void
check_xmp(struct check_run *run, struct xml_doc *doc, uint32_t object)
{
	struct xmp_place place = XMP_START;
	const xml_node *at;
	const char *type, *name, *prefix;
	int left = XMP_MOST;

	while ((at = xmp_next(doc, &place)) != NULL && left-- > 0) {
		name = xml_name(at);
		prefix = xml_prefix(at);
		if (xmp_is(at, XMP_EXTENSION, "schemas"))
			continue;
		type = xmp_extension(doc, at);
		if (type == NULL || xmp_fits(doc, at, type) == -1)
			type = predefined(at);
		if (type == NULL)
			check_add(run, CHECK_A, "6.7.9-2", object, "the "
			    "property %.40s:%.60s is described nowhere",
			    prefix, name);
		if (type == NULL || xmp_fits(doc, at, type) != 1)
			check_add(run, CHECK_A, "6.7.9-3", object, "the "
			    "property %.40s:%.60s is not of the type %s",
			    prefix, name, type == NULL ? "none" : type);
	}
}
