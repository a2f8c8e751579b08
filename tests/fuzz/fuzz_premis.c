/* room: 60-verify */
/*
 * fuzz_premis.c - a PREMIS file on the share, where anybody may write.
 *
 * Whatever it says, it becomes findings, and every finding names a path.
 */
#include "fuzz.h"
#include "fuzz_xml.h"

#include "core/sums.h"
#include "verify/check.h"
#include "verify/finding.h"
#include "verify/premis.h"
#include "verify/reader.h"

#define ID "webb-exempel_20261123T120000Z"
#define PREMIS ID "/metadata/preservation/premis.xml"

/* The list that goes with the PREMIS files of the corpus. */
static void
list(struct check *check)
{
	static const char *const paths[] = { ID "/documentation/capture.xml",
	    PREMIS, ID "/representations/pdfa/data/document.pdf",
	    ID "/representations/warc/data/capture.warc.gz", NULL };
	struct fail fail = FAIL_INIT;
	char sha256[65];
	int i;

	memset(sha256, 'a', 64);
	sha256[64] = '\0';
	for (i = 0; paths[i] != NULL; i++)
		FUZZ_MUST(sums_add(&check->sums, paths[i], sha256,
		    &fail) == 0);
	sums_sort(&check->sums);
	FUZZ_MUST((check->mark = calloc(check->sums.count, 1)) != NULL);
	FUZZ_MUST((check->sha512 = calloc(check->sums.count,
	    sizeof(*check->sha512))) != NULL);
	for (i = 0; paths[i] != NULL; i++)
		memset(check->sha512[i], 'b', 128);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct reader reader = { 0 };	/* keeps nothing: read from disk */
	struct check check = { 0 };
	struct fail fail = FAIL_INIT;
	size_t i;

	check.reader = &reader;
	check.share = fuzz_folder();
	check.period = "2026-H2";
	check.id = ID;
	list(&check);
	FUZZ_MUST(file_make_dirs(fuzz_path("2026-H2/" ID
	    "/metadata/preservation"), &fail) == 0);
	(void)fuzz_file("2026-H2/" PREMIS, bytes, n);
	FUZZ_MUST(premis_check(&check, check_line(&check, PREMIS),
	    &fail) == 0);
	for (i = 0; i < check.findings.count; i++)
		FUZZ_MUST(*check.findings.item[i].path != '\0' &&
		    *finding_word(check.findings.item[i].kind) != '\0');
	check_clear(&check);
	return (0);
}
