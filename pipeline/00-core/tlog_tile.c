#include "core/tlog_tile.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "core/buf.h"
#include "core/clock.h"
#include "core/fail.h"
#include "core/file_at.h"

#define SEEMS_MISSING_MS 2000
#define PAUSE_US 200000
#define BUNDLE_MAX ((size_t)TLOG_TILE * (2 + TLOG_ENTRY_MAX))

/* The path without a width: "tile/entries/x001/234/067". */
static int
stem(const struct tlog_tile *tile, char out[TLOG_TILE_PATH])
{
	uint64_t unit = 1;
	int n;

	if (tile->level == TLOG_TILE_ENTRIES)
		n = snprintf(out, TLOG_TILE_PATH, "tile/entries");
	else
		n = snprintf(out, TLOG_TILE_PATH, "tile/%d", tile->level);
	while (tile->index / unit >= 1000)
		unit *= 1000;
	for (; unit > 0; unit /= 1000)
		n += snprintf(out + n, (size_t)(TLOG_TILE_PATH - n),
		    "/%s%03u", unit > 1 ? "x" : "",
		    (unsigned int)(tile->index / unit % 1000));
	return (n);
}

void
tlog_tile_path(const struct tlog_tile *tile, char out[TLOG_TILE_PATH])
{
	int n = stem(tile, out);

	if (tile->width < TLOG_TILE)
		(void)snprintf(out + n, (size_t)(TLOG_TILE_PATH - n), ".p/%u",
		    tile->width);
}

void
tlog_tile_folder(const struct tlog_tile *tile, char out[TLOG_TILE_PATH])
{
	int n = stem(tile, out);

	(void)snprintf(out + n, (size_t)(TLOG_TILE_PATH - n), ".p");
}

uint64_t
tlog_tile_count(uint64_t size, int level)
{
	return (level <= 0 ? size : size >> (8 * level));
}

struct tlog_tile
tlog_tile_at(uint64_t size, int level, uint64_t index)
{
	uint64_t left = tlog_tile_count(size, level) - index * TLOG_TILE;
	struct tlog_tile tile = { level, TLOG_TILE, index };

	if (left < TLOG_TILE)
		tile.width = (unsigned int)left;
	return (tile);
}

/*
 * Read the tile's file, or of a partial one that gave way to the full one,
 * that: 1, or 0 if there is neither.  ${width} is what the file holds.
 */
static int
read_either(int dir, const struct tlog_tile *tile, struct buf *b,
    unsigned int *width, struct fail *fail)
{
	struct tlog_tile full = { tile->level, TLOG_TILE, tile->index };
	size_t max = tile->level == TLOG_TILE_ENTRIES ? BUNDLE_MAX :
	    TLOG_TILE_BYTES;
	char path[TLOG_TILE_PATH];
	int there;

	*width = tile->width;
	tlog_tile_path(tile, path);
	there = file_at_read(dir, path, b, max, fail);
	if (there == 0 && tile->width < TLOG_TILE) {
		*width = TLOG_TILE;
		tlog_tile_path(&full, path);
		there = file_at_read(dir, path, b, max, fail);
	}
	return (there);
}

/* The same, sure of it: what another machine just wrote may seem missing. */
static int
read_file(int dir, const struct tlog_tile *tile, struct buf *b,
    unsigned int *width, struct fail *fail)
{
	int64_t until = clock_monotonic_ms() + SEEMS_MISSING_MS;
	char path[TLOG_TILE_PATH];
	int there;

	while ((there = read_either(dir, tile, b, width, fail)) == 0 &&
	    file_at_is_remote(dir) && clock_monotonic_ms() < until)
		usleep(PAUSE_US);
	if (there == 0) {
		tlog_tile_path(tile, path);
		return (fail_set(fail, FAIL_DATA, "'%s' is missing", path));
	}
	return (there == 1 ? 0 : -1);
}

int
tlog_tile_hashes(int dir, const struct tlog_tile *tile, uint8_t *out,
    struct fail *fail)
{
	struct buf b = BUF_INIT;
	char path[TLOG_TILE_PATH];
	unsigned int width;
	int rc = -1;

	if (read_file(dir, tile, &b, &width, fail) == -1)
		goto out;
	if (b.size != (size_t)width * TLOG_HASH) {
		tlog_tile_path(tile, path);
		fail_set(fail, FAIL_DATA, "'%s' has %zu bytes, not %u", path,
		    b.size, width * TLOG_HASH);
		goto out;
	}
	memcpy(out, b.data, (size_t)tile->width * TLOG_HASH);
	rc = 0;
out:
	buf_clear(&b);
	return (rc);
}

size_t
tlog_tile_split(const uint8_t *bytes, size_t n, struct tlog_entry *entry,
    unsigned int count)
{
	size_t at = 0;
	unsigned int i;

	for (i = 0; i < count; i++) {
		if (n - at < 2)
			return (0);
		entry[i].size = (size_t)bytes[at] << 8 | bytes[at + 1];
		entry[i].bytes = bytes + at + 2;
		at += 2;
		if (n - at < entry[i].size)
			return (0);
		at += entry[i].size;
	}
	return (at);
}

int
tlog_tile_entries(int dir, const struct tlog_tile *tile, struct buf *b,
    struct tlog_entry entry[TLOG_TILE], struct fail *fail)
{
	char path[TLOG_TILE_PATH];
	unsigned int width;

	buf_reset(b);
	if (read_file(dir, tile, b, &width, fail) == -1)
		return (-1);
	if (b->size == 0 ||
	    tlog_tile_split(b->data, b->size, entry, width) != b->size) {
		tlog_tile_path(tile, path);
		return (fail_set(fail, FAIL_DATA, "'%s' is not %u entries, "
		    "each with its length", path, width));
	}
	return (0);
}
