#!/bin/bash
# Five real pages of iana.org, replayed on loopback, become records: PDFs, tall
# and on A4, that pass all three profiles and hold the words in their places;
# pictures that are the slices bit by bit; packages without an error.
. tests/harness/lib.sh
. tests/flow/flow.sh
. tests/flow/odd.sh

serve_iana
make_site
only_account "$T/site" facebook-exempelkoping
set_account "$T/site" facebook-exempelkoping adress "$IANA/"
set_account "$T/site" facebook-exempelkoping ord IANA
add_account "$T/site" webb-domains 'Domäner' "$IANA/domains" Domain
add_account "$T/site" webb-numbers 'Nummer' "$IANA/numbers" Number
add_account "$T/site" webb-protocols 'Protokoll' "$IANA/protocols" Protocol
add_account "$T/site" webb-about 'Om IANA' "$IANA/about" IANA
must "$B/bevara" run -C "$T/site"
equal "$(grep -c "$(printf '\tgood\tarchived\t')" "$T/out")" 5
cp "$T/out" "$T/run"
share_is_whole 5

while IFS=$(printf '\t') read -r account _ _ pdf; do
	package=$(find "$T/site/arkiv" -mindepth 2 -maxdepth 2 -type d \
	    -name "${account}_*")
	same_file "$pdf" "$package/representations/pdfa/data/document.pdf"
	warcio_ok "$package/representations/warc/data/capture.warc.gz"
	jwarc_ok "$package/representations/warc/data/capture.warc.gz"
done <"$T/run"

jobs=("$T"/site/arbete/*/webb-* "$T"/site/arbete/*/facebook-*)
on_a4 "${jobs[@]}"
for job in "${jobs[@]}"; do
	words_in_place "$job"
	pictures_are_slices "$job"
done
odd_passes "${jobs[@]}"
list_passed
