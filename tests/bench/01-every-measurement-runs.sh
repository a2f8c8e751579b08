#!/bin/bash
# Every measurement of `make bench` works and gives a figure for each of its
# bounds; tiny sizes, so the figures mean nothing here.

. tests/harness/lib.sh

must tests/bench/run.sh --quick
has "$T/out" ' processors, '
grep -P '^[^\t]+\t[0-9.e+-]+\t(at least|at most) [0-9.]+\t(met|not met)$' \
    "$T/out" >"$T/lines" || fail_test 'no figures'
count()
{
	equal "$(grep -c "^$1" "$T/lines")" "$2"
}
count 'render: ' 4
count 'fetch: ' 1
count 'describe + place: ' 1
count 'verify (.*): ' 4
count 'verify --deep: ' 1
count 'log: ' 4
count 'catalogue: ' 2

# What does not work is not passed over.
status 1 env BUILD="$T/no-build" \
    tests/bench/run.sh --quick verify
has "$T/err" "'verify' did not work"
