#!/bin/bash
# Killed at any system call, a run leaves the package absent or whole under its
# name, never half; a plain rerun then ends in the very same share.

. tests/50-place/traced.sh

points=0 absent=0

# killed_at CALL N: 0 if the run was killed there, 1 if it never came so far.
killed_at()
{
	local end=0
	not_placed
	# A shell between, so that the word "Killed" is not ours.
	bash -c 'ulimit -c 0; "$@"; exit $?' killed \
	    strace -qq -o "$T/trace" -e "trace=$1" \
	    -e "inject=$1:signal=KILL:when=$2" \
	    "$B/bevara-place" -C "$T/site" "$T/job" \
	    >"$T/out" 2>"$T/err" || end=$?
	[ "$end" != 0 ] || return 1
	[ "$end" = 137 ] || fail_test "$1 $2: ended with $end"
	points=$((points + 1))
	whole_or_absent "$S/2026-H2" $ID "$T/job/package/$ID.sha256"
	[ -e "$S/2026-H2/$ID" ] || absent=$((absent + 1))
	# A list or receipt that is there speaks the truth.
	if [ -e "$S/2026-H2/$ID.sha256" ]; then
		(cd "$S/2026-H2" && must sha256sum --quiet -c $ID.sha256)
	fi
	[ ! -e "$T/job/receipt.xml" ] ||
	    [ -e "$S/2026-H2/$ID.sha256" ] || fail_test 'a false receipt'
	must "$B/bevara-place" -C "$T/site" "$T/job"
	whole_share "$1 $2"
	xsd_ok 50-place.receipt.xsd "$T/job/receipt.xml"
}

# Every call that changes something; of the others some.
for call in mkdirat write copy_file_range fsync renameat2 rename fchmod \
    flock fadvise64 getrandom; do
	for ((n = 1; ; n++)); do
		killed_at $call $n || break
	done
	[ $n -gt 1 ] || [ $call = fchmod ] || fail_test "never called: $call"
done
for call in openat close getdents64; do
	for ((n = 2; ; n += 7)); do
		killed_at $call $n || break
	done
done

echo "$points points; at $absent of them the package was absent"
[ "$points" -ge 100 ] || fail_test "only $points points"
[ "$absent" -ge 20 ] && [ "$absent" -lt "$points" ] ||
    fail_test 'the commit was never passed'
