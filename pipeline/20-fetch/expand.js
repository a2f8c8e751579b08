/*
 * expand.js - open what a page keeps folded, where that only unfolds in place.
 *
 * Run with page.js, whose world it shares.
 */

/* What such buttons are called, in lower case: the whole of their text. */
function expand_words()
{
	return [
		/* Swedish */
		"visa mer", "se mer", "läs mer", "mer", "visa hela inlägget",
		"visa hela texten", "visa allt", "fortsätt läsa", "läs hela",
		"visa fler kommentarer", "visa fler svar",
		"visa tidigare kommentarer", "visa svar", "visa innehåll",
		/* English */
		"see more", "show more", "read more", "more", "view more",
		"show full post", "continue reading", "expand", "show content",
		"view more comments", "view more replies",
		"view previous comments", "view replies", "show replies",
		/* Danish, Norwegian, Finnish, German */
		"vis mere", "se mere", "vis mer", "les mer", "näytä lisää",
		"lue lisää", "mehr anzeigen", "mehr ansehen", "weiterlesen",
	];
}

/* Marks around such words: an ellipsis, an arrow, a count in brackets. */
function expand_text(e)
{
	return (e.textContent.trim() || e.getAttribute("aria-label") || "")
	    .toLowerCase().replace(/\(\d+\)/g, "")
	    .replace(/^[\s….›»▾▼+-]+|[\s….:›»▾▼+-]+$/gu, "")
	    .replace(/\s+/g, " ");
}

/*
 * Whether it may be clicked: a button that sends nothing, leads nowhere and
 * opens no menu, dialog or window, and is no part of the page's frame.
 */
function expand_may(e)
{
	if (e.closest("a[href],nav,[role=navigation],[role=menu],[role=menubar],"
	    + "[role=toolbar],[role=tablist],[role=dialog],dialog,select") ||
	    e.closest("[aria-haspopup]:not([aria-haspopup=false])") ||
	    e.matches(":disabled,[aria-disabled=true],[aria-expanded=true]"))
		return false;
	if (e.localName === "button" && e.type !== "button" && e.form !== null)
		return false;
	return e.checkVisibility({opacityProperty: true,
	    visibilityProperty: true});
}

/*
 * Click those that there are, at most so many and for so long.  What would
 * lead away is stopped, and the rest is left then: such a page uses the words
 * for something else.
 */
async function expand(most, ms)
{
	const done = globalThis.bevara_opened ||= new WeakSet();
	const words = new Set(expand_words()), end = Date.now() + ms;
	const dialogs = () => document.querySelectorAll(
	    "[role=dialog],[aria-modal=true],dialog[open]").length;
	let opened = 0, away = false, left = 0;

	function stay(e)
	{
		away = true;
		if (e.cancelable)
			e.preventDefault();
	}

	if (globalThis.navigation)
		navigation.addEventListener("navigate", stay);
	for (const e of document.querySelectorAll(
	    "button,[role=button],summary")) {
		if (done.has(e) || !words.has(expand_text(e)) || !expand_may(e))
			continue;
		if (opened >= most || Date.now() > end || away) {
			left++;
			continue;
		}
		const before = dialogs();
		done.add(e);
		if (e.localName === "summary" &&
		    e.parentElement.localName === "details")
			e.parentElement.open = true;
		else
			e.click();
		opened++;
		await new Promise((r) => setTimeout(r, 0));
		if (dialogs() > before) {
			document.dispatchEvent(new KeyboardEvent("keydown",
			    {key: "Escape", code: "Escape", bubbles: true}));
			away = true;
		}
	}
	await new Promise((r) => setTimeout(r, opened > 0 ? 100 : 0));
	if (globalThis.navigation)
		navigation.removeEventListener("navigate", stay);
	return told({opened, left, away});
}
