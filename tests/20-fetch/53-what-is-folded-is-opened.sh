#!/bin/bash
# Goal: "see more" is opened where that unfolds in place, in Swedish and in
# English; nothing is clicked that leads away, sends, or opens something else.
. tests/harness/lib.sh
. tests/20-fetch/fetch.sh

mkdir "$T/page"
cat >"$T/page/index.html" <<'H'
<!doctype html><html lang="sv"><meta charset="utf-8"><title>Inlägg</title>
<h1>Exempelköpings kommun</h1>
<article><p>Början <span id="a" hidden>öppnad1</span>
<button type="button" onclick="a.hidden = false; this.remove()">… Visa mer</button></p></article>
<article><p>Början <span id="b" hidden>öppnad2</span>
<div role="button" tabindex="0" onclick="b.hidden = false">See more</div></p></article>
<article><details><summary>Läs mer</summary><p>öppnad3</p></details></article>
<article><span id="c" hidden>öppnad4 <button onclick="d.hidden = false">Visa mer</button></span>
<span id="d" hidden>öppnad5</span>
<button onclick="setTimeout(() => { c.hidden = false; }, 50)">Visa svar (3)</button></article>
<details><summary>Om oss</summary><p>STÄNGD1</p></details>
<a href="/borta.html" role="button">Visa mer</a>
<form action="/skickat.html"><button>Visa mer</button></form>
<nav><button onclick="document.title = 'STÄNGD2'">Mer</button></nav>
<button aria-haspopup="menu" onclick="document.title = 'STÄNGD3'">Mer</button>
<button onclick="document.title = 'STÄNGD4'">Visa mer av allt möjligt</button>
</html>
H
cat >"$T/page/leads-away.html" <<'H'
<!doctype html><html lang="sv"><meta charset="utf-8"><title>Bort</title>
<h1>Exempelköpings kommun</h1><p>kvar</p>
<button onclick="location.href = '/borta.html'">Visa mer</button>
<button onclick="history.pushState(0, '', '/annan')">Läs mer</button>
</html>
H
echo '<!doctype html><title>Borta</title><p>borta</p>' >"$T/page/borta.html"
serve "$T/page"
order "http://127.0.0.1:$PORT/"
fetch 0
L=$JOB/capture/layout.xml
for n in 1 2 3 4 5; do
	has "$L" ">öppnad$n<"
done
hasnt "$L" STÄNGD
hasnt "$SERVER_LOG" /borta.html
hasnt "$SERVER_LOG" /skickat.html

rm -rf "$JOB"
order "http://127.0.0.1:$PORT/leads-away.html"
fetch 0
has "$L" '>kvar<'
hasnt "$SERVER_LOG" /borta.html
case $(value address/@final) in
*/leads-away.html) ;;
*)	fail_test "went to $(value address/@final)" ;;
esac
