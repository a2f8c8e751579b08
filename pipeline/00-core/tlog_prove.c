#include "core/tlog.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "core/base64.h"
#include "core/buf.h"
#include "core/fail.h"
#include "core/hash.h"
#include "core/tlog_head.h"
#include "core/tlog_tree.h"

#define PATH_MAX_HASHES 64
#define HASH_TEXT 44			/* a hash as base64 */

static const char magic[] = "c2sp.org/tlog-proof@v1\n";

int
tlog_check_consistent(int dir, const struct tlog_head *old,
    const struct tlog_head *new, struct fail *fail)
{
	struct tlog_tree *tree = NULL;
	uint8_t root[TLOG_HASH];
	int rc = -1;

	if (old->size > new->size)
		return (fail_set(fail, FAIL_NO, "the log has %" PRIu64
		    " entries and had %" PRIu64 ": it was rolled back",
		    new->size, old->size));
	if (old->size == new->size) {
		memcpy(root, new->root, TLOG_HASH);
	} else if (old->size == 0) {
		return (0);
	} else {
		if ((tree = tlog_tree_open(dir, new, fail)) == NULL ||
		    tlog_tree_range(tree, 0, old->size, root, fail) == -1)
			goto out;
	}
	if (memcmp(root, old->root, TLOG_HASH) != 0)
		fail_set(fail, FAIL_NO, "the first %" PRIu64 " entries of the "
		    "log are not what they were: it was rewritten", old->size);
	else
		rc = 0;
out:
	tlog_tree_free(tree);
	return (rc);
}

/* A proof's hashes, from the entry's neighbour up. */
struct path {
	size_t count;
	uint8_t hash[PATH_MAX_HASHES][TLOG_HASH];
};

/* Reckon them from the root down (RFC 6962, section 2.1.1). */
static int
find_path(struct tlog_tree *tree, uint64_t size, uint64_t index,
    struct path *path, struct fail *fail)
{
	uint64_t first = 0, end = size, cut;
	uint8_t side[PATH_MAX_HASHES][TLOG_HASH];
	size_t n = 0, i;
	int rc;

	for (; end - first > 1; n++) {
		cut = first + tlog_tree_cut(end - first);
		if (index < cut) {
			rc = tlog_tree_range(tree, cut, end, side[n], fail);
			end = cut;
		} else {
			rc = tlog_tree_range(tree, first, cut, side[n], fail);
			first = cut;
		}
		if (rc == -1)
			return (-1);
	}
	for (i = 0; i < n; i++)
		memcpy(path->hash[i], side[n - 1 - i], TLOG_HASH);
	path->count = n;
	return (0);
}

int
tlog_prove(int dir, const struct tlog_head *head,
    const struct buf *checkpoint, uint64_t index, struct buf *proof,
    struct fail *fail)
{
	struct tlog_tree *tree;
	struct path path;
	size_t i;
	int rc = -1;

	if (index >= head->size)
		return (fail_set(fail, FAIL_DATA, "the log has %" PRIu64
		    " entries, and none of index %" PRIu64, head->size,
		    index));
	if ((tree = tlog_tree_open(dir, head, fail)) == NULL ||
	    find_path(tree, head->size, index, &path, fail) == -1)
		goto out;
	buf_addf(proof, "%sindex %" PRIu64 "\n", magic, index);
	for (i = 0; i < path.count; i++) {
		base64_put(proof, path.hash[i], TLOG_HASH);
		buf_addc(proof, '\n');
	}
	buf_addc(proof, '\n');
	buf_add(proof, checkpoint->data, checkpoint->size);
	rc = buf_check(proof, fail);
out:
	tlog_tree_free(tree);
	return (rc);
}

/* A proof's text, as it is read. */
struct reader {
	const char *at, *end;
	const char *line;		/* the last line, without its newline */
	size_t size;
};

/* The next line; 0 or -1. */
static int
next_line(struct reader *r)
{
	const char *stop = memchr(r->at, '\n', (size_t)(r->end - r->at));

	if (stop == NULL)
		return (-1);
	r->line = r->at;
	r->size = (size_t)(stop - r->at);
	r->at = stop + 1;
	return (0);
}

/* Does the line begin with this word?  Then it is the rest. */
static int
take_word(struct reader *r, const char *word)
{
	size_t n = strlen(word);

	if (r->size < n || memcmp(r->line, word, n) != 0)
		return (0);
	r->line += n;
	r->size -= n;
	return (1);
}

/* Is it base64 of anything? */
static int
is_base64(const char *s, size_t n)
{
	uint8_t three[3];
	size_t i;

	for (i = 0; i + 4 <= n; i += 4)
		if (base64_get(s + i, 4, three, 3) < (i + 4 < n ? 3 : 1))
			return (0);
	return (n % 4 == 0);
}

/* All lines before the checkpoint; 0 or -1. */
static int
read_path(struct reader *r, uint64_t *index, struct path *path)
{
	if ((size_t)(r->end - r->at) < sizeof(magic) - 1 ||
	    memcmp(r->at, magic, sizeof(magic) - 1) != 0)
		return (-1);
	r->at += sizeof(magic) - 1;
	if (next_line(r) == -1)
		return (-1);
	if (take_word(r, "extra ") &&
	    (!is_base64(r->line, r->size) || next_line(r) == -1))
		return (-1);
	if (!take_word(r, "index ") ||
	    tlog_head_number(r->line, r->size, index) == -1)
		return (-1);
	for (path->count = 0; next_line(r) == 0; path->count++) {
		if (r->size == 0)
			return (0);
		if (path->count == PATH_MAX_HASHES ||
		    r->size != HASH_TEXT || base64_get(r->line, r->size,
		    path->hash[path->count], TLOG_HASH) != TLOG_HASH)
			return (-1);
	}
	return (-1);
}

/*
 * The root that follows from the leaf and its path (RFC 9162, 2.1.3.2): 0; 1
 * if the path is too long or short; -1: the library failed.
 */
static int
climb(struct hash *h, const struct path *path, uint64_t index, uint64_t size,
    uint8_t root[TLOG_HASH])
{
	uint64_t fn = index, sn = size - 1;
	size_t i;
	int rc;

	for (i = 0; i < path->count; i++) {
		if (sn == 0)
			return (1);
		if ((fn & 1) == 1 || fn == sn) {
			rc = tlog_tree_node(h, path->hash[i], root, root);
			while ((fn & 1) == 0 && fn != 0) {
				fn >>= 1;
				sn >>= 1;
			}
		} else
			rc = tlog_tree_node(h, root, path->hash[i], root);
		if (rc == -1)
			return (-1);
		fn >>= 1;
		sn >>= 1;
	}
	return (sn == 0 ? 0 : 1);
}

/* Does the path lead from the entry to the head's root? */
static int
check_path(const struct tlog_entry *entry, const struct path *path,
    uint64_t index, const struct tlog_head *head, struct fail *fail)
{
	struct hash *h = hash_new(HASH_SHA256, fail);
	uint8_t root[TLOG_HASH];
	int way = -1;

	if (h == NULL)
		return (-1);
	if (tlog_tree_leaf(h, entry, root) == 0)
		way = index < head->size ?
		    climb(h, path, index, head->size, root) : 1;
	hash_free(h);
	if (way == -1)
		return (fail_set(fail, FAIL_IO, "the hash library failed"));
	if (way == 1 || memcmp(root, head->root, TLOG_HASH) != 0)
		return (fail_set(fail, FAIL_NO, "the proof does not show that "
		    "the entry is in the log at index %" PRIu64, index));
	return (0);
}

int
tlog_check_proof(const void *proof, size_t n, const struct note_key *key,
    const struct tlog_entry *entry, uint64_t *index, struct fail *fail)
{
	struct reader r = { proof, (const char *)proof + n, NULL, 0 };
	struct tlog_head head;
	struct path path;

	if (read_path(&r, index, &path) == -1)
		return (fail_set(fail, FAIL_DATA, "it is not a proof of the "
		    "form c2sp.org/tlog-proof@v1"));
	if (tlog_parse_head(r.at, (size_t)(r.end - r.at), key, &head,
	    fail) == -1) {
		fail_add(fail, "the proof");
		return (-1);
	}
	return (check_path(entry, &path, *index, &head, fail));
}
