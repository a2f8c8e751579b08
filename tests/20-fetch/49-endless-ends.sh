#!/bin/bash
# Goal: a page that never ends, one that comes a few bytes at a time, redirects
# without end and a part that never ends cost no more than the time that the
# site gives; none of the pages passes for a record, and what is left says why.
. tests/harness/lib.sh
. tests/20-fetch/fetch.sh

SECONDS_MAX=20
mkdir "$T/page"
cat >"$T/page/part.html" <<'H'
<!doctype html><html lang="sv"><meta charset="utf-8"><title>x</title>
<h1>Exempelköpings kommun</h1><script>fetch('/endless')</script>
<video src="/endless.mp4" preload="auto"></video></html>
H
{
	echo '<!doctype html><title>x</title><h1>Exempelköpings kommun</h1>'
	head -c 20000 /dev/zero | tr '\0' x
} >"$T/page/drip.html"
cat >"$T/page/_rules.txt" <<'R'
/endless endless
/endless.mp4 endless
/drip.html drip 10 500
/loop loop
R
serve "$T/page"
make_site

# within PATH: fetch it; it must end in time, with what was got.
within()
{
	local start=$SECONDS
	order "http://127.0.0.1:$PORT$1"
	sed -i "s|<sekunder>.*</sekunder>|<sekunder>$SECONDS_MAX</sekunder>|" \
	    "$T/site/bevara.xml"
	got=0
	TMPDIR=$T "$B/bevara-fetch" -C "$T/site" "$JOB" >"$T/out" \
	    2>"$T/err" || got=$?
	echo "$1: $((SECONDS - start)) s, $(cat "$T/out" "$T/err")"
	[ $((SECONDS - start)) -lt $((SECONDS_MAX + 15)) ] ||
	    fail_test "$1 took $((SECONDS - start)) s"
	xsd_ok 20-fetch.capture.xsd "$CAPTURE"
	equal "$(find "$JOB" -name '*.part-*')" ''
}

for path in /endless /drip.html /loop; do
	within $path
	[ "$got" = 75 ] || [ "$got" = 1 ] || fail_test "$path ended with $got"
	[ "$(value verdict/@value)" != good ] || fail_test "$path is good"
	[ -n "$(value advice)" ] || fail_test "no advice for $path"
done

# The page itself came; what did not is told.
within /part.html
equal "$(value verdict/@value)" truncated
has "$CAPTURE" '<warning>'
