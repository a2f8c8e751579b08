#include "verify/premis.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/buf.h"
#include "core/fail.h"
#include "core/path.h"
#include "core/text.h"
#include "core/xml.h"
#include "verify/check.h"

#define MOST_TEXT 4096		/* bytes of an element that is of use */

struct reading {
	struct check *check;
	struct buf text;	/* of the present element */
	int wanted;		/* 1: its text is of use */
	/* the present object */
	struct buf algorithm, location;
	char sha256[65], sha512[129];	/* "" while not given */
};

static int
on_start(void *arg, const char *name, const char *const *attributes,
    struct fail *fail)
{
	struct reading *reading = arg;

	(void)attributes;
	buf_reset(&reading->text);
	reading->wanted = strcmp(name, "messageDigest") == 0 ||
	    strcmp(name, "messageDigestAlgorithm") == 0 ||
	    strcmp(name, "contentLocationValue") == 0;
	if (strcmp(name, "object") == 0) {
		buf_reset(&reading->location);
		reading->sha256[0] = reading->sha512[0] = '\0';
	}
	return (buf_check(&reading->location, fail));
}

static int
on_text(void *arg, const char *text, size_t size, struct fail *fail)
{
	struct reading *reading = arg;

	if (!reading->wanted || reading->text.size + size > MOST_TEXT)
		return (0);
	buf_add(&reading->text, text, size);
	return (buf_check(&reading->text, fail));
}

static void
take_digest(struct reading *reading)
{
	const char *algorithm = buf_text(&reading->algorithm);
	const char *digest = buf_text(&reading->text);

	if (strcasecmp(algorithm, "SHA-256") == 0 && strlen(digest) == 64)
		memcpy(reading->sha256, digest, 65);
	if (strcasecmp(algorithm, "SHA-512") == 0 && strlen(digest) == 128)
		memcpy(reading->sha512, digest, 129);
}

/* One more digest was compared; it may be told that it differs. */
static int
compare(struct check *check, long line, const char *given, const char *ours,
    struct fail *fail)
{
	if (*given == '\0' || *ours == '\0')
		return (0);
	check->digest_count++;
	if (strcasecmp(given, ours) == 0 || (check->mark[line] & CHECK_TOLD))
		return (0);
	check->mark[line] |= CHECK_TOLD;
	return (check_tell(check, FINDING_CHANGED,
	    check->sums.line[line].path, strlen(given) == 64 ?
	    "PREMIS gives another SHA-256" : "PREMIS gives another SHA-512",
	    fail));
}

/* The object is read: a file of the package, if it says where it lies. */
static int
on_object(struct reading *reading, struct fail *fail)
{
	struct check *check = reading->check;
	char *path;
	long line;
	int rc;

	if (reading->location.size == 0)
		return (0);
	path = text_printf(fail, "%s/%s", check->id,
	    buf_text(&reading->location));
	if (path == NULL)
		return (-1);
	if ((line = check_line(check, path)) == -1) {
		rc = check_tell(check, FINDING_MISSING, path,
		    "PREMIS names it, the list does not", fail);
	} else {
		rc = compare(check, line, reading->sha256,
		    check->sums.line[line].sha256, fail);
		if (rc == 0)
			rc = compare(check, line, reading->sha512,
			    check->sha512[line], fail);
	}
	free(path);
	return (rc);
}

static int
on_end(void *arg, const char *name, struct fail *fail)
{
	struct reading *reading = arg;

	reading->wanted = 0;
	if (strcmp(name, "messageDigestAlgorithm") == 0) {
		buf_reset(&reading->algorithm);
		buf_adds(&reading->algorithm, buf_text(&reading->text));
	} else if (strcmp(name, "messageDigest") == 0) {
		take_digest(reading);
	} else if (strcmp(name, "contentLocationValue") == 0) {
		buf_reset(&reading->location);
		buf_adds(&reading->location, buf_text(&reading->text));
	} else if (strcmp(name, "object") == 0) {
		return (on_object(reading, fail));
	}
	return (0);
}

int
premis_is(const char *path)
{
	return (strcmp(path_base(path), "premis.xml") == 0);
}

int
premis_check(struct check *check, long line, struct fail *fail)
{
	static const struct xml_handler handler = { on_start, on_end, on_text };
	struct reading reading = { .check = check };
	struct fail why = FAIL_INIT;
	int rc = 0;

	if (check_scan(check, line, &handler, &reading, &why) == -1)
		rc = check_tell(check, why.kind == FAIL_DATA ?
		    FINDING_BROKEN : FINDING_UNREADABLE,
		    check->sums.line[line].path, why.text, fail);
	buf_clear(&reading.text);
	buf_clear(&reading.algorithm);
	buf_clear(&reading.location);
	return (rc);
}
