/*
 * signs.js - what the page shows of the selectors of schemas/rules/signs.xml, and
 * the text of layers that lie over its content.
 *
 * Run by look.c in a world of its own, after the page has been scrolled.
 * consent.js, which is put after it, uses what stands in bevara_signs.
 */
var bevara_signs = (() => {
	const LAYER_SHARE = 0.15;	/* of the window: a smaller one is none */
	const CONTENT_SHARE = 0.6;	/* of the text: then it is the content */
	const view = innerWidth * innerHeight;
	const all = document.body ? document.body.innerText.length : 0;

	/* A form's fields, by their names, hide the form's own properties. */
	const get = (proto, name) => {
		const f = Object.getOwnPropertyDescriptor(proto, name).get;
		return (e) => f.call(e);
	};
	const shadow = get(Element.prototype, "shadowRoot");
	const parent_of = get(Node.prototype, "parentElement");
	const text = (e) => String(HTMLElement.prototype.isPrototypeOf(e) ?
	    get(HTMLElement.prototype, "innerText")(e) : "");
	const attr = (e, n) => Element.prototype.getAttribute.call(e, n);
	const box = (e) => Element.prototype.getBoundingClientRect.call(e);

	/* Each element, those in shadow trees too. */
	function* every(root)
	{
		for (const e of root.querySelectorAll("*")) {
			yield e;
			if (shadow(e))
				yield* every(shadow(e));
		}
	}

	function up(e)
	{
		const root = Node.prototype.getRootNode.call(e);

		return parent_of(e) || (root instanceof ShadowRoot ?
		    root.host : null);
	}

	/* The share of a window that would stand where it is. */
	function share(e)
	{
		const r = box(e);

		if (r.right + scrollX <= 0 || r.bottom + scrollY <= 0)
			return 0;
		return Math.min(r.width, innerWidth) *
		    Math.min(r.height, innerHeight) / view;
	}

	function visible(e)
	{
		return share(e) > 0 && Element.prototype.checkVisibility.call(e,
		    {opacityProperty: true, visibilityProperty: true});
	}

	function is_dialog(e)
	{
		return (e.localName === "dialog" && attr(e, "open") !== null) ||
		    /^(alert)?dialog$/.test(attr(e, "role") || "") ||
		    attr(e, "aria-modal") === "true";
	}

	function is_raised(e)
	{
		if (e === document.body || e === document.documentElement)
			return false;
		const s = getComputedStyle(e);
		return is_dialog(e) || s.position === "fixed" ||
		    (s.position === "absolute" && Number(s.zIndex) > 0);
	}

	/*
	 * It lies over the page: a dialog, or fixed, or raised.  One that
	 * holds most of the text is the page itself.
	 */
	function is_layer(e)
	{
		return is_dialog(e) || (is_raised(e) &&
		    text(e).length < all * CONTENT_SHARE);
	}

	function is_over(e)
	{
		for (let p = e; p; p = up(p))
			if (is_layer(p) && share(p) > LAYER_SHARE)
				return true;
		return false;
	}

	/* JSON without halves of surrogate pairs, which it cannot hold. */
	function said(v)
	{
		return JSON.stringify(v).toWellFormed().replace(
		    /(\\\\)|\\ud[89a-f][0-9a-f]{2}/g,
		    (m, pair) => pair || "\\ufffd");
	}

	/* {seen: [{seen, over, share} for each selector], layers: text} */
	function look_for(selectors)
	{
		const roots = [document];
		const layers = [];

		for (const e of every(document)) {
			if (shadow(e))
				roots.push(shadow(e));
			if (share(e) > LAYER_SHARE && is_layer(e) &&
			    visible(e))
				layers.push(text(e).slice(0, 20000));
		}
		const seen = selectors.map((selector) => {
			const found = {seen: false, over: false, share: 0};

			for (const root of roots)
				for (const e of root.querySelectorAll(selector))
					look_at(e, found);
			return found;
		});
		return said({seen, layers: layers.join(" ").slice(0, 200000)});
	}

	function look_at(e, found)
	{
		if (!visible(e))
			return;
		const form = Element.prototype.closest.call(e,
		    "form,dialog,[role=dialog]") || e;

		found.seen = true;
		found.over = found.over || is_over(e);
		found.share = Math.max(found.share, share(form));
	}

	return {attr, every, is_layer, is_raised, look_for, said, shadow,
	    share, text, up, visible};
})();
