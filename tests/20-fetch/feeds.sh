# feeds.sh - the pages with feeds of the tests 40 to 49; after fetch.sh.

# virtual_feed FILE KIND: a page with 200 posts, of which only those around the
# window are in the document.  Their heights differ.  KIND is how:
#	padding	the others are the list's padding, in their true heights
#	guess	the others are guessed at 300 pixels, until they were shown
#	recycle	a dozen elements, which are moved and filled anew
# A header is fixed, a bar is sticky, and each post begins with pixels of a
# colour of its own, 16 by 16.
virtual_feed()
{
	cat >"$1" <<'H'
<!doctype html><html lang="sv"><meta charset="utf-8"><title>Flöde</title>
<style>body { margin: 0; font: 16px sans-serif }
header { position: fixed; top: 0; left: 0; right: 0; height: 60px;
background: #fff; border-bottom: 1px solid #888; z-index: 2 }
main { margin: 60px auto 0; width: 700px }
.list { position: relative }
.bar { position: sticky; top: 60px; height: 40px; background: #eee }
article { box-sizing: border-box; border-top: 2px solid #ccc; padding: 12px 0;
width: 700px } .recycle article { position: absolute }
i { display: inline-block; width: 16px; height: 16px }</style>
<header>Exempelköpings kommun</header><main><div class="bar">Klisterlist</div>
<div class="list" role="list"></div></main><footer>Sidfot</footer><script>
const kind = 'KIND', list = document.querySelector('.list'), N = 200;
const high = (i) => 150 + (i * 97) % 350;
const known = Array(N).fill(kind === 'guess' ? 300 : 0);
const size = (i) => kind === 'guess' ? known[i] : high(i);
const name = (i) => 'post' + String(i + 1).padStart(3, '0');
const inside = (i) => `<i style="background:rgb(${i},${255 - i},60)"></i>
<h2>${name(i)}</h2><p>Text i ${name(i)}slut</p>`;
function fill(a, i) { a.style.height = high(i) + 'px'; a.innerHTML = inside(i);
	return a; }
let shown = '', pool = [];
function draw() {
	const from = scrollY - 300, to = scrollY + innerHeight + 300;
	let y = list.offsetTop, a = N, b = 0, above = 0, below = 0;
	for (let i = 0; i < N; y += size(i), i++) {
		if (y + size(i) < from) above += size(i);
		else if (y > to) below += size(i);
		else { a = Math.min(a, i); b = Math.max(b, i + 1); }
	}
	if (shown === a + ' ' + b) return;
	shown = a + ' ' + b;
	if (kind === 'recycle') {
		list.className = 'list recycle';
		list.style.height = above + below + known.slice(a, b).reduce(
		    (t, _, k) => t + high(a + k), 0) + 'px';
		while (pool.length < b - a) {
			pool.push(document.createElement('article'));
			list.append(pool.at(-1));
		}
		let top = above;
		pool.forEach((p, k) => { const i = a + k;
			p.style.display = i < b ? '' : 'none';
			if (i >= b) { p.innerHTML = ''; return; }
			p.style.top = top + 'px'; fill(p, i); top += high(i); });
		return;
	}
	list.style.paddingTop = above + 'px';
	list.style.paddingBottom = below + 'px';
	list.replaceChildren(...Array.from({length: b - a}, (_, k) =>
	    fill(document.createElement('article'), a + k)));
	if (kind === 'guess')
		for (let i = a; i < b; i++) known[i] = high(i);
}
let wait = 0;
addEventListener('scroll', () => { if (!wait)
	wait = setTimeout(() => { wait = 0; draw(); }, 30); });
addEventListener('resize', draw);
draw();
</script></html>
H
	sed -i "s/'KIND'/'$2'/" "$1"
}

# endless_feed FOLDER POSTS: a page that asks for 10 more posts whenever its end
# comes near, each with a picture of its own address, until there are so many.
endless_feed()
{
	cp samples/plain-page/00-site/bilder/*.jpg "$1/"
	echo '{"ok": true}' >"$1/fler.json"
	(cd "$1" && ls *.jpg) >"$T/pictures"
	cat >"$1/index.html" <<H
<!doctype html><html lang="sv"><meta charset="utf-8"><title>Flöde</title>
<style>body { margin: 0 auto; width: 700px; font: 16px sans-serif }
article { border-top: 2px solid #ccc; padding: 12px 0 } img { display: block;
width: 600px; height: 450px; object-fit: cover } #mer { height: 60px }</style>
<h1>Exempelköpings kommun</h1><main></main><div id="mer">Laddar</div><script>
const N = $2, pictures = '$(tr '\n' ' ' <"$T/pictures")'.trim().split(' ');
H
	cat >>"$1/index.html" <<'H'
const main = document.querySelector('main'), mer = document.getElementById('mer');
let n = 0, busy = false, near = true;
async function more() {
	if (busy || n >= N) return;
	busy = true;
	while (near && n < N) {
		await fetch('/fler.json?n=' + n);
		for (let i = 0; i < 10 && n < N; i++) {
			n++;
			const name = 'post' + String(n).padStart(4, '0');
			main.insertAdjacentHTML('beforeend', `<article>
<h2>${name}</h2><p>${'Det här är en vanlig text i ett flöde. '.repeat(3)}
${name}slut</p><img loading="lazy" width="600" height="450" alt="Bild ${n}"
src="/${pictures[n % pictures.length]}?n=${n}"></article>`);
		}
		await new Promise((r) => setTimeout(r, 30));
	}
	if (n >= N) mer.remove();
	busy = false;
}
new IntersectionObserver((all) => { near = all.at(-1).isIntersecting; more(); },
    {rootMargin: '600px'}).observe(mer);
</script></html>
H
}

# measured CMD...: run it; its status in $got, the most memory that it (and not
# its children) took in MiB in $peak, its seconds in $took.
measured()
{
	local pid start=$SECONDS
	peak=0
	"$@" >"$T/out" 2>"$T/err" </dev/null &
	pid=$!
	while alive $pid; do
		peak=$(awk -v p="$peak" '$1 == "VmHWM:" { if ($2 > p) p = $2 }
		    END { print p }' "/proc/$pid/status" 2>/dev/null ||
		    echo "$peak")
		sleep 0.1
	done
	got=0
	wait $pid || got=$?
	peak=$((peak / 1024))
	took=$((SECONDS - start))
}
