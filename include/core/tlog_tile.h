/*
 * tlog_tile.h - the files of a log: tiles of hashes and bundles of entries.
 * For core/tlog only; others see core/tlog.h.
 *
 * Source: C2SP tlog-tiles v1.  Level L holds the hashes of whole subtrees of
 * 256^L entries, 256 to a tile.  The last tile of a level has fewer, and lies
 * as NNN.p/WIDTH; an empty one does not exist.
 */
#ifndef CORE_TLOG_TILE_H
#define CORE_TLOG_TILE_H

#include <stddef.h>
#include <stdint.h>

#include "core/tlog_form.h"

struct buf;
struct fail;

#define TLOG_TILE 256			/* hashes, or entries, of a full one */
#define TLOG_TILE_BYTES (TLOG_TILE * TLOG_HASH)
#define TLOG_TILE_LEVELS 8		/* 256^8 is beyond any size */
#define TLOG_TILE_ENTRIES (-1)		/* the level of the bundles */
#define TLOG_TILE_PATH 96		/* room for a path */
#define TLOG_TILE_MAX_SIZE ((uint64_t)1 << 62)	/* entries of a log */

struct tlog_tile {
	int level;
	unsigned int width;		/* 1 to TLOG_TILE */
	uint64_t index;
};

/* tlog_tile_path(tile, out): "tile/0/x001/234/067.p/5" and the like. */
void tlog_tile_path(const struct tlog_tile *, char [TLOG_TILE_PATH]);

/* tlog_tile_folder(tile, out): NNN.p, where its partial ones lie. */
void tlog_tile_folder(const struct tlog_tile *, char [TLOG_TILE_PATH]);

/* tlog_tile_count(size, level): hashes there in a log of ${size} entries. */
uint64_t tlog_tile_count(uint64_t, int);

/* tlog_tile_at(size, level, index): the tile as that log has it. */
struct tlog_tile tlog_tile_at(uint64_t, int, uint64_t);

/*
 * tlog_tile_hashes(dir, tile, out, fail): its hashes, width * TLOG_HASH bytes.
 * A partial one that is gone is the start of the full one.  FAIL_DATA: it is
 * not there, or its size is wrong.
 */
int tlog_tile_hashes(int, const struct tlog_tile *, uint8_t *, struct fail *);

/*
 * tlog_tile_entries(dir, tile, b, entry, fail): the same for a bundle: its
 * bytes in ${b}, from its start, and in them width entries.
 */
int tlog_tile_entries(int, const struct tlog_tile *, struct buf *,
    struct tlog_entry [TLOG_TILE], struct fail *);

/* tlog_tile_split(bytes, n, entry, count): cut so many entries from the
   start; the bytes that they take, or 0 if that cannot be. */
size_t tlog_tile_split(const uint8_t *, size_t, struct tlog_entry *,
    unsigned int);

#endif /* !CORE_TLOG_TILE_H */
