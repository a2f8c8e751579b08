#include "core/record/part.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/fail.h"
#include "core/hash.h"
#include "core/list.h"
#include "core/path.h"
#include "core/record/fields.h"

/* Append an empty part; the list's room follows from its count. */
static struct part *
append(struct part_list *list, struct fail *fail)
{
	struct part *grown;

	grown = list_grow(list->part, &list->count, sizeof(*grown), fail);
	if (grown == NULL)
		return (NULL);
	list->part = grown;
	return (&grown[list->count - 1]);
}

int
part_add(struct part_list *list, const char *dir, const char *name,
    const char *type, const char *role, struct fail *fail)
{
	struct hash_sum sum;
	struct part *part;
	char *path;
	int rc;

	if ((path = path_join(dir, name, fail)) == NULL)
		return (-1);
	rc = hash_file(path, HASH_BOTH, &sum, fail);
	free(path);
	if (rc == -1 || (part = append(list, fail)) == NULL)
		return (-1);
	part->size = sum.size;
	memcpy(part->sha256, sum.sha256, sizeof(part->sha256));
	memcpy(part->sha512, sum.sha512, sizeof(part->sha512));
	if (fields_text(&part->name, name, fail) == -1 ||
	    fields_text(&part->type, type, fail) == -1 ||
	    fields_text(&part->role, role, fail) == -1)
		return (-1);
	return (0);
}

const struct part *
part_find(const struct part_list *list, const char *role, size_t nth)
{
	size_t i;

	for (i = 0; i < list->count; i++)
		if (strcmp(list->part[i].role, role) == 0 && nth-- == 0)
			return (&list->part[i]);
	return (NULL);
}

int
part_check(const struct part_list *list, const char *dir, struct fail *fail)
{
	struct hash_sum sum;
	size_t i;

	for (i = 0; i < list->count; i++) {
		char *path = path_join(dir, list->part[i].name, fail);
		int rc;

		if (path == NULL)
			return (-1);
		rc = hash_file(path, HASH_SHA256, &sum, fail);
		if (rc == 0 && strcmp(sum.sha256, list->part[i].sha256) != 0)
			rc = fail_set(fail, FAIL_DATA, "'%s' has changed since "
			    "its record was written; take it from the original "
			    "or make it again", path);
		free(path);
		if (rc == -1)
			return (-1);
	}
	return (0);
}

int
part_read(struct part_list *list, struct xml_doc *doc, const xml_node *files,
    struct fail *fail)
{
	const xml_node *at;

	for (at = xml_first(files, "file"); at != NULL;
	    at = xml_next(at, "file")) {
		struct part *part = append(list, fail);

		if (part == NULL ||
		    fields_attr(&part->name, doc, at, "name", fail) == -1 ||
		    fields_attr(&part->type, doc, at, "type", fail) == -1 ||
		    fields_attr(&part->role, doc, at, "role", fail) == -1)
			return (-1);
		part->size = (uint64_t)fields_number(doc, at, "size", 0);
		snprintf(part->sha256, sizeof(part->sha256), "%s",
		    xml_attr(doc, at, "sha256"));
		snprintf(part->sha512, sizeof(part->sha512), "%s",
		    xml_attr(doc, at, "sha512"));
	}
	return (0);
}

void
part_write(const struct part_list *list, struct xml_writer *w)
{
	size_t i;

	xml_open(w, "files");
	for (i = 0; i < list->count; i++) {
		const struct part *part = &list->part[i];

		xml_open(w, "file");
		xml_set(w, "name", part->name);
		xml_set(w, "type", part->type);
		xml_set(w, "role", part->role);
		xml_setf(w, "size", "%llu", (unsigned long long)part->size);
		xml_set(w, "sha256", part->sha256);
		xml_set(w, "sha512", part->sha512);
		xml_close(w);
	}
	xml_close(w);
}

void
part_list_clear(struct part_list *list)
{
	size_t i;

	for (i = 0; i < list->count; i++) {
		free(list->part[i].name);
		free(list->part[i].type);
		free(list->part[i].role);
	}
	free(list->part);
	list->part = NULL;
	list->count = 0;
}
