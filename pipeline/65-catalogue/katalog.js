/*
 * katalog.js - the catalogue in the browser: a list that is filtered, and a
 * search in all records' text.
 *
 * A page from the file system may fetch nothing, so the data come as scripts
 * that call katalog.lista, katalog.ord and katalog.post (katalog(5)).  The
 * lists are loaded with the page; words and texts when they are asked for.
 * Whatever came from a record is put in as text, never as markup.
 */
var katalog = (function () {
	"use strict";

	/* What a row of a list holds; entry.h has the same order. */
	const ID = 0, PERIOD = 1, ACCOUNT = 2, NAME = 3, PLATFORM = 4,
	    BOARD = 5, TYPE = 6, ACTION = 7, MOMENT = 8, VERDICT = 9,
	    ACCEPTED = 10, TITLE = 11, PDF = 12, THUMB = 13, POST = 14,
	    BESIDE = 15;
	const TEXT = 14;			/* of a post */
	const PAGE = 25;			/* records shown at a time */
	const AT_A_TIME = 8;			/* scripts being loaded */
	const BATCH = 24;	/* texts that a phrase is looked for in */
	const AROUND = 90;		/* letters before and after a hit */

	const segments = [];	/* {words, rows}, newest first */
	const waiting = new Map();	/* of a script: whom to tell */
	const queue = [];
	const parts = new Map();	/* loaded words, by their script */
	let loading = 0;
	let search = 0;		/* a newer one makes the older ones end */
	let shown = [];		/* [segment, row] of all that fit */
	let count = 0;		/* of them, how many are on the page */
	let question = null;
	let ready = false;

	const {words, part_of, parse} = katalog_ord;	/* letter.js */
	const by = (id) => document.getElementById(id);

	/* ---- scripts ---- */

	function start_loading()
	{
		while (loading < AT_A_TIME && queue.length > 0) {
			const name = queue.shift();
			const s = document.createElement("script");
			const end = (good) => {
				const tell = waiting.get(name);

				loading--;
				waiting.delete(name);
				s.remove();
				tell[good ? 0 : 1](name);
				start_loading();
			};

			loading++;
			s.onload = () => end(true);
			s.onerror = () => end(false);
			s.src = "katalog/" + name;
			document.head.append(s);
		}
	}

	/* Load a script; what it called has been called when this is kept. */
	function load(name)
	{
		const there = waiting.get(name);

		if (there !== undefined)
			return there[2];
		const tell = [];
		const promise = new Promise((good, bad) => {
			tell.push(good, bad);
		});
		tell.push(promise);
		waiting.set(name, tell);
		queue.push(name);
		start_loading();
		return promise;
	}

	/* A file is gone: the catalogue was made anew since it was opened. */
	function outdated()
	{
		if (by("gammal") !== null)
			return;
		const p = put(by("lage").parentNode, "div", "");
		p.id = "gammal";
		p.className = "fel";
		p.setAttribute("role", "alert");
		put(p, "p", "Katalogen har ändrats sedan sidan öppnades, " +
		    "eller går inte att läsa just nu.");
		const b = put(p, "button", "Ladda om sidan");
		b.type = "button";
		b.onclick = () => location.reload();
		by("lage").after(p);
	}

	/* ---- the search ---- */

	/* The numbers of a segment's records with a word that begins so. */
	function holding(text, word)
	{
		const found = new Set();
		let at = text.indexOf("\n" + word);

		while (at !== -1 && text.startsWith(word, at + 1)) {
			const end = text.indexOf("\n", at + 1);
			const line = text.slice(at + 1, end);

			for (let i = line.indexOf(" ") + 1; i < line.length;
			    i += 2)
				found.add(parseInt(line.substr(i, 2), 36));
			at = end;
		}
		return found;
	}

	async function part(segment, number)
	{
		const name = "ord-" + segment.words + "-" + number + ".js";

		if (!parts.has(name))
			await load(name);
		return parts.get(name);
	}

	/* Which of the rows of a segment hold all words. */
	async function look(segment, q)
	{
		let found = null;
		const texts = await Promise.all(q.words.map((w) =>
		    part(segment, part_of(w))));

		q.words.forEach((w, i) => {
			const these = holding(texts[i], w);

			found = found === null ? these :
			    new Set([...found].filter((n) => these.has(n)));
		});
		return [...found].sort((a, b) => b - a);
	}

	function post_name(row)
	{
		return "poster/" + row[ID] + "-" + row[POST] + ".js";
	}

	const posts = new Map();	/* texts that somebody waits for */

	async function text_of(row)
	{
		await load(post_name(row));
		const text = posts.get(row[ID]);
		setTimeout(() => posts.delete(row[ID]), 0);
		return text || "";
	}

	/* Where the words of a phrase stand one after the other, or -1. */
	function find_phrase(list, phrase)
	{
		return list.findIndex((w, at) => phrase.every((p, i) =>
		    at + i < list.length && (i + 1 < phrase.length ?
		    list[at + i][0] === p : list[at + i][0].startsWith(p))));
	}

	async function has_phrases(row, q)
	{
		const text = await text_of(row);
		const list = words([row[NAME], row[PLATFORM], row[TITLE],
		    text].join("\n"));

		return q.phrases.every((p) => find_phrase(list, p) !== -1);
	}

	/* Of these rows, those that the question is true of. */
	async function keep(rows, q)
	{
		if (q === null || q.phrases.length === 0)
			return rows;
		const has = await Promise.all(rows.map((r) =>
		    has_phrases(r, q)));
		return rows.filter((r, i) => has[i]);
	}

	function fits(row, f)
	{
		return (f.account === "" || row[ACCOUNT] === f.account) &&
		    (f.period === "" || row[PERIOD] === f.period) &&
		    (f.type === "" || row[TYPE] === f.type);
	}

	function filter()
	{
		return {account: by("konto").value, period: by("halvar").value,
		    type: by("typ").value};
	}

	/* Let the browser draw and listen, now and then. */
	function breathe()
	{
		return new Promise((go) => setTimeout(go, 0));
	}

	async function run()
	{
		const mine = ++search, f = filter();
		let rest = Date.now();

		question = parse(by("ord").value);
		clear();
		if (question !== null)
			tell(false);
		remember();
		const ask = question;
		const wanted = segments.filter((s) => s.rows.some((r) =>
		    fits(r, f)));
		const answers = ask === null ? [] : wanted.map((s) =>
		    look(s, ask));
		/* One that is refused is told of when its turn comes. */
		answers.forEach((a) => a.catch(() => null));
		try {
			for (let i = 0; i < wanted.length; i++) {
				const s = wanted[i];
				const which = ask !== null ? await answers[i] :
				    [...s.rows.keys()].reverse();

				for (let k = 0; k < which.length; k += BATCH) {
					const rows = await keep(which.slice(k,
					    k + BATCH).map((n) => s.rows[n])
					    .filter((r) => fits(r, f)), ask);

					if (mine !== search)
						return;
					rows.forEach(found);
					if (ask !== null &&
					    ask.phrases.length > 0)
						tell(false);
				}
				if (Date.now() - rest > 30) {
					tell(false);
					await breathe();
					rest = Date.now();
				}
				if (mine !== search)
					return;
			}
			tell(true);
		} catch (e) {
			if (mine === search)
				outdated();
		}
	}

	/* ---- what is on the page ---- */

	function put(to, tag, text)
	{
		const n = document.createElement(tag);

		if (text !== "")
			n.textContent = text;
		to.append(n);
		return n;
	}

	/* Text from a record: its direction of writing ends with it. */
	function put_bdi(to, text)
	{
		return put(to, "bdi", text);
	}

	function href(...names)
	{
		return names.map((name) => name.split("/").map(
		    encodeURIComponent).join("/")).join("/");
	}

	function put_link(to, text, address, about)
	{
		const a = put(to, "a", text);

		a.href = address;
		if (about !== undefined)
			a.setAttribute("aria-label", text + ": " + about);
		return a;
	}

	function put_fact(to, what, text)
	{
		const div = put(to, "div", "");

		put(div, "dt", what + ":");
		put_bdi(put(div, "dd", ""), text);
	}

	function verdict(row)
	{
		return row[VERDICT] + (row[ACCEPTED] === "" ? "" :
		    ", godtagen av en person");
	}

	function action(row)
	{
		return row[ACTION] === "gallras-vid-inaktualitet" ?
		    "gallras vid inaktualitet" : row[ACTION];
	}

	function put_record(row)
	{
		const li = put(by("traffar"), "li", "");
		const about = row[NAME] + ", " + row[PLATFORM] + ", " +
		    row[MOMENT];
		const pdf = href(row[PERIOD], row[PDF]);
		let picture;

		if (row[THUMB] === "") {
			picture = put(li, "div", "Ingen bild");
			picture.className = "ingen";
		} else {
			picture = put(li, "img", "");
			picture.className = "bild";
			picture.loading = "lazy";
			picture.width = 160;
			picture.height = 120;
			picture.alt = "";
			picture.src = href("katalog", "bilder",
			    row[THUMB] + ".jpg");
		}
		const box = put(li, "div", "");
		put_bdi(put_link(put(box, "h3", ""), "", pdf), about);
		const facts = put(box, "dl", "");
		put_fact(facts, "Halvår", row[PERIOD]);
		put_fact(facts, "Handlingstyp", row[TYPE]);
		put_fact(facts, "Åtgärd", action(row));
		put_fact(facts, "Omdöme", verdict(row));
		put_fact(facts, "Arkivbildare", row[BOARD]);
		if (row[TITLE] !== "")
			put_fact(facts, "Sidans titel", row[TITLE]);
		put_links(box, row, about, pdf);
		if (question !== null)
			put_extract(box, row, question);
	}

	function put_links(box, row, about, pdf)
	{
		const p = put(box, "p", "");

		p.className = "lankar";
		put_link(p, "PDF", pdf, about);
		put_link(p, "Paketets mapp", href(row[PERIOD], row[ID]) + "/",
		    about);
		put_link(p, "Kontrollsummor", href(row[PERIOD],
		    row[ID] + ".sha256"), about);
		if (row[BESIDE].includes("s"))
			put_link(p, "Underskrift", href(row[PERIOD],
			    row[ID] + ".sha256.p7s"), about);
		if (row[BESIDE].includes("l"))
			put_link(p, "Loggbevis", href(row[PERIOD],
			    row[ID] + ".tlog-proof"), about);
	}

	/* The words of the text that were asked for: [start, end] of each. */
	function marks(list, q)
	{
		const out = [];

		list.forEach((w, at) => {
			const alone = q.words.some((p) => w[0].startsWith(p));

			if (alone)
				out.push([w[1], w[2], at]);
		});
		/* A phrase goes before a word that stands by itself. */
		for (const phrase of q.phrases) {
			const at = find_phrase(list, phrase);

			if (at !== -1)
				return [[list[at][1],
				    list[at + phrase.length - 1][2], at]];
		}
		return out;
	}

	/* The next white space in that direction, within reason. */
	function whole_word(text, at, step)
	{
		if (at <= 0 || at >= text.length)
			return at <= 0 ? 0 : text.length;
		for (let i = 0; i < 20; i++) {
			if (/\s/.test(text[at + i * step]))
				return at + i * step;
		}
		/* No half of a surrogate pair. */
		return /[\udc00-\udfff]/.test(text[at]) ? at + 1 : at;
	}

	/* A piece of the text around the first hit, with what was found. */
	async function put_extract(box, row, q)
	{
		const p = put(box, "p", "");
		let text, all;

		p.className = "utdrag";
		box.lastChild.before(box.querySelector(".lankar"));
		box.querySelector(".lankar").before(p);
		try {
			text = await text_of(row);
		} catch (e) {
			return outdated();
		}
		all = marks(words(text), q);
		if (all.length === 0)
			return p.remove();
		const from = whole_word(text, all[0][0] - AROUND, 1);
		const to = whole_word(text, all[0][1] + AROUND, -1);
		const bdi = put_bdi(p, from > 0 ? "…" : "");
		let at = from;
		for (const m of all.filter((x) => x[1] <= to)) {
			bdi.append(text.slice(at, m[0]));
			put(bdi, "mark", text.slice(m[0], m[1]));
			at = m[1];
		}
		bdi.append(text.slice(at, to) + (to < text.length ? "…" : ""));
	}

	function clear()
	{
		shown = [];
		count = 0;
		by("traffar").replaceChildren();
		by("mer").hidden = true;
	}

	function found(row)
	{
		shown.push(row);
		if (count < PAGE && count === shown.length - 1) {
			put_record(row);
			count++;
		}
	}

	function number(n)
	{
		return String(n).replace(/\B(?=(\d{3})+$)/g, "\u00a0");
	}

	/* What was chosen, for whoever prints the list. */
	function chosen()
	{
		const list = ["konto", "halvar", "typ"].filter((id) =>
		    by(id).value !== "").map((id) =>
		    by(id).selectedOptions[0].textContent);

		return list.length === 0 ? "" : "i urvalet " +
		    list.join("; ") + " ";
	}

	function tell(whole)
	{
		const n = shown.length;
		const what = (question === null ? "" : "med ”" +
		    by("ord").value.trim() + "” ") + chosen();
		let text = n === 0 ? (whole ? "Inga handlingar " + what +
		    "hittades." : "Söker …") :
		    number(n) + (n === 1 ? " handling " : " handlingar ") +
		    what +
		    (whole ? "" : "hittills ") + (count < n ?
		    "(visar " + number(count) + ")" : "");

		if (whole && question === null && by("ord").value.trim() !== "")
			text = "Skriv minst två bokstäver. " + text;
		by("lage").textContent = text.trim();
		by("mer").hidden = count >= n;
	}

	/* More of them, and the focus on the first that is new. */
	function more(n)
	{
		const first = count;

		for (; count < shown.length && n > 0; n--)
			put_record(shown[count++]);
		tell(true);
		const li = by("traffar").children[first];
		if (li !== undefined)
			li.querySelector("a").focus();
	}

	/* ---- what there is to choose from ---- */

	function all_rows()
	{
		return segments.flatMap((s) => s.rows);
	}

	function fill(id, values)
	{
		const list = by(id), chosen = list.value;

		while (list.options.length > 1)
			list.remove(1);
		for (const [value, text] of values) {
			const o = put(list, "option", text);

			o.value = value;
		}
		list.value = chosen;
		if (list.selectedIndex === -1)
			list.value = "";
	}

	const swedish = new Intl.Collator("sv").compare;

	/* Accounts as they were last called: [id, name, platform]. */
	function accounts(rows)
	{
		const last = new Map();

		for (const r of rows) {
			const was = last.get(r[ACCOUNT]);

			if (was === undefined || was[MOMENT] < r[MOMENT])
				last.set(r[ACCOUNT], r);
		}
		return [...last.values()].map((r) => [r[ACCOUNT],
		    r[NAME] + ", " + r[PLATFORM]]).sort((a, b) =>
		    swedish(a[1], b[1]));
	}

	function fill_choices()
	{
		const rows = all_rows();
		const periods = [...new Set(rows.map((r) => r[PERIOD]))].sort()
		    .reverse();
		const types = [...new Set(rows.map((r) => r[TYPE]))].sort(
		    swedish);
		const list = accounts(rows);

		fill("konto", list);
		fill("halvar", periods.map((p) => [p, p]));
		fill("typ", types.map((t) => [t, t]));
		by("oversikt").ontoggle = () => {
			if (by("oversikt").open &&
			    by("tabell").childElementCount === 0)
				fill_table(rows, list, periods);
		};
		by("tabell").replaceChildren();
		by("oversikt").ontoggle();
	}

	function fill_table(rows, list, periods)
	{
		const counts = new Map();
		const table = put(by("tabell"), "table", "");
		const head = put(put(table, "thead", ""), "tr", "");
		const body = put(table, "tbody", "");

		for (const r of rows) {
			const key = r[ACCOUNT] + " " + r[PERIOD];

			counts.set(key, (counts.get(key) || 0) + 1);
		}
		for (const text of ["Konto", ...periods])
			put(head, "th", text).scope = "col";
		for (const [id, name] of list) {
			const tr = put(body, "tr", "");

			const th = put(tr, "th", "");
			th.scope = "row";
			put_bdi(th, name);
			for (const p of periods) {
				const td = put(tr, "td", "");
				const n = counts.get(id + " " + p);

				if (n === undefined)
					continue;
				const b = put(td, "button", String(n));
				b.type = "button";
				b.setAttribute("aria-label", n + ": visa " +
				    name + ", " + p);
				b.onclick = () => choose(id, p);
			}
		}
	}

	function choose(account, period)
	{
		by("konto").value = account;
		by("halvar").value = period;
		run();
		by("handlingar").focus();
	}

	/* ---- the address says what is shown, so that it can be kept ---- */

	const KEYS = ["ord", "konto", "halvar", "typ"];

	function remember()
	{
		const p = new URLSearchParams();

		for (const key of KEYS) {
			if (by(key).value !== "")
				p.set(key, by(key).value);
		}
		try {
			history.replaceState(null, "", p.size === 0 ?
			    location.pathname : "#" + p);
		} catch (e) {
			/* a browser may not let a file do that */
		}
	}

	function recall()
	{
		const p = new URLSearchParams(location.hash.slice(1));

		for (const key of KEYS)
			by(key).value = p.get(key) || "";
	}

	/* ---- start ---- */

	function begin()
	{
		let timer = 0;

		ready = true;
		by("sok").hidden = false;
		by("oversikt").hidden = segments.length === 0;
		fill_choices();
		recall();
		by("sok").onsubmit = (e) => {
			e.preventDefault();
			run();
		};
		by("ord").oninput = () => {
			clearTimeout(timer);
			timer = setTimeout(run, 200);
		};
		for (const id of ["konto", "halvar", "typ"])
			by(id).onchange = run;
		by("rensa").onclick = () => {
			KEYS.forEach((key) => { by(key).value = ""; });
			run();
			by("ord").focus();
		};
		by("fler").onclick = () => more(PAGE);
		by("alla").onclick = () => more(shown.length);
		run();
	}

	/* A list of the page itself that is not there. */
	addEventListener("error", (e) => {
		if (e.target instanceof HTMLScriptElement && !ready)
			outdated();
	}, true);
	document.addEventListener("DOMContentLoaded", begin);

	return {
		lista: (of, rows) => {
			segments.push({words: of, rows});
		},
		ord: (of, number_of, text) => {
			parts.set("ord-" + of + "-" + number_of + ".js", text);
		},
		post: (fields) => {
			posts.set(fields[ID], fields[TEXT]);
		}
	};
})();
