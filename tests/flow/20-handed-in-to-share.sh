#!/bin/bash
# Goal: a phone's screenshot, a saved HTML page and an MHTML page that a person
# hands in become records like any other, without any network: PDF/A-1a, 1b and
# PDF/UA-1, packages that both E-ARK validators pass, placed and verified; the
# picture is a Figure with the note as its alternative text.

. tests/harness/lib.sh
. tests/flow/flow.sh
. tests/20-fetch/inlet.sh

inlet_site
with_verapdf
must "$B/bench/picture" "$T/mobil.png" 1170 2532 7
AT=$(TZ=Europe/Stockholm date -d yesterday +%F)
case $AT in *-06-30|*-12-31) AT=$(TZ=Europe/Stockholm date +%F) ;; esac
NOTE='Inlägg om badplatsen, med bild'
cat >"$T/sida.html" <<END
<!doctype html><html lang="sv"><head><meta charset="utf-8"><title>Sparad</title>
</head><body><h1>Badplatsen öppnar</h1><p>Mer på <a
href="https://www.example.org/mer">vår sida</a>.</p><img alt="Röd ruta"
src="data:image/png;base64,$(base64 -w 0 $HANDED/rgb.png)"></body></html>
END
mhtml "$T/sida.mhtml"

inlet 0 --at "$AT" --note "$NOTE" "$T/mobil.png"
jobs=("$JOB")
inlet 0 "$T/sida.html"
jobs+=("$JOB")
inlet 0 "$T/sida.mhtml"
jobs+=("$JOB")

status 0 offline "$B/bevara" run -C "$T/site" "${jobs[@]}"
equal "$(cut -f 2,3 "$T/out" | sort -u)" "good	archived"
share_is_whole 3
cp "$T/out" "$T/table"

found=$(find "$T/site/arkiv" -name "$AT Exempelköpings kommun, *.pdf")
[ -f "$found" ] || fail_test 'the plain name has not the day of the picture'

for job in "${jobs[@]}"; do
	pdf=$job/document/document.pdf
	package=$(echo "$job"/package/*Z)
	for profile in 1a 1b ua1; do
		verapdf_ok $profile "$pdf"
	done
	qpdf_ok "$pdf"
	eark_ok "$package"
	has "$package/documentation/capture.xml" 'method="manual"'
	has "$package/documentation/README.txt" documentation/original/
	hasnt "$package/documentation/README.txt" warc
	[ ! -e "$package/representations/warc" ] || fail_test 'a WARC'
	original=$(echo "$job"/capture/original-*)
	same_file "$original" \
	    "$package/documentation/original/${original##*/}"
	equal "$(xmllint --xpath "count(//*[local-name()='file'][contains(
	    *[local-name()='FLocat']/@*[local-name()='href'],
	    'documentation/original/')])" "$package/METS.xml")" 1
	has "$package/metadata/preservation/premis.xml" "$BY"
done
premis=$(echo "${jobs[0]}"/package/*Z)/metadata/preservation/premis.xml
has "$premis" "inlämnad av $BY (inloggad som $(id -un))"
has "$premis" "Tagen: $AT"
has "$premis" "'mobil.png'"

# The structure: one Figure with the note; the pages' words and links.
pdf=${jobs[0]}/document/document.pdf
must pdfinfo -struct "$pdf"
equal "$(grep -c Figure "$T/out")" 1
must qpdf --qdf --object-streams=disable "$pdf" "$T/plain.pdf"
alt=$(printf '%s' "$NOTE" | iconv -t UTF-16BE | xxd -p | tr -d '\n')
LC_ALL=C grep -aiq "Alt <feff$alt>" "$T/plain.pdf" ||
    fail_test 'the note is not the alternative text'
must pdfinfo "$pdf"
has "$T/out" "Facebook, $AT"
for job in "${jobs[1]}" "${jobs[2]}"; do
	must pdftotext "$job/document/document.pdf" -
	has "$T/out" 'Badplatsen öppnar'
	must pdfinfo -struct "$job/document/document.pdf"
	has "$T/out" H1
	has "$T/out" Link
done

# The older kind of package too, and once more: nothing changes.
sed -i 's|<paket>.*</paket>|<paket>2.0.4</paket>|' "$T/site/bevara.xml"
must "$B/bevara" describe -C "$T/site" "${jobs[0]}"
eark_ok "$(echo "${jobs[0]}"/package/*Z)" 2.0.4
