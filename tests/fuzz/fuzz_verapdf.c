/* room: 30-render */
/*
 * fuzz_verapdf.c - a report of veraPDF, which is another program's file.
 *
 * Any bytes end in a verdict with text that can be shown, or in an error.
 */
#include "fuzz.h"
#include "fuzz_xml.h"

#include "core/text.h"
#include "render/judge_report.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct judge_report report;
	struct fail fail = FAIL_INIT;

	if (judge_report_read(&report, fuzz_file("report.xml", bytes, n),
	    &fail) == -1) {
		FUZZ_MUST(fail.kind == FAIL_DATA);
		return (0);
	}
	FUZZ_MUST(report.judge[0] != '\0' && text_valid(report.judge));
	FUZZ_MUST(text_valid(report.rule));
	FUZZ_MUST(!report.pass || report.rule[0] == '\0');
	return (0);
}
