/*
 * frame.h - the stack of the layout's open elements, and the structure
 * elements that they become once they have content.
 */
#ifndef RENDER_FRAME_H
#define RENDER_FRAME_H

#include "render/layout_read.h"
#include "render/tag.h"

#define FRAME_LANG 36

struct frame {
	enum layout_kind kind;
	const char *type;	/* of the element; NULL: none of its own */
	int made;
	int level;		/* of a heading: the page's own */
	struct tag tag;
	struct tag span;	/* a child for text in another language */
	int span_open;		/* it is the last child, and may take more */
	char lang[FRAME_LANG];	/* of the element; "": as around it */
	char span_lang[FRAME_LANG];
};

struct frame_stack {
	struct tag_tree tree;
	struct tag document;
	const char *lang;	/* the document's; borrowed */
	int depth;
	int headings;		/* depth of the headings above this place */
	int heading[6];		/* their levels on the page */
	struct frame frame[LAYOUT_MAX_DEPTH + 1];
};

/* frame_push(s, kind, type): an element opens; its frame. */
struct frame *frame_push(struct frame_stack *, enum layout_kind,
    const char *);

/* frame_pop(s): the innermost one closes; borrowed until the next push. */
struct frame *frame_pop(struct frame_stack *);

/* frame_make(s, f): see that its element exists, and those around it. */
void frame_make(struct frame_stack *, struct frame *);

/* frame_owner(s): the innermost frame that has an element of its own. */
struct frame *frame_owner(struct frame_stack *);

/*
 * frame_text(s, lang): where text in this language goes (NULL: the
 * document's): the innermost element, or a Span in it.
 */
struct tag *frame_text(struct frame_stack *, const char *);

/* frame_child(s, type, tag): a new child of the innermost element. */
void frame_child(struct frame_stack *, const char *, struct tag *);

/* frame_lang(s): the language in force in the innermost element. */
const char *frame_lang(struct frame_stack *);

#endif /* !RENDER_FRAME_H */
