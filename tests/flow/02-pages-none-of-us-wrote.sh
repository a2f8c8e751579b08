#!/bin/bash
# Five real pages of iana.org, replayed on loopback, become records: PDFs that
# pass all three profiles and hold the words, packages without an error.
. tests/harness/lib.sh
. tests/flow/flow.sh
need pdftotext

with_verapdf
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
	# The judge's own reports, made of this very file by the run.
	for profile in 1a 1b ua1; do
		has "$package/documentation/verapdf-$profile.xml" \
		    'isCompliant="true"'
	done
	same_file "$pdf" "$package/representations/pdfa/data/document.pdf"
	eark_ok "$package"
	warcio_ok "$package/representations/warc/data/capture.warc.gz"
	jwarc_ok "$package/representations/warc/data/capture.warc.gz"
	pdftotext -enc UTF-8 "$pdf" "$T/text"
	tests/flow/words.sh "$package/documentation/layout.xml" "$T/text" 99 ||
	    fail_test "$account: under 99 % of the words are in the PDF"
done <"$T/run"
