/* room: 30-render */
/*
 * fuzz_pdf.c - any layout that can be read becomes a PDF, or an error.
 *
 * The flow of words, links, tables and headings into structure elements,
 * written out; the pictures behind them are left out.  A file of an odd
 * length goes on A4.
 */
#include "fuzz.h"
#include "fuzz_xml.h"

#include "render/flow.h"
#include "render/font.h"
#include "render/page.h"
#include "render/pdfobj.h"
#include "render/survey.h"

#define WIDTH_PX 1366
#define HEIGHT_PX 30000		/* two pages, or 16 of A4 */

static void
write_pdf(const char *layout, const struct survey *survey,
    const struct survey_cuts *cuts, const struct page_paper *paper)
{
	struct page_list pages = PAGE_LIST_INIT;
	struct flow_result result = { 0 };
	struct flow_job job = { layout, NULL, NULL, &pages, survey, "sv-SE" };
	struct fail fail = FAIL_INIT;

	FUZZ_MUST((job.p = pdfobj_new(&fail)) != NULL);
	pages.width_px = WIDTH_PX;
	pages.height_px = HEIGHT_PX;
	pages.paper = *paper;
	FUZZ_MUST(page_list_make(&pages, job.p, cuts->top, cuts->count,
	    &fail) == 0);
	FUZZ_MUST((job.font = font_new(job.p, &fail)) != NULL);
	(void)unlink(fuzz_path("out.pdf"));
	if (flow_write(&job, &result, &fail) == 0) {
		font_finish(job.font);
		if (pdfobj_check(job.p, &fail) == 0)
			(void)pdfobj_save(job.p, fuzz_path("out.pdf"), &fail);
	}
	FUZZ_MUST(fail.kind == FAIL_NONE || fail.kind == FAIL_DATA);
	FUZZ_MUST(result.words >= 0 && result.links >= 0);
	pdfobj_free(job.p);
	font_free(job.font);
	page_list_clear(&pages);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct survey survey = SURVEY_INIT;
	struct fail fail = FAIL_INIT;
	struct survey_cuts cuts = { NULL, 0 };
	struct page_paper paper;
	char *layout = strdup(fuzz_file("layout.xml", bytes, n));

	FUZZ_MUST(layout != NULL);
	if (n % 2 == 1)
		page_paper_a4(&paper, WIDTH_PX);
	else
		page_paper_tall(&paper);
	if (survey_make(&survey, layout, HEIGHT_PX, n % 2 == 1 ?
	    paper.most_px : 0, &fail) == 0 &&
	    survey_cut(&survey, HEIGHT_PX, paper.most_px, &cuts, &fail) == 0)
		write_pdf(layout, &survey, &cuts, &paper);
	else
		FUZZ_MUST(fail.kind == FAIL_DATA);
	survey_cuts_clear(&cuts);
	survey_clear(&survey);
	free(layout);
	return (0);
}
