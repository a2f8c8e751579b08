/*
 * feed.js - the posts of a page while it is scrolled: how many there are, which
 * of them the page drops again, and where each belongs.
 *
 * Run with page.js, whose world it shares.  Each function returns JSON text.
 */

/* What is known so far; it lasts as long as the document does. */
function feed_state()
{
	return globalThis.bevara_feed ||= {
		keys: new Set(),	/* of every post that was seen */
		known: new WeakSet(),	/* elements whose key was taken */
		removed: new WeakMap(),	/* element: children it has lost */
		list: null,		/* that loses the most */
		placed: new Map(),	/* key: its top in the picture */
	};
}

/* Watch for a list that drops its items; no page script sees this. */
function feed_watch()
{
	const s = feed_state();

	function lost(m)
	{
		const n = [...m.removedNodes].filter((k) =>
		    k.nodeType === Node.ELEMENT_NODE &&
		    k.textContent.trim() !== "").length;
		const count = (s.removed.get(m.target) || 0) + n;

		s.removed.set(m.target, count);
		if (n > 0 && count >= 3 && count > (s.most || 0)) {
			s.most = count;
			s.list = m.target;
		}
	}

	if (s.observer === undefined) {
		s.observer = new MutationObserver((all) => all.forEach(lost));
		s.observer.observe(document, {childList: true, subtree: true});
	}
	return told({});
}

/*
 * The posts that are there: the outermost articles, the items of a feed or of
 * a set whose places are told, else what the list that drops items holds now.
 */
function feed_posts()
{
	const outer = "article,[role=article]";
	let found = [...document.querySelectorAll(outer)].filter((e) =>
	    e.parentElement === null || e.parentElement.closest(outer) === null);

	if (found.length < 2)
		found = [...document.querySelectorAll("[role=feed] > *")];
	if (found.length < 2)
		found = [...document.querySelectorAll("[aria-posinset]")];
	if (found.length < 2) {
		const list = feed_state().list;

		found = list !== null && list.isConnected ?
		    [...list.children] : [];
	}
	return found;
}

/*
 * What a post is known by, whichever element shows it: what the page calls it,
 * and how its text begins; "" if there is nothing in it yet.
 */
function feed_key(e)
{
	const text = e.textContent.trim().replace(/\s+/g, " ").slice(0, 120);
	const media = e.querySelector("img,video,svg,canvas") !== null;
	let name = "";

	for (const a of ["id", "data-id", "data-post-id", "data-key",
	    "data-index", "data-item-index", "aria-posinset"])
		name = name || e.getAttribute(a) || "";
	return text === "" && !media ? "" : name + " " + text;
}

/* Take the keys of what is there; of a long list only what is new. */
function feed_note()
{
	const s = feed_state(), found = feed_posts();

	for (const e of found) {
		if (found.length > 100 && s.known.has(e))
			continue;
		const key = feed_key(e);
		if (key === "")
			continue;
		s.keys.add(key);
		s.known.add(e);
	}
	return found;
}

/* One step down; what is reached then loads. */
function scroll_step()
{
	const e = scroller();
	const found = feed_note();

	e.scrollBy({top: e.clientHeight * 0.9, behavior: "instant"});
	const bottom = e.scrollTop + e.clientHeight >= e.scrollHeight - 2;
	return told({height: e.scrollHeight, posts:
	    Math.max(found.length, feed_state().keys.size),
	    bottom, waits: bottom && spinners() > 0});
}

/*
 * Back at the top: which of the posts that were seen are gone.  Some always
 * are, since their text changed; a page that drops posts drops many.
 */
function feed_check()
{
	const s = feed_state(), found = feed_posts();
	const here = new Set(found.map(feed_key));
	const gone = [...s.keys].filter((k) => !here.has(k)).length;

	return told({posts: found.length, seen: s.keys.size,
	    drops: gone >= 3 && gone * 10 >= s.keys.size});
}

/* ---- for the picture that is put together piece by piece ---- */

function to_window(y)
{
	scrollTo({top: y, left: 0, behavior: "instant"});
	return told({y: scrollY});
}

/* Whether the window has come to rest: its posts, places and pictures. */
function window_state()
{
	let pending = 0;

	for (const p of document.images) {
		const r = p.getBoundingClientRect();

		if (p.loading === "lazy")
			p.loading = "eager";
		pending += !p.complete && r.bottom > 0 && r.top < innerHeight;
	}
	return told({pending, sign: feed_posts().map((e) => feed_key(e) + "@" +
	    Math.round(e.getBoundingClientRect().top)).join("|") +
	    "#" + scrollY + "#" + document.documentElement.scrollHeight});
}

/*
 * Where the picture goes on: y is how far it has come.  Every post has one
 * place in it, that at which it was first seen; heights that a list only
 * guesses move the page below them, and then the lowest post that has a place
 * already tells how far (shift).  The piece ends where a post begins, so that
 * none is cut, unless one post is higher than the window.
 */
function window_piece(y, shift)
{
	const s = feed_state(), of = globalThis.bevara_key_of = new WeakMap();
	const root = document.documentElement;
	const posts = feed_note().map((e) => ({e, key: feed_key(e),
	    top: e.getBoundingClientRect().top + scrollY,
	    high: e.getBoundingClientRect().height}))
	    .filter((p) => p.key !== "" && p.high > 0);
	let anchor = null, end, cut = 0;

	for (const p of posts) {
		of.set(p.e, p.key);
		if (s.placed.has(p.key) && (anchor === null ||
		    s.placed.get(p.key) > s.placed.get(anchor.key)))
			anchor = p;
	}
	if (anchor !== null)
		shift = Math.round(s.placed.get(anchor.key) - anchor.top);
	const low = scrollY + innerHeight;
	const last = low >= root.scrollHeight - 2;

	end = Math.floor((last ? root.scrollHeight : low) + shift);
	for (const p of posts) {
		const top = p.top + shift;

		if (top > y + 50 && top <= end && (p.top + p.high > low))
			cut = Math.max(cut, Math.floor(top));
	}
	if (!last && cut > 0)
		end = cut;
	for (const p of posts) {
		const top = p.top + shift;

		if (!s.placed.has(p.key) && top > y - 50 && top < end)
			s.placed.set(p.key, top);
	}
	return told({shift, end, last, window: scrollY, anchored: anchor !== null ||
	    s.placed.size === posts.length, posts: s.placed.size,
	    seen: s.keys.size, back: posts.reduce((t, p) =>
	    s.placed.has(p.key) ? Math.max(t, s.placed.get(p.key)) : t, 0)});
}
