/*
 * logs.h - what the tests of the log share: a log in a folder of its own, and
 * the tree of RFC 6962 reckoned in the plainest way.
 *
 * Included by one file per program.
 */
#ifndef TESTS_LOGS_H
#define TESTS_LOGS_H

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
	/* In memory where there is such a place: many small appends. */
	f->dir = strdup(file_is_dir("/dev/shm") ?
	    "/dev/shm/bevara-tlog-XXXXXX" : "/tmp/bevara-tlog-XXXXXX");
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

#endif /* !TESTS_LOGS_H */
