#include "core/tlog_tree.h"

#include <stdlib.h>
#include <string.h>

#include "core/fail.h"
#include "core/hash.h"

int
tlog_tree_leaf(struct hash *h, const struct tlog_entry *entry,
    uint8_t out[TLOG_HASH])
{
	static const uint8_t zero = 0;

	if (hash_again(h) == -1 || hash_add(h, &zero, 1) == -1 ||
	    hash_add(h, entry->bytes, entry->size) == -1)
		return (-1);
	return (hash_end_sha256(h, out));
}

int
tlog_tree_node(struct hash *h, const uint8_t *left, const uint8_t *right,
    uint8_t out[TLOG_HASH])
{
	uint8_t bytes[1 + 2 * TLOG_HASH];

	bytes[0] = 1;
	memcpy(bytes + 1, left, TLOG_HASH);
	memcpy(bytes + 1 + TLOG_HASH, right, TLOG_HASH);
	if (hash_again(h) == -1 || hash_add(h, bytes, sizeof(bytes)) == -1)
		return (-1);
	return (hash_end_sha256(h, out));
}

int
tlog_tree_empty(struct hash *h, uint8_t out[TLOG_HASH])
{
	return (hash_again(h) == -1 ? -1 : hash_end_sha256(h, out));
}

uint64_t
tlog_tree_cut(uint64_t n)
{
	uint64_t cut = 1;

	while (cut < n - cut)
		cut *= 2;
	return (cut);
}

int
tlog_tree_fold(struct hash *h, const uint8_t *hashes, size_t n,
    uint8_t out[TLOG_HASH])
{
	uint8_t left[TLOG_HASH], right[TLOG_HASH];
	size_t cut;

	if (n == 1) {
		memcpy(out, hashes, TLOG_HASH);
		return (0);
	}
	cut = (size_t)tlog_tree_cut(n);
	if (tlog_tree_fold(h, hashes, cut, left) == -1 ||
	    tlog_tree_fold(h, hashes + cut * TLOG_HASH, n - cut, right) == -1)
		return (-1);
	return (tlog_tree_node(h, left, right, out));
}

struct tlog_edge *
tlog_edge_new(struct fail *fail)
{
	struct tlog_edge *edge = malloc(sizeof(*edge));

	if (edge == NULL) {
		fail_memory(fail);
		return (NULL);
	}
	edge->size = 0;
	if ((edge->hash = hash_new(HASH_SHA256, fail)) == NULL) {
		free(edge);
		return (NULL);
	}
	return (edge);
}

void
tlog_edge_free(struct tlog_edge *edge)
{
	if (edge == NULL)
		return;
	hash_free(edge->hash);
	free(edge);
}

unsigned int
tlog_edge_width(const struct tlog_edge *edge, int level)
{
	return ((unsigned int)(tlog_tile_count(edge->size, level) %
	    TLOG_TILE));
}

int
tlog_edge_root(struct tlog_edge *edge, uint8_t out[TLOG_HASH],
    struct fail *fail)
{
	unsigned int width;
	int level, some = 0;

	if (edge->size == 0 && tlog_tree_empty(edge->hash, out) == -1)
		goto bad;
	/*
	 * What lies right of a level's whole subtrees is less than one of
	 * them, so the tree is split as if it were one more.
	 */
	for (level = 0; level < TLOG_TILE_LEVELS; level++) {
		if ((width = tlog_edge_width(edge, level)) == 0)
			continue;
		if (some)
			memcpy(edge->tile[level] + width * TLOG_HASH, out,
			    TLOG_HASH);
		if (tlog_tree_fold(edge->hash, edge->tile[level],
		    width + (some ? 1 : 0), out) == -1)
			goto bad;
		some = 1;
	}
	return (0);
bad:
	return (fail_set(fail, FAIL_IO, "the hash library failed"));
}

struct tlog_edge *
tlog_edge_open(int dir, const struct tlog_head *head, struct fail *fail)
{
	struct tlog_edge *edge = tlog_edge_new(fail);
	uint8_t root[TLOG_HASH];
	struct tlog_tile tile;
	int level;

	if (edge == NULL)
		return (NULL);
	edge->size = head->size;
	for (level = 0; level < TLOG_TILE_LEVELS; level++) {
		tile.level = level;
		tile.index = tlog_tile_count(head->size, level) / TLOG_TILE;
		tile.width = tlog_edge_width(edge, level);
		if (tile.width > 0 && tlog_tile_hashes(dir, &tile,
		    edge->tile[level], fail) == -1)
			goto bad;
	}
	if (tlog_edge_root(edge, root, fail) == -1)
		goto bad;
	if (memcmp(root, head->root, TLOG_HASH) != 0) {
		fail_set(fail, FAIL_NO, "the last tiles of the log do not "
		    "give the root of its checkpoint");
		goto bad;
	}
	return (edge);
bad:
	if (fail->kind == FAIL_DATA)
		fail->kind = FAIL_NO;
	tlog_edge_free(edge);
	return (NULL);
}

int
tlog_edge_add(struct tlog_edge *edge, const uint8_t leaf[TLOG_HASH],
    tlog_edge_sink *sink, void *arg, struct fail *fail)
{
	struct tlog_tile tile = { 0, TLOG_TILE, 0 };
	uint8_t up[TLOG_HASH];
	uint64_t size = edge->size + 1;
	unsigned int width;

	memcpy(up, leaf, TLOG_HASH);
	for (tile.level = 0; tile.level < TLOG_TILE_LEVELS; tile.level++) {
		width = tlog_edge_width(edge, tile.level);
		memcpy(edge->tile[tile.level] + width * TLOG_HASH, up,
		    TLOG_HASH);
		if (width + 1 < TLOG_TILE)
			break;
		tile.index = tlog_tile_count(size, tile.level) / TLOG_TILE - 1;
		if (sink(arg, &tile, edge->tile[tile.level], fail) == -1)
			return (-1);
		if (tlog_tree_fold(edge->hash, edge->tile[tile.level],
		    TLOG_TILE, up) == -1)
			return (fail_set(fail, FAIL_IO,
			    "the hash library failed"));
	}
	edge->size = size;
	return (0);
}

int
tlog_edge_rest(const struct tlog_edge *edge, tlog_edge_sink *sink, void *arg,
    struct fail *fail)
{
	struct tlog_tile tile;

	for (tile.level = 0; tile.level < TLOG_TILE_LEVELS; tile.level++) {
		tile.width = tlog_edge_width(edge, tile.level);
		tile.index = tlog_tile_count(edge->size, tile.level) /
		    TLOG_TILE;
		if (tile.width > 0 && sink(arg, &tile,
		    edge->tile[tile.level], fail) == -1)
			return (-1);
	}
	return (0);
}
