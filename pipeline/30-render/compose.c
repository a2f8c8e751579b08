#include "render/compose.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/args.h"
#include "core/clock.h"
#include "core/fail.h"
#include "core/hash.h"
#include "core/path.h"
#include "core/record/capture.h"
#include "core/record/order.h"
#include "core/text.h"
#include "render/catalog.h"
#include "render/font.h"
#include "render/intent.h"
#include "render/page.h"
#include "render/pdfobj.h"
#include "render/raster.h"
#include "render/survey.h"
#include "render/tag.h"
#include "render/xmp.h"

/* What one PDF is made with; all undone by parts_clear(). */
struct parts {
	struct pdfobj *p;
	struct font *font;
	struct raster raster;
	struct survey survey;
	struct page_list pages;
	struct survey_cuts cuts;
	char *layout;		/* path */
	const char *lang;
	uint8_t id[16];
};

static void
parts_clear(struct parts *s)
{
	pdfobj_free(s->p);
	font_free(s->font);
	raster_clear(&s->raster);
	survey_clear(&s->survey);
	page_list_clear(&s->pages);
	survey_cuts_clear(&s->cuts);
	free(s->layout);
}

static int
hex(char c)
{
	return (c <= '9' ? c - '0' : c - 'a' + 10);
}

/*
 * The file's identifier: the first half of a digest over the inputs, the
 * capture's files being listed with theirs in capture.xml.
 */
static int
make_id(struct parts *s, const struct compose *from, struct fail *fail)
{
	struct hash_sum sum;
	char *text, kind[40] = "";
	int i, rc;

	if (from->a4 || from->jpeg_quality > 0)
		(void)snprintf(kind, sizeof(kind), "a4 %d jpeg %d\n",
		    from->a4, from->jpeg_quality);
	text = text_printf(fail, "bevara-render %s\n%s\n%s\n%s",
	    BEVARA_VERSION, from->capture->order_sha256, from->capture_sha256,
	    kind);
	if (text == NULL)
		return (-1);
	rc = hash_bytes(text, strlen(text), HASH_SHA256, &sum, fail);
	free(text);
	for (i = 0; i < 16 && rc == 0; i++)
		s->id[i] = (uint8_t)(hex(sum.sha256[2 * i]) << 4 |
		    hex(sum.sha256[2 * i + 1]));
	return (rc);
}

/* The first look at the layout, then the pages' places. */
static int
plan_pages(struct parts *s, const struct compose *from, struct fail *fail)
{
	struct page_list *pages = &s->pages;
	const struct part *layout;

	layout = part_find(&from->capture->files, CAPTURE_LAYOUT, 0);
	if (layout == NULL)
		return (fail_set(fail, FAIL_DATA, "'%s' lists no layout; make "
		    "the capture again", from->capture_dir));
	s->layout = path_join(from->capture_dir, layout->name, fail);
	if (s->layout == NULL ||
	    raster_measure(&s->raster, from->capture, fail) == -1)
		return (-1);
	pages->width_px = s->raster.width_px;
	pages->height_px = s->raster.height_px;
	if (from->a4)
		page_paper_a4(&pages->paper, pages->width_px);
	else
		page_paper_tall(&pages->paper);
	if (survey_make(&s->survey, s->layout, pages->height_px,
	    from->a4 ? pages->paper.most_px : 0, fail) == -1)
		return (-1);
	return (survey_cut(&s->survey, pages->height_px,
	    pages->paper.most_px, &s->cuts, fail));
}

/* A tall page has each picture whole; paper only what lies on the page. */
static int
make_pages(struct parts *s, const struct compose *from, struct fail *fail)
{
	struct raster_how how = { from->capture_dir, from->work_dir,
		from->jpeg_quality, NULL, 0 };

	if (plan_pages(s, from, fail) == -1)
		return (-1);
	if (from->a4) {
		how.cut = s->cuts.top;
		how.count = s->cuts.count;
	}
	if (raster_open(&s->raster, from->capture, &how, fail) == -1)
		return (-1);
	return (page_list_make(&s->pages, s->p, s->cuts.top, s->cuts.count,
	    fail));
}

/* The pages' background, and the font of the words over it. */
static int
prepare_pages(struct parts *s, struct fail *fail)
{
	struct pdfobj_dict *fonts;
	struct page *page;
	size_t i;

	if ((s->font = font_new(s->p, fail)) == NULL)
		return (-1);
	raster_draw(&s->raster, s->p, &s->pages);
	for (i = 0; i < s->pages.count; i++) {
		page = &s->pages.page[i];
		fonts = pdfobj_dict_in(s->p, pdfobj_resources(s->p,
		    page->dict), "Font");
		pdfobj_set_dict(s->p, fonts, "F1", font_dict(s->font));
		/* Everything after the picture is invisible text. */
		pdfobj_printf(s->p, page->contents, "3 Tr\n");
	}
	return (pdfobj_check(s->p, fail));
}

/* "NAME, PLATFORM, 2026-11-23 13:00" */
static char *
make_title(const struct compose *from, struct fail *fail)
{
	char moment[CLOCK_TEXT];

	capture_moment(from->capture, moment);
	return (text_printf(fail, "%s, %s, %s", from->order->name,
	    order_platform_name(from->order), moment));
}

static int
describe(struct parts *s, const struct compose *from, const char *title,
    struct fail *fail)
{
	const struct capture *c = from->capture;
	struct xmp x = { 0 };
	char *description;
	int rc;

	x.title = title;
	x.author = from->order->board;
	x.lang = s->lang;
	x.tool = "bevara-render " BEVARA_VERSION;
	x.producer = "libharu " PDFOBJ_VERSION;
	x.made_utc = c->ended_utc;
	x.id = s->id;
	x.account = c->account;
	x.name = from->order->name;
	x.platform = from->order->platform;
	x.address = c->final != NULL ? c->final : c->requested;
	x.package = c->id;
	x.capture_sha256 = from->capture_sha256;
	if (c->title != NULL && c->title[0] != '\0')
		description = text_printf(fail, "%s (%s)", c->title,
		    x.address);
	else
		description = text_copy(x.address, fail);
	if ((x.description = description) == NULL)
		return (-1);
	rc = xmp_add(&x, s->p, fail);
	free(description);
	return (rc);
}

static int
write_flow(struct parts *s, struct flow_result *result, struct fail *fail)
{
	struct flow_job job = { s->layout, s->p, s->font, &s->pages,
		&s->survey, s->lang };

	if (flow_write(&job, result, fail) == -1)
		return (-1);
	font_finish(s->font);
	return (pdfobj_check(s->p, fail));
}

int
compose_pdf(const struct compose *from, const char *path,
    struct compose_result *result, struct fail *fail)
{
	struct parts s = { 0 };
	const char *lang = from->capture->language;
	int rc = -1;

	memset(result, 0, sizeof(*result));
	s.lang = lang != NULL && tag_is_lang(lang) ? lang : COMPOSE_LANG;
	if ((result->title = make_title(from, fail)) == NULL ||
	    make_id(&s, from, fail) == -1 ||
	    (s.p = pdfobj_new(fail)) == NULL ||
	    make_pages(&s, from, fail) == -1 ||
	    prepare_pages(&s, fail) == -1 ||
	    write_flow(&s, &result->flow, fail) == -1)
		goto out;
	catalog_set(s.p, s.lang, s.id);
	if (intent_add(s.p, fail) == -1 ||
	    describe(&s, from, result->title, fail) == -1 ||
	    pdfobj_save(s.p, path, fail) == -1)
		goto out;
	result->pages = (int)s.pages.count;
	rc = 0;
out:
	parts_clear(&s);
	if (rc == -1)
		compose_result_clear(result);
	return (rc);
}

void
compose_result_clear(struct compose_result *r)
{
	free(r->title);
	r->title = NULL;
}
