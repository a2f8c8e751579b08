#!/bin/bash
# Goal: a record whose rule has a secrecy clause, or of which that cannot be
# told, is in no file of the catalogue, not by its id nor its picture; one that
# becomes restricted or is gone is in none of it after the next run.
. tests/harness/lib.sh
. tests/65-catalogue/catalogue.sh

secrecy='s|</action>|</action><secrecy>OSL 21 kap.</secrecy>|'

# nowhere ID TEXT: neither in the catalogue, nor its picture.
nowhere()
{
	all_of_it >"$T/all"
	hasnt "$T/all" "$1"
	hasnt "$T/all" "$2"
	[ ! -e "$K/bilder/$(sha256sum <"$S/2026-H2/$1.pdf" |
	    cut -c 1-32).jpg" ] || fail_test "the picture of $1 is there"
}

put_record oppen_20261123T120000Z Öppen öppentitel öppentext
put_record plan_20261123T120000Z Planen plantitel plantext
sed -i "$secrecy" "$R/metadata/other/retention.xml"
seal plan_20261123T120000Z
put_record order_20261123T120000Z Ordern ordertitel ordertext
sed -i "$secrecy" "$R/documentation/order.xml"
seal order_20261123T120000Z
catalogue 0
equal "$(cut -f 2- "$T/out")" '1 records	3 read	0 removed'
nowhere plan_20261123T120000Z plantitel
nowhere order_20261123T120000Z ordertext
# It is looked at again each time, since nothing of it may be kept.
catalogue 0
equal "$(cut -f 2- "$T/out")" '1 records	2 read	0 removed'
nowhere order_20261123T120000Z ordertitel

# What cannot be told is left out, with a message; the rest is there.
n=0
for harm in 'rm metadata/other/retention.xml' \
    'rm documentation/order.xml' \
    'echo "<retention/>" >metadata/other/retention.xml' \
    'echo "<order><rule>" >documentation/order.xml' \
    'sed -i "1i <!DOCTYPE retention [<!ENTITY x \"y\">]>" metadata/other/retention.xml' \
    ': >documentation/order.xml' \
    'rm metadata/other/retention.xml; ln -s ../../documentation/order.xml metadata/other/retention.xml' \
    'rm metadata/other/retention.xml; mkfifo metadata/other/retention.xml'
do
	n=$((n + 1))
	put_record skadad_20261123T120000Z Skadad skadadtitel skadadtext
	catalogue 0
	(cd "$R" && eval "$harm")
	seal skadad_20261123T120000Z
	catalogue 65
	has "$T/err" "'2026-H2/skadad_20261123T120000Z' is left out"
	equal "$(cut -f 2- "$T/out")" '1 records	3 read	1 removed'
	nowhere skadad_20261123T120000Z skadadtitel
done
equal $n 8

# So is one whose files are not what its list says.
put_record skadad_20261123T120000Z Skadad skadadtitel skadadtext
sed -i 's/skadadtext/skadatext2/' "$R/documentation/layout.xml"
catalogue 65
has "$T/err" 'not what the list says'
nowhere skadad_20261123T120000Z skadadtitel
rm -r "$R" "$R.pdf" "$R.sha256"

# One becomes restricted; another goes; the picture that two share stays.
put_record ett_20261123T120000Z Ett enttitel enttext
put_record tva_20261123T120000Z Två tvåtitel tvåtext
cp "$S/2026-H2/ett_20261123T120000Z.pdf" "$R/representations/pdfa/data/document.pdf"
cp "$S/2026-H2/ett_20261123T120000Z.pdf" "$R.pdf"
seal tva_20261123T120000Z
catalogue 0
equal "$(cut -f 2 "$T/out")" '3 records'
equal "$(find "$K/bilder" -type f | wc -l)" 2
R=$S/2026-H2/tva_20261123T120000Z
sed -i "$secrecy" "$R/metadata/other/retention.xml"
seal tva_20261123T120000Z
catalogue 0
equal "$(cut -f 2,4 "$T/out")" '2 records	1 removed'
all_of_it >"$T/all"
hasnt "$T/all" tva_2026
hasnt "$T/all" tvåtext
equal "$(find "$K/bilder" -type f | wc -l)" 2
rm -r "$S/2026-H2/ett_20261123T120000Z"
catalogue 0
equal "$(cut -f 2,4 "$T/out")" '1 records	1 removed'
nowhere ett_20261123T120000Z enttext
equal "$(find "$K/bilder" -type f | wc -l)" 1

# The last one too: an empty catalogue names nothing.
rm "$S/2026-H2/oppen_20261123T120000Z.sha256"
catalogue 0
equal "$(cut -f 2,4 "$T/out")" '0 records	1 removed'
nowhere oppen_20261123T120000Z Öppen
hasnt "$S/index.html" 2026-H2
use 400 <<'X'
await new Promise((r) => setTimeout(r, 300)); return document.getElementById("lage").textContent
X
equal "$(given 1)" '"Inga handlingar hittades."'
