/*
 * WARC files in ways that no share shows: with hardly any memory, with any
 * number of threads, and digests in every form.
 */
#include "../harness/check.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "core/buf.h"
#include "core/fail.h"
#include "core/file.h"
#include "core/hash.h"
#include "core/path.h"
#include "core/text.h"
#include "verify/chunked.h"
#include "verify/label.h"
#include "verify/team.h"
#include "verify/warc.h"

#define SAMPLES "tests/fuzz/corpus/warc"

static int
check_file(const char *path, struct warc *warc, struct warc_result *result)
{
	struct fail fail = FAIL_INIT;
	int fd = open(path, O_RDONLY | O_CLOEXEC), rc = -1;

	memset(result, 0, sizeof(*result));
	if (fd != -1 && warc != NULL)
		rc = warc_check(warc, fd, result, &fail);
	close(fd);
	return (rc);
}

/* Two ways came to the same; words may differ where bytes are broken. */
static void
same(const struct warc_result *a, const struct warc_result *b, int exactly)
{
	size_t i;

	CHECK_STR(a->sum.sha256, b->sum.sha256);
	CHECK_STR(a->sum.sha512, b->sum.sha512);
	CHECK_INT(a->troubles.count > 0, b->troubles.count > 0);
	if (!exactly)
		return;
	CHECK_INT(a->record_count, b->record_count);
	CHECK_INT(a->digest_count, b->digest_count);
	CHECK_INT(a->bare_count, b->bare_count);
	CHECK_INT(a->troubles.count, b->troubles.count);
	for (i = 0; i < a->troubles.count && i < b->troubles.count; i++) {
		CHECK_INT(a->troubles.item[i].at, b->troubles.item[i].at);
		CHECK_STR(a->troubles.item[i].text, b->troubles.item[i].text);
	}
}

/* Every sample by two who check; they are used for one after the other. */
static void
compare(struct warc *one, struct warc *other, int always)
{
	struct file_list list = FILE_LIST_INIT;
	struct warc_result a, b;
	struct fail fail = FAIL_INIT;
	char *path;
	size_t i;

	CHECK_INT(file_list(SAMPLES, &list, &fail), 0);
	CHECK(list.count > 70);
	for (i = 0; i < list.count; i++) {
		if (!warc_is(list.entry[i].path))
			continue;
		path = path_join(SAMPLES, list.entry[i].path, &fail);
		CHECK_INT(check_file(path, one, &a), 0);
		CHECK_INT(check_file(path, other, &b), 0);
		CHECK_INT(a.troubles.count > 0,
		    text_prefix(list.entry[i].path, "bad-"));
		same(&a, &b, always || a.troubles.count == 0);
		warc_result_clear(&a);
		warc_result_clear(&b);
		free(path);
	}
	file_list_clear(&list);
}

static void
hardly_any_memory_does(void)
{
	struct fail fail = FAIL_INIT;
	struct warc *large = warc_new(NULL, WARC_IN_BYTES, WARC_OUT_BYTES,
	    &fail);
	struct warc *small = warc_new(NULL, WARC_LEAST_BYTES, 64, &fail);

	NEED(large != NULL && small != NULL);
	compare(large, small, 0);
	warc_free(large);
	warc_free(small);
}

static void
threads_change_nothing(void)
{
	struct fail fail = FAIL_INIT;
	struct team *team = team_new(3, &fail);
	struct warc *alone, *many;

	NEED(team != NULL);
	alone = warc_new(NULL, WARC_LEAST_BYTES, 8192, &fail);
	many = warc_new(team, WARC_LEAST_BYTES, 8192, &fail);
	NEED(alone != NULL && many != NULL);
	compare(alone, many, 1);
	warc_free(alone);
	warc_free(many);
	team_free(team);
}

/* The digests of nothing, by sha256sum, base32 and base64 of coreutils. */
static void
digests_in_every_form(void)
{
	static const char *const good[] = {
	    "sha256:E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B78"
	    "52B855",
	    "SHA-256:4OYMIQUY7QOBJGX36TEJS35ZEQT24QPEMSNZGTFESWMRW6CSXBKQ====",
	    "sha256:4oymiquy7qobjgx36tejs35zeqt24qpemsnzgtfeswmrw6csxbkq",
	    "sha256:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
	    "sha256:47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU",
	    "sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ",
	    "sha1:da39a3ee5e6b4b0d3255bfef95601890afd80709",
	    "md5:1B2M2Y8AsgTpgAmY7PhCfg==",
	    "md5:d41d8cd98f00b204e9800998ecf8427e",
	    "sha512:z4PhNX7vuL3xVChQ1m2AB9Yg5AULVxXcg/SpIdNs6c5H0NE8XYXysP+DGNK"
	    "HfuwvY7kxvUdBeoGlODJ6+SfaPg==", NULL };
	static const struct {
		const char *text;
		enum label_verdict verdict;
	} bad[] = { { "", LABEL_BAD }, { "abc", LABEL_BAD },
	    { "sha256:", LABEL_BAD }, { "sha256:zz", LABEL_BAD },
	    { "md5:d41d8cd98f00b204e9800998ecf8427g", LABEL_BAD },
	    { "sha3:00", LABEL_UNKNOWN }, { ":00", LABEL_UNKNOWN } };
	struct fail fail = FAIL_INIT;
	struct hash_sum sum;
	struct label label;
	size_t i;

	CHECK_INT(hash_bytes("", 0, HASH_BOTH | HASH_SHA1 | HASH_MD5, &sum,
	    &fail), 0);
	for (i = 0; good[i] != NULL; i++) {
		CHECK_INT(label_read(&label, good[i]), LABEL_GOOD);
		CHECK_INT(label_holds(&label, &sum), 1);
	}
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		CHECK_INT(label_read(&label, bad[i].text), bad[i].verdict);
		CHECK_INT(label.kind, 0);
	}
	CHECK_INT(hash_bytes("a", 1, HASH_BOTH | HASH_SHA1 | HASH_MD5, &sum,
	    &fail), 0);
	for (i = 0; good[i] != NULL; i++) {
		CHECK_INT(label_read(&label, good[i]), LABEL_GOOD);
		CHECK_INT(label_holds(&label, &sum), 0);
	}
}

/* What a body in chunks holds, taken ${step} bytes at a time. */
static int
unchunk(const char *body, size_t step, const char *want)
{
	struct fail fail = FAIL_INIT;
	struct hash *hash = hash_new(HASH_SHA256, &fail);
	struct hash_sum sum, other;
	struct chunked chunked;
	size_t size = strlen(body), at, part;
	int whole;

	chunked_start(&chunked);
	for (at = 0; at < size; at += part) {
		part = size - at < step ? size - at : step;
		CHECK_INT(chunked_take(&chunked, (const uint8_t *)body + at,
		    part, hash), 0);
	}
	CHECK_INT(hash_end(hash, &sum, &fail), 0);
	CHECK_INT(hash_bytes(want, strlen(want), HASH_SHA256, &other, &fail),
	    0);
	whole = chunked_whole(&chunked);
	if (whole)
		CHECK_STR(sum.sha256, other.sha256);
	hash_free(hash);
	return (whole);
}

static void
chunks_are_taken_apart(void)
{
	size_t step;

	for (step = 1; step < 40; step++) {
		CHECK(unchunk("0\r\n\r\n", step, ""));
		CHECK(unchunk("3\r\nabc\r\n0\r\n\r\n", step, "abc"));
		CHECK(unchunk("0A ; x=\"y\"\r\n0123456789\r\n1\r\nx\r\n00\r\n"
		    "Trailer: x\r\n\r\n", step, "0123456789x"));
		CHECK(unchunk("1\na\n0\n\n", step, "a"));
		CHECK(!unchunk("", step, ""));
		CHECK(!unchunk("abc", step, ""));
		CHECK(!unchunk("\r\n", step, ""));
		CHECK(!unchunk("3\r\nabcd\r\n0\r\n\r\n", step, ""));
		CHECK(!unchunk("3\r\nabc\r\n", step, ""));
		CHECK(!unchunk("3\r\nabc\r\n0\r\n\r\nx", step, ""));
		CHECK(!unchunk("fffffffffffffffff\r\na", step, ""));
		CHECK(!unchunk("-1\r\na\r\n0\r\n\r\n", step, ""));
	}
}

int
main(void)
{
	RUN(hardly_any_memory_does);
	RUN(threads_change_nothing);
	RUN(digests_in_every_form);
	RUN(chunks_are_taken_apart);
	return (check_end());
}
