#!/bin/bash
# Goal: a page of 310 MB of pictures and media costs the tool itself no more
# than 64 MB of memory: bodies pass through the disk.  All are in the WARC with
# their bytes, the part of a film that was asked for too.
. tests/harness/lib.sh
. tests/20-fetch/fetch.sh

COUNT=50
mkdir "$T/page"
for ((i = 0; i < COUNT; i++)); do
	cp samples/plain-page/00-site/bilder/jobb.png "$T/page/$i.png"
	head -c 5000000 /dev/urandom >>"$T/page/$i.png"
done
head -c 61000000 /dev/urandom >"$T/page/film.mp4"
{
	echo '<!doctype html><html lang="sv"><meta charset="utf-8">'
	echo '<title>x</title><h1>Exempelköpings kommun</h1>'
	for ((i = 0; i < COUNT; i++)); do
		echo "<img src='/$i.png' width=99 alt=''>"
	done
	echo "<script>fetch('/film.mp4', { headers:"
	echo "    { Range: 'bytes=1000000-60999999' } });</script>"
} >"$T/page/index.html"
echo '/film.mp4 range' >"$T/page/_rules.txt"
serve "$T/page"
order "http://127.0.0.1:$PORT/"

TMPDIR=$T "$B/bevara-fetch" -C "$T/site" "$JOB" >"$T/out" 2>"$T/err" &
tool=$!
peak=0
while alive $tool; do
	kb=$(awk '/^VmHWM:/ { print $2 }' "/proc/$tool/status" 2>/dev/null ||
	    :)
	[ "${kb:-0}" -gt 0 ] && peak=$kb
	sleep 0.1
done
wait $tool || fail_test "$(cat "$T/err")"
echo "peak of the tool: $peak kB"
[ "$peak" -lt 65536 ] || fail_test "the tool took $peak kB"

WARC=$JOB/capture/capture.warc.gz
warcio_ok "$WARC"
"$JUDGES/bin/python" - "$WARC" "$T/page" "$PORT" "$COUNT" <<'P'
import sys, os
from warcio.archiveiterator import ArchiveIterator
warc, site, port, count = sys.argv[1:]
base = "http://127.0.0.1:%s/" % port
seen, part = set(), 0
for r in ArchiveIterator(open(warc, "rb")):
    if r.rec_type != "response":
        continue
    path = r.rec_headers.get_header("WARC-Target-URI")[len(base):]
    got = r.raw_stream.read()
    if path.endswith(".png"):
        assert got == open(os.path.join(site, path), "rb").read(), path
        seen.add(path)
    if path == "film.mp4":
        want = open(os.path.join(site, path), "rb").read()
        assert r.http_headers.get_statuscode() == "206"
        assert r.http_headers.get_header("Content-Range") == \
            "bytes 1000000-60999999/61000000"
        assert got == want[1000000:]
        part += 1
assert len(seen) == int(count), len(seen)
assert part == 1, part
P
