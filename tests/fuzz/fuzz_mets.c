/* room: 60-verify */
/*
 * fuzz_mets.c - a METS file on the share, where anybody may write.
 *
 * Whatever it says, it becomes findings, and every finding names a path.
 */
#include "fuzz.h"
#include "fuzz_xml.h"

#include "core/sums.h"
#include "verify/check.h"
#include "verify/finding.h"
#include "verify/mets.h"
#include "verify/reader.h"

#define ID "webb-exempel_20261123T120000Z"

/* The list that goes with the METS files of the corpus. */
static void
list(struct sums *sums)
{
	static const char *const paths[] = { ID "/METS.xml",
	    ID "/documentation/capture.xml", ID "/documentation/order.xml",
	    ID "/metadata/descriptive/dc.xml",
	    ID "/metadata/preservation/premis.xml",
	    ID "/representations/pdfa/METS.xml",
	    ID "/representations/pdfa/data/document.pdf", ID "/schemas/dc.xsd",
	    "2026-11-23 Exempel, Webb.pdf", NULL };
	struct fail fail = FAIL_INIT;
	char sha256[65];
	int i;

	memset(sha256, 'a', 64);
	sha256[64] = '\0';
	for (i = 0; paths[i] != NULL; i++)
		FUZZ_MUST(sums_add(sums, paths[i], sha256, &fail) == 0);
	sums_sort(sums);
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
	list(&check.sums);
	FUZZ_MUST((check.mark = calloc(check.sums.count + 1, 1)) != NULL);
	FUZZ_MUST(file_make_dirs(fuzz_path("2026-H2/" ID
	    "/representations/pdfa"), &fail) == 0);
	(void)fuzz_file("2026-H2/" ID "/METS.xml", bytes, n);
	(void)fuzz_file("2026-H2/" ID "/representations/pdfa/METS.xml", bytes,
	    n);
	FUZZ_MUST(mets_check(&check, &fail) == 0);
	for (i = 0; i < check.findings.count; i++)
		FUZZ_MUST(*check.findings.item[i].path != '\0' &&
		    *finding_word(check.findings.item[i].kind) != '\0');
	check_clear(&check);
	return (0);
}
