/*
 * Lists of sums: what sha256sum(1) writes and checks is read and written the
 * same, and what could lead a reader astray is refused by line.
 */
#include "../harness/check.h"

#include <stdlib.h>

#include "core/buf.h"
#include "core/fail.h"
#include "core/sums.h"

#define A "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define B "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

static int
parse(struct sums *sums, const char *text, struct fail *fail)
{
	return (sums_parse(sums, "list", text, strlen(text), fail));
}

static void
reads_sorts_and_finds(void)
{
	struct sums sums = SUMS_INIT;
	struct fail fail = FAIL_INIT;

	CHECK_INT(parse(&sums, A "  x/b c\n" B " *a\xc3\xa5\n", &fail), 0);
	CHECK_INT(sums.count, 2);
	CHECK_STR(sums.line[0].path, "a\xc3\xa5");
	CHECK_STR(sums.line[0].sha256, B);
	NEED(sums_find(&sums, "x/b c") != NULL);
	CHECK_STR(sums_find(&sums, "x/b c")->sha256, A);
	CHECK(sums_find(&sums, "x") == NULL);
	CHECK(sums_find(&sums, "y") == NULL);
	sums_clear(&sums);
	CHECK(sums_find(&sums, "y") == NULL);
}

static void
writes_what_it_reads(void)
{
	static const char text[] = A "  a\n" B "  b/c d\n";
	struct sums sums = SUMS_INIT;
	struct fail fail = FAIL_INIT;
	struct buf b = BUF_INIT;

	CHECK_INT(parse(&sums, text, &fail), 0);
	sums_text(&sums, &b);
	CHECK_STR(buf_text(&b), text);
	buf_clear(&b);
	sums_clear(&sums);
}

static void
an_empty_list_is_a_list(void)
{
	struct sums sums = SUMS_INIT;
	struct fail fail = FAIL_INIT;

	CHECK_INT(parse(&sums, "", &fail), 0);
	CHECK_INT(sums.count, 0);
	sums_sort(&sums);
	sums_clear(&sums);
}

static void
refuses_bad_lines_by_number(void)
{
	static const char *const bad[] = {
		"short  a\n", A " a\n", A "  \n", A "a  b\n", A "  cut",
		"AAAAaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
		"aaaaaaaaa  upper\n",
		"\\" A "  a\\nb\n", A "  /etc/passwd\n", A "  ../up\n",
		A "  a/../b\n", A "  a/..\n", A "  ./a\n", A "  a//b\n",
		A "  a/\n", A "  a\\b\n", A "  dos\r\n", "\n", "",
	};
	struct sums sums = SUMS_INIT;
	struct fail fail = FAIL_INIT;
	char text[400];
	size_t i;

	for (i = 0; bad[i][0] != '\0'; i++) {
		(void)snprintf(text, sizeof(text), A "  first\n%s", bad[i]);
		CHECK_INT(parse(&sums, text, &fail), -1);
		CHECK_INT(fail.kind, FAIL_DATA);
		if (strstr(fail.text, "'list' line 2: ") == NULL)
			CHECK_STR(bad[i], fail.text);
		sums_clear(&sums);
		fail_clear(&fail);
	}
	CHECK_INT(i, 17);
}

static void
refuses_a_nul_byte(void)
{
	static const char text[] = A "  a\0b\n";
	struct sums sums = SUMS_INIT;
	struct fail fail = FAIL_INIT;

	CHECK_INT(sums_parse(&sums, "list", text, sizeof(text) - 1, &fail), -1);
	CHECK_INT(fail.kind, FAIL_DATA);
	sums_clear(&sums);
}

static void
refuses_a_path_listed_twice(void)
{
	struct sums sums = SUMS_INIT;
	struct fail fail = FAIL_INIT;

	CHECK_INT(parse(&sums, A "  a\n" A "  b\n" B "  a\n", &fail), -1);
	CHECK_STR(fail.text, "'list' lists 'a' twice");
	sums_clear(&sums);
}

static void
adds_only_what_can_be_read_back(void)
{
	struct sums sums = SUMS_INIT;
	struct fail fail = FAIL_INIT;

	CHECK_INT(sums_add(&sums, "a b", A, &fail), 0);
	CHECK_INT(sums_add(&sums, "a\nb", A, &fail), -1);
	CHECK_INT(sums_add(&sums, "a", "", &fail), -1);
	CHECK_INT(sums.count, 1);
	sums_clear(&sums);
}

int
main(void)
{
	RUN(reads_sorts_and_finds);
	RUN(writes_what_it_reads);
	RUN(an_empty_list_is_a_list);
	RUN(refuses_bad_lines_by_number);
	RUN(refuses_a_nul_byte);
	RUN(refuses_a_path_listed_twice);
	RUN(adds_only_what_can_be_read_back);
	return (check_end());
}
