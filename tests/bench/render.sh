#!/bin/bash
# render.sh - render of a page of 1366x20000 px beside what a user would take
# instead: Chromium's print to PDF, made PDF/A by Ghostscript.  CPU time of all
# processes, peak memory of the largest, the file's size, veraPDF's verdict.

. tests/bench/lib.sh
. tests/20-fetch/fetch.sh
. tests/bench/page.sh
need gs
need chromium
need verapdf

height=$(pick 20000 1500)
channel_page "$height"
fetch 0
PLAY=$T/play
mkdir "$PLAY"
chmod 711 "$T"
[ "$(id -u)" != 0 ] || chown nobody:nogroup "$PLAY"

ours()
{
	rm -rf "$JOB/document"
	measure render "$B/bevara-render" "$JOB"
}

# Its pages, A4 as it has them, become PDF/A-1 as Ghostscript's manual says.
theirs()
{
	rm -rf "$PLAY/profile" "$PLAY/page.pdf"
	measure print as_user chromium --headless=new --disable-gpu \
	    --user-data-dir="$PLAY/profile" --no-first-run \
	    --virtual-time-budget=20000 --print-to-pdf="$PLAY/page.pdf" \
	    "http://127.0.0.1:$PORT/"
	[ -s "$PLAY/page.pdf" ] || fail_test 'Chromium printed nothing'
	measure gs gs -q -dPDFA=1 -dBATCH -dNOPAUSE -dNOOUTERSAVE \
	    -sColorConversionStrategy=RGB -sDEVICE=pdfwrite \
	    -dPDFACompatibilityPolicy=1 -sOutputFile="$T/gs.pdf" \
	    "--permit-file-read=$icc" "$T/PDFA_def.ps" "$PLAY/page.pdf"
}

# Ghostscript's own prologue, with its own profile by its full name.
icc=/usr/share/color/icc/ghostscript/srgb.icc
sed "s|(srgb.icc)|($icc)|" "$(ls /usr/share/ghostscript/*/lib/PDFA_def.ps)" \
    >"$T/PDFA_def.ps"

for ((run = 0; run < RUNS; run++)); do
	ours
	theirs
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
peer=$(reckon "$(middle print cpu) + $(middle gs cpu)")

echo "render, 1366x$height px, CPU time, median of $RUNS"
fact "bevara render: $(middle render cpu) s, peak $(middle render peak) KB, $size bytes, veraPDF: $(verdicts "$pdf")"
fact "Chromium print: $(middle print cpu) s, peak of its largest process $(middle print peak) KB, $(stat -c %s "$PLAY/page.pdf") bytes"
fact "Ghostscript: $(middle gs cpu) s, peak $(middle gs peak) KB, $(stat -c %s "$T/gs.pdf") bytes, veraPDF: $(verdicts "$T/gs.pdf")"
fact "slices: $slices bytes; tagged elements: $elements"
at_least 'render: times less CPU than Chromium print + Ghostscript' \
    "$(reckon "$peer / $(middle render cpu)")" 50
at_most 'render: peak memory, MB' "$(reckon "$(middle render peak) / 1024")" 32
at_most 'render: file, beyond its slices, of 5 % + 250 bytes an element' \
    "$(reckon "($size - $slices) / ($slices * 0.05 + 250 * $elements)")" 1
