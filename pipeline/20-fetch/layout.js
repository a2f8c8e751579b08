/*
 * layout.js - the page's text, links, headings, lists, tables and pictures in
 * the DOM's order, with their places.
 *
 * Run by page.c in a world of its own, where the page's scripts cannot reach.
 * The result is the number of portions, each of which layout_part() then gives
 * as the JSON text that layout.c reads.  Every node is an object with its kind
 * in t and its children in c:
 *
 *	section {role}  heading {level}  paragraph  list  item  table  row
 *	cell {header, scope, columns, rows}  link {address, label, boxes}
 *	picture {x, y, w, h, source, alt}
 *	run {x, y, w, h, size, join, comment, rtl, lang,
 *	    words: [[text, x, w], ...]}
 *
 * A node that goes on in a later portion has open: true instead of c, and a
 * node {t: "end"} after the last that it holds.
 *
 * A frame of another origin is a section {frame, x, y, clip, deep} with its
 * picture, for frames.c to put there what a layout.js inside it saw.  That one
 * has the section as bounds.frame, and the page's language as bounds.lang; its
 * result is one JSON text.
 *
 * comment: the run lies in what others wrote below a post, by the page's own
 * marks or by the selectors of bounds.comments.
 *
 * Places are CSS pixels from the page's top left corner.  A run is one line's
 * piece of one text node; join: no space before its first word.  What cannot
 * be seen (not displayed, hidden, transparent, clipped away, off the page) is
 * left out; bounds {w, h} are the most of the page that is in the pictures.
 *
 * A page that drops what is out of view is walked piece by piece: bounds
 * {top, bottom} are the piece, in the coordinates of the picture that is put
 * together, shift is what those are more than the page's own, and goes_on
 * leaves the last containers open, for the next piece to go on in them.
 */
function layout(bounds)
{
	"use strict";
	const WORDS_MAX = bounds.words || 2000000;
	const PORTION = 3000;			/* words of one portion, about */
	const BLOCKS_DEEP = 100;		/* deeper containers are flattened */
	const WALK_DEEP = 1500;		/* deeper elements are left out */
	const ADDRESS_MAX = 8000;
	const SKIPPED = new Set(["script", "style", "noscript", "template",
	    "head", "option", "optgroup", "datalist", "audio", "object",
	    "embed", "source", "track", "title", "desc", "metadata", "defs"]);
	const LANDMARK = {article: "article", nav: "navigation", main: "main",
	    aside: "complementary"};
	const ROLE = new Set(["article", "navigation", "main", "banner",
	    "contentinfo", "complementary"]);
	const RTL = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
	/* Marks that show nothing: controls, soft hyphen, zero-width, bidi. */
	const UNSEEN =
	    /[\u0000-\u001f\u007f-\u009f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

	const root = document.documentElement;
	/* Names of classes, elements and test ids, and labels, of comments. */
	const COMMENT =
	    /(^|[-_:\s])(user-?)?(comments?|kommentar(er)?)($|[-_\s])/i;
	const NO_COMMENT = /(^|[-_\s])(has|no|with|can|allow)[-_]comments?/i;
	const COMMENT_BY = new RegExp("^(comments?|kommentar(er)?|" +
	    "repl(y|ies)|svar) (by|from|to|av|från|på|till) ", "i");
	const PAGE_PART = /^(html|body|main|a|button|input|select|textarea)$/;

	const own = bounds.frame || null;	/* the frame that we are in */
	const frames = globalThis.bevara_frames || new WeakMap();
	const shift = bounds.shift || 0;
	const page = own !== null ? bounds :
	    {w: Math.min(root.scrollWidth, bounds.w),
	    h: bounds.goes_on ? bounds.h :
	    Math.min(root.scrollHeight, bounds.h)};
	const top = bounds.top || 0;
	const bottom = bounds.bottom || page.h;
	const language = own !== null ? bounds.lang : tag(root.lang);
	const range = document.createRange();
	const clips = new WeakMap();	/* of a positioned element's inside */
	const body = {t: "section", c: []};
	const owner = new Map();		/* of a container: its element */
	let words = 0, cut = false;
	let open = null;	/* the paragraph that inline content goes on in */
	let space = true;	/* white space since the last word */
	let before = null;	/* the last word's place */
	let current = null;	/* the run that may go on */
	let pen = null;

	/*
	 * A form's fields, by their names, hide the form's own properties; so
	 * an element is never asked directly.
	 */
	const from = (proto, name) => {
		const get = Object.getOwnPropertyDescriptor(proto, name).get;
		return (n) => get.call(n);
	};
	const name_of = from(Element.prototype, "localName");
	const shadow_of = from(Element.prototype, "shadowRoot");
	const nodes_of = from(Node.prototype, "childNodes");
	const parent_of = from(Node.prototype, "parentElement");
	const space_of = from(Element.prototype, "namespaceURI");
	const offset_parent = from(HTMLElement.prototype, "offsetParent");
	const has = (n, name) => Element.prototype.hasAttribute.call(n, name);
	const attr = (n, name) =>
	    (Element.prototype.getAttribute.call(n, name) || "").trim();
	const rect = (n) => Element.prototype.getBoundingClientRect.call(n);
	const role_of = (n) => attr(n, "role").toLowerCase().split(/\s/)[0];

	function round(v) { return Math.round(v * 100) / 100; }

	function tag(s)
	{
		return /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/.test(s || "") ?
		    s : "";
	}

	/* ---- boxes: {l, t, r, b} in page coordinates ---- */

	function place(r, ctx)
	{
		return {l: r.left + ctx.x, t: r.top + ctx.y,
		    r: r.right + ctx.x, b: r.bottom + ctx.y};
	}

	function common(a, b)
	{
		return b === null ? a : {l: Math.max(a.l, b.l),
		    t: Math.max(a.t, b.t), r: Math.min(a.r, b.r),
		    b: Math.min(a.b, b.b)};
	}

	function union(a, b)
	{
		return {l: Math.min(a.l, b.l), t: Math.min(a.t, b.t),
		    r: Math.max(a.r, b.r), b: Math.max(a.b, b.b)};
	}

	/* Whether a box's middle can be seen. */
	function seen(b, clip)
	{
		const x = (b.l + b.r) / 2, y = (b.t + b.b) / 2;

		if (x < 0 || y < top || x > page.w || y >= bottom)
			return false;
		return clip === null || (x >= clip.l && x <= clip.r &&
		    y >= clip.t && y <= clip.b);
	}

	function same_line(a, b)
	{
		return Math.min(a.b, b.b) - Math.max(a.t, b.t) >
		    Math.min(a.b - a.t, b.b - b.t) / 2;
	}

	function put_box(node, b)
	{
		node.x = round(b.l);
		node.y = round(b.t);
		node.w = round(b.r - b.l);
		node.h = round(b.b - b.t);
	}

	function box_of(node)
	{
		return {l: node.x, t: node.y, r: node.x + node.w,
		    b: node.y + node.h};
	}

	/* ---- where inline content goes ---- */

	function break_line()
	{
		open = null;
		current = null;
		before = null;
		space = true;
	}

	/* The children that a run or picture is to be added to. */
	function inline(ctx)
	{
		let holder = ctx.heading;

		if (holder === null) {
			if (open === null || open.block !== ctx.block ||
			    open.to !== ctx.to) {
				break_line();
				open = {block: ctx.block, to: ctx.to,
				    node: {t: "paragraph", c: []}};
				ctx.to.push(open.node);
			}
			holder = open.node;
		}
		if (ctx.link === null)
			return holder.c;
		const last = holder.c[holder.c.length - 1];
		const pieces = ctx.link.pieces;
		if (last === undefined || pieces[pieces.length - 1] !== last) {
			const piece = {t: "link", address: ctx.link.address,
			    label: ctx.link.label, boxes: [], c: []};
			holder.c.push(piece);
			pieces.push(piece);
			current = null;
		}
		return pieces[pieces.length - 1].c;
	}

	/* ---- text ---- */

	function shown(s, style, ctx)
	{
		const l = ctx.lang || language || undefined;

		s = s.replace(UNSEEN, "");
		switch (style.textTransform) {
		case "uppercase": return s.toLocaleUpperCase(l);
		case "lowercase": return s.toLocaleLowerCase(l);
		case "capitalize": return s.replace(/\p{L}/u,
		    (c) => c.toLocaleUpperCase(l));
		}
		return s;
	}

	/* Whether no space is seen between the last word and this one. */
	function joins(node, b, size)
	{
		if (space || before === null)
			return false;
		if (!same_line(before.box, b))
			return before.node === node;
		return Math.max(b.l - before.box.r, before.box.l - b.r) <
		    size / 5;
	}

	function add_word(node, text, b, style, ctx)
	{
		const s = shown(text, style, ctx);
		const size = parseFloat(style.fontSize);

		if (s === "" || !seen(b, ctx.clip))
			return;
		if (++words > WORDS_MAX) {
			cut = true;
			return;
		}
		const to = inline(ctx);
		const goes_on = current !== null && current.node === node &&
		    current.to === to && space &&
		    same_line(box_of(current.run), b);
		let rtl = RTL.test(s);
		if (!rtl && !/\p{L}/u.test(s))	/* digits go as those around */
			rtl = goes_on ? current.rtl :
			    style.direction === "rtl";
		if (!goes_on || current.rtl !== rtl) {
			const run = {t: "run", size: round(size), words: []};

			if (joins(node, b, size))
				run.join = true;
			if (ctx.comment)
				run.comment = true;
			if (rtl)
				run.rtl = true;
			if (ctx.lang !== "" && ctx.lang !== language)
				run.lang = ctx.lang;
			put_box(run, b);
			to.push(run);
			current = {node, to, run, rtl};
		}
		put_box(current.run, union(box_of(current.run), b));
		current.run.words.push([s, round(b.l), round(b.r - b.l)]);
		before = {node, box: b};
		space = false;
	}

	/* The boxes of part of a text node; empty ones left out. */
	function boxes(node, from, to, ctx)
	{
		const out = [];

		range.setStart(node, from);
		range.setEnd(node, to);
		for (const r of range.getClientRects()) {
			if (r.width > 0 && r.height > 0)
				out.push(place(r, ctx));
		}
		return out;
	}

	/* A word that is broken over lines, character by character. */
	function broken_word(node, from, word, style, ctx)
	{
		let text = "", box = null, at = from;

		for (const ch of word) {
			const b = boxes(node, at, at + ch.length, ctx)[0];

			at += ch.length;
			if (b !== undefined && box !== null &&
			    !same_line(box, b)) {
				add_word(node, text, box, style, ctx);
				text = "";
				box = null;
			}
			text += ch;
			if (b !== undefined)
				box = box === null ? b : union(box, b);
		}
		if (box !== null)
			add_word(node, text, box, style, ctx);
	}

	function text(node, ctx)
	{
		const data = node.data, style = ctx.style;
		let end = 0;

		if (style.visibility !== "visible" ||
		    !(parseFloat(style.fontSize) >= 1)) {
			space = true;
			return;
		}
		for (const m of data.matchAll(/[\S\ufeff]+/g)) {
			if (m.index > end)
				space = true;
			end = m.index + m[0].length;
			const all = boxes(node, m.index, end, ctx);
			if (all.length === 0)
				continue;
			const one = all.reduce(union);
			if (all.every((b) => same_line(b, all[0])))
				add_word(node, m[0], one, style, ctx);
			else
				broken_word(node, m.index, m[0], style, ctx);
		}
		if (end < data.length)
			space = true;
	}

	/* What a form's control shows: it has no text node of its own. */
	function control(n, ctx)
	{
		const style = ctx.style, r = place(rect(n), ctx);
		const button = /^(button|submit|reset)$/.test(n.type);
		let s = name_of(n) === "select" ?
		    (n.selectedOptions[0] || {text: ""}).text :
		    n.value || n.placeholder || "";

		if (/^(hidden|password|checkbox|radio|range|color|image|file)$/
		    .test(n.type) || style.visibility !== "visible")
			return;
		s = s.split("\n")[0].trim();
		if (s === "" || r.r - r.l < 2 || s.length > 1000)
			return;
		pen = pen || document.createElement("canvas").getContext("2d");
		pen.font = style.font;
		const gap = pen.measureText(" ").width;
		const pad = parseFloat(style.paddingLeft) +
		    parseFloat(style.borderLeftWidth);
		const clip = common(r, ctx.clip);
		const size = parseFloat(style.fontSize);
		const high = Math.min(r.b - r.t, size * 1.2);
		/* One line, in the middle; that of a larger field at its top. */
		const t = name_of(n) === "textarea" ? r.t +
		    parseFloat(style.paddingTop) +
		    parseFloat(style.borderTopWidth) :
		    (r.t + r.b - high) / 2;
		let x = button ? (r.l + r.r - pen.measureText(s).width) / 2 :
		    r.l + pad;
		space = true;
		for (const word of s.split(/\s+/)) {
			const w = pen.measureText(word).width;

			add_word(n, word, {l: x, t, r: x + w, b: t + high},
			    style, {...ctx, clip});
			space = true;
			x += w + gap;
		}
	}

	/* ---- pictures ---- */

	/* The picture's alternative text; undefined: the page gives none. */
	function alternative(n)
	{
		const by = attr(n, "aria-labelledby");

		if (attr(n, "aria-hidden") === "true" ||
		    /^(none|presentation)$/.test(role_of(n)))
			return "";
		if (by !== "") {
			const s = by.split(/\s+/).map((id) =>
			    (n.getRootNode().getElementById(id) ||
			    {textContent: ""}).textContent).join(" ").trim();
			if (s !== "")
				return s;
		}
		if (attr(n, "aria-label") !== "")
			return attr(n, "aria-label");
		if (has(n, "alt"))
			return attr(n, "alt");
		const inside = name_of(n) === "svg" &&
		    n.querySelector(":scope > title");
		if (inside)
			return inside.textContent.trim();
		return attr(n, "title") || undefined;
	}

	function picture(n, ctx, source)
	{
		const r = place(rect(n), ctx);
		const b = common(common(r, ctx.clip),
		    {l: 0, t: 0, r: page.w, b: page.h});

		if (b.r - b.l < 2 || b.b - b.t < 2 || b.t < top ||
		    b.t >= bottom || ctx.style.visibility !== "visible")
			return;
		const node = {t: "picture"}, alt = alternative(n);
		put_box(node, b);
		if (source)
			node.source = source.length > ADDRESS_MAX ||
			    source.startsWith("data:") ?
			    source.slice(0, 60) : source;
		if (alt !== undefined)
			node.alt = alt.replace(UNSEEN, "").slice(0, 4000);
		inline(ctx).push(node);
		current = null;
		before = null;
		space = true;
	}

	/* ---- links ---- */

	/* The places of what lies in one piece of a link, line by line. */
	function content_boxes(piece)
	{
		const out = [];

		for (const k of piece.c) {
			const b = box_of(k), last = out[out.length - 1];

			if (last !== undefined && same_line(last, b) &&
			    b.l - last.r < 2 * (b.b - b.t) &&
			    last.l - b.r < 2 * (b.b - b.t))
				out[out.length - 1] = union(last, b);
			else
				out.push(b);
		}
		return out;
	}

	function end_link(n, link, ctx, style)
	{
		const r = common(common(place(rect(n), ctx),
		    ctx.clip), {l: 0, t: 0, r: page.w, b: page.h});
		const has_box = r.r - r.l >= 1 && r.b - r.t >= 1;

		/* A link with nothing in it that can be read: an icon. */
		if (link.pieces.length === 0 && has_box && seen(r, null) &&
		    style.visibility === "visible")
			inline({...ctx, link});
		for (const piece of link.pieces) {
			const whole = link.pieces.length === 1 && has_box &&
			    (piece.c.length === 0 ||
			    !/^(inline|contents)$/.test(style.display));

			piece.boxes = (whole ? [r] : content_boxes(piece)).map(
			    (b) => [round(b.l), round(b.t), round(b.r - b.l),
			    round(b.b - b.t)]);
		}
	}

	/* ---- blocks ---- */

	/* ---- comments ---- */

	function is_article(n)
	{
		const role = role_of(n);

		return role === "article" || (role === "" &&
		    name_of(n) === "article");
	}

	/* A class may also say of a whole post, or page, that it has comments. */
	function is_marked(n, ctx)
	{
		const marks = [attr(n, "class"), attr(n, "id"),
		    attr(n, "data-testid"), attr(n, "data-e2e"),
		    name_of(n)];

		return marks.some((m) => COMMENT.test(m) &&
		    !NO_COMMENT.test(m)) && !PAGE_PART.test(name_of(n)) &&
		    (ctx.article || !is_article(n)) &&
		    n.querySelector("main, [role=main], h1") === null;
	}

	/*
	 * Whether what others wrote begins here.  An article in an article is a
	 * comment on it (HTML, 4.3.2).
	 */
	function is_comment(n, ctx)
	{
		if (role_of(n) === "comment" || (ctx.article && is_article(n)) ||
		    /(^|\s)comment(\s|$)/.test(attr(n, "itemprop")) ||
		    /schema\.org\/(User)?Comments?\b/.test(attr(n,
		    "itemtype")))
			return true;
		if (!PAGE_PART.test(name_of(n)) &&
		    COMMENT_BY.test(attr(n, "aria-label")))
			return true;
		return is_marked(n, ctx) || (bounds.comments || []).some((s) => {
			try {
				return Element.prototype.matches.call(n, s);
			} catch (e) {
				return false;	/* no selector of this browser */
			}
		});
	}

	/* What an element is to the structure: by its role, or by its name. */
	function kind(n, ctx)
	{
		const name = name_of(n);
		const role = role_of(n);

		if (ctx.heading !== null)
			return "";
		if (role === "heading" || (role === "" && /^h[1-6]$/.test(name)))
			return "heading";
		if (ROLE.has(role))
			return "section";
		if (role === "list" || (role === "" &&
		    /^(ul|ol|menu)$/.test(name)))
			return "list";
		if (role === "listitem" || (role === "" && name === "li"))
			return ctx.list !== null ? "item" : "";
		if (/^(table|grid|treegrid)$/.test(role) || (role === "" &&
		    name === "table" && is_data(n)))
			return "table";
		if (role === "row" || (role === "" && name === "tr"))
			return ctx.table !== null ? "row" : "";
		if (/^(cell|gridcell|columnheader|rowheader)$/.test(role) ||
		    (role === "" && /^t[dh]$/.test(name)))
			return ctx.row !== null ? "cell" : "";
		if (role === "" && (LANDMARK[name] !== undefined ||
		    (/^(header|footer)$/.test(name) && parent_of(n) !== null
		    && parent_of(n).closest(
		    "article,aside,main,nav,section") === null)))
			return "section";
		return "";
	}

	/* A table of data, not one that only lays things out. */
	function is_data(n)
	{
		let cells = 0;

		for (const row of n.rows)
			cells += row.cells.length;
		return cells >= 2 && n.querySelector("table") === null;
	}

	function level(n)
	{
		const m = /^h([1-6])$/.exec(name_of(n));
		const v = Number(attr(n, "aria-level"));

		if (v >= 1)
			return Math.min(6, Math.floor(v));
		return m !== null ? Number(m[1]) : 2;
	}

	function section_role(n)
	{
		const role = role_of(n);

		return ROLE.has(role) ? role : LANDMARK[name_of(n)] ||
		    (name_of(n) === "header" ? "banner" : "contentinfo");
	}

	function new_cell(n, ctx)
	{
		const role = role_of(n);
		const scope = attr(n, "scope").toLowerCase();
		const cell = {t: "cell", c: []};

		if (name_of(n) === "th" || /header$/.test(role)) {
			cell.header = true;
			cell.scope = /^row/.test(scope) || role === "rowheader" ?
			    "row" : /^col/.test(scope) ||
			    role === "columnheader" ||
			    n.closest("thead") !== null ||
			    ctx.table_rows === 1 ? "col" : "row";
		}
		const columns = Number(n.colSpan || attr(n, "aria-colspan"));
		const rows = Number(n.rowSpan || attr(n, "aria-rowspan"));
		if (columns > 1)
			cell.columns = Math.min(columns, 1000);
		if (rows > 1)
			cell.rows = Math.min(rows, 65534);
		return cell;
	}

	/* Walk into a container; an empty one is left out but for a cell. */
	function contain(n, ctx, what)
	{
		const inner = {...ctx, deep: ctx.deep + 1};
		const node = {t: what, c: []}, stray = [];

		owner.set(node, n);
		break_line();
		switch (what) {
		case "heading":
			node.level = level(n);
			inner.heading = node;
			break;
		case "section":
			node.role = section_role(n);
			inner.to = node.c;
			inner.list = inner.table = inner.row = null;
			break;
		case "list":
			inner.list = node;
			inner.to = stray;
			inner.table = inner.row = null;
			break;
		case "item":
			inner.to = node.c;
			inner.list = null;
			break;
		case "table":
			inner.table = node;
			inner.row = inner.list = null;
			inner.to = stray;
			break;
		case "row":
			inner.row = node;
			inner.table_rows = ctx.table.c.length + 1;
			break;
		case "cell":
			Object.assign(node, new_cell(n, ctx));
			inner.to = node.c;
			inner.table = inner.row = null;
			break;
		}
		children(n, inner);
		break_line();
		if (what === "list" && stray.length > 0)
			node.c.push({t: "item", c: stray});
		if (what === "table")	/* its caption, and what is misplaced */
			ctx.to.push(...stray);
		if (node.c.length === 0 && what !== "cell")
			return;
		(what === "item" ? ctx.list.c : what === "row" ? ctx.table.c :
		    what === "cell" ? ctx.row.c : ctx.to).push(node);
	}

	/* ---- the walk ---- */

	function children(n, ctx)
	{
		const kids = shadow_of(n) ? shadow_of(n).childNodes :
		    name_of(n) === "slot" ? n.assignedNodes({flatten: true}) :
		    nodes_of(n);

		for (const k of kids) {
			if (k.nodeType === Node.TEXT_NODE)
				text(k, ctx);
			else if (k.nodeType === Node.ELEMENT_NODE)
				element(k, ctx);
		}
	}

	/* One of another origin is walked by itself; until then, a picture. */
	function far_frame(n, ctx, inner)
	{
		const node = {t: "section", frame: frames.get(n), x: inner.x,
		    y: inner.y, clip: inner.clip, deep: ctx.deep + 1,
		    comment: ctx.comment, c: []};

		if (inner.clip.b < top || inner.clip.t >= bottom)
			return;
		if (node.frame === undefined)
			return picture(n, ctx, n.src);
		break_line();
		ctx.to.push(node);
		picture(n, {...ctx, to: node.c, heading: null, link: null,
		    block: n}, n.src);
		break_line();
	}

	/* A frame of the same origin is walked from here. */
	function frame(n, ctx)
	{
		const doc = n.contentDocument, r = place(rect(n), ctx);
		const style = ctx.style;
		const left = n.clientLeft + parseFloat(style.paddingLeft);
		const top = n.clientTop + parseFloat(style.paddingTop);
		const x = r.l + left, y = r.t + top;
		const view = common({l: x, t: y, r: x + n.clientWidth -
		    parseFloat(style.paddingLeft) -
		    parseFloat(style.paddingRight), b: y + n.clientHeight -
		    parseFloat(style.paddingTop) -
		    parseFloat(style.paddingBottom)}, ctx.clip);
		const inner = {...ctx, x, y, clip: view, view, lang: doc ?
		    tag(doc.documentElement.lang) : ctx.lang};

		if (style.visibility !== "visible")
			return;
		if (!doc || !doc.body)
			return far_frame(n, ctx, inner);
		break_line();
		element(doc.body, inner);
		break_line();
	}

	function clip_for(n, ctx, style)
	{
		let clip = ctx.clip;

		if (style.position === "fixed")
			clip = ctx.view;
		else if (style.position === "absolute")
			clip = space_of(n) === root.namespaceURI &&
			    clips.get(offset_parent(n)) || ctx.view;
		return clip;
	}

	function element(n, outer)
	{
		const style = getComputedStyle(n), name = name_of(n);

		/* checkVisibility: a closed <details> has places, too. */
		if (SKIPPED.has(name) || style.display === "none" ||
		    parseFloat(style.opacity) === 0 ||
		    (style.display !== "contents" &&
		    !Element.prototype.checkVisibility.call(n)))
			return;
		if (outer.walk > WALK_DEEP) {
			cut = true;
			return;
		}
		if (name === "br" || name === "wbr" || name === "hr") {
			space = name === "wbr" ? space : true;
			current = null;
			return;
		}
		const ctx = {...outer, style, walk: outer.walk + 1,
		    clip: clip_for(n, outer, style)};
		const flows = /^(inline|contents|ruby)/.test(style.display);
		if (has(n, "lang"))
			ctx.lang = tag(attr(n, "lang"));
		ctx.comment = outer.comment || is_comment(n, outer);
		ctx.article = outer.article || is_article(n);
		if (!flows) {
			ctx.block = n;
			if (ctx.heading === null)
				break_line();
			else
				space = true;
		}
		visit(n, ctx, outer, style, name);
		if (!flows) {
			if (ctx.heading === null)
				break_line();
			else
				space = true;
		}
	}

	function visit(n, ctx, outer, style, name)
	{
		const inside = ctx.clip;

		if (name === "iframe" || name === "frame")
			return frame(n, ctx);
		if (/^(img|canvas|video)$/.test(name) ||
		    (name === "input" && n.type === "image"))
			return picture(n, ctx, n.currentSrc || n.src || n.poster);
		if (/^(input|select|textarea)$/.test(name))
			return control(n, ctx);
		if (name === "svg" || role_of(n) === "img")
			picture(n, ctx, "");
		/* What an svg has inside is its picture, but for its text. */
		if (style.overflow !== "visible" && n !== document.body &&
		    !/^(inline|contents)$/.test(style.display))
			ctx.clip = common(place(rect(n), ctx),
			    inside);
		if (style.position !== "static" || style.transform !== "none")
			clips.set(n, ctx.clip);
		const what = kind(n, ctx);
		if (name === "a" && typeof n.href === "string" && n.href !== ""
		    && n.href.length <= ADDRESS_MAX && ctx.link === null) {
			const label = (attr(n, "aria-label") ||
			    attr(n, "title")).replace(UNSEEN, "").trim();
			const link = {address: n.href, pieces: [],
			    label: label === "" ? undefined :
			    label.slice(0, 1000)};
			children(n, {...ctx, link});
			return end_link(n, link, {...ctx, clip: inside}, style);
		}
		if (style.contentVisibility === "hidden")
			return;
		if (name === "details" && !has(n, "open")) {
			for (const k of nodes_of(n)) {
				if (k.nodeType === Node.ELEMENT_NODE &&
				    name_of(k) === "summary")
					return element(k, ctx);
			}
			return;
		}
		if (what !== "" && (ctx.deep < BLOCKS_DEEP ||
		    what === "heading"))
			return contain(n, ctx, what);
		children(n, ctx);
	}

	/* ---- portions ---- */

	/* Half a surrogate pair cannot be put in JSON; the rest stays. */
	function told(c)
	{
		return JSON.stringify({width: page.w, height: page.h, top,
		    bottom, cut, title: document.title.slice(0, 1000),
		    lang: language, address: (document.URL.startsWith("file:") ?
		    document.baseURI : document.URL).slice(0, ADDRESS_MAX),
		    body: {t: "section", c}})
		    .replace(/(\\\\)|\\ud[89a-f][0-9a-f]{2}/g,
		    (m, pair) => pair || "\\ufffd");
	}

	function weight(node)
	{
		let sum = 2 + (node.words === undefined ? 0 :
		    node.words.length);

		for (const k of node.c || [])
			sum += weight(k);
		return sum;
	}

	/*
	 * What a container is known by in the next piece.  An element may then
	 * show another post, so a post is known by what it shows.
	 */
	function known_as(node)
	{
		const n = owner.get(node);

		return n === undefined ? undefined : post_of(n) || n;
	}

	function post_of(n)
	{
		const of = globalThis.bevara_key_of;

		return of === undefined ? undefined : of.get(n);
	}

	function portions()
	{
		/* What the last piece left open, outermost first. */
		const chain = globalThis.bevara_chain =
		    top > 0 && globalThis.bevara_chain || [];
		const out = [];
		let now = [], heavy = 0;

		function put(node, w)
		{
			now.push(node);
			heavy += w;
			if (heavy < PORTION)
				return;
			out.push(told(now));
			now = [];
			heavy = 0;
		}

		function close(deep)
		{
			while (chain.length > deep) {
				put({t: "end"}, 1);
				chain.pop();
			}
		}

		/* last: nothing of this piece comes after it. */
		function one(node, deep, last)
		{
			const id = known_as(node), w = weight(node);

			if (id === undefined || chain.length <= deep ||
			    chain[deep] !== id) {
				close(deep);
				if (node.c === undefined || (w < PORTION &&
				    !(last && id !== undefined)))
					return put(node, w);
				put({...node, c: undefined, open: true}, 2);
				chain.push(id);
			}
			all(node.c, deep + 1, last);
			if (!last)
				close(deep);
		}

		function all(list, deep, last)
		{
			list.forEach((node, i) => one(node, deep, last &&
			    i === list.length - 1));
		}

		all(body.c, 0, bounds.goes_on === true);
		if (bounds.goes_on !== true)
			close(0);
		if (now.length > 0 || out.length === 0)
			out.push(told(now));
		return out;
	}

	if (bounds.nothing !== true)
		element(document.body || root, {to: body.c,
		    block: document.body, heading: null, link: null,
		    list: null, table: null, row: null, table_rows: 0,
		    article: false,
		    comment: own !== null && own.comment === true,
		    lang: tag(root.lang), style: getComputedStyle(root),
		    clip: own !== null ? own.clip : null,
		    view: own !== null ? own.clip : null,
		    x: own !== null ? own.x : scrollX,
		    y: own !== null ? own.y : scrollY + shift,
		    deep: own !== null ? own.deep : 1, walk: 0});
	if (own !== null)
		return told(body.c);
	globalThis.bevara_parts = portions();
	return String(globalThis.bevara_parts.length);
}

/* One portion, which is forgotten then. */
function layout_part(i)
{
	const text = globalThis.bevara_parts[i];

	globalThis.bevara_parts[i] = undefined;
	return text;
}
