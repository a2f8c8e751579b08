#include "core/tlog.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "core/buf.h"
#include "core/fail.h"
#include "core/file_at.h"
#include "core/path.h"
#include "core/tlog_head.h"
#include "core/tlog_tree.h"

/* An append at work. */
struct append {
	int dir;
	uint64_t old;			/* the size that it began with */
	struct tlog_edge *edge;		/* owned */
	struct buf bundle;		/* the last entries, as in their file */
	unsigned int bundled;		/* how many they are */
};

/* The caller's head must still be the log's: two may think it is theirs. */
static int
check_head(int dir, const struct note_key *key, const struct tlog_head *head,
    struct fail *fail)
{
	struct tlog_head now;

	if (tlog_read(dir, key, &now, NULL, fail) == -1)
		return (-1);
	if (now.size != head->size ||
	    memcmp(now.root, head->root, TLOG_HASH) != 0)
		return (fail_set(fail, FAIL_LATER, "the log has changed since "
		    "it was read; read it again"));
	return (0);
}

/* Take up the last bundle if it is not full; it must give the edge's leaves. */
static int
take_bundle(struct append *a, struct fail *fail)
{
	uint64_t index = a->old / TLOG_TILE;
	struct tlog_entry entry[TLOG_TILE];
	struct tlog_tile tile;
	char path[TLOG_TILE_PATH];
	uint8_t leaf[TLOG_HASH];
	unsigned int i;

	if (a->old % TLOG_TILE == 0)
		return (0);
	tile = tlog_tile_at(a->old, TLOG_TILE_ENTRIES, index);
	if (tlog_tile_entries(a->dir, &tile, &a->bundle, entry, fail) == -1) {
		if (fail->kind == FAIL_DATA)
			fail->kind = FAIL_NO;
		return (-1);
	}
	for (i = 0; i < tile.width; i++) {
		if (tlog_tree_leaf(a->edge->hash, &entry[i], leaf) == -1)
			return (fail_set(fail, FAIL_IO,
			    "the hash library failed"));
		if (memcmp(leaf, a->edge->tile[0] + i * TLOG_HASH,
		    TLOG_HASH) != 0) {
			tlog_tile_path(&tile, path);
			return (fail_set(fail, FAIL_NO, "'%s' is not the "
			    "log's: entry %" PRIu64 " is another one", path,
			    index * TLOG_TILE + i));
		}
	}
	a->bundled = tile.width;
	/* It may have been read from the full one, left by a cut. */
	a->bundle.size = tlog_tile_split(a->bundle.data, a->bundle.size,
	    entry, tile.width);
	return (0);
}

/* A tile of hashes for the files; those that are as they were stay. */
static int
put_tile(void *arg, const struct tlog_tile *tile, const uint8_t *hashes,
    struct fail *fail)
{
	const struct append *a = arg;
	char path[TLOG_TILE_PATH];

	if (tile->index * TLOG_TILE + tile->width ==
	    tlog_tile_count(a->old, tile->level))
		return (0);
	tlog_tile_path(tile, path);
	return (file_at_put(a->dir, path, hashes,
	    (size_t)tile->width * TLOG_HASH, fail));
}

/* The last bundle, which ends where the edge does. */
static int
put_bundle(struct append *a, struct fail *fail)
{
	struct tlog_tile tile = { TLOG_TILE_ENTRIES, a->bundled,
	    (a->edge->size - 1) / TLOG_TILE };
	char path[TLOG_TILE_PATH];

	tlog_tile_path(&tile, path);
	if (buf_check(&a->bundle, fail) == -1 || file_at_put(a->dir, path,
	    a->bundle.data, a->bundle.size, fail) == -1)
		return (-1);
	a->bundled = 0;
	buf_reset(&a->bundle);
	return (0);
}

static int
put_entry(struct append *a, const struct tlog_entry *entry, struct fail *fail)
{
	uint8_t leaf[TLOG_HASH];

	if (tlog_tree_leaf(a->edge->hash, entry, leaf) == -1)
		return (fail_set(fail, FAIL_IO, "the hash library failed"));
	buf_addc(&a->bundle, (int)(entry->size >> 8));
	buf_addc(&a->bundle, (int)(entry->size & 255));
	buf_add(&a->bundle, entry->bytes, entry->size);
	a->bundled++;
	if (tlog_edge_add(a->edge, leaf, put_tile, a, fail) == -1)
		return (-1);
	return (a->bundled == TLOG_TILE ? put_bundle(a, fail) : 0);
}

/*
 * Make the folder's names durable, and the names of the folders above it up
 * to one that holds ${old}: that one was made durable with it.
 */
static int
sync_folders(int dir, char *path, const char *old, struct fail *fail)
{
	char *slash;
	size_t n;

	for (;;) {
		slash = strrchr(path, '/');
		*(slash == NULL ? path : slash) = '\0';
		if (file_at_sync(dir, path, fail) == -1)
			return (-1);
		n = strlen(path);
		if (n == 0 || (strncmp(path, old, n) == 0 && old[n] == '/'))
			return (0);
	}
}

/* Visit each tile of the level that the append made or makes anew. */
typedef int tile_work(const struct append *, const struct tlog_tile *,
    const char *, struct fail *);

static int
each_new(const struct append *a, tile_work *work, struct fail *fail)
{
	uint64_t before, after, index;
	char old[TLOG_TILE_PATH];
	struct tlog_tile tile;
	int level;

	for (level = TLOG_TILE_ENTRIES; level < TLOG_TILE_LEVELS; level++) {
		before = tlog_tile_count(a->old, level);
		after = tlog_tile_count(a->edge->size, level);
		if (before == after)
			continue;
		/* A level that is new is so right below "tile". */
		(void)snprintf(old, sizeof(old), "%s",
		    a->old > 0 ? "tile/" : "");
		if (before > 0) {
			tile = tlog_tile_at(a->old, level,
			    (before - 1) / TLOG_TILE);
			tlog_tile_path(&tile, old);
		}
		for (index = before / TLOG_TILE;
		    index <= (after - 1) / TLOG_TILE; index++) {
			tile = tlog_tile_at(a->edge->size, level, index);
			if (work(a, &tile, old, fail) == -1)
				return (-1);
		}
	}
	return (0);
}

static int
sync_file(const struct append *a, const struct tlog_tile *tile,
    const char *old, struct fail *fail)
{
	char path[TLOG_TILE_PATH];

	(void)old;
	tlog_tile_path(tile, path);
	return (file_at_sync(a->dir, path, fail));
}

/* The last tile in a folder, or below it, syncs it for all of them. */
static int
sync_folder(const struct append *a, const struct tlog_tile *tile,
    const char *old, struct fail *fail)
{
	struct tlog_tile next;
	char path[TLOG_TILE_PATH], other[TLOG_TILE_PATH];
	uint64_t end = tlog_tile_count(a->edge->size, tile->level);

	tlog_tile_path(tile, path);
	if ((tile->index + 1) * TLOG_TILE < end) {
		next = tlog_tile_at(a->edge->size, tile->level,
		    tile->index + 1);
		tlog_tile_path(&next, other);
		if (strncmp(path, other,
		    (size_t)(path_base(path) - path)) == 0)
			return (0);
	}
	return (sync_folders(a->dir, path, old, fail));
}

/* Partial tiles go when the full one is durable, and so is the new head. */
static int
drop_partial(const struct append *a, const struct tlog_tile *tile,
    const char *old, struct fail *fail)
{
	char path[TLOG_TILE_PATH];

	(void)old;
	(void)fail;
	if (tile->width == TLOG_TILE) {
		tlog_tile_folder(tile, path);
		file_at_remove(a->dir, path);
	}
	return (0);
}

/* On a full disk what was written must not stay and fill it. */
static int
take_back(const struct append *a, const struct tlog_tile *tile,
    const char *old, struct fail *fail)
{
	char path[TLOG_TILE_PATH];

	(void)old;
	(void)fail;
	tlog_tile_path(tile, path);
	file_at_remove(a->dir, path);
	return (0);
}

/* All files of the new log but its head: written, then made durable. */
static int
write_tiles(struct append *a, const struct tlog_entry *entries, size_t count,
    struct fail *fail)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (put_entry(a, &entries[i], fail) == -1)
			return (-1);
	if ((a->bundled > 0 && put_bundle(a, fail) == -1) ||
	    tlog_edge_rest(a->edge, put_tile, a, fail) == -1 ||
	    each_new(a, sync_file, fail) == -1)
		return (-1);
	return (each_new(a, sync_folder, fail));
}

/* The one step that readers see: from here on the log is the new one. */
static int
write_head(struct append *a, const struct note_key *key,
    struct tlog_head *head, struct fail *fail)
{
	struct buf note = BUF_INIT;
	int rc = -1;

	head->size = a->edge->size;
	if (tlog_edge_root(a->edge, head->root, fail) == 0 &&
	    tlog_head_sign(key, head, &note, fail) == 0)
		rc = file_at_replace(a->dir, "checkpoint", note.data,
		    note.size, fail);
	buf_clear(&note);
	return (rc);
}

static int
check_entries(const struct tlog_entry *entries, size_t count,
    const struct tlog_head *head, struct fail *fail)
{
	size_t i;

	if (count > TLOG_TILE_MAX_SIZE - head->size)
		return (fail_set(fail, FAIL_DATA, "the log is full"));
	for (i = 0; i < count; i++)
		if (entries[i].size > TLOG_ENTRY_MAX)
			return (fail_set(fail, FAIL_DATA, "an entry has %zu "
			    "bytes; a log takes at most %d",
			    entries[i].size, TLOG_ENTRY_MAX));
	return (0);
}

int
tlog_append(int dir, const struct note_key *key,
    const struct tlog_entry *entries, size_t count, struct tlog_head *head,
    struct fail *fail)
{
	struct append a = { dir, head->size, NULL, BUF_INIT, 0 };
	struct tlog_head new;
	int rc = -1;

	if (check_entries(entries, count, head, fail) == -1 ||
	    check_head(dir, key, head, fail) == -1 ||
	    (a.edge = tlog_edge_open(dir, head, fail)) == NULL ||
	    take_bundle(&a, fail) == -1)
		goto out;
	if (count == 0) {
		rc = 0;
		goto out;
	}
	if (write_tiles(&a, entries, count, fail) == -1) {
		if (fail->kind == FAIL_CREATE)
			each_new(&a, take_back, fail);
		goto out;
	}
	if (write_head(&a, key, &new, fail) == -1)
		goto out;
	*head = new;
	each_new(&a, drop_partial, fail);
	rc = 0;
out:
	if (rc == -1)
		fail_add(fail, "appending to the log");
	tlog_edge_free(a.edge);
	buf_clear(&a.bundle);
	return (rc);
}
