#include "core/tlog.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "core/buf.h"
#include "core/fail.h"
#include "core/tlog_tree.h"

int
tlog_each(int dir, const struct tlog_head *head, uint64_t first,
    tlog_visitor *visitor, void *arg, struct fail *fail)
{
	struct tlog_entry entry[TLOG_TILE];
	struct buf b = BUF_INIT;
	struct tlog_tile tile;
	uint64_t index;
	unsigned int i;
	int rc = -1;

	for (index = first / TLOG_TILE; index * TLOG_TILE < head->size;
	    index++) {
		tile = tlog_tile_at(head->size, TLOG_TILE_ENTRIES, index);
		if (tlog_tile_entries(dir, &tile, &b, entry, fail) == -1)
			goto out;
		i = first > index * TLOG_TILE ?
		    (unsigned int)(first - index * TLOG_TILE) : 0;
		for (; i < tile.width; i++)
			if (visitor(arg, index * TLOG_TILE + i, &entry[i],
			    fail) == -1)
				goto out;
	}
	rc = 0;
out:
	buf_clear(&b);
	return (rc);
}

/* An audit at work. */
struct audit {
	int dir;
	const struct tlog_head *head;
	struct tlog_edge *edge;		/* owned; reckoned from the entries */
	uint8_t file[TLOG_TILE_BYTES];	/* a tile as it lies there */
};

/*
 * The leaves that follow from the entries are not the tile's.  If the tile is
 * what the root vouches for, an entry was changed: say which.  0 if that cannot
 * be told, since other tiles were changed too.
 */
static int
blame(const struct audit *a, const struct tlog_tile *tile,
    const uint8_t *hashes, struct fail *fail)
{
	struct tlog_tile bundle = *tile;
	struct tlog_tree *tree;
	char path[TLOG_TILE_PATH];
	uint8_t leaf[TLOG_HASH];
	uint64_t n = tile->index * TLOG_TILE;
	unsigned int i;
	int rc = 0;

	bundle.level = TLOG_TILE_ENTRIES;
	tlog_tile_path(&bundle, path);
	if ((tree = tlog_tree_open(a->dir, a->head, fail)) == NULL)
		return (fail->kind == FAIL_NO ? 0 : -1);
	for (i = 0; rc == 0 && i < tile->width; i++) {
		rc = tlog_tree_range(tree, n + i, n + i + 1, leaf, fail);
		if (rc == 0 && memcmp(leaf, hashes + i * TLOG_HASH,
		    TLOG_HASH) != 0)
			rc = fail_set(fail, FAIL_NO, "'%s': entry %" PRIu64
			    " is not what the log's root vouches for", path,
			    n + i);
	}
	tlog_tree_free(tree);
	return (rc);
}

/* A tile as it was reckoned: the file must hold the same. */
static int
compare(void *arg, const struct tlog_tile *tile, const uint8_t *hashes,
    struct fail *fail)
{
	struct audit *a = arg;
	char path[TLOG_TILE_PATH];

	if (tlog_tile_hashes(a->dir, tile, a->file, fail) == -1)
		return (-1);
	if (memcmp(a->file, hashes, (size_t)tile->width * TLOG_HASH) == 0)
		return (0);
	if (tile->level == 0 && blame(a, tile, hashes, fail) == -1)
		return (-1);
	tlog_tile_path(tile, path);
	return (fail_set(fail, FAIL_NO, "'%s' does not follow from the "
	    "entries", path));
}

/* One bundle into the tree. */
static int
add_bundle(struct audit *a, const struct tlog_entry *entry,
    unsigned int count, struct fail *fail)
{
	uint8_t leaf[TLOG_HASH];
	unsigned int i;

	for (i = 0; i < count; i++) {
		if (tlog_tree_leaf(a->edge->hash, &entry[i], leaf) == -1)
			return (fail_set(fail, FAIL_IO,
			    "the hash library failed"));
		if (tlog_edge_add(a->edge, leaf, compare, a, fail) == -1)
			return (-1);
	}
	return (0);
}

/* The entries, bundle by bundle: into the tree, then to the visitor. */
static int
walk(struct audit *a, const struct tlog_head *head, tlog_visitor *visitor,
    void *arg, struct fail *fail)
{
	struct tlog_entry entry[TLOG_TILE];
	struct buf b = BUF_INIT;
	struct tlog_tile tile;
	uint64_t index;
	unsigned int i;
	int rc = -1;

	for (index = 0; index * TLOG_TILE < head->size; index++) {
		tile = tlog_tile_at(head->size, TLOG_TILE_ENTRIES, index);
		if (tlog_tile_entries(a->dir, &tile, &b, entry, fail) == -1 ||
		    add_bundle(a, entry, tile.width, fail) == -1)
			goto out;
		for (i = 0; visitor != NULL && i < tile.width; i++)
			if (visitor(arg, index * TLOG_TILE + i, &entry[i],
			    fail) == -1)
				goto out;
	}
	rc = tlog_edge_rest(a->edge, compare, a, fail);
out:
	buf_clear(&b);
	return (rc);
}

int
tlog_audit(int dir, const struct tlog_head *head, tlog_visitor *visitor,
    void *arg, struct fail *fail)
{
	struct audit *a = calloc(1, sizeof(*a));
	uint8_t root[TLOG_HASH];
	int rc = -1;

	if (a == NULL)
		return (fail_memory(fail));
	a->dir = dir;
	a->head = head;
	if ((a->edge = tlog_edge_new(fail)) == NULL ||
	    walk(a, head, visitor, arg, fail) == -1 ||
	    tlog_edge_root(a->edge, root, fail) == -1)
		goto out;
	if (memcmp(root, head->root, TLOG_HASH) != 0)
		fail_set(fail, FAIL_NO, "'checkpoint': its root does not "
		    "follow from the %" PRIu64 " entries", head->size);
	else
		rc = 0;
out:
	/* What is missing or misshapen is a finding here. */
	if (rc == -1 && fail->kind == FAIL_DATA)
		fail->kind = FAIL_NO;
	tlog_edge_free(a->edge);
	free(a);
	return (rc);
}
