#!/bin/bash
# Odd sizes: 60,000 pixels; 9,600 paragraphs where a page of PDF/A-1 holds
# 8,191 of anything; 5,000 links.  Each PDF passes the three profiles, shows the
# slices bit by bit, and has the words where they were.
. tests/harness/lib.sh
. tests/flow/flow.sh
. tests/flow/odd.sh

odd_run tall runs links
for job in "${jobs[@]}"; do
	words_in_place "$job"
	pictures_are_slices "$job"
done
must qpdf --qdf --object-streams=disable \
    "$(odd_job links)/document/document.pdf" "$T/plain.pdf"
equal "$(grep -ac '/URI (' "$T/plain.pdf")" 5000
odd_passes "${jobs[@]}"
list_passed
