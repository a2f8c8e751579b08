#!/bin/bash
# A share that hangs is given up after the time that was given, with 75, and
# nothing is said of what was found; a check goes on from its journal, and what
# waits for the log waits; a share that is only slow is waited for.

. tests/harness/lib.sh
. tests/harness/package.sh

need strace
plain_site
place_many 9
export ASAN_OPTIONS="${ASAN_OPTIONS:+$ASAN_OPTIONS:}detect_leaks=0"
J=$T/site/arbete/verify/whole.journal

# hung HANG TOOL ARGUMENT...: it hangs, and is given up in time; what strace is
# to look at is in $look.
hung()
{
	local start=$SECONDS hang=$1 tool=$2
	shift 2
	status 75 taskset -c 0 strace -f -qq -o "$T/trace" "${look[@]}" \
	    -e "inject=$hang" "$B/bevara-$tool" -C "$T/site" --wait 2 "$@"
	[ $((SECONDS - start)) -lt 30 ] || fail_test "$tool waited too long"
	has "$T/err" "the archive share of the site '$T/site' has not answered"
	has "$T/err" 'for 2 seconds'
	equal "$(cat "$T/out")" ''
}

# Away before anything is done.
look=(-P "$S" -e trace=openat)
for verb in stamp flush show 'prove x'; do
	mkdir -p "$T/site/arbete/logg"
	printf '%s\n' 'bevara-logg/1 leaving 0' 'bevara/1 accepted' \
	    'time 2026-11-23T12:00:00Z' 'id x' \
	    >"$T/site/arbete/logg/accepted-x.entry"
	hung openat:signal=STOP log $verb
	[ -f "$T/site/arbete/logg/accepted-x.entry" ] || fail_test 'it is lost'
done
size=$(log_size)
look=(-e trace=fsync)
hung fsync:signal=STOP:when=4 log flush
must "$B/bevara-log" -C "$T/site" flush
equal "$(log_size)" $((size + 1))
look=(-P "$S" -e trace=openat)
hung openat:signal=STOP verify
hung openat:signal=STOP verify --restore "$T/restored"

# In the middle of a check, with and without the whole process standing still.
look=(-e trace=getdents64,openat -e inject=openat:delay_enter=20000)
for how in signal=STOP delay_enter=15000000; do
	hung getdents64:$how:when=45 verify
	done=$(grep -c '^p' "$J")
	[ "$done" -gt 0 ] && [ "$done" -lt 9 ] ||
	    fail_test "$done packages in the journal"
	must "$B/bevara-verify" -C "$T/site"
	has "$T/err" "it had got to $done packages"
	has "$T/out" 'checked	9 packages	72 files'
	[ ! -e "$J" ] || fail_test 'the journal is still there'
done

# Slow, and not silent for so long.
must strace -f -qq -o "$T/trace" -e trace=getdents64 \
    -e inject=getdents64:delay_enter=1500000:when=1..4 \
    "$B/bevara-verify" -C "$T/site" --wait 4
has "$T/out" 'checked	9 packages	72 files'

for tool in verify 'log show'; do
	set -- $tool
	status 64 "$B/bevara-$1" -C "$T/site" --wait soon ${2-}
	has "$T/err" "--wait 'soon'"
done
