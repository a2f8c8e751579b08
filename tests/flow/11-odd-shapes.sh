#!/bin/bash
# Odd shapes: a table of 200 x 50, lists 40 deep and elements 500 deep, invalid
# addresses, pictures of all kinds, frames of other sites, a page one pixel
# high.  Each PDF passes the three profiles, shows the slices bit by bit, and
# has the words where they were.
. tests/harness/lib.sh
. tests/flow/flow.sh
. tests/flow/odd.sh

odd_run table deep addresses pictures frames low
for job in "${jobs[@]}"; do
	words_in_place "$job"
	pictures_are_slices "$job"
done
has "$(odd_job table)/capture/layout.xml" '>199.49<'	# the last cell is seen
L=$(odd_job deep)/capture/layout.xml
has "$L" '>500<'
equal "$(grep -c '<list>' "$L")" 40
odd_passes "${jobs[@]}"

# Only addresses that are some are links.
must qpdf --qdf --object-streams=disable \
    "$(odd_job addresses)/document/document.pdf" "$T/plain.pdf"
grep -a '/URI (' "$T/plain.pdf" >"$T/links"
for text in javascript: data: blob: file: about:; do
	hasnt "$T/links" "($text"
done
for text in 'https://xn--rksmrgs-5wao1o.example.org/%C3%A5?%C3%B6=%C3%A4' \
    'mailto:' 'tel:' 'https://www.example.org/utan'; do
	grep -aqF "$text" "$T/links" || grep -aqF "${text/https/http}" \
	    "$T/links" || fail_test "no link to '$text'"
done
list_passed
