/* test_unpack.c - inflating at once takes what zlib takes, and no more. */
#include "../harness/check.h"

#include <stdlib.h>
#include <unistd.h>
#include <zlib.h>

#include "core/fail.h"
#include "render/slice.h"
#include "render/unpack.h"

#define W 40
#define H 30
#define ROWS (H * (3 * W + 1))

enum harm { GOOD, FILTER, SHORT, LONG, AFTER, SUM, CUT, EMPTY, HARMS };

static char path[64];

/* Rows with something in them, deflated; harmed. */
static size_t
make_data(uint8_t *packed, size_t room, enum harm harm)
{
	static uint8_t rows[2 * ROWS];
	uLongf n = room;
	size_t i;

	for (i = 0; i < sizeof(rows); i++)
		rows[i] = (uint8_t)(i % (3 * W + 1) == 0 ? i % 5 : i * i % 251);
	if (harm == FILTER)
		rows[7 * (3 * W + 1)] = 5;
	CHECK_INT(compress(packed, &n, rows, harm == SHORT ? ROWS - 9 :
	    harm == LONG ? ROWS + 1 : ROWS), Z_OK);
	if (harm == AFTER)
		packed[n++] = 0;
	if (harm == SUM)
		packed[n - 1] ^= 1;
	if (harm == CUT)
		n -= 5;
	return (harm == EMPTY ? 0 : n);
}

static void
put32(FILE *f, uint32_t v)
{
	int i;

	for (i = 24; i >= 0; i -= 8)
		(void)fputc((int)(v >> i & 255), f);
}

static void
put_chunk(FILE *f, const char *name, const uint8_t *bytes, size_t n)
{
	uLong crc = crc32(crc32(0, (const Bytef *)name, 4), bytes, (uInt)n);

	put32(f, (uint32_t)n);
	(void)fwrite(name, 1, 4, f);
	(void)fwrite(bytes, 1, n, f);
	put32(f, (uint32_t)(n > 0 ? crc : crc32(0, (const Bytef *)name, 4)));
}

/* A PNG of 8-bit RGB, its data in chunks of 100 bytes. */
static void
write_png(enum harm harm)
{
	static const uint8_t head[13] = { 0, 0, 0, W, 0, 0, 0, H, 8, 2, 0, 0,
		0 };
	static uint8_t packed[4 * ROWS];
	size_t n = make_data(packed, sizeof(packed), harm), at = 0, some;
	FILE *f = fopen(path, "wb");

	NEED(f != NULL);
	(void)fwrite("\x89PNG\r\n\x1a\n", 1, 8, f);
	put_chunk(f, "IHDR", head, sizeof(head));
	do {
		some = n - at < 100 ? n - at : 100;
		put_chunk(f, "IDAT", packed + at, some);
		at += some;
	} while (at < n);
	put_chunk(f, "IEND", packed, 0);
	CHECK_INT(fclose(f), 0);
}

static void
only_whole_data_become_rows(void)
{
	static uint8_t packed[4 * ROWS];
	struct fail fail = FAIL_INIT;
	struct unpack *u = unpack_new(&fail);
	const uint8_t *rows;
	enum harm harm;
	size_t n, size;

	NEED(u != NULL);
	for (harm = GOOD; harm < HARMS; harm++) {
		n = make_data(packed, sizeof(packed), harm);
		CHECK_INT(unpack_start(u, n, ROWS), 1);
		CHECK_INT(unpack_add(u, packed, n / 2), 0);
		CHECK_INT(unpack_add(u, packed + n / 2, n - n / 2), 0);
		CHECK_INT(unpack_add(u, packed, 1), -1);
		CHECK(memcmp(unpack_packed(u, &size), packed, n) == 0);
		CHECK_INT(size, n);
		rows = unpack_rows(u);
		CHECK_INT(rows != NULL, harm == GOOD || harm == FILTER);
		if (rows != NULL)
			CHECK_INT(rows[3 * W + 2], (3 * W + 2) * (3 * W + 2) %
			    251);
	}
	unpack_free(u);
}

static void
what_has_no_room_is_left_to_zlib(void)
{
	struct fail fail = FAIL_INIT;
	struct unpack *u = unpack_new(&fail);

	NEED(u != NULL);
	CHECK_INT(unpack_start(u, 0, UNPACK_BYTES), 1);
	CHECK_INT(unpack_start(u, 1, UNPACK_BYTES), 0);
	CHECK_INT(unpack_start(u, UINT64_MAX, 2), 0);
	CHECK_INT(unpack_start(u, 2, UINT64_MAX), 0);
	CHECK_INT(unpack_start(u, UNPACK_BYTES / 2, UNPACK_BYTES / 2), 1);
	unpack_free(u);
}

static void
both_ways_say_the_same_of_a_picture(void)
{
	struct fail slow, fast, fail = FAIL_INIT;
	struct unpack *u = unpack_new(&fail);
	struct slice s = SLICE_INIT;
	enum harm harm;
	int rc;

	NEED(u != NULL);
	for (harm = GOOD; harm < HARMS; harm++) {
		write_png(harm);
		fail_clear(&slow);
		fail_clear(&fast);
		rc = slice_open(&s, path, NULL, &slow);
		slice_clear(&s);
		CHECK_INT(rc, harm == GOOD ? 0 : -1);
		CHECK_INT(slice_open(&s, path, u, &fast), rc);
		slice_clear(&s);
		CHECK_STR(fast.text, slow.text);
	}
	unpack_free(u);
}

int
main(void)
{
	int fd;

	(void)snprintf(path, sizeof(path), "/tmp/test_unpack.XXXXXX");
	if ((fd = mkstemp(path)) == -1)
		return (1);
	(void)close(fd);
	RUN(only_whole_data_become_rows);
	RUN(what_has_no_room_is_left_to_zlib);
	RUN(both_ways_say_the_same_of_a_picture);
	(void)unlink(path);
	return (check_end());
}
