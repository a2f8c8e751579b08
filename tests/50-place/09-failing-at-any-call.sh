#!/bin/bash
# When a system call fails, place says so with a status that is not 0, unless
# it could do without; nothing half and nothing temporary is left, and a plain
# rerun ends in the very same share.

. tests/50-place/traced.sh

points=0 refused=0

# fails_at CALL ERROR N: 0 if the call was made so often, 1 if not.
fails_at()
{
	local end=0 left
	not_placed
	strace -qq -o "$T/trace" -e "trace=$1" \
	    -e "inject=$1:error=$2:when=$3" \
	    "$B/bevara-place" -C "$T/site" "$T/job" \
	    >"$T/out" 2>"$T/err" || end=$?
	grep -q INJECTED "$T/trace" || return 1
	# The loader, or a sanitizer, failed: place was not reached.
	[ "$end" != 127 ] || return 0
	! grep -q 'LeakSanitizer does not work under ptrace' "$T/err" ||
	    return 0
	points=$((points + 1))
	if [ "$end" = 0 ]; then
		whole_share "$1 $2 $3: success"
		xsd_ok 50-place.receipt.xsd "$T/job/receipt.xml"
		return 0
	fi
	refused=$((refused + 1))
	[ -s "$T/err" ] || fail_test "$1 $2 $3: $end without a word"
	case $end in
	6[59] | 7[3458])	;;
	*)	fail_test "$1 $2 $3: ended with $end: $(cat "$T/err")" ;;
	esac
	left=$(find "$S" "$T/job" -name '*.part-*')
	[ -z "$left" ] || fail_test "$1 $2 $3: left over: $left"
	whole_or_absent "$S/2026-H2" $ID "$T/job/package/$ID.sha256"
	must "$B/bevara-place" -C "$T/site" "$T/job"
	whole_share "$1 $2 $3"
}

# every CALL ERROR [FIRST [STEP]]: at each time it is called.
every()
{
	local n
	for ((n = ${3:-1}; ; n += ${4:-1})); do
		fails_at "$1" "$2" "$n" || break
	done
	[ "$n" -gt "${3:-1}" ] || fail_test "never called: $1"
}

every mkdirat ENOSPC
every mkdirat EIO
every write ENOSPC
every copy_file_range ENOSPC
every copy_file_range EIO
every fsync EIO
every fsync ENOSPC
every renameat2 EIO
every rename EIO
# Calls that read, and those that the loader makes too, now and then.
every openat EIO 4 7
every openat EMFILE 5 7
every close EIO 6 7
every getdents64 EIO 1 5
every read EIO 5 5

# Had the kernel no copy of its own, place makes it by hand.
strace -qq -o "$T/trace" -e inject=copy_file_range:error=EXDEV \
    "$B/bevara-place" -C "$T/site" "$T/job" >"$T/out"
not_placed
must strace -qq -o "$T/trace" -e trace=copy_file_range \
    -e inject=copy_file_range:error=EXDEV \
    "$B/bevara-place" -C "$T/site" "$T/job"
has "$T/trace" INJECTED
whole_share 'copied by hand'

# Interrupted calls are made again, and a share that is busy is asked again.
for what in fsync:EINTR write:EINTR copy_file_range:EINTR renameat2:EACCES \
    renameat2:EBUSY; do
	not_placed
	must strace -qq -o "$T/trace" -e "trace=${what%:*}" \
	    -e "inject=${what%:*}:error=${what#*:}:when=1" \
	    "$B/bevara-place" -C "$T/site" "$T/job"
	has "$T/trace" INJECTED
	whole_share "$what"
done

echo "$points points; $refused ended with an error"
[ "$points" -ge 100 ] && [ "$refused" -ge 80 ] || fail_test 'too few points'
