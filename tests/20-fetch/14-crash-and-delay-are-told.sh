#!/bin/bash
# Goal: a page whose renderer dies, and one whose parts never come, end within
# their time with a verdict that says so, and leave nothing running.
. tests/harness/lib.sh
. tests/20-fetch/fetch.sh

mkdir "$T/page"
cat >"$T/page/index.html" <<'H'
<!doctype html><html lang="sv"><title>x</title><h1>Exempelköpings kommun</h1>
<img src="/never.png"></html>
H
cat >"$T/page/late.html" <<'H'
<!doctype html><html lang="sv"><title>x</title><link rel="stylesheet"
href="/never.png"><h1>Exempelköpings kommun</h1></html>
H
echo '/never.png slow 100' >"$T/page/_rules.txt"
serve "$T/page"
order "http://127.0.0.1:$PORT/"
sed -i 's|<sekunder>.*</sekunder>|<sekunder>20</sekunder>|' \
    "$T/site/bevara.xml"

# below PID: the processes started by it, and by those.
below()
{
	local p
	for p in $(pgrep -P "$1" || :); do
		echo "$p"
		below "$p"
	done
}

# renderers: those of the tool, which has several.
renderers()
{
	local p
	for p in $(below $tool); do
		tr '\0' '\n' <"/proc/$p/cmdline" 2>/dev/null |
		    grep -q -- --type=renderer && echo "$p"
	done
	:
}

# Kill them while the page waits for its picture.
"$B/bevara-fetch" -C "$T/site" "$JOB" >"$T/out" 2>"$T/err" &
tool=$!
for ((i = 0; i < 300; i++)); do
	[ -z "$(renderers)" ] || break
	sleep 0.1
done
sleep 2
found=$(renderers)
[ -n "$found" ] || fail_test "no renderer: $(cat "$T/err")"
kill -KILL $found
got=0
wait $tool || got=$?
equal "$got" 75
equal "$(value verdict/@value)" error
sign page-trouble error
has "$CAPTURE" 'crash'

# A part that never comes: the page is taken without it, within the time.
order "http://127.0.0.1:$PORT/late.html"
start=$SECONDS
TMPDIR=$T "$B/bevara-fetch" -C "$T/site" "$JOB" >"$T/out" 2>"$T/err" || :
[ $((SECONDS - start)) -lt 30 ] || fail_test "took $((SECONDS - start)) s"
xsd_ok 20-fetch.capture.xsd "$CAPTURE"
[ "$(value verdict/@value)" = error ] || has "$CAPTURE" 'had not loaded'
