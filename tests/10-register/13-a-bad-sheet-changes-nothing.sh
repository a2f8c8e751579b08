#!/bin/bash
# Goal: a fault in a spreadsheet is told with row, column and what to write;
# whatever a file does, hostile or broken, ends soon with 65, within bounds and
# with konton.xml as it was; odd files that are right are read.
. tests/harness/lib.sh
. tests/10-register/check.sh
need python

make_site
mkdir "$T/in"
"$JUDGES/bin/python" tests/10-register/sheets.py "$T/in"
before=$(stat -c '%i %Y' "$K")
: >"$T/tried"

# take STATUS FILE: import it without writing; at most 300 MB of memory.
take()
{
	echo "$2" >>"$T/tried"
	(ulimit -v "${ROOM:-300000}" && status "$1" timeout 20 "$B/bevara-register" \
	    import -C "$site" "$T/in/$2")
	equal "$(stat -c '%i %Y' "$K")" "$before"
	hasnt "$T/err" 'root:'
	hasnt "$T/out" 'root:'
}
# A sanitizer's shadow needs more room than any machine has.
case $BUILD in
*san*)	ROOM=unlimited ;;
esac

for file in ratt.xlsx tomma.xlsx versaler.xlsx ratt.ods komma.csv \
    semikolon.csv tabb.csv sep.csv windows.csv rader.csv gammal-mac.csv; do
	take 1 $file
	grep -qx '+	ett' "$T/out" || fail_test "$file: no account"
	[ "$(grep -c '^[+~]' "$T/out")" = 1 ] || fail_test "$file: too many"
done
take 1 semikolon.csv
has "$T/err" 'has semicolons and not commas between its values'
take 1 windows.csv
has "$T/err" 'is not UTF-8 and is read as Windows-1252'
# What is read, and not only that it is.
for file in ratt.xlsx ratt.ods windows.csv rader.csv; do
	cp samples/site/konton.xml "$K"
	must "$B/bevara-register" import --yes -C "$site" "$T/in/$file"
	xsd_ok konton.xsd "$K"
	has "$K" '<datum>2024-03-01</datum>'
	has "$K" '<andrad>2026-11-02</andrad>'
	has "$K" '<status>aktiv</status>'
	hasnt "$K" UTTAL
	hasnt "$K" ANM
	case $file in
	windows*)	has "$K" '<namn>Å–ä “ö”</namn>' ;;
	rader*)		has "$K" '<syfte>Två rader, och &quot;ord&quot;</syfte>' ;;
	*)		has "$K" '<namn>Ett</namn>' ;;
	esac
	rm "$K".bak-*
done
cp samples/site/konton.xml "$K"
before=$(stat -c '%i %Y' "$K")

# Faults, by row and column.
while IFS='|' read -r file text; do
	take 65 "$file"
	has "$T/err" "$text"
done <<'END'
datum-bad.xlsx|datum-bad.xlsx: row 3, column K (Beslut datum): 
datum-bad.xlsx|write a date as year-month-day, for example 2026-01-15
datum-bad.ods|datum-bad.ods: row 2, column K (Beslut datum): 
datum-bad.csv|datum-bad.csv: row 2, column K (Beslut datum): 
tom-bad.xlsx|row 3, column D (Adress): it is empty, and every account has it
tva-bad.xlsx|row 4, column A (Id): 'ett' stands on row 2 already
rubrik-bad.xlsx|row 1, column Q: 'Telefon' is no heading of the register
dubbel-bad.xlsx|row 1, column Q: the heading 'NAMN' stands twice
saknas-bad.xlsx|there is no column 'Ändrad'
status-bad.xlsx|row 2, column M (Status): 'ett' is avslutad but has no slutdatum
id-bad.xlsx|row 2, column A (Id): 
person-bad.xlsx|row 2, column Q (Ersättare 1 befattning): 
fel-bad.xlsx|row 2, column C: a formula that gives an error
strang-bad.xlsx|row 2, column AB: a text that the file lacks
inga-bad.xlsx|there is no account below the headings
slut-bad.csv|row 2, column E: a quotation mark that nothing ends
efter-bad.csv|row 2, column E: text after the ending quotation mark
mitt-bad.csv|row 2, column E: a quotation mark in the middle of a value
entiteter.xlsx|DOCTYPE
utanfor.xlsx|DOCTYPE
strangar.xlsx|DOCTYPE
utanfor.ods|DOCTYPE
bomb.xlsx|has more than 32 MB
upp.xlsx|is missing; save it anew
rader.xlsx|more than 5000 rows
kolumn.xlsx|more than 400 columns
cell.xlsx|row 2, column E: a text of more than 20000 bytes
filer.xlsx|it holds more than 2000 files
djup.xlsx|djup.xlsx: 
fran-1904.xlsx|counts days from 1904
rader.ods|more than 5000 rows
kolumner.ods|more than 400 columns
fyllt.ods|more than 16 MB of text
blanka.ods|row 1, column A: a text of more than 20000 bytes
inget.ods|it has no table
trasig-0.xlsx|it is no whole ZIP file
trasig-1.xlsx|it is no whole ZIP file
trasig-2.xlsx|trasig-2.xlsx: 
last.xlsx|it has a password
gammal.xls|it is an old .xls file, or has a password
utf16.csv|it is UTF-16; save it as CSV UTF-8
nul.csv|it holds NUL bytes
tom.csv|it is empty
mark.csv|it is empty
citat.csv|row 1, column A: a quotation mark that nothing ends
END

# Names that lead elsewhere are not followed: nothing is unpacked at all.
take 1 namn.xlsx
[ ! -e /tmp/bevara-ute.txt ] || fail_test 'it was unpacked'
equal "$(find "$T" -name 'bevara-ute*')" ''
equal "$(ls "$T/in" | sort)" "$(sort -u "$T/tried")"
status 65 "$B/bevara-register" import -C "$site" "$T/in/finns inte.csv"
