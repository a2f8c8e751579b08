#!/bin/bash
# Goal: comments and the names of others are not in the catalogue; whatever
# stands in a record is text on the page, wide or narrow; nothing is asked of a
# network, axe-core finds nothing wrong, and the Tab key reaches what there is.
. tests/harness/lib.sh
. tests/65-catalogue/catalogue.sh

put_record namn_20261123T120000Z Namnen 'Titeln @titelnamn hej' \
    'Vi tackar @grannen och (@grannen2), @Exempelkonto. Fråga oss' \
    'KOMMENTAR Grannen Grannsson skrev' 'RT:@grannen3 eller ＠grannen4' \
    'https://example.org/@grannen5 namn@example.org' \
    '@grannen6@social.example @exempelkonto@www.example.org slut' \
    'hål &lt;@grannen7&gt; @grännen8'
# A name that is split over runs, as some pages have it.
sed -i 's|</body>|<paragraph><run x="0" y="0" w="1" h="1" size="1"><w x="0" w="1">av</w><w x="0" w="1">@</w></run><run x="0" y="0" w="1" h="1" size="1" join="true"><w x="0" w="1">gran</w></run><run x="0" y="0" w="1" h="1" size="1" join="true"><w x="0" w="1">nen9</w><w x="0" w="1">efter</w></run></paragraph>&|' \
    "$R/documentation/layout.xml"
seal namn_20261123T120000Z

# Of a layout that does not tell comments, nothing is taken.
put_record omarkt_20261123T120000Z Omärkt omärkttitel 'grannen10 skrev'
sed -i 's/ comments="marked"//' "$R/documentation/layout.xml"
seal omarkt_20261123T120000Z

evil='&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=alert(2)&gt;"]);alert(3);//&#8232;\u003c&amp;lt;'
put_record fientlig_20261123T120000Z "$evil" "$evil' -->" "$evil ondord" \
    '&lt;b&gt;fet&lt;/b&gt; \ "citat" &#8233; &#x202e;bakvänt 😀 👨‍👩‍👧 𝔘𝔫𝔦'
raw=${evil//&/\\&}
raw=${raw//\\u/\\\\u}
sed -i "s|<board>|&$raw|; s|<recordType>|&$raw|; s|<platform>facebook|<platform>$raw|" \
    "$R/documentation/order.xml"
mv "$S/2026-H2/fientlig_20261123T120000Z.pdf" \
    "$S/2026-H2/100% \"säkert\" #1? & <b>.pdf"
seal fientlig_20261123T120000Z 2>/dev/null || :
(cd "$S/2026-H2" && sed -i '/fientlig_20261123T120000Z.pdf/d' fientlig*.sha256 &&
    sha256sum '100% "säkert" #1? & <b>.pdf' >>fientlig_20261123T120000Z.sha256)
# No picture can be made of it, and it is there all the same.
echo 'no PDF at all' >"$R/representations/pdfa/data/document.pdf"
put_record trasig_20261123T120000Z Trasig trasigtitel trasigtext
echo 'no PDF at all' >"$R/representations/pdfa/data/document.pdf"
cp "$R/representations/pdfa/data/document.pdf" "$R.pdf"
seal trasig_20261123T120000Z
R=$S/2026-H2/fientlig_20261123T120000Z
make_pdf x >"$R/representations/pdfa/data/document.pdf"
cp "$R/representations/pdfa/data/document.pdf" \
    "$S/2026-H2/100% \"säkert\" #1? & <b>.pdf"
(cd "$S/2026-H2" && find fientlig_20261123T120000Z -type f -print0 |
    LC_ALL=C sort -z | xargs -0 sha256sum >fientlig_20261123T120000Z.sha256 &&
    sha256sum '100% "säkert" #1? & <b>.pdf' >>fientlig_20261123T120000Z.sha256)
# The program and the page have the same letters.
put_record tecken_20261123T120000Z Tecken teckentitel \
    'Žukov ŠKODA Ÿberg ЖУК Ёлка ΑΒΓδ naïve Müller ÆØ 漢字 Ĳssel Łódź 𝔄bc 3:e' \
    $'A\u030asa O\u0308rebro'
catalogue 0
equal "$(cut -f 2 "$T/out")" '5 records'

all_of_it >"$T/all"
grep -oi 'gr[aä]nn[a-z0-9]*\|titelnamn\|nen9\|social.example' \
    "$T/all" | sort -u >"$T/names"
equal "$(cat "$T/names")" ''
has "$T/all" 'Vi tackar och @Exempelkonto. Fråga oss'
has "$T/all" 'namn@example.org'
has "$T/all" '@exempelkonto@www.example.org slut'
has "$T/all" 'av efter'
hasnt "$T/all" '<script>alert'
hasnt "$T/all" '<img src=x'

for width in 1366 400; do
	use $width "$T/$width.png" "$T/$width.pdf" <<X
$SEARCH
return await find("")
return await find("ondord")
await new Promise((r) => setTimeout(r, 500)); return document.getElementById("traffar").innerText
return document.querySelectorAll("script:not([src])").length + document.querySelectorAll("#traffar script, #traffar img:not(.bild), #traffar b").length
return document.querySelector("#traffar a").href
return (await find("bakvänt fet")) + " " + (await find("𝔘𝔫𝔦")) + " " + (await find("trasig")) + document.querySelector(".ingen").textContent
let n = ""; for (const q of ["žukov", "škoda", "ÿBERG", "yberg", "жук", "ёЛКА", "αβΓΔ", "NAIVE", "muller MÜLLER", "æø", "漢", "ĳSSEL", "łódź", "𝔄bc", "ÅSA", "A\\u030Asa", "örebro", "asa", "orebro", "lodz", "zukov"]) n += await find("teckentitel " + q); return n
document.getElementById("oversikt").open = true; return await find("")
X
	equal "$(given 2)" 5
	equal "$(given 8)" '"111111111111111110000"'
	equal "$(given 3)" 1
	given 4 >"$T/one"
	has "$T/one" '</script><script>alert(1)</script><img src=x onerror=alert(2)>\"]);alert(3);//'
	has "$T/one" '\\u003c&lt;'
	equal "$(given 5)" 0
	given 6 >"$T/one"
	has "$T/one" '/2026-H2/100%25%20%22s%C3%A4kert%22%20%231%3F%20%26%20%3Cb%3E.pdf"'
	equal "$(given 7)" '"1 1 1Ingen bild"'
	grep '^focus' "$T/used" | cut -f 2,3 >"$T/reached"
	equal "$(head -n 1 "$T/reached")" 'a	'
	for what in 'input	ord' 'select	konto' 'select	halvar' \
	    'select	typ' 'button	visa' 'button	rensa' 'div	tabell'; do
		grep -qxF "$what" "$T/reached" || fail_test "no way to $what"
	done
	equal "$(grep -c '^a' "$T/reached")" 21
	qpdf_ok "$T/$width.pdf"
	file "$T/$width.png" | grep -q 'PNG image' || fail_test 'no picture'
done
must pdftotext "$T/1366.pdf" "$T/paper"
has "$T/paper" Namnen
hasnt "$T/paper" 'Rensa'
