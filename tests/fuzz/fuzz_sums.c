/* room: 00-core */
/*
 * fuzz_sums.c - a list of checksums from the share, where anybody may write.
 *
 * What was read leads nowhere outside its folder, can be found again, and is
 * written as it was, but for the order.
 */
#include "fuzz.h"

#include <ctype.h>

#include "core/buf.h"
#include "core/sums.h"

static void
look(const struct sums *sums)
{
	const struct sums_line *line;
	size_t i, k;

	for (i = 0; i < sums->count; i++) {
		line = &sums->line[i];
		FUZZ_MUST(sums_find(sums, line->path) == line);
		FUZZ_MUST(line->path[0] != '/' && line->path[0] != '\0');
		FUZZ_MUST(strcmp(line->path, "..") != 0 &&
		    strncmp(line->path, "../", 3) != 0 &&
		    strstr(line->path, "/../") == NULL);
		FUZZ_MUST(strpbrk(line->path, "\n\r\\") == NULL);
		FUZZ_MUST(strlen(line->sha256) == 64);
		for (k = 0; k < 64; k++)
			FUZZ_MUST(isxdigit((uint8_t)line->sha256[k]));
	}
}

/* Written and read again it is the same list. */
static void
again(const struct sums *sums)
{
	struct sums other = SUMS_INIT;
	struct buf text = BUF_INIT, twice = BUF_INIT;
	struct fail fail = FAIL_INIT;

	sums_text(sums, &text);
	FUZZ_MUST(sums_parse(&other, "x", buf_text(&text), text.size,
	    &fail) == 0);
	FUZZ_MUST(other.count == sums->count);
	sums_text(&other, &twice);
	FUZZ_MUST(text.size == twice.size &&
	    strcmp(buf_text(&text), buf_text(&twice)) == 0);
	sums_clear(&other);
	buf_clear(&text);
	buf_clear(&twice);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct sums sums = SUMS_INIT;
	struct fail fail = FAIL_INIT;
	char *text = fuzz_string(bytes, n);

	if (sums_parse(&sums, "x.sha256", text, n, &fail) == 0) {
		look(&sums);
		again(&sums);
	} else
		FUZZ_MUST(fail.kind == FAIL_DATA &&
		    strstr(fail.text, "x.sha256") != NULL);
	sums_clear(&sums);
	free(text);
	return (0);
}
