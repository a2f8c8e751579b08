#!/bin/bash
# Goal: the WARC holds every answer that the page was made of, with its bytes
# and without the visitor's secrets, and two judges accept it.
. tests/harness/lib.sh
. tests/20-fetch/fetch.sh

serve samples/plain-page/00-site
order "http://127.0.0.1:$PORT/"
fetch 0
WARC=$JOB/capture/capture.warc.gz
warcio_ok "$WARC"
jwarc_ok "$WARC"

zcat "$WARC" >"$T/warc"
for path in / stil.css sida.js kommentarer.json bilder/omslag.jpg \
    bilder/bibliotek.jpg bilder/lov-3.png; do
	grep -aqF "WARC-Target-URI: http://127.0.0.1:$PORT/${path#/}" \
	    "$T/warc" || fail_test "no '$path' in the WARC"
done
"$JUDGES/bin/python" - "$WARC" samples/plain-page/00-site "$PORT" <<'P'
import sys, os
from warcio.archiveiterator import ArchiveIterator
warc, site, port = sys.argv[1:]
base = "http://127.0.0.1:%s/" % port
seen = 0
for r in ArchiveIterator(open(warc, "rb")):
    head = r.http_headers
    if r.rec_type == "request":
        for name in ("Cookie", "Authorization", "Proxy-Connection"):
            assert head.get_header(name) is None, name
    if r.rec_type != "response" or head.get_statuscode() != "200":
        continue
    path = r.rec_headers.get_header("WARC-Target-URI")[len(base):]
    want = open(os.path.join(site, path or "index.html"), "rb").read()
    assert r.raw_stream.read() == want, path
    assert r.rec_headers.get_header("WARC-IP-Address") == "127.0.0.1", path
    seen += 1
assert seen >= 10, seen
P
