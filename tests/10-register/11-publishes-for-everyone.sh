#!/bin/bash
# Goal: the published register is a page in which axe-core finds nothing wrong,
# wide or narrow, and a CSV file; both tell who is responsible by function,
# what for and for whom; no person's name or address is in them, and whatever
# stands in the register is text there.
. tests/harness/lib.sh
. tests/10-register/check.sh
need axe

make_site
chmod 755 "$T"
pub="$T/webb å/konton"
must "$B/bevara-register" publish -C "$site" "$pub"
equal "$(cat "$T/out")" "$pub/index.html
$pub/konton.csv"
equal "$(ls -A "$pub" | tr '\n' ' ')" 'index.html konton.csv '
must xmllint --nonet --noout "$pub/index.html"
for text in 'Exempelköpings kommun' Facebook 'Barn, unga och vuxna' \
    'Visa vad som händer på biblioteket' 'Bibliotekarie, Bibliotekschef' \
    'href="https://www.example.org/instagram/biblioteket"' \
    'Kultur- och fritidsnämnden' 'Biblioteket, biblioteket@example.org' \
    'Avslutade konton' 'Uppgifterna ändrades senast 2026-11-02'; do
	has "$pub/index.html" "$text"
done
# Nobody reads a closed account's page any more: its address is no link.
hasnt "$pub/index.html" 'href="https://blogg.example.org/"'
has "$pub/konton.csv" '2025-06-30'
equal "$(head -c 3 "$pub/konton.csv" | od -An -tx1)" ' ef bb bf'
equal "$(grep -c $'\r$' "$pub/konton.csv")" 4

# Every name and personal address of the register: in neither.
sed -n 's/.*<\(person\|epost\)>\([^<]*\)<.*/\2/p' "$K" | sort -u >"$T/private"
equal "$(wc -l <"$T/private")" 10
equal "$(grep -hoiFf "$T/private" "$pub"/* || :)" ''

# The same again leaves the files alone; they are derived, so the same bytes.
before=$(stat -c '%i %Y' "$pub"/*)
must "$B/bevara-register" publish -C "$site" "$pub"
equal "$(stat -c '%i %Y' "$pub"/*)" "$before"

# A text that tells of a person is left out, and said to be.
evil='</dd><script>alert(1)</script>&amp;"'"'"'><img src=x onerror=alert(2)>'
evil_xml='\&lt;/dd>\&lt;script>alert(1)\&lt;/script>\&amp;amp;"'"'"'>\&lt;img src=x onerror=alert(2)>'
{
	account ratt
	account kontakt 's#<kontakt>.*<#<kontakt>Ring Mall  MALLSSON 0000-111<#'
	account mejl 's#<kontakt>.*<#<kontakt>EXEMPEL@example.org<#'
	account syfte 's#<syfte>.*<#<syfte>Där Exempel Exempelsson berättar om kommunen<#'
	account funktion 's#>Provare<#>Provare (Prov Provsson)<#'
	account tom '/<kontakt>|<malgrupp>|<syfte>/d'
	account ond "s#<(namn|syfte|malgrupp|kontakt|enhet|befattning)>[^<]*<#<\\1>$evil_xml<#g"
	account formel 's#<(namn|syfte|malgrupp|kontakt|enhet)>[^<]*<#<\1>=HYPERLINK("x")<#g'
} | register
must "$B/bevara-register" publish -C "$site" "$pub"
equal "$(grep -c 'tells of a person and is not published' "$T/err")" 4
equal "$(grep -hoi 'mallsson\|exempel@\|exempelsson\|provsson' "$pub"/* || :)" ''
must xmllint --nonet --noout "$pub/index.html"
equal "$(xmllint --nonet --xpath "count(//*[local-name()='script' or local-name()='img'])" "$pub/index.html")" 0
equal "$(xmllint --nonet --xpath "string(//*[local-name()='article'][7]//*[local-name()='h3'])" "$pub/index.html")" \
    "</dd><script>alert(1)</script>&amp;\"'><img src=x onerror=alert(2)>"
has "$pub/konton.csv" "\"'=HYPERLINK(\"\"x\"\")\""
"$JUDGES/bin/python" - "$pub/konton.csv" "$evil" <<'END' || fail_test "that is not so"
import csv, sys
rows = list(csv.reader(open(sys.argv[1], encoding="utf-8-sig", newline="")))
assert len(rows) == 9 and all(len(r) == 11 for r in rows), rows
assert rows[7][0] == rows[7][3] == rows[7][8] == sys.argv[2], rows[7]
assert not any(c[:1] in "=+-@" for r in rows for c in r if c)
END

for width in 1366 400; do
	lib_judge "$JUDGES/bin/axe" "$pub/index.html" $width "$T/$width.png"
	has "$T/judge" passed
	for bad in violation wide request dialog; do
		! grep "^$bad	" "$T/judge" >&2 || fail_test "$bad at $width"
	done
	# Each account in use has a link, and the table one more.
	equal "$(grep -c '^focus	a	' "$T/judge")" 9
	file "$T/$width.png" | grep -q 'PNG image' || fail_test 'no picture'
done
[ -z "${PICTURES:-}" ] || cp "$T"/*.png "$PICTURES"

# A page of somebody else's stays, and the table is not written either.
mkdir "$T/annan"
echo '<h1>Min sida</h1>' >"$T/annan/index.html"
status 65 "$B/bevara-register" publish -C "$site" "$T/annan"
has "$T/err" 'was not made by Bevara'
equal "$(ls "$T/annan")" index.html
status 64 "$B/bevara-register" publish -C "$site"
status 64 "$B/bevara-register" publish -C "$site" a b
mkfifo "$T/fifo"
status 65 "$B/bevara-register" publish -C "$site" "$T/fifo"
