'use strict';

// Bibliotekets kommentarer hämtas när sidan har laddats.
async function visaKommentarer() {
	const lista = document.getElementById('bibliotek-kommentarer');
	const svar = await fetch('kommentarer.json');
	for (const k of await svar.json()) {
		const rad = document.createElement('li');
		const namn = document.createElement('b');
		const text = document.createElement('p');
		const tid = document.createElement('small');
		namn.textContent = k.namn;
		text.textContent = k.text;
		tid.textContent = k.tid;
		rad.append(namn, text, tid);
		lista.append(rad);
	}
}

visaKommentarer();
