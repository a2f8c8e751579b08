#!/bin/bash
# A share that hangs is given up after the time that was given, with 75, and
# the job says that it waits; the child that hung ends with its run, and the
# next run places the package.  A share that is only slow is waited for.

. tests/50-place/traced.sh

# hung CALL N ARGUMENT...: the child stops for good at the Nth such call.
hung()
{
	local call=$1 n=$2
	shift 2
	strace -f -qq -o "$T/trace" -e "trace=$call" \
	    -e "inject=$call:signal=STOP:when=$n" \
	    "$B/bevara-place" -C "$T/site" "$@" "$T/job"
}

# The copy, the sync, the commit.
for what in copy_file_range:1 fsync:12 renameat2:1; do
	not_placed
	start=$SECONDS
	status 75 hung "${what%:*}" "${what#*:}" --wait 1
	[ $((SECONDS - start)) -lt 10 ] || fail_test "waited too long: $what"
	has "$T/err" "the archive share '$S' has not answered for 1 seconds"
	xsd_ok 50-place.waiting.xsd "$T/job/waiting.xml"
	has "$T/job/waiting.xml" 'has not answered for 1 seconds'
	[ ! -e "$T/job/receipt.xml" ] || fail_test 'a false receipt'
	whole_or_absent "$S/2026-H2" $ID "$T/job/package/$ID.sha256"
	must "$B/bevara-place" -C "$T/site" "$T/job"
	whole_share "$what"
	[ ! -e "$T/job/waiting.xml" ] || fail_test "it still waits: $what"
done

# Slow, and never silent for so long: each of nine syncs takes 0.4 s.
not_placed
must strace -f -qq -o "$T/trace" -e trace=fsync \
    -e inject=fsync:delay_enter=400000:when=2..10 \
    "$B/bevara-place" -C "$T/site" --wait 2 "$T/job"
whole_share slow

# The run is killed while its child hangs: the child is gone too, and the
# package is not there.
not_placed
hung copy_file_range 1 >"$T/out" 2>"$T/err" &
hung=$!
for ((i = 0; i < 100; i++)); do
	grep -qs 'stopped by SIGSTOP' "$T/trace" && break
	sleep 0.05
done
child=$(sed -n 's/ *--- stopped by SIGSTOP ---//p' "$T/trace")
parent=$(awk '$1 == "PPid:" { print $2 }' "/proc/$child/status")
kill -KILL "$parent"
for ((i = 0; i < 100; i++)); do
	alive "$child" || break
	sleep 0.05
done
! alive "$child" || fail_test 'the child lives on'
wait $hung || :
[ ! -e "$S/2026-H2/$ID" ] || fail_test 'it was placed'
must "$B/bevara-place" -C "$T/site" "$T/job"
whole_share 'the run was killed'

status 64 "$B/bevara-place" -C "$T/site" --wait soon "$T/job"
has "$T/err" "--wait 'soon'"
