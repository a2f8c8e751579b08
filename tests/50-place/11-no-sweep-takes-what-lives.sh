#!/bin/bash
# What another run is writing is never swept away, however long that run stops
# at any of its calls; and where a file system has no locks, so that it can be
# swept, that run says so and nothing half is ever there.

. tests/50-place/traced.sh

cp -a "$T/job" "$T/other"
swept=0 disturbed=0

# sweep [OPTION...]: a run on a copy of the job: it sweeps, stopping once in
# the middle, and cannot make a folder.
sweep()
{
	strace -f -qq -o "$T/sweep" -e trace=mkdirat,unlinkat \
	    -e inject=unlinkat:delay_enter=500000:when=2 \
	    -e inject=mkdirat:error=EIO "$@" "$B/bevara-place" \
	    -C "$T/site" "$T/other" >"$T/out.other" 2>"$T/err.other" || :
	swept=$((swept + 1))
}

# slow_at CALL N [OPTION...]: place while others sweep, with the Nth CALL put
# off; sets end, and is 1 if there is no such call.
slow_at()
{
	local call=$1 n=$2 pid
	shift 2
	end=0
	not_placed
	rm -f "$T/other/receipt.xml"
	strace -f -qq -o "$T/trace" -e "trace=$call" \
	    -e "inject=$call:delay_enter=400000:when=$n" "$@" \
	    "$B/bevara-place" -C "$T/site" "$T/job" \
	    >"$T/out" 2>"$T/err" &
	pid=$!
	while alive $pid; do
		sweep "$@"
	done
	wait $pid || end=$?
	made "$n"
}

for call in flock renameat2; do
	for ((n = 1; ; n++)); do
		slow_at $call $n || break
		[ "$end" = 0 ] ||
		    fail_test "$call $n: ended with $end: $(cat "$T/err")"
		must "$B/bevara-place" -C "$T/site" "$T/other"
		whole_share "$call $n"
	done
	[ $n -gt 1 ] || fail_test "never called: $call"
done
echo "$swept sweeps beside a living run"

for ((n = 1; ; n++)); do
	slow_at renameat2 $n -E "LD_PRELOAD=$B/faults/unlocked.so" \
	    -E UNLOCKED=.part-lock || break
	whole_or_absent "$S/2026-H2" $ID "$T/job/package/$ID.sha256"
	if [ "$end" = 0 ]; then
		[ -e "$S/2026-H2/$ID" ] || fail_test "$n: not true"
	else
		disturbed=$((disturbed + 1))
	fi
	must "$B/bevara-place" -C "$T/site" "$T/job"
	must "$B/bevara-place" -C "$T/site" "$T/other"
	whole_share "no locks, rename $n"
done
echo "$disturbed runs were disturbed where there are no locks"
[ $disturbed -gt 0 ] || fail_test 'the sweep was never there'
