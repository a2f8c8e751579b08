#include "render/flow.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/buf.h"
#include "core/fail.h"
#include "render/frame.h"
#include "render/layout_read.h"
#include "render/link.h"
#include "render/outline.h"
#include "render/page.h"
#include "render/pdfobj.h"
#include "render/survey.h"
#include "render/tag.h"
#include "render/words.h"

#define NO_ALT "Bild utan beskrivning"
#define NO_ALT_LANG "sv-SE"
#define MAX_CAPTION 400		/* bytes of a bookmark, of a link's words */
#define MAX_BOXES 200		/* of one link */
#define TINY_PX 2		/* a picture below this is a counter's */

struct flow {
	const struct flow_job *job;
	struct flow_result *out;
	struct frame_stack stack;
	struct words words;
	struct outline outline;
	size_t table;		/* the next one's number */
	/* the open heading */
	struct buf title;
	struct page *title_page;	/* NULL: no word yet */
	double title_y;
	/* the open link */
	struct buf uri, caption;
	char label[MAX_CAPTION];
	struct layout_box box[MAX_BOXES];
	int boxes;
};

/* ---- opening ---- */

static void
open_heading(struct flow *f, int level)
{
	frame_push(&f->stack, LAYOUT_HEADING, "H1")->level = level;
	buf_reset(&f->title);
	f->title_page = NULL;
}

static void
open_table(struct flow *f)
{
	int regular = f->table < f->job->survey->tables &&
	    f->job->survey->regular[f->table];
	struct frame *frame;

	f->table++;
	f->out->tables++;
	f->out->irregular += !regular;
	frame = frame_push(&f->stack, LAYOUT_TABLE, regular ? "Table" : "Div");
	if (regular)
		frame_make(&f->stack, frame);
}

/* Rows and cells of an irregular table have no elements of their own. */
static int
in_table(const struct flow *f, enum layout_kind kind)
{
	const struct frame *around = &f->stack.frame[f->stack.depth - 1];

	return (around->kind == kind && around->made &&
	    (kind == LAYOUT_ROW || strcmp(around->type, "Table") == 0));
}

static void
open_row(struct flow *f)
{
	if (in_table(f, LAYOUT_TABLE))
		frame_make(&f->stack, frame_push(&f->stack, LAYOUT_ROW, "TR"));
	else
		(void)frame_push(&f->stack, LAYOUT_ROW, NULL);
}

static void
open_cell(struct flow *f, const struct layout_node *n)
{
	const struct frame *table = &f->stack.frame[f->stack.depth - 2];
	struct frame *cell;
	const char *scope = NULL;

	if (!in_table(f, LAYOUT_ROW)) {
		(void)frame_push(&f->stack, LAYOUT_CELL, NULL);
		return;
	}
	/* Without a word of the page: the top row heads columns. */
	if (n->header)
		scope = n->scope == 'r' || (n->scope == 0 &&
		    table->tag.own.count > 1) ? "Row" : "Column";
	cell = frame_push(&f->stack, LAYOUT_CELL, n->header ? "TH" : "TD");
	frame_make(&f->stack, cell);
	tag_set_cell(&f->stack.tree, &cell->tag, scope, n->columns, n->rows);
}

static void
open_link(struct flow *f, const struct layout_node *n)
{
	struct flow_result *out = f->out;

	buf_reset(&f->uri);
	buf_reset(&f->caption);
	f->boxes = 0;
	(void)snprintf(f->label, sizeof(f->label), "%s",
	    n->label != NULL ? n->label : "");
	if (link_address(n->address, &f->uri) == -1) {
		buf_reset(&f->uri);
		if (out->bad_links++ == 0)
			(void)snprintf(out->bad_link, sizeof(out->bad_link),
			    "%s", n->address);
	}
	/* It becomes a Link when its first usable box comes. */
	(void)frame_push(&f->stack, LAYOUT_LINK, NULL);
}

static int
on_open(void *arg, const struct layout_node *n, struct fail *fail)
{
	struct flow *f = arg;

	switch (n->kind) {
	case LAYOUT_HEADING:
		open_heading(f, n->level);
		break;
	case LAYOUT_TABLE:
		open_table(f);
		break;
	case LAYOUT_ROW:
		open_row(f);
		break;
	case LAYOUT_CELL:
		open_cell(f, n);
		break;
	case LAYOUT_LINK:
		open_link(f, n);
		break;
	case LAYOUT_LIST:
		(void)frame_push(&f->stack, n->kind, "L");
		break;
	case LAYOUT_ITEM:
		(void)frame_push(&f->stack, n->kind, "LBody");
		break;
	case LAYOUT_PARAGRAPH:
		(void)frame_push(&f->stack, n->kind, "P");
		break;
	case LAYOUT_SECTION:
		/* The body is the Document itself. */
		(void)frame_push(&f->stack, n->kind,
		    f->stack.depth > 1 ? "Sect" : NULL);
		break;
	default:
		(void)frame_push(&f->stack, n->kind, NULL);
	}
	return (pdfobj_check(f->job->p, fail));
}

/* ---- closing ---- */

static void
close_heading(struct flow *f, const struct frame *frame)
{
	if (!frame->made)
		return;
	f->out->headings++;
	if (f->title_page != NULL && f->title.size > 0)
		outline_add(&f->outline, f->stack.headings,
		    buf_text(&f->title), f->title_page, f->title_y);
}

/* A link across a page's end is two links. */
static int
make_links(struct flow *f, struct tag *tag, const struct layout_box *box,
    struct fail *fail)
{
	const char *contents = f->label[0] != '\0' ? f->label :
	    f->caption.size > 0 ? buf_text(&f->caption) : buf_text(&f->uri);
	struct page_list *pages = f->job->pages;
	struct page *page = page_list_at(pages, box->y), *last;
	struct pdfobj_dict *link;
	double rect[4];

	last = page_list_at(pages, box->y + box->h);
	if (last > page + 1)
		last = page + 1;
	for (; page <= last; page++) {
		if (!page_clip(pages, page, box, rect))
			continue;
		link = link_make(f->job->p, page, rect, buf_text(&f->uri),
		    contents);
		if (link == NULL)
			f->out->lost_links++;
		else if (tag_link(&f->stack.tree, tag, page, link, fail) == -1)
			return (-1);
	}
	return (0);
}

static int
close_link(struct flow *f, struct frame *frame, struct fail *fail)
{
	int i;

	if (frame->type == NULL)
		return (0);
	frame_make(&f->stack, frame);
	f->out->links++;
	for (i = 0; i < f->boxes; i++)
		if (make_links(f, &frame->tag, &f->box[i], fail) == -1)
			return (-1);
	return (0);
}

static int
on_close(void *arg, const struct layout_node *n, struct fail *fail)
{
	struct flow *f = arg;
	struct frame *frame = frame_pop(&f->stack);

	if (n->kind == LAYOUT_HEADING)
		close_heading(f, frame);
	if (n->kind == LAYOUT_LINK && close_link(f, frame, fail) == -1)
		return (-1);
	return (pdfobj_check(f->job->p, fail));
}

/* ---- content ---- */

static void
add_caption(struct buf *b, const struct layout_run *run)
{
	size_t i;

	for (i = 0; i < run->count; i++) {
		if (b->size + run->word[i].size > MAX_CAPTION)
			return;
		if (b->size > 0 && (i > 0 || !run->join))
			buf_addc(b, ' ');
		buf_add(b, run->word[i].text, run->word[i].size);
	}
}

/*
 * Leftward text lies in the page as it is seen; read aloud it must come in
 * the order in which it is spoken, so that an element says the text itself.
 */
static int
put_leftward(struct flow *f, struct tag *tag, const struct layout_run *run,
    struct fail *fail)
{
	struct buf text = BUF_INIT;
	struct tag span;
	size_t i;
	int rc;

	for (i = 0; i < run->count; i++) {
		buf_add(&text, run->word[i].text, run->word[i].size);
		buf_addc(&text, ' ');
	}
	tag_open(&f->stack.tree, tag, "Span", &span);
	tag_set_text(&f->stack.tree, &span, buf_text(&text));
	words_run(&f->words, &span, run);
	rc = buf_check(&text, fail);
	buf_clear(&text);
	return (rc);
}

static int
on_run(void *arg, const struct layout_run *run, struct fail *fail)
{
	struct flow *f = arg;
	struct frame_stack *s = &f->stack;
	struct tag *tag;
	int64_t before = f->words.count;
	int heading = 0, link = 0, i;

	if (!words_any(&f->words, run))
		return (0);
	tag = frame_text(s, run->lang);
	if (!run->rtl)
		words_run(&f->words, tag, run);
	else if (put_leftward(f, tag, run, fail) == -1)
		return (-1);
	for (i = s->depth - 1; i >= 0 && !heading; i--) {
		heading = s->frame[i].kind == LAYOUT_HEADING;
		link |= s->frame[i].kind == LAYOUT_LINK;
	}
	if (heading && f->title_page == NULL && f->words.count > before) {
		f->title_page = page_list_at(f->job->pages,
		    run->box.y + run->box.h / 2);
		f->title_y = run->box.y;
	}
	if (heading)
		add_caption(&f->title, run);
	if (link)
		add_caption(&f->caption, run);
	if (buf_check(&f->title, fail) == -1 ||
	    buf_check(&f->caption, fail) == -1)
		return (-1);
	return (pdfobj_check(f->job->p, fail));
}

static int
is_blank(const char *s)
{
	return (s == NULL || s[strspn(s, " \t\r\n")] == '\0');
}

static int
on_picture(void *arg, const struct layout_picture *picture,
    struct fail *fail)
{
	struct flow *f = arg;
	struct page *page = page_list_at(f->job->pages,
	    picture->box.y < 0 ? 0 : picture->box.y);
	const char *alt = is_blank(picture->alt) ? NO_ALT : picture->alt;
	struct tag figure;
	double rect[4];

	if (picture->box.w < TINY_PX || picture->box.h < TINY_PX ||
	    !page_clip(f->job->pages, page, &picture->box, rect))
		return (0);
	frame_child(&f->stack, "Figure", &figure);
	tag_set_figure(&f->stack.tree, &figure, alt, rect);
	if (alt != picture->alt && strncasecmp(frame_lang(&f->stack), "sv",
	    2) != 0)
		tag_set_lang(&f->stack.tree, &figure, NO_ALT_LANG);
	words_figure(&f->words, &figure, page, rect);
	f->out->pictures++;
	if (f->stack.frame[f->stack.depth - 1].kind == LAYOUT_LINK &&
	    f->label[0] == '\0' && !is_blank(picture->alt))
		(void)snprintf(f->label, sizeof(f->label), "%s", picture->alt);
	return (pdfobj_check(f->job->p, fail));
}

static int
on_box(void *arg, const struct layout_box *box, struct fail *fail)
{
	struct flow *f = arg;
	struct frame *frame = &f->stack.frame[f->stack.depth - 1];
	const struct page *page = page_list_at(f->job->pages,
	    box->y < 0 ? 0 : box->y);
	double rect[4];

	(void)fail;
	if (f->uri.size == 0 || !page_clip(f->job->pages, page, box, rect))
		return (0);
	if (f->boxes == MAX_BOXES) {
		f->out->lost_links++;
		return (0);
	}
	f->box[f->boxes++] = *box;
	frame->type = "Link";
	return (0);
}

/* ---- all of it ---- */

static void
fill_result(const struct flow *f, struct flow_result *out)
{
	out->words = f->words.count;
	out->untagged = f->words.untagged;
	out->elements = f->stack.tree.elements;
}

int
flow_write(const struct flow_job *job, struct flow_result *out,
    struct fail *fail)
{
	static const struct layout_handler events = { on_open, on_close,
		on_run, on_picture, on_box };
	struct flow *f;
	int rc = -1;

	memset(out, 0, sizeof(*out));
	if ((f = calloc(1, sizeof(*f))) == NULL)
		return (fail_memory(fail));
	f->job = job;
	f->out = out;
	f->stack.lang = job->lang;
	f->outline.p = job->p;
	f->words.p = job->p;
	f->words.font = job->font;
	f->words.pages = job->pages;
	f->words.tree = &f->stack.tree;
	tag_tree_start(&f->stack.tree, job->p, job->pages->count,
	    &f->stack.document);
	if (layout_read(job->layout, &events, f, fail) == -1)
		goto out;
	words_break(&f->words);
	outline_finish(&f->outline);
	if (tag_tree_finish(&f->stack.tree, job->pages, fail) == -1)
		goto out;
	fill_result(f, out);
	rc = 0;
out:
	tag_tree_clear(&f->stack.tree);
	buf_clear(&f->title);
	buf_clear(&f->uri);
	buf_clear(&f->caption);
	free(f);
	return (rc);
}
