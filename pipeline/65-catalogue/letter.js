/*
 * letter.js - what is a word for the search, and what is asked for; letter.c
 * has the same rules, and they change together.  Part of the catalogue's
 * program, before katalog.js.
 */
var katalog_ord = (function () {
	"use strict";

	const PARTS = 8, LEAST = 2, MOST = 40;	/* words.h, letter.h */

	const OTHERS = [[0x80, 0xa9], [0xab, 0xb4], [0xb6, 0xb9],
	    [0xbb, 0xbf], [0xd7, 0xd7], [0xf7, 0xf7], [0x2000, 0x2bff],
	    [0x3000, 0x3004], [0x3008, 0x3020], [0x3030, 0x3030],
	    [0xe000, 0xf8ff], [0xfe00, 0xfe6f], [0xfeff, 0xff0f],
	    [0xff1a, 0xff20], [0xff3b, 0xff40], [0xff5b, 0xff65],
	    [0xfff0, 0xffff], [0x1f000, 0x1faff], [0xe0000, 0x10ffff]];
	const PLAIN = "aaaa....ceeeeiiii.nooo...uuuuy.y";

	function is_letter(cp)
	{
		if (cp < 0x80)
			return (cp >= 0x30 && cp <= 0x39) ||
			    (cp >= 0x61 && cp <= 0x7a) ||
			    (cp >= 0x41 && cp <= 0x5a);
		return !OTHERS.some((pair) => cp >= pair[0] && cp <= pair[1]);
	}

	function is_mark(cp)
	{
		return cp >= 0x300 && cp <= 0x36f;
	}

	function small(cp)
	{
		if ((cp >= 0x41 && cp <= 0x5a) || (cp >= 0xc0 && cp <= 0xde) ||
		    (cp >= 0x391 && cp <= 0x3a9) ||
		    (cp >= 0x410 && cp <= 0x42f))
			return cp + 32;
		if (cp >= 0x400 && cp <= 0x40f)
			return cp + 80;
		if (cp === 0x178)
			return 0xff;
		if ((cp >= 0x100 && cp <= 0x137) ||
		    (cp >= 0x14a && cp <= 0x177))
			return cp | 1;
		if ((cp >= 0x139 && cp <= 0x148) ||
		    (cp >= 0x179 && cp <= 0x17e))
			return cp + (cp & 1);
		return cp;
	}

	function fold(cp)
	{
		cp = small(cp);
		if (cp >= 0xe0 && cp <= 0xff && PLAIN[cp - 0xe0] !== ".")
			return PLAIN.charCodeAt(cp - 0xe0);
		return cp;
	}

	function join(letter, mark)
	{
		if (mark === 0x30a && letter === 0x61)
			return 0xe5;
		if (mark === 0x308 && letter === 0x61)
			return 0xe4;
		if (mark === 0x308 && letter === 0x6f)
			return 0xf6;
		return letter;
	}

	/* The words of a text, folded: [word, its start, its end]. */
	function words(text)
	{
		const out = [];
		let now = [], start = 0, at = 0;

		function end()
		{
			if (now.length > 0)
				out.push([String.fromCodePoint(
				    ...now.slice(0, MOST)), start, at]);
			now = [];
		}

		for (const ch of text) {
			const cp = ch.codePointAt(0);

			if (is_mark(cp)) {
				if (now.length > 0)
					now.push(join(now.pop(), cp));
			} else if (is_letter(cp)) {
				if (now.length === 0)
					start = at;
				now.push(fold(cp));
			} else
				end();
			at += ch.length;
		}
		end();
		return out;
	}

	function part_of(word)
	{
		const a = word.codePointAt(0);
		const rest = word.slice(a > 0xffff ? 2 : 1);
		const b = rest === "" ? 0 : rest.codePointAt(0);

		return (a * 31 + b) % PARTS;
	}

	/*
	 * {words: beginnings of words that must be there, phrases: lists of
	 * words that must stand next to each other}, or null for nothing.
	 */
	function parse(text)
	{
		const q = {words: [], phrases: []};

		const pieces = text.split(/["\u201c\u201d\u00bb\u00ab]/);

		pieces.forEach((piece, i) => {
			const list = words(piece).map((w) => w[0]);

			if (i % 2 === 1 && list.length > 1)
				q.phrases.push(list);
			q.words.push(...list);
		});
		q.words = [...new Set(q.words)].filter((w) =>
		    [...w].length >= LEAST);
		return q.words.length === 0 ? null : q;
	}

	return {words, part_of, parse};
})();
