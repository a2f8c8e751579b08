/* test_rules.c - the small decisions: grids, addresses, languages, pages. */
#include "../harness/check.h"

#include <stdlib.h>

#include "core/buf.h"
#include "core/fail.h"
#include "render/grid.h"
#include "render/layout_read.h"
#include "render/link.h"
#include "render/page.h"
#include "render/survey.h"
#include "render/tag.h"

/*
 * A table in letters: '/' starts a row, '.' is a cell, 'w' one of two columns,
 * 'h' one of two rows.
 */
static int
regular(const char *cells)
{
	struct grid g = { 0 };
	struct fail fail = FAIL_INIT;
	int yes, open = 0;

	for (; *cells != '\0'; cells++) {
		if (*cells == '/') {
			if (open)
				grid_row_end(&g);
			grid_row(&g);
			open = 1;
		} else
			(void)grid_cell(&g, *cells == 'w' ? 2 : 1,
			    *cells == 'h' ? 2 : 1, &fail);
	}
	if (open)
		grid_row_end(&g);
	yes = grid_is_regular(&g);
	grid_clear(&g);
	return (yes);
}

static void
knows_a_grid(void)
{
	CHECK(regular("/../.."));
	CHECK(regular("/.w/..."));
	CHECK(regular("/h./."));
	CHECK(regular("/.h./.."));
	CHECK(regular("/hh/"));
	CHECK(regular("/.."));
	CHECK(!regular(""));
	CHECK(!regular("/"));
	CHECK(!regular("/."));
	CHECK(!regular("/../."));
	CHECK(!regular("/./.."));
	CHECK(!regular("/../"));
	CHECK(!regular("/h."));		/* reaches below the table */
	CHECK(!regular("/.h/w"));	/* two cells in one place */
	CHECK(!regular("//.."));
}

static const char *
address(const char *s)
{
	static char text[200];
	struct buf b = BUF_INIT;

	(void)snprintf(text, sizeof(text), "%s",
	    link_address(s, &b) == 0 ? buf_text(&b) : "refused");
	buf_clear(&b);
	return (text);
}

static void
knows_an_address(void)
{
	CHECK_STR(address("https://www.example.org/a?b=1#c"),
	    "https://www.example.org/a?b=1#c");
	CHECK_STR(address("HTTP://example.org/å b"),
	    "HTTP://example.org/%C3%A5%20b");
	CHECK_STR(address(" mailto:a@example.org"), "mailto:a@example.org");
	CHECK_STR(address("https://example.org/(\\)<>\"%41"),
	    "https://example.org/(%5C)%3C%3E%22%41");
	CHECK_STR(address("tel:+46-10"), "tel:+46-10");
	CHECK_STR(address(""), "refused");
	CHECK_STR(address("   "), "refused");
	CHECK_STR(address("https://"), "refused");
	CHECK_STR(address("/relative"), "refused");
	CHECK_STR(address("javascript:alert(1)"), "refused");
	CHECK_STR(address("data:text/html,x"), "refused");
	CHECK_STR(address("file:///etc/passwd"), "refused");
}

static void
knows_a_language(void)
{
	CHECK(tag_is_lang("sv"));
	CHECK(tag_is_lang("sv-SE"));
	CHECK(tag_is_lang("zh-Hans-CN"));
	CHECK(tag_is_lang("x-klingon"));
	CHECK(!tag_is_lang("es-419"));
	CHECK(!tag_is_lang(""));
	CHECK(!tag_is_lang("s"));
	CHECK(!tag_is_lang("sv_SE"));
	CHECK(!tag_is_lang("sv-"));
	CHECK(!tag_is_lang("-sv"));
	CHECK(!tag_is_lang("svenska"));
	CHECK(!tag_is_lang("sv-SE (Sverige)"));
	CHECK(!tag_is_lang("12"));
}

static void
cuts_pages_at_their_bounds(void)
{
	struct survey s = SURVEY_INIT;
	struct fail fail = FAIL_INIT;
	struct survey_cuts cuts;

	s.bands = 45000 / 50 + 1;
	NEED((s.marks = calloc(s.bands, sizeof(int))) != NULL);
	NEED((s.links = calloc(s.bands, sizeof(int))) != NULL);
	NEED(survey_cut(&s, 45000, PAGE_MAX_PX, &cuts, &fail) == 0);
	CHECK_INT(cuts.count, 3);
	CHECK_INT(cuts.top[1], 20000);
	CHECK_INT(cuts.top[2], 40000);
	survey_cuts_clear(&cuts);

	/* Exactly two pages of the full height. */
	NEED(survey_cut(&s, 40000, PAGE_MAX_PX, &cuts, &fail) == 0);
	CHECK_INT(cuts.count, 2);
	survey_cuts_clear(&cuts);

	/* The 8,001st mark is on the next page. */
	s.marks[10] = 8000;
	s.marks[20] = 1;
	s.links[500] = 8000;
	s.links[501] = 1;
	NEED(survey_cut(&s, 45000, PAGE_MAX_PX, &cuts, &fail) == 0);
	CHECK_INT(cuts.count, 4);
	CHECK_INT(cuts.top[1], 1000);
	CHECK_INT(cuts.top[2], 21000);
	CHECK_INT(cuts.top[3], 25050);
	survey_cuts_clear(&cuts);
	survey_clear(&s);
}

static void
claim(uint8_t *bits, int from, int to)
{
	for (; from <= to; from++)
		bits[from / 8] |= (uint8_t)(1 << from % 8);
}

static void
cuts_paper_where_it_harms_least(void)
{
	struct survey s = SURVEY_INIT;
	struct fail fail = FAIL_INIT;
	struct survey_cuts cuts;

	s.bands = 4000 / 50 + 1;
	NEED((s.marks = calloc(s.bands, sizeof(int))) != NULL);
	NEED((s.links = calloc(s.bands, sizeof(int))) != NULL);
	NEED((s.in_text = calloc(1, 501)) != NULL);
	NEED((s.in_picture = calloc(1, 501)) != NULL);
	claim(s.in_text, 981, 1019);	/* before this line */
	claim(s.in_picture, 1801, 2100);	/* above this picture */
	claim(s.in_text, 2300, 2900);	/* no way around this */
	claim(s.in_picture, 3000, 4000);	/* through it, */
	claim(s.in_text, 3600, 4000);	/* but not its words */
	NEED(survey_cut(&s, 4000, 1000, &cuts, &fail) == 0);
	CHECK_INT(cuts.count, 5);
	CHECK_INT(cuts.top[1], 980);
	CHECK_INT(cuts.top[2], 1800);
	CHECK_INT(cuts.top[3], 2800);
	CHECK_INT(cuts.top[4], 3599);
	survey_cuts_clear(&cuts);

	/* A band with more than a page may hold is one all the same. */
	s.marks[3] = 20000;
	NEED(survey_cut(&s, 900, 1000, &cuts, &fail) == 0);
	CHECK_INT(cuts.count, 3);
	CHECK_INT(cuts.top[1], 150);
	CHECK_INT(cuts.top[2], 200);
	survey_cuts_clear(&cuts);
	survey_clear(&s);
}

static void
finds_and_clips_on_pages(void)
{
	struct page page[2] = { { .top_px = 0, .height_px = 1000 },
		{ .top_px = 1000, .height_px = 500 } };
	struct page_list list = { .page = page, .count = 2, .width_px = 800,
		.height_px = 1500 };
	struct layout_box box = { 700, 900, 200, 300 };
	double r[4];

	page_paper_tall(&list.paper);
	page[0].paper = page[1].paper = &list.paper;
	CHECK(page_list_at(&list, -5) == &page[0]);
	CHECK(page_list_at(&list, 999.9) == &page[0]);
	CHECK(page_list_at(&list, 1000) == &page[1]);
	CHECK(page_list_at(&list, 1e9) == &page[1]);
	CHECK(page_clip(&list, &page[0], &box, r));
	CHECK_INT(r[0], 700 * 0.72);
	CHECK_INT(r[1], 0);
	CHECK_INT(r[2], 800 * 0.72);
	CHECK_INT(r[3], 100 * 0.72);
	CHECK(page_clip(&list, &page[1], &box, r));
	CHECK_INT(r[3], 500 * 0.72);
	box.x = 800;
	CHECK(!page_clip(&list, &page[0], &box, r));
}

int
main(void)
{
	RUN(knows_a_grid);
	RUN(knows_an_address);
	RUN(knows_a_language);
	RUN(cuts_pages_at_their_bounds);
	RUN(cuts_paper_where_it_harms_least);
	RUN(finds_and_clips_on_pages);
	return (check_end());
}
