#!/bin/bash
# Goal: the WARC holds what workers of all kinds, frames, redirects, films and
# posted forms asked for and got, each hop with its own record and the headers
# as they were sent; no session value of the server's or the visitor's is
# anywhere in the capture; what is larger than the bound is told.
. tests/harness/lib.sh
. tests/20-fetch/fetch.sh

CANARY=kanarie-5d1f0c7a
mkdir "$T/page"
cat >"$T/page/index.html" <<'H'
<!doctype html><html lang="sv"><meta charset="utf-8"><title>x</title>
<h1>Exempelköpings kommun</h1><iframe src="/frame.html"></iframe>
<img src="/moved.png" alt="x"><video src="/film.mp4" preload="auto"></video>
<script>
new Worker('/worker.js');
new SharedWorker('/shared.js');
navigator.serviceWorker.register('/sw.js');
fetch('/hop1');
fetch('/posted', { method: 'POST', body: 'text åäö' });
fetch('/bytes', { method: 'PUT', body: new Uint8Array([0, 255, 13, 10, 7]) });
fetch('/large.bin');
fetch('/none', { headers: { Authorization: 'Bearer kanarie-5d1f0c7a' } });
</script></html>
H
cat >"$T/page/worker.js" <<'J'
importScripts('/import.js');
fetch('/from-worker.json');
J
echo 'fetch("/from-import.json");' >"$T/page/import.js"
echo 'fetch("/from-shared.json");' >"$T/page/shared.js"
echo 'addEventListener("install", (e) =>
    e.waitUntil(fetch("/from-sw.json")));' >"$T/page/sw.js"
echo '<!doctype html><title>f</title><link rel=stylesheet href=/f.css>' \
    >"$T/page/frame.html"
echo 'p { color: red }' >"$T/page/f.css"
for name in worker import shared sw; do
	echo "{ \"from\": \"$name\" }" >"$T/page/from-$name.json"
done
cp samples/plain-page/00-site/bilder/jobb.png "$T/page/picture.png"
echo slut >"$T/page/end.txt"
head -c 3000000 /dev/urandom >"$T/page/film.mp4"
truncate -s 70M "$T/page/large.bin"
cat >"$T/page/_rules.txt" <<R
/ header Set-Cookie: sid=$CANARY; Path=/
/film.mp4 range
/moved.png redirect /picture.png
/hop1 redirect /hop2
/hop2 redirect /end.txt
R
serve "$T/page"
order "http://127.0.0.1:$PORT/"
fetch 0
has "$CAPTURE" '1 answers are not in the WARC: 0 without their bytes, 1 too'
WARC=$JOB/capture/capture.warc.gz
warcio_ok "$WARC"
jwarc_ok "$WARC"

"$JUDGES/bin/python" - "$WARC" "$T/page" "$PORT" <<'P'
import sys, os
from warcio.archiveiterator import ArchiveIterator
warc, site, port = sys.argv[1:]
base = "http://127.0.0.1:%s" % port
answers, asked, heads = {}, {}, {}
for r in ArchiveIterator(open(warc, "rb")):
    if r.rec_type == "warcinfo":
        assert b"Set-Cookie headers are left out" in r.raw_stream.read()
        continue
    path = r.rec_headers.get_header("WARC-Target-URI")[len(base):]
    body = r.raw_stream.read()
    if r.rec_type == "request":
        asked[path] = body
        continue
    answers.setdefault(path, []).append(
        (r.http_headers.get_statuscode(), body))
    heads[path] = [name for name, _ in r.http_headers.headers]
def file(path):
    return open(site + path, "rb").read()
for path in ("/worker.js", "/import.js", "/shared.js", "/sw.js",
    "/from-worker.json", "/from-import.json", "/from-shared.json",
    "/from-sw.json", "/frame.html", "/f.css", "/picture.png", "/end.txt"):
    assert ("200", file(path)) in answers.get(path, []), path
for path in ("/hop1", "/hop2", "/moved.png"):
    assert [s for s, _ in answers[path]] == ["302"], (path, answers[path])
    assert "Location" in heads[path], path
film = answers["/film.mp4"]
assert film[0] == ("206", file("/film.mp4")), [(s, len(b)) for s, b in film]
assert "Accept-Ranges" in heads["/film.mp4"]
assert asked["/posted"] == "text åäö".encode(), asked["/posted"]
assert asked["/bytes"] == bytes([0, 255, 13, 10, 7]), asked["/bytes"]
assert "/large.bin" not in answers
# As it was sent: the browser's own forms are in lower case.
assert "Connection" in heads["/"], heads["/"]
P

# The server set one and the page sent one: neither is in a header.
zcat "$WARC" >"$T/warc"
for name in Set-Cookie Cookie Authorization Proxy-Authorization; do
	! grep -aiq "^\(X-Orig-\)\?$name:" "$T/warc" ||
	    fail_test "'$name' is in the WARC"
done
! grep -rq "sid=$CANARY" "$JOB" || fail_test "the session is in $JOB"
hasnt "$T/err" "$CANARY"
hasnt "$T/out" "$CANARY"
