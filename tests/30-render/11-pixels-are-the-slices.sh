#!/bin/bash
# The pictures in the PDF are the slices, pixel by pixel; where bevara.xml asks
# for JPEG they are JPEG without colours made coarser (4:4:4), nearly the same,
# smaller for a photograph, still PDF/A, and the record says so.
. tests/harness/lib.sh
need pdfimages
need verapdf

capture=$B/tests/30-render/test_capture
make_site

# ---- PNG: each slice is one picture, bit by bit ----
for case in grain mixed; do
	must "$capture" make "$case" "$T/$case"
	must "$B/bevara-render" -C "$T/site" "$T/$case"
	mkdir "$T/im"
	must pdfimages -png "$T/$case/document/document.pdf" "$T/im/p"
	equal "$(ls "$T/im" | wc -l)" \
	    "$(ls "$T/$case/capture" | grep -c ^slice-)"
	i=0
	for slice in "$T/$case"/capture/slice-*.png; do
		"$capture" rows "$slice" >"$T/slice"
		"$capture" rows "$T/im/p-00$i.png" >"$T/picture"
		same_file "$T/slice" "$T/picture"
		i=$((i + 1))
	done
	hasnt "$T/$case/document/document.xml" '<jpeg'
	rm -r "$T/im"
done
png=$(stat -c %s "$T/grain/document/document.pdf")

# ---- JPEG: both papers, every kind of PNG ----
sed -i 's|</logg>|</logg><bilder><format>jpeg</format></bilder>|' \
    "$T/site/bevara.xml"
files=()
for case in grain mixed kinds; do
	rm -rf "$T/$case"
	must "$capture" make "$case" "$T/$case"
	for paper in tall a4; do
		must "$B/bevara-render" -C "$T/site" -p "$paper" "$T/$case"
		pdf=$(cut -f2 "$T/out")
		files+=("$pdf")
		must pdfimages -list "$pdf"
		equal "$(awk 'NR > 2 { print $3, $6, $7, $8, $9 }' "$T/out" |
		    sort -u)" 'image rgb 3 8 jpeg'
		has "${pdf%.pdf}.xml" '<jpeg quality="90"/>'
	done
done
for profile in 1b 1a ua1; do
	must "$JUDGES/bin/verapdf" -f "$profile" --format text "${files[@]}"
	equal "$(grep -c '^PASS' "$T/out")" "${#files[@]}"
done
jpeg=$(stat -c %s "$T/grain/document/document.pdf")
[ $((jpeg * 3)) -lt "$png" ] || fail_test "JPEG: $jpeg, PNG: $png bytes"

# ---- as fine in colour as in light, and nearly the same ----
mkdir "$T/im"
must pdfimages -j "$T/mixed/document/document.pdf" "$T/im/j"
od -An -v -tx1 "$T/im/j-000.jpg" | tr -d ' \n' >"$T/hex"
grep -Eq 'ffc0001108.{8}03011100021101031101' "$T/hex" ||
    fail_test "not baseline JPEG of 4:4:4"
must pdfimages -png "$T/mixed/document/document.pdf" "$T/im/p"
"$capture" rows "$T/mixed/capture/slice-0001.png" >"$T/slice"
"$capture" rows "$T/im/p-000.png" >"$T/picture"
must "$capture" apart "$T/slice" "$T/picture"
read -r most mean <"$T/out"
[ "$most" -le 40 ] && [ "$mean" -le 100 ] && [ "$most" -gt 0 ] ||
    fail_test "pixels are $most apart, $mean/100 in the mean"
