#!/bin/bash
# A page of 1,000,000 pixels with 90,000 tagged elements becomes a PDF, tall
# and on A4, that holds every word.  With FULL=1 veraPDF judges both by the
# three profiles, which takes some minutes.
. tests/harness/lib.sh
need pdftotext
need qpdf

must "$B/tests/30-render/test_capture" make million "$T/job"
for paper in tall a4; do
	must "$B/bevara-render" -p "$paper" "$T/job"
	pdf=$(cut -f2 "$T/out")
	must qpdf --show-npages "$pdf"
	pages=$(cat "$T/out")
	if [ "$paper" = tall ]; then
		equal "$pages" 50
	else
		[ "$pages" -ge 502 ] && [ "$pages" -lt 540 ] ||
		    fail_test "$pages pages of A4"
	fi
	must pdftotext "$pdf" "$T/text"
	# Every fourth is a picture: its words are not on the page.
	grep -o 'Rad [0-9]* av tjugotusen' "$T/text" | sort -u >"$T/found"
	equal "$(wc -l <"$T/found")" 15000
done
if [ "${FULL:-0}" = 1 ]; then
	need verapdf
	for profile in 1b 1a ua1; do
		must "$JUDGES/bin/verapdf" -f "$profile" --format text \
		    "$T/job/document/document.pdf" \
		    "$T/job/document-a4/document.pdf"
		equal "$(grep -c '^PASS' "$T/out")" 2
	done
fi
