#!/bin/bash
# Goal: the browser runs as an ordinary user, in its sandbox; when the tool is
# killed, the browser goes too, and the next run sweeps its profile and makes
# the capture.
. tests/harness/lib.sh
. tests/20-fetch/fetch.sh

mkdir "$T/page"
serve "$T/page"
cp samples/plain-page/00-site/index.html "$T/page/"
order "http://127.0.0.1:$PORT/slow.html"
echo '/slow.html slow 1' >"$T/page/_rules.txt"
cat >"$T/page/slow.html" <<'H'
<!doctype html><html lang="sv"><title>x</title><h1>Exempelköpings kommun</h1>
<img src="/never.png"></html>
H
echo '/never.png slow 15' >>"$T/page/_rules.txt"

# The profile names its process, so that another run's is not taken for it.
"$B/bevara-fetch" -C "$T/site" "$JOB" >"$T/out" 2>"$T/err" &
tool=$!
browser=
for ((i = 0; i < 300; i++)); do
	browser=$(pgrep -P $tool | head -n 1) && [ -n "$browser" ] &&
	    [ "$(readlink "/proc/$browser/exe")" != "$(readlink -f "$B/bevara-fetch")" ] &&
	    break
	sleep 0.1
done
[ -n "$browser" ] || fail_test "no browser: $(cat "$T/err")"
uid=$(awk '/^Uid:/ { print $2, $3, $4 }' "/proc/$browser/status")
[ "${uid%% *}" != 0 ] || fail_test "the browser runs as root"
tr '\0' '\n' <"/proc/$browser/cmdline" >"$T/cmdline"
hasnt "$T/cmdline" '--no-sandbox'
has "$T/cmdline" '--proxy-bypass-list=<-loopback>'
profile=$(sed -n 's/^--user-data-dir=//p' "$T/cmdline")
[ -d "$profile" ] || fail_test "no profile '$profile'"

kill -KILL $tool
wait $tool || :
for ((i = 0; i < 100; i++)); do
	alive "$browser" || break
	sleep 0.1
done
! alive "$browser" || fail_test 'the browser lives on'
# Its helpers follow; the one for crash reports writes to the profile first.
for ((i = 0; i < 200; i++)); do
	pgrep -f -- "$profile" >/dev/null || break
	sleep 0.1
done
equal "$(pgrep -f -- "$profile" || :)" ''
[ -d "$profile" ] || fail_test 'who removed the profile?'
[ ! -e "$JOB/capture" ] || fail_test 'half a capture'

rm "$T/page/_rules.txt"
must "$B/bevara-fetch" -C "$T/site" "$JOB"
[ ! -e "$profile" ] || fail_test 'the old profile was not swept'
equal "$(find "$JOB" -name '*.part-*')" ''
xsd_ok 20-fetch.capture.xsd "$CAPTURE"
