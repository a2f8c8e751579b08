/* room: 30-render */
/*
 * fuzz_layout_xml.c - layout.xml, read for the PDF.
 *
 * Every event that comes out is in its place and within the bounds that the
 * PDF's writer relies on; what opens closes, in order.
 */
#include "fuzz.h"
#include "fuzz_xml.h"

#include <math.h>

#include "core/text.h"
#include "render/layout_read.h"
#include "render/survey.h"

struct seen {
	int depth;
	enum layout_kind open[LAYOUT_MAX_DEPTH + 1];
	char *lang;
};

static void
is_box(const struct layout_box *box)
{
	FUZZ_MUST(isfinite(box->x) && isfinite(box->y));
	FUZZ_MUST(fabs(box->x) <= 1e8 && fabs(box->y) <= 1e8);
	FUZZ_MUST(box->w >= 0 && box->h >= 0 && box->w <= 1e8 &&
	    box->h <= 1e8);
}

static int
on_open(void *arg, const struct layout_node *node, struct fail *fail)
{
	struct seen *seen = arg;

	(void)fail;
	FUZZ_MUST(seen->depth <= LAYOUT_MAX_DEPTH);
	FUZZ_MUST((node->kind == LAYOUT_PAGE) == (seen->depth == 0));
	FUZZ_MUST(node->columns >= 1 && node->columns <= LAYOUT_MAX_COLUMNS &&
	    node->rows >= 1 && node->rows <= LAYOUT_MAX_ROWS);
	if (node->kind == LAYOUT_HEADING)
		FUZZ_MUST(node->level >= 1 && node->level <= 6);
	if (node->kind == LAYOUT_LINK)
		FUZZ_MUST(text_valid(node->address));
	seen->open[seen->depth++] = node->kind;
	return (0);
}

static int
on_close(void *arg, const struct layout_node *node, struct fail *fail)
{
	struct seen *seen = arg;

	(void)fail;
	FUZZ_MUST(seen->depth > 0 &&
	    seen->open[--seen->depth] == node->kind);
	return (0);
}

static int
on_run(void *arg, const struct layout_run *run, struct fail *fail)
{
	struct seen *seen = arg;
	size_t i, k;
	volatile uint8_t sum = 0;	/* each byte is read */

	(void)fail;
	FUZZ_MUST(seen->depth > 1);
	is_box(&run->box);
	for (i = 0; i < run->count; i++) {
		FUZZ_MUST(run->word[i].size <= LAYOUT_MAX_WORD);
		FUZZ_MUST(run->word[i].w >= 0);
		for (k = 0; k < run->word[i].size; k++)
			sum = (uint8_t)run->word[i].text[k];
	(void)sum;
	}
	FUZZ_MUST(run->lang == NULL || text_valid(run->lang));
	return (0);
}

static int
on_picture(void *arg, const struct layout_picture *picture, struct fail *fail)
{
	(void)arg;
	(void)fail;
	is_box(&picture->box);
	FUZZ_MUST(picture->alt == NULL || text_valid(picture->alt));
	return (0);
}

static int
on_box(void *arg, const struct layout_box *box, struct fail *fail)
{
	(void)arg;
	(void)fail;
	is_box(box);
	return (0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	static const struct layout_handler handler = { on_open, on_close,
	    on_run, on_picture, on_box };
	struct survey survey = SURVEY_INIT;
	struct seen seen = { 0 };
	struct fail fail = FAIL_INIT;
	struct survey_cuts cuts = { NULL, 0 };
	size_t i;

	(void)fuzz_file("layout.xml", bytes, n);
	if (layout_read(fuzz_path("layout.xml"), &handler, &seen,
	    &fail) == -1) {
		FUZZ_MUST(fail.kind == FAIL_DATA);
		return (0);
	}
	FUZZ_MUST(seen.depth == 0);
	if (survey_make(&survey, fuzz_path("layout.xml"), 50000, 1991,
	    &fail) == 0 &&
	    survey_cut(&survey, 50000, 1991, &cuts, &fail) == 0) {
		FUZZ_MUST(cuts.count > 25 && cuts.top[0] == 0);
		for (i = 1; i < cuts.count; i++)
			FUZZ_MUST(cuts.top[i] > cuts.top[i - 1] &&
			    cuts.top[i] <= cuts.top[i - 1] + 1991 &&
			    cuts.top[i] < 50000);
	} else
		FUZZ_MUST(fail.kind == FAIL_DATA);
	survey_cuts_clear(&cuts);
	survey_clear(&survey);
	return (0);
}
