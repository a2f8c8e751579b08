/*
 * check_content.h - what is drawn on a page, operator by operator.
 */
#ifndef RENDER_CHECK_CONTENT_H
#define RENDER_CHECK_CONTENT_H

#include <stdint.h>

struct buf;
struct check_run;
struct pdf_value;

struct check_page {
	const struct pdf_value *dict, *resources;
	const struct pdf_value *marks;	/* the parent tree's array, or NULL */
	uint32_t object;
	uint8_t *seen;		/* pictures looked at; per object */
};

/* check_content(run, page, bytes): the page's whole content. */
void check_content(struct check_run *, const struct check_page *,
    const struct buf *);

/* check_color(run, space, object): a colour space that is used. */
void check_color(struct check_run *, const struct pdf_value *, uint32_t);

/* check_xobject(run, page, value): a picture that is drawn. */
void check_xobject(struct check_run *, const struct check_page *,
    const struct pdf_value *);

/* check_state(run, value, object): a dictionary of /ExtGState. */
void check_state(struct check_run *, const struct pdf_value *, uint32_t);

/* check_render_intent(run, name, object): the name of a rendering intent. */
void check_render_intent(struct check_run *, const struct pdf_value *,
    uint32_t);

#endif /* !RENDER_CHECK_CONTENT_H */
