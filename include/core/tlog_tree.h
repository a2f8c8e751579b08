/*
 * tlog_tree.h - the hashes of a log's tree.  For core/tlog only; others see
 * core/tlog.h.
 *
 * Source: RFC 6962, section 2.1: leaves, nodes, and how a tree is split.
 */
#ifndef CORE_TLOG_TREE_H
#define CORE_TLOG_TREE_H

#include <stddef.h>
#include <stdint.h>

#include "core/tlog_tile.h"

struct fail;
struct hash;

/* tlog_tree_leaf(h, bytes, n, out): of an entry; 0, or -1: out of memory. */
int tlog_tree_leaf(struct hash *, const struct tlog_entry *,
    uint8_t [TLOG_HASH]);

/* tlog_tree_node(h, left, right, out): of two; ${out} may be either. */
int tlog_tree_node(struct hash *, const uint8_t *, const uint8_t *,
    uint8_t [TLOG_HASH]);

/* tlog_tree_fold(h, hashes, n, out): the root over n of them, 1 or more. */
int tlog_tree_fold(struct hash *, const uint8_t *, size_t,
    uint8_t [TLOG_HASH]);

/* tlog_tree_empty(h, out): the root of no entries at all. */
int tlog_tree_empty(struct hash *, uint8_t [TLOG_HASH]);

/*
 * The right edge: of each level the tile that is not full, which is all that
 * it takes to go on, and to give the root.
 */
struct tlog_edge {
	uint64_t size;			/* entries below it */
	struct hash *hash;		/* owned */
	uint8_t tile[TLOG_TILE_LEVELS][TLOG_TILE_BYTES + TLOG_HASH];
};

/* tlog_edge_new(fail): of an empty log, the caller's.  tlog_edge_free(edge):
   fine if NULL. */
struct tlog_edge *tlog_edge_new(struct fail *);
void tlog_edge_free(struct tlog_edge *);

/*
 * tlog_edge_open(dir, head, fail): the edge of a log, found to give the head's
 * root.  FAIL_NO: it does not, or a file is missing.
 */
struct tlog_edge *tlog_edge_open(int, const struct tlog_head *,
    struct fail *);

/* tlog_edge_width(edge, level): hashes in its tile there, 0 to 255. */
unsigned int tlog_edge_width(const struct tlog_edge *, int);

/*
 * tlog_edge_add(edge, leaf, sink, arg, fail): one entry more.  Each tile that
 * becomes full is given to the sink, from the lowest level up; it returns 0,
 * or -1 with fail set.
 * tlog_edge_rest(edge, sink, arg, fail): the tiles that are not full.
 */
typedef int tlog_edge_sink(void *, const struct tlog_tile *, const uint8_t *,
    struct fail *);
int tlog_edge_add(struct tlog_edge *, const uint8_t [TLOG_HASH],
    tlog_edge_sink *, void *, struct fail *);
int tlog_edge_rest(const struct tlog_edge *, tlog_edge_sink *, void *,
    struct fail *);

/* tlog_edge_root(edge, out, fail). */
int tlog_edge_root(struct tlog_edge *, uint8_t [TLOG_HASH], struct fail *);

/*
 * All of a log's tree, read as it is needed; every tile that is used is found
 * to belong to the head's root.
 */
struct tlog_tree;

/* tlog_tree_open(dir, head, fail), tlog_tree_free(tree): fine if NULL. */
struct tlog_tree *tlog_tree_open(int, const struct tlog_head *,
    struct fail *);
void tlog_tree_free(struct tlog_tree *);

/*
 * tlog_tree_range(tree, first, end, out, fail): the root over the entries from
 * ${first} up to before ${end}; ${first} is 0 or where the tree is split.
 * FAIL_NO names a tile that does not belong to the log.
 */
int tlog_tree_range(struct tlog_tree *, uint64_t, uint64_t,
    uint8_t [TLOG_HASH], struct fail *);

/* tlog_tree_cut(n): the largest power of two below n, which is 2 or more. */
uint64_t tlog_tree_cut(uint64_t);

#endif /* !CORE_TLOG_TREE_H */
