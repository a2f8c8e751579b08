/*
 * check_font.h - the fonts that text is shown with, and what their characters
 * mean (ISO 19005-1, 6.3; ISO 14289-1, 7.21).
 *
 * Looked into are composite fonts with Identity-H, as ours; of others only
 * whether they are embedded.
 */
#ifndef RENDER_CHECK_FONT_H
#define RENDER_CHECK_FONT_H

#include <stddef.h>
#include <stdint.h>

struct check_font;
struct check_run;
struct pdf_value;

#define CHECK_INVISIBLE 3	/* text rendering mode */

/*
 * check_font_get(run, value): the font that an entry of /Font stands for;
 * NULL if there is none.  It belongs to the run.
 */
struct check_font *check_font_get(struct check_run *,
    const struct pdf_value *);

/* check_font_show(run, font, bytes, n, mode): text is shown with it. */
void check_font_show(struct check_run *, struct check_font *, const uint8_t *,
    size_t, int);

/* check_font_free(font): all of them; fine if NULL. */
void check_font_free(struct check_font *);

#endif /* !RENDER_CHECK_FONT_H */
