#include "core/ledger.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/buf.h"
#include "core/fail.h"
#include "core/file.h"
#include "core/ledger_copy.h"
#include "core/note.h"
#include "core/path.h"
#include "core/site.h"
#include "core/tlog.h"
#include "core/tree.h"

#define VKEY_MAX_BYTES 1024

struct note_key *
ledger_public(const struct site *site, struct fail *fail)
{
	char *path = path_join(site->keys, "logg.vkey", fail);
	struct note_key *key = NULL;
	struct buf b = BUF_INIT;

	if (path == NULL)
		return (NULL);
	if (!file_exists(path)) {
		fail_set(fail, FAIL_CONFIG, "the log's key '%s' is not there; "
		    "run 'bevara key new' once, or put the keys back", path);
		goto out;
	}
	if (file_read(path, &b, VKEY_MAX_BYTES, fail) == 0) {
		if (b.size > 0 && b.data[b.size - 1] == '\n')
			b.data[--b.size] = '\0';
		key = note_key_parse(buf_text(&b), fail);
	}
	if (key == NULL) {
		if (fail->kind == FAIL_DATA)
			fail->kind = FAIL_CONFIG;
		fail_add(fail, "'%s'", path);
	} else if (strcmp(note_key_name(key), site->log_name) != 0) {
		fail_set(fail, FAIL_CONFIG, "'%s' is the key of the log '%s', "
		    "but bevara.xml says '%s'; a log's name never changes",
		    path, note_key_name(key), site->log_name);
		note_key_free(key);
		key = NULL;
	}
out:
	buf_clear(&b);
	free(path);
	return (key);
}

/* The log in the open folder continues what the copy has seen. */
static int
check_continues(const struct site *site, int dir,
    const struct tlog_head *seen, const struct tlog_head *head,
    struct fail *fail)
{
	if (head->size < seen->size)
		return (fail_set(fail, FAIL_NO, "it was rolled back: it has %"
		    PRIu64 " entries, but '%s' has seen %" PRIu64, head->size,
		    site->log_copy, seen->size));
	return (tlog_check_consistent(dir, seen, head, fail));
}

int
ledger_head(const struct site *site, int share, const struct note_key *key,
    struct tlog_head *head, struct buf *checkpoint, struct fail *fail)
{
	int dir = tree_folder(share, "logg", fail), rc = -1;
	struct tlog_head seen;

	if (dir == -1) {
		fail_add(fail, "the archive share '%s'", site->share);
		return (-1);
	}
	/* The copy first: another process may append between the two. */
	if (ledger_copy_read(site, key, &seen, fail) == 0 &&
	    tlog_read(dir, key, head, checkpoint, fail) == 0)
		rc = check_continues(site, dir, &seen, head, fail);
	/* Broken is an answer here too: it is not the log that was seen. */
	if (rc == -1 && fail->kind == FAIL_DATA)
		fail->kind = FAIL_NO;
	if (rc == -1 && fail->kind == FAIL_NO)
		fail_add(fail, "the log in '%s/logg' cannot be relied on; "
		    "find out who changed it, and put it back from a backup",
		    site->share);
	close(dir);
	return (rc);
}
