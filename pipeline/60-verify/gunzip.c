#include "verify/gunzip.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <libdeflate.h>
#include <zlib.h>

#include "core/fail.h"
#include "verify/lane.h"
#include "verify/warc_record.h"

#define GZIP_WINDOW (15 + 16)	/* zlib's way to ask for gzip's format */
#define MAGIC_BYTES 3		/* 1f 8b 08 */
#define START "WARC/"		/* of every record */
#define PEEK_BYTES 2048		/* packed, in which that shows */
#define MOST_CUTS 50		/* broken members; more of them were made to
				   take our time */

enum {
	BETWEEN,		/* at the start of a member */
	INSIDE,			/* zlib is in one */
	LOST			/* looking for the next one */
};

struct gunzip {
	struct libdeflate_decompressor *whole;
	z_stream z, peek;
	int z_ready, peek_ready;	/* 1: must be ended */
	int state;
	uint64_t begun_at;	/* where the present member begins */
	int cuts;		/* broken members so far */
	uint64_t lost_at;	/* where the bytes that are no member begin */
	int lost_told;		/* 1: what they are was said already */
};

struct gunzip *
gunzip_new(struct fail *fail)
{
	struct gunzip *g = calloc(1, sizeof(*g));

	if (g == NULL)
		goto bad;
	if ((g->whole = libdeflate_alloc_decompressor()) == NULL ||
	    inflateInit2(&g->z, GZIP_WINDOW) != Z_OK)
		goto bad;
	g->z_ready = 1;
	if (inflateInit2(&g->peek, GZIP_WINDOW) != Z_OK)
		goto bad;
	g->peek_ready = 1;
	return (g);
bad:
	gunzip_free(g);
	(void)fail_memory(fail);
	return (NULL);
}

void
gunzip_start(struct gunzip *g)
{
	g->state = BETWEEN;
	g->cuts = 0;
}

int
gunzip_idle(const struct gunzip *g)
{
	return (g->state != INSIDE);
}

static int
is_magic(const uint8_t *in)
{
	return (in[0] == 0x1f && in[1] == 0x8b && in[2] == 8);
}

/* Does a member begin here that begins with a record? */
static int
is_record(struct gunzip *g, const uint8_t *in, size_t size)
{
	uint8_t start[sizeof(START) - 1];

	if (inflateReset(&g->peek) != Z_OK)
		return (0);
	g->peek.next_in = (Bytef *)(uintptr_t)in;
	g->peek.avail_in = (uInt)(size < PEEK_BYTES ? size : PEEK_BYTES);
	g->peek.next_out = start;
	g->peek.avail_out = sizeof(start);
	(void)inflate(&g->peek, Z_NO_FLUSH);
	return (g->peek.avail_out == 0 &&
	    memcmp(start, START, sizeof(start)) == 0);
}

/* From here on nothing is a member until one is found. */
static void
lose(struct gunzip *g, uint64_t at, int told)
{
	g->state = LOST;
	g->lost_at = at;
	g->lost_told = told;
}

/* What was lost ends at ${at}. */
static int
find(struct gunzip *g, struct gunzip_work *work, uint64_t at,
    struct fail *fail)
{
	g->state = BETWEEN;
	if (g->lost_told || at == g->lost_at)
		return (0);
	return (trouble_add(&work->record->troubles, g->lost_at, fail,
	    "%" PRIu64 " bytes that are no gzip member", at - g->lost_at));
}

/* Look for the next member; 1 to go on, 0 when more bytes are wanted. */
static int
search(struct gunzip *g, struct gunzip_work *work, struct fail *fail)
{
	const uint8_t *in = work->in;
	size_t at = work->in_used, size = work->in_size;
	const uint8_t *next;

	if (g->cuts == MOST_CUTS)
		at = size;
	for (; at < size; at++) {
		if ((next = memchr(in + at, 0x1f, size - at)) == NULL) {
			at = size;
			break;
		}
		at = (size_t)(next - in);
		/* Too near to the end to tell: wait for more bytes. */
		if (size - at < PEEK_BYTES && !work->in_last && at > 0)
			break;
		if (size - at > MAGIC_BYTES && is_magic(next) &&
		    is_record(g, next, size - at)) {
			work->in_used = at;
			return (find(g, work, work->in_at + at, fail) == -1 ?
			    -1 : 1);
		}
	}
	work->in_used = at;
	if (at == size && work->in_last)
		return (find(g, work, work->in_at + at, fail));
	return (0);
}

/* A member all at once: 1 done, 0 wait, 2 for zlib, -1. */
static int
unpack(struct gunzip *g, struct gunzip_work *work, size_t *out_used,
    struct fail *fail)
{
	const uint8_t *in = work->in + work->in_used;
	size_t size = work->in_size - work->in_used, used = 0, made = 0;
	enum libdeflate_result result;

	result = libdeflate_gzip_decompress_ex(g->whole, in, size,
	    work->out + *out_used, work->out_size - *out_used, &used, &made);
	if (result == LIBDEFLATE_INSUFFICIENT_SPACE)
		return (*out_used > 0 ? 0 : 2);
	if (result != LIBDEFLATE_SUCCESS)
		return (work->in_used > 0 && !work->in_last ? 0 : 2);
	if (warc_record_take(work->record, work->out + *out_used, made,
	    fail) == -1 || warc_record_end(work->record, fail) == -1)
		return (-1);
	work->in_used += used;
	*out_used += made;
	return (1);
}

/* Begin a member, or see that there is none: as unpack(). */
static int
begin(struct gunzip *g, struct gunzip_work *work, size_t *out_used,
    struct fail *fail)
{
	size_t size = work->in_size - work->in_used;
	uint64_t at = work->in_at + work->in_used;
	int rc;

	if (size < MAGIC_BYTES && !work->in_last)
		return (0);
	if (size < MAGIC_BYTES || !is_magic(work->in + work->in_used)) {
		lose(g, at, 0);
		return (1);
	}
	g->begun_at = at;
	warc_record_begin(work->record, at);
	if ((rc = unpack(g, work, out_used, fail)) != 2)
		return (rc);
	if (inflateReset(&g->z) != Z_OK)
		return (fail_set(fail, FAIL_IO, "zlib failed"));
	g->state = INSIDE;
	return (1);
}

/*
 * Give the member up: say why, and look for the next, which may begin in what
 * was taken for this one.
 */
static int
cut(struct gunzip *g, struct gunzip_work *work, const char *why,
    struct fail *fail)
{
	if (g->begun_at >= work->in_at)
		work->in_used = (size_t)(g->begun_at - work->in_at) + 1;
	lose(g, work->in_at + work->in_used, 1);
	if (warc_record_cut(work->record, why, fail) == -1)
		return (-1);
	if (++g->cuts == MOST_CUTS)
		return (trouble_add(&work->record->troubles, g->lost_at, fail,
		    "too many broken gzip members: the rest was not "
		    "checked"));
	return (0);
}

/* zlib stopped where it should not. */
static int
cut_broken(struct gunzip *g, struct gunzip_work *work, int result,
    struct fail *fail)
{
	char why[128];

	(void)snprintf(why, sizeof(why), "the gzip member is not whole: %s",
	    result == Z_OK || result == Z_BUF_ERROR ? "the file ends in it" :
	    g->z.msg != NULL ? g->z.msg : "it cannot be unpacked");
	return (cut(g, work, why, fail));
}

/* A step of zlib's: 1 to go on, 0 when bytes or room are wanted, -1. */
static int
step(struct gunzip *g, struct gunzip_work *work, size_t *out_used,
    struct fail *fail)
{
	size_t in_size = work->in_size - work->in_used, made, used;
	size_t out_size = work->out_size - *out_used;
	int result;

	if (out_size == 0)
		return (0);
	g->z.next_in = (Bytef *)(uintptr_t)(work->in + work->in_used);
	g->z.avail_in = (uInt)in_size;
	g->z.next_out = work->out + *out_used;
	g->z.avail_out = (uInt)out_size;
	result = inflate(&g->z, Z_NO_FLUSH);
	used = in_size - g->z.avail_in;
	made = out_size - g->z.avail_out;
	work->in_used += used;
	if (made > 0 && warc_record_take(work->record, work->out + *out_used,
	    made, fail) == -1)
		return (-1);
	*out_used += made;
	if (warc_record_is_over(work->record))
		return (cut(g, work, "far more is in the gzip member than its "
		    "header says", fail) == -1 ? -1 : 1);
	if (result == Z_STREAM_END) {
		g->state = BETWEEN;
		return (warc_record_end(work->record, fail) == -1 ? -1 : 1);
	}
	if (result == Z_MEM_ERROR)
		return (fail_memory(fail));
	if ((result == Z_OK || result == Z_BUF_ERROR) &&
	    (*out_used == work->out_size || !work->in_last ||
	    used + made > 0))
		return (*out_used < work->out_size && used + made > 0 &&
		    work->in_used < work->in_size);
	return (cut_broken(g, work, result, fail) == -1 ? -1 : 1);
}

int
gunzip_work(struct gunzip *g, struct gunzip_work *work, struct fail *fail)
{
	size_t out_used = 0;
	int rc = 1;

	work->in_used = 0;
	while (rc == 1 && (g->state == INSIDE ||
	    work->in_used < work->in_size) &&
	    work->record->list->count + LANE_SPARE <= LANE_OPS) {
		if (g->state == INSIDE)
			rc = step(g, work, &out_used, fail);
		else if (g->state == LOST)
			rc = search(g, work, fail);
		else
			rc = begin(g, work, &out_used, fail);
	}
	return (rc == -1 ? -1 : 0);
}

void
gunzip_free(struct gunzip *g)
{
	if (g == NULL)
		return;
	if (g->whole != NULL)
		libdeflate_free_decompressor(g->whole);
	if (g->z_ready)
		inflateEnd(&g->z);
	if (g->peek_ready)
		inflateEnd(&g->peek);
	free(g);
}
