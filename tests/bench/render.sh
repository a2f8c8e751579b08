#!/bin/bash
# render.sh - render of a page of 1366x20000 px beside what a user would take
# instead: Chromium's print to PDF, made PDF/A by Ghostscript.  CPU time of all
# processes, peak memory of the largest, the file's size, veraPDF's verdict.
#
# Chromium prints two things: the look of the page, as our PDF has it (the
# slices, in a page of pictures), and the page itself, which is less work and
# another look: A4 in the style for paper.

. tests/bench/lib.sh
. tests/20-fetch/fetch.sh
. tests/bench/page.sh
need gs
need chromium
need verapdf

height=$(pick 20000 1500)
channel_page "$height"
fetch 0
other_user

# The slices as a page.
mkdir "$T/page/look"
cp "$JOB"/capture/slice-*.png "$T/page/look"
{
	echo '<!DOCTYPE html><html lang="sv"><title>Bild</title><style>'
	echo 'body { margin: 0 } img { display: block; width: 100% }</style>'
	for slice in "$JOB"/capture/slice-*.png; do
		echo "<img src=\"${slice##*/}\" alt=\"\">"
	done
} >"$T/page/look/index.html"

ours()
{
	rm -rf "$JOB/document"
	measure render "$B/bevara-render" "$JOB"
}

# theirs NAME PATH: NAME.pdf, as Ghostscript's manual has it for PDF/A-1.
theirs()
{
	rm -rf "$PLAY/profile"
	measure "print-$1" "${AS_USER[@]}" chromium --headless=new \
	    --disable-gpu --user-data-dir="$PLAY/profile" --no-first-run \
	    --print-to-pdf="$PLAY/$1.pdf" "http://127.0.0.1:$PORT$2"
	[ -s "$PLAY/$1.pdf" ] || fail_test 'Chromium printed nothing'
	measure "gs-$1" gs -q -dPDFA=1 -dBATCH -dNOPAUSE -dNOOUTERSAVE \
	    -sColorConversionStrategy=RGB -sDEVICE=pdfwrite \
	    -dPDFACompatibilityPolicy=1 -sOutputFile="$T/$1.pdf" \
	    --permit-file-read="$icc" "$T/PDFA_def.ps" "$PLAY/$1.pdf"
}

# Ghostscript's own prologue, with its own profile by its full name.
icc=/usr/share/color/icc/ghostscript/srgb.icc
sed "s|(srgb.icc)|($icc)|" "$(ls /usr/share/ghostscript/*/lib/PDFA_def.ps)" \
    >"$T/PDFA_def.ps"

for ((run = 0; run < RUNS; run++)); do
	ours
	theirs look /look/
	theirs page /
done

# verdicts FILE: those of veraPDF, in a few words.
verdicts()
{
	local profile word
	for profile in 1a 1b ua1; do
		word=fails
		"$JUDGES/bin/verapdf" -f $profile --format xml "$1" 2>/dev/null |
		    grep -q 'isCompliant="true"' && word=passes
		printf '%s %s ' $profile $word
	done
}

pdf=$JOB/document/document.pdf
size=$(stat -c %s "$pdf")
slices=$(cat "$JOB"/capture/slice-*.png | wc -c)
elements=$(value content/@elements "$JOB/document/document.xml")

echo "render, 1366x$height px, CPU time, median of $RUNS"
fact "slices: $slices bytes; tagged elements: $elements"
fact "bevara render: $(middle render cpu) s, peak $(middle render peak) KB, $size bytes, veraPDF: $(verdicts "$pdf")"
for name in look page; do
	fact "Chromium print of the $name: $(middle print-$name cpu) s, peak of its largest process $(middle print-$name peak) KB, $(stat -c %s "$PLAY/$name.pdf") bytes"
	fact "Ghostscript on that: $(middle gs-$name cpu) s, peak $(middle gs-$name peak) KB, $(stat -c %s "$T/$name.pdf") bytes, veraPDF: $(verdicts "$T/$name.pdf")"
	at_least "render: times less CPU than Chromium print + Ghostscript, the $name" \
	    "$(reckon "($(middle print-$name cpu) + $(middle gs-$name cpu)) / $(middle render cpu)")" 50
done
at_most 'render: peak memory, MB' "$(reckon "$(middle render peak) / 1024")" 32
at_most 'render: what the file has beyond its slices, of 5 % + 250 bytes an element' \
    "$(reckon "($size - $slices) / ($slices * 0.05 + 250 * $elements)")" 1
