#!/bin/bash
# Goal: in a real browser axe-core finds nothing wrong with the contact sheet,
# wide or narrow, nothing is asked for, no script runs, and the Tab key reaches
# every command and every link.
. tests/harness/lib.sh
. tests/25-review/review.sh
need axe

put_job a-bra good
put_job b-vagg login-wall '&lt;script&gt;alert(1)&lt;/script&gt;'
put_job c-omtag login-wall
must "$B/bevara" retake -C "$T/site" "$JOB" --by '"><script>alert(2)</script>'
must "$B/bevara" review -C "$T/site" --period 2026-H2
sheet=$W/granskning.html

for width in 1366 400; do
	lib_judge "$JUDGES/bin/axe" "$sheet" $width "$T/$width.png"
	has "$T/judge" 'passed'
	for bad in violation wide request dialog; do
		! grep "^$bad	" "$T/judge" >&2 || fail_test "$bad at $width"
	done
	grep '^focus	textarea	' "$T/judge" | cut -f 3 >"$T/reached"
	xmllint --nonet --xpath "//*[local-name()='textarea']/@id" "$sheet" |
	    sed 's/.*id="\([^"]*\)".*/\1/' >"$T/there"
	[ "$(wc -l <"$T/there")" -ge 6 ] || fail_test 'too few commands'
	same_file "$T/reached" "$T/there"
	equal "$(grep -c '^focus	a	' "$T/judge")" \
	    "$(of 'count(//@@a)' "$sheet")"
	equal "$(grep -m 1 '^focus' "$T/judge")" \
	    'focus	a		Hoppa till kontona'
	file "$T/$width.png" | grep -q 'PNG image' || fail_test 'no picture'
done

# The judge does find what is wrong.
sed 's/ alt="[^"]*"//; s/<label /<span /; s|</label>|</span>|' "$sheet" \
    >"$T/bad.html"
status 1 "$JUDGES/bin/axe" "$T/bad.html" 1366
has "$T/out" 'violation	image-alt'
has "$T/out" 'violation	label'
