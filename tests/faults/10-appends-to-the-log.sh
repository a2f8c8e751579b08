#!/bin/bash
# The log on a disk: an append that is killed, fails, or gets no memory at any
# request of it leaves the old log or the new one, and the next append heals.

. tests/harness/lib.sh

NAME=exempel.example.org/arkivlogg
LOG=$T/logg
points=0 refused=0

must env FULL=1 TMPDIR="${FAULTS_TMP:-/var/tmp}" \
    tests/00-core/02-an-append-cut-anywhere.sh
cat "$T/out"

mkdir "$T/before"
must "$B/logger" new "$T/before" "$T/key" $NAME
must "$B/logger" append "$T/before" "$T/key" $NAME 254

# Until sixty in a row went well: it asks for no more.
for ((n = 1, good = 0; good < 60; n++)); do
	rm -rf "$LOG"
	cp -a "$T/before" "$LOG"
	end=0
	LD_PRELOAD=$B/faults/memory.so MEMORY=$n "$B/logger" append \
	    "$LOG" "$T/key" $NAME 4 >"$T/out" 2>"$T/err" || end=$?
	must "$B/logger" audit "$LOG" "$T/key.vkey" "$T/before/checkpoint"
	case $end/$(cat "$T/out") in
	0/'whole, 258 entries')
		good=$((good + 1)) ;;
	74/'whole, 25'[48]' entries' | 75/'whole, 25'[48]' entries')
		good=0 refused=$((refused + 1)) ;;
	*)	fail_test "request $n: $end: $(cat "$T/out" "$T/err")" ;;
	esac
	points=$((points + 1))
	must "$B/logger" append "$LOG" "$T/key" $NAME 1 after
	must "$B/logger" audit "$LOG" "$T/key.vkey" "$T/before/checkpoint"
done
echo "$points requests for memory: 0 torn, 0 false OK, $refused refused"
[ $refused -ge 20 ] || fail_test 'too few were refused'
