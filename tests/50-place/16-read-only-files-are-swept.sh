#!/bin/bash
# What is read-only on the share can still be swept and dropped, where the file
# system, as Windows does, removes no file that is marked so.

. tests/50-place/traced.sh

# leaving: a file of a dead run, in its folder.
leaving()
{
	mkdir -p "$S/2026-H2/$ID.part-abcdef"
	echo x >"$S/2026-H2/$ID.part-abcdef/$1"
	chmod 444 "$S/2026-H2/$ID.part-abcdef/$1"
}

# Which call removes it; the share refuses that one.
not_placed
leaving leftover
must strace -f -qq -o "$T/trace" -e trace=unlinkat \
    "$B/bevara-place" -C "$T/site" "$T/job"
n=$(awk '{ k[$1]++ } /"leftover"/ { print k[$1]; exit }' "$T/trace")
for error in EACCES EPERM; do
	leaving leftover
	must strace -f -qq -o "$T/trace" -e trace=unlinkat,fchmod \
	    -e "inject=unlinkat:error=$error:when=$n" \
	    "$B/bevara-place" -C "$T/site" "$T/job"
	grep -A1 '"leftover".*INJECTED' "$T/trace" |
	    grep -q 'fchmod(.*0644) *= 0' ||
	    fail_test "the mark was not taken off: $(cat "$T/trace")"
	equal "$(find "$S" -name '*.part-*')" ''
	whole_share "swept after $error"
done

# A link in its place is not followed to what it leads to.
echo x >"$T/outside"
chmod 400 "$T/outside"
mkdir -p "$S/2026-H2/$ID.part-abcdef"
ln -s "$T/outside" "$S/2026-H2/$ID.part-abcdef/leftover"
strace -f -qq -o "$T/trace" -e trace=unlinkat,fchmod \
    -e "inject=unlinkat:error=EACCES:when=$n" \
    "$B/bevara-place" -C "$T/site" "$T/job" >"$T/out" 2>"$T/err" || :
has "$T/trace" INJECTED
equal "$(stat -c %a "$T/outside")" 400
