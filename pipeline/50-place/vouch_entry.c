#include "place/vouch_entry.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/clock.h"
#include "core/fail.h"
#include "core/file.h"
#include "core/ledger.h"
#include "core/path.h"
#include "core/record/receipt.h"
#include "core/text.h"

#define KIND "placed"
#define STALE_US 200000
#define STALE_TRIES 10

static char *
queue_key(const char *id, struct fail *fail)
{
	return (text_printf(fail, KIND "-%s", id));
}

static void
write_entry(const struct vouch_entry *entry, struct buf *b)
{
	ledger_entry(b, KIND, clock_now());
	ledger_line(b, "id", entry->id);
	buf_addf(b, "sums sha256:%s\n", entry->sha256);
	ledger_line(b, "rule", entry->row == NULL ? "-" : entry->row);
}

/* Whether the bytes say that this list was placed, whenever and by any rule. */
static int
is_ours(const struct vouch_entry *entry, const void *bytes, size_t n)
{
	static const char head[] = "bevara/1 " KIND "\ntime ";
	const char *s = bytes, *end = s + n;
	size_t size = strlen(entry->id);

	if (n < strlen(head) || memcmp(s, head, strlen(head)) != 0 ||
	    (s = memchr(s + strlen(head), '\n', n - strlen(head))) == NULL)
		return (0);
	s++;
	if ((size_t)(end - s) < 4 + size || memcmp(s, "id ", 3) != 0 ||
	    memcmp(s + 3, entry->id, size) != 0)
		return (0);
	s += 3 + size;
	return (end - s > 77 && memcmp(s, "\nsums sha256:", 13) == 0 &&
	    memcmp(s + 13, entry->sha256, 64) == 0 && s[77] == '\n');
}

struct search {
	struct vouch_entry *entry;
	int one;		/* only the first is looked at */
	int found;
};

/* Ends the reading by -1 without an error. */
static int
look(void *arg, uint64_t index, const struct tlog_entry *bytes,
    struct fail *fail)
{
	struct search *search = arg;
	struct vouch_entry *entry = search->entry;

	if (is_ours(entry, bytes->bytes, bytes->size)) {
		search->found = 1;
		entry->index = index;
		buf_reset(&entry->bytes);
		buf_add(&entry->bytes, bytes->bytes, bytes->size);
		(void)buf_check(&entry->bytes, fail);
		return (-1);
	}
	return (search->one ? -1 : 0);
}

/* 1 if it stands at the index, or with ${one} 0 anywhere from there on. */
static int
find_from(struct vouch_entry *entry, const struct vouch_log *log,
    uint64_t first, int one, struct fail *fail)
{
	struct search search = { entry, one, 0 };

	if (first >= log->head.size)
		return (0);
	if (tlog_each(log->dir, &log->head, first, look, &search, fail) == -1 &&
	    fail->kind != FAIL_NONE)
		return (-1);
	return (search.found);
}

/*
 * The head of a log of so many entries at least: over SMB this machine may
 * remember an older one for a second.
 */
static int
read_head(struct vouch_log *log, uint64_t least, struct fail *fail)
{
	int tries;

	for (tries = 0;; tries++) {
		buf_reset(&log->checkpoint);
		if (ledger_head(log->site, log->share, log->key, &log->head,
		    &log->checkpoint, fail) == -1)
			return (-1);
		if (log->head.size >= least || tries == STALE_TRIES)
			return (0);
		usleep(STALE_US);
	}
}

/* Where the job's receipt says that it stands, if it does: 1, 0 or -1. */
static int
find_by_receipt(struct vouch_entry *entry, const struct vouch_log *log,
    const char *job, struct fail *fail)
{
	char *path = path_join(job, "receipt.xml", fail);
	struct receipt receipt = { 0 };
	struct fail none = FAIL_INIT;
	int rc = 0;

	if (path == NULL)
		return (-1);
	/* A receipt that cannot be read is written anew. */
	if (file_exists(path) && receipt_load(&receipt, path, &none) == 0) {
		rc = find_from(entry, log, receipt.log_index, 1, fail);
		receipt_clear(&receipt);
	}
	free(path);
	return (rc);
}

/* The number in a C2SP tlog-proof's second line. */
static int
proof_index(const struct buf *proof, uint64_t *index)
{
	static const char word[] = "\nindex ";
	const char *s = strstr(buf_text(proof), word);
	char number[24] = "";
	int64_t value;
	size_t n;

	if (s == NULL)
		return (-1);
	s += strlen(word);
	if ((n = strcspn(s, "\n")) >= sizeof(number))
		return (-1);
	memcpy(number, s, n);
	if (text_int(number, 0, INT64_MAX, &value) == -1)
		return (-1);
	*index = (uint64_t)value;
	return (0);
}

/*
 * An earlier run may have queued it.  If that was about another list, the
 * entry tells of a package that was taken away since: it is entered, and this
 * one after it.  1, 0 or -1.
 */
static int
find_queued(const struct vouch_entry *entry, const struct vouch_log *log,
    const char *key, struct fail *fail)
{
	struct fail none = FAIL_INIT;
	struct buf b = BUF_INIT;
	uint64_t index;
	int ours, rc = -1;

	if (ledger_get(log->site, key, &b, &none) == -1) {
		buf_clear(&b);
		if (none.kind == FAIL_DATA)
			return (0);
		*fail = none;
		return (-1);
	}
	ours = is_ours(entry, b.data, b.size);
	if (ours)
		rc = 1;
	else if (ledger_enter(log->site, key, &b, &index, fail) == 0 &&
	    ledger_forget(log->site, key, fail) == 0)
		rc = 0;
	buf_clear(&b);
	return (rc);
}

static int
enter(struct vouch_entry *entry, struct vouch_log *log, const char *key,
    struct fail *fail)
{
	struct buf b = BUF_INIT;
	uint64_t index;
	int rc = -1;

	write_entry(entry, &b);
	if (ledger_enter(log->site, key, &b, &index, fail) == -1 ||
	    read_head(log, index + 1, fail) == -1)
		goto out;
	if ((rc = find_from(entry, log, index, 1, fail)) == 0)
		rc = fail_set(fail, FAIL_NO, "the log does not hold what was "
		    "entered in it");
	else if (rc == 1)
		rc = 0;
out:
	buf_clear(&b);
	return (rc);
}

int
vouch_entry_make(struct vouch_entry *entry, struct vouch_log *log,
    const char *job, struct fail *fail)
{
	char *key = queue_key(entry->id, fail);
	int found, rc = -1;

	if (key == NULL)
		return (-1);
	if ((found = find_queued(entry, log, key, fail)) == -1)
		goto out;
	if (!found) {
		if (read_head(log, 0, fail) == -1 ||
		    (found = find_by_receipt(entry, log, job, fail)) == -1 ||
		    (!found && (found = find_from(entry, log, log->first, 0,
		    fail)) == -1))
			goto out;
		if (found) {
			rc = 0;
			goto out;
		}
	}
	rc = enter(entry, log, key, fail);
out:
	free(key);
	return (rc);
}

int
vouch_entry_proven(struct vouch_entry *entry, struct vouch_log *log,
    const struct buf *proof, struct fail *fail)
{
	struct tlog_entry bytes;
	uint64_t index, proven;
	int found;

	if (proof_index(proof, &index) == -1)
		return (fail_set(fail, FAIL_DATA, "it is no proof"));
	if (read_head(log, index + 1, fail) == -1)
		return (-1);
	if ((found = find_from(entry, log, index, 1, fail)) == -1)
		return (-1);
	if (!found)
		return (fail_set(fail, FAIL_NO, "the log's entry at that index "
		    "is another"));
	bytes.bytes = entry->bytes.data;
	bytes.size = entry->bytes.size;
	return (tlog_check_proof(proof->data, proof->size, log->key, &bytes,
	    &proven, fail));
}

int
vouch_entry_forget(const struct site *site, const char *id, struct fail *fail)
{
	char *key = queue_key(id, fail);
	int rc = -1;

	if (key != NULL)
		rc = ledger_forget(site, key, fail);
	free(key);
	return (rc);
}
