#!/bin/bash
# On A4 every page is A4 and holds whole lines: each word lies within one
# page's margins, in the place that the layout gives it; the row of pixels
# before and after each cut is empty; no pixel is lost or changed; and the PDF
# passes the three profiles as the tall one does.
. tests/harness/lib.sh
need pdftotext
need pdfimages
need verapdf
need qpdf

capture=$B/tests/30-render/test_capture
scale=$(awk 'BEGIN { print (595.276 - 2 * 10 * 72 / 25.4) / 1366 }')

# ---- three profiles, whatever the page holds ----
files=()
for case in mixed empty kinds tall many dense; do
	must "$capture" make "$case" "$T/$case"
	must "$B/bevara-render" --paper a4 "$T/$case"
	equal "$(cut -f2 "$T/out")" "$T/$case/document-a4/document.pdf"
	pdf=$T/$case/document-a4/document.pdf
	files+=("$pdf")
	qpdf_ok "$pdf"
	xsd_ok 30-render.document.xsd "$T/$case/document-a4/document.xml"
	has "$T/$case/document-a4/document.xml" 'paper="a4"'
	must pdfinfo -l 9999 "$pdf"
	equal "$(sed -n 's/^Page *[0-9]* size: *//p' "$T/out" | sort -u)" \
	    '595.276 x 841.89 pts (A4)'
	equal "$(ls "$T/$case")" "$(printf 'capture\ndocument-a4\norder.xml')"
done
for profile in 1b 1a ua1; do
	must "$JUDGES/bin/verapdf" -f "$profile" --format text "${files[@]}"
	equal "$(grep -c '^PASS' "$T/out")" "${#files[@]}"
	hasnt "$T/out" FAIL
done

# ---- each word once, whole on its page, and in its place there ----
for case in tall dense; do
	pdf=$T/$case/document-a4/document.pdf
	must pdftotext -bbox "$pdf" "$T/bbox"
	awk '
	/<page /	{ page++ }
	/<word /	{ split($0, a, "\""); gsub(/.*">|<\/word>.*/, "")
		print $0, page, a[2], a[4], a[6], a[8] }
	' "$T/bbox" | grep ^ord | sort >"$T/found"
	awk '
	/<run /	{ split($0, a, "\""); y = a[4] }
	/<w /	{ split($0, a, "\""); gsub(/.*">|<\/w>.*/, "")
		print $0, a[2], y, a[4] }
	' "$T/$case/capture/layout.xml" | grep ^ord | sort >"$T/wanted"
	equal "$(cut -d' ' -f1 "$T/found" | sort | uniq -d | head -n 1)" ''
	equal "$(wc -l <"$T/found")" "$(wc -l <"$T/wanted")"
	join "$T/wanted" "$T/found" | awk -v s="$scale" '
	function off(a, b) { return a - b > 0.5 || b - a > 0.5 }
	{
		page = $5
		if (!(page in top))
			top[page] = $7 - $3 * s
		if (off($6, 28.346 + $2 * s) || off($8 - $6, $4 * s) ||
		    off($7, top[page] + $3 * s) || $7 < 28.3 || $9 > 813.6)
			print
	}' >"$T/astray"
	equal "$(cat "$T/astray")" ''
done

# ---- no pixel is lost, and cuts go through nothing ----
for case in tall dense; do
	mkdir "$T/im"
	pdf=$T/$case/document-a4/document.pdf
	must pdfimages -png "$pdf" "$T/im/p"
	"$capture" rows "$T/$case"/capture/slice-*.png >"$T/slices"
	"$capture" rows "$T"/im/p-*.png >"$T/pages"
	same_file "$T/slices" "$T/pages"
	must pdfimages -list "$pdf"
	awk 'NR > 2 { rows[$1] += $5; last = $1 }
	END { for (i = 1; i < last; i++) print at += rows[i] }' \
	    "$T/out" >"$T/cuts"
	[ "$(wc -l <"$T/cuts")" -ge 9 ] || fail_test "few cuts in '$case'"
	while read -r row; do
		for at in $((row - 1)) "$row"; do
			ink=$(dd if="$T/pages" bs=4098 skip="$at" count=1 \
			    status=none | tr -d '\377' | wc -c)
			[ "$ink" = 0 ] || fail_test "'$case': row $at is cut"
		done
	done <"$T/cuts"
	rm -r "$T/im"
done

# ---- pages are labelled by their numbers ----
must qpdf --json --json-key=pagelabels "$T/tall/document-a4/document.pdf"
has "$T/out" '"/S": "/D"'

# ---- for print only: the record beside it is not touched ----
must "$B/bevara-render" "$T/mixed"
before=$(cat "$T/mixed/document/document.xml" | sha256sum)
rm -r "$T/mixed/document-a4"
must "$B/bevara-render" -p a4 "$T/mixed"
equal "$(cat "$T/mixed/document/document.xml" | sha256sum)" "$before"
hasnt "$T/mixed/document/document.xml" paper=
status 64 "$B/bevara-render" --paper a5 "$T/mixed"
has "$T/err" "'a5' is no paper: write tall or a4"
