#!/bin/bash
# Goal: an endless feed with pictures is there whole, or ends at a bound that
# the record states: in posts, pixels or seconds; and the tool's own memory
# does not grow with it.  FULL=1: the feed has 2,000 posts.
. tests/harness/lib.sh
. tests/20-fetch/fetch.sh
. tests/20-fetch/feeds.sh

N=300
[ "${FULL:-0}" = 1 ] && N=2000
mkdir "$T/page"
endless_feed "$T/page" $N
serve "$T/page"
order "http://127.0.0.1:$PORT/"
bounds()
{
	sed -i "s|<hojd>.*</hojd>|<hojd>$1</hojd>|
	    s|<sekunder>.*</sekunder>|<sekunder>$2</sekunder>|
	    s|<megabyte>.*</megabyte>|<megabyte>4000</megabyte>${3:-}|" \
	    "$T/site/bevara.xml"
}
bounds 2000000 3600
measured env TMPDIR="$T" "$B/bevara-fetch" -v -C "$T/site" "$JOB"
cat "$T/err"
equal "$got" 0
echo "$N posts, $(value page/@height) pixels: $took s, $peak MiB of its own"
hasnt "$CAPTURE" '<warning'
equal "$(value page/@scrollStop)" end
equal "$(value page/@posts)" $N
equal "$(value page/@scrolled)" ''
equal "$(value bounds/@height)" 2000000
equal "$(value bounds/@seconds)" 3600
L=$JOB/capture/layout.xml
equal "$(grep -c '<section role="article">' "$L")" $N
equal "$(grep -oE '>post[0-9]+slut<' "$L" | sort -u | wc -l)" $N
equal "$(grep -c '<picture ' "$L")" $N
grep -qF 'AddressSanitizer' "$B/bevara-fetch" || [ "$peak" -le 64 ] ||
    fail_test "took $peak MiB"

# The bound in posts.
rm -rf "$JOB"
bounds 100000 300 '<inlagg>40</inlagg>'
order "http://127.0.0.1:$PORT/"
fetch 0
equal "$(value page/@scrollStop)" posts
equal "$(value bounds/@posts)" 40
posts=$(value page/@posts)
[ "$posts" -ge 40 ] && [ "$posts" -lt 100 ] || fail_test "$posts posts"
equal "$(grep -c '<section role="article">' "$L")" "$posts"

# The bound in seconds: what there was then is whole, and is said to be a part.
rm -rf "$JOB"
endless_feed "$T/page" 100000
sed -i 's|<inlagg>40</inlagg>||' "$T/site/bevara.xml"
bounds 2000000 40
order "http://127.0.0.1:$PORT/"
start=$SECONDS
TMPDIR=$T "$B/bevara" fetch -C "$T/site" "$JOB" >"$T/out" 2>"$T/err" || :
[ $((SECONDS - start)) -lt 55 ] || fail_test "took $((SECONDS - start)) s"
equal "$(value page/@scrollStop)" time
equal "$(value verdict/@value)" truncated
equal "$(value bounds/@seconds)" 40
has "$CAPTURE" 'time was up'
equal "$(value page/@height)" "$(value layout/@height "$L")"
hasnt "$CAPTURE" page-trouble
