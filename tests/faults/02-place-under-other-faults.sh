#!/bin/bash
# Memory that runs out at any request, calls that only read, limits and a full
# standard output: place is whole or says why not, leaks nothing to the share,
# and a plain rerun ends in the very same share.

. tests/50-place/traced.sh

points=0 refused=0 crashed=0

# after STATUS WHAT: what a faulty run may leave, and the rerun.
after()
{
	local left
	points=$((points + 1))
	if [ "$1" = 0 ]; then
		same_share "$T/reference" ||
		    fail_test "$2: success without a whole share"
		xsd_ok 50-place.receipt.xsd "$T/job/receipt.xml"
		return
	fi
	refused=$((refused + 1))
	case $1:$2 in
	13[49]:memory*)
		# libxml2 2.9 crashes on its way to the schemas' rules.
		crashed=$((crashed + 1))
		find "$S" "$T/job" -name '*.part-*' -exec rm -rf {} +
		echo crashed >"$T/err" ;;
	esac
	[ -s "$T/err" ] || fail_test "$2: $1 without a word"
	case $1 in
	134 | 139 | 6[459] | 7[34589])	;;
	*)	fail_test "$2: ended with $1: $(cat "$T/err")" ;;
	esac
	left=$(find "$S" "$T/job" -name '*.part-*')
	[ -z "$left" ] || fail_test "$2: left over: $left"
	whole_or_absent "$S/2026-H2" $ID "$T/job/package/$ID.sha256"
	must "$B/bevara-place" -C "$T/site" "$T/job"
	whole_share "$2"
	[ ! -e "$T/job/waiting.xml" ] || fail_test "$2: it still waits"
}

# every CALL ERROR: each such call, in whichever process.
every()
{
	local n end
	for ((n = 1; ; n++)); do
		not_placed
		end=0
		traced "$1" "$1:error=$2:when=$n" "$T/job" \
		    >"$T/out" 2>"$T/err" || end=$?
		grep -q INJECTED "$T/trace" || break
		[ "$end" != 127 ] || continue	# the loader failed
		after $end "$1 $2 $n"
	done
	[ "$n" -gt 1 ] || fail_test "never called: $1"
}

# Limits.
for ((n = 3; n < 20; n++)); do
	not_placed
	end=0
	prlimit --nofile=$n "$B/bevara-place" -C "$T/site" "$T/job" \
	    >"$T/out" 2>"$T/err" || end=$?
	[ "$end" != 127 ] || continue
	after $end "nofile $n"
done
for n in 0 1 100 4096 300000; do
	not_placed
	end=0
	prlimit --fsize=$n "$B/bevara-place" -C "$T/site" "$T/job" \
	    >"$T/out" 2> >(cat >"$T/err") || end=$?
	sleep 0.1
	after $end "fsize $n"
done
not_placed
end=0
"$B/bevara-place" -C "$T/site" "$T/job" >/dev/full 2>"$T/err" || end=$?
[ "$end" = 74 ] || fail_test "a full standard output: $end"
after $end 'full standard output'

every openat EIO
every openat EMFILE
every openat EACCES
every read EIO
every close EIO
every getdents64 EIO
every newfstatat EIO
every flock ENOLCK
every getrandom EIO
every pipe2 EMFILE
every clone EAGAIN
every poll EINTR
every wait4 EINTR

# The memory: the N-th request fails, and no other; the child goes on counting.
# MEMORY_STEP=N takes each N-th only.
step=${MEMORY_STEP:-1} good=0
for ((n = step; good < 100; n += step)); do
	not_placed
	end=0
	env LD_PRELOAD="$B/faults/memory.so" MEMORY=$n \
	    "$B/bevara-place" -C "$T/site" "$T/job" \
	    >"$T/out" 2>"$T/err" || end=$?
	good=$([ $end != 0 ] || echo $((good + 1)))
	[ "$end" != 127 ] || continue	# the loader failed
	after $end "memory $n"
done
[ "$n" -gt 1000 ] || fail_test "only $n requests for memory"

echo "$points points: 0 torn, 0 false OK; $refused ended with an error" \
    "($crashed in a crash of libxml2)"
