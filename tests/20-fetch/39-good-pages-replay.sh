#!/bin/bash
# Goal: what was captured of every good page is enough to show it again: with
# the server gone, pywb's replay of the WARC looks the same in at least 99.5 %
# of the pixel rows.  Not asked of good-cookies-frame, whose frame tells its page
# of the answer by postMessage(), which does not come through pywb's rewriting;
# nor of good-video, which looks otherwise at every moment.  PAGES: only these.
. tests/harness/lib.sh
. tests/20-fetch/awkward.sh
. tests/harness/replay.sh

# capture_of NAME: the folder of its newest capture.
capture_of()
{
	ls -d "$T"/site/arbete/*/"$1"/capture | tail -n 1
}

pages=${PAGES:-$(cd $AWKWARD && ls good-*.html | sed 's/\.html$//' |
    grep -vx -e good-cookies-frame -e good-video)}
awkward $pages
kill "$SERVER"
wait "$SERVER" || :
for page in $pages; do
	warc=$(capture_of "$page")/capture.warc.gz
	warcio_ok "$warc"
	jwarc_ok "$warc"
	replay_add "$page" "$warc"
done
replay_serve
cp "$T/site/bevara.xml" "$T/bevara.xml"
for page in $pages; do
	add_account "$T/site" "igen-$page" "$page" \
	    "$replay$page/2099/http://127.0.0.1:$PORT/$page.html" \
	    'Exempelköpings kommun'
done
must "$B/bevara" register order -C "$T/site"
wrong=
for page in $pages; do
	job=$(ls -d "$T"/site/arbete/*/"igen-$page")
	TMPDIR=$T "$B/bevara" fetch -C "$T/site" "$job" >"$T/out" \
	    2>"$T/err" || :
	same_rows "$page" "$(capture_of "$page")" \
	    "$job/capture" 995 || wrong="$wrong $page"
done
[ -z "$wrong" ] || fail_test "not the same in replay:$wrong"
