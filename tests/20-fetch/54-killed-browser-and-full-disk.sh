#!/bin/bash
# Goal: when the browser is killed, what there was until then is kept as what
# it is, and the next stages refuse it; when the disk is full, the tool says so
# and leaves nothing half.
. tests/harness/lib.sh
. tests/20-fetch/fetch.sh
. tests/20-fetch/feeds.sh

need strace
mkdir "$T/page"
virtual_feed "$T/page/index.html" padding
serve "$T/page"
order "http://127.0.0.1:$PORT/"

# browser PID: the browser that the tool started.
browser()
{
	local p
	for p in $(pgrep -P "$1" || :); do
		tr '\0' '\n' <"/proc/$p/cmdline" 2>/dev/null |
		    grep -q -- --remote-debugging-pipe && echo "$p"
	done
	:
}

# Kill it while the pictures are taken.
TMPDIR=$T "$B/bevara-fetch" -C "$T/site" "$JOB" >"$T/out" 2>"$T/err" &
tool=$!
for ((i = 0; i < 600; i++)); do
	ls "$JOB"/capture.part-*/slice-0003.png >/dev/null 2>&1 && break
	sleep 0.1
done
found=$(browser $tool)
[ -n "$found" ] || fail_test "no browser: $(cat "$T/err")"
start=$SECONDS
kill -KILL $found
got=0
wait $tool || got=$?
[ $((SECONDS - start)) -lt 20 ] || fail_test "took $((SECONDS - start)) s"
equal "$got" 75
equal "$(value verdict/@value)" error
sign page-trouble error
xsd_ok 20-fetch.capture.xsd "$CAPTURE"
[ "$(value "file[@name='slice-0003.png']/@size")" -gt 0 ] ||
    fail_test 'what there was is not kept'
status 75 "$B/bevara" render -C "$T/site" "$JOB"
[ ! -e "$JOB/document" ] || fail_test 'a document was made of it'
equal "$(find "$JOB" "$T" -name '*.part-*' -o -name 'bevara-fetch.*')" ''

# full NAME CALL: no room when a file of that name is written.
full()
{
	local got=0
	rm -rf "$JOB/capture" "$JOB/rejected"
	TMPDIR=$T timeout 120 strace -qq -o "$T/trace" -e trace="$2" \
	    -e inject="$2:error=ENOSPC:when=$3+" \
	    "$B/bevara-fetch" -C "$T/site" "$JOB" >"$T/out" 2>"$T/err" || got=$?
	grep -q ENOSPC "$T/trace" || fail_test "$1: nothing failed"
	equal "$got" 73
	has "$T/err" 'No space left'
	[ ! -e "$JOB/capture" ] || fail_test "$1: a half capture"
	equal "$(find "$JOB" "$T" -name '*.part-*' -o \
	    -name 'bevara-fetch.*')" ''
}
full 'a picture' fsync 3
full 'the end' fsync 20
