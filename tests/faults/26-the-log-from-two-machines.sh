#!/bin/bash
# Two machines, as two mounts that know nothing of each other, append to one
# log on a real share at once: every entry is there once; each sees the
# other's lock; an append that is killed anywhere leaves the old log or the new
# one, and the other machine heals it.

[ "${UML:-}" = 1 ] ||
    exec "$(dirname "$0")/../harness/uml.sh" -t 900 "$0"
. tests/harness/lib.sh
. tests/harness/uml/share.sh

need strace
export ASAN_OPTIONS="${ASAN_OPTIONS:+$ASAN_OPTIONS:}detect_leaks=0"
NAME=exempel.example.org/arkivlogg
EACH=25
points=0 old=0
share_up 128
mkdir $SERVED/logg
share_mount "$T/one"
share_mount "$T/two" nosharesock

# ---- at once

must "$B/logger" new "$T/one/logg" "$T/key" $NAME
pids=
for tag in a1 a2 b1 b2; do
	case $tag in
	a*)	log=$T/one/logg ;;
	*)	log=$T/two/logg ;;
	esac
	"$B/logger" append "$log" "$T/key" $NAME $EACH $tag 1 \
	    >"$T/$tag.out" 2>"$T/$tag.err" &
	pids="$pids $!"
done
for pid in $pids; do
	wait $pid || fail_test "an append: $(cat "$T"/*.err)"
done
for log in "$T/one/logg" "$T/two/logg" $SERVED/logg; do
	must "$B/logger" audit "$log" "$T/key.vkey"
	equal "$(cat "$T/out")" "whole, $((4 * EACH)) entries"
done
sumdb_ok $SERVED/logg "$T/key.vkey"
must "$B/logger" list $SERVED/logg "$T/key.vkey"
sed 's/.* id //' "$T/out" >"$T/entries"
equal "$(sort -u "$T/entries" | wc -l)" $((4 * EACH))
echo "at once: $((4 * EACH)) entries from two machines, each once:" \
    $(cat "$T"/a1.out "$T"/b1.out)

# ---- killed anywhere; the other machine goes on

cp -a $SERVED/logg "$T/before"

# point CALL HOW N: 0 if the call was made so often, 1 if not.
point()
{
	local end=0
	find $SERVED/logg -mindepth 1 -delete
	cp -a "$T/before/." $SERVED/logg/
	bash -c 'ulimit -c 0; "$@"; exit $?' point strace -qq -o "$T/trace" \
	    -e "trace=$1" -e "inject=$1:$2:when=$3" \
	    "$B/logger" append "$T/one/logg" "$T/key" $NAME 2 $1$3 \
	    >"$T/out" 2>"$T/err" || end=$?
	grep -qE 'INJECTED|killed by SIGKILL' "$T/trace" || return 1
	[ "$end" != 127 ] || return 0
	must "$B/logger" audit "$T/two/logg" "$T/key.vkey" \
	    "$T/before/checkpoint"
	case $end/$(cat "$T/out") in
	*/"whole, $((4 * EACH + 2)) entries")	;;
	0/*)	fail_test "$1 $2 $3: done, and $(cat "$T/out")" ;;
	*/"whole, $((4 * EACH)) entries")	old=$((old + 1)) ;;
	*)	fail_test "$1 $2 $3: $(cat "$T/out")" ;;
	esac
	must "$B/logger" append "$T/two/logg" "$T/key" $NAME 1 after
	must "$B/logger" audit "$T/one/logg" "$T/key.vkey" \
	    "$T/before/checkpoint"
	points=$((points + 1))
}

for call in write fsync renameat unlinkat flock; do
	for how in signal=KILL error=EIO; do
		for ((n = 1; ; n++)); do
			point $call $how $n || break
		done
	done
done
sumdb_ok $SERVED/logg "$T/key.vkey"
echo "$points points on cifs: 0 torn, 0 false OK; at $old the old log"
[ $points -ge 25 ] && [ $old -gt 10 ] && [ $old -lt $points ] ||
    fail_test 'too few points'
