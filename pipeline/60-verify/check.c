#include "verify/check.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/fail.h"
#include "core/hash.h"
#include "core/path.h"
#include "core/text.h"
#include "core/tree.h"
#include "core/xml.h"
#include "verify/deep.h"
#include "verify/mets.h"
#include "verify/premis.h"
#include "verify/reader.h"
#include "verify/shelf.h"

int
check_tell(struct check *check, enum finding_kind kind, const char *path,
    const char *detail, struct fail *fail)
{
	char *full = path_join(check->period, path, fail);
	int rc = -1;

	if (full != NULL)
		rc = finding_add(&check->findings, kind, full, detail, fail);
	free(full);
	return (rc);
}

/* A finding on a line of the list, which is thereby dealt with. */
static int
tell_line(struct check *check, long line, enum finding_kind kind,
    const char *detail, struct fail *fail)
{
	check->mark[line] |= CHECK_SEEN | CHECK_TOLD;
	return (check_tell(check, kind, check->sums.line[line].path, detail,
	    fail));
}

long
check_line(const struct check *check, const char *path)
{
	const struct sums_line *line = sums_find(&check->sums, path);

	return (line == NULL ? -1 : (long)(line - check->sums.line));
}

/* Whether a listed path is in the package; the others lie beside it. */
static int
is_inside(const struct check *check, const char *path)
{
	return (text_prefix(path, check->id) &&
	    path[strlen(check->id)] == '/');
}

/* Hash a file that the list names. */
static int
check_file(struct check *check, long line, int dir, const char *name,
    struct fail *fail)
{
	const char *path = check->sums.line[line].path;
	struct reader_file file = { dir, name, mets_is(path) ||
	    (check->deep != NULL && premis_is(path)) ? line : -1 };
	struct fail why = FAIL_INIT;
	struct hash_sum sum;

	if ((check->deep != NULL ? deep_hash(check->deep, check->reader, &file,
	    &sum, &why) : reader_hash(check->reader, &file, &sum, &why)) == -1)
		return (tell_line(check, line, FINDING_UNREADABLE, why.text,
		    fail));
	check->mark[line] |= CHECK_SEEN;
	check->file_count++;
	check->size_bytes += sum.size;
	if (check->deep != NULL && deep_tell(check, line, &sum, fail) == -1)
		return (-1);
	if (strcmp(sum.sha256, check->sums.line[line].sha256) == 0)
		return (0);
	return (tell_line(check, line, FINDING_CHANGED, NULL, fail));
}

/* What cannot be looked into is not missing: its lines are dealt with. */
static int
tell_unreadable(struct check *check, const char *path, const char *why,
    struct fail *fail)
{
	size_t i, size = strlen(path);
	const char *listed;

	for (i = 0; i < check->sums.count; i++) {
		listed = check->sums.line[i].path;
		if (text_prefix(listed, path) &&
		    (listed[size] == '/' || listed[size] == '\0'))
			check->mark[i] |= CHECK_SEEN | CHECK_TOLD;
	}
	return (check_tell(check, FINDING_UNREADABLE, path, why, fail));
}

/* A folder stands in no list; it belongs if a listed file lies below it. */
static int
check_folder(struct check *check, const char *path, struct fail *fail)
{
	size_t low = 0, high = check->sums.count, middle, size = strlen(path);
	const char *listed;

	/* The first line that is not before "PATH/". */
	while (low < high) {
		middle = low + (high - low) / 2;
		listed = check->sums.line[middle].path;
		if (strncmp(listed, path, size) < 0 ||
		    (text_prefix(listed, path) &&
		    (uint8_t)listed[size] < '/'))
			low = middle + 1;
		else
			high = middle;
	}
	if (low < check->sums.count) {
		listed = check->sums.line[low].path;
		if (text_prefix(listed, path) && listed[size] == '/')
			return (0);
	}
	return (check_tell(check, FINDING_UNTRACKED, path, "a folder", fail));
}

/* ${path} is the item's, from the list's folder. */
static int
check_item(struct check *check, const char *path,
    const struct tree_item *item, struct fail *fail)
{
	long line = check_line(check, path);
	struct fail why;

	switch (item->kind) {
	case TREE_FILE:
		if (line >= 0)
			return (check_file(check, line, item->dir, item->name,
			    fail));
		return (check_tell(check, FINDING_UNTRACKED, path, NULL,
		    fail));
	case TREE_FOLDER:
		return (check_folder(check, path, fail));
	case TREE_LEFT:
		return (0);
	case TREE_OTHER:
		if (line >= 0)
			return (tell_line(check, line, FINDING_CHANGED,
			    "not a regular file", fail));
		return (check_tell(check, FINDING_UNTRACKED, path,
		    "not a regular file", fail));
	default:
		why = *fail;
		return (tell_unreadable(check, path, why.text, fail));
	}
}

static int
visit(void *arg, const struct tree_item *item, struct fail *fail)
{
	struct check *check = arg;

	/* Unreadable may be the package's own folder, which has no path. */
	buf_reset(&check->path);
	buf_adds(&check->path, check->id);
	if (*item->path != '\0') {
		buf_addc(&check->path, '/');
		buf_adds(&check->path, item->path);
	}
	if (buf_check(&check->path, fail) == -1)
		return (-1);
	return (check_item(check, buf_text(&check->path), item, fail));
}

static int
check_inside(struct check *check, int period, struct fail *fail)
{
	struct fail why = FAIL_INIT;
	int fd, rc;

	if ((fd = tree_folder(period, check->id, &why)) == -1)
		return (tell_unreadable(check, check->id, why.text, fail));
	rc = tree_walk(fd, visit, check, fail);
	close(fd);
	return (rc);
}

/*
 * A line that is not inside must be the PDF under its plain name, whose bytes
 * the package holds too.
 */
static int
check_beside(struct check *check, long line, int period, struct fail *fail)
{
	const struct sums_line *listed = &check->sums.line[line];
	const char *path = listed->path;
	size_t i;

	if (strchr(path, '/') != NULL)
		return (tell_line(check, line, FINDING_CHANGED,
		    "listed, but outside the package", fail));
	if (faccessat(period, path, F_OK, AT_SYMLINK_NOFOLLOW) == -1)
		return (0);	/* told as missing */
	if (check_file(check, line, period, path, fail) == -1)
		return (-1);
	for (i = 0; i < check->sums.count; i++)
		if (is_inside(check, check->sums.line[i].path) &&
		    strcmp(check->sums.line[i].sha256, listed->sha256) == 0)
			return (0);
	if (check->mark[line] & CHECK_TOLD)
		return (0);
	return (tell_line(check, line, FINDING_CHANGED,
	    "the package holds no such file", fail));
}

/* What is listed and was not met. */
static int
tell_missing(struct check *check, int folder, struct fail *fail)
{
	size_t i;

	if (!folder && check_tell(check, FINDING_MISSING, check->id,
	    "the whole package", fail) == -1)
		return (-1);
	for (i = 0; i < check->sums.count; i++) {
		if ((check->mark[i] & CHECK_SEEN) ||
		    (!folder && is_inside(check, check->sums.line[i].path)))
			continue;
		if (tell_line(check, (long)i, FINDING_MISSING, NULL,
		    fail) == -1)
			return (-1);
	}
	return (0);
}

static int
check_content(struct check *check, int period, int folder, struct fail *fail)
{
	size_t i;

	check->mark = calloc(check->sums.count + 1, 1);
	if (check->mark == NULL)
		return (fail_memory(fail));
	if (folder && check_inside(check, period, fail) == -1)
		return (-1);
	for (i = 0; i < check->sums.count; i++)
		if (!is_inside(check, check->sums.line[i].path) &&
		    check_beside(check, (long)i, period, fail) == -1)
			return (-1);
	if (tell_missing(check, folder, fail) == -1)
		return (-1);
	if (folder && mets_check(check, fail) == -1)
		return (-1);
	return (check->deep != NULL ? deep_check(check, fail) : 0);
}

/* Read the list; 0 if it can be used, 1 if a finding says why not. */
static int
read_list(struct check *check, int period, const char *name,
    struct fail *fail)
{
	const struct buf *list = &check->reader->list;
	struct fail why = FAIL_INIT;

	if (reader_list(check->reader, period, name, check->sums_sha256,
	    &why) == 0 && sums_parse(&check->sums, name, buf_text(list), list->size,
	    &why) == 0)
		return (0);
	return (check_tell(check, why.kind == FAIL_DATA ? FINDING_CHANGED :
	    FINDING_UNREADABLE, name, why.text, fail) == -1 ? -1 : 1);
}

int
check_package(struct check *check, int period, const struct shelf_item *item,
    struct fail *fail)
{
	char *name;
	int rc;

	check->period = item->period;
	check->id = item->name;
	reader_forget(check->reader);
	if ((name = text_printf(fail, "%s.sha256", item->name)) == NULL)
		return (-1);
	if (!item->list)
		rc = check_tell(check, FINDING_MISSING_SUMS, name,
		    "run 'bevara place' on its job again", fail);
	else if ((rc = read_list(check, period, name, fail)) == 0)
		rc = check_content(check, period, item->folder, fail);
	free(name);
	return (rc == -1 ? -1 : 0);
}

int
check_scan(const struct check *check, long line,
    const struct xml_handler *handler, void *arg, struct fail *fail)
{
	const char *path = check->sums.line[line].path;
	const struct buf *kept = reader_find(check->reader, line);
	char *full;
	int rc = -1;

	if (kept != NULL)
		return (xml_scan_bytes(kept, path, handler, arg, fail));
	full = text_printf(fail, "%s/%s/%s", check->share, check->period, path);
	if (full != NULL)
		rc = xml_scan(full, NULL, handler, arg, fail);
	free(full);
	return (rc);
}

void
check_clear(struct check *check)
{
	sums_clear(&check->sums);
	free(check->mark);
	check->mark = NULL;
	free(check->sha512);
	check->sha512 = NULL;
	buf_clear(&check->path);
	finding_clear(&check->findings);
}
