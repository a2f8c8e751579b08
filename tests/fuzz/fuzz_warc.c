/* room: 60-verify */
/*
 * fuzz_warc.c - a WARC file on the share, where anybody may write.
 *
 * With much memory and with hardly any it is found whole or not alike, and
 * nothing that is said of it lies outside of it.
 */
#include "fuzz.h"

#include "verify/warc.h"

static void
check(struct warc *warc, const char *path, struct warc_result *result)
{
	struct fail fail = FAIL_INIT;
	FILE *file = fopen(path, "rb");

	FUZZ_MUST(file != NULL);
	FUZZ_MUST(warc_check(warc, fileno(file), result, &fail) == 0);
	FUZZ_MUST(fclose(file) == 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	static struct warc *large, *small;
	struct warc_result a = { 0 }, b = { 0 };
	struct fail fail = FAIL_INIT;
	const char *path;
	size_t i;

	if (large == NULL) {
		large = warc_new(NULL, 1u << 17, 1u << 18, &fail);
		small = warc_new(NULL, WARC_LEAST_BYTES, 100, &fail);
		FUZZ_MUST(large != NULL && small != NULL);
	}
	path = fuzz_file("x.warc.gz", bytes, n);
	check(large, path, &a);
	check(small, path, &b);
	FUZZ_MUST(a.sum.size == n && b.sum.size == n);
	FUZZ_MUST((a.troubles.count == 0) == (b.troubles.count == 0));
	if (a.troubles.count == 0)
		FUZZ_MUST(a.record_count == b.record_count &&
		    a.digest_count == b.digest_count);
	for (i = 0; i < a.troubles.count; i++)
		FUZZ_MUST(a.troubles.item[i].at <= n &&
		    *a.troubles.item[i].text != '\0');
	warc_result_clear(&a);
	warc_result_clear(&b);
	return (0);
}
