/*
 * check_mark.h - the state of a page's content while it is read, and whether
 * what is drawn belongs to an element or is an artifact (ISO 14289-1, 7.1).
 *
 * Inside check_content.c and check_mark.c only.
 */
#ifndef RENDER_CHECK_MARK_H
#define RENDER_CHECK_MARK_H

#include <stddef.h>

#include "render/pdf_value.h"

struct check_font;
struct check_page;
struct check_run;

#define MARK_STATES 128	/* saved by q that are kept */
#define MARK_MARKS 256	/* marked content in marked content */
#define MARK_OPERANDS 512

struct state {			/* what q saves */
	struct check_font *font;
	int mode;		/* of text rendering */
	int colored;		/* a colour has been set */
};

struct mark {			/* marked content that is open */
	const struct pdf_value *element;	/* its own, or that around it */
	int artifact;		/* it, or one around it, is one */
	int lang;		/* it, or one around it, has /Lang */
};

struct content {
	struct check_run *run;
	const struct check_page *page;
	struct pdf_parser parser;
	struct pdf_value operand[MARK_OPERANDS];
	size_t operands;
	struct state state, saved[MARK_STATES];
	int depth;		/* of q */
	struct mark mark[MARK_MARKS + 1];	/* [0]: none is open */
	size_t marks;
};

/* mark_last(c): the last operand, or pdf_nothing. */
const struct pdf_value *mark_last(const struct content *);

/* mark_resource(c, kind, name): an entry of the page's resources. */
const struct pdf_value *mark_resource(const struct content *, const char *,
    const struct pdf_value *);

/* mark_open(c, has_dict): BDC, or BMC without a dictionary. */
void mark_open(struct content *, int);

/*
 * mark_drawn(c, what): something is drawn; it must be marked.
 * mark_text(c): text is; its language must be known.
 */
void mark_drawn(struct content *, const char *);
void mark_text(struct content *);

#endif /* !RENDER_CHECK_MARK_H */
