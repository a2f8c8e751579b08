#!/bin/bash
# --max-duration: when the time is up verify ends cleanly, says how many
# packages were checked and how many not, and ends with 75, or with 1 if
# something is wrong; with time enough it makes no difference.  The next run
# goes on from there.

. tests/harness/lib.sh
. tests/harness/package.sh

need strace
need script
plain_site
place_many 9
export ASAN_OPTIONS="${ASAN_OPTIONS:+$ASAN_OPTIONS:}detect_leaks=0"

# slowly CMD...: every look into a folder takes 60 ms, so that one package
# takes nearly a second.
slowly()
{
	strace -f -qq -o "$T/trace" -e trace=getdents64 \
	    -e inject=getdents64:delay_enter=60000 "$@"
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

# report: the folder of the report that the last run has recorded.
report()
{
	echo "$S/$(sed -n 's/^recorded	\([^	]*\)	.*/\1/p' "$T/out")"
}

must "$B/bevara-verify" -C "$T/site" --no-report --max-duration 1h
cp "$T/out" "$T/whole"
must "$B/bevara-verify" -C "$T/site" --no-report
same_file "$T/out" "$T/whole"
hasnt "$T/out" unchecked

# What was checked is not checked again by the run after it, and one report
# tells of all.
status 75 slowly taskset -c 0 "$B/bevara-verify" -C "$T/site" --max-duration 3s
counts
has "$T/out" '	0 findings'
has "$T/err" "the time was up with $unchecked packages still to check"
hasnt "$T/out" recorded
[ ! -e "$S/protokoll" ] || fail_test 'a report of half a check'
must strace -f -qq -o "$T/trace" -e trace=openat \
    "$B/bevara-verify" -C "$T/site"
equal "$(grep -c '"premis.xml", O_RDONLY' "$T/trace")" "$unchecked"
has "$T/err" "going on with a check that was cut; it had got to $checked pack"
equal "$(tail -n 1 "$T/out")" "$(cat "$T/whole")"
equal "$(grep -c '<package ' "$(report)/rapport.xml")" 9
ls "$T/site/arbete/verify" >"$T/left"
hasnt "$T/left" journal

# The plain PDFs of packages that were not looked at are not called loose, and
# what is wrong counts for more than what is not known.  What the run that was
# cut found is in the report, even if it was put right since.
cp -a "$S/2026-H2" "$T/before"
for i in 1 2 3 4 5 6 7 8 9; do
	echo x >>"$S/2026-H2/prov-${i}_20261123T120000Z/METS.xml"
done
status 1 slowly taskset -c 0 "$B/bevara-verify" -C "$T/site" --max-duration 3s
counts
hasnt "$T/out" untracked
equal "$(grep -c '^changed	' "$T/out")" "$checked"
grep '^changed' "$T/out" >"$T/first"
# Whoever only looks does not care.
status 1 "$B/bevara-verify" -C "$T/site" --no-report
equal "$(grep -c '^changed	' "$T/out")" 9
rm -r "$S/2026-H2"
cp -a "$T/before" "$S/2026-H2"
status 1 "$B/bevara-verify" -C "$T/site"
grep '^changed' "$T/out" >"$T/again"
same_file "$T/first" "$T/again"
has "$T/out" 'checked	9 packages'
equal "$(grep -c '<finding kind="changed"' "$(report)/rapport.xml")" "$checked"

for no in 0s -1s s 5 1w 1hh '' '1 h' 99999999999999999999h; do
	status 64 "$B/bevara-verify" -C "$T/site" --max-duration "$no"
	has "$T/err" 'is no duration'
done

# On a terminal it is seen how far it is and how long it takes.
verify="'$B/bevara-verify' -C '$T/site' --max-duration 3s"
slowly script -qec "taskset -c 0 $verify" /dev/null \
    >"$T/screen" </dev/null || :
has "$T/screen" 'of 9 packages, about '
has "$T/screen" ' s left'
