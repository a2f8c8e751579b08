#include "describe/links.h"

#include <stdlib.h>
#include <string.h>

#include "core/fail.h"
#include "core/list.h"
#include "core/text.h"
#include "describe/input.h"
#include "describe/pack.h"

static int
add_link(struct links *links, const char *dir, const struct part *part,
    const char *path, struct fail *fail)
{
	struct link *l = list_grow(links->link, &links->count, sizeof(*l),
	    fail);

	if (l == NULL)
		return (-1);
	links->link = l;
	l += links->count - 1;
	l->part = part;
	if ((l->from = text_printf(fail, "%s/%s", dir, part->name)) == NULL ||
	    (l->path = text_copy(path, fail)) == NULL)
		return (-1);
	return (0);
}

/* Facts of a capture; an absent one is not missed. */
static int
add_fact(struct links *links, const struct input *in, const char *role,
    const char *path, struct fail *fail)
{
	const struct part *part = part_find(&in->capture.files, role, 0);

	if (part == NULL)
		return (0);
	return (add_link(links, "capture", part, path, fail));
}

/* What a person handed in keeps the names that the capture gave it. */
static int
add_originals(struct links *links, const struct input *in, struct fail *fail)
{
	const struct part *part;
	char *path;
	size_t i;
	int rc = 0;

	for (i = 0; rc == 0 && (part = part_find(&in->capture.files,
	    CAPTURE_ORIGINAL, i)) != NULL; i++) {
		path = text_printf(fail, PACK_ORIGINAL "%s", part->name);
		rc = path == NULL ? -1 :
		    add_link(links, "capture", part, path, fail);
		free(path);
	}
	return (rc);
}

/* The judges' reports keep their names. */
static int
add_reports(struct links *links, const struct input *in, struct fail *fail)
{
	const struct part *part;
	char *path;
	size_t i;
	int rc = 0;

	for (i = 0; rc == 0 && (part = part_find(&in->document.files,
	    DOCUMENT_REPORT, i)) != NULL; i++) {
		path = text_printf(fail, PACK_DOCUMENTATION "%s", part->name);
		rc = path == NULL ? -1 :
		    add_link(links, "document", part, path, fail);
		free(path);
	}
	return (rc);
}

int
links_collect(struct links *links, const struct input *in, struct fail *fail)
{
	if (add_link(links, "document", in->pdf, PACK_PDFA_FILE, fail) == -1 ||
	    (in->warc != NULL && add_link(links, "capture", in->warc,
	    PACK_WARC_FILE, fail) == -1) ||
	    add_originals(links, in, fail) == -1 ||
	    add_fact(links, in, CAPTURE_ANSWER,
	    PACK_DOCUMENTATION "answer.xml", fail) == -1 ||
	    add_fact(links, in, CAPTURE_LAYOUT,
	    PACK_DOCUMENTATION "layout.xml", fail) == -1 ||
	    add_fact(links, in, CAPTURE_PAGE,
	    PACK_DOCUMENTATION "page.html", fail) == -1)
		return (-1);
	return (add_reports(links, in, fail));
}

const struct link *
links_find(const struct links *links, const char *path)
{
	size_t i;

	for (i = 0; i < links->count; i++)
		if (strcmp(links->link[i].path, path) == 0)
			return (&links->link[i]);
	return (NULL);
}

void
links_clear(struct links *links)
{
	size_t i;

	for (i = 0; i < links->count; i++) {
		free(links->link[i].from);
		free(links->link[i].path);
	}
	free(links->link);
	memset(links, 0, sizeof(*links));
}
