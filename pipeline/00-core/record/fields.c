#include "core/record/fields.h"

#include <stdlib.h>

#include "core/clock.h"
#include "core/list.h"
#include "core/text.h"

int
fields_text(char **to, const char *text, struct fail *fail)
{
	if (text == NULL)
		return (0);
	*to = text_copy(text, fail);
	return (*to == NULL ? -1 : 0);
}

int
fields_child(char **to, struct xml_doc *doc, const xml_node *node,
    const char *name, struct fail *fail)
{
	return (fields_text(to, xml_get(doc, node, name), fail));
}

int
fields_attr(char **to, struct xml_doc *doc, const xml_node *node,
    const char *name, struct fail *fail)
{
	return (fields_text(to, xml_attr(doc, node, name), fail));
}

int64_t
fields_number(struct xml_doc *doc, const xml_node *node, const char *name,
    int64_t absent)
{
	const char *text = xml_attr(doc, node, name);
	int64_t value;

	if (text == NULL || text_int(text, INT64_MIN, INT64_MAX, &value) == -1)
		return (absent);
	return (value);
}

int64_t
fields_time(struct xml_doc *doc, const xml_node *node, const char *name)
{
	const char *text = xml_attr(doc, node, name);
	int64_t t;

	return (text == NULL || clock_parse(text, &t) == -1 ? 0 : t);
}

int
fields_add(char ***list, size_t *count, const char *text, struct fail *fail)
{
	char *copy = text_copy(text, fail), **grown;

	if (copy == NULL)
		return (-1);
	if ((grown = list_grow(*list, count, sizeof(*grown), fail)) == NULL) {
		free(copy);
		return (-1);
	}
	*list = grown;
	grown[*count - 1] = copy;
	return (0);
}

int
fields_addv(char ***list, size_t *count, const char *fmt, va_list ap,
    struct fail *fail)
{
	char *text = text_vprintf(fail, fmt, ap);
	int rc;

	if (text == NULL)
		return (-1);
	rc = fields_add(list, count, text, fail);
	free(text);
	return (rc);
}

int
fields_children(char ***list, size_t *count, struct xml_doc *doc,
    const xml_node *node, const char *name, struct fail *fail)
{
	const xml_node *at;

	for (at = xml_first(node, name); at != NULL; at = xml_next(at, name))
		if (fields_add(list, count, xml_text(doc, at), fail) == -1)
			return (-1);
	return (0);
}

void
fields_free(char **list, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		free(list[i]);
	free(list);
}
