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

/* One step down; what is reached then loads. */
function scroll_step()
{
	const s = document.scrollingElement || document.documentElement;

	scrollBy({top: innerHeight * 0.9, behavior: "instant"});
	return told({height: s.scrollHeight,
	    bottom: s.scrollTop + innerHeight >= s.scrollHeight - 2});
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
	    pending: pictures.filter((p) => !p.complete).length});
}

/*
 * Stop what moves, and let what follows the window stay in one place: a
 * header that is fixed or sticky would lie over every slice.
 */
function calm()
{
	const sheet = new CSSStyleSheet();
	const found = [];

	scrollTo({top: 0, left: 0, behavior: "instant"});
	/* An adopted sheet is no content: the page's own policy lets it be. */
	sheet.replaceSync("*, *::before, *::after {" +
	    "animation: none !important; transition: none !important;" +
	    "caret-color: transparent !important;" +
	    "scroll-behavior: auto !important }");
	document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
	every(document, (e) => {
		const shadow = shadow_of(e);
		if (shadow)
			shadow.adoptedStyleSheets =
			    [...shadow.adoptedStyleSheets, sheet];
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

/* The document as it stands, with its doctype. */
function page_source()
{
	const d = document.doctype;
	const head = d === null ? "" :
	    new XMLSerializer().serializeToString(d) + "\n";

	return (head + document.documentElement.outerHTML).toWellFormed();
}
