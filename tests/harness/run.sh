#!/bin/bash
# run.sh [--units] [TEST...] - run the tests that are built, or those named.
#
# Prints one line per test with its seconds, and on failure what it printed;
# last 'N passed, N failed'.  A unit test counts once per claim, a shell test
# once.  Ends with 1 if anything failed or if nothing ran.  --units runs only
# the unit tests.  BUILD names the build folder (default build).

set -u
cd "$(dirname "$0")/../.." || exit 1
BUILD=${BUILD:-build}
LIMIT=${LIMIT:-600}	# seconds for one test
export BUILD
leaks=detect_leaks=1:detect_stack_use_after_return=1
export ASAN_OPTIONS=${ASAN_OPTIONS-$leaks}
export UBSAN_OPTIONS=${UBSAN_OPTIONS-print_stacktrace=1}

passed=0 failed=0
log=$(mktemp) || exit 1
trap 'rm -f "$log"' EXIT
trap 'exit 130' INT TERM

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
	passed=$((passed + good))
	failed=$((failed + bad))
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
		passed=$((passed + 1))
		report ok "$1"
	else
		failed=$((failed + 1))
		echo "ended with status $status" >>"$log"
		report FAIL "$1"
	fi
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
for test in "${tests[@]}"; do
	case $test in
	/*.sh)	shell "$test" ;;
	*.sh)	shell "./${test#./}" ;;
	/*)	unit "$test" ;;
	*)	unit "./${test#./}" ;;
	esac
done

echo "$passed passed, $failed failed"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
