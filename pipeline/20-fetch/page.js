/*
 * page.js - the small steps that page.c takes inside the page.
 *
 * Run in a world of their own, where the page's scripts cannot reach.  Each
 * returns a JSON text.
 */

/* A form's fields, by their names, hide the form's own properties. */
function shadow_of(e)
{
	return Object.getOwnPropertyDescriptor(Element.prototype,
	    "shadowRoot").get.call(e);
}

function every(root, each)
{
	for (const e of root.querySelectorAll("*")) {
		each(e);
		if (shadow_of(e))
			every(shadow_of(e), each);
	}
}

/* JSON without halves of surrogate pairs, which it cannot hold. */
function told(v)
{
	return JSON.stringify(v).replace(/(\\\\)|\\ud[89a-f][0-9a-f]{2}/g,
	    (m, pair) => pair || "\\ufffd");
}

function facts()
{
	return told({title: document.title.slice(0, 1000),
	    address: document.URL.slice(0, 8000)});
}

/* A page that lies in a file has lost the address that its links start from. */
function use_base(address)
{
	if (document.querySelector("base[href]") === null &&
	    document.URL === document.baseURI) {
		const base = document.createElement("base");

		base.href = address;
		(document.head || document.documentElement).prepend(base);
	}
	return told({base: document.baseURI.slice(0, 8000)});
}

/*
 * Load what is lazy; wait for pictures to come, for them to be decoded, and
 * for fonts, at most ms milliseconds each.
 */
async function settle(ms)
{
	const pictures = [...document.images];
	const within = (p) => Promise.race([p,
	    new Promise((done) => setTimeout(done, ms))]);

	for (const p of pictures) {
		if (p.loading === "lazy")
			p.loading = "eager";
	}
	await within(document.fonts.ready);
	await within(Promise.all(pictures.map((p) => p.complete ? 0 :
	    new Promise((done) => {
		p.addEventListener("load", done);
		p.addEventListener("error", done);
	}))));
	await within(Promise.all(pictures.map((p) => p.naturalWidth ?
	    p.decode().catch(() => 0) : 0)));
	for (const v of document.querySelectorAll("video,audio"))
		v.pause();
	return told({pictures: pictures.length,
	    broken: pictures.filter((p) => p.complete && !p.naturalWidth &&
	    p.currentSrc !== "").length,
	    pending: pictures.filter((p) => !p.complete).length,
	    spinners: spinners()});
}

/* How many signs of waiting can be seen: what is there is not all. */
function spinners()
{
	let n = 0;

	for (const e of document.querySelectorAll("[role=progressbar]," +
	    "[aria-busy=true],progress:not([value]),[class*=spinner i]," +
	    "[class*=skeleton i]")) {
		const r = e.getBoundingClientRect();

		n += r.width >= 8 && r.height >= 8 && e.checkVisibility(
		    {opacityProperty: true, visibilityProperty: true});
	}
	return n;
}

/*
 * Stop what moves, and let what follows the window stay in one place: a
 * header that is fixed or sticky would lie over every slice.
 */
function calm(top)
{
	const sheet = globalThis.bevara_sheet ||= new CSSStyleSheet();
	const found = [];

	function adopt(root)
	{
		if (!root.adoptedStyleSheets.includes(sheet))
			root.adoptedStyleSheets =
			    [...root.adoptedStyleSheets, sheet];
	}

	if (top) {
		release(scroller());
		scrollTo({top: 0, left: 0, behavior: "instant"});
	}
	/* An adopted sheet is no content: the page's own policy lets it be. */
	sheet.replaceSync("*, *::before, *::after {" +
	    "animation: none !important; transition: none !important;" +
	    "caret-color: transparent !important;" +
	    "scroll-behavior: auto !important }");
	adopt(document);
	every(document, (e) => {
		const shadow = shadow_of(e);
		if (shadow)
			adopt(shadow);
		const s = getComputedStyle(e), p = s.position;
		if (p === "fixed" || p === "sticky")
			found.push([e, p]);
		/* What is out of the window is left unpainted otherwise. */
		if (s.contentVisibility === "auto")
			e.style.setProperty("content-visibility", "visible",
			    "important");
	});
	for (const [e, p] of found) {
		if (p === "fixed") {
			e.style.setProperty("position", "absolute", "important");
			continue;
		}
		e.style.setProperty("position", "relative", "important");
		for (const side of ["top", "bottom", "left", "right"])
			e.style.setProperty(side, "auto", "important");
	}
	return told({calmed: found.length});
}

/*
 * The element that the page scrolls in, if it is not the page itself: the
 * largest that takes at least half of the window.
 */
function scroller()
{
	const page = document.scrollingElement || document.documentElement;
	let best = page, most = innerWidth * innerHeight / 2;

	if (page.scrollHeight > innerHeight + 50)
		return page;
	every(document, (e) => {
		if (e.scrollHeight <= e.clientHeight + 50 ||
		    e.clientWidth * e.clientHeight < most ||
		    !/auto|scroll|overlay/.test(getComputedStyle(e).overflowY))
			return;
		best = e;
		most = e.clientWidth * e.clientHeight;
	});
	return best;
}

/* Let what an element of the page scrolls lie in the page itself. */
function release(e)
{
	const page = document.scrollingElement || document.documentElement;

	if (e === page)
		return;
	e.scrollTop = 0;
	for (; e !== null; e = e.parentElement || e.getRootNode().host || null) {
		for (const [name, value] of [["height", "auto"],
		    ["max-height", "none"], ["overflow-y", "visible"],
		    ["contain", "none"]])
			e.style.setProperty(name, value, "important");
		if (/fixed|absolute/.test(getComputedStyle(e).position))
			e.style.setProperty("position", "relative",
			    "important");
	}
}

/* The document as it stands, with its doctype, in so many portions. */
function page_source()
{
	const d = document.doctype;
	const head = d === null ? "" :
	    new XMLSerializer().serializeToString(d) + "\n";
	const text = (head + document.documentElement.outerHTML).toWellFormed();
	const parts = globalThis.bevara_parts = [];

	for (let at = 0, end; at < text.length; at = end) {
		end = Math.min(at + 200000, text.length);
		if (end < text.length &&	/* not within a pair */
		    (text.charCodeAt(end - 1) & 0xfc00) === 0xd800)
			end--;
		parts.push(text.slice(at, end));
	}
	return String(parts.length);
}

function page_source_part(i)
{
	return globalThis.bevara_parts[i];
}
