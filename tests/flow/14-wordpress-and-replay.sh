#!/bin/bash
# The front page of a real WordPress, and the sample page, become records; then
# their servers are stopped and pywb replays their WARCs: of the replays'
# pictures at least 99.9 % of the pixel rows are those of the slices.
. tests/harness/lib.sh
. tests/flow/flow.sh
. tests/flow/odd.sh
. tests/harness/replay.sh
need php

# ---- the pages as they are ----
blog=$(free_port)
folder=${TMPDIR:-/tmp}/bevara-wordpress.$$
background '[ -e "$folder/ready" ]' tests/harness/wordpress.sh "$folder" "$blog"
wordpress=$child
serve samples/plain-page/00-site
make_site
only_account "$T/site" facebook-exempelkoping
add_account "$T/site" webb-prov Provsidan "http://127.0.0.1:$PORT/" \
    'Exempelköpings kommun'
add_account "$T/site" webb-blogg Bloggen "http://127.0.0.1:$blog/" \
    'Exempelköpings kommun'
allow_address "$T/site" "127.0.0.1:$blog"

run_jobs webb- 2
for job in "${jobs[@]}"; do
	words_in_place "$job"
	pictures_are_slices "$job"
done
odd_passes "${jobs[@]}"
has "$(echo "$T"/site/arbete/*/webb-blogg)/capture/layout.xml" midsommartid

# ---- and as they are replayed, with nobody there any more ----
kill "$wordpress" "$SERVER"
wait "$wordpress" "$SERVER" || :
equal "$(pgrep -af "$folder/site")" ''
for page in prov blogg; do
	replay_add "$page" \
	    "$T"/site/arbete/*/webb-$page/capture/capture.warc.gz
done
replay_serve
add_account "$T/site" igen-prov Provsidan \
    "${replay}prov/2099/http://127.0.0.1:$PORT/" \
    'Exempelköpings kommun'
add_account "$T/site" igen-blogg Bloggen \
    "${replay}blogg/2099/http://127.0.0.1:$blog/" \
    'Exempelköpings kommun'
run_jobs igen- 2
for page in prov blogg; do
	same_rows "$page" "$(echo "$T"/site/arbete/*/webb-$page/capture)" \
	    "$(echo "$T"/site/arbete/*/igen-$page/capture)" 999 ||
	    fail_test "$page: too few rows are the same"
done
share_passes 4
list_passed
