#include "fetch/answer.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/fail.h"
#include "core/record/fields.h"
#include "core/xml.h"

#define SCHEMA "20-fetch.answer.xsd"

static int
read_hop(struct answer *a, struct xml_doc *doc, const xml_node *hop,
    struct fail *fail)
{
	const xml_node *at;

	for (at = xml_first(hop, "header"); at != NULL;
	    at = xml_next(at, "header"))
		if (fields_add(&a->name, &a->name_count, xml_attr(doc, at,
		    "name"), fail) == -1 || fields_add(&a->value,
		    &a->value_count, xml_text(doc, at), fail) == -1)
			return (-1);
	/* Without a status nothing came that could have broken off. */
	return (xml_attr(doc, hop, "status") == NULL ? 0 :
	    fields_attr(&a->cut, doc, hop, "error", fail));
}

int
answer_load(struct answer *a, const char *path, struct fail *fail)
{
	const xml_node *at, *last = NULL;
	struct xml_doc *doc;
	int rc = 0;

	memset(a, 0, sizeof(*a));
	if ((doc = xml_load(path, SCHEMA, FAIL_DATA, fail)) == NULL)
		return (-1);
	for (at = xml_first(xml_root(doc), "hop"); at != NULL;
	    at = xml_next(at, "hop"))
		last = at;
	if (last != NULL)
		rc = read_hop(a, doc, last, fail);
	xml_free(doc);
	return (rc);
}

const char *
answer_header(const struct answer *a, const char *name)
{
	size_t i;

	for (i = 0; i < a->value_count; i++)
		if (strcasecmp(a->name[i], name) == 0)
			return (a->value[i]);
	return (NULL);
}

void
answer_clear(struct answer *a)
{
	fields_free(a->name, a->name_count);
	fields_free(a->value, a->value_count);
	free(a->cut);
	memset(a, 0, sizeof(*a));
}
