/*
 * page.h - the steps by which the page is looked at, in their order:
 * load, scroll, settle, facts, source, calm, layout, slices, layout again.
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

struct page_settled {
	int pictures, broken, pending;
};

struct page_bounds {
	int64_t height;		/* scroll no further than this many pixels */
	int64_t end_ms;		/* clock_monotonic_ms() at which to stop */
};

/* page_new(cdp, net, target, fail): all borrowed. */
struct page *page_new(struct cdp *, struct net *, struct target *,
    struct fail *);

/*
 * page_load(p, url, timeout_ms, fail): go there, and wait for the load event
 * and then a quiet moment.  That the browser could not go there is no failure
 * of this: page_error() tells it then, in the browser's words ("net::ERR_...").
 */
int page_load(struct page *, const char *, int, struct fail *);
const char *page_error(const struct page *);

/*
 * page_scroll(p, bounds, stop, fail): go down until the page grows no more.
 * ${stop} is then why it ended: "end", "height", "time".
 */
int page_scroll(struct page *, const struct page_bounds *, const char **,
    struct fail *);

/*
 * page_settle(p, most_ms, settled, fail): lazy pictures and fonts are awaited,
 * at most so long.
 */
int page_settle(struct page *, int, struct page_settled *, struct fail *);

/* page_look(p, facts, fail): fill ${facts}; page_facts_clear() frees. */
int page_look(struct page *, struct page_facts *, struct fail *);
void page_facts_clear(struct page_facts *);

/* page_source(p, b, fail): the document as it stands, as UTF-8 HTML. */
int page_source(struct page *, struct buf *, struct fail *);

/* page_calm(p, fail): nothing moves, follows the window or runs any more. */
int page_calm(struct page *, struct fail *);

/*
 * page_layout(p, width, height, b, fail): the JSON text that layout_write()
 * takes, of what lies within these bounds.
 */
int page_layout(struct page *, int, int64_t, struct buf *, struct fail *);

/* page_size(p, width, height, fail): of all its content, CSS pixels. */
int page_size(struct page *, int *, int64_t *, struct fail *);

/*
 * page_stretch(p, width, height, fail): make the window so large.  Frames that
 * have processes of their own are painted only where the window is.
 */
int page_stretch(struct page *, int, int, struct fail *);

/* page_slice(p, y, width, height, png, fail): a picture of one stretch. */
int page_slice(struct page *, int64_t, int, int, struct buf *, struct fail *);

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
