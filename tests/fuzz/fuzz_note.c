/* room: 00-core */
/*
 * fuzz_note.c - signed notes and verifier keys from the share, where anybody
 * may write.
 *
 * What was opened is signed by our key; a verifier key that was read is
 * written as it was; what can be signed can be opened.
 */
#include "fuzz.h"

#include "core/base64.h"
#include "core/buf.h"
#include "core/note.h"

#define NAME "exempel.example.org/arkivlogg"

static struct note_key *
our_key(void)
{
	static const uint8_t secret[NOTE_KEY_SECRET] = "only for the fuzzers";
	struct fail fail = FAIL_INIT;
	struct note_key *key = note_key_from(secret, NAME, &fail);

	FUZZ_MUST(key != NULL);
	return (key);
}

/* As a note: opened only if a line holds our signature of the text. */
static void
opened(const struct note_key *key, const uint8_t *bytes, size_t n)
{
	struct fail fail = FAIL_INIT;
	struct buf again = BUF_INIT;
	size_t size = 0;
	char *text;

	if (note_open(key, bytes, n, &size, &fail) == -1) {
		FUZZ_MUST(fail.kind == FAIL_NO || fail.kind == FAIL_DATA);
		return;
	}
	FUZZ_MUST(size > 0 && size < n && bytes[size - 1] == '\n' &&
	    bytes[size] == '\n');
	text = fuzz_string(bytes, size);
	FUZZ_MUST(note_sign(key, text, &again, &fail) == 0);
	/* Ed25519 is deterministic: the line is there, letter by letter. */
	FUZZ_MUST(memmem(bytes + size, n - size, again.data + size,
	    again.size - size) != NULL ||
	    memmem(bytes + size + 1, n - size - 1, again.data + size + 1,
	    again.size - size - 1) != NULL);
	buf_clear(&again);
	free(text);
}

/* As a verifier key. */
static void
parsed(const char *s)
{
	struct fail fail = FAIL_INIT;
	struct note_key *key = note_key_parse(s, &fail);
	struct buf b = BUF_INIT;

	if (key == NULL) {
		FUZZ_MUST(fail.kind == FAIL_DATA);
		return;
	}
	note_key_vkey(key, &b);
	FUZZ_MUST(strcmp(buf_text(&b), s) == 0);
	note_key_free(key);
	buf_clear(&b);
}

/* As a text. */
static void
signed_and_opened(const struct note_key *key, const char *s)
{
	struct fail fail = FAIL_INIT;
	struct buf b = BUF_INIT;
	size_t size = 0;

	if (note_sign(key, s, &b, &fail) == 0) {
		FUZZ_MUST(note_open(key, b.data, b.size, &size, &fail) == 0);
		FUZZ_MUST(size == strlen(s));
	} else
		FUZZ_MUST(fail.kind == FAIL_DATA && b.size == 0);
	buf_clear(&b);
}

/* As base64: one way to write the bytes. */
static void
decoded(const char *s, size_t n)
{
	uint8_t *out = malloc(n + 1);
	struct buf b = BUF_INIT;
	int size;

	FUZZ_MUST(out != NULL);
	size = base64_get(s, n, out, n);
	if (size >= 0) {
		base64_put(&b, out, (size_t)size);
		FUZZ_MUST(b.size == n && (n == 0 || memcmp(b.data, s, n) == 0));
	}
	free(out);
	buf_clear(&b);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct note_key *key = our_key();
	char *s = fuzz_string(bytes, n);

	opened(key, bytes, n);
	parsed(s);
	signed_and_opened(key, s);
	decoded(s, n);
	note_key_free(key);
	free(s);
	return (0);
}
