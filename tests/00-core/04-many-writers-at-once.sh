#!/bin/bash
# Processes that append at once, one of them killed over and over, lose nothing
# that they said was done and enter nothing twice; who reads meanwhile always
# finds a whole log that continues the last one.

# In memory: many small files, and no power is cut here.
TMPDIR=${TMPDIR:-/dev/shm}
. tests/harness/lib.sh

NAME=exempel.example.org/arkivlogg
LOG=$T/logg
EACH=60

mkdir "$LOG"
must "$B/logger" new "$LOG" "$T/key" $NAME

# write TAG: EACH appends of one entry.
writer()
{
	"$B/logger" append "$LOG" "$T/key" $NAME $EACH "$1" 1 \
	    >"$T/$1.out" 2>"$T/$1.err"
}

# victim: appends of three, most of them killed; $T/done lists what was told
# to be done.
victim()
{
	local i
	for ((i = 0; i < 40; i++)); do
		if timeout -s KILL 0.0$((i % 9 + 1)) "$B/logger" append \
		    "$LOG" "$T/key" $NAME 3 "victim$i" >"$T/v.out" \
		    2>>"$T/v.err"; then
			echo "victim$i" >>"$T/done"
		else
			echo "victim$i" >>"$T/killed"
		fi
	done 2>/dev/null
}

# reader: until $T/stop is there.
reader()
{
	local n=0
	cp "$LOG/checkpoint" "$T/seen"
	while [ ! -e "$T/stop" ]; do
		cp "$LOG/checkpoint" "$T/newer"
		"$B/logger" audit "$LOG" "$T/key.vkey" "$T/seen" \
		    >"$T/r.out" 2>"$T/r.err" || return
		mv "$T/newer" "$T/seen"
		n=$((n + 1))
	done
	echo $n >"$T/read"
}

: >"$T/done"
: >"$T/killed"
reader &
reader=$!
writers=
for tag in a b c; do
	writer $tag &
	writers="$writers $!"
done
victim &
victim=$!
for pid in $writers; do
	wait $pid || fail_test "a writer failed: $(cat "$T"/?.err)"
done
wait $victim
: >"$T/stop"
wait $reader || fail_test "a reader: $(cat "$T/r.err")"

must "$B/logger" audit "$LOG" "$T/key.vkey" "$T/seen"
sumdb_ok "$LOG" "$T/key.vkey" "$T/seen"
must "$B/logger" list "$LOG" "$T/key.vkey"
sed 's/.* id //; s/ $//' "$T/out" >"$T/entries"
equal "$(sort "$T/entries" | uniq -d)" ''
for tag in a b c; do
	equal "$(grep -c "^$tag " "$T/entries")" $EACH
	grep "^$tag " "$T/entries" | cut -d ' ' -f 2 >"$T/order"
	sort -n "$T/order" | cmp - "$T/order" || fail_test "order of $tag"
done
while read -r tag; do
	equal "$(grep -c "^$tag " "$T/entries")" 3
done <"$T/done"
# Killed, an append has entered all of its entries or none.
while read -r tag; do
	case $(grep -c "^$tag " "$T/entries" || :) in
	0 | 3)	;;
	*)	fail_test "$tag was entered in part" ;;
	esac
done <"$T/killed"
echo "$(wc -l <"$T/entries") entries, $(wc -l <"$T/killed") killed," \
    "$(wc -l <"$T/done") not, read $(cat "$T/read") times"
[ -s "$T/killed" ] && [ "$(cat "$T/read")" -gt 3 ] ||
    fail_test 'nobody was killed, or nobody read'
