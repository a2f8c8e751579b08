/* A renewal's list: stamp_check_list() of verify/stamp_check.h. */
#include "verify/stamp_check.h"

#include <stdlib.h>
#include <string.h>

#include "core/buf.h"
#include "core/fail.h"
#include "core/hash.h"
#include "core/sums.h"
#include "core/text.h"

static int
check_listed(const struct stamp_checking *c, const struct stamp_file *file,
    const struct sums *sums, const char *list, struct fail *fail)
{
	const struct sums_line *line = sums_find(sums, file->name);
	struct buf bytes = BUF_INIT;
	struct hash_sum sum;
	char *detail = NULL;
	int rc;

	if (line == NULL) {
		detail = text_printf(fail, "not in %s", list);
		rc = detail == NULL ? -1 : stamp_check_tell(c, FINDING_UNTRACKED,
		    file->name, detail, fail);
		goto out;
	}
	if ((rc = stamp_check_get(c, file->name, &bytes, fail)) != 1)
		goto out;
	if ((rc = hash_bytes(bytes.data, bytes.size, HASH_SHA256, &sum,
	    fail)) == 0 && strcmp(sum.sha256, line->sha256) != 0) {
		detail = text_printf(fail, "not as %s has it", list);
		rc = detail == NULL ? -1 : stamp_check_tell(c, FINDING_CHANGED,
		    file->name, detail, fail);
	}
out:
	free(detail);
	buf_clear(&bytes);
	return (rc);
}

int
stamp_check_list(const struct stamp_checking *c, int number,
    const struct buf *text, struct fail *fail)
{
	struct sums sums = SUMS_INIT;
	struct stamp_file list;
	size_t i;
	int rc = -1;

	stamp_file_make(&list, STAMP_LIST, number, NULL);
	if (sums_parse(&sums, list.name, buf_text(text), text->size,
	    fail) == -1) {
		rc = stamp_check_why(c, list.name, fail);
		goto out;
	}
	if (sums.count == 0) {
		rc = stamp_check_tell(c, FINDING_CHANGED, list.name, "it lists nothing",
		    fail);
		goto out;
	}
	sums_sort(&sums);
	for (i = 0; i < c->folder->count; i++)
		if (c->folder->file[i].kind != STAMP_OTHER &&
		    c->folder->file[i].generation < number &&
		    check_listed(c, &c->folder->file[i], &sums, list.name,
		    fail) == -1)
			goto out;
	for (i = 0; i < sums.count; i++)
		if (stamp_folder_find(c->folder, sums.line[i].path) == NULL &&
		    stamp_check_tell(c, FINDING_MISSING, sums.line[i].path, "a renewal "
		    "lists it", fail) == -1)
			goto out;
	rc = 0;
out:
	sums_clear(&sums);
	return (rc);
}
