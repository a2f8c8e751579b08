#!/bin/bash
# run.sh [--units] [TEST...] - run the tests that are built, or those named.
#
# Prints one line per test with its seconds, and on failure what it printed;
# last 'N passed, N failed'.  A unit test counts once per claim, a shell test
# once.  Ends with 1 if anything failed or if nothing ran.  As many tests run at
# a time as JOBS says (default: as there are processors, at most 4); a shell
# test with the line "# alone" has the machine for itself, after the others.
# --units runs only the unit tests.  BUILD names the build folder (default
# build).

set -u
cd "$(dirname "$0")/../.." || exit 1
BUILD=${BUILD:-build}
LIMIT=${LIMIT:-600}	# seconds for one test
export BUILD
leaks=detect_leaks=1:detect_stack_use_after_return=1
export ASAN_OPTIONS=${ASAN_OPTIONS-$leaks}
export UBSAN_OPTIONS=${UBSAN_OPTIONS-print_stacktrace=1}

JOBS=${JOBS:-$(nproc)}
[ "$JOBS" -le 4 ] || JOBS=4
room=$(mktemp -d) || exit 1
trap end EXIT
trap 'exit 130' INT TERM

# What still runs is told to end; timeout hands that on to the test.
end()
{
	local job
	for job in $(jobs -p); do
		pkill -TERM -P "$job" timeout
	done
	rm -rf "$room"
}

# one TEST: run it into $log; sets status and seconds.
one()
{
	local start=$EPOCHREALTIME end
	status=0
	timeout -k 10 "$LIMIT" "$1" >"$log" 2>&1 </dev/null || status=$?
	end=$EPOCHREALTIME
	[ "$status" = 124 ] && echo "stopped after $LIMIT seconds" >>"$log"
	seconds=$(((${end/./} - ${start/./}) / 100000))
	seconds=$((seconds / 10)).$((seconds % 10))
}

# count GOOD BAD: for the sum at the end.
count()
{
	echo "$1 $2" >"$log.count"
}

report()
{
	printf '%-4s %6s s  %s\n' "$1" "$seconds" "$2"
	[ "$1" = ok ] || sed 's/^/    /' "$log"
}

unit()
{
	local good bad
	one "$1"
	good=$(grep -c '^ok ' "$log")
	bad=$(grep -c '^not ok ' "$log")
	# A crash, a leak or an empty program is a failure of its own.
	if [ "$status" != 0 ] && [ "$bad" = 0 ]; then
		echo "ended with status $status" >>"$log"
		bad=1
	elif [ $((good + bad)) = 0 ]; then
		echo 'made no claim' >>"$log"
		bad=1
	fi
	count "$good" "$bad"
	if [ "$bad" = 0 ]; then
		report ok "$1 ($good claims)"
	else
		report FAIL "$1"
	fi
}

shell()
{
	one "$1"
	if [ "$status" = 0 ]; then
		count 1 0
		report ok "$1"
	else
		count 0 1
		echo "ended with status $status" >>"$log"
		report FAIL "$1"
	fi
}

# start NUMBER TEST: in the background; its lines are printed together.
start()
{
	local log=$room/$1 test=$2
	case $test in
	/*.sh)	set -- shell "$test" ;;
	*.sh)	set -- shell "./${test#./}" ;;
	/*)	set -- unit "$test" ;;
	*)	set -- unit "./${test#./}" ;;
	esac
	{ "$@" >"$log.report"; cat "$log.report"; } &
}

# run_all JOBS TEST...: so many at a time.
run_all()
{
	local jobs=$1 running=0 test
	shift
	for test; do
		if [ $running = "$jobs" ]; then
			wait -n
			running=$((running - 1))
		fi
		number=$((number + 1))
		start $number "$test"
		running=$((running + 1))
	done
	wait
}

# names: the tests to run, one a line; with operands only those.
names()
{
	if [ $# -gt 0 ]; then
		printf '%s\n' "$@"
		return
	fi
	# A program whose source is gone is not a test any more.
	for source in tests/[0-9]*/test_*.c; do
		[ -f "$source" ] && echo "$BUILD/${source%.c}"
	done
	for source in tests/fuzz/fuzz_*.c; do
		source=${source##*/fuzz_}
		echo "$BUILD/tests/fuzz/replay_${source%.c}"
	done
	[ "$units" = 1 ] && return
	for script in tests/arrows.sh tests/[0-9]*/[0-9]*-*.sh \
	    tests/flow/[0-9]*-*.sh tests/bench/[0-9]*-*.sh; do
		[ -f "$script" ] && echo "$script"
	done
}

units=0
if [ "${1:-}" = --units ]; then
	units=1
	shift
fi
mapfile -t tests < <(names "$@")
alone=() together=() number=0
for test in "${tests[@]}"; do
	if [ "${test%.sh}" != "$test" ] && grep -qsx '# alone' "$test"; then
		alone+=("$test")
	else
		together+=("$test")
	fi
done
run_all "$JOBS" "${together[@]}"
run_all 1 "${alone[@]}"

# A test that told no number was stopped, and has failed.
read -r passed failed < <(cat "$room"/*.count 2>/dev/null | awk '
    { good += $1; bad += $2 } END { print good + 0, bad + 0 }')
missing=$((number - $(find "$room" -name '*.count' | wc -l)))
echo "$passed passed, $((failed + missing)) failed"
[ "$failed" = 0 ] && [ $missing = 0 ] && [ "$passed" -gt 0 ]
