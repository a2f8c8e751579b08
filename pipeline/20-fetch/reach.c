#include "fetch/visit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/buf.h"
#include "core/clock.h"
#include "core/fail.h"
#include "core/path.h"
#include "core/record/capture.h"
#include "core/site.h"
#include "core/text.h"
#include "fetch/browse.h"
#include "fetch/consent.h"
#include "fetch/look.h"
#include "fetch/page.h"
#include "fetch/scroll.h"
#include "fetch/target.h"

#define LOAD_MS 45000		/* the most that loading may take */
#define SETTLE_MS 30000		/* ... and waiting for pictures and fonts */
#define OPEN_MS 15000		/* ... and opening what is folded */

/* Down to the end or a bound, which the record states. */
static int
go_down(struct visit *v, int64_t budget_ms)
{
	const struct site *site = v->want->site;
	struct scroll_bounds bounds = { site->width_px, VISIT_VIEW_HEIGHT,
	    site->max_height_px, site->max_posts,
	    v->began_ms + budget_ms * 55 / 100,
	    v->want->deadline_ms - budget_ms / 10 };
	struct scroll_seen seen = { NULL, 0, 0, 0 };
	int opened;

	v->c->bounds = (struct capture_bounds){ site->max_height_px,
	    site->max_seconds, site->max_posts };
	if (scroll_down(v->page, &bounds, &seen, v->fail) == -1)
		return (-1);
	visit_note(v, "scrolling");
	v->c->posts = seen.posts;
	v->seen->drops = seen.drops;
	v->seen->timed_out = strcmp(seen.stop, "time") == 0;
	if ((v->c->scroll_stop = text_copy(seen.stop, v->fail)) == NULL)
		return (-1);
	if (v->seen->timed_out && capture_add_warning(v->c, v->fail,
	    "the page went on growing; scrolling ended when its time was "
	    "up") == -1)
		return (-1);
	/* What was saved stays as it was saved; no script would answer. */
	if (v->want->base != NULL)
		return (0);
	if (scroll_open(v->page, budget_ms / 10 < OPEN_MS ?
	    (int)(budget_ms / 10) : OPEN_MS, &opened, v->fail) == -1)
		return (-1);
	visit_note(v, "opening what is folded");
	return (0);
}

/* Pictures and fonts; what is left of the time is for them. */
static int
settle(struct visit *v)
{
	int64_t left = (v->want->deadline_ms - clock_monotonic_ms()) * 4 / 10;
	struct page_settled *s = &v->seen->settled;

	if (page_settle(v->page, left < SETTLE_MS ? (int)left : SETTLE_MS, s,
	    v->fail) == -1)
		return (-1);
	visit_note(v, "waiting for pictures and fonts");
	if (s->broken + s->pending > 0)
		return (capture_add_warning(v->c, v->fail,
		    "%d of %d pictures did not load", s->broken + s->pending,
		    s->pictures));
	return (0);
}

/* Answer what the page asks about cookies; a saved page asks nobody. */
static int
refuse_cookies(struct visit *v)
{
	const struct consent_place place = { v->page, v->cdp, v->target };

	if (v->want->base != NULL)
		return (0);
	return (consent_refuse(v->want->consent, &place, v->c, v->fail));
}

/*
 * What the page shows of the signs.  A question about cookies may have come
 * late; one that stays is told of.
 */
static int
look_for_signs(struct visit *v)
{
	struct look *look = &v->seen->look;

	if (v->want->base != NULL)
		return (0);
	if (refuse_cookies(v) == -1 || look_at(look, v->page, v->want->signs,
	    v->want->consent, v->fail) == -1)
		return (-1);
	return (look->consent == NULL ? 0 : capture_add_consent(v->c,
	    &(struct capture_consent){ look->consent_rule, (char *)"left",
	    look->consent }, v->fail));
}

int
visit_reach(struct visit *v)
{
	int64_t budget = v->want->deadline_ms - v->began_ms;

	if (page_load(v->page, v->want->address, budget / 4 < LOAD_MS ?
	    (int)(budget / 4) : LOAD_MS, v->fail) == -1)
		return (-1);
	visit_note(v, "loading");
	if (page_error(v->page) != NULL) {
		v->seen->navigation = text_copy(page_error(v->page), v->fail);
		return (v->seen->navigation == NULL ? -1 : 0);
	}
	if (v->want->base != NULL &&
	    page_base(v->page, v->want->base, v->fail) == -1)
		return (-1);
	v->seen->unfinished = !target_loaded(v->target);
	if (v->seen->unfinished && capture_add_warning(v->c, v->fail,
	    "the page had not loaded to its end when it was looked at") == -1)
		return (-1);
	if (refuse_cookies(v) == -1)
		return (-1);
	return (go_down(v, budget) == -1 ? -1 : settle(v));
}

static int
add_source(void *arg, const struct buf *text, struct fail *fail)
{
	if (fwrite(text->data, 1, text->size, arg) != text->size)
		return (fail_sys(fail, "cannot write '" BROWSE_PAGE "'"));
	return (0);
}

/* The document as it stands; a mark makes all readers take it as UTF-8. */
static int
write_source(struct visit *v)
{
	char *path;
	FILE *f = NULL;
	int rc = -1;

	if ((path = path_join(v->want->dir, BROWSE_PAGE, v->fail)) == NULL)
		return (-1);
	if ((f = fopen(path, "wxe")) == NULL ||
	    fputs("\xef\xbb\xbf", f) == EOF) {
		fail_sys(v->fail, "cannot write '%s'", path);
		goto out;
	}
	if (page_source(v->page, add_source, f, v->fail) == -1)
		goto out;
	rc = 0;
out:
	if (f != NULL && fclose(f) == EOF && rc == 0)
		rc = fail_sys(v->fail, "cannot write '%s'", path);
	free(path);
	return (rc);
}

int
visit_facts(struct visit *v)
{
	if (look_for_signs(v) == -1 ||
	    page_look(v->page, &v->seen->page, v->fail) == -1 ||
	    write_source(v) == -1)
		return (-1);
	if (v->seen->page.title[0] != '\0' && (v->c->title =
	    text_copy(v->seen->page.title, v->fail)) == NULL)
		return (-1);
	if (v->seen->page.address[0] == '\0')
		return (0);
	free(v->c->final);
	v->c->final = text_copy(v->seen->page.address, v->fail);
	return (v->c->final == NULL ? -1 : 0);
}
