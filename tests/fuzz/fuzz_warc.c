/* room: 60-verify */
/*
 * fuzz_warc.c - a WARC file on the share, where anybody may write.
 *
 * What begins with "WARC" is packed first, so that changes of a record's bytes
 * are seen by who reads records, and not only by who unpacks them.
 *
 * With much memory and with hardly any it is found whole or not alike, and
 * nothing that is said of it lies outside of it.
 */
#include "fuzz.h"

#include <zlib.h>

#include "verify/warc.h"

/* The bytes as one gzip member; the caller's. */
static uint8_t *
pack(const uint8_t *bytes, size_t n, size_t *size)
{
	z_stream z = { 0 };
	uint8_t *packed = malloc(n + 4096);

	FUZZ_MUST(packed != NULL && deflateInit2(&z, 1, Z_DEFLATED, 15 + 16, 8,
	    Z_DEFAULT_STRATEGY) == Z_OK);
	z.next_in = (Bytef *)(uintptr_t)bytes;
	z.avail_in = (uInt)n;
	z.next_out = packed;
	z.avail_out = (uInt)n + 4096;
	FUZZ_MUST(deflate(&z, Z_FINISH) == Z_STREAM_END);
	*size = z.total_out;
	FUZZ_MUST(deflateEnd(&z) == Z_OK);
	return (packed);
}

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
	uint8_t *packed = NULL;
	const char *path;
	size_t i;

	if (large == NULL) {
		large = warc_new(NULL, 1u << 17, 1u << 18, &fail);
		small = warc_new(NULL, WARC_LEAST_BYTES, 700, &fail);
		FUZZ_MUST(large != NULL && small != NULL);
	}
	if (n > 4 && memcmp(bytes, "WARC", 4) == 0)
		bytes = packed = pack(bytes, n, &n);
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
	free(packed);
	return (0);
}
