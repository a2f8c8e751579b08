/*
 * What is a stamp and what is none; samples/stamp/make.sh tells how the ones
 * here were made.
 */
#include "../harness/check.h"

#include "core/buf.h"
#include "core/fail.h"
#include "core/file.h"
#include "verify/stamp.h"
#include "verify/stamp_file.h"
#include "verify/stamp_request.h"
#include "verify/stamp_trust.h"

#define STAMPS "tests/fuzz/corpus/stamp/"
#define SAMPLES "samples/stamp/"
#define GOOD_UTC 1795474004
#define UNTIL_UTC 2742418003

static void
take(struct buf *b, const char *path)
{
	struct fail fail = FAIL_INIT;

	CHECK_INT(file_read(path, b, 1 << 20, &fail), 0);
}

/* What stamp_check() says of a file: FAIL_NONE if it holds. */
static enum fail_kind
judge(const char *name, const char *root, struct stamp *stamp)
{
	struct buf answer = BUF_INIT, data = BUF_INIT;
	const struct stamp_kept kept = { &answer, NULL, &data };
	struct fail fail = FAIL_INIT;
	struct stamp_trust *trust = stamp_trust_load(root, &fail);

	take(&answer, name);
	take(&data, SAMPLES "checkpoint");
	CHECK(trust != NULL);
	if (trust != NULL && stamp_check(&kept, trust, stamp, &fail) == -1)
		CHECK(stamp->time_utc == 0 && stamp->chain.data == NULL);
	stamp_trust_free(trust);
	buf_clear(&answer);
	buf_clear(&data);
	return (fail.kind);
}

static void
only_a_stamp_over_these_bytes_holds(void)
{
	static const struct {
		const char *name;
		enum fail_kind kind;
	} cases[] = {
		{ STAMPS "good.tsr", FAIL_NONE },
		{ STAMPS "no-nonce.tsr", FAIL_NONE },
		{ STAMPS "other-data.tsr", FAIL_NO },
		{ STAMPS "sha512.tsr", FAIL_NO },
		{ STAMPS "sha1.tsr", FAIL_NO },
		{ STAMPS "foreign.tsr", FAIL_NO },
		{ STAMPS "ended.tsr", FAIL_NO },
		{ STAMPS "no-certs.tsr", FAIL_NO },
		{ STAMPS "rejected.tsr", FAIL_NO },
		{ STAMPS "query.tsr", FAIL_DATA },
		{ STAMPS "token-alone.tsr", FAIL_DATA },
		{ STAMPS "truncated.tsr", FAIL_DATA },
		{ STAMPS "more-after-it.tsr", FAIL_DATA },
		{ STAMPS "empty.tsr", FAIL_DATA },
	};
	struct stamp stamp = STAMP_INIT;
	size_t i;

	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		check_int(judge(cases[i].name, SAMPLES "root.pem", &stamp),
		    cases[i].kind, cases[i].name, __FILE__, __LINE__);
		stamp_clear(&stamp);
	}
	CHECK_INT(judge(STAMPS "good.tsr", SAMPLES "foreign.pem", &stamp),
	    FAIL_NO);
	CHECK_INT(judge(STAMPS "foreign.tsr", SAMPLES "foreign.pem", &stamp),
	    FAIL_NONE);
	stamp_clear(&stamp);
	/* What lies between is no root, though it was believed as one. */
	CHECK_INT(judge(STAMPS "good.tsr", SAMPLES "issuer.pem", &stamp),
	    FAIL_NO);
}

static void
tells_its_time_and_its_end(void)
{
	struct stamp stamp = STAMP_INIT;
	struct fail fail = FAIL_INIT;
	struct stamp_trust *trust;
	const char *at;
	int count = 0;

	CHECK_INT(judge(STAMPS "good.tsr", SAMPLES "root.pem", &stamp),
	    FAIL_NONE);
	CHECK_INT(stamp.time_utc, GOOD_UTC);
	CHECK_INT(stamp.until_utc, UNTIL_UTC);
	CHECK_STR(stamp.policy, "1.2.3.4.1");
	for (at = buf_text(&stamp.chain); (at = strstr(at, "-----BEGIN")) !=
	    NULL; at++)
		count++;
	CHECK_INT(count, 3);
	/* The chain that is kept is one that can be believed again. */
	trust = stamp_trust_parse(&stamp.chain, &fail);
	CHECK(trust != NULL);
	stamp_trust_free(trust);
	stamp_clear(&stamp);
}

/* A byte changed or the end cut off: never another time, nor other bytes. */
static void
no_changed_byte_gives_another_stamp(void)
{
	struct buf good = BUF_INIT, data = BUF_INIT, bad = BUF_INIT;
	const struct stamp_kept kept = { &bad, NULL, &data };
	struct fail fail = FAIL_INIT;
	struct stamp_trust *trust = stamp_trust_load(SAMPLES "root.pem",
	    &fail);
	struct stamp stamp = STAMP_INIT;
	int held = 0;
	size_t i;

	take(&good, STAMPS "good.tsr");
	take(&data, SAMPLES "checkpoint");
	NEED(trust != NULL);
	for (i = 0; i < good.size; i++) {
		buf_reset(&bad);
		buf_add(&bad, good.data, good.size);
		bad.data[i] ^= 0x04;
		fail_clear(&fail);
		if (stamp_check(&kept, trust, &stamp, &fail) == 0) {
			held++;
			CHECK_INT(stamp.time_utc, GOOD_UTC);
		} else
			CHECK(fail.kind == FAIL_NO || fail.kind == FAIL_DATA);
		stamp_clear(&stamp);
		bad.size = i;
		fail_clear(&fail);
		CHECK_INT(stamp_check(&kept, trust, &stamp, &fail), -1);
		CHECK_INT(fail.kind, FAIL_DATA);
	}
	/* Some bytes are outside of what is signed; they are few. */
	CHECK(held < 40);
	stamp_trust_free(trust);
	buf_clear(&good);
	buf_clear(&data);
	buf_clear(&bad);
}

static void
an_old_answer_is_none_to_a_new_request(void)
{
	struct buf data = BUF_INIT, answer = BUF_INIT;
	struct fail fail = FAIL_INIT;
	struct stamp stamp = STAMP_INIT;
	struct stamp_trust *trust = stamp_trust_load(SAMPLES "root.pem",
	    &fail);
	struct stamp_request *request;

	take(&data, SAMPLES "checkpoint");
	take(&answer, STAMPS "good.tsr");
	request = stamp_request_new(&data, &fail);
	NEED(trust != NULL && request != NULL);
	CHECK_INT(stamp_accept(request, trust, &answer, &stamp, &fail), -1);
	CHECK_INT(fail.kind, FAIL_NO);
	CHECK(strstr(fail.text, "nonce") != NULL);
	/* Without a number of its own it is refused too. */
	buf_reset(&answer);
	take(&answer, STAMPS "no-nonce.tsr");
	fail_clear(&fail);
	CHECK_INT(stamp_accept(request, trust, &answer, &stamp, &fail), -1);
	CHECK_INT(fail.kind, FAIL_NO);
	stamp_request_free(request);
	stamp_trust_free(trust);
	buf_clear(&data);
	buf_clear(&answer);
}

static void
no_two_requests_are_alike(void)
{
	struct buf data = BUF_INIT, one = BUF_INIT, two = BUF_INIT;
	struct fail fail = FAIL_INIT;
	struct stamp_request *a, *b;

	buf_adds(&data, "x");
	a = stamp_request_new(&data, &fail);
	b = stamp_request_new(&data, &fail);
	NEED(a != NULL && b != NULL);
	CHECK_INT(stamp_request_der(a, &one, &fail), 0);
	CHECK_INT(stamp_request_der(b, &two, &fail), 0);
	CHECK_INT(one.size, two.size);
	CHECK(memcmp(one.data, two.data, one.size) != 0);
	stamp_request_free(a);
	stamp_request_free(b);
	buf_clear(&data);
	buf_clear(&one);
	buf_clear(&two);
}

static void
a_root_must_be_a_certificate(void)
{
	struct buf pem = BUF_INIT;
	struct fail fail = FAIL_INIT;

	CHECK(stamp_trust_parse(&pem, &fail) == NULL);
	CHECK_INT(fail.kind, FAIL_DATA);
	CHECK(stamp_trust_load(SAMPLES "checkpoint", &fail) == NULL);
	CHECK_INT(fail.kind, FAIL_CONFIG);
	CHECK(stamp_trust_load("no/such/file", &fail) == NULL);
	CHECK_INT(fail.kind, FAIL_CONFIG);
	buf_clear(&pem);
}

/* ---- the names in a checkpoint's folder ---- */

static void
names_are_what_they_were_made_as(void)
{
	static const char *const authorities[] = { "a", "tjanst1",
	    "omstampel-1", "abcdefghijklmnopqrst", "checkpoint" };
	struct stamp_file made, read;
	int generation, kind;
	size_t i;

	for (i = 0; i < sizeof(authorities) / sizeof(authorities[0]); i++)
		for (generation = 0; generation <= STAMP_GENERATIONS;
		    generation++)
			for (kind = STAMP_TOKEN; kind <= STAMP_CHAIN; kind++) {
				stamp_file_make(&made, (enum stamp_kind)kind,
				    generation, authorities[i]);
				stamp_file_parse(&read, made.name);
				CHECK_STR(read.name, made.name);
				CHECK_STR(read.authority, authorities[i]);
				CHECK_INT(read.kind, kind);
				CHECK_INT(read.generation, generation);
			}
	stamp_file_make(&made, STAMP_LIST, 7, NULL);
	CHECK_STR(made.name, "omstampel-7.sha256");
	stamp_file_parse(&read, made.name);
	CHECK_INT(read.kind, STAMP_LIST);
	CHECK_INT(read.generation, 7);
}

static void
other_names_are_not_of_the_layout(void)
{
	static const char *const names[] = { "", ".", "..", "tsr", ".tsr",
	    "A.tsr", "-a.tsr", "a-.tsr", "a.b.tsr", "a.tsr.part-abcdef",
	    "Checkpoint", "checkpoint ", "omstampel-0.sha256",
	    "omstampel-01.sha256", "omstampel-100.sha256",
	    "omstampel-1.sha512", "omstampel-.a.tsr", "omstampel-1.A.tsr",
	    "omstampel-99999999999999999999.sha256",
	    "abcdefghijklmnopqrstu.tsr", "\xc3\xa5.tsr", "a.pem/..",
	    "omstampel-1.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.tsr",
	    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.tsr" };
	struct stamp_file read;
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		stamp_file_parse(&read, names[i]);
		check_int(read.kind, STAMP_OTHER, names[i], __FILE__,
		    __LINE__);
	}
}

int
main(void)
{
	RUN(only_a_stamp_over_these_bytes_holds);
	RUN(tells_its_time_and_its_end);
	RUN(no_changed_byte_gives_another_stamp);
	RUN(an_old_answer_is_none_to_a_new_request);
	RUN(no_two_requests_are_alike);
	RUN(a_root_must_be_a_certificate);
	RUN(names_are_what_they_were_made_as);
	RUN(other_names_are_not_of_the_layout);
	return (check_end());
}
