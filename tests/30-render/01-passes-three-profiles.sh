#!/bin/bash
# Whatever the page holds, its PDF is PDF/A-1a, PDF/A-1b and PDF/UA-1 by
# veraPDF, and whole by qpdf: many scripts, tables, links; an empty page; every
# kind of PNG; three pages tall; more of everything than an array may hold.
. tests/harness/lib.sh
need verapdf
need qpdf

capture=$B/tests/30-render/test_capture
files=()
for case in mixed empty kinds tall many; do
	must "$capture" make "$case" "$T/$case"
	must "$B/bevara-render" "$T/$case"
	files+=("$T/$case/document/document.pdf")
	qpdf_ok "$T/$case/document/document.pdf"
	xsd_ok 30-render.document.xsd "$T/$case/document/document.xml"
done

# One start of the judge for all files.
for profile in 1b 1a ua1; do
	must "$JUDGES/bin/verapdf" -f "$profile" --format text "${files[@]}"
	equal "$(grep -c '^PASS' "$T/out")" "${#files[@]}"
	hasnt "$T/out" FAIL
done
