/*
 * The log: its roots and proofs are those of RFC 6962, reckoned here once more
 * in the plainest way; it grows by what is appended and nothing else, and what
 * was changed in any of its files is noticed.
 */
#include "../harness/check.h"

#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base64.h"
#include "core/buf.h"
#include "core/fail.h"
#include "core/file.h"
#include "core/hash.h"
#include "core/note.h"
#include "core/path.h"
#include "core/tlog.h"
#include "core/tlog_tile.h"

#define NAME "exempel.example.org/arkivlogg"

/* A log in a folder of its own. */
struct fixture {
	char *dir;
	int fd;
	struct note_key *key;
	struct tlog_head head;
	struct fail fail;
};

static int
start(struct fixture *f)
{
	memset(f, 0, sizeof(*f));
	f->dir = strdup("/tmp/bevara-tlog-XXXXXX");
	if (f->dir == NULL || mkdtemp(f->dir) == NULL ||
	    (f->fd = open(f->dir, O_RDONLY | O_DIRECTORY)) == -1 ||
	    (f->key = note_key_new(NAME, &f->fail)) == NULL ||
	    tlog_begin(f->fd, f->key, &f->fail) == -1)
		return (0);
	return (tlog_read(f->fd, f->key, &f->head, NULL, &f->fail) == 0);
}

static void
end(struct fixture *f)
{
	note_key_free(f->key);
	close(f->fd);
	file_remove_tree(f->dir);
	free(f->dir);
}

/* Entry i of every log here. */
static size_t
entry_text(uint64_t i, char out[64])
{
	return ((size_t)snprintf(out, 64, "bevara/1 test\nnumber %llu\n",
	    (unsigned long long)i));
}

/* Append so many of them at once; 0 or -1. */
static int
grow(struct fixture *f, size_t count)
{
	char (*text)[64] = malloc((count + 1) * sizeof(*text));
	struct tlog_entry *entry = malloc((count + 1) * sizeof(*entry));
	size_t i;
	int rc = -1;

	for (i = 0; text != NULL && entry != NULL && i < count; i++) {
		entry[i].size = entry_text(f->head.size + i, text[i]);
		entry[i].bytes = text[i];
	}
	if (text != NULL && entry != NULL)
		rc = tlog_append(f->fd, f->key, entry, count, &f->head,
		    &f->fail);
	free(text);
	free(entry);
	return (rc);
}

static void
sha256(const struct buf *b, uint8_t out[32])
{
	struct fail fail = FAIL_INIT;
	struct hash *h = hash_new(HASH_SHA256, &fail);

	if (h != NULL && hash_add(h, b->data, b->size) == 0)
		(void)hash_end_sha256(h, out);
	hash_free(h);
}

/* MTH(D[first:end]), word by word. */
static void
plain_root(uint64_t first, uint64_t last, uint8_t out[32])
{
	struct buf b = BUF_INIT;
	uint8_t left[32], right[32];
	char text[64];
	uint64_t k = 1;

	if (last - first == 1) {
		buf_addc(&b, 0);
		buf_add(&b, text, entry_text(first, text));
	} else if (last > first) {
		while (k * 2 < last - first)
			k *= 2;
		plain_root(first, first + k, left);
		plain_root(first + k, last, right);
		buf_addc(&b, 1);
		buf_add(&b, left, 32);
		buf_add(&b, right, 32);
	} else
		buf_adds(&b, "");
	sha256(&b, out);
	buf_clear(&b);
}

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

static void
begins_once(void)
{
	struct fixture f;
	struct buf b = BUF_INIT;

	NEED(start(&f));
	CHECK_INT(f.head.size, 0);
	CHECK_INT(tlog_read(f.fd, f.key, &f.head, &b, &f.fail), 0);
	CHECK(strncmp(buf_text(&b), NAME "\n0\n"
	    "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\n\xe2\x80\x94 "
	    NAME " ", 100) == 0);
	CHECK_INT(tlog_begin(f.fd, f.key, &f.fail), -1);
	CHECK_INT(f.fail.kind, FAIL_EXISTS);
	CHECK_INT(unlinkat(f.fd, "checkpoint", 0), 0);
	CHECK_INT(tlog_read(f.fd, f.key, &f.head, NULL, &f.fail), -1);
	CHECK_INT(f.fail.kind, FAIL_LATER);
	buf_clear(&b);
	end(&f);
}

static void
paths_are_the_specs(void)
{
	char path[TLOG_TILE_PATH];
	struct tlog_tile tile = { 0, 256, 1234067 };

	tlog_tile_path(&tile, path);
	CHECK_STR(path, "tile/0/x001/x234/067");
	tile.level = TLOG_TILE_ENTRIES;
	tile.index = 0;
	tile.width = 17;
	tlog_tile_path(&tile, path);
	CHECK_STR(path, "tile/entries/000.p/17");
	tile.index = ((uint64_t)1 << 62) / 256;
	tile.width = 255;
	tlog_tile_path(&tile, path);
	CHECK_STR(path,
	    "tile/entries/x018/x014/x398/x509/x481/984.p/255");
	/* The spec's example: 70,000 entries. */
	tile = tlog_tile_at(70000, 0, 273);
	CHECK_INT(tile.width, 112);
	tile = tlog_tile_at(70000, 1, 1);
	CHECK_INT(tile.width, 17);
	tile = tlog_tile_at(70000, 2, 0);
	CHECK_INT(tile.width, 1);
	CHECK_INT(tlog_tile_at(70000, 0, 272).width, 256);
}

/* Is the log whole, and its root the plain one? */
static void
check_log(struct fixture *f)
{
	struct tlog_head head;
	uint8_t root[32];

	CHECK_INT(tlog_read(f->fd, f->key, &head, NULL, &f->fail), 0);
	CHECK_INT(head.size, f->head.size);
	CHECK(memcmp(head.root, f->head.root, 32) == 0);
	plain_root(0, head.size, root);
	CHECK(memcmp(head.root, root, 32) == 0);
	if (tlog_audit(f->fd, &head, NULL, NULL, &f->fail) == -1)
		CHECK_STR(f->fail.text, "whole");
}

static void
roots_are_the_rfcs(void)
{
	static const size_t steps[] = { 1, 1, 1, 2, 3, 120, 127, 1, 1, 255, 1,
	    256, 1, 511, 300, 1000 };
	struct fixture f;
	size_t i;

	NEED(start(&f));
	for (i = 0; i < sizeof(steps) / sizeof(steps[0]); i++) {
		if (grow(&f, steps[i]) == -1)
			CHECK_STR(f.fail.text, "appended");
		check_log(&f);
	}
	CHECK_INT(grow(&f, 0), 0);
	check_log(&f);
	end(&f);
}

static void
many_levels(void)
{
	struct fixture f;

	NEED(start(&f));
	CHECK_INT(grow(&f, 65535), 0);
	check_log(&f);
	CHECK_INT(grow(&f, 1), 0);
	check_log(&f);
	CHECK_INT(grow(&f, 1), 0);
	check_log(&f);
	CHECK_INT(grow(&f, 4464), 0);
	check_log(&f);
	end(&f);
}

int
main(void)
{
	RUN(begins_once);
	RUN(paths_are_the_specs);
	RUN(roots_are_the_rfcs);
	RUN(many_levels);
	(void)plain_path;
	return (check_end());
}
