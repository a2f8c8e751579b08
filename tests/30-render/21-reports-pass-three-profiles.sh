#!/bin/bash
# Reports are PDF/A-1a, PDF/A-1b and PDF/UA-1 by veraPDF and by our own check,
# and whole by qpdf: the sample, a table of 400 rows over many pages, and every
# element in odd places; one of 4,100 rows, which becomes two, by our own check.
# They are tagged as what they are.
. tests/harness/lib.sh
. tests/30-render/report.sh
need verapdf
need qpdf

cp -r samples/report "$T/prov"
must table_report 400 "$T/rader.xml"
must odd_report "$T/udda.xml"
cp samples/report/sida.png "$T"

files=()
for name in prov/arkiveringsrapport rader udda; do
	must "$B/bevara-render" "$T/$name.xml" "$T/$name.pdf"
	files+=("$T/$name.pdf")
	qpdf_ok "$T/$name.pdf"
	must "$B/bevara-render" --check "$T/$name.pdf"
	equal "$(grep -c '	pass$' "$T/out")" 3
done
xsd_ok 30-render.report.xsd "$T/udda.xml"

# One start of the judge for all files.
for profile in 1b 1a ua1; do
	must "$JUDGES/bin/verapdf" -f "$profile" --format text "${files[@]}"
	equal "$(grep -c '^PASS' "$T/out")" "${#files[@]}"
	hasnt "$T/out" FAIL
done

# count TYPE: how many elements of a type $T/struct has.
count()
{
	grep -cE "^ *$1( |:|\$)" "$T/struct" || :
}

# ---- every element is what it is ----
sample=$T/prov/arkiveringsrapport.pdf
pdfinfo -struct "$sample" >"$T/struct"
for want in 'H1 1' 'H2 4' 'H3 2' 'P 10' 'L 2' 'LI 6' 'Lbl 6' 'LBody 6' \
    'Table 3' 'Caption 1' 'TR 13' 'TH 13' 'TD 28' 'Figure 1' 'Link 3'; do
	set -- $want
	equal "$1 $(count "$1")" "$1 $2"
done
has "$T/struct" 'Document'
pdfinfo "$sample" >"$T/info"
has "$T/info" 'Title:           Arkiveringsrapport för sociala medier'
has "$T/info" 'Author:          Exempelköpings kommun'
has "$T/info" 'CreationDate:    Tue Nov 24 '
has "$T/info" 'Tagged:          yes'
has "$T/info" 'Page size:       595.28 x 841.89 pts (A4)'
qpdf --qdf --object-streams=disable "$sample" "$T/plain.pdf"
grep -aq '/Lang (sv-SE)' "$T/plain.pdf"
grep -aq '/DisplayDocTitle true' "$T/plain.pdf"
equal "$(grep -ac '/Scope /Column' "$T/plain.pdf")" 5
equal "$(grep -ac '/Scope /Row' "$T/plain.pdf")" 8

# ---- one Table for 400 rows, two for 4,100, each with its headings ----
pdfinfo -struct "$T/rader.pdf" >"$T/struct"
equal "$(count Table) $(count TR) $(count TH) $(count TD)" '1 401 5 2000'
must table_report 4100 "$T/många.xml"
must "$B/bevara-render" "$T/många.xml" "$T/många.pdf"
must "$B/bevara-render" --check "$T/många.pdf"
equal "$(grep -c '	pass$' "$T/out")" 3
pdfinfo -struct "$T/många.pdf" >"$T/struct"
equal "$(count Table) $(count TR) $(count TH) $(count TD)" '2 4102 10 20500'
