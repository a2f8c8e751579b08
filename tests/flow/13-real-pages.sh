#!/bin/bash
# Real pages, of iana.org in 2014: each HTML page with status 200 of that WARC
# becomes a PDF that passes the three profiles, shows the slices bit by bit, and
# has at least 99 % of the words, 97 % of their boxes where they were.  Eight of
# them, or with FULL=1 all.
. tests/harness/lib.sh
. tests/flow/flow.sh
. tests/flow/odd.sh

python tests/harness/pages.py \
    "$JUDGES/venv/sample_archive/warcs/iana.warc.gz" >"$T/all"
[ "$(wc -l <"$T/all")" -ge 16 ] || fail_test "too few pages: $(cat "$T/all")"
if [ "${FULL:-0}" = 1 ]; then
	cp "$T/all" "$T/pages"
else	# the others are in 02, or as large as all these together
	grep -vE 'protocols|/root/db|/numbers|/about|/domains$' "$T/all" |
	    head -n 8 >"$T/pages"
fi
serve_iana
make_site
only_account "$T/site" facebook-exempelkoping
number=0
while IFS=$(printf '\t') read -r time address; do
	number=$((number + 1))
	add_account "$T/site" "webb-$number" "Sida $number" \
	    "${IANA%%/2014*}/$time/$address" IANA
done <"$T/pages"
run_jobs webb- "$number"

for job in "${jobs[@]}"; do
	sed -n 's/.*<title>\(.*\)<\/title>.*/\1/p' "$job/capture/capture.xml"
	words_in_place "$job"
	pictures_are_slices "$job"
done
odd_passes "${jobs[@]}"
list_passed
