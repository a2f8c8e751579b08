#!/bin/bash
# Goal: whatever way a page takes, it does not reach an address inside the
# network: each way is tried on a server that is allowed, where it arrives, and
# on a listener at 127.0.0.2, where none does; what was refused is in
# capture.xml.
. tests/harness/lib.sh
. tests/20-fetch/fetch.sh

mkdir "$T/page"
for name in frame.html script.js picture.png style.css data.json end.html; do
	: >"$T/page/$name"
done
echo '<!doctype html><p>ram' >"$T/page/frame.html"
serve "$T/page"

# Every connection to it is a line; same port, so that the port is no reason.
"$JUDGES/bin/python" - "$PORT" "$T/arrived" <<'P' &
import socket, sys
s = socket.socket()
s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
s.bind(("127.0.0.2", int(sys.argv[1])))
s.listen(100)
out = open(sys.argv[2], "a")
while True:
    c, _ = s.accept()
    c.settimeout(1)
    try:
        out.write("arrived: %r\n" % c.recv(200))
    except OSError:
        out.write("arrived\n")
    out.flush()
    c.close()
P
lib_servers="$lib_servers $!"
until (: >"/dev/tcp/127.0.0.2/$PORT") 2>/dev/null; do
	sleep 0.1
done
for ((i = 0; i < 50; i++)); do
	[ -s "$T/arrived" ] && break
	sleep 0.1
done
equal "$(grep -c arrived "$T/arrived")" 1	# it would tell
: >"$T/arrived"

# Redirects go where an argument says; the names of ways are paths.
{
	echo "/moved-out redirect http://127.0.0.2:PORT/redirect"
	echo "/moved-in redirect http://127.0.0.1:PORT/redirect"
} >"$T/page/_rules.txt"
cat >"$T/page/ways.js" <<'J'
function ways(base, moved) {
	const add = (name, all) => document.body.append(Object.assign(
	    document.createElement(name), all));
	const quiet = (f) => { try { const p = f(); p && p.catch &&
	    p.catch(() => 0); } catch (e) { } };
	quiet(() => fetch(base + '/fetch', { mode: 'no-cors' }));
	quiet(() => fetch(moved, { mode: 'no-cors' }));
	quiet(() => { const x = new XMLHttpRequest();
	    x.open('GET', base + '/xhr'); x.send(); });
	quiet(() => navigator.sendBeacon(base + '/beacon', 'x'));
	quiet(() => new WebSocket(base.replace('http', 'ws') + '/websocket'));
	quiet(() => new EventSource(base + '/eventsource'));
	quiet(() => new Worker(URL.createObjectURL(new Blob([
	    `fetch('${base}/worker', { mode: 'no-cors' }).catch(() => 0);
	    try { importScripts('${base}/import') } catch (e) { }`]))));
	add('iframe', { src: base + '/frame' });
	add('iframe', { srcdoc: `<img src="${base}/srcdoc">` });
	add('img', { src: base + '/img', alt: '' });
	add('script', { src: base + '/script' });
	add('video', { src: base + '/video', preload: 'auto' });
	add('object', { data: base + '/object' });
	add('link', { rel: 'stylesheet', href: base + '/style' });
	add('link', { rel: 'prefetch', href: base + '/prefetch' });
	add('link', { rel: 'preload', as: 'image', href: base + '/preload' });
	add('link', { rel: 'preconnect', href: base });
	add('link', { rel: 'dns-prefetch', href: base });
	add('style', { textContent: `@font-face { font-family: F;
	    src: url(${base}/font) } p { font-family: F }` });
	const f = document.createElement('iframe');
	f.name = 'f' + Math.random();
	document.body.append(f);
	const form = Object.assign(document.createElement('form'),
	    { action: base + '/form', target: f.name, method: 'post' });
	document.body.append(form);
	form.submit();
}
J
cat >"$T/page/index.html" <<H
<!doctype html><html lang="sv"><meta charset="utf-8"><title>x</title>
<h1>Exempelköpings kommun</h1><p>Vägar in</p><script src="/ways.js"></script>
<script>
ways('http://127.0.0.1:$PORT', '/moved-in');
const port = ':$PORT';
ways('http://127.0.0.2' + port, '/moved-out');
for (const host of ['2130706434', '0x7f000002', '0177.0.0.2', '127.2',
    '017700000002', '127.0.0.2.', '[::ffff:127.0.0.2]', '[::ffff:7f00:2]',
    '[::127.0.0.2]', '[64:ff9b::127.0.0.2]', '[2002:7f00:2::]'])
	ways('http://' + host + port, '/moved-out');
for (const host of ['localhost', 'inside.localhost', '[::1]', '0.0.0.0',
    '169.254.169.254', '10.0.0.1', '192.168.0.1', '100.64.0.1', '224.0.0.1',
    '[fe80::1]', '[fd00::1]', '[ff02::1]'])
	fetch('http://' + host + port + '/', { mode: 'no-cors' })
	    .catch(() => 0);
</script></html>
H
order "http://127.0.0.1:$PORT/"
fetch 1
equal "$(value verdict/@value)" truncated	# its pictures were refused

# Each way is one that works.
for way in fetch redirect xhr beacon websocket eventsource worker import frame \
    srcdoc img script video object style prefetch preload font form; do
	grep -q " /$way " "$SERVER_LOG" || fail_test "no way: $way"
done
equal "$(cat "$T/arrived")" ''
for host in '127.0.0.2' '[::ffff:7f00:2]' '[::7f00:2]' '[64:ff9b::7f00:2]' \
    '[2002:7f00:2::]' '[::1]' '0.0.0.0' '169.254.169.254' '10.0.0.1' \
    '192.168.0.1' '100.64.0.1' '224.0.0.1' '[fe80::1]' '[fd00::1]' \
    '[ff02::1]'; do
	has "$CAPTURE" "<refused address=\"$host:$PORT\" reason="
done
# Several connections, since each way was tried in several forms.
[ "$(value "refused[@address='127.0.0.2:$PORT']/@count")" -ge 40 ] ||
    fail_test "too few tried: $(grep refused "$CAPTURE")"
xsd_ok 20-fetch.capture.xsd "$CAPTURE"
