#include "render/slice_read.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <libdeflate.h>
#include <zlib.h>

#include "core/fail.h"
#include "render/slice.h"
#include "render/unpack.h"

#define BUFFER 65536
#define COLOUR_RGB 2

static const uint8_t signature[8] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a,
	'\n' };

/* The state of one reading. */
struct reader {
	struct slice *s;
	struct unpack *unpack;	/* borrowed, or NULL */
	int fd;
	uint64_t size;		/* of the file, bytes */
	uint64_t at;		/* place in the file of bytes[from] */
	size_t from, to;	/* unread bytes */
	uint32_t crc;		/* of the chunk so far */
	int data, data_over;	/* IDAT seen; and then another chunk */
	int end;		/* IEND seen */
	int inflating, at_once;	/* the latter: when all data are there */
	z_stream z;
	uint64_t inflated;	/* bytes so far */
	int whole;		/* the zlib stream has ended */
	uint8_t bytes[BUFFER];
	uint8_t rows[BUFFER];
};

static uint32_t
be32(const uint8_t *b)
{
	return ((uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 |
	    (uint32_t)b[2] << 8 | b[3]);
}

/* See that something unread is there. */
static int
fill(struct reader *r, struct fail *fail)
{
	ssize_t n;

	if (r->from < r->to)
		return (0);
	do
		n = read(r->fd, r->bytes, BUFFER);
	while (n == -1 && errno == EINTR);
	if (n == -1)
		return (fail_sys(fail, "cannot read"));
	if (n == 0)
		return (fail_set(fail, FAIL_DATA, "the file is cut short at "
		    "byte %llu; make the capture again",
		    (unsigned long long)r->at));
	r->from = 0;
	r->to = (size_t)n;
	return (0);
}

static int
take(struct reader *r, uint8_t *to, size_t size, struct fail *fail)
{
	size_t n;

	while (size > 0) {
		if (fill(r, fail) == -1)
			return (-1);
		n = r->to - r->from < size ? r->to - r->from : size;
		memcpy(to, r->bytes + r->from, n);
		r->from += n;
		r->at += n;
		to += n;
		size -= n;
	}
	return (0);
}

static uint64_t
rows_size(const struct slice *s)
{
	return (((uint64_t)s->width * 3 + 1) * s->height);
}

/* Every row starts with its filter's number, 0 to 4. */
static int
check_rows(struct reader *r, const uint8_t *rows, size_t size,
    struct fail *fail)
{
	uint64_t row = (uint64_t)r->s->width * 3 + 1;
	uint64_t i = (row - r->inflated % row) % row;

	for (; i < size; i += row)
		if (rows[i] > 4)
			return (fail_set(fail, FAIL_DATA, "row %llu has no "
			    "filter that PNG knows", (unsigned long long)
			    ((r->inflated + i) / row)));
	r->inflated += size;
	if (r->inflated > rows_size(r->s))
		return (fail_set(fail, FAIL_DATA,
		    "it holds more rows than its header says"));
	return (0);
}

static int
inflate_some(struct reader *r, const uint8_t *bytes, size_t size,
    struct fail *fail)
{
	int z = Z_OK;

	r->z.next_in = (uint8_t *)(uintptr_t)bytes;
	r->z.avail_in = (uInt)size;
	do {
		if (r->whole)
			return (fail_set(fail, FAIL_DATA,
			    "it holds data after its last row"));
		r->z.next_out = r->rows;
		r->z.avail_out = BUFFER;
		z = inflate(&r->z, Z_NO_FLUSH);
		if (z != Z_OK && z != Z_STREAM_END && z != Z_BUF_ERROR)
			return (fail_set(fail, FAIL_DATA, "its data are "
			    "broken: %s", r->z.msg ? r->z.msg : "zlib"));
		if (check_rows(r, r->rows, BUFFER - r->z.avail_out,
		    fail) == -1)
			return (-1);
		r->whole = z == Z_STREAM_END;
	} while (r->z.avail_in > 0 || (r->z.avail_out == 0 && !r->whole));
	return (0);
}

/* What libdeflate does not take, zlib names what is wrong with. */
static int
inflate_at_once(struct reader *r, struct fail *fail)
{
	const uint8_t *rows, *packed;
	size_t size;

	if ((rows = unpack_rows(r->unpack)) != NULL) {
		r->whole = 1;
		return (check_rows(r, rows, rows_size(r->s), fail));
	}
	packed = unpack_packed(r->unpack, &size);
	return (inflate_some(r, packed, size, fail));
}

static int
picture_bytes(struct reader *r, const uint8_t *bytes, size_t size,
    struct fail *fail)
{
	if (!r->inflating)
		return (0);
	if (!r->at_once)
		return (inflate_some(r, bytes, size, fail));
	if (unpack_add(r->unpack, bytes, size) == -1)
		return (fail_set(fail, FAIL_DATA,
		    "the file has grown while it was read"));
	return (0);
}

/* Walk over a chunk's bytes: the CRC, and the picture's data if it has any. */
static int
chunk_bytes(struct reader *r, uint32_t size, int data, struct fail *fail)
{
	size_t n;

	while (size > 0) {
		if (fill(r, fail) == -1)
			return (-1);
		n = r->to - r->from < size ? r->to - r->from : size;
		r->crc = libdeflate_crc32(r->crc, r->bytes + r->from, n);
		if (data && picture_bytes(r, r->bytes + r->from, n,
		    fail) == -1)
			return (-1);
		r->from += n;
		r->at += n;
		size -= (uint32_t)n;
	}
	return (0);
}

static int
check_header(const struct slice *s, const uint8_t *h, struct fail *fail)
{
	static const char depths[7][5] = { { 1, 2, 4, 8, 16 }, { 0 },
	    { 8, 16 }, { 1, 2, 4, 8 }, { 8, 16 }, { 0 }, { 8, 16 } };

	if (s->colour > 6 || s->depth == 0 ||
	    memchr(depths[s->colour], s->depth, 5) == NULL ||
	    h[10] != 0 || h[11] != 0 || s->interlaced > 1)
		return (fail_set(fail, FAIL_DATA,
		    "its header is none that PNG knows"));
	if (s->width == 0 || s->height == 0 || s->width > SLICE_MAX_WIDTH ||
	    s->height > SLICE_MAX_HEIGHT ||
	    (uint64_t)s->width * s->height > SLICE_MAX_PIXELS)
		return (fail_set(fail, FAIL_DATA, "it is %u x %u pixels; at "
		    "most %d x %d and %d in all can be used", s->width,
		    s->height, SLICE_MAX_WIDTH, SLICE_MAX_HEIGHT,
		    SLICE_MAX_PIXELS));
	return (0);
}

static int
read_header(struct reader *r, struct fail *fail)
{
	struct slice *s = r->s;
	uint8_t h[33];

	if (take(r, h, sizeof(h), fail) == -1)
		return (-1);
	if (memcmp(h, signature, 8) != 0)
		return (fail_set(fail, FAIL_DATA, "it is not a PNG file"));
	if (be32(h + 8) != 13 || memcmp(h + 12, "IHDR", 4) != 0 ||
	    be32(h + 29) != libdeflate_crc32(0, h + 12, 17))
		return (fail_set(fail, FAIL_DATA, "its header is broken"));
	s->width = be32(h + 16);
	s->height = be32(h + 20);
	s->depth = h[24];
	s->colour = h[25];
	s->interlaced = h[28];
	return (check_header(s, h + 16, fail));
}

/* What the order of the chunks must be, as far as it matters here. */
static int
note_chunk(struct reader *r, const uint8_t *head, struct fail *fail)
{
	const char *name = (const char *)head + 4;
	uint32_t size = be32(head);
	int data = memcmp(name, "IDAT", 4) == 0;

	if (size > SLICE_MAX_BYTES)
		return (fail_set(fail, FAIL_DATA, "a chunk says that it is "
		    "%u bytes long", size));
	if (data && r->data_over)
		return (fail_set(fail, FAIL_DATA,
		    "its data are not in one piece"));
	if (r->data && !data)
		r->data_over = 1;
	if (data && !r->data && r->unpack != NULL && slice_passes(r->s))
		r->at_once = unpack_start(r->unpack, r->size, rows_size(r->s));
	r->data |= data;
	if (memcmp(name, "IEND", 4) == 0)
		r->end = 1;
	if (memcmp(name, "tRNS", 4) == 0)
		r->s->transparent = 1;
	r->inflating = slice_passes(r->s);
	if (data && size > 0)
		return (slice_add_span(r->s, r->at, size, fail));
	return (0);
}

static int
read_chunk(struct reader *r, struct fail *fail)
{
	uint8_t head[8], crc[4];
	int data;

	if (take(r, head, sizeof(head), fail) == -1 ||
	    note_chunk(r, head, fail) == -1)
		return (-1);
	data = memcmp(head + 4, "IDAT", 4) == 0;
	r->crc = libdeflate_crc32(0, head + 4, 4);
	if (chunk_bytes(r, be32(head), data, fail) == -1 ||
	    take(r, crc, sizeof(crc), fail) == -1)
		return (-1);
	if (be32(crc) != r->crc)
		return (fail_set(fail, FAIL_DATA, "the checksum before byte "
		    "%llu is wrong: the file was changed",
		    (unsigned long long)r->at));
	return (0);
}

static int
read_all(struct reader *r, struct fail *fail)
{
	if (read_header(r, fail) == -1)
		return (-1);
	while (!r->end)
		if (read_chunk(r, fail) == -1)
			return (-1);
	if (!r->data)
		return (fail_set(fail, FAIL_DATA, "it holds no picture"));
	if (r->at_once && slice_passes(r->s) &&
	    inflate_at_once(r, fail) == -1)
		return (-1);
	if (slice_passes(r->s) &&
	    (!r->whole || r->inflated != rows_size(r->s)))
		return (fail_set(fail, FAIL_DATA, "it holds %llu of %u rows",
		    (unsigned long long)(r->inflated /
		    ((uint64_t)r->s->width * 3 + 1)), r->s->height));
	return (0);
}

int
slice_passes(const struct slice *s)
{
	return (s->depth == 8 && s->colour == COLOUR_RGB && !s->interlaced &&
	    !s->transparent);
}

int
slice_read(struct slice *s, struct unpack *unpack, struct fail *fail)
{
	struct reader *r = NULL;
	struct stat st;
	int rc = -1, zlib = 0;

	if ((r = calloc(1, sizeof(*r))) == NULL)
		return (fail_memory(fail));
	r->s = s;
	r->unpack = unpack;
	r->fd = open(s->path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	if (r->fd == -1 || fstat(r->fd, &st) == -1) {
		(void)fail_sys(fail, "cannot open it");
		goto out;
	}
	if (!S_ISREG(st.st_mode) || st.st_size > SLICE_MAX_BYTES) {
		(void)fail_set(fail, FAIL_DATA, "it is no file of at most %u "
		    "bytes", SLICE_MAX_BYTES);
		goto out;
	}
	r->size = (uint64_t)st.st_size;
	if (inflateInit(&r->z) != Z_OK) {
		(void)fail_memory(fail);
		goto out;
	}
	zlib = 1;
	rc = read_all(r, fail);
out:
	if (zlib)
		(void)inflateEnd(&r->z);
	if (r->fd != -1)
		(void)close(r->fd);
	free(r);
	return (rc);
}
