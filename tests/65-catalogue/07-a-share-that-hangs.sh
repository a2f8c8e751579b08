#!/bin/bash
# Goal: a share that hangs is given up after the time that was given, with 75;
# the catalogue is as it was or as it will be, and the next run makes it.
. tests/harness/lib.sh
. tests/65-catalogue/catalogue.sh
need strace

# hung HANG: it hangs, and is given up in time; $look is for strace.
hung()
{
	local start=$SECONDS
	status 75 strace -f -qq -o "$T/trace" "${look[@]}" \
	    -e "inject=$1" "$B/bevara-catalogue" -C "$T/site" --wait 2
	[ $((SECONDS - start)) -lt 25 ] || fail_test "waited too long: $1"
	has "$T/err" "the archive share of the site '$T/site' has not answered"
	equal "$(cat "$T/out")" ''
}

make_share 5
look=(-P "$S" -e trace=openat)
hung openat:signal=STOP
[ ! -e "$S/index.html" ] || fail_test 'a catalogue'
look=(-e trace=rename,renameat,renameat2)
hung rename,renameat,renameat2:signal=STOP:when=3
[ ! -e "$S/index.html" ] || fail_test 'half a catalogue'
catalogue 0
equal "$(cut -f 2 "$T/out")" '5 records'
sha256sum "$S/index.html" >"$T/before"
make_share 7 start=5
hung rename,renameat,renameat2:signal=STOP:when=2
must sha256sum -c "$T/before"
catalogue 0
equal "$(cut -f 2- "$T/out" | cut -f 1)" '7 records'
equal "$(find "$S" -name '*.part-*')" ''
status 64 "$B/bevara-catalogue" -C "$T/site" --wait soon
has "$T/err" "--wait 'soon'"
