#!/bin/bash
# Goal: the catalogue tells of each record on the share its account, half-year,
# type, verdict and links that lead somewhere, and finds it by any word of its
# text; two runs give the same bytes, and so does a rebuild.
. tests/harness/lib.sh
. tests/25-review/review.sh
. tests/65-catalogue/catalogue.sh
need pdftoppm

# One record as the stages before make it, and two of ours beside it.  Its
# recorded layout is from before comments were marked: only its title is found.
put_job facebook-exempelkoping good
for tool in render describe place; do
	must "$B/bevara-$tool" -C "$T/site" "$JOB"
done
id=$(basename "$S"/*/*.sha256 .sha256)
put_record prov-a_20261123T120000Z 'Konto A' 'Titeln A' \
    'Sommarlovet börjar på badhuset' 'Två ord'
sed -i 's|<verdict value="good"/>|<verdict value="login-wall"/>|' \
    "$R/documentation/capture.xml"
cat >"$R/documentation/decision.xml" <<'X'
<decision xmlns="urn:x-bevara:decision:1" value="accept"><by name="Prov Provsson" login="provprov"/><reason>Provs skäl</reason></decision>
X
seal prov-a_20261123T120000Z
: >"$S/2026-H2/prov-a_20261123T120000Z.sha256.p7s"
: >"$S/2026-H2/prov-a_20261123T120000Z.tlog-proof"
put_record prov-b_20261123T130000Z 'Konto B' 'Titeln B' 'Vinterväglag'
mkdir -p "$S/protokoll" "$S/logg" "$S/2026-H2/nagot.part-abcdef"
: >"$S/2026-H2/liten.txt"

catalogue 0
equal "$(cut -f 2- "$T/out")" '3 records	3 read	0 removed'
equal "$(cut -f 1 "$T/out")" "$S/index.html"
xsd_ok 65-catalogue.state.xsd "$K/tillstand.xml"
equal "$(find "$K/bilder" -type f | wc -l)" 3
file "$K"/bilder/*.jpg | grep -c '240x180' >"$T/count"
equal "$(cat "$T/count")" 3

use 1366 <<X
$SEARCH
return await find("")
return await find("sommarlov")
await new Promise((r) => setTimeout(r, 500)); return document.getElementById("traffar").innerText
return [...document.querySelectorAll("#traffar a")].map((a) => decodeURIComponent(a.getAttribute("href")))
return document.querySelector("mark").textContent
return await find("SOMMARLOVET badhuset")
return await find("sommarlovet vinter")
return await find('"två ord"')
return await find('"ord två"')
return await find("ovet")
return await find("konto b")
return await find("titeln")
return await find("vår kanal")
return [...document.querySelectorAll("#traffar a")].map((a) => decodeURIComponent(a.getAttribute("href")))
document.getElementById("konto").value = "prov-b"; document.getElementById("konto").onchange(); return await find("")
X
equal "$(given 2)" 3
equal "$(given 3)" 1
for text in 'Konto A, Facebook, 2026-11-23 13:00' '2026-H2' Ögonblicksbild \
    'Inloggning i vägen, godtagen av en person' bevaras Kommunstyrelsen \
    'Sommarlovet börjar på badhuset'; do
	given 4 >"$T/one"
	has "$T/one" "$text"
done
given 5 | "$JUDGES/bin/python" -c 'import json, sys
print(*json.load(sys.stdin), sep="\n")' >"$T/links"
equal "$(wc -l <"$T/links")" 6
for name in '2026-H2/prov-a_20261123T120000Z.pdf' \
    '2026-H2/prov-a_20261123T120000Z/' \
    '2026-H2/prov-a_20261123T120000Z.sha256' \
    '2026-H2/prov-a_20261123T120000Z.sha256.p7s' \
    '2026-H2/prov-a_20261123T120000Z.tlog-proof'; do
	grep -qxF "$name" "$T/links" || fail_test "no link to $name"
	[ -e "$S/$name" ] || fail_test "$name leads nowhere"
done
equal "$(given 6)" '"Sommarlovet"'
for i in 7:1 8:0 9:1 10:0 11:0 12:2 13:2; do
	equal "$(given ${i%:*})" "${i#*:}"
done
hasnt "$T/used" skattekronan
given 15 | "$JUDGES/bin/python" -c 'import json, sys
print(*json.load(sys.stdin), sep="\n")' >"$T/links"
grep -qxF "2026-H2/$id/" "$T/links"
pdf=$(grep '\.pdf$' "$T/links" | head -n 1)
[ -f "$S/$pdf" ] || fail_test "'$pdf' leads nowhere"
grep -q ' ' <<<"$pdf"
equal "$(given 16)" 1

# No person's name is in it, nor what a person wrote as a reason.
all_of_it >"$T/all"
for name in Provsson skattekronan provprov 'Provs skäl' Exempelsson; do
	hasnt "$T/all" "$name"
done
must "$B/bevara-verify" -C "$T/site" "$id"

# Again, and anew, it is the same.
rm -rf "$T/before"
cp -a "$S" "$T/before"
catalogue 0
equal "$(cut -f 2- "$T/out")" '3 records	0 read	0 removed'
must diff -r "$S" "$T/before"
catalogue 0 --rebuild
equal "$(cut -f 2- "$T/out")" '3 records	3 read	0 removed'
must diff -r "$S" "$T/before"
catalogue 0 --rebuild --thumbnails
must diff -r "$S" "$T/before"
rm -r "$K" "$S/index.html"
catalogue 0
must diff -r "$S" "$T/before"
status 64 "$B/bevara-catalogue" -C "$T/site" --thumbnails
status 64 "$B/bevara-catalogue" -C "$T/site" x
