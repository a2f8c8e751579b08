#!/bin/bash
# The share goes away while the list is signed, the entry made and its proof
# written, or says that a folder is gone that was just made: 75, no false
# receipt and a job that waits; the next run completes it, with one entry in
# the log.

. tests/50-place/traced.sh

points=0

# gone_at CALL N: the host is down at the Nth such call; 1 if there is none.
# Where the work folder's own call failed too, the job cannot say that it waits.
gone_at()
{
	local end=0
	not_placed
	traced "$1" "$1:error=EHOSTDOWN:when=$2" "$T/job" \
	    >"$T/out" 2>"$T/err" || end=$?
	grep -q INJECTED "$T/trace" || return 1
	points=$((points + 1))
	if [ "$end" = 0 ]; then	# it could do without
		whole_share "$1 $2: OK"
		return
	fi
	[ "$end" = 75 ] || grep -q 'cannot note the entry' "$T/err" ||
	    fail_test "$1 $2: ended with $end: $(cat "$T/err")"
	# It speaks the truth: then only what follows it was cut.
	[ ! -e "$T/job/receipt.xml" ] || whole_share "$1 $2: a receipt"
	[ "$(grep -c INJECTED "$T/trace")" -gt 1 ] ||
	    [ -e "$T/job/waiting.xml" ] || fail_test "$1 $2: nothing waits"
	[ ! -s "$T/out" ] || fail_test "$1 $2: a false OK"
	must "$B/bevara-place" -C "$T/site" "$T/job"
	whole_share "$1 $2"
	[ ! -e "$T/job/waiting.xml" ] || fail_test "$1 $2: it waits still"
}

for call in fsync renameat renameat2; do
	for ((n = 1; ; n += 5)); do
		gone_at $call $n || break
	done
done

# What was written is looked at, and a folder of it is said to be gone.
not_placed
strace -f -qq -y -o "$T/trace" -e trace=getdents64 "$B/bevara-place" \
    -C "$T/site" "$T/job" >"$T/out" 2>"$T/err" || fail_test "$(cat "$T/err")"
n=$(awk '{ n[$1]++ } /\.part-.*warc>/ { print n[$1]; exit }' "$T/trace")
not_placed
status 75 traced getdents64 "getdents64:error=ENOENT:when=$n" "$T/job"
has "$T/err" 'the share lost what was being written'
[ -e "$T/job/waiting.xml" ] || fail_test 'nothing waits'
must "$B/bevara-place" -C "$T/site" "$T/job"
whole_share 'a folder that was gone'

echo "$points points"
[ "$points" -ge 12 ] || fail_test 'too few points'
