/*
 * What the log proves: inclusion as RFC 6962 has it, and that every head
 * continues those before it; no other proof, and no other head, is taken.
 */
#include "../harness/check.h"

#include "logs.h"

#include "core/tlog_head.h"

/* PATH(m, D[first:end]), as lines of base64. */
static void
plain_path(uint64_t m, uint64_t first, uint64_t last, struct buf *out)
{
	uint8_t side[32];
	uint64_t k = 1;

	if (last - first <= 1)
		return;
	while (k * 2 < last - first)
		k *= 2;
	if (m < first + k) {
		plain_path(m, first, first + k, out);
		plain_root(first + k, last, side);
	} else {
		plain_path(m, first + k, last, out);
		plain_root(first, first + k, side);
	}
	base64_put(out, side, 32);
	buf_addc(out, '\n');
}

/* The proof's lines of hashes, between "index N" and the empty line. */
static int
same_path(const struct buf *proof, uint64_t index, uint64_t size)
{
	struct buf want = BUF_INIT;
	int same;

	buf_addf(&want, "c2sp.org/tlog-proof@v1\nindex %llu\n",
	    (unsigned long long)index);
	plain_path(index, 0, size, &want);
	buf_addc(&want, '\n');
	same = proof->size > want.size &&
	    memcmp(proof->data, want.data, want.size) == 0;
	buf_clear(&want);
	return (same);
}

/* Prove it, and check that: the entry is in there and no other is. */
static void
prove_one(struct fixture *f, const struct buf *checkpoint, uint64_t index)
{
	struct buf proof = BUF_INIT;
	struct tlog_entry entry;
	uint64_t got = 0;
	char text[64];

	CHECK_INT(tlog_prove(f->fd, &f->head, checkpoint, index, &proof,
	    &f->fail), 0);
	CHECK(same_path(&proof, index, f->head.size));
	entry.bytes = text;
	entry.size = entry_text(index, text);
	CHECK_INT(tlog_check_proof(proof.data, proof.size, f->key, &entry,
	    &got, &f->fail), 0);
	CHECK_INT(got, index);
	entry.size--;
	CHECK_INT(tlog_check_proof(proof.data, proof.size, f->key, &entry,
	    &got, &f->fail), -1);
	CHECK_INT(f->fail.kind, FAIL_NO);
	buf_clear(&proof);
}

static void
proofs_are_the_rfcs(void)
{
	static const size_t steps[] = { 1, 1, 1, 1, 1, 1, 1, 1, 248, 1, 255,
	    130 };
	struct buf checkpoint = BUF_INIT, proof = BUF_INIT;
	struct fixture f;
	uint64_t index;
	size_t i;

	NEED(start(&f));
	for (i = 0; i < sizeof(steps) / sizeof(steps[0]); i++) {
		CHECK_INT(grow(&f, steps[i]), 0);
		buf_reset(&checkpoint);
		CHECK_INT(tlog_read(f.fd, f.key, &f.head, &checkpoint,
		    &f.fail), 0);
		for (index = 0; index < f.head.size;
		    index += index < 9 || index + 9 > f.head.size ? 1 : 7)
			prove_one(&f, &checkpoint, index);
	}
	CHECK_INT(tlog_prove(f.fd, &f.head, &checkpoint, f.head.size, &proof,
	    &f.fail), -1);
	CHECK_INT(f.fail.kind, FAIL_DATA);
	buf_clear(&checkpoint);
	buf_clear(&proof);
	end(&f);
}

/* No proof with a line taken, doubled, swapped or of another entry holds. */
static void
no_other_proof_holds(void)
{
	struct buf checkpoint = BUF_INIT, proof = BUF_INIT;
	struct tlog_entry entry;
	struct fixture f;
	uint64_t got;
	char text[64];
	size_t i;
	int bit, held = 0;

	NEED(start(&f));
	CHECK_INT(grow(&f, 11), 0);
	CHECK_INT(tlog_read(f.fd, f.key, &f.head, &checkpoint, &f.fail), 0);
	CHECK_INT(tlog_prove(f.fd, &f.head, &checkpoint, 6, &proof, &f.fail),
	    0);
	entry.bytes = text;
	entry.size = entry_text(6, text);
	for (i = 0; i < proof.size; i++) {
		for (bit = 0; bit < 8; bit++) {
			proof.data[i] ^= (uint8_t)(1 << bit);
			if (tlog_check_proof(proof.data, proof.size, f.key,
			    &entry, &got, &f.fail) == 0)
				held++;
			proof.data[i] ^= (uint8_t)(1 << bit);
		}
		if (tlog_check_proof(proof.data, i, f.key, &entry, &got,
		    &f.fail) == 0)
			held++;
	}
	CHECK_INT(held, 0);
	for (i = 0; i < 11; i++) {
		entry.size = entry_text(i, text);
		held += tlog_check_proof(proof.data, proof.size, f.key,
		    &entry, &got, &f.fail) == 0;
	}
	CHECK_INT(held, 1);
	buf_clear(&checkpoint);
	buf_clear(&proof);
	end(&f);
}

/* Under a head that was signed by mistake: the root is the entry's own. */
static void
paths_have_the_trees_length(void)
{
	static const char top[] = "c2sp.org/tlog-proof@v1\nindex 0\n\n";
	struct tlog_entry entry = { "x", 1 };
	struct tlog_head head = { 1, { 0 } };
	struct buf proof = BUF_INIT, leaf = BUF_INIT;
	struct fixture f;
	uint64_t got;

	NEED(start(&f));
	buf_add(&leaf, "\0x", 2);
	sha256(&leaf, head.root);
	for (; head.size < 4; head.size++) {
		buf_reset(&proof);
		buf_adds(&proof, top);
		CHECK_INT(tlog_head_sign(f.key, &head, &proof, &f.fail), 0);
		CHECK_INT(tlog_check_proof(proof.data, proof.size, f.key,
		    &entry, &got, &f.fail), head.size == 1 ? 0 : -1);
		CHECK(head.size == 1 || f.fail.kind == FAIL_NO);
	}
	buf_clear(&proof);
	buf_clear(&leaf);
	end(&f);
}

/* Proofs as others write them, and what is none, by the lines on top. */
static void
reads_proofs_by_the_letter(void)
{
	static const struct {
		const char *top;	/* before the checkpoint */
		enum fail_kind kind;
	} t[] = {
		{ "c2sp.org/tlog-proof@v1\nindex 0\n\n", FAIL_NONE },
		{ "c2sp.org/tlog-proof@v1\nextra AAEC\nindex 0\n\n",
		    FAIL_NONE },
		{ "c2sp.org/tlog-proof@v1\nextra \nindex 0\n\n", FAIL_NONE },
		{ "c2sp.org/tlog-proof@v1\nextra A\nindex 0\n\n", FAIL_DATA },
		{ "c2sp.org/tlog-proof@v1\nextra AA==AAAA\nindex 0\n\n",
		    FAIL_DATA },
		{ "c2sp.org/tlog-proof@v1\nindex 0\nextra AAEC\n\n",
		    FAIL_DATA },
		{ "c2sp.org/tlog-proof@v1\nindex 1\n\n", FAIL_NO },
		{ "c2sp.org/tlog-proof@v1\nindex 00\n\n", FAIL_DATA },
		{ "c2sp.org/tlog-proof@v1\nindex -0\n\n", FAIL_DATA },
		{ "c2sp.org/tlog-proof@v1\nindex 99999999999999999999\n\n",
		    FAIL_DATA },
		{ "c2sp.org/tlog-proof@v1\nindex\n\n", FAIL_DATA },
		{ "c2sp.org/tlog-proof@v1\nindex 0\nAAAA\n\n", FAIL_DATA },
		{ "c2sp.org/tlog-proof@v1\nindex 0\n"
		    "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\n",
		    FAIL_NO },
		{ "c2sp.org/tlog-proof@v2\nindex 0\n\n", FAIL_DATA },
		{ "c2sp.org/tlog-proof@v1\r\nindex 0\n\n", FAIL_DATA },
		{ "c2sp.org/tlog-proof@v1\nindex 0\n", FAIL_DATA },
		{ "", FAIL_DATA },
	};
	struct buf checkpoint = BUF_INIT, proof = BUF_INIT;
	struct tlog_entry entry;
	struct fixture f;
	uint64_t got;
	char text[64];
	size_t i;
	int rc;

	NEED(start(&f));
	CHECK_INT(grow(&f, 1), 0);
	CHECK_INT(tlog_read(f.fd, f.key, &f.head, &checkpoint, &f.fail), 0);
	entry.bytes = text;
	entry.size = entry_text(0, text);
	for (i = 0; i < sizeof(t) / sizeof(t[0]); i++) {
		buf_reset(&proof);
		buf_adds(&proof, t[i].top);
		buf_add(&proof, checkpoint.data, checkpoint.size);
		rc = tlog_check_proof(proof.data, proof.size, f.key, &entry,
		    &got, &f.fail);
		if ((rc == 0 ? FAIL_NONE : f.fail.kind) != t[i].kind)
			CHECK_STR(t[i].top, "judged otherwise");
	}
	buf_clear(&checkpoint);
	buf_clear(&proof);
	end(&f);
}

/* Every head of the log is continued by every later one, and no other is. */
static void
heads_continue(void)
{
	struct tlog_head heads[40], wrong;
	struct fixture f;
	size_t i, k;

	NEED(start(&f));
	heads[0] = f.head;
	for (i = 1; i < 40; i++) {
		CHECK_INT(grow(&f, i == 20 ? 250 : i % 5 + 1), 0);
		heads[i] = f.head;
	}
	for (i = 0; i < 40; i++)
		for (k = i; k < 40; k++) {
			if (tlog_check_consistent(f.fd, &heads[i], &heads[k],
			    &f.fail) == -1)
				CHECK_STR(f.fail.text, "consistent");
			if (k == i)
				continue;
			CHECK_INT(tlog_check_consistent(f.fd, &heads[k],
			    &heads[i], &f.fail), -1);
			CHECK_INT(f.fail.kind, FAIL_NO);
			if (i == 0)
				continue;
			wrong = heads[i];
			wrong.root[k % 32] ^= 1;
			CHECK_INT(tlog_check_consistent(f.fd, &wrong,
			    &heads[k], &f.fail), -1);
			CHECK_INT(f.fail.kind, FAIL_NO);
		}
	wrong = f.head;
	wrong.root[0] ^= 1;
	CHECK_INT(tlog_check_consistent(f.fd, &wrong, &f.head, &f.fail), -1);
	CHECK_INT(f.fail.kind, FAIL_NO);
	end(&f);
}

/* Each byte that a proof or a comparison of heads stands on is checked. */
static void
proves_from_no_changed_tile(void)
{
	static const char *const tiles[] = { "tile/0/000", "tile/0/001",
	    "tile/0/002.p/88", "tile/1/000.p/2" };
	struct buf checkpoint = BUF_INIT, proof = BUF_INIT;
	struct tlog_head old;
	struct fixture f;
	char c;
	size_t i;
	int fd;

	NEED(start(&f));
	CHECK_INT(grow(&f, 257), 0);
	old = f.head;
	CHECK_INT(grow(&f, 343), 0);
	CHECK_INT(tlog_read(f.fd, f.key, &f.head, &checkpoint, &f.fail), 0);
	for (i = 0; i < sizeof(tiles) / sizeof(tiles[0]); i++) {
		fd = openat(f.fd, tiles[i], O_RDWR);
		CHECK_INT(pread(fd, &c, 1, 7), 1);
		c ^= 4;
		CHECK_INT(pwrite(fd, &c, 1, 7), 1);
		/* Entries 1 and 300 have their path in tiles 000 and 001. */
		CHECK_INT(tlog_prove(f.fd, &f.head, &checkpoint,
		    i == 1 ? 300 : 1, &proof, &f.fail), -1);
		CHECK_INT(f.fail.kind, FAIL_NO);
		CHECK_INT(proof.size, 0);
		/* The old root takes whole tiles from level 1, and 001. */
		CHECK_INT(tlog_check_consistent(f.fd, &old, &f.head, &f.fail),
		    i == 0 ? 0 : -1);
		c ^= 4;
		CHECK_INT(pwrite(fd, &c, 1, 7), 1);
		close(fd);
	}
	CHECK_INT(tlog_check_consistent(f.fd, &old, &f.head, &f.fail), 0);
	CHECK_INT(tlog_prove(f.fd, &f.head, &checkpoint, 1, &proof, &f.fail),
	    0);
	buf_clear(&checkpoint);
	buf_clear(&proof);
	end(&f);
}

static void
heads_of_others_are_refused(void)
{
	static const char *const bad[] = { NAME "\n1\n", NAME "\n",
	    NAME "\n01\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
	    NAME "\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuF==\n",
	    NAME "\n1\nAAAA\n",
	    NAME "\n-1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
	    NAME "\n9999999999999999999\n"
	    "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
	    NAME "\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\n",
	    NAME "\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n"
	    "a\n\nb\n",
	    "other\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
	    NAME "2\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n" };
	struct fail fail = FAIL_INIT;
	struct note_key *key = note_key_new(NAME, &fail);
	struct note_key *other = note_key_new(NAME, &fail);
	struct buf b = BUF_INIT;
	struct tlog_head head;
	size_t i;

	NEED(key != NULL && other != NULL);
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		buf_reset(&b);
		CHECK_INT(note_sign(key, bad[i], &b, &fail), 0);
		if (tlog_parse_head(b.data, b.size, key, &head, &fail) == 0 ||
		    fail.kind != FAIL_DATA)
			CHECK_STR(bad[i], "bad data");
	}
	buf_reset(&b);
	CHECK_INT(note_sign(key, NAME "\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NM"
	    "pJWZG3hSuFU=\nmore\n", &b, &fail), 0);
	CHECK_INT(tlog_parse_head(b.data, b.size, key, &head, &fail), 0);
	CHECK_INT(head.size, 1);
	CHECK_INT(tlog_parse_head(b.data, b.size, other, &head, &fail), -1);
	CHECK_INT(fail.kind, FAIL_NO);
	note_key_free(key);
	note_key_free(other);
	buf_clear(&b);
}

int
main(void)
{
	RUN(proofs_are_the_rfcs);
	RUN(no_other_proof_holds);
	RUN(paths_have_the_trees_length);
	RUN(reads_proofs_by_the_letter);
	RUN(heads_continue);
	RUN(proves_from_no_changed_tile);
	RUN(heads_of_others_are_refused);
	return (check_end());
}
