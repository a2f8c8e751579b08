#!/bin/bash
# --max-duration: when the time is up verify ends cleanly, says how many
# packages were checked and how many not, and ends with 75, or with 1 if
# something is wrong; with time enough it makes no difference.

. tests/harness/lib.sh
. tests/harness/package.sh

need strace
need script
plain_site
place_many 9
export ASAN_OPTIONS="${ASAN_OPTIONS:+$ASAN_OPTIONS:}detect_leaks=0"

# slowly CMD...: every close takes 40 ms, so that one package takes nearly
# a second.
slowly()
{
	strace -f -qq -o "$T/trace" -e trace=close \
	    -e inject=close:delay_enter=40000 "$@"
}

# counts: what the last two lines say, $checked and $unchecked.
counts()
{
	checked=$(sed -n 's/^checked	\([0-9]*\) packages	.*/\1/p' \
	    "$T/out")
	unchecked=$(sed -n \
	    's/^unchecked	\([0-9]*\) packages	the time was up$/\1/p' \
	    "$T/out")
	[ "$checked" -gt 0 ] && [ "$unchecked" -gt 0 ] ||
	    fail_test "checked '$checked', not checked '$unchecked'"
	equal $((checked + unchecked)) 9
}

must "$B/bevara-verify" -C "$T/site" --max-duration 1h
cp "$T/out" "$T/whole"
must "$B/bevara-verify" -C "$T/site"
same_file "$T/out" "$T/whole"
hasnt "$T/out" unchecked

status 75 slowly taskset -c 0 "$B/bevara-verify" -C "$T/site" --max-duration 2s
counts
has "$T/out" '	0 findings'
has "$T/err" "the time was up with $unchecked packages still to check"

# The plain PDFs of packages that were not looked at are not called loose, and
# what is wrong counts for more than what is not known.
for i in 1 2 3 4 5 6 7 8 9; do
	echo x >>"$S/2026-H2/prov-${i}_20261123T120000Z/METS.xml"
done
status 1 slowly taskset -c 0 "$B/bevara-verify" -C "$T/site" --max-duration 2s
counts
hasnt "$T/out" untracked
equal "$(grep -c '^changed	' "$T/out")" "$checked"

# Not always the same ones, so that short runs get to all in the end.
for ((n = 0; n < 5; n++)); do
	status 1 slowly taskset -c 0 "$B/bevara-verify" -C "$T/site" \
	    --max-duration 1s
	grep '^changed' "$T/out" | head -n 1 >>"$T/firsts"
done
[ "$(sort -u "$T/firsts" | wc -l)" -gt 1 ] || {
	cat "$T/firsts" >&2
	fail_test 'begins with the same package each time'
}

for no in 0s -1s s 5 1w 1hh '' '1 h' 99999999999999999999h; do
	status 64 "$B/bevara-verify" -C "$T/site" --max-duration "$no"
	has "$T/err" 'is no duration'
done

# On a terminal it is seen how far it is and how long it takes.
verify="'$B/bevara-verify' -C '$T/site' --max-duration 2s"
slowly script -qec "taskset -c 0 $verify" /dev/null \
    >"$T/screen" </dev/null || :
has "$T/screen" 'of 9 packages, about '
has "$T/screen" ' s left'
