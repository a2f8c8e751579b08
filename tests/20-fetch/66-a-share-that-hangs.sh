#!/bin/bash
# A share that hangs is given up after the time that was given, with 75; what
# lies in Inkorg stays there, and is one capture when the next run has taken it.

. tests/harness/lib.sh
. tests/20-fetch/inlet.sh

need strace
inlet_site
here=$T/site/arkiv/Inkorg/$ACCOUNT
mkdir -p "$here"

# hung HANG: it hangs, and is given up in time; $look is for strace.
hung()
{
	local start=$SECONDS
	TMPDIR=$T status 75 strace -f -qq -o "$T/trace" "${look[@]}" \
	    -e "inject=$1" "$B/bevara-inlet" -C "$T/site" --drop --wait 5
	[ $((SECONDS - start)) -lt 40 ] || fail_test "waited too long: $1"
	has "$T/err" "the archive share of the site '$T/site' has not answered"
	equal "$(cat "$T/out")" ''
}

# Away at the start, and when the picture, whole by then, is to be moved.
cp $HANDED/rgb.png "$here/bild.png"
look=(-P "$T/site/arkiv" -e trace=openat)
hung openat:signal=STOP
before=$(jobs_made)
look=(-P "$here/mottaget" -e trace=mkdir)
hung mkdir:signal=STOP
same_file $HANDED/rgb.png "$here/bild.png"
after=$(jobs_made)
[ "$before" != "$after" ] || fail_test 'it hung too early'
TMPDIR=$T must "$B/bevara-inlet" -C "$T/site" --drop
equal "$(jobs_made)" "$after"
id=$(cut -f 3 "$T/out")
same_file $HANDED/rgb.png "$here/mottaget/$id/bild.png"
[ ! -e "$here/bild.png" ] || fail_test 'it lies there still'
equal "$(find "$T/site" -name '*.part-*')" ''

status 64 "$B/bevara-inlet" -C "$T/site" --drop --wait soon
has "$T/err" "--wait 'soon'"
