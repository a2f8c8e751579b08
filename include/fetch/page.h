/*
 * page.h - the steps by which the page is looked at, in their order: load,
 * scroll (scroll.h), settle, facts, source, calm, stop, layout, slices, layout
 * again.  A page that drops what is out of view goes another way: shoot.h.
 *
 * Every step is bounded in time.  Scripts of ours run in an isolated world of
 * the page's main frame, so that the page can neither see nor change them.
 *
 * Errors: FAIL_LATER for what is the page's or the browser's doing.
 */
#ifndef FETCH_PAGE_H
#define FETCH_PAGE_H

#include <stddef.h>
#include <stdint.h>

struct buf;
struct cdp;
struct fail;
struct net;
struct page;
struct target;
struct value;

struct page_facts {		/* strings are owned */
	char *title;
	char *address;		/* that the page is shown under */
};

struct page_settled {		/* of pictures that are shown */
	int pictures, broken, pending;
	int spinners;		/* signs of waiting that can be seen */
};

/* What of the page is walked; in CSS pixels, as the picture will have them. */
struct page_range {
	int width;
	int64_t height;		/* of all, at most */
	int64_t top, bottom;	/* both 0: the whole page */
	int64_t shift;		/* the picture's y less the page's own */
	int goes_on;		/* another piece comes below */
	int nothing;		/* only the ends of what was left open */
	const char *comments;	/* a JSON array of the selectors of comments;
				   NULL: only what the page says of them */
};

struct page_slice {		/* CSS pixels of the page */
	int64_t y;
	int width, height;
};

/* One portion of a long text, borrowed; -1 with fail set ends the rest. */
typedef int page_part(void *, const struct buf *, struct fail *);

/* page_new(cdp, net, target, fail): all borrowed. */
struct page *page_new(struct cdp *, struct net *, struct target *,
    struct fail *);

/*
 * page_base(p, url, fail): relative addresses are reckoned from ${url}, unless
 * the page says itself from where.
 */
int page_base(struct page *, const char *, struct fail *);

/*
 * page_load(p, url, timeout_ms, fail): go there, and wait for the load event
 * and then a quiet moment.  That the browser could not go there is no failure
 * of this: page_error() tells it then, in the browser's words ("net::ERR_...").
 */
int page_load(struct page *, const char *, int, struct fail *);
const char *page_error(const struct page *);

/*
 * page_do(p, call, timeout_ms, fail): call a function of page.js, feed.js or
 * expand.js, whose result is JSON text; the value is the caller's.
 * page_pause(p, ms, fail): let events come for so long.
 * page_wait(p, quiet_ms, most_ms, fail): ... until nothing has been asked for
 * during ${quiet_ms}, at most ${most_ms}.  page_busy(p): requests under way.
 */
struct value *page_do(struct page *, const char *, int, struct fail *);
int page_pause(struct page *, int, struct fail *);
int page_wait(struct page *, int, int, struct fail *);
int page_busy(const struct page *);

/*
 * page_settle(p, most_ms, settled, fail): lazy pictures and fonts are awaited,
 * at most so long.
 */
int page_settle(struct page *, int, struct page_settled *, struct fail *);

/* page_look(p, facts, fail): fill ${facts}; page_facts_clear() frees. */
int page_look(struct page *, struct page_facts *, struct fail *);
void page_facts_clear(struct page_facts *);

/*
 * page_source(p, each, arg, fail): the document as it stands, as UTF-8 HTML,
 * in portions.
 */
int page_source(struct page *, page_part *, void *, struct fail *);

/*
 * page_calm(p, fail): at the top, nothing moves or follows the window any more.
 * page_stop(p, fail): no script of the page runs from now on.
 */
int page_calm(struct page *, struct fail *);
int page_stop(struct page *, struct fail *);

/*
 * page_layout(p, range, each, arg, fail): the portions that layout_add()
 * takes.
 */
int page_layout(struct page *, const struct page_range *, page_part *, void *,
    struct fail *);

/* page_size(p, width, height, fail): of all its content, CSS pixels. */
int page_size(struct page *, int *, int64_t *, struct fail *);

/*
 * page_stretch(p, width, height, fail): make the window so large.  Frames that
 * have processes of their own are painted only where the window is.
 */
int page_stretch(struct page *, int, int, struct fail *);

/*
 * page_slice(p, at, png, fail): a picture of one stretch of the page.
 * page_slice_window(p, at, png, fail): the same of what lies in the window,
 * which then stays as it is.
 */
int page_slice(struct page *, const struct page_slice *, struct buf *,
    struct fail *);
int page_slice_window(struct page *, const struct page_slice *, struct buf *,
    struct fail *);

/*
 * page_ask(p, script, call, fail): run ${call} after the texts of ${script} in
 * our world; its result is JSON text, and the parsed value is the caller's.
 */
struct value *page_ask(struct page *, const char *, const char *,
    struct fail *);

/* page_rest(p, ms, fail): let so long pass, and then a quiet moment come. */
int page_rest(struct page *, int, struct fail *);

/* page_free(p): fine if NULL. */
void page_free(struct page *);

#endif /* !FETCH_PAGE_H */
