#include "describe/done.h"

#include <stdlib.h>
#include <string.h>

#include "core/fail.h"
#include "core/file.h"
#include "core/hash.h"
#include "core/path.h"
#include "core/sums.h"
#include "core/text.h"
#include "core/xml.h"
#include "describe/input.h"
#include "describe/links.h"
#include "describe/pack.h"

/* The folder being looked at. */
struct look {
	const struct input *in;
	const struct links *links;
	const char *dir;	/* JOB/package */
	struct sums sums;
};

/* One listed file: is it there, as listed, and from these records? */
static int
line_holds(struct look *l, const struct sums_line *line, struct fail *fail)
{
	const size_t skip = strlen(l->in->capture.id) + 1;
	const struct link *link;
	struct hash_sum sum;
	char *path = NULL;
	uint64_t size;
	int rc = -1;

	if ((path = path_join(l->dir, line->path, fail)) == NULL)
		return (-1);
	if (strlen(line->path) <= skip || !file_is_file(path)) {
		rc = 0;
		goto out;
	}
	if ((link = links_find(l->links, line->path + skip)) != NULL) {
		if (file_size(path, &size, fail) == 0)
			rc = size == link->part->size && strcmp(line->sha256,
			    link->part->sha256) == 0;
	} else if (hash_file(path, HASH_SHA256, &sum, fail) == 0)
		rc = strcmp(line->sha256, sum.sha256) == 0;
out:
	free(path);
	return (rc);
}

/* Is the record ${path} of the package the very one of the job? */
static int
same_record(struct look *l, const char *path, const struct hash_sum *sum,
    struct fail *fail)
{
	const struct sums_line *line;
	char *name;
	int rc;

	name = text_printf(fail, "%s/%s", l->in->capture.id, path);
	if (name == NULL)
		return (-1);
	line = sums_find(&l->sums, name);
	rc = line != NULL && strcmp(line->sha256, sum->sha256) == 0;
	free(name);
	return (rc);
}

/* The same decision, or none there and none here. */
static int
same_decision(struct look *l, struct fail *fail)
{
	char *name;
	int there;

	if (l->in->decision.value != NULL)
		return (same_record(l, PACK_DECISION, &l->in->decision_sum,
		    fail));
	if ((name = text_printf(fail, "%s/" PACK_DECISION,
	    l->in->capture.id)) == NULL)
		return (-1);
	there = sums_find(&l->sums, name) != NULL;
	free(name);
	return (!there);
}

/* Nothing but what is listed, and the list. */
static int
same_names(struct look *l, struct fail *fail)
{
	struct file_list list = FILE_LIST_INIT;
	size_t i, files = 0;
	int rc = -1;

	if (file_list(l->dir, &list, fail) == -1)
		return (-1);
	for (i = 0; i < list.count; i++)
		files += list.entry[i].kind != 'd';
	rc = files == l->sums.count + 1;
	file_list_clear(&list);
	return (rc);
}

/* The version shows in the root METS's file groups, see mets.h. */
static int
same_version(struct look *l, const char *version, struct fail *fail)
{
	const xml_node *group;
	struct xml_doc *doc = NULL;
	char *path = NULL;
	int older = 0, rc = -1;

	path = text_printf(fail, "%s/%s/" PACK_METS, l->dir,
	    l->in->capture.id);
	if (path == NULL || (doc = xml_load(path, NULL, FAIL_DATA,
	    fail)) == NULL)
		goto out;
	group = xml_first(xml_first(xml_root(doc), "fileSec"), "fileGrp");
	for (; group != NULL; group = xml_next(group, "fileGrp")) {
		const char *use = xml_attr(doc, group, "USE");

		older |= use != NULL && strcmp(use, "Representations") == 0;
	}
	rc = older == (strcmp(version, "2.0.4") == 0);
out:
	xml_free(doc);
	free(path);
	return (rc);
}

/* Each of these answers 1, 0, or -1 with fail set. */
static int
look_at(struct look *l, const char *version, struct fail *fail)
{
	const struct input *in = l->in;
	size_t i;
	int rc;

	if ((rc = same_record(l, PACK_DOCUMENTATION "order.xml",
	    &in->order_sum, fail)) != 1 ||
	    (rc = same_record(l, PACK_DOCUMENTATION "capture.xml",
	    &in->capture_sum, fail)) != 1 ||
	    (rc = same_record(l, PACK_DOCUMENTATION "document.xml",
	    &in->document_sum, fail)) != 1 ||
	    (rc = same_decision(l, fail)) != 1 ||
	    (rc = same_names(l, fail)) != 1)
		return (rc);
	for (i = 0; i < l->sums.count; i++)
		if ((rc = line_holds(l, &l->sums.line[i], fail)) != 1)
			return (rc);
	return (same_version(l, version, fail));
}

int
done_check(const struct input *in, const struct links *links,
    const char *version, const char *dir, struct fail *fail)
{
	struct look l = { in, links, dir, SUMS_INIT };
	char *sums;
	int rc = -1;

	if (!file_is_dir(dir))
		return (0);
	sums = text_printf(fail, "%s/%s.sha256", dir, in->capture.id);
	if (sums == NULL)
		return (-1);
	if (!file_is_file(sums)) {
		rc = 0;
	} else if (sums_read(&l.sums, sums, fail) == -1) {
		if (fail->kind == FAIL_DATA) {	/* spoilt: make it again */
			fail_clear(fail);
			rc = 0;
		}
	} else
		rc = look_at(&l, version, fail);
	sums_clear(&l.sums);
	free(sums);
	return (rc);
}
