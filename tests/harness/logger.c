/*
 * logger.c - a log by hand, for the tests: core/tlog and nothing else.
 *
 *	logger new DIR KEY NAME           make the key KEY, KEY.vkey and
 *	                                  KEY.pub, begin
 *	logger append DIR KEY NAME N [TAG [BATCH]]
 *	                                  N entries "TAG i", so many at a time
 *	logger audit DIR VKEY [OLD]       all of it; OLD: a checkpoint of before
 *	logger list DIR VKEY              the entries, one a line
 *	logger prove DIR VKEY INDEX       the proof of one
 *	logger check PROOF VKEY ENTRY     is the file the proof's entry?
 *
 * DIR and NAME are the log's; VKEY is a file.  Says on stderr what is wrong,
 * and ends as the tools do.
 */
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/buf.h"
#include "core/clock.h"
#include "core/fail.h"
#include "core/file.h"
#include "core/note.h"
#include "core/text.h"
#include "core/tlog.h"

#define LOCK_WAIT_S 60
#define ENTRY_ROOM 200

static int
read_vkey(const char *path, struct note_key **key, struct fail *fail)
{
	struct buf b = BUF_INIT;
	int rc = -1;

	if (file_read(path, &b, 4096, fail) == 0) {
		if (b.size > 0 && b.data[b.size - 1] == '\n')
			b.data[--b.size] = '\0';
		*key = note_key_parse(buf_text(&b), fail);
		rc = *key == NULL ? -1 : 0;
	}
	buf_clear(&b);
	return (rc);
}

static int
new_log(int dir, char **arg, struct fail *fail)
{
	struct note_key *key = note_key_new(arg[1], fail);
	struct buf vkey = BUF_INIT;
	struct buf pem = BUF_INIT;
	char *path = text_printf(fail, "%s.vkey", arg[0]);
	char *public = text_printf(fail, "%s.pub", arg[0]);
	int rc = -1;

	if (key == NULL || path == NULL || public == NULL ||
	    note_key_pem(key, &pem, fail) == -1)
		goto out;
	note_key_vkey(key, &vkey);
	buf_addc(&vkey, '\n');
	if (note_key_save(key, arg[0], fail) == 0 &&
	    file_write(path, vkey.data, vkey.size, fail) == 0 &&
	    file_write(public, pem.data, pem.size, fail) == 0)
		rc = tlog_begin(dir, key, fail);
out:
	note_key_free(key);
	buf_clear(&vkey);
	buf_clear(&pem);
	free(path);
	free(public);
	return (rc);
}

/* Entries number ${from} and on of this run. */
static int
append_batch(int dir, const struct note_key *key, const char *tag,
    uint64_t from, size_t count, struct fail *fail)
{
	char (*text)[ENTRY_ROOM] = malloc(count * sizeof(*text));
	struct tlog_entry *entry = malloc(count * sizeof(*entry));
	struct tlog_head head;
	size_t i;
	int lock = -1, rc = -1;

	if (text == NULL || entry == NULL) {
		fail_memory(fail);
		goto out;
	}
	for (i = 0; i < count; i++) {
		entry[i].size = (size_t)snprintf(text[i], ENTRY_ROOM,
		    "bevara/1 test\ntime 2026-11-23T12:00:00Z\n"
		    "id %s %" PRIu64 "\n", tag, from + i);
		entry[i].bytes = text[i];
	}
	if ((lock = tlog_lock(dir, LOCK_WAIT_S, fail)) == -1 ||
	    tlog_read(dir, key, &head, NULL, fail) == -1)
		goto out;
	rc = tlog_append(dir, key, entry, count, &head, fail);
out:
	if (lock != -1)
		close(lock);
	free(text);
	free(entry);
	return (rc);
}

static int
append(int dir, int n, char **arg, struct fail *fail)
{
	struct note_key *key = note_key_load(arg[0], arg[1], fail);
	uint64_t count = strtoull(arg[2], NULL, 10), done, batch;
	int64_t start = clock_monotonic_ms();

	if (key == NULL)
		return (-1);
	batch = n > 4 ? strtoull(arg[4], NULL, 10) : count;
	for (done = 0; done < count; done += batch) {
		if (batch > count - done)
			batch = count - done;
		if (append_batch(dir, key, n > 3 ? arg[3] : "entry", done,
		    (size_t)batch, fail) == -1)
			break;
	}
	note_key_free(key);
	printf("%" PRIu64 " appended in %" PRId64 " ms\n", done,
	    clock_monotonic_ms() - start);
	return (done == count ? 0 : -1);
}

/* Each entry on a line of its own. */
static int
show(void *arg, uint64_t index, const struct tlog_entry *entry,
    struct fail *fail)
{
	const char *s = entry->bytes;
	size_t i;

	(void)arg;
	(void)fail;
	printf("%" PRIu64 "\t", index);
	for (i = 0; i < entry->size; i++)
		putchar(s[i] == '\n' ? ' ' : s[i]);
	putchar('\n');
	return (0);
}

static int
audit(int dir, const struct note_key *key, const char *old, struct fail *fail)
{
	struct tlog_head head, before;
	struct buf b = BUF_INIT;
	int rc = -1;

	if (tlog_read(dir, key, &head, NULL, fail) == -1)
		goto out;
	if (old != NULL &&
	    (file_read(old, &b, TLOG_CHECKPOINT_MAX, fail) == -1 ||
	    tlog_parse_head(b.data, b.size, key, &before, fail) == -1 ||
	    tlog_check_consistent(dir, &before, &head, fail) == -1))
		goto out;
	rc = tlog_audit(dir, &head, NULL, NULL, fail);
	if (rc == 0)
		printf("whole, %" PRIu64 " entries\n", head.size);
out:
	buf_clear(&b);
	return (rc);
}

static int
prove(int dir, const struct note_key *key, const char *index,
    struct fail *fail)
{
	struct buf checkpoint = BUF_INIT, proof = BUF_INIT;
	struct tlog_head head;
	int64_t start = clock_monotonic_ms();
	int rc = -1;

	if (tlog_read(dir, key, &head, &checkpoint, fail) == -1 ||
	    tlog_prove(dir, &head, &checkpoint, strtoull(index, NULL, 10),
	    &proof, fail) == -1)
		goto out;
	printf("%s", buf_text(&proof));
	fprintf(stderr, "proved in %" PRId64 " ms\n",
	    clock_monotonic_ms() - start);
	rc = 0;
out:
	buf_clear(&checkpoint);
	buf_clear(&proof);
	return (rc);
}

static int
check(const char *path, const struct note_key *key, const char *file,
    struct fail *fail)
{
	struct buf proof = BUF_INIT, bytes = BUF_INIT;
	struct tlog_entry entry;
	uint64_t index;
	int rc = -1;

	if (file_read(path, &proof, 1 << 20, fail) == -1 ||
	    file_read(file, &bytes, TLOG_ENTRY_MAX, fail) == -1)
		goto out;
	entry.bytes = bytes.data;
	entry.size = bytes.size;
	rc = tlog_check_proof(proof.data, proof.size, key, &entry, &index,
	    fail);
	if (rc == 0)
		printf("entry %" PRIu64 "\n", index);
out:
	buf_clear(&proof);
	buf_clear(&bytes);
	return (rc);
}

/* The commands that take VKEY after DIR. */
static int
with_vkey(int dir, int n, char **arg, struct fail *fail)
{
	struct note_key *key = NULL;
	struct tlog_head head;
	int rc = -1;

	if (read_vkey(arg[2], &key, fail) == -1)
		return (-1);
	if (strcmp(arg[0], "audit") == 0 && n <= 4)
		rc = audit(dir, key, n == 4 ? arg[3] : NULL, fail);
	else if (strcmp(arg[0], "list") == 0 && n == 3) {
		if (tlog_read(dir, key, &head, NULL, fail) == 0)
			rc = tlog_each(dir, &head, 0, show, NULL, fail);
	} else if (strcmp(arg[0], "prove") == 0 && n == 4)
		rc = prove(dir, key, arg[3], fail);
	else if (strcmp(arg[0], "check") == 0 && n == 4)
		rc = check(arg[1], key, arg[3], fail);
	else
		fail_set(fail, FAIL_USAGE, "see the head of logger.c");
	note_key_free(key);
	return (rc);
}

int
main(int argc, char **argv)
{
	struct fail fail = FAIL_INIT;
	int dir = -1;

	if (argc < 4)
		fail_set(&fail, FAIL_USAGE, "see the head of logger.c");
	else if (strcmp(argv[1], "check") != 0 && (dir = open(argv[2],
	    O_RDONLY | O_DIRECTORY | O_CLOEXEC)) == -1)
		fail_sys(&fail, "cannot open '%s'", argv[2]);
	else if (strcmp(argv[1], "new") == 0 && argc == 5)
		(void)new_log(dir, argv + 3, &fail);
	else if (strcmp(argv[1], "append") == 0 && argc >= 6)
		(void)append(dir, argc - 3, argv + 3, &fail);
	else
		(void)with_vkey(dir, argc - 1, argv + 1, &fail);
	if (fail.kind != FAIL_NONE)
		fprintf(stderr, "logger: %s\n", fail.text);
	if (dir != -1)
		close(dir);
	return (fail_status(&fail));
}
