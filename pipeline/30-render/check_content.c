#include "render/check_content.h"

#include <stdlib.h>
#include <string.h>

#include "core/buf.h"
#include "render/check_font.h"
#include "render/check_mark.h"
#include "render/check_part.h"

#define MOST_SAVED 28		/* q without Q: PDF 1.4, appendix C */
#define MOST_OPERATOR 8		/* bytes */

enum kind {			/* what an operator means to the check */
	PLAIN, SAVE, RESTORE, FONT, MODE, SHOW, SHOW_LIST, MARK, MARK_DICT,
	END_MARK, DRAW, STATE, COLOR, SPACE, PAINT, SHADE, INTENT, IMAGE,
	UNKNOWN
};

static const struct {
	char name[4];
	enum kind kind;
} operators[] = {
	{ "Tj", SHOW }, { "TJ", SHOW_LIST }, { "Tm", PLAIN }, { "Tz", PLAIN },
	{ "Tf", FONT }, { "BT", PLAIN }, { "ET", PLAIN }, { "BDC", MARK_DICT },
	{ "EMC", END_MARK }, { "BMC", MARK }, { "re", PLAIN }, { "n", PLAIN },
	{ "q", SAVE }, { "Q", RESTORE }, { "cm", PLAIN }, { "Do", DRAW },
	{ "W", PLAIN }, { "W*", PLAIN }, { "Tr", MODE }, { "Tc", PLAIN },
	{ "Tw", PLAIN }, { "TL", PLAIN }, { "Ts", PLAIN }, { "Td", PLAIN },
	{ "TD", PLAIN }, { "T*", PLAIN }, { "'", SHOW }, { "\"", SHOW },
	{ "gs", STATE }, { "rg", COLOR }, { "RG", COLOR }, { "g", COLOR },
	{ "G", COLOR }, { "k", COLOR }, { "K", COLOR }, { "cs", SPACE },
	{ "CS", SPACE }, { "sc", PLAIN }, { "SC", PLAIN }, { "scn", PLAIN },
	{ "SCN", PLAIN }, { "f", PAINT }, { "F", PAINT }, { "f*", PAINT },
	{ "S", PAINT }, { "s", PAINT }, { "B", PAINT }, { "B*", PAINT },
	{ "b", PAINT }, { "b*", PAINT }, { "sh", SHADE }, { "ri", INTENT },
	{ "w", PLAIN }, { "J", PLAIN }, { "j", PLAIN }, { "M", PLAIN },
	{ "d", PLAIN }, { "i", PLAIN }, { "m", PLAIN }, { "l", PLAIN },
	{ "c", PLAIN }, { "v", PLAIN }, { "y", PLAIN }, { "h", PLAIN },
	{ "d0", PLAIN }, { "d1", PLAIN }, { "MP", PLAIN }, { "DP", PLAIN },
	{ "BX", PLAIN }, { "EX", PLAIN }, { "BI", IMAGE }
};

/* ---- operators ---- */

static void
use_default_color(struct content *c)
{
	static const struct pdf_value gray = { PDF_NAME, 10,
		{ .bytes = (const uint8_t *)"DeviceGray" } };

	if (!c->state.colored)
		check_color(c->run, &gray, c->page->object);
}

static void
show(struct content *c, const struct pdf_value *v)
{
	struct buf bytes = BUF_INIT;
	uint32_t i;

	if (v->kind == PDF_ARRAY) {
		for (i = 0; i < v->count; i++)
			if (pdf_is_string(&v->as.item[i]))
				show(c, &v->as.item[i]);
		return;
	}
	pdf_bytes(v, &bytes);
	if (c->state.font != NULL)
		check_font_show(c->run, c->state.font, bytes.data, bytes.size,
		    c->state.mode);
	buf_clear(&bytes);
}

static void
show_text(struct content *c)
{
	mark_drawn(c, "text");
	mark_text(c);
	if (c->state.mode != CHECK_INVISIBLE)
		use_default_color(c);
	show(c, mark_last(c));
}

static void
set_color(struct content *c, const char *name)
{
	const char *space = strchr("gG", *name) != NULL ? "DeviceGray" :
	    strchr("kK", *name) != NULL ? "DeviceCMYK" : "DeviceRGB";
	struct pdf_value v = { PDF_NAME, (uint32_t)strlen(space),
		{ .bytes = (const uint8_t *)space } };

	c->state.colored = 1;
	check_color(c->run, &v, c->page->object);
}

static void
set_space(struct content *c)
{
	const struct pdf_value *v = mark_resource(c, "ColorSpace",
	    mark_last(c));

	c->state.colored = 1;
	check_color(c->run, v->kind == PDF_NULL ? mark_last(c) : v,
	    c->page->object);
}

static void
save(struct content *c, int more)
{
	if (more) {
		if (c->depth < MARK_STATES)
			c->saved[c->depth] = c->state;
		if (++c->depth > MOST_SAVED)
			check_add(c->run, CHECK_A, "6.1.12-8", c->page->object,
			    "q is nested %d deep", c->depth);
	} else if (c->depth > 0 && --c->depth < MARK_STATES)
		c->state = c->saved[c->depth];
}

static void
draw(struct content *c)
{
	const struct pdf_value *v = mark_resource(c, "XObject", mark_last(c));

	if (pdf_name_is(pdf_get(&c->run->pdf, v, "Subtype"), "Image"))
		mark_drawn(c, "a picture");
	check_xobject(c->run, c->page, v);
}

/* After BI: to the EI that stands alone. */
static void
skip_image(struct content *c)
{
	struct pdf_lex *lex = &c->parser.lex;
	const uint8_t *s = lex->at;

	for (; lex->end - s > 3; s++)
		if (pdf_is_space(s[0]) && s[1] == 'E' && s[2] == 'I' &&
		    pdf_is_space(s[3]))
			break;
	lex->at = lex->end - s > 3 ? s + 3 : lex->end;
	mark_drawn(c, "a picture");
	check_add(c->run, CHECK_NOTE, "6.2.4", c->page->object, "a picture "
	    "within the content is not looked into");
}

static enum kind
kind_of(const struct pdf_token *token, char name[MOST_OPERATOR])
{
	size_t i;

	if (token->kind != PDF_WORD || token->size >= MOST_OPERATOR)
		return (UNKNOWN);
	memcpy(name, token->bytes, token->size);
	name[token->size] = '\0';
	for (i = 0; i < sizeof(operators) / sizeof(operators[0]); i++)
		if (strcmp(operators[i].name, name) == 0)
			return (operators[i].kind);
	return (UNKNOWN);
}

static void
operate(struct content *c, const struct pdf_token *token)
{
	char name[MOST_OPERATOR] = "";

	switch (kind_of(token, name)) {
	case SAVE:
	case RESTORE:
		save(c, *name == 'q');
		break;
	case FONT:
		if (c->operands > 1)
			c->state.font = check_font_get(c->run,
			    mark_resource(c, "Font",
			    &c->operand[c->operands - 2]));
		break;
	case MODE:
		c->state.mode = mark_last(c)->kind == PDF_INT &&
		    mark_last(c)->as.integer == CHECK_INVISIBLE ?
		    CHECK_INVISIBLE : 0;
		break;
	case SHOW:
	case SHOW_LIST:
		show_text(c);
		break;
	case MARK:
	case MARK_DICT:
		mark_open(c, name[1] == 'D');
		break;
	case END_MARK:
		c->marks -= c->marks > 0;
		break;
	case DRAW:
		draw(c);
		break;
	case STATE:
		check_state(c->run, mark_resource(c, "ExtGState",
		    mark_last(c)), c->page->object);
		break;
	case COLOR:
		set_color(c, name);
		break;
	case SPACE:
		set_space(c);
		break;
	case PAINT:
		mark_drawn(c, "a line or area");
		use_default_color(c);
		break;
	case SHADE:
		mark_drawn(c, "a shading");
		break;
	case INTENT:
		check_render_intent(c->run, mark_last(c), c->page->object);
		break;
	case IMAGE:
		skip_image(c);
		break;
	case UNKNOWN:
		check_add(c->run, CHECK_A, "6.2.10-1", c->page->object,
		    "'%s' is no operator of PDF 1.4", name);
		break;
	case PLAIN:
		break;
	}
}

static void
check_operands(struct content *c)
{
	size_t i;

	for (i = 0; i < c->operands; i++)
		check_value(c->run, &c->operand[i], c->page->object);
}

static void
run_content(struct content *c)
{
	struct pdf_token token;
	struct pdf_value value;
	int got;

	for (;;) {
		got = pdf_parse(&c->parser, &value, &token);
		if (got == 1 && c->operands < MARK_OPERANDS) {
			c->operand[c->operands++] = value;
			continue;
		}
		if (got == 1)
			continue;
		if (got == 0 && token.kind == PDF_END)
			return;
		if (got == -1 && c->parser.lex.at >= c->parser.lex.end)
			return;
		check_operands(c);
		operate(c, &token);
		c->operands = 0;
		pdf_pool_reset(c->parser.pool);
	}
}

void
check_content(struct check_run *run, const struct check_page *page,
    const struct buf *bytes)
{
	static const struct content start;
	struct content *c = malloc(sizeof(*c));

	if (c == NULL) {
		check_memory(run);
		return;
	}
	*c = start;
	c->run = run;
	c->page = page;
	c->parser.lex.at = (const uint8_t *)buf_text(bytes);
	c->parser.lex.end = c->parser.lex.at + bytes->size;
	if ((c->parser.pool = pdf_pool_new()) == NULL)
		check_memory(run);
	else
		run_content(c);
	if (c->marks > 0 || c->depth > 0)
		check_add(run, CHECK_NOTE, "6.8", page->object, "marked "
		    "content or q is not closed");
	pdf_parser_clear(&c->parser);
	pdf_pool_free(c->parser.pool);
	free(c);
}
