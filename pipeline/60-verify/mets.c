#include "verify/mets.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/fail.h"
#include "core/path.h"
#include "core/text.h"
#include "core/xml.h"
#include "verify/check.h"

#define METS "METS.xml"

struct reading {
	struct check *check;
	char *base;		/* folder of the METS file, from the list's */
	char sha256[65];	/* of the <file> that we are in, or "" */
};

/* Its SHA-256, or "" when the element gives another kind or none. */
static void
take_checksum(char out[65], const char *const *attributes)
{
	const char *type = xml_scan_attr(attributes, "CHECKSUMTYPE");
	const char *sum = xml_scan_attr(attributes, "CHECKSUM");

	out[0] = '\0';
	if (type != NULL && sum != NULL && strcmp(type, "SHA-256") == 0 &&
	    strlen(sum) == 64)
		memcpy(out, sum, 65);
}

/* The METS file names ${href} with this checksum; "" if it gives none. */
static int
named(const struct reading *reading, const char *href, const char *sha256,
    struct fail *fail)
{
	struct check *check = reading->check;
	char *path;
	long line;
	int rc = 0;

	if (href == NULL)
		return (0);
	if ((path = path_join(reading->base, href, fail)) == NULL)
		return (-1);
	if ((line = check_line(check, path)) == -1) {
		rc = check_tell(check, FINDING_MISSING, path,
		    "a METS file names it, the list does not", fail);
	} else {
		check->mark[line] |= CHECK_METS;
		if (*sha256 != '\0' && !(check->mark[line] & CHECK_TOLD) &&
		    strcasecmp(sha256, check->sums.line[line].sha256) != 0) {
			check->mark[line] |= CHECK_TOLD;
			rc = check_tell(check, FINDING_CHANGED, path,
			    "a METS file gives another checksum than the list",
			    fail);
		}
	}
	free(path);
	return (rc);
}

static int
on_start(void *arg, const char *name, const char *const *attributes,
    struct fail *fail)
{
	struct reading *reading = arg;
	char sha256[65];

	if (strcmp(name, "file") == 0) {
		take_checksum(reading->sha256, attributes);
		return (0);
	}
	if (strcmp(name, "FLocat") == 0)
		return (named(reading, xml_scan_attr(attributes, "href"),
		    reading->sha256, fail));
	if (strcmp(name, "mdRef") != 0)
		return (0);
	take_checksum(sha256, attributes);
	return (named(reading, xml_scan_attr(attributes, "href"), sha256,
	    fail));
}

/* Read one METS file; 0, 1 when a finding says that it is none, or -1. */
static int
read_mets(struct check *check, long line, struct fail *fail)
{
	static const struct xml_handler handler = { on_start, NULL, NULL };
	const char *path = check->sums.line[line].path;
	struct reading reading = { check, NULL, "" };
	struct fail why = FAIL_INIT;
	int rc = 0;

	if ((reading.base = path_dir(path, fail)) == NULL)
		return (-1);
	if (check_scan(check, line, &handler, &reading, &why) == -1) {
		check->mark[line] |= CHECK_TOLD;
		rc = check_tell(check, why.kind == FAIL_DATA ?
		    FINDING_CHANGED : FINDING_UNREADABLE, path, why.text,
		    fail) == -1 ? -1 : 1;
	}
	free(reading.base);
	return (rc);
}

int
mets_is(const char *path)
{
	return (strcmp(path_base(path), METS) == 0);
}

/* Listed files of the package that no METS file names. */
static int
tell_unnamed(struct check *check, const char *root, struct fail *fail)
{
	const char *path;
	size_t i;

	for (i = 0; i < check->sums.count; i++) {
		path = check->sums.line[i].path;
		if (strchr(path, '/') == NULL || strcmp(path, root) == 0 ||
		    (check->mark[i] & (CHECK_METS | CHECK_TOLD)))
			continue;
		if (check_tell(check, FINDING_UNTRACKED, path,
		    "listed, but no METS file names it", fail) == -1)
			return (-1);
	}
	return (0);
}

int
mets_check(struct check *check, struct fail *fail)
{
	char *root = text_printf(fail, "%s/" METS, check->id);
	int rc = 0, whole = 1, one;
	size_t i;

	if (root == NULL)
		return (-1);
	if (check_line(check, root) == -1) {
		whole = 0;
		rc = check_tell(check, FINDING_MISSING, root, "not listed",
		    fail);
	}
	for (i = 0; rc == 0 && i < check->sums.count; i++) {
		if (!mets_is(check->sums.line[i].path))
			continue;
		/* One that was changed says nothing about the others. */
		one = check->mark[i] & CHECK_TOLD ? 1 :
		    read_mets(check, (long)i, fail);
		if (one == -1)
			rc = -1;
		else if (one == 1)
			whole = 0;
	}
	if (rc == 0 && whole)
		rc = tell_unnamed(check, root, fail);
	free(root);
	return (rc);
}
