#!/bin/bash
# A page of 1,000,000 pixels, and one of a single one: each becomes a PDF that
# passes the three profiles, whose pictures are the slices where the capture has
# them, with the words in place.
. tests/harness/lib.sh
. tests/flow/odd.sh

for case in high line; do
	must "$B/tests/30-render/test_capture" make $case "$T/$case"
	must "$B/bevara-render" "$T/$case"
	must "$B/bevara-render" --paper a4 "$T/$case"
	must python tests/flow/places.py "$T/$case/capture/capture.xml" \
	    "$T/$case/document/document.pdf"
done
boxes_in_place "$T/high"
equal "$(pdfinfo "$T/high/document/document.pdf" |
    sed -n 's/^Pages: *//p')" 50

# The first and the last picture, bit by bit.
slices=("$T"/high/capture/slice-*.png)
equal "${#slices[@]}" 250
for page in 1 50; do
	must pdfimages -png -f $page -l $page \
	    "$T/high/document/document.pdf" "$T/page-$page"
done
must "$B/pixels" "$T/page-1-000.png" "${slices[0]}"
last=$(find "$T" -maxdepth 1 -name 'page-50-*' | sort | tail -n 1)
must "$B/pixels" "$last" "${slices[249]}"
pdfs_pass "$T/high" "$T/line"
