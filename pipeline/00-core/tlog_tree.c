#include "core/tlog_tree.h"

#include <stdlib.h>
#include <string.h>

#include "core/fail.h"

struct tlog_tree {
	int dir;			/* borrowed */
	struct tlog_edge *edge;		/* owned */
	struct {			/* the last full tile of each level */
		int there;
		uint64_t index;
		uint8_t hash[TLOG_TILE_BYTES];
	} full[TLOG_TILE_LEVELS];
};

struct tlog_tree *
tlog_tree_open(int dir, const struct tlog_head *head, struct fail *fail)
{
	struct tlog_tree *tree = calloc(1, sizeof(*tree));

	if (tree == NULL) {
		fail_memory(fail);
		return (NULL);
	}
	tree->dir = dir;
	if ((tree->edge = tlog_edge_open(dir, head, fail)) == NULL) {
		free(tree);
		return (NULL);
	}
	return (tree);
}

void
tlog_tree_free(struct tlog_tree *tree)
{
	if (tree == NULL)
		return;
	tlog_edge_free(tree->edge);
	free(tree);
}

/*
 * The hashes of the tile, which belong to the log: those at the edge give its
 * root, and every other tile's root is a hash of the level above.  Borrowed,
 * until another tile of that level is asked for; NULL with fail set.
 */
static const uint8_t *
find_tile(struct tlog_tree *tree, int level, uint64_t index,
    struct fail *fail)
{
	struct tlog_tile tile = { level, TLOG_TILE, index };
	uint8_t *hash = tree->full[level].hash, root[TLOG_HASH];
	char path[TLOG_TILE_PATH];
	const uint8_t *above;

	if (index == tlog_tile_count(tree->edge->size, level) / TLOG_TILE)
		return (tree->edge->tile[level]);
	if (tree->full[level].there && tree->full[level].index == index)
		return (hash);
	above = find_tile(tree, level + 1, index / TLOG_TILE, fail);
	if (above == NULL)
		return (NULL);
	tree->full[level].there = 0;
	if (tlog_tile_hashes(tree->dir, &tile, hash, fail) == -1) {
		if (fail->kind == FAIL_DATA)
			fail->kind = FAIL_NO;
		return (NULL);
	}
	if (tlog_tree_fold(tree->edge->hash, hash, TLOG_TILE, root) == -1) {
		fail_set(fail, FAIL_IO, "the hash library failed");
		return (NULL);
	}
	above += index % TLOG_TILE * TLOG_HASH;
	if (memcmp(root, above, TLOG_HASH) != 0) {
		tlog_tile_path(&tile, path);
		fail_set(fail, FAIL_NO, "'%s' is not the log's", path);
		return (NULL);
	}
	tree->full[level].index = index;
	tree->full[level].there = 1;
	return (hash);
}

/* A whole subtree of 2^${bits} entries: some hashes of one tile. */
static int
whole(struct tlog_tree *tree, uint64_t first, int bits,
    uint8_t out[TLOG_HASH], struct fail *fail)
{
	int level = bits / 8;
	uint64_t at = first >> (8 * level);
	const uint8_t *hash;

	hash = find_tile(tree, level, at / TLOG_TILE, fail);
	if (hash == NULL)
		return (-1);
	if (tlog_tree_fold(tree->edge->hash, hash + at % TLOG_TILE * TLOG_HASH,
	    (size_t)1 << (bits % 8), out) == -1)
		return (fail_set(fail, FAIL_IO, "the hash library failed"));
	return (0);
}

int
tlog_tree_range(struct tlog_tree *tree, uint64_t first, uint64_t end,
    uint8_t out[TLOG_HASH], struct fail *fail)
{
	uint8_t left[TLOG_HASH], right[TLOG_HASH];
	uint64_t n = end - first, cut;
	int bits = 0;

	while ((uint64_t)1 << bits < n)
		bits++;
	if ((uint64_t)1 << bits == n)
		return (whole(tree, first, bits, out, fail));
	cut = tlog_tree_cut(n);
	if (tlog_tree_range(tree, first, first + cut, left, fail) == -1 ||
	    tlog_tree_range(tree, first + cut, end, right, fail) == -1)
		return (-1);
	if (tlog_tree_node(tree->edge->hash, left, right, out) == -1)
		return (fail_set(fail, FAIL_IO, "the hash library failed"));
	return (0);
}
