#include "verify/warc.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/fail.h"
#include "core/text.h"
#include "verify/gunzip.h"
#include "verify/lane.h"
#include "verify/warc_record.h"
#include "verify/team.h"

/* What was unpacked in one round, and is hashed in the next. */
struct half {
	uint8_t *out;		/* owned */
	struct lane_list *list;	/* owned; points into out */
};

/* A digest of the file itself. */
struct whole {
	struct hash *hash;	/* owned */
	const uint8_t *bytes;	/* of this round; borrowed */
	size_t size;
	int failed;
};

struct warc {
	struct team *team;	/* borrowed; or NULL */
	uint8_t *in;		/* owned */
	size_t in_room, in_size, out_room;
	uint64_t in_at;		/* where they begin in the file */
	int in_last;
	struct gunzip *gunzip;	/* owned */
	struct warc_record record;
	struct half half[2];
	struct whole sha256, sha512;
	struct lane block, payload;
	struct gunzip_work work;	/* of this round */
	struct fail fail;	/* of it */
};

int
warc_is(const char *path)
{
	return (text_suffix(path, ".warc.gz"));
}

struct warc *
warc_new(struct team *team, size_t in_bytes, size_t out_bytes,
    struct fail *fail)
{
	struct warc *w = calloc(1, sizeof(*w));
	int i;

	if (w == NULL || (w->in = malloc(in_bytes)) == NULL)
		goto bad;
	for (i = 0; i < 2; i++)
		if ((w->half[i].out = malloc(out_bytes)) == NULL ||
		    (w->half[i].list = calloc(1, sizeof(*w->half[i].list))) ==
		    NULL)
			goto bad;
	w->team = team;
	w->in_room = in_bytes;
	w->out_room = out_bytes;
	w->block.which = LANE_BLOCK;
	w->payload.which = LANE_PAYLOAD;
	if ((w->gunzip = gunzip_new(fail)) == NULL ||
	    (w->sha256.hash = hash_new(HASH_SHA256, fail)) == NULL ||
	    (w->sha512.hash = hash_new(HASH_SHA512, fail)) == NULL) {
		warc_free(w);
		return (NULL);
	}
	return (w);
bad:
	warc_free(w);
	(void)fail_memory(fail);
	return (NULL);
}

/* ---- one round ---- */

/* Fill the room for the file's bytes; those that are new get hashed. */
static int
fill(struct warc *w, int fd, struct fail *fail)
{
	size_t old;
	ssize_t n;

	if (w->work.in_used > 0) {
		w->in_size -= w->work.in_used;
		w->in_at += w->work.in_used;
		memmove(w->in, w->in + w->work.in_used, w->in_size);
		w->work.in_used = 0;
	}
	old = w->in_size;
	while (!w->in_last && w->in_size < w->in_room) {
		n = read(fd, w->in + w->in_size, w->in_room - w->in_size);
		if (n == -1 && errno == EINTR)
			continue;
		if (n == -1)
			return (fail_sys(fail, "cannot read it"));
		if (n == 0)
			w->in_last = 1;
		w->in_size += (size_t)n;
	}
	w->sha256.bytes = w->sha512.bytes = w->in + old;
	w->sha256.size = w->sha512.size = w->in_size - old;
	return (0);
}

static void
hash_whole(void *arg)
{
	struct whole *whole = arg;

	if (hash_add(whole->hash, whole->bytes, whole->size) == -1)
		whole->failed = 1;
}

static void
unpack(void *arg)
{
	struct warc *w = arg;

	(void)gunzip_work(w->gunzip, &w->work, &w->fail);
}

/* Put what went wrong in a round into ${fail}. */
static int
round_failed(const struct warc *w, struct fail *fail)
{
	if (w->fail.kind != FAIL_NONE)
		*fail = w->fail;
	else if (w->block.fail.kind != FAIL_NONE)
		*fail = w->block.fail;
	else if (w->payload.fail.kind != FAIL_NONE)
		*fail = w->payload.fail;
	else if (w->sha256.failed || w->sha512.failed)
		(void)fail_set(fail, FAIL_IO, "the hash library failed");
	else
		return (0);
	return (-1);
}

/*
 * Unpack into ${to}, and hash meanwhile what lies in ${from} and the file's
 * own bytes.  The longest task comes first.
 */
static int
one_round(struct warc *w, struct half *to, struct half *from,
    struct warc_result *result, struct fail *fail)
{
	const struct team_task tasks[] = {
		{ hash_whole, &w->sha512 }, { unpack, w },
		{ lane_work, &w->block }, { lane_work, &w->payload },
		{ hash_whole, &w->sha256 },
	};

	w->work = (struct gunzip_work){ w->in, w->in_size, w->in_at,
	    w->in_last, to->out, w->out_room, &w->record, 0 };
	w->record.list = to->list;
	w->block.list = w->payload.list = from->list;
	team_run(w->team, tasks, sizeof(tasks) / sizeof(tasks[0]));
	from->list->count = 0;
	if (round_failed(w, fail) == -1 ||
	    trouble_move(&result->troubles, &w->record.troubles, fail) == -1 ||
	    trouble_move(&result->troubles, &w->block.troubles, fail) == -1 ||
	    trouble_move(&result->troubles, &w->payload.troubles, fail) == -1)
		return (-1);
	return (0);
}

/* ---- a file ---- */

static int
start(struct warc *w, struct fail *fail)
{
	if (hash_again(w->sha256.hash) == -1 ||
	    hash_again(w->sha512.hash) == -1)
		return (fail_set(fail, FAIL_IO, "the hash library failed"));
	w->in_size = 0;
	w->in_at = 0;
	w->in_last = 0;
	w->work.in_used = 0;
	w->half[0].list->count = w->half[1].list->count = 0;
	w->record.count = w->record.bare = 0;
	w->block.count = w->payload.count = 0;
	w->block.busy = w->payload.busy = 0;
	gunzip_start(w->gunzip);
	return (0);
}

static int
finish(struct warc *w, struct warc_result *result, struct fail *fail)
{
	struct hash_sum other;

	if (hash_end(w->sha256.hash, &result->sum, fail) == -1 ||
	    hash_end(w->sha512.hash, &other, fail) == -1)
		return (-1);
	memcpy(result->sum.sha512, other.sha512, sizeof(other.sha512));
	result->record_count = w->record.count;
	result->bare_count = w->record.bare;
	result->digest_count = w->block.count + w->payload.count;
	if (result->record_count == 0 && result->troubles.count == 0 &&
	    trouble_add(&result->troubles, 0, fail, "it holds no record") ==
	    -1)
		return (-1);
	trouble_sort(&result->troubles);
	return (0);
}

int
warc_check(struct warc *w, int fd, struct warc_result *result,
    struct fail *fail)
{
	int now = 0;

	if (start(w, fail) == -1)
		return (-1);
	do {
		if (fill(w, fd, fail) == -1 ||
		    one_round(w, &w->half[now], &w->half[!now], result,
		    fail) == -1)
			return (-1);
		now = !now;
	} while (!w->in_last || w->work.in_used < w->in_size ||
	    !gunzip_idle(w->gunzip) || w->half[!now].list->count > 0);
	return (finish(w, result, fail));
}

void
warc_result_clear(struct warc_result *result)
{
	trouble_clear(&result->troubles);
	memset(result, 0, sizeof(*result));
}

void
warc_free(struct warc *w)
{
	int i;

	if (w == NULL)
		return;
	for (i = 0; i < 2; i++) {
		free(w->half[i].out);
		free(w->half[i].list);
	}
	free(w->in);
	gunzip_free(w->gunzip);
	warc_record_clear(&w->record);
	lane_clear(&w->block);
	lane_clear(&w->payload);
	hash_free(w->sha256.hash);
	hash_free(w->sha512.hash);
	free(w);
}
