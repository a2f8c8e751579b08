#!/bin/bash
# Goal: pages of other builds are whole too: one of 60,000 pixels, one that
# scrolls in a box of its own, one with a sheet for print, a canvas, a video
# that has a poster, one that makes itself and its address by script, and one
# that a service worker serves.
. tests/harness/lib.sh
. tests/20-fetch/fetch.sh

mkdir "$T/page"
page()
{
	printf '<!doctype html><html lang="sv"><meta charset="utf-8"><title>%s</title>\n<h1>Exempelköpings kommun</h1>\n' "$1"
	cat
	echo '</html>'
}
page Hög >"$T/page/tall.html" <<'H'
<style>p { height: 584px; margin: 0 } i { display: block; width: 16px;
height: 16px }</style><script>
for (let i = 0; i < 100; i++)
	document.write(`<p><i style="background:rgb(${i},${255 - i},60)"></i>rad${i}slut</p>`);
</script>
H
page Låda >"$T/page/box.html" <<'H'
<style>html, body { margin: 0; height: 100% } h1 { position: absolute }
#box { height: 100vh; overflow: auto; position: relative }
p { height: 300px }</style><div id="box"></div><script>
let n = 0;
const add = () => { for (let i = 0; i < 10 && n < 40; i++)
	box.insertAdjacentHTML('beforeend', `<p>rad${++n}slut</p>`); };
box.onscroll = () => { if (box.scrollTop + 1500 > box.scrollHeight) add(); };
add();
</script>
H
page Blandat >"$T/page/mixed.html" <<'H'
<style>i { display: inline-block; width: 16px; height: 16px }
@media print { .skärm { display: none } } @media screen { .papper { display: none } }
video, canvas { display: block }</style>
<p class="skärm">påskärm</p><p class="papper">PÅPAPPER</p>
<canvas id="c" width="100" height="40"></canvas>
<video poster="poster.svg" width="200" height="100"></video>
<script>const g = c.getContext('2d'); g.fillStyle = 'rgb(10,245,60)';
g.fillRect(8, 8, 32, 24);
addEventListener('load', () => setTimeout(() => {
	history.pushState(0, '', '/konto/inlagg');
	document.body.insertAdjacentHTML('beforeend', '<p>inritad</p>');
}, 100));</script>
H
cat >"$T/page/poster.svg" <<'H'
<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100"><rect width="200" height="100" fill="#123"/><rect x="8" y="8" width="32" height="32" fill="rgb(20,235,60)"/></svg>
H
page Arbetare >"$T/page/worker.html" <<'H'
<p id="p">väntar</p><script>
navigator.serviceWorker.register('/sw.js').then(() =>
    navigator.serviceWorker.ready).then(async () => {
	p.textContent = 'utan' + (await (await fetch('/text.txt')).text()).trim();
});
</script>
H
echo "addEventListener('fetch', (e) => e.respondWith(fetch(e.request)));" \
    >"$T/page/sw.js"
echo nät >"$T/page/text.txt"
serve "$T/page"

look()
{
	rm -rf "${JOB:-$T/none}"
	order "http://127.0.0.1:$PORT/$1"
	fetch 0
	hasnt "$CAPTURE" '<warning'
	L=$JOB/capture/layout.xml
}
marks() { "$B/marks" "$JOB"/capture/slice-*.png; }

look tall.html
[ "$(value page/@height)" -gt 58400 ] || fail_test 'cut'
equal "$(grep -cE '>rad[0-9]+slut<' "$L")" 100
equal "$(marks)" '100 1'

look box.html
equal "$(grep -cE '>rad[0-9]+slut<' "$L")" 40
[ "$(value page/@height)" -gt 12000 ] || fail_test 'the box was not opened'

look mixed.html
has "$L" '>påskärm<'
hasnt "$L" PÅPAPPER
has "$L" '>inritad<'
equal "$(value address/@final)" "http://127.0.0.1:$PORT/konto/inlagg"
equal "$(marks)" '2 1'		# the canvas and the poster

look worker.html
has "$L" '>utannät<'
