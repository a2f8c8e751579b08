/*
 * Signed notes: what is signed can be opened, and nothing that differs by one
 * bit; keys are kept where only their owner reads them; texts that Go's note
 * package refuses are refused.
 */
#include "../harness/check.h"

#include <stdint.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base64.h"
#include "core/buf.h"
#include "core/fail.h"
#include "core/file.h"
#include "core/note.h"
#include "core/path.h"

#define NAME "exempel.example.org/arkivlogg"

static struct note_key *
new_key(const char *name)
{
	struct fail fail = FAIL_INIT;

	return (note_key_new(name, &fail));
}

/* What note_open() says of a string. */
static enum fail_kind
kind_of(const struct note_key *key, const char *note)
{
	struct fail fail = FAIL_INIT;
	size_t size = 0;
	int rc = note_open(key, note, strlen(note), &size, &fail);

	return (rc == 0 ? FAIL_NONE : fail.kind);
}

static void
base64_is_strict(void)
{
	static const char *const bad[] = { "A", "AA", "AAA", "AA=A", "=AAA",
	    "A===", "====", "AB==", "AAB=", "AAAA=", "AA==AAAA", "AA-_",
	    "AA A", "AAA\n" };
	static const char *const good[] = { "", "", "Zg==", "f", "Zm8=", "fo",
	    "Zm9v", "foo", "Zm9vYg==", "foob", "Zm9vYmE=", "fooba",
	    "Zm9vYmFy", "foobar" };	/* RFC 4648, section 10 */
	struct buf b = BUF_INIT;
	uint8_t out[16];
	size_t i;

	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		if (base64_get(bad[i], strlen(bad[i]), out, 16) != -1)
			CHECK_STR(bad[i], "refused");
	for (i = 0; i < sizeof(good) / sizeof(good[0]); i += 2) {
		size_t n = strlen(good[i + 1]);

		CHECK_INT(base64_get(good[i], strlen(good[i]), out, 16), n);
		CHECK(memcmp(out, good[i + 1], n) == 0);
		base64_put(&b, good[i + 1], n);
		CHECK_STR(buf_text(&b), good[i]);
		buf_reset(&b);
	}
	CHECK_INT(base64_get("Zm9v", 4, out, 2), -1);
	CHECK_INT(base64_get("Zm9v", 4, out, 3), 3);
	buf_clear(&b);
}

static void
opens_what_it_signed(void)
{
	struct note_key *key = new_key(NAME), *public;
	struct fail fail = FAIL_INIT;
	struct buf vkey = BUF_INIT, note = BUF_INIT;
	size_t size = 0;

	NEED(key != NULL);
	note_key_vkey(key, &vkey);
	public = note_key_parse(buf_text(&vkey), &fail);
	NEED(public != NULL);
	CHECK_STR(note_key_name(public), NAME);
	CHECK(note_key_same(key, public));
	CHECK_INT(note_sign(key, "ett\n\ntv\xc3\xa5\n", &note, &fail), 0);
	CHECK(strstr(buf_text(&note), "\n\n\xe2\x80\x94 " NAME " ") != NULL);
	CHECK_INT(note_open(public, note.data, note.size, &size, &fail), 0);
	CHECK_INT(size, 10);
	/* The public key alone signs nothing. */
	CHECK_INT(note_sign(public, "x\n", &note, &fail), -1);
	CHECK_INT(fail.kind, FAIL_CONFIG);
	note_key_free(key);
	note_key_free(public);
	buf_clear(&vkey);
	buf_clear(&note);
}

static void
no_bit_may_differ(void)
{
	struct note_key *key = new_key(NAME);
	struct fail fail = FAIL_INIT;
	struct buf note = BUF_INIT;
	size_t size, i;
	int bit, opened = 0;

	NEED(key != NULL);
	CHECK_INT(note_sign(key, NAME "\n1\nAAAA\n", &note, &fail), 0);
	for (i = 0; i < note.size; i++)
		for (bit = 0; bit < 8; bit++) {
			note.data[i] ^= (uint8_t)(1 << bit);
			if (note_open(key, note.data, note.size, &size,
			    &fail) == 0)
				opened++;
			else if (fail.kind != FAIL_NO &&
			    fail.kind != FAIL_DATA)
				CHECK_STR(fail.text, "no, or bad data");
			note.data[i] ^= (uint8_t)(1 << bit);
		}
	CHECK_INT(opened, 0);
	for (i = 0; i < note.size; i++)
		if (note_open(key, note.data, i, &size, &fail) == 0)
			opened++;
	CHECK_INT(opened, 0);
	note_key_free(key);
	buf_clear(&note);
}

/* A line of NAME with so many bytes of signature, all 0 but the id. */
static void
add_line(struct buf *b, const char *name, const void *id, size_t n)
{
	static const uint8_t zero[8192];
	struct buf blob = BUF_INIT;

	buf_add(&blob, id, 4);
	buf_add(&blob, zero, n);
	buf_addf(b, "\xe2\x80\x94 %s ", name);
	base64_put(b, blob.data, blob.size);
	buf_addc(b, '\n');
	buf_clear(&blob);
}

static void
other_signatures_are_passed_over(void)
{
	struct note_key *key = new_key(NAME), *other = new_key("other");
	struct fail fail = FAIL_INIT;
	struct buf note = BUF_INIT, good = BUF_INIT;
	size_t end, i;

	NEED(key != NULL && other != NULL);
	CHECK_INT(note_sign(key, "x\n", &note, &fail), 0);
	CHECK_INT(kind_of(other, buf_text(&note)), FAIL_NO);
	end = note.size;
	/* Our name with another id, another name with our id, a long one. */
	add_line(&note, NAME, "abcd", 64);
	add_line(&note, "other", note_key_id(key), 64);
	add_line(&note, "other", "abcd", 4627);
	CHECK_INT(kind_of(key, buf_text(&note)), FAIL_NONE);
	/* A second signature of ours that is wrong spoils it. */
	add_line(&note, NAME, note_key_id(key), 64);
	CHECK_INT(kind_of(key, buf_text(&note)), FAIL_NO);
	note.size = end;
	add_line(&note, NAME, note_key_id(key), 63);
	CHECK_INT(kind_of(key, buf_text(&note)), FAIL_NO);
	/* A good one after a wrong one does not mend it. */
	note.size = 0;
	CHECK_INT(note_sign(key, "x\n", &note, &fail), 0);
	buf_add(&good, note.data + 3, note.size - 3);
	note.size = 3;
	add_line(&note, NAME, note_key_id(key), 64);
	buf_add(&note, good.data, good.size);
	CHECK_INT(kind_of(key, buf_text(&note)), FAIL_NO);
	note.size = 3;
	buf_add(&note, good.data, good.size);
	CHECK_INT(kind_of(key, buf_text(&note)), FAIL_NONE);
	/* As many as one may have, and one more. */
	buf_reset(&note);
	CHECK_INT(note_sign(key, "x\n", &note, &fail), 0);
	for (i = 1; i < 100; i++)
		add_line(&note, "other", "abcd", 1);
	CHECK_INT(kind_of(key, buf_text(&note)), FAIL_NONE);
	add_line(&note, "other", "abcd", 1);
	CHECK_INT(kind_of(key, buf_text(&note)), FAIL_DATA);
	note_key_free(key);
	note_key_free(other);
	buf_clear(&note);
	buf_clear(&good);
}

static void
refuses_what_is_no_note(void)
{
	static const char *const bad[] = { "", "\n", "\n\n", "x", "x\n",
	    "x\n\n", "\n\xe2\x80\x94 a AAAAAAA=\n",
	    "x\n\n\xe2\x80\x94 a AAAAAAA=", "x\n\n- a AAAAAAA=\n",
	    "x\n\n\xe2\x80\x94 a  AAAAAAA=\n", "x\n\n\xe2\x80\x94 a\n",
	    "x\n\n\xe2\x80\x94  AAAAAAA=\n", "x\n\n\xe2\x80\x94 a AAAAAA==\n",
	    "x\n\n\xe2\x80\x94 a !\n", "x\r\n\n\xe2\x80\x94 a AAAAAAA=\n",
	    "\xff\n\n\xe2\x80\x94 a AAAAAAA=\n",
	    "x\n\xe2\x80\x94 a AAAAAAA=\n",
	    "x\n\n\xe2\x80\x94 a AAAAAAA=\nx\n" };
	struct note_key *key = new_key("a");
	struct fail fail = FAIL_INIT;
	size_t i, size;

	NEED(key != NULL);
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		if (kind_of(key, bad[i]) != FAIL_DATA)
			CHECK_STR(bad[i], "refused");
	CHECK_INT(kind_of(key, "x\n\n\xe2\x80\x94 a AAAAAAA=\n"), FAIL_NO);
	CHECK_INT(note_open(key, "x\0\n\n\xe2\x80\x94 a AAAAAAA=\n", 20, &size,
	    &fail), -1);
	CHECK_INT(fail.kind, FAIL_DATA);
	note_key_free(key);
}

static void
signs_only_text(void)
{
	static const char *const bad[] = { "", "x", "x\ty\n", "\xff\n",
	    "x\r\n" };
	struct note_key *key = new_key("a");
	struct fail fail = FAIL_INIT;
	struct buf note = BUF_INIT;
	size_t i;

	NEED(key != NULL);
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		CHECK_INT(note_sign(key, bad[i], &note, &fail), -1);
		CHECK_INT(fail.kind, FAIL_DATA);
	}
	CHECK_INT(note.size, 0);
	note_key_free(key);
	buf_clear(&note);
}

static void
names_hold_no_space_or_plus(void)
{
	static const char *const bad[] = { "", "a b", "a+b", "a\xc2\xa0",
	    "\xe3\x80\x80", "a\nb", "\xff", "a\xe2\x80\xa8" };
	struct fail fail = FAIL_INIT;
	size_t i;

	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		CHECK(note_key_new(bad[i], &fail) == NULL);
		CHECK_INT(fail.kind, FAIL_CONFIG);
	}
}

static void
refuses_other_verifier_keys(void)
{
	struct note_key *key = new_key("a"), *got;
	struct fail fail = FAIL_INIT;
	struct buf b = BUF_INIT;
	size_t i, taken = 0;
	char old;

	NEED(key != NULL);
	note_key_vkey(key, &b);
	for (i = 0; i < b.size; i++) {
		old = (char)b.data[i];
		b.data[i] = old == '0' ? '1' : '0';
		got = note_key_parse(buf_text(&b), &fail);
		if (got != NULL)
			taken++;
		else if (fail.kind != FAIL_DATA)
			CHECK_STR(fail.text, "bad data");
		note_key_free(got);
		b.data[i] = (uint8_t)old;
	}
	CHECK_INT(taken, 0);
	buf_addc(&b, '\n');
	CHECK(note_key_parse(buf_text(&b), &fail) == NULL);
	CHECK(note_key_parse("", &fail) == NULL);
	CHECK(note_key_parse("a+", &fail) == NULL);
	CHECK(note_key_parse("a+01234567", &fail) == NULL);
	CHECK(note_key_parse("a+01234567+", &fail) == NULL);
	note_key_free(key);
	buf_clear(&b);
}

/* A folder of our own; the caller's. */
static char *
folder(void)
{
	char *dir = strdup("/tmp/bevara-note-XXXXXX");

	return (dir != NULL && mkdtemp(dir) != NULL ? dir : NULL);
}

static void
keeps_the_key_for_its_owner(void)
{
	struct note_key *key = new_key(NAME), *again;
	struct fail fail = FAIL_INIT;
	struct stat st;
	char *dir = folder(), *path;

	NEED(key != NULL && dir != NULL);
	path = path_join(dir, "logg.pem", &fail);
	NEED(path != NULL);
	CHECK(note_key_load(path, NAME, &fail) == NULL);
	CHECK_INT(fail.kind, FAIL_CONFIG);
	CHECK_INT(note_key_save(key, path, &fail), 0);
	CHECK_INT(stat(path, &st), 0);
	CHECK_INT(st.st_mode & 07777, 0600);
	again = note_key_load(path, NAME, &fail);
	CHECK(again != NULL && note_key_same(key, again));
	note_key_free(again);
	again = note_key_load(path, "other", &fail);
	CHECK(again != NULL && !note_key_same(key, again));
	note_key_free(again);
	/* Never over another. */
	CHECK_INT(note_key_save(key, path, &fail), -1);
	CHECK_INT(fail.kind, FAIL_EXISTS);
	CHECK_INT(chmod(path, 0640), 0);
	CHECK(note_key_load(path, NAME, &fail) == NULL);
	CHECK_INT(fail.kind, FAIL_CONFIG);
	CHECK_INT(chmod(path, 0600), 0);
	CHECK_INT(truncate(path, 60), 0);
	CHECK(note_key_load(path, NAME, &fail) == NULL);
	CHECK_INT(fail.kind, FAIL_CONFIG);
	file_remove_tree(dir);
	free(dir);
	free(path);
	note_key_free(key);
}

int
main(void)
{
	RUN(base64_is_strict);
	RUN(opens_what_it_signed);
	RUN(no_bit_may_differ);
	RUN(other_signatures_are_passed_over);
	RUN(refuses_what_is_no_note);
	RUN(signs_only_text);
	RUN(names_hold_no_space_or_plus);
	RUN(refuses_other_verifier_keys);
	RUN(keeps_the_key_for_its_owner);
	return (check_end());
}
