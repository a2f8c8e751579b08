#include "render/frame.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

static const char *const heading_type[6] = { "H1", "H2", "H3", "H4", "H5",
	"H6" };

struct frame *
frame_push(struct frame_stack *s, enum layout_kind kind, const char *type)
{
	struct frame *f = &s->frame[s->depth++];

	memset(f, 0, sizeof(*f));
	f->kind = kind;
	f->type = type;
	return (f);
}

struct frame *
frame_pop(struct frame_stack *s)
{
	return (&s->frame[--s->depth]);
}

/* The frame around ${f} that has an element, or NULL: the document. */
static struct frame *
outer(struct frame_stack *s, const struct frame *f)
{
	struct frame *o = &s->frame[f - s->frame];

	while (o-- > s->frame)
		if (o->type != NULL)
			return (o);
	return (NULL);
}

/* A level below the last higher heading, whatever the page calls it. */
static const char *
number_heading(struct frame_stack *s, int level)
{
	while (s->headings > 0 && s->heading[s->headings - 1] >= level)
		s->headings--;
	s->heading[s->headings++] = level;
	return (heading_type[s->headings - 1]);
}

void
frame_make(struct frame_stack *s, struct frame *f)
{
	struct frame *o;
	struct tag *parent = &s->document, item;

	if (f->made || f->type == NULL)
		return;
	if ((o = outer(s, f)) != NULL) {
		frame_make(s, o);
		o->span_open = 0;
		parent = &o->tag;
	}
	if (f->kind == LAYOUT_HEADING)
		f->type = number_heading(s, f->level);
	if (f->kind == LAYOUT_ITEM) {
		tag_open(&s->tree, parent, "LI", &item);
		tag_open(&s->tree, &item, f->type, &f->tag);
	} else
		tag_open(&s->tree, parent, f->type, &f->tag);
	f->made = 1;
}

struct frame *
frame_owner(struct frame_stack *s)
{
	struct frame *f = &s->frame[s->depth - 1];

	return (f->type != NULL ? f : outer(s, f));
}

static const char *
lang_around(struct frame_stack *s, struct frame *f)
{
	for (; f != NULL; f = outer(s, f))
		if (f->lang[0] != '\0')
			return (f->lang);
	return (s->lang);
}

const char *
frame_lang(struct frame_stack *s)
{
	return (lang_around(s, frame_owner(s)));
}

static void
set_lang(struct frame_stack *s, struct tag *tag, char *copy, const char *lang)
{
	tag_set_lang(&s->tree, tag, lang);
	(void)snprintf(copy, FRAME_LANG, "%s", lang);
}

struct tag *
frame_text(struct frame_stack *s, const char *lang)
{
	struct frame *f = frame_owner(s);

	if (lang == NULL || !tag_is_lang(lang))
		lang = s->lang;
	if (f == NULL)
		return (&s->document);
	if (!f->made) {
		frame_make(s, f);
		if (strcasecmp(lang, lang_around(s, f)) != 0)
			set_lang(s, &f->tag, f->lang, lang);
	}
	if (strcasecmp(lang, lang_around(s, f)) == 0) {
		f->span_open = 0;
		return (&f->tag);
	}
	if (!f->span_open || strcasecmp(lang, f->span_lang) != 0) {
		tag_open(&s->tree, &f->tag, "Span", &f->span);
		set_lang(s, &f->span, f->span_lang, lang);
		f->span_open = 1;
	}
	return (&f->span);
}

void
frame_child(struct frame_stack *s, const char *type, struct tag *tag)
{
	struct frame *f = frame_owner(s);

	if (f == NULL) {
		tag_open(&s->tree, &s->document, type, tag);
		return;
	}
	frame_make(s, f);
	f->span_open = 0;
	tag_open(&s->tree, &f->tag, type, tag);
}
