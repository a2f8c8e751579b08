#!/bin/bash
# run.sh SECONDS [X...] - fuzz each target, or those named, for so long.
#
# Works on a copy of the corpus, the samples that fit, and words from them as
# a dictionary, in $BUILD/corpus/X (default BUILD: build/fuzz), where new
# inputs gather.  A crash, leak, error or input slower than 10 s lies in
# $BUILD/found/X-... afterwards: give it a telling name in tests/fuzz/corpus/X.
# Ends with 1 if anything was found.

set -u
cd "$(dirname "$0")/../.." || exit 1
BUILD=${BUILD:-build/fuzz}
seconds=${1:?seconds for each target}
shift
export ASAN_OPTIONS=detect_leaks=1:detect_stack_use_after_return=1
export UBSAN_OPTIONS=print_stacktrace=1

if [ $# = 0 ]; then
	for file in tests/fuzz/fuzz_*.c; do
		file=${file##*/fuzz_}
		set -- "$@" "${file%.c}"
	done
fi

# words DIR: what stands in its files, as a dictionary.
words()
{
	find "$1" -type f -size -64k \
	    -exec grep -ahoE '[A-Za-z][A-Za-z0-9.:-]{2,40}' {} + | sort |
	    uniq -c | sort -rn | head -n 300 | awk '{ print "\"" $2 "\"" }'
}

found=0
mkdir -p "$BUILD/found" || exit 73
for x; do
	corpus=$BUILD/corpus/$x
	mkdir -p "$corpus" || exit 73
	cp tests/fuzz/corpus/"$x"/* samples/site/"$x".xml \
	    samples/broken/*"$x"*.xml "$corpus" 2>/dev/null
	words "$corpus" >"$BUILD/$x.dict"
	if nice -n 10 "$BUILD/tests/fuzz/fuzz_$x" -max_total_time="$seconds" \
	    -timeout=10 -rss_limit_mb=1500 -max_len=65536 -print_final_stats=1 \
	    -dict="$BUILD/$x.dict" -artifact_prefix="$BUILD/found/$x-" \
	    "$corpus" >"$BUILD/$x.log" 2>&1 </dev/null; then
		echo "ok fuzz_$x:" "$(sed -n \
		    's/^stat::number_of_executed_units: *//p' \
		    "$BUILD/$x.log") executions"
	else
		found=1
		echo "not ok fuzz_$x: see $BUILD/$x.log"
	fi
done
exit $found
