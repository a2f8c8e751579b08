/* posts(n, into): n posts of some 25 words each, each of another wording. */
function posts(n, into)
{
	const where = ["biblioteket", "badhuset", "torget", "skolan",
	    "kulturhuset", "återvinningen", "parken", "ishallen"];
	const what = ["öppnar efter ombyggnaden", "håller stängt i helgen",
	    "söker sommarjobbare", "firar femtio år", "får nya öppettider",
	    "bjuder in till öppet hus"];
	const day = ["måndag", "tisdag", "onsdag", "torsdag", "fredag"];

	for (let i = 0; i < n; i++) {
		const a = document.createElement("article");
		const h = document.createElement("h2");
		const p = document.createElement("p");
		const place = where[i % where.length];
		h.textContent = "Inlägg " + (i + 1) + ": " + place + " " +
		    what[i % what.length];
		p.textContent = "På " + day[i % day.length] +
		    " är det dags. Kom gärna till " + place + " mellan klockan " +
		    (8 + i % 9) + " och " + (17 + i % 4) + ", ta med en vän och " +
		    "fråga oss om allt du undrar. Välkommen till nummer " +
		    (i + 1) + ".";
		a.append(h, p);
		(into || document.body).append(a);
	}
}
