#include "core/ledger_copy.h"

#include <stdlib.h>
#include <string.h>

#include "core/buf.h"
#include "core/fail.h"
#include "core/file.h"
#include "core/path.h"
#include "core/site.h"
#include "core/tlog.h"

#define NAME "checkpoint"

static int
read_copy(const struct site *site, struct buf *b, struct fail *fail)
{
	char *path = path_join(site->log_copy, NAME, fail);
	int rc = -1;

	if (path == NULL)
		return (-1);
	if (file_exists(path))
		rc = file_read(path, b, TLOG_CHECKPOINT_MAX, fail);
	else
		fail_set(fail, FAIL_LATER, "the copy of the log's newest state "
		    "is not in '%s'; mount that folder or put the copy back; "
		    "if it is lost for good, 'bevara key new' makes another "
		    "from the share's log as it stands", site->log_copy);
	free(path);
	return (rc);
}

int
ledger_copy_read(const struct site *site, const struct note_key *key,
    struct tlog_head *head, struct fail *fail)
{
	struct buf b = BUF_INIT;
	int rc = -1;

	if (read_copy(site, &b, fail) == 0 &&
	    (rc = tlog_parse_head(b.data, b.size, key, head, fail)) == -1) {
		if (fail->kind == FAIL_DATA)
			fail->kind = FAIL_NO;
		fail_add(fail, "the copy '%s/" NAME "'", site->log_copy);
	}
	buf_clear(&b);
	return (rc);
}

int
ledger_copy_save(const struct site *site, const struct buf *checkpoint,
    struct fail *fail)
{
	char *path = path_join(site->log_copy, NAME, fail);
	struct fail none = FAIL_INIT;
	struct buf b = BUF_INIT;
	int rc = -1;

	if (path == NULL)
		return (-1);
	if (file_exists(path) &&
	    file_read(path, &b, TLOG_CHECKPOINT_MAX, &none) == 0 &&
	    b.size == checkpoint->size &&
	    memcmp(b.data, checkpoint->data, b.size) == 0)
		rc = 0;
	else if (file_sweep(path, fail) == 0)
		rc = file_write(path, checkpoint->data, checkpoint->size,
		    fail);
	buf_clear(&b);
	free(path);
	return (rc);
}
