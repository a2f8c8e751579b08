/*
 * consent.js - refuse questions about cookies by the rules of
 * schemas/rules/consent.xml, which come as {manager: [{name, banner, refuse,
 * necessary, close}], general: {about, refuse, necessary, close, accept}}.
 *
 * Run by consent.c after signs.js, and in the same way.  frame: we are a frame
 * of another site, and then the whole document may be the question.
 */
var bevara_consent = ((page) => {
	const LONGEST = 6000;	/* characters of a question */
	const BUTTONS = [["refuse", "refused"], ["necessary", "necessary"],
	    ["close", "closed"]];

	function plain(s)
	{
		return s.toLowerCase().replace(/[\u2018\u2019]/g, "'")
		    .replace(/[\s\u00a0]+/g, " ").replace(/^[\s.!]+|[\s.!]+$/g, "");
	}

	/* What is written on a button, or what is read out for it. */
	function label(e)
	{
		const value = e.localName === "input" ? e.value : page.text(e);

		return plain(value || "") || plain(page.attr(e, "aria-label") ||
		    page.attr(e, "title") || "");
	}

	/* Links that lead away are no answers. */
	function is_button(e)
	{
		if (e.localName === "a") {
			const to = page.attr(e, "href");
			return to === null || to === "" || to.startsWith("#") ||
			    to.startsWith("javascript:") ||
			    page.attr(e, "role") === "button";
		}
		if (e.localName === "input")
			return e.type === "button" || e.type === "submit";
		return e.localName === "button" ||
		    page.attr(e, "role") === "button";
	}

	/* All below, in shadow trees too. */
	function* below(root)
	{
		if (page.shadow(root))
			yield* page.every(page.shadow(root));
		yield* page.every(root);
	}

	function find_selector(roots, selectors)
	{
		for (const selector of selectors)
			for (const root of roots)
				for (const e of root.querySelectorAll(selector))
					if (page.visible(e))
						return e;
		return null;
	}

	function all_roots()
	{
		const roots = [document];

		for (const e of page.every(document))
			if (page.shadow(e))
				roots.push(page.shadow(e));
		return roots;
	}

	/* What is seen at a place, in shadow trees too. */
	function at(x, y)
	{
		let e = document.elementFromPoint(x, y);

		while (e && page.shadow(e)) {
			const inner = page.shadow(e).elementFromPoint(x, y);
			if (!inner || inner === e)
				break;
			e = inner;
		}
		return e;
	}

	/*
	 * How much of the window a question takes, with the curtain that it draws:
	 * places of a grid at which it, or an empty layer, is what would be clicked.
	 */
	function covers(question)
	{
		const GRID = 12;
		let top = question, hits = 0;

		/* What is around it and holds little else is its own. */
		for (let p = question; p; p = page.up(p))
			if (page.is_raised(p) && page.text(p).length <
			    page.text(question).length * 1.5 + 50)
				top = p;
		for (let i = 0; i < GRID * GRID; i++) {
			const e = at((i % GRID + 0.5) * innerWidth / GRID,
			    (Math.floor(i / GRID) + 0.5) * innerHeight / GRID);
			let p = e;
			while (p && p !== top)
				p = page.up(p);
			if (p || (e && page.is_raised(e) &&
			    page.share(e) > 0.5 && page.text(e).trim() === ""))
				hits++;
		}
		return hits / (GRID * GRID);
	}

	/* A layer, or something that is named after what it asks. */
	function may_ask(e)
	{
		const names = ["id", "class", "aria-label"].map(
		    (n) => page.attr(e, n) || "").join(" ");

		return page.is_raised(e) ||
		    /cookie|consent|samtycke|kakor/i.test(names);
	}

	/* All that is written in it. */
	function words_of(e)
	{
		let text = page.text(e);

		for (const c of [e, ...below(e)])
			if (page.shadow(c))
				text += " " + [...page.shadow(c).children]
				    .map(page.text).join(" ");
		return text;
	}

	/* What is about cookies, the innermost alone: [element, text]. */
	function questions(general, frame)
	{
		const about = new RegExp("(^|[^\\p{L}])(" +
		    general.about.join("|") + ")", "iu");
		const found = [];

		for (const e of page.every(document)) {
			if (!(may_ask(e) || (frame && e === document.body)) ||
			    !page.visible(e))
				continue;
			const text = words_of(e);
			/* A page that speaks of cookies is longer than a question. */
			if (text.length < LONGEST && about.test(text) &&
			    button_of(e, general).asks)
				found.push([e, text]);
		}
		return found.filter(([e]) => !found.some(([o]) => o !== e &&
		    Node.prototype.contains.call(e, o)));
	}

	/*
	 * The button of a question that gives the best answer, {b, choice,
	 * words}; asks: there is one to accept by, or to answer with.
	 */
	function button_of(e, general)
	{
		const buttons = [];

		for (const b of below(e))
			if (is_button(b) && page.visible(b))
				buttons.push([b, label(b)]);
		for (const [kind, choice] of BUTTONS)
			for (const [b, words] of buttons)
				if (general[kind].includes(words))
					return {b, choice, words, asks: true};
		return {asks: buttons.some(([, words]) => general.accept.some(
		    (a) => words === a || words.startsWith(a + " ")))};
	}

	/* The next answer that can be given, or null. */
	function next_answer(rules, frame)
	{
		const roots = all_roots();

		for (const m of rules.manager) {
			if (!find_selector(roots, m.banner))
				continue;
			for (const [kind, choice] of BUTTONS) {
				const b = find_selector(roots, m[kind]);
				if (b)
					return {b, choice, rule: m.name,
					    words: label(b)};
			}
		}
		for (const [e] of questions(rules.general, frame)) {
			const answer = button_of(e, rules.general);
			if (answer.b)
				return {...answer, rule: "general"};
		}
		return null;
	}

	/* Give one answer: {rule, choice, text}, or {} when there is none to give. */
	function answer_consent(rules, frame)
	{
		const answer = next_answer(rules, frame);

		if (answer === null)
			return page.said({});
		HTMLElement.prototype.click.call(answer.b);
		return page.said({rule: answer.rule, choice: answer.choice,
		    text: answer.words.slice(0, 200)});
	}

	/* The largest question that is still there: {rule, text, share}, or {}. */
	function consent_left(rules)
	{
		const roots = all_roots();
		let most = {share: -1};

		for (const m of rules.manager) {
			const e = find_selector(roots, m.banner);
			if (e && covers(e) > most.share)
				most = {rule: m.name, text: page.text(e),
				    share: covers(e)};
		}
		for (const [e, text] of questions(rules.general, false))
			if (covers(e) > most.share)
				most = {rule: "general", text, share: covers(e)};
		if (most.share === -1)
			return page.said({});
		return page.said({...most, text: most.text.replace(/\s+/g, " ").trim()
		    .slice(0, 300)});
	}

	return {answer_consent, consent_left};
})(bevara_signs);
