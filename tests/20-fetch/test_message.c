/*
 * test_message.c - a long string that opens a result is taken over as it
 * stands; whatever is not just that is read as any JSON is.
 */
#include "fetch/message.h"

#include <stdlib.h>
#include <string.h>

#include "core/buf.h"
#include "core/fail.h"
#include "fetch/value.h"
#include "../harness/check.h"

#define LONG (MESSAGE_LONG + 4)

/* The message ${head} + LONG times ${fill} + ${tail}. */
static struct value *
parse(const char *head, char fill, const char *tail)
{
	struct fail fail = FAIL_INIT;
	struct buf b = BUF_INIT;
	struct value *v;
	size_t i;

	buf_adds(&b, head);
	for (i = 0; i < LONG; i++)
		buf_addc(&b, fill);
	buf_adds(&b, tail);
	v = message_parse(buf_text(&b), b.size, &fail);
	buf_clear(&b);
	return (v);
}

static void
takes_a_long_string_whole(void)
{
	struct value *v = parse("{\"id\":12,\"result\":{\"data\":\"", 'A',
	    "\",\"after\":\"b\\\"c\"},\"sessionId\":\"S\"}");
	const struct value *result = value_get(v, "result");
	struct fail fail = FAIL_INIT;
	struct buf bytes = BUF_INIT;

	CHECK_INT(value_number(v, "id", -1), 12);
	CHECK_INT(value_size(value_get(result, "data")), LONG);
	CHECK_STR(value_text(result, "after"), "b\"c");
	CHECK_STR(value_text(v, "sessionId"), "S");
	CHECK(value_bytes(result, "data", 1, &bytes, &fail) == 0);
	CHECK_INT(bytes.size, LONG / 4 * 3);
	buf_clear(&bytes);
	value_free(v);
}

static void
undoes_escapes_as_ever(void)
{
	struct value *v = parse("{\"id\":1,\"result\":{\"body\":\"\\u00e5", 'A',
	    "\\n\",\"base64Encoded\":false}}");
	const char *body = value_text(value_get(v, "result"), "body");

	CHECK_INT(value_size(value_get(value_get(v, "result"), "body")),
	    LONG + 3);
	CHECK(body != NULL && strncmp(body, "\xc3\xa5" "AA", 4) == 0);
	value_free(v);
}

static void
refuses_what_is_no_json(void)
{
	CHECK(parse("{\"id\":1,\"result\":{\"data\":\"", 'A', "") == NULL);
	CHECK(parse("{\"id\":1,\"result\":{\"data\":\"", 'A', "\"") == NULL);
	CHECK(parse("{\"id\":1,\"result\":{\"data\":\"", 'A', "\"}") == NULL);
	CHECK(parse("{\"id\":1,\"result\":{\"data\":\"", '\n', "\"}}") == NULL);
	CHECK(parse("{\"id\":1,\"result\":{\"data\":\"", '\xff', "\"}}") ==
	    NULL);
	CHECK(parse("{\"id\":,\"result\":{\"data\":\"", 'A', "\"}}") == NULL);
	/* Not an object after all: nothing to put the string in. */
	CHECK(parse("{\"id\":1,\"result\":{\"data\":\"", 'A',
	    "\"},\"result\":3}") == NULL);
}

static void
decodes_base64_and_nothing_else(void)
{
	static const struct {
		const char *coded, *plain;	/* NULL: refused */
	} cases[] = {
		{ "", "" }, { "Zg==", "f" }, { "Zm8=", "fo" },
		{ "Zm9v", "foo" }, { "Zm9vYmE=", "fooba" },
		{ "a+/z", "k\xef\xf3" },
		{ "Zg=", NULL }, { "====", NULL }, { "Z===", NULL },
		{ "Zg==Zg==", NULL }, { "Zm9*", NULL }, { "Zm9-", NULL },
		{ "=m9v", NULL }, { "Z m9v", NULL }, { "Zm\n9", NULL }
	};
	size_t i;

	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct fail fail = FAIL_INIT;
		struct buf b = BUF_INIT;
		struct value *v = value_pack(&fail, "{s:s}", "d",
		    cases[i].coded);
		int rc = value_bytes(v, "d", 1, &b, &fail);

		CHECK_INT(rc, cases[i].plain == NULL ? -1 : 0);
		if (rc == -1)
			CHECK_INT(fail.kind, FAIL_DATA);
		else
			CHECK_STR(buf_text(&b), cases[i].plain);
		buf_clear(&b);
		value_free(v);
	}
}

int
main(void)
{
	RUN(takes_a_long_string_whole);
	RUN(undoes_escapes_as_ever);
	RUN(refuses_what_is_no_json);
	RUN(decodes_base64_and_nothing_else);
	return (check_end());
}
