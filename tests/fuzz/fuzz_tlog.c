/* room: 00-core */
/*
 * fuzz_tlog.c - a log's files from the share, where anybody may write: its
 * checkpoint, its tiles and bundles, and proofs.
 *
 * The log has five entries.  No other checkpoint is taken but ours, no proof
 * but the true one, no tile but the one that is there; a bundle is what its
 * lengths say to the last byte.
 */
#include "fuzz.h"

#include <fcntl.h>
#include <inttypes.h>

#include "core/buf.h"
#include "core/file_at.h"
#include "core/note.h"
#include "core/tlog.h"
#include "core/tlog_tile.h"

#define NAME "exempel.example.org/arkivlogg"
#define SIZE 5
#define PROVED 3

static const char *const texts[SIZE] = { "a", "", "ccc", "dddd", "e" };

/* The log, made once, and what it proves. */
static struct {
	int dir;
	struct note_key *key;
	struct tlog_head head;
	struct tlog_entry entry[SIZE];
	struct buf checkpoint, proof, tile, bundle;
} log_;

static void
end(void)
{
	note_key_free(log_.key);
	close(log_.dir);
	buf_clear(&log_.checkpoint);
	buf_clear(&log_.proof);
	buf_clear(&log_.tile);
	buf_clear(&log_.bundle);
}

static void
begin(void)
{
	static const uint8_t secret[NOTE_KEY_SECRET] = "only for the fuzzers";
	struct fail fail = FAIL_INIT;
	size_t i;

	if (log_.key != NULL)
		return;
	log_.dir = open(fuzz_folder(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	log_.key = note_key_from(secret, NAME, &fail);
	for (i = 0; i < SIZE; i++) {
		log_.entry[i].bytes = texts[i];
		log_.entry[i].size = strlen(texts[i]);
	}
	FUZZ_MUST(log_.key != NULL &&
	    tlog_begin(log_.dir, log_.key, &fail) == 0 &&
	    tlog_read(log_.dir, log_.key, &log_.head, NULL, &fail) == 0 &&
	    tlog_append(log_.dir, log_.key, log_.entry, SIZE, &log_.head,
	    &fail) == 0 && tlog_read(log_.dir, log_.key, &log_.head,
	    &log_.checkpoint, &fail) == 0 && tlog_prove(log_.dir, &log_.head,
	    &log_.checkpoint, PROVED, &log_.proof, &fail) == 0);
	FUZZ_MUST(file_at_read(log_.dir, "tile/0/000.p/5", &log_.tile, 8192,
	    &fail) == 1 && file_at_read(log_.dir, "tile/entries/000.p/5",
	    &log_.bundle, 8192, &fail) == 1);
	FUZZ_MUST(atexit(end) == 0);
}

static int
same(const struct buf *b, const uint8_t *bytes, size_t n)
{
	return (b->size == n && memcmp(b->data, bytes, n) == 0);
}

/* As a checkpoint, and as what stands below the origin of one we signed. */
static void
as_checkpoint(const uint8_t *bytes, size_t n)
{
	struct buf text = BUF_INIT, note = BUF_INIT;
	struct fail fail = FAIL_INIT;
	struct tlog_head head;

	if (tlog_parse_head(bytes, n, log_.key, &head, &fail) == -1)
		FUZZ_MUST(fail.kind == FAIL_DATA || fail.kind == FAIL_NO);
	buf_adds(&text, NAME "\n");
	buf_add(&text, bytes, n);
	if (memchr(bytes, 0, n) == NULL && note_sign(log_.key,
	    buf_text(&text), &note, &fail) == 0) {
		if (tlog_parse_head(note.data, note.size, log_.key, &head,
		    &fail) == 0) {
			buf_reset(&text);
			buf_addf(&text, "%" PRIu64 "\n", head.size);
			FUZZ_MUST(n > text.size + 44 &&
			    memcmp(bytes, text.data, text.size) == 0);
		} else
			FUZZ_MUST(fail.kind == FAIL_DATA);
	}
	buf_clear(&text);
	buf_clear(&note);
}

/* Is it the true proof, but for a line "extra"? */
static int
is_true_proof(const uint8_t *bytes, size_t n)
{
	static const char mark[] = "\nextra ";
	const uint8_t *line = memmem(bytes, n, mark, sizeof(mark) - 1);
	size_t before = line == NULL ? n : (size_t)(line - bytes);
	const uint8_t *stop = line == NULL ? NULL :
	    memchr(line + 1, '\n', n - before - 1);

	if (log_.proof.size <= before || line == NULL)
		return (same(&log_.proof, bytes, n));
	return (stop != NULL &&
	    memcmp(bytes, log_.proof.data, before) == 0 &&
	    (size_t)(bytes + n - stop) == log_.proof.size - before &&
	    memcmp(stop, log_.proof.data + before,
	    log_.proof.size - before) == 0);
}

/* As a proof, and as what stands above the checkpoint in one. */
static void
as_proof(const uint8_t *bytes, size_t n)
{
	struct fail fail = FAIL_INIT;
	struct buf b = BUF_INIT;
	uint64_t index = 0;
	int i;

	for (i = 0; i < 2; i++) {
		buf_reset(&b);
		buf_add(&b, bytes, n);
		if (i == 1)
			buf_add(&b, log_.checkpoint.data,
			    log_.checkpoint.size);
		if (tlog_check_proof(b.data, b.size, log_.key,
		    &log_.entry[PROVED], &index, &fail) == 0) {
			FUZZ_MUST(index == PROVED);
			FUZZ_MUST(is_true_proof(b.data, b.size));
		} else
			FUZZ_MUST(fail.kind == FAIL_DATA ||
			    fail.kind == FAIL_NO);
	}
	buf_clear(&b);
}

/* Adds up what the entries take. */
static int
weigh(void *arg, uint64_t index, const struct tlog_entry *entry,
    struct fail *fail)
{
	size_t *sum = arg;
	const uint8_t *at = entry->bytes;
	size_t i;

	(void)fail;
	FUZZ_MUST(index < SIZE);
	for (i = 0; i < entry->size; i++)
		*sum += at[i] == 0 ? 1 : 1;	/* each byte can be read */
	*sum += 2;
	return (0);
}

/* As the log's only tile, or bundle. */
static void
as_tile(const char *path, const struct buf *was, const uint8_t *bytes,
    size_t n)
{
	struct tlog_entry more = { "more", 4 };
	struct tlog_head head = log_.head;
	struct fail fail = FAIL_INIT;
	size_t sum = 0;

	FUZZ_MUST(file_at_put(log_.dir, path, bytes, n, &fail) == 0);
	if (tlog_each(log_.dir, &head, 0, weigh, &sum, &fail) == 0)
		FUZZ_MUST(was != &log_.bundle || sum == n);
	else
		FUZZ_MUST(fail.kind == FAIL_DATA);
	if (!same(was, bytes, n)) {
		FUZZ_MUST(tlog_audit(log_.dir, &head, NULL, NULL, &fail) == -1);
		FUZZ_MUST(fail.kind == FAIL_NO);
		FUZZ_MUST(tlog_append(log_.dir, log_.key, &more, 1, &head,
		    &fail) == -1);
		FUZZ_MUST(fail.kind == FAIL_NO);
	}
	FUZZ_MUST(file_at_put(log_.dir, path, was->data, was->size,
	    &fail) == 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct fail fail = FAIL_INIT;

	begin();
	as_checkpoint(bytes, n);
	as_proof(bytes, n);
	as_tile("tile/0/000.p/5", &log_.tile, bytes, n);
	as_tile("tile/entries/000.p/5", &log_.bundle, bytes, n);
	FUZZ_MUST(tlog_audit(log_.dir, &log_.head, NULL, NULL, &fail) == 0);
	return (0);
}
