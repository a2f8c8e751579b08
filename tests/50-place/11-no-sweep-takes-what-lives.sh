#!/bin/bash
# What another run is writing is never swept away, however long that run stops
# between making it and locking it, or between closing it and its rename.

. tests/50-place/traced.sh

cp -a "$T/job" "$T/other"
swept=0

# sweep: a run on a copy of the job: it sweeps, and cannot make a folder.
sweep()
{
	strace -f -qq -o "$T/sweep" -e trace=mkdirat \
	    -e inject=mkdirat:error=EIO "$B/bevara-place" -C "$T/site" \
	    "$T/other" >"$T/out.other" 2>"$T/err.other" || :
}

# slow_at CALL N: place while others sweep, with the Nth CALL put off; 1 if
# there is no such call.
slow_at()
{
	local pid end=0
	not_placed
	rm -f "$T/other/receipt.xml"
	traced "$1" "$1:delay_enter=400000:when=$2" "$T/job" \
	    >"$T/out" 2>"$T/err" &
	pid=$!
	while alive $pid; do
		sweep
		swept=$((swept + 1))
	done
	wait $pid || end=$?
	[ "$end" = 0 ] || fail_test "$1 $2: ended with $end: $(cat "$T/err")"
	made "$2" || return 1
	must "$B/bevara-place" -C "$T/site" "$T/other"
	whole_share "$1 $2"
}

for call in flock renameat2; do
	for ((n = 1; ; n++)); do
		slow_at $call $n || break
	done
	[ $n -gt 3 ] || fail_test "never called three times: $call"
done
echo "$swept sweeps"
