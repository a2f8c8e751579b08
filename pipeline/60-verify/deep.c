#include "verify/deep.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/fail.h"
#include "core/hash.h"
#include "core/tree.h"
#include "verify/check.h"
#include "verify/premis.h"
#include "verify/reader.h"
#include "verify/team.h"
#include "verify/warc.h"

struct deep {
	struct team *team;	/* owned */
	struct warc *warc;	/* owned */
	struct warc_result result;	/* of the file before */
};

struct deep *
deep_new(int helpers, struct fail *fail)
{
	struct deep *deep = calloc(1, sizeof(*deep));

	if (deep == NULL) {
		(void)fail_memory(fail);
		return (NULL);
	}
	if ((deep->team = team_new(helpers, fail)) == NULL ||
	    (deep->warc = warc_new(deep->team, WARC_IN_BYTES, WARC_OUT_BYTES,
	    fail)) == NULL) {
		deep_free(deep);
		return (NULL);
	}
	return (deep);
}

int
deep_hash(struct deep *deep, struct reader *reader,
    const struct reader_file *file, struct hash_sum *sum, struct fail *fail)
{
	int fd, rc;

	warc_result_clear(&deep->result);
	if (!warc_is(file->name))
		return (reader_hash(reader, file, sum, fail));
	if ((fd = tree_file(file->dir, file->name, fail)) == -1)
		return (-1);
	rc = warc_check(deep->warc, fd, &deep->result, fail);
	close(fd);
	*sum = deep->result.sum;
	return (rc);
}

/* What is wrong inside a WARC file. */
static int
tell_troubles(struct check *check, const char *path,
    const struct trouble_list *list, struct fail *fail)
{
	char text[512];
	size_t i;

	for (i = 0; i < list->count; i++) {
		(void)snprintf(text, sizeof(text), "at byte %" PRIu64
		    ": %s", list->item[i].at, list->item[i].text);
		if (check_tell(check, FINDING_BROKEN, path, text, fail) == -1)
			return (-1);
	}
	if (list->dropped == 0)
		return (0);
	(void)snprintf(text, sizeof(text), "%" PRIu64 " more findings on its "
	    "records", list->dropped);
	return (check_tell(check, FINDING_BROKEN, path, text, fail));
}

int
deep_tell(struct check *check, long line, const struct hash_sum *sum,
    struct fail *fail)
{
	const struct warc_result *result = &check->deep->result;

	if (check->sha512 == NULL)
		check->sha512 = calloc(check->sums.count,
		    sizeof(*check->sha512));
	if (check->sha512 == NULL)
		return (fail_memory(fail));
	memcpy(check->sha512[line], sum->sha512, sizeof(sum->sha512));
	check->record_count += result->record_count;
	check->digest_count += result->digest_count;
	check->bare_count += result->bare_count;
	return (tell_troubles(check, check->sums.line[line].path,
	    &result->troubles, fail));
}

int
deep_check(struct check *check, struct fail *fail)
{
	size_t i;

	for (i = 0; check->sha512 != NULL && i < check->sums.count; i++)
		if (premis_is(check->sums.line[i].path) &&
		    !(check->mark[i] & CHECK_TOLD) &&
		    premis_check(check, (long)i, fail) == -1)
			return (-1);
	return (0);
}

void
deep_free(struct deep *deep)
{
	if (deep == NULL)
		return;
	warc_result_clear(&deep->result);
	warc_free(deep->warc);
	team_free(deep->team);
	free(deep);
}
